"""The lines of a file on their way in: which are new, which are held, which have to wait and why."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.devices import DeviceState
from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.events import Event, Op, event_from
from hfc_desktop.domain.exchange import Arrival, Line, Parked, Reason, sort_in
from hfc_desktop.domain.merging import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.merging import Merged
    from hfc_desktop.services.ports import UnitOfWork

_LEAVE_NO_STATE: Final = frozenset({Op.READ, Op.LOGIN, Op.REFUSED, Op.EXPORT, Op.PRINT})
_BEGAN: Final = datetime(2020, 1, 1, tzinfo=UTC)
_ASIDE: Final = {"illegal_step": Reason.ILLEGAL_STEP, "second_maker": Reason.ID_TWICE}


@dataclass(slots=True)
class Batch:
    """Events of one file on their way in.

    Attributes:
        arrivals: new ones.
        waits: lines that wait, or that are held without counting.
        forks: keys whose number is held with another content.
    """

    arrivals: list[Arrival] = field(default_factory=list)
    waits: list[Parked] = field(default_factory=list)
    had: int = 0
    forks: list[str] = field(default_factory=list)

    def touched(self) -> dict[str, dict[str, list[Arrival]]]:
        """New events of records that change: by kind, by record; what was merely read stands among the rest."""
        found: dict[str, dict[str, list[Arrival]]] = {}
        changed: set[tuple[str, str]] = set()
        for arrival in self.arrivals:
            event = arrival.event
            if event.record:
                found.setdefault(event.table, {}).setdefault(event.record, []).append(arrival)
                if event.op not in _LEAVE_NO_STATE:
                    changed.add((event.table, event.record))
        return {
            table: {record: new for record, new in records.items() if (table, record) in changed}
            for table, records in found.items()
        }


class Sorting:
    """Puts the lines of files where they belong: taken in, held already, or waiting.

    Files that are sorted by one of these count as held for those after them.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._devices: dict[str, Device | None] = {}
        self._coming: dict[str, str] = {}

    def sort(self, sha256: str, lines: Sequence[Line]) -> Batch:
        """Sort the lines of one file.

        Args:
            sha256: of the file, under which lines wait.
            lines: as they were read, with their numbers.
        """
        batch = Batch()
        read: list[Arrival] = []
        for line in lines:
            found = event_in(line)
            if isinstance(found, Reason):
                batch.waits.append(Parked(sha256, line.number, found, "", raw_of(line)))
            elif self._is_revoked(found):
                batch.waits.append(Parked(sha256, line.number, Reason.REVOKED, found.key, raw_of(line)))
            else:
                read.append(Arrival(found, digest_of(line), line))
        keys = [(arrival.event.key, arrival.digest) for arrival in read]
        result = sort_in(keys, self._held([key for key, _digest in keys]))
        batch.had = result.had
        for at in result.forks:
            arrival = read[at]
            batch.forks.append(arrival.event.key)
            raw = raw_of(arrival.line)
            batch.waits.append(Parked(sha256, arrival.line.number, Reason.FORK, arrival.event.key, raw))
        batch.arrivals = [read[at] for at in result.new]
        self._coming.update(keys[at] for at in result.new)
        return batch

    def _held(self, keys: Sequence[str]) -> Mapping[str, str]:
        stored = self._uow.exchange.held(keys)
        return {**stored, **{key: self._coming[key] for key in keys if key in self._coming}}

    def _is_revoked(self, event: Event) -> bool:
        if event.origin not in self._devices:
            self._devices[event.origin] = self._uow.exchange.device(event.origin)
        device = self._devices[event.origin]
        return device is not None and device.state is DeviceState.REVOKED and not device.counts(event)


def reasons_aside(states: Mapping[str, Merged]) -> Mapping[str, Reason]:
    """Why events are held and do not count, by key: steps that the case did not allow, ids that were used again."""
    return {one.event: _ASIDE[one.code] for state in states.values() for one in state.aside if one.code in _ASIDE}


def set_aside(sha256: str, arrivals: Iterable[Arrival], reasons: Mapping[str, Reason]) -> list[Parked]:
    """The lines of a file that are held and do not count."""
    return [
        Parked(sha256, arrival.line.number, reasons[arrival.event.key], arrival.event.key, raw_of(arrival.line))
        for arrival in (arrivals if reasons else ())
        if arrival.event.key in reasons
    ]


def odd_times(arrivals: Sequence[Arrival], now: datetime) -> int:
    """How many events say a time that cannot be: before there was this program, or later than tomorrow."""
    last = now.astimezone(UTC) + timedelta(days=1)
    return sum(not _is_between(arrival.event.at, _BEGAN, last) for arrival in arrivals)


def _is_between(at: str, first: datetime, last: datetime) -> bool:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return False
    return moment.tzinfo is not None and first < moment < last


def written_in(arrival: Arrival) -> Written:
    """An event that arrives, with all that came along."""
    return Written(arrival.event, joined(arrival.event.fields, arrival.line.private_values or {}))


def digest_of(line: Line) -> str:
    """SHA-256 of the shared part, over the bytes as they came."""
    return hashlib.sha256(line.body.encode()).hexdigest()


def place_of(line: Line) -> tuple[str, str, int]:
    """Device, life and number that a line names; empty for what has none."""
    values = line.values or {}
    seq = values.get("seq")
    return str(values.get("origin", "")), str(values.get("incarnation", "")), seq if isinstance(seq, int) else 0


def event_in(line: Line) -> Event | Reason:
    """The event in a line, or why it has to wait."""
    try:
        event = event_from(line.values or {})
    except ValueError:
        return Reason.NEWER_OP
    except (KeyError, TypeError, AttributeError):
        return Reason.BAD_LINE
    if not _sound(event):
        return Reason.BAD_LINE
    if line.private:
        try:
            salt = bytes.fromhex(line.salt)
        except ValueError:
            return Reason.BAD_LINE
        if hashlib.sha256(salt + line.private.encode()).hexdigest() != event.private_hash:
            return Reason.BAD_LINE
    return event


def _sound(event: Event) -> bool:
    texts = (event.origin, event.incarnation, event.at, event.actor, event.role, event.table, event.record, event.prev)
    whole = all(type(number) is int and 0 < number < 2**62 for number in (event.seq, event.lamport))
    named = all(isinstance(text, str) for text in texts) and "/" not in event.origin + event.incarnation
    return whole and named and isinstance(event.fields, dict) and all(isinstance(key, str) for key in event.seen)


def raw_of(line: Line) -> bytes:
    """A line as bytes that can be read again."""
    return json.dumps({"e": line.body, "p": line.private, "s": line.salt}, ensure_ascii=False).encode()


def numbered(line: Line, number: int) -> Line:
    """A line that waited, with the number that it had in its file."""
    return replace(line, number=number)
