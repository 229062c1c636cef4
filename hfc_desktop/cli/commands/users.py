"""``hfc users``: people, roles and offices of a store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from hfc_desktop.cli.new_secrets import new_pin, pin_file_option
from hfc_desktop.cli.options import Desk, common, own_pin
from hfc_desktop.cli.output import say, say_json, say_table
from hfc_desktop.domain.people import Organisation, OrganisationLevel, Role, User
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from pathlib import Path

_ROLE = click.Choice([role.value for role in Role])
_LEVEL = click.Choice([level.value for level in OrganisationLevel])


@click.group(help=_("People and roles."))
def command() -> None:
    """Users."""


@command.command("list", help=_("All users of the store."))
@common
def list_(desk: Desk) -> None:
    """List."""
    users = desk.records.people.users(desk.session().actor)
    if desk.json:
        say_json({"users": [document(user) for user in users]})
        return
    heads = [_("Staff number"), _("Full name"), _("Role"), _("Office"), _("Counter"), _("Post"), _("Active")]
    say_table(heads, [_cells(user) for user in users])


def _cells(user: User) -> list[str]:
    active = term("answer", "yes" if user.active else "no")
    return [user.staff_no, user.name, term("role", user.role.value), user.organisation, user.counter, user.post, active]


@command.command("add", help=_("Add a user."))
@click.argument("staff_no", metavar="STAFF_NO")
@click.option("--name", required=True, help=_("Name."))
@click.option("--role", type=_ROLE, required=True, metavar="ROLE", help=_("Role."))
@click.option("--organisation", metavar="CODE", help=_("Office; that of who adds the user if left out."))
@click.option("--post", default="", help=_("Post as printed for customers."))
@click.option("--counter", default="", help=_("Two-character code of the counter."))
@pin_file_option()
@common
def add(
    desk: Desk, staff_no: str, name: str, role: str, organisation: str | None, post: str, counter: str,
    pin_file: Path | None,
) -> None:  # fmt: skip
    """Add."""
    session = desk.session()
    user = User(
        staff_no=staff_no,
        name=name,
        role=Role(role),
        organisation=organisation or session.actor.organisation,
        post=post or term("role", role),
        counter=counter,
    )
    desk.records.people.add_user(user, new_pin(pin_file), session.actor)
    _show(desk, user)


@command.command("set", help=_("Change a user; only what is named changes."))
@click.argument("staff_no", metavar="STAFF_NO")
@click.option("--name", help=_("Name."))
@click.option("--role", type=_ROLE, metavar="ROLE", help=_("Role."))
@click.option("--organisation", metavar="CODE", help=_("Office."))
@click.option("--post", help=_("Post as printed for customers."))
@click.option("--counter", help=_("Two-character code of the counter."))
@click.option("--active/--inactive", default=None, help=_("Whether the person still signs in."))
@click.option("--new-pin", "pin_too", is_flag=True, help=_("Set a new PIN as well."))
@pin_file_option()
@common
def set_(desk: Desk, staff_no: str, pin_too: bool, pin_file: Path | None, **changes: str | bool | None) -> None:
    """Change."""
    session = desk.session()
    before = next((user for user in desk.records.people.users(session.actor) if user.staff_no == staff_no), None)
    if before is None:
        raise UserMistakeError("people.no_user", staff_no=staff_no)
    named = {name: value for name, value in changes.items() if value is not None}
    if "role" in named:
        named["role"] = Role(str(named["role"]))
    user = replace(before, **named)  # type: ignore[arg-type]
    pin = new_pin(pin_file) if pin_too or pin_file else None
    desk.records.people.change_user(user, session.actor, pin)
    _show(desk, user)


def _show(desk: Desk, user: User) -> None:
    if desk.json:
        say_json(document(user))
    else:
        say(_("{staff_no} {name}: {role}").format(
            staff_no=user.staff_no, name=user.name, role=term("role", user.role.value)
        ))  # fmt: skip


@command.command("pin", help=_("Change your own PIN."))
@pin_file_option()
@common
def pin(desk: Desk, pin_file: Path | None) -> None:
    """Change one's own PIN."""
    actor = desk.session().actor
    desk.records.people.change_own_pin(own_pin(), new_pin(pin_file), actor)
    if desk.json:
        say_json({"changed": actor.staff_no})
    else:
        say(_("Your PIN was changed."))


@command.command("unlock", help=_("End the wait of a user after wrong PINs."))
@click.argument("staff_no", metavar="STAFF_NO")
@common
def unlock(desk: Desk, staff_no: str) -> None:
    """Unlock."""
    desk.records.people.unlock(staff_no, desk.session().actor)
    if desk.json:
        say_json({"unlocked": staff_no})
    else:
        say(_("{staff_no} may sign in again.").format(staff_no=staff_no))


@command.command("offices", help=_("All offices of the store."))
@common
def offices(desk: Desk) -> None:
    """Offices."""
    found = desk.records.people.organisations()
    if desk.json:
        say_json({"organisations": [document(office) for office in found]})
        return
    heads = [_("Office code"), _("Name"), _("Office level"), _("Above"), _("Phone")]
    rows = [[o.code, o.name, term("organisation_level", o.level.value), o.parent, o.phone] for o in found]
    say_table(heads, rows)


@command.command("office", help=_("Add or change an office; what is not named keeps its value."))
@click.argument("code", metavar="CODE")
@click.option("--name", help=_("Name of the office."))
@click.option("--name-en", help=_("Its English name."))
@click.option("--level", type=_LEVEL, metavar="LEVEL", help=_("Its level in the tree of offices."))
@click.option("--parent", help=_("Code of the office above."))
@click.option("--region", help=_("GB/T 2260 code of its place."))
@click.option("--phone", help=_("Its complaint phone, printed for customers."))
@click.option("--address", help=_("Its address."))
@common
def office(desk: Desk, code: str, **changes: str | None) -> None:
    """Add or change an office."""
    session = desk.session()
    before = desk.records.people.organisation(code) or Organisation(
        code=code, name=code, name_en=code, level=OrganisationLevel.COUNTER_BRANCH, parent=session.actor.organisation
    )
    named = {name: value for name, value in changes.items() if value is not None}
    level = OrganisationLevel(named.pop("level", before.level.value))
    after = replace(before, level=level, **named)
    desk.records.people.put_organisation(after, session.actor)
    if desk.json:
        say_json(document(after))
    else:
        say(f"{after.code} {after.name}")
