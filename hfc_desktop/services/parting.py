"""What goes out, cut into files that any reader can take: each complete in itself, in whatever order they come."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.exchange import LifeSpan
from hfc_desktop.services.pieces import named_in, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hfc_desktop.domain.exchange import Life, Line, Piece, Span
    from hfc_desktop.services.ports import UnitOfWork

PART_BYTES: Final = 16 * 1024 * 1024
"""Bytes of text in a file where nothing else was set; a reader takes eight times as much."""
_MOST_RUNS: Final = 2000
"""Runs of numbers that a file names in its header; a header is one line, and lines have a limit."""
_ATTACHMENTS: Final = '"attachments":['


@dataclass(slots=True)
class Part:
    """What one file holds.

    Attributes:
        spans: the numbers of the events in it.
        weight: bytes of its texts, roughly.
    """

    lines: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    spans: list[LifeSpan] = field(default_factory=list)
    weight: int = 0

    def add(self, life: Life, seq: int, line: Line) -> None:
        """One more event."""
        self.lines.append(line)
        self.weight += len(line.body.encode()) + len(line.private.encode())
        last = self.spans[-1] if self.spans else None
        first = seq
        if last is not None and (last.origin, last.incarnation, last.last) == (life.origin, life.incarnation, seq - 1):
            first = self.spans.pop().first
        self.spans.append(LifeSpan(life.origin, life.incarnation, first, seq))

    def is_full(self, limit: int) -> bool:
        """Whether no more events go in."""
        return self.weight >= limit or len(self.spans) >= _MOST_RUNS


def parts_of(
    uow: UnitOfWork,
    wanted: Mapping[Life, Sequence[Span]],
    limit: int,
    *,
    private: bool,
    attachments: Iterable[str] | None,
) -> Iterator[Part]:
    """Events, then the attachments that they name, in parts of about ``limit`` bytes.

    Args:
        uow: open transaction.
        wanted: runs of numbers by life.
        limit: bytes; an event or an attachment is never cut, so a part may be larger by one of them.
        private: whether private parts travel along.
        attachments: hashes of attachments that the receiver asked for; ``None`` where attachments do not travel.
    """
    named = set(attachments or ())
    part = Part()
    for life, runs in sorted(wanted.items(), key=lambda pair: pair[0]):
        numbers = (seq for first, last in runs for seq in range(first, last + 1))
        for seq, line in zip(numbers, uow.exchange.lines(life, runs, private=private), strict=True):
            if part.is_full(limit):
                yield part
                part = Part()
            part.add(life, seq, line)
            if attachments is not None and _ATTACHMENTS in line.body:
                named.update(named_in(json.loads(line.body)["fields"]))
    for sha256 in sorted(named):
        pieces = list(pieces_of(uow, [sha256]))
        weight = sum(len(piece.content) * 4 // 3 for piece in pieces)
        if part.weight and part.weight + weight > limit:
            yield part
            part = Part()
        part.pieces += pieces
        part.weight += weight
    yield part
