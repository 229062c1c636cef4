"""Attachments between devices of one branch: parts on their way out and in, and which are missing."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.exchange import Parked, Piece, Reason
from hfc_desktop.services.arrivals import raw_of
from hfc_desktop.services.records import COMPLAINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.exchange import Line
    from hfc_desktop.services.arrivals import Batch
    from hfc_desktop.services.ports import UnitOfWork

_PIECE: Final = 512 * 1024
"""Bytes of an attachment in one line; lines of files have a limit."""
_WAITING: Final = frozenset({Reason.NO_ATTACHMENT, Reason.WRONG_ATTACHMENT})


def named_in(fields: Mapping[str, JsonValue]) -> Iterator[str]:
    """Hashes of the attachments that an event names."""
    entries = fields.get("attachments")
    for entry in entries if isinstance(entries, list) else ():
        sha256 = entry.get("sha256") if isinstance(entry, dict) else None
        if isinstance(sha256, str):
            yield sha256


def pieces_of(uow: UnitOfWork, wanted: Iterable[str]) -> Iterator[Piece]:
    """The attachments that are here, in parts."""
    for sha256 in sorted(set(wanted)):
        content, media_type = uow.files.content(sha256), uow.files.media_type(sha256)
        if content is None or media_type is None:
            continue
        for at in range(0, len(content), _PIECE):
            yield Piece(sha256, media_type, content[at : at + _PIECE])


def _no_longer_wait(uow: UnitOfWork, kept: Sequence[str]) -> None:
    """Lines that waited for attachments that came now."""
    names = {name.encode() for name in kept}
    for parked in uow.exchange.parked() if names else ():
        if parked.reason in _WAITING and any(name in parked.raw for name in names):
            uow.exchange.unpark(parked)


def take_pieces(
    uow: UnitOfWork, sha256: str, pieces: Sequence[Piece], batch: Batch, same_office: bool
) -> tuple[int, list[Parked]]:
    """Keep attachments that are what was recorded; answers how many, and the lines whose attachment is not here.

    Args:
        uow: open transaction.
        sha256: of the file.
        pieces: parts as they came.
        batch: the events of the file.
        same_office: whether attachments travel at all.
    """
    kept, wrong = 0, set[str]()
    for name, parts in groupby(pieces, key=lambda piece: piece.sha256):
        known = list(parts)
        content = b"".join(part.content for part in known)
        if hashlib.sha256(content).hexdigest() == name:
            uow.files.put_content(name, known[0].media_type, content)
            kept += 1
        else:
            wrong.add(name)
    _no_longer_wait(uow, [piece.sha256 for piece in pieces if piece.sha256 not in wrong])
    waits: dict[str, Parked] = {}
    for arrival in batch.arrivals if same_office else ():
        for name in named_in(arrival.event.fields) if arrival.event.table == COMPLAINT else ():
            if name in wrong or uow.files.media_type(name) is None:
                reason = Reason.WRONG_ATTACHMENT if name in wrong else Reason.NO_ATTACHMENT
                line: Line = arrival.line
                waits[name] = Parked(sha256, line.number, reason, arrival.event.key, raw_of(line))
    return kept, list(waits.values())
