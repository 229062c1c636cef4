"""Users, offices and sign-in state between domain values and tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from hfc_desktop.domain.people import Attempts, Organisation, OrganisationLevel, Role, User
from hfc_desktop.storage.models import AttemptRow, CredentialRow, OrganisationRow, UserRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


class SqlPeople:
    """``ports.PeopleRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def user(self, staff_no: str) -> User | None:
        """One user."""
        row = self._session.get(UserRow, staff_no)
        return None if row is None else _user(row)

    def users(self) -> Sequence[User]:
        """All users, by staff number."""
        return [_user(row) for row in self._session.scalars(select(UserRow).order_by(UserRow.staff_no))]

    def put_user(self, user: User, pin_hash: str | None = None) -> None:
        """Add or change a user; keeps the PIN when no new hash is given."""
        self._session.merge(UserRow(**{**asdict(user), "role": user.role.value}))
        if pin_hash is not None:
            self._session.merge(CredentialRow(staff_no=user.staff_no, pin_hash=pin_hash))

    def pin_hash(self, staff_no: str) -> str | None:
        """Stored hash of the PIN."""
        return self._session.scalar(select(CredentialRow.pin_hash).where(CredentialRow.staff_no == staff_no))

    def attempts(self, staff_no: str) -> Attempts:
        """Wrong PINs in a row."""
        row = self._session.get(AttemptRow, staff_no)
        return Attempts() if row is None else Attempts(failures=row.failures, since_ms=row.since_ms)

    def put_attempts(self, staff_no: str, attempts: Attempts) -> None:
        """Store them."""
        self._session.merge(AttemptRow(staff_no=staff_no, failures=attempts.failures, since_ms=attempts.since_ms))

    def organisation(self, code: str) -> Organisation | None:
        """One office."""
        row = self._session.get(OrganisationRow, code)
        return None if row is None else _organisation(row)

    def organisations(self) -> Sequence[Organisation]:
        """All offices, by code."""
        found = self._session.scalars(select(OrganisationRow).order_by(OrganisationRow.code))
        return [_organisation(row) for row in found]

    def put_organisation(self, organisation: Organisation) -> None:
        """Add or change an office."""
        self._session.merge(OrganisationRow(**{**asdict(organisation), "level": organisation.level.value}))


def _user(row: UserRow) -> User:
    return User(
        staff_no=row.staff_no,
        name=row.name,
        role=Role(row.role),
        organisation=row.organisation,
        post=row.post,
        counter=row.counter,
        active=row.active,
    )


def _organisation(row: OrganisationRow) -> Organisation:
    return Organisation(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        level=OrganisationLevel(row.level),
        parent=row.parent,
        region=row.region,
        phone=row.phone,
        address=row.address,
    )
