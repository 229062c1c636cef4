"""Words for the codes of a matter: topics and classes from the guidance, colleagues and offices from the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.errors import HfcError
from hfc_desktop.i18n import CHINESE, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.domain.people import Actor, User
    from hfc_desktop.services.lookup import LookupService

_AXES: Final = ("scenario", "business", "channel", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Words by code; a code that nobody knows is shown as it is.

    Attributes:
        classes: by axis of the classification, then by code.
        people: colleagues by staff number, as far as the person may know them.
        offices: by code.
    """

    classes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    people: Mapping[str, User] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)

    def of_class(self, axis: str, code: str) -> str:
        """The word for a code of one axis."""
        return self.classes.get(axis, {}).get(code, code)

    def person(self, staff_no: str) -> str:
        """Name and number of a colleague."""
        user = self.people.get(staff_no)
        return staff_no if user is None else f"{user.name} {staff_no}"

    def office(self, code: str) -> str:
        """Name of an office."""
        return self.offices.get(code, code)


def read_names(application: Application, actor: Actor) -> Names:
    """Read them all; call it in a worker, with the records open."""
    people = application.open_records().people
    users = people.users(actor) if allows(actor.role, Right.USER_READ) else ()
    chinese = language() == CHINESE
    return Names(
        classes={} if application.lookup is None else _classes(application.lookup, chinese),
        people={user.staff_no: user for user in users},
        offices={
            office.code: office.name if chinese or not office.name_en else office.name_en
            for office in people.organisations()
        },
    )


def _classes(lookup: LookupService, chinese: bool) -> Mapping[str, Mapping[str, str]]:
    return {axis: _axis(lookup, axis, chinese) for axis in _AXES}


def _axis(lookup: LookupService, axis: str, chinese: bool) -> Mapping[str, str]:
    try:
        item = lookup.item(f"classification.{axis}")
    except HfcError:  # no pack brings this axis: codes are shown as they are
        return {}
    if not isinstance(item, Classification):
        return {}
    return {entry.slug: entry.std_name if chinese else entry.name_en for entry in item.entries}
