"""``hfc init``: an empty store with its office and first administrator, or a lost key brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.records import create_records, recover_records
from hfc_desktop.cli.new_secrets import environment_pin_file, new_passphrase, new_pin, pin_file_option
from hfc_desktop.cli.output import Bar, note, say, say_json
from hfc_desktop.domain.people import Organisation, OrganisationLevel, Role, User
from hfc_desktop.i18n import gettext as _
from hfc_desktop.paths import DataDir
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.domain.store_key import NewKey


@click.command(help=_("Make DIR a data folder: empty record store, office, first administrator, bundled guidance."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--organisation", metavar="CODE", help=_("Code of the office: digits and capital letters."))
@click.option("--name", default="", help=_("Name of the office."))
@click.option("--name-en", default="", help=_("Its English name."))
@click.option(
    "--level",
    type=click.Choice([level.value for level in OrganisationLevel]),
    default=OrganisationLevel.COUNTER_BRANCH.value,
    show_default=True,
    metavar="LEVEL",
    help=_("Its level in the tree of offices."),
)
@click.option("--region", default="", metavar="CODE", help=_("GB/T 2260 code of its place."))
@click.option("--phone", default="", help=_("Its complaint phone, printed for customers."))
@click.option("--admin", "staff_no", metavar="STAFF_NO", help=_("Staff number of the first administrator."))
@click.option("--admin-name", default="", help=_("Name of the first administrator."))
@pin_file_option()
@click.option("--recover", is_flag=True, help=_("Bring the lost key of DIR back with its recovery code."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON document on stdout."))
def command(folder: Path, recover: bool, as_json: bool, pin_file: Path | None, **facts: str | None) -> None:
    """Make, or recover."""
    application = open_application(DataDir(folder))
    try:
        if recover:
            code = click.prompt(_("Recovery code"), err=True)
            _tell(folder, recover_records(application, code, new_passphrase), as_json, {})
            return
        office, administrator = _founders(facts)
        pin = new_pin(pin_file or environment_pin_file())
        made = create_records(application, office, administrator, pin, new_passphrase)
        _settle(application, office)
        _tell(folder, made, as_json, {"organisation": office.code, "administrator": administrator.staff_no})
    finally:
        application.close()


def _founders(facts: Mapping[str, str | None]) -> tuple[Organisation, User]:
    """The office and its first administrator, as the options name them."""
    code, staff_no = facts["organisation"], facts["staff_no"]
    if not code or not staff_no:
        raise click.UsageError(_("Give the office with --organisation and its administrator with --admin."))
    office = Organisation(
        code=code,
        name=facts["name"] or code,
        name_en=facts["name_en"] or code,
        level=OrganisationLevel(facts["level"] or OrganisationLevel.COUNTER_BRANCH),
        region=facts["region"] or "",
        phone=facts["phone"] or "",
    )
    administrator = User(
        staff_no=staff_no,
        name=facts["admin_name"] or staff_no,
        role=Role.ADMINISTRATOR,
        organisation=code,
        post=term("role", Role.ADMINISTRATOR.value),
    )
    return office, administrator


def _settle(application: Application, office: Organisation) -> None:
    """Note the office in the settings, and bring the bundled guidance in."""
    application.settings.set("organisation", office.code)
    application.settings.set("region", office.region)
    application.settings.save()
    if application.lookup is None:
        application.install_bundled(Bar(_("Guidance")))


def _tell(folder: Path, made: NewKey, as_json: bool, facts: dict[str, str]) -> None:
    if as_json:
        say_json({"data": str(folder), "key": made.place.value, "recovery_code": made.recovery_code, **facts})
        return
    say(_("The record store is ready in {folder}. Its key is kept in: {place}.").format(
        folder=folder, place=term("key_place", made.place.value)
    ))  # fmt: skip
    say(_("Recovery code: {code}").format(code=made.recovery_code))
    note(
        _("Write the recovery code down and lock it away; it is shown once, and opens the records if the key is lost.")
    )
