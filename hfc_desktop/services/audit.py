"""The audit: who opened a list is written down, the log is searched page by page, and checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import free_text
from hfc_desktop.domain.audit import AuditLine, Verification
from hfc_desktop.domain.events import Op, canonical
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.services.records import COMPLAINT, EDIT_REASON
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hfc_desktop.domain.audit import AuditFilter, AuditMark
    from hfc_desktop.domain.events import Event, JsonValue
    from hfc_desktop.domain.ledger import ComplaintFilter
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import Now, Progress, UnitOfWork, UnitOfWorkFactory

LOG: Final = "log"
"""Kind of record of the log itself, in its own events: who read it."""
LIST: Final = "list"
REASON: Final = "reason"
"""Where the private part of an event keeps why something was done."""
_AGAIN_AFTER: Final = timedelta(minutes=10)
_LOCKED: Final = "storage.locked"
_NO_CODES: Final = frozenset({"scope", "after", "limit", "sort", "text"})


class ListWatch:
    """Writes down who opened which list; the same list of the same person not again within ten minutes.

    Words that were searched for may name a customer, so they stand in the private part. While somebody else writes for
    long, as an import does, an entry waits in memory for the next one.
    """

    def __init__(self, uow: UnitOfWorkFactory, now: Now) -> None:
        self._units = uow
        self._now = now
        self._seen: dict[tuple[str, bytes], datetime] = {}
        self._waiting: list[tuple[Actor, dict[str, JsonValue], dict[str, JsonValue]]] = []

    def opened(
        self, actor: Actor, wanted: ComplaintFilter, *, rows: int, quick: Mapping[str, JsonValue] | None = None
    ) -> None:
        """A list was opened.

        Args:
            actor: who looks.
            wanted: what the list holds.
            rows: how many lines were shown or counted.
            quick: words of the quick filter row, by column.
        """
        codes = {
            name: value
            for name, value in document(wanted).items()
            if name not in _NO_CODES and value not in (None, "", [])
        }
        words: dict[str, JsonValue] = {"text": wanted.text} if wanted.text else {}
        words |= {"quick": dict(quick)} if quick else {}
        key = (actor.staff_no, canonical([codes, words]))
        now = self._now()
        if key in self._seen and now - self._seen[key] < _AGAIN_AFTER:
            return
        self._seen = {one: at for one, at in self._seen.items() if now - at < _AGAIN_AFTER} | {key: now}
        self._waiting.append((actor, {"what": LIST, "filter": codes, "words": bool(words), "rows": rows}, words))
        self._write()

    def _write(self) -> None:
        try:
            with self._units() as uow:
                for actor, fields, private in self._waiting:
                    uow.log.append(actor, COMPLAINT, "", Op.READ, fields, private or None)
                uow.commit()
        except EnvironmentFaultError as fault:
            if fault.code != _LOCKED:
                raise
            return  # it waits for the next list
        self._waiting.clear()


class AuditService:
    """Use cases of whoever looks after those who look."""

    def __init__(self, uow: UnitOfWorkFactory) -> None:
        self._units = uow

    @needs(Right.LOG_READ, table=LOG)
    def search(self, wanted: AuditFilter, actor: Actor) -> Sequence[AuditLine]:
        """One page of the log, newest first. That the log was read is in the log.

        Raises:
            SecurityRefusalError: the actor may not read the log.
        """
        with self._units() as uow:
            found = uow.log.page(wanted)
            lines = _lines(uow, found)
            if wanted.after is None:
                codes = {k: v for k, v in document(replace(wanted, after=None)).items() if v not in (None, "", [])}
                uow.log.append(actor, LOG, "", Op.READ, {"what": LIST, "filter": codes, "rows": len(lines)})
                uow.commit()
        return lines

    @needs(Right.LOG_VERIFY, table=LOG)
    def verify(self, actor: Actor, progress: Progress | None = None) -> Verification:
        """Check the whole log: the chain first, then the head that is kept beside the store.

        Raises:
            SecurityRefusalError: the actor may not check the log.
        """
        with self._units(read_only=True) as uow:
            found = uow.log.chain_break(progress) or uow.log.anchor_break()
            events = uow.log.count()
        if found is None:
            return Verification(events, None)
        return Verification(events, found.event, found.reason)


def _lines(uow: UnitOfWork, found: Sequence[tuple[Event, Mapping[str, JsonValue], AuditMark]]) -> Sequence[AuditLine]:
    names = {user.staff_no: user.name for user in uow.people.users()}
    numbers = uow.custody.numbers(
        sorted({event.record for event, _private, _mark in found if event.table == COMPLAINT})
    )
    return [
        AuditLine(
            key=event.key,
            at=event.at,
            actor=event.actor,
            name=names.get(event.actor, ""),
            role=event.role,
            table=event.table,
            record=event.record,
            number=numbers.get(event.record, ""),
            op=event.op,
            fields=event.fields,
            reason=_reason(private),
            mark=mark,
        )
        for event, private, mark in found
    ]


def _reason(private: Mapping[str, JsonValue]) -> str:
    said = private.get(REASON) or private.get(EDIT_REASON)
    return free_text.masked(said) if isinstance(said, str) else ""
