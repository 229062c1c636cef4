"""People: first administrator, users and their roles, signing in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import AUDIENCES, Actor, Attempts, Right, Role, User
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import HOUSE, ORGANISATION, USER, put_organisation, put_user
from hfc_desktop.services.rights import needs, open_to_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.guidance.item import Audience
    from hfc_desktop.domain.people import Organisation
    from hfc_desktop.services.ports import PinHasher, UnitOfWorkFactory, Uptime

LEAST_PIN_DIGITS: Final = 6
MOST_PIN_DIGITS: Final = 12
_MOST_STAFF_NO: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One person who is signed in: who, as whom events name them, and which guidance they see."""

    user: User
    actor: Actor
    audience: tuple[Audience, ...]


def session_of(user: User) -> Session:
    """The session of a user."""
    actor = Actor(staff_no=user.staff_no, role=user.role, organisation=user.organisation, counter=user.counter)
    return Session(user=user, actor=actor, audience=AUDIENCES[user.role])


class PeopleService:
    """Users and offices of one store. Rights are enforced here; every refusal is recorded."""

    def __init__(self, uow: UnitOfWorkFactory, hasher: PinHasher, uptime: Uptime, *, demo: bool = False) -> None:
        self._units = uow
        self._hasher = hasher
        self._uptime = uptime
        self._demo = demo
        self._nobody_hash: str | None = None

    # -- people ---------------------------------------------------------------------------------------------------

    @open_to_all("an empty store has nobody yet; one that has somebody refuses")
    def init_store(self, organisation: Organisation, administrator: User, pin: str) -> Changes:
        """Give an empty store its office and first administrator.

        Raises:
            UserMistakeError: it has one already, or a value is not usable.
        """
        self._check_user(administrator)
        pin_hash = self._hasher.hash(_good_pin(pin))
        actor = session_of(administrator).actor
        with self._units() as uow:
            if uow.people.users():
                raise UserMistakeError("people.initialised")
            put_organisation(uow, actor, organisation)
            put_user(uow, actor, administrator, pin_hash)
            uow.commit()
        return Changes.of(ORGANISATION, organisation.code) | Changes.of(USER, administrator.staff_no)

    @needs(Right.USER_MANAGE, table=ORGANISATION)
    def put_organisation(self, organisation: Organisation, actor: Actor) -> Changes:
        """Add or change an office."""
        with self._units() as uow:
            put_organisation(uow, actor, organisation)
            uow.commit()
        return Changes.of(ORGANISATION, organisation.code)

    @needs(Right.USER_MANAGE, table=USER)
    def add_user(self, user: User, pin: str, actor: Actor) -> Changes:
        """Add a user.

        Raises:
            UserMistakeError: the staff number is taken or not usable, the office unknown, or the PIN too simple.
            SecurityRefusalError: the actor may not manage people.
        """
        self._check_user(user)
        pin_hash = self._hasher.hash(_good_pin(pin))
        with self._units() as uow:
            if uow.people.user(user.staff_no) is not None:
                raise UserMistakeError("people.user_exists", staff_no=user.staff_no)
            if uow.people.organisation(user.organisation) is None:
                raise UserMistakeError("people.no_organisation", value=user.organisation)
            put_user(uow, actor, user, pin_hash)
            uow.commit()
        return Changes.of(USER, user.staff_no)

    @needs(Right.USER_MANAGE, table=USER)
    def change_user(self, user: User, actor: Actor, pin: str | None = None) -> Changes:
        """Change a user, a new PIN included; a user who left is set inactive, never deleted."""
        self._check_user(user)
        pin_hash = None if pin is None else self._hasher.hash(_good_pin(pin))
        with self._units() as uow:
            before = uow.people.user(user.staff_no)
            if before is None:
                raise UserMistakeError("people.no_user", staff_no=user.staff_no)
            if uow.people.organisation(user.organisation) is None:
                raise UserMistakeError("people.no_organisation", value=user.organisation)
            _keep_an_administrator(uow.people.users(), before, user)
            put_user(uow, actor, user, pin_hash)
            uow.commit()
        return Changes.of(USER, user.staff_no)

    @needs(Right.USER_READ, table=USER)
    def users(self, actor: Actor) -> Sequence[User]:
        """All users, by staff number.

        Raises:
            SecurityRefusalError: the actor may not see the list of colleagues.
        """
        with self._units(read_only=True) as uow:
            return uow.people.users()

    @open_to_all("the tree of offices is public in the bank")
    def organisations(self) -> Sequence[Organisation]:
        """All offices, by code."""
        with self._units(read_only=True) as uow:
            return uow.people.organisations()

    @open_to_all("the tree of offices is public in the bank")
    def organisation(self, code: str) -> Organisation | None:
        """One office."""
        with self._units(read_only=True) as uow:
            return uow.people.organisation(code)

    def _check_user(self, user: User) -> None:
        plain = user.staff_no.replace("-", "")
        if not (plain.isascii() and plain.isalnum() and len(user.staff_no) <= _MOST_STAFF_NO):
            raise UserMistakeError("people.bad_staff_no")

    # -- signing in -----------------------------------------------------------------------------------------------

    @open_to_all("whoever signs in has no rights yet")
    def sign_in(self, staff_no: str, pin: str) -> Session:
        """Sign a person in. The attempt is counted before the PIN is looked at, so that pulling the plug saves none.

        Raises:
            SecurityRefusalError: staff number or PIN is wrong (which, is not said), or a wait is running.
        """
        staff_no = staff_no.strip()[:_MOST_STAFF_NO]
        self._count_attempt(staff_no)
        with self._units(read_only=True) as uow:
            user = uow.people.user(staff_no)
            encoded = uow.people.pin_hash(staff_no)
        usable = user is not None and user.active and encoded is not None
        fits = self._hasher.verify(encoded if usable and encoded else self._hash_of_nobody(), pin)
        if not (usable and fits and user is not None):
            self._record_sign_in(user, Op.REFUSED)
            raise SecurityRefusalError("people.wrong_pin")
        self._clear_attempts(staff_no)
        if encoded and self._hasher.outdated(encoded):
            self._keep_hash(user, self._hasher.hash(pin))
        self._record_sign_in(user, Op.LOGIN)
        return session_of(user)

    @open_to_all("everybody changes their own PIN, and proves the old one by the same throttle as signing in")
    def change_own_pin(self, old: str, new: str, actor: Actor) -> Changes:
        """Give oneself another PIN.

        Raises:
            SecurityRefusalError: the old PIN is wrong, or a wait is running.
            UserMistakeError: the new PIN is too simple, or the old one again.
        """
        user = self.sign_in(actor.staff_no, old).user
        if old == new:
            raise UserMistakeError("people.same_pin")
        pin_hash = self._hasher.hash(_good_pin(new))
        with self._units() as uow:
            put_user(uow, actor, user, pin_hash)
            uow.commit()
        return Changes.of(USER, user.staff_no)

    @open_to_all("with demo data only, where every person is invented")
    def demo_users(self) -> Sequence[User]:
        """Everybody whom a demo lets one be, by staff number; nobody where the data are real."""
        if not self._demo:
            return ()
        with self._units(read_only=True) as uow:
            return [user for user in uow.people.users() if user.active]

    @open_to_all("with demo data only, where every record is invented")
    def sign_in_demo(self, staff_no: str = "") -> Session:
        """Sign in without a PIN, with demo data only: the named user, else the first teller.

        Raises:
            SecurityRefusalError: these are no demo data.
            UserMistakeError: there is no such user.
        """
        if not self._demo:
            raise SecurityRefusalError("people.not_demo")
        with self._units(read_only=True) as uow:
            users = [user for user in uow.people.users() if user.active]
        fitting = [user for user in users if (user.staff_no == staff_no if staff_no else user.role is Role.TELLER)]
        found = fitting[0] if fitting else None
        if found is None:
            raise UserMistakeError("people.no_user", staff_no=staff_no or Role.TELLER.value)
        self._record_sign_in(found, Op.LOGIN)
        return session_of(found)

    @needs(Right.USER_UNLOCK, table=USER)
    def unlock(self, staff_no: str, actor: Actor) -> Changes:
        """End a wait after wrong PINs."""
        with self._units() as uow:
            if uow.people.user(staff_no) is None:
                raise UserMistakeError("people.no_user", staff_no=staff_no)
            uow.people.put_attempts(staff_no, Attempts())
            uow.log.append(actor, USER, staff_no, Op.SET, {"unlocked": True})
            uow.commit()
        return Changes.of(USER, staff_no)

    def _keep_hash(self, user: User, pin_hash: str) -> None:
        """The same PIN at today's cost; no event, since nothing was changed by anybody."""
        with self._units() as uow:
            uow.people.put_user(user, pin_hash)
            uow.commit()

    def _count_attempt(self, staff_no: str) -> None:
        uptime = self._uptime()
        with self._units() as uow:
            attempts = uow.people.attempts(staff_no).after_restart(uptime)
            left = attempts.remaining_ms(uptime)
            uow.people.put_attempts(staff_no, attempts if left else attempts.with_failure(uptime))
            uow.commit()
        if left:
            raise SecurityRefusalError("people.wait", seconds=-(-left // 1000))

    def _clear_attempts(self, staff_no: str) -> None:
        with self._units() as uow:
            uow.people.put_attempts(staff_no, Attempts())
            uow.commit()

    def _hash_of_nobody(self) -> str:
        """A hash that fits no PIN, so that an unknown staff number takes as long as a known one."""
        if self._nobody_hash is None:
            self._nobody_hash = self._hasher.hash("no PIN has letters")
        return self._nobody_hash

    def _record_sign_in(self, user: User | None, op: Op) -> None:
        actor = session_of(user).actor if user else _NOBODY
        with self._units() as uow:
            uow.log.append(actor, USER if user else HOUSE, user.staff_no if user else "", op, {"what": "sign_in"})
            uow.commit()


_NOBODY: Final = Actor(staff_no="", role=Role.TELLER, organisation="", counter="")
"""Who typed an unknown staff number. What was typed is not recorded: it may have been a PIN."""


def _good_pin(pin: str) -> str:
    digits = [int(digit) for digit in pin] if pin.isascii() and pin.isdecimal() else []
    steps = {after - before for before, after in pairwise(digits)}
    if not LEAST_PIN_DIGITS <= len(digits) <= MOST_PIN_DIGITS or steps in ({0}, {1}, {-1}):
        raise UserMistakeError("people.bad_pin", least=LEAST_PIN_DIGITS, most=MOST_PIN_DIGITS)
    return pin


def _keep_an_administrator(users: Sequence[User], before: User, after: User) -> None:
    if before.role is not Role.ADMINISTRATOR or not before.active:
        return
    stays = after.role is Role.ADMINISTRATOR and after.active
    others = any(user.role is Role.ADMINISTRATOR and user.active and user.staff_no != before.staff_no for user in users)
    if not (stays or others):
        raise UserMistakeError("people.last_administrator", staff_no=before.staff_no)
