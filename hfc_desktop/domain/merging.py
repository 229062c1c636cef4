"""The state of a record as a pure function of its events, in whatever order and from whichever devices they came.

A field is a register: an event that writes it names the events whose values it replaces (``seen``). Values that nobody
replaced are heads; the greatest head by logical time, device, life and number is shown, the others are conflicts until
an event that has seen them is written. No wall clock decides anything.

Ownership keeps most conflicts from happening: who is no owner of a field may write into it, but is never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.disclosure import BAND_FIELDS
from hfc_desktop.domain.events import Event, JsonValue, Op, canonical
from hfc_desktop.domain.life_cycle import ENDED_STATES, Action, states_for
from hfc_desktop.domain.people import Right, Role, allows

WRITES: Final = frozenset({Op.CREATE, Op.SET, Op.ACT, Op.IMPORT})
"""Events that write fields."""
_MAKES: Final = frozenset({Op.CREATE, Op.IMPORT})

GATHERED: Final = frozenset(
    {
        *("attachments", "notices", "extensions", "pauses", "recusals", "approvals", "merged", "links", "escalations"),
        *("checks", "reopenings", "guidance_used", "tags", "early_signs"),
    }
)
"""Lists that anybody adds to: entries of all heads are shown, and nothing is in conflict."""

FIXED: Final = frozenset({"id", "number", "registered_at", "first_receiver", "customer_key"})
"""Written once, when the record is made."""
MANAGED: Final = frozenset({"received_at", "channel", "organisation", "counter", "source"})
"""Written when the record is made, corrected by the manager alone: legal clocks count from the first value."""
HANDLED: Final = frozenset(
    {
        *("handler", "severity", "urgency", "level", "departments", "accepted_at", "contacted_at", "decided_at"),
        *("told_at", "closed_at", "withdrawn_at", "decided_by", "responsibility", "decline_ground", "transfer_to"),
        *("outcome", "root_cause", "measures", "correction", "clocks", "investigation", "policy_basis", "decision"),
        *("remedies", "compensation_fen", "compensation_band", "decline_reason"),
    }
)
"""Fields of the handling, written by those who handle cases."""

STATUS: Final = "status"
ACTION: Final = "action"
DELETED: Final = "deleted"
"""Name under which an edit beside a deletion stands in the list of conflicts."""
_ENDED: Final = frozenset(state.value for state in ENDED_STATES | {Status.ARCHIVED, Status.MERGED})
_NOT_FIELDS: Final = frozenset({ACTION, "edit_reason"})


@dataclass(frozen=True, slots=True)
class Written:
    """An event with all values that this place holds of it.

    Attributes:
        values: shared and, where they are held, private fields.
    """

    event: Event
    values: Mapping[str, JsonValue]

    @property
    def rank(self) -> tuple[int, str, str, int]:
        """Order of heads; the same everywhere."""
        event = self.event
        return event.lamport, event.origin, event.incarnation, event.seq


@dataclass(frozen=True, slots=True)
class Alternative:
    """A value that somebody wrote and nobody replaced.

    Attributes:
        event: key of the event that wrote it.
    """

    event: str
    actor: str
    role: str
    at: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of one field that were written without knowing of one another.

    Attributes:
        shown: the one that is shown.
        others: the rest, greatest first.
    """

    field: str
    shown: Alternative
    others: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """An event that is kept and does not count.

    Attributes:
        code: ``not_owner``, ``illegal_step`` or ``second_maker``.
        field: the field that it concerns; empty for the whole event.
    """

    event: str
    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What the events of a record amount to.

    Attributes:
        values: the fields that are shown.
        deleted: whether the record is hidden.
        aside: what is kept without counting, in order of its events.
    """

    values: Mapping[str, JsonValue]
    conflicts: tuple[Conflict, ...] = ()
    deleted: bool = False
    aside: tuple[SetAside, ...] = ()


def may_write(name: str, event: Event) -> bool:
    """Whether the writer of an event owns a field, by the role that it was signed with."""
    return event.op in _MAKES or _owns(name, event.role)


@lru_cache(maxsize=4096)
def _owns(name: str, written_as: str) -> bool:
    """Whether a role owns a field; a role that a newer program knows owns none of those that have an owner."""
    if name in FIXED:
        return False
    if name not in MANAGED and name not in HANDLED and name != STATUS:
        return True
    try:
        role = Role(written_as)
    except ValueError:
        return False
    if name in MANAGED:
        return allows(role, Right.COMPLAINT_EDIT_BRANCH)
    return allows(role, Right.COMPLAINT_HANDLE) or allows(role, Right.COMPLAINT_APPROVE)


def heads(written: Iterable[Written], name: str) -> list[Written]:
    """Events whose value of a field nobody replaced, greatest first."""
    writers = [one for one in written if name in one.values]
    replaced = {key for one in writers for key in one.event.seen}
    standing = (one for one in writers if one.event.key not in replaced)
    return sorted(standing, key=lambda one: one.rank, reverse=True)


def seen_by(written: Sequence[Written], names: Iterable[str]) -> tuple[str, ...]:
    """What an event that writes ``names`` has to say that it replaces: the heads of each, in order of their keys.

    Whoever writes into a deleted record does so on purpose, and takes the deletion back.
    """
    counted = _counted(written)[0]
    keys = {one.event.key for name in names for one in heads(_owned(counted, name), name)}
    stones = {one.event.key for one in written if one.event.op is Op.TOMBSTONE}
    return tuple(sorted(keys | stones))


def _owned(written: Iterable[Written], name: str) -> list[Written]:
    return [one for one in written if may_write(name, one.event)]


def _counted(written: Iterable[Written]) -> tuple[list[Written], list[SetAside]]:
    """Events that count, in order, and those of whoever used the id a second time."""
    ordered = sorted((one for one in written if one.event.op in WRITES), key=lambda one: one.rank)
    makers = [one for one in ordered if one.event.op in _MAKES]
    strangers = {_life(one.event) for one in makers[1:]} - {_life(makers[0].event)} if makers else set()
    aside = [SetAside(one.event.key, "second_maker") for one in ordered if _life(one.event) in strangers]
    return [one for one in ordered if _life(one.event) not in strangers], aside


def _life(event: Event) -> str:
    return event.origin


def merged(written: Iterable[Written]) -> Merged:
    """What the events of one record amount to; ``written`` may come in any order and hold an event twice."""
    events = {one.event.key: one for one in written}
    if len(events) == 1:
        only = next(iter(events.values()))
        if only.event.op in _MAKES:  # as most records of an office that only reads are
            return Merged({name: value for name, value in only.values.items() if name not in _NOT_FIELDS})
    counted, aside = _counted(events.values())
    legal, illegal = _legal(counted, events)
    aside += illegal
    values: dict[str, JsonValue] = {}
    conflicts: list[Conflict] = []
    for name, writers in sorted(_by_field(legal).items()):
        if len(writers) == 1 and may_write(name, writers[0].event):  # as most fields of most records are
            values[name] = writers[0].values[name]
            continue
        owners = [one for one in writers if may_write(name, one.event)]
        if len(owners) < len(writers):
            aside += [SetAside(one.event.key, "not_owner", name) for one in writers if not may_write(name, one.event)]
        standing = owners if len(owners) < 2 else _standing(owners, name)
        if standing:
            values[name] = _gathered(standing, name) if name in GATHERED else standing[0].values[name]
            conflicts += _conflict(name, standing)
    deleted, beside = _deletion(events.values())
    conflicts += [_beside_deletion(one, beside) for one in beside[:1]]
    ordered = tuple(sorted(aside, key=lambda one: (one.event, one.field, one.code)))
    return Merged(values, tuple(conflicts), deleted, ordered)


def _by_field(legal: Iterable[Written]) -> dict[str, list[Written]]:
    fields: dict[str, list[Written]] = {}
    for one in legal:
        for name in one.values:
            fields.setdefault(name, []).append(one)
    return {name: writers for name, writers in fields.items() if name not in _NOT_FIELDS}


def _standing(owners: Sequence[Written], name: str) -> list[Written]:
    """Heads of a field in the order in which they are shown; a case that is over is over until it is re-opened."""
    standing = heads(owners, name)
    if name == STATUS:
        standing.sort(key=lambda one: (one.values[STATUS] in _ENDED, one.rank), reverse=True)
    return standing


def _gathered(standing: Sequence[Written], name: str) -> JsonValue:
    """Entries of all heads, each once, in the order in which they were first written."""
    entries: dict[bytes, JsonValue] = {}
    if len(standing) == 1:
        return standing[0].values[name]
    for one in reversed(standing):
        value = one.values[name]
        for entry in value if isinstance(value, list) else []:
            entries.setdefault(canonical(entry), entry)
    return list(entries.values())


def _alternative(one: Written, name: str) -> Alternative:
    event = one.event
    return Alternative(event.key, event.actor, event.role, event.at, one.values.get(name))


def _conflict(name: str, standing: Sequence[Written]) -> list[Conflict]:
    """Heads of equal value are no conflict; bands follow from the amounts, and lists are gathered."""
    if len(standing) < 2 or name in GATHERED or name in BAND_FIELDS.values():
        return []
    shown = canonical(standing[0].values[name])
    others = [one for one in standing[1:] if canonical(one.values[name]) != shown]
    if not others:
        return []
    return [Conflict(name, _alternative(standing[0], name), tuple(_alternative(one, name) for one in others))]


def _legal(counted: Sequence[Written], events: Mapping[str, Written]) -> tuple[list[Written], list[SetAside]]:
    """Steps of the life cycle that could be taken from a state that their writer had seen; the others are set aside.

    What followed an illegal step falls with it only as far as it rests on it: it is judged by the states it has seen
    that still stand.
    """
    legal: dict[str, Written] = {}
    aside: list[SetAside] = []
    for one in counted:
        action = one.values.get(ACTION)
        if one.event.op is Op.ACT and isinstance(action, str) and STATUS in one.values and not _allowed(one, events):
            aside.append(SetAside(one.event.key, "illegal_step", STATUS))
        else:
            legal[one.event.key] = one
    return list(legal.values()), aside


def _allowed(one: Written, events: Mapping[str, Written]) -> bool:
    wanted = _states_before(str(one.values[ACTION]))
    if wanted is None:
        return True
    before = [events[key].values.get(STATUS) for key in one.event.seen if key in events]
    known = [state for state in before if state is not None]
    return not known or any(state in wanted for state in known)


@lru_cache(maxsize=256)
def _states_before(action: str) -> frozenset[str] | None:
    """States in which a step may be taken; ``None`` for one that a newer program knows: its state counts as written."""
    try:
        return frozenset(state.value for state in states_for(Action(action)))
    except ValueError:
        return None


def _deletion(events: Iterable[Written]) -> tuple[bool, list[Written]]:
    """Whether the record is hidden, and the writes that the deletion had not seen.

    A deletion hides what it has seen. A write that neither knew of it nor was known to it brings the record back, as a
    conflict; so does one that was made on purpose after it.
    """
    known = list(events)
    stones = [one for one in known if one.event.op is Op.TOMBSTONE]
    if not stones:
        return False, []
    seen = {key for stone in stones for key in stone.event.seen}
    covered = _closure(seen, {one.event.key: one for one in known})
    beside = [one for one in known if one.event.op in WRITES and one.event.key not in covered]
    undone = {key for one in known if one.event.op in WRITES for key in one.event.seen}
    if all(stone.event.key in undone for stone in stones):
        return False, []
    return not beside, sorted(beside, key=lambda one: one.rank, reverse=True)


def _closure(keys: set[str], events: Mapping[str, Written]) -> set[str]:
    """The events named, and all that they had seen, and so on."""
    found, open_ends = set(keys), list(keys)
    while open_ends:
        one = events.get(open_ends.pop())
        for key in one.event.seen if one is not None else ():
            if key not in found:
                found.add(key)
                open_ends.append(key)
    return found


def _beside_deletion(shown: Written, beside: Sequence[Written]) -> Conflict:
    return Conflict(DELETED, _alternative(shown, DELETED), tuple(_alternative(one, DELETED) for one in beside[1:]))


def state_of(state: Merged) -> bytes:
    """The state, its conflicts and what was set aside as bytes: equal wherever the same events are held."""
    return canonical(
        {
            "values": dict(state.values),
            "deleted": state.deleted,
            "conflicts": [
                [one.field, one.shown.event, [other.event for other in one.others]] for one in state.conflicts
            ],
            "aside": [[one.event, one.code, one.field] for one in state.aside],
        }
    )
