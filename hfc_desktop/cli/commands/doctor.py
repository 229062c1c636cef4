"""``hfc doctor``: the self-check."""

from __future__ import annotations

import click

from hfc_desktop.bootstrap.checks import probes, rebuild_records
from hfc_desktop.cli.options import Desk, ask_passphrase, common
from hfc_desktop.cli.output import say, say_json
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.doctor import examine
from hfc_desktop.wording.checks import check_text

_ENVIRONMENT = 3


@click.command(
    help=_("Check integrity, space, versions, packs, clock and fonts. Exit status 3 when something is wrong.")
)
@click.option("--rebuild", is_flag=True, help=_("Make the tables again from the event log, after a backup."))
@common
def command(desk: Desk, rebuild: bool) -> int:
    """Check, and rebuild if asked."""
    checks = list(examine(probes(desk.application)))
    if rebuild:
        checks.append(rebuild_records(desk.application, ask_passphrase))
    if desk.json:
        rows = [
            {"name": check.name, "ok": check.ok, "detail": check_text(check.code, check.params)} for check in checks
        ]
        say_json({"checks": rows})
    else:
        for check in checks:
            mark = _("ok") if check.ok else _("!!")
            say(f"{mark:>2}  {check.name:<8}  {check_text(check.code, check.params)}")
    return 0 if all(check.ok for check in checks) else _ENVIRONMENT
