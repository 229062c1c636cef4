"""``hfc complaints export``: the ledger as a table, masked unless revealed on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hfc_desktop.cli.commands.ledger_filters import filter_options, wanted_from
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import Bar, note, say, say_json
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.sheets import Format
from hfc_desktop.i18n import gettext as _


@click.command("export", help=_("Write matters as a table: CSV or Excel, masked unless --reveal says why not."))
@click.option("-o", "--out", "path", required=True, type=click.Path(path_type=Path), metavar="FILE",
              help=_("The file to write; .csv or .xlsx."))  # fmt: skip
@click.option("--encoding", default="utf-8-sig", show_default=True, metavar="NAME",
              help=_("Encoding of a CSV: utf-8-sig or gb18030."))  # fmt: skip
@click.option(
    "--reveal", default="", metavar="REASON", help=_("Why personal data are to be seen; kept with your name.")
)
@filter_options
@common
def command(desk: Desk, path: Path, encoding: str, reveal: str, **options: Any) -> None:  # noqa: ANN401
    """Export."""
    actor = desk.session().actor
    form = Format.XLSX if path.suffix.lower() == ".xlsx" else Format.CSV
    done = desk.records.custody.exports.export_ledger(
        wanted_from(options, local_day(desk.application.now())),
        path,
        actor,
        form=form,
        encoding=encoding,
        reveal=reveal,
        progress=Bar(_("Writing")),
    )
    if done is None:
        raise click.Abort
    if desk.json:
        say_json({"path": str(done.path), "rows": done.rows, "masked": done.masked, "sha256": done.sha256})
        return
    say(_("{rows} records written to {path}.").format(rows=done.rows, path=done.path))
    if not done.masked:
        note(_("The file holds personal data in the open. Keep it safe, and delete it when it is no longer needed."))
