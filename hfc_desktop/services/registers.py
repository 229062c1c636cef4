"""Use cases of the registers: supervision notices, problems, contingency plans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.registers import PRIVATE_PARTS, RegisterKind, SupervisionNotice, kind_of
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import offices_below

if TYPE_CHECKING:
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.registers import Entry
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory


class RegisterService:
    """Registers of one store."""

    def __init__(self, desk: CaseDesk) -> None:
        self._desk = desk
        self._units: UnitOfWorkFactory = desk.units

    @needs(Right.COMPLAINT_HANDLE)
    def new_id(self, actor: Actor) -> str:
        """An id for a new entry."""
        del actor
        return self._desk.new_id()

    @needs(Right.COMPLAINT_HANDLE)
    def put(self, entry: Entry, actor: Actor) -> Changes:
        """Add or change an entry. A case that a supervision notice names rises to the highest level at once.

        Raises:
            UserMistakeError: something required is empty, or a named case is not there.
            SecurityRefusalError: the entry is of an office that is not the actor's.
        """
        kind = kind_of(entry)
        _required(entry)
        with self._desk.recording(actor), self._units() as uow:
            self._own(uow, entry.organisation, actor)
            op = Op.CREATE if uow.registers.entry(entry.id) is None else Op.SET
            if isinstance(entry, SupervisionNotice):
                entry = replace(entry, cases=tuple(self._desk.find(uow, case, actor).id for case in entry.cases))
            values = document(entry)
            private = {name: values.pop(name) for name in sorted(PRIVATE_PARTS[kind])}
            uow.registers.put_entry(entry)
            uow.log.append(actor, kind.value, entry.id, op, values, private)
            changes = Changes.of(kind.value, entry.id)
            if isinstance(entry, SupervisionNotice):
                changes |= self._raise_named(uow, entry, actor)
            uow.commit()
        return changes

    def _raise_named(self, uow: UnitOfWork, notice: SupervisionNotice, actor: Actor) -> Changes:
        changes = Changes()
        for case_id in notice.cases:
            case = uow.complaints.get(case_id)
            if case is not None:
                done, touched = self._desk.put(uow, actor, case, case, action="named")
                changes |= touched if done != case else Changes.of(COMPLAINT, case.id)
        return changes

    @needs(Right.COMPLAINT_READ_BRANCH)
    def get(self, entry_id: str, actor: Actor) -> Entry:
        """One entry.

        Raises:
            UserMistakeError: there is none.
        """
        with self._desk.recording(actor), self._units(read_only=True) as uow:
            entry = uow.registers.entry(entry_id)
            if entry is None:
                raise UserMistakeError("cases.no_entry")
            self._own(uow, entry.organisation, actor)
            return entry

    @needs(Right.COMPLAINT_READ_BRANCH)
    def entries(self, kind: RegisterKind, actor: Actor, *, open_only: bool = False) -> tuple[Entry, ...]:
        """Entries of one register of the office and those below it, those due first in front."""
        with self._units(read_only=True) as uow:
            return tuple(uow.registers.entries(kind, offices_below(uow, actor.organisation), open_only=open_only))

    def _own(self, uow: UnitOfWork, organisation: str, actor: Actor) -> None:
        if organisation not in offices_below(uow, actor.organisation):
            raise SecurityRefusalError("people.own_records_only")


def _required(entry: Entry) -> None:
    """A notice has a number and an authority, everything else a title."""
    names = ("reference", "authority") if isinstance(entry, SupervisionNotice) else ("title",)
    for name in names:
        if not str(getattr(entry, name)).strip():
            raise UserMistakeError("cases.missing", what=name)
