"""``hfc complaints verify``: was the log changed by a hand in the file?"""

from __future__ import annotations

from typing import Final

import click

from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

_BROKEN_LOG: Final = 3


@click.command("verify", help=_("Check the chain of the event log. Exit status 3 when it does not hold."))
@common
def command(desk: Desk) -> int:
    """Verify."""
    outcome = desk.records.audit.verify(desk.session().actor)
    holds = outcome.reason is None
    reason = "" if outcome.reason is None else outcome.reason.value
    if desk.json:
        say_json({"ok": holds, "events": outcome.events, "first_break": outcome.first_break, "reason": reason or None})
    elif holds:
        say(_("The log holds: {events} events.").format(events=outcome.events))
    else:
        note(_("The log does not hold from event {event} on: {reason}. Keep the file as it is and call head office.")
             .format(event=outcome.first_break, reason=term("log_break", reason)))  # fmt: skip
    return 0 if holds else _BROKEN_LOG
