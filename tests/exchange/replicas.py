"""Devices in memory that exchange files, for tests of convergence; each rule that can be got wrong is a method.

The mutants at the end each get one rule wrong; the suite must kill every one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from hfc_desktop.domain.events import Event, Op
from hfc_desktop.domain.exchange import Life, LifeReceipt, Receipt, Spans, sort_in, to_send
from hfc_desktop.domain.merging import Merged, Written, merged, seen_by

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 11, 24, 9, tzinfo=CHINA)


@dataclass
class Lives:
    """Hands out ids of devices and of lives, each once."""

    count: int = 0

    def next(self) -> str:
        self.count += 1
        return f"{self.count:032x}"


@dataclass
class Device:
    """One store of a counter, a branch or head office."""

    name: str
    lives: Lives
    shift: timedelta = timedelta()
    origin: str = ""
    incarnation: str = ""
    held: dict[str, Event] = field(default_factory=dict)
    by_record: dict[str, list[Event]] = field(default_factory=dict)
    minutes: int = 0
    receipts: dict[str, Receipt] = field(default_factory=dict)
    receipts_given: int = 0

    def __post_init__(self) -> None:
        self.origin = self.origin or self.lives.next()
        self.incarnation = self.incarnation or self.lives.next()

    # -- rules that mutants get wrong -------------------------------------------------------------------------------

    def key(self, event: Event) -> str:
        return event.key

    def merge(self, events: list[Event]) -> Merged:
        return merged(Written(event, event.fields) for event in events)

    def sort(self, events: list[Event]) -> list[Event]:
        held = {event.key: self.held[event.key].hash() for event in events if event.key in self.held}
        return [events[at] for at in sort_in([(event.key, event.hash()) for event in events], held).new]

    def life_after_restore(self) -> str:
        return self.lives.next()

    def stamped(self, event: Event) -> Event:
        return event

    # -- writing ----------------------------------------------------------------------------------------------------

    @property
    def lamport(self) -> int:
        return max((event.lamport for event in self.held.values()), default=0)

    def own(self) -> list[Event]:
        mine = (event for event in self.held.values() if Life.of(event) == Life(self.origin, self.incarnation))
        return sorted(mine, key=lambda event: event.seq)

    def write(self, record: str, op: Op, fields: dict, role: str = "teller") -> Event:
        self.minutes += 1
        before = self.own()
        written = [Written(event, event.fields) for event in self.by_record.get(record, [])]
        seen = tuple(sorted(one.event.key for one in written)) if op is Op.TOMBSTONE else seen_by(written, fields)
        event = Event(
            origin=self.origin,
            incarnation=self.incarnation,
            seq=len(before) + 1,
            lamport=self.lamport + 1,
            at=(START + self.shift + timedelta(minutes=self.minutes)).isoformat(),
            actor=f"{role}-{self.name}",
            role=role,
            table="complaint",
            record=record,
            op=op,
            fields=fields,
            seen=seen,
            prev=before[-1].hash() if before else "",
        )
        self._hold(event)
        return event

    def _hold(self, event: Event) -> None:
        event = self.stamped(event)
        self.held[self.key(event)] = event
        self.by_record.setdefault(event.record, []).append(event)

    def state(self, record: str) -> Merged:
        return self.merge(self.by_record.get(record, []))

    def states(self) -> dict[str, Merged]:
        return {record: self.state(record) for record in sorted(self.by_record)}

    # -- files ------------------------------------------------------------------------------------------------------

    def spans(self) -> dict[Life, Spans]:
        spans: dict[Life, Spans] = {}
        for event in self.held.values():
            spans.setdefault(Life.of(event), Spans()).add(event.seq, event.seq)
        return spans

    def file_for(self, receiver: str) -> list[Event]:
        """Everything since the receiver's last receipt."""
        wanted = to_send(self.spans(), self.receipts.get(receiver))
        return [
            event
            for event in sorted(self.held.values(), key=lambda event: (event.origin, event.incarnation, event.seq))
            if any(first <= event.seq <= last for first, last in wanted.get(Life.of(event), ()))
        ]

    def take(self, events: list[Event]) -> int:
        new = self.sort(events)
        for event in new:
            self._hold(event)
        return len(new)

    def receipt_for(self, sender: str) -> Receipt:
        self.receipts_given += 1
        lives = []
        by_key = {event.key: event for event in self.held.values()}
        for life, spans in sorted(self.spans().items()):
            high = spans.high_water
            head = by_key[f"{life.origin}/{life.incarnation}/{high}"].hash() if high else ""
            lives.append(
                LifeReceipt(
                    origin=life.origin, incarnation=life.incarnation, high_water=high, gaps=spans.gaps, head=head
                )
            )
        return Receipt(
            office=self.name,
            incarnation=self.incarnation,
            to=sender,
            number=self.receipts_given,
            at=START.isoformat(),
            lives=tuple(lives),
        )

    # -- accidents --------------------------------------------------------------------------------------------------

    def snapshot(self) -> tuple[str, list[Event]]:
        return self.incarnation, list(self.held.values())

    def restore(self, snapshot: tuple[str, list[Event]]) -> None:
        """A backup is put back: the store is older than what was sent since."""
        self.held, self.by_record, self.receipts = {}, {}, {}
        for event in snapshot[1]:
            self._hold(event)
        self.incarnation = self.life_after_restore()

    def cloned(self, name: str) -> Device:
        """The disk is copied to another PC, which notices that the machine is another one."""
        twin = type(self)(name, self.lives, self.shift, self.lives.next(), self.life_after_restore())
        for event in self.held.values():
            twin._hold(event)
        return twin


