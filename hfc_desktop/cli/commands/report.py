"""``hfc report branch|headoffice``: the report of a period with its charts, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfc_desktop.bootstrap.guidance import save_document
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import Bar, say, say_json
from hfc_desktop.domain.documents import Copy, Form
from hfc_desktop.domain.printing import PrintOrder
from hfc_desktop.i18n import LANGUAGES, language
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from datetime import datetime

_FORMS = {"branch": Form.BRANCH_REPORT, "headoffice": Form.HEADOFFICE_REPORT}


@click.command(help=_("Print the report of a period as PDF, over the offices that you may read."))
@click.argument("which", type=click.Choice(list(_FORMS)))
@click.option("--period", required=True, help=_("Month 2026-10, quarter 2026-Q3 or year 2026."))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT.pdf", required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the form."))
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]), help=_("Print time, Beijing time."))
@common
def command(desk: Desk, which: str, period: str, output: Path, lang: str | None, at: datetime | None) -> int:
    """Print."""
    moment = at.replace(tzinfo=desk.application.now().tzinfo) if at else None
    order = PrintOrder(form=_FORMS[which], copy=Copy.FILE, language=lang or language(), at=moment)
    actor, records = desk.session().actor, desk.records
    report = records.papers.report(period, order, actor, Bar(_("Counting")))
    if report is None:
        raise click.Abort
    content = records.notes.pdf(report)
    save_document(output, content)
    records.notes.record_print(report, actor, content)
    if desk.json:
        say_json(
            {
                "file": str(output),
                "period": report.period,
                "raw": report.raw.count,
                "merged": report.merged.count,
                "in_time": report.kept.kept,
                "late": report.kept.late,
                "repeats": report.repeats,
                "check_code": report.head.check_code,
            }
        )
    else:
        say(_("Saved {file}, check code {code}.").format(file=output, code=report.head.check_code))
    return 0
