"""People and what they may do (least privilege)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.guidance.item import Audience


class Role(StrEnum):
    """Roles of users."""

    TELLER = "teller"
    COMPLAINT_HANDLER = "complaint_handler"
    BRANCH_MANAGER = "branch_manager"
    AUTHOR = "author"
    APPROVER = "approver"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


AUDIENCES: Final[Mapping[Role, tuple[Audience, ...]]] = {
    Role.TELLER: (Audience.TELLER, Audience.LOBBY),
    Role.COMPLAINT_HANDLER: (Audience.TELLER, Audience.LOBBY, Audience.SUPERVISOR),
    Role.BRANCH_MANAGER: (Audience.TELLER, Audience.LOBBY, Audience.SUPERVISOR, Audience.MANAGER),
    Role.AUTHOR: tuple(Audience),
    Role.APPROVER: tuple(Audience),
    Role.AUDITOR: (),
    Role.ADMINISTRATOR: (),
}
"""Guidance that each role sees."""


class Right(StrEnum):
    """What a role may do with records, people and files. Enforced in the services, not by hidden buttons alone."""

    COMPLAINT_RECORD = "complaint_record"
    COMPLAINT_READ_COUNTER = "complaint_read_counter"
    COMPLAINT_READ_BRANCH = "complaint_read_branch"
    COMPLAINT_EDIT_OWN = "complaint_edit_own"
    COMPLAINT_EDIT_BRANCH = "complaint_edit_branch"
    COMPLAINT_HANDLE = "complaint_handle"
    COMPLAINT_APPROVE = "complaint_approve"
    COMPLAINT_CHECK = "complaint_check"
    COMPLAINT_MERGE = "complaint_merge"
    LIST_EXPORT = "list_export"
    REVEAL = "reveal"
    LEDGER_IMPORT = "ledger_import"
    LEGAL_HOLD = "legal_hold"
    DESTRUCTION_PROPOSE = "destruction_propose"
    DESTRUCTION_APPROVE = "destruction_approve"
    LOG_READ = "log_read"
    LOG_VERIFY = "log_verify"
    USER_READ = "user_read"
    USER_MANAGE = "user_manage"
    USER_UNLOCK = "user_unlock"
    PACK_INSTALL = "pack_install"
    PACK_WRITE = "pack_write"
    PACK_APPROVE = "pack_approve"
    EXCHANGE = "exchange"
    BACKUP = "backup"
    FEEDBACK_READ = "feedback_read"
    TRAINING_OVERSEE = "training_oversee"
    SETTING_CHANGE = "setting_change"


_WINDOW: Final = frozenset({Right.COMPLAINT_RECORD, Right.COMPLAINT_READ_COUNTER, Right.COMPLAINT_EDIT_OWN})
_HANDLER: Final = _WINDOW | {
    Right.COMPLAINT_READ_BRANCH,
    Right.COMPLAINT_HANDLE,
    Right.COMPLAINT_CHECK,
    Right.DESTRUCTION_PROPOSE,
    Right.REVEAL,
}

RIGHTS: Final[Mapping[Role, frozenset[Right]]] = {
    Role.TELLER: _WINDOW | {Right.REVEAL},
    Role.COMPLAINT_HANDLER: _HANDLER | {Right.FEEDBACK_READ},
    Role.BRANCH_MANAGER: _HANDLER
    | {
        Right.COMPLAINT_EDIT_BRANCH,
        Right.COMPLAINT_APPROVE,
        Right.COMPLAINT_MERGE,
        Right.LIST_EXPORT,
        Right.LEDGER_IMPORT,
        Right.LEGAL_HOLD,
        Right.DESTRUCTION_APPROVE,
        Right.LOG_READ,
        Right.LOG_VERIFY,
        Right.USER_READ,
        Right.USER_UNLOCK,
        Right.PACK_INSTALL,
        Right.EXCHANGE,
        Right.BACKUP,
        Right.FEEDBACK_READ,
        Right.TRAINING_OVERSEE,
        Right.SETTING_CHANGE,
    },
    Role.AUTHOR: frozenset({Right.PACK_WRITE, Right.FEEDBACK_READ}),
    Role.APPROVER: frozenset({Right.PACK_APPROVE, Right.PACK_INSTALL, Right.FEEDBACK_READ}),
    Role.AUDITOR: frozenset({Right.COMPLAINT_READ_BRANCH, Right.LOG_READ, Right.LOG_VERIFY, Right.USER_READ}),
    Role.ADMINISTRATOR: frozenset(
        {
            Right.USER_MANAGE,
            Right.USER_READ,
            Right.USER_UNLOCK,
            Right.PACK_INSTALL,
            Right.SETTING_CHANGE,
            Right.BACKUP,
        }
    ),
}
"""Least privilege. Who writes a pack never approves it; who manages people reads no complaints; who audits changes
nothing."""


def allows(role: Role, right: Right) -> bool:
    """Whether ``role`` has ``right``."""
    return right in RIGHTS[role]


class OrganisationLevel(StrEnum):
    """Levels of the organisation tree, from the top down."""

    HEAD_OFFICE = "head_office"
    FIRST_LEVEL = "first_level"
    SECOND_LEVEL = "second_level"
    SUB_BRANCH = "sub_branch"
    COUNTER_BRANCH = "counter_branch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One office.

    Attributes:
        code: number of the office, digits.
        parent: code of the office above; empty at the top.
        region: GB/T 2260 code of its place.
        phone: complaint phone that may be printed for customers.
    """

    code: str
    name: str
    name_en: str
    level: OrganisationLevel
    parent: str = ""
    region: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person who signs in.

    Attributes:
        staff_no: number of the member of staff; the only name that leaves the branch, as a pseudonym.
        post: post as printed for customers (柜员, 大堂经理, …).
        active: false once the person left; kept for the audit.
    """

    staff_no: str
    name: str
    role: Role
    organisation: str
    post: str
    counter: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, as written into every event."""

    staff_no: str
    role: Role
    organisation: str
    counter: str


FREE_ATTEMPTS: Final = 5
"""Wrong PINs before the first wait."""
FIRST_WAIT_SECONDS: Final = 30
"""First wait; it doubles with each further wrong PIN."""
LONGEST_WAIT_SECONDS: Final = 15 * 60
"""Longest wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Wrong PINs in a row for one staff number.

    Attributes:
        failures: how many.
        since_ms: when the last one was, in milliseconds of the machine's own uptime counter, which no change of the
            clock moves. It starts afresh when the machine is restarted.
    """

    failures: int = 0
    since_ms: int = 0

    def wait_ms(self) -> int:
        """Length of the wait that the last failure set."""
        if self.failures < FREE_ATTEMPTS:
            return 0
        doubled = FIRST_WAIT_SECONDS << min(self.failures - FREE_ATTEMPTS, 10)
        return min(doubled, LONGEST_WAIT_SECONDS) * 1000

    def after_restart(self, uptime_ms: int) -> Attempts:
        """The same after a restart of the machine: the wait counts from now, since nobody knows how long it was off."""
        return Attempts(failures=self.failures, since_ms=uptime_ms) if uptime_ms < self.since_ms else self

    def remaining_ms(self, uptime_ms: int) -> int:
        """How much of the wait is left. Call ``after_restart`` first."""
        return max(0, self.wait_ms() - (uptime_ms - self.since_ms))

    def with_failure(self, uptime_ms: int) -> Attempts:
        """One more wrong PIN."""
        return Attempts(failures=self.failures + 1, since_ms=uptime_ms)
