"""For whom a command looks guidance up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from hfc_desktop.domain.people import AUDIENCES, Role
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.lookup import COUNTER, LookupService
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.cli.options import Desk
    from hfc_desktop.domain.guidance.item import Audience


def role_option() -> Callable[[Callable[..., object]], Callable[..., object]]:
    """The option ``--role``."""
    return click.option(
        "--role",
        type=click.Choice([role.value for role in Role]),
        metavar="ROLE",
        help=_("As this role sees it; what the counter may not see needs --user."),
    )


def audience_for(desk: Desk, role: str | None) -> tuple[Audience, ...]:
    """What ``role`` sees. More than the counter sees is for people who signed in; demo folders hold no secrets.

    Raises:
        SecurityRefusalError: nobody is named who may see it.
    """
    if role is None:
        return COUNTER
    wanted = AUDIENCES[Role(role)]
    if set(wanted) <= set(COUNTER) or desk.data.is_demo:
        return wanted
    if not (desk.user or os.environ.get("HFC_USER")):
        raise SecurityRefusalError("lookup.role_needs_sign_in", role=term("role", role))
    if not set(wanted) <= set(AUDIENCES[desk.session().user.role]):
        raise SecurityRefusalError("lookup.role_not_yours", role=term("role", role))
    return wanted


def guidance(desk: Desk) -> LookupService:
    """The installed guidance.

    Raises:
        EnvironmentFaultError: none is installed, or it is damaged.
    """
    if desk.application.guidance_fault is not None:
        raise desk.application.guidance_fault
    lookup = desk.application.lookup
    if lookup is None:
        raise EnvironmentFaultError("lookup.no_guidance", path=str(desk.data.root))
    return lookup