# -- mutants --------------------------------------------------------------------------------------------------------


class ByWallClock(Device):
    """The last writer by the clock on the wall wins."""

    def merge(self, events: list[Event]) -> Merged:
        whole = super().merge(events)
        values = dict(whole.values)
        for name in values:
            writers = [event for event in events if name in event.fields]
            values[name] = max(writers, key=lambda event: (event.at, event.key)).fields[name]
        return replace(whole, values=values, conflicts=())


class WithoutConflicts(Device):
    """Values that were written beside the shown one are forgotten."""

    def merge(self, events: list[Event]) -> Merged:
        return replace(super().merge(events), conflicts=())


class ByCursor(Device):
    """Of each life, only numbers above the greatest held are taken."""

    def sort(self, events: list[Event]) -> list[Event]:
        greatest: dict[Life, int] = {}
        for event in self.held.values():
            greatest[Life.of(event)] = max(greatest.get(Life.of(event), 0), event.seq)
        return [event for event in super().sort(events) if event.seq > greatest.get(Life.of(event), 0)]


class KeyWithoutOrigin(Device):
    """Events are known by their number alone."""

    def key(self, event: Event) -> str:
        return str(event.seq)

    def sort(self, events: list[Event]) -> list[Event]:
        return [event for event in events if self.key(event) not in self.held]


class StampedOnArrival(Device):
    """Events get the logical time at which they came in."""

    def stamped(self, event: Event) -> Event:
        return replace(event, lamport=len(self.held) + 1)


class MineFirst(Device):
    """Of two values, the one that was written here is shown."""

    def merge(self, events: list[Event]) -> Merged:
        whole = super().merge(events)
        values = dict(whole.values)
        for conflict in whole.conflicts:
            for other in (conflict.shown, *conflict.others):
                if other.event.startswith(self.origin):
                    values[conflict.field] = other.value
        return replace(whole, values=values)


class RestoreKeepsLife(Device):
    """After a restore the store goes on counting as if nothing had happened."""

    def life_after_restore(self) -> str:
        return self.incarnation


MUTANTS = (
    ByWallClock,
    WithoutConflicts,
    ByCursor,
    KeyWithoutOrigin,
    StampedOnArrival,
    MineFirst,
    RestoreKeepsLife,
)
