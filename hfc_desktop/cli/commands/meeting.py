"""``hfc meeting``: the minutes of an analysis meeting as PDF, from a file in YAML or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfc_desktop.bootstrap.guidance import save_document
from hfc_desktop.bootstrap.papers import read_meeting
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json
from hfc_desktop.domain.documents import Copy, Form
from hfc_desktop.domain.printing import PrintOrder
from hfc_desktop.i18n import LANGUAGES, language
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from datetime import datetime


@click.group(help=_("Analysis meetings."))
def command() -> None:
    """Holds the commands."""


@command.command(
    help=_(
        "Print the minutes that FILE holds: number, title, held_at, place, chair, secretary, present, excused, since, "
        "items (title, facts, discussion, analysis, forecast, decision, actions: what, owner, due, line), next_on."
    )
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT.pdf", required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the form."))
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]), help=_("Print time, Beijing time."))
@common
def minutes(desk: Desk, file: Path, output: Path, lang: str | None, at: datetime | None) -> int:
    """Print."""
    meeting = read_meeting(file)
    moment = at.replace(tzinfo=desk.application.now().tzinfo) if at else None
    order = PrintOrder(form=Form.MINUTES, copy=Copy.FILE, language=lang or language(), at=moment)
    actor, records = desk.session().actor, desk.records
    printed = records.papers.minutes(meeting, order, actor)
    content = records.notes.pdf(printed)
    save_document(output, content)
    records.notes.record_print(printed, actor, content)
    if desk.json:
        say_json({"file": str(output), "items": len(meeting.items), "check_code": printed.head.check_code})
    else:
        say(_("Saved {file}, check code {code}.").format(file=output, code=printed.head.check_code))
    return 0
