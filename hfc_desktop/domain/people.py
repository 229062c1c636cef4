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
