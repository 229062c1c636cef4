"""``hfc complaints import`` and ``hfc imports``: ledgers taken over from tables, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import Bar, note, say, say_json, say_table
from hfc_desktop.domain.imports import Verdict
from hfc_desktop.domain.record_json import document
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.cells import cell_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.imports import ImportDone, ImportPlan, PlannedRow

_SHOWN: Final = 50
"""Rejected rows that are named one by one on a terminal."""


@click.command("import", help=_("Take a ledger over from CSV, Excel or JSON Lines; all rows that fit, or none."))
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), metavar="FILE.yaml",
              help=_("How a table of your own is read: columns, values, defaults."))  # fmt: skip
@click.option("--encoding", default="", metavar="NAME", help=_("Encoding of a CSV; found out if left out."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be done."))
@common
def take_over(desk: Desk, path: Path, mapping: Path | None, encoding: str, dry_run: bool) -> int:
    """Take over."""
    from hfc_desktop.bootstrap.custody import read_mapping

    imports, actor = desk.records.custody.imports, desk.session().actor
    known = read_mapping(mapping) if mapping else None
    plan = imports.plan(path, actor, mapping=known, encoding=encoding, progress=Bar(_("Reading")))
    if plan is None:
        raise click.Abort
    todo = plan.counts()[Verdict.NEW] + plan.counts()[Verdict.CHANGED]
    done = None
    if todo and not dry_run:
        answer = imports.commit(plan, actor, Bar(_("Taking over")))
        if answer is None:
            raise click.Abort
        done = answer[0]
    _tell(desk, plan, done)
    return 0 if todo or not plan.counts()[Verdict.REJECTED] else 1


def _tell(desk: Desk, plan: ImportPlan, done: ImportDone | None) -> None:
    if desk.json:
        say_json(_plan_document(plan) | {"import": done.id if done else None})
        return
    for heading, column in plan.columns:
        if column is None and heading:
            note(_("Column passed over: {heading}").format(heading=heading))
    rejected = [row for row in plan.rows if row.verdict is Verdict.REJECTED]
    for row in rejected[:_SHOWN]:
        for fault in row.faults:
            note(_("Row {row}: {reason}").format(row=row.row, reason=cell_text(fault)))
    if len(rejected) > _SHOWN:
        note(_("… and {count} more; see them all with --json.").format(count=len(rejected) - _SHOWN))
    for verdict, count in plan.counts().items():
        say(f"{term('import_verdict', verdict.value)}: {count}")
    if done:
        say(_("Taken over as import {id}. “hfc imports undo {id}” takes it back.").format(id=done.id))
    else:
        say(_("Nothing was changed."))


def _plan_document(plan: ImportPlan) -> dict[str, Any]:
    return {
        "file": plan.file,
        "encoding": plan.encoding,
        "columns": [{"heading": heading, "field": column} for heading, column in plan.columns],
        **{verdict.value: count for verdict, count in plan.counts().items()},
        "rows": [_row_document(row) for row in plan.rows if row.verdict is not Verdict.SAME],
    }


def _row_document(row: PlannedRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "verdict": row.verdict.value,
        "number": row.number or None,
        "changes": sorted(row.changes) if row.verdict is Verdict.CHANGED else [],
        "faults": [{"column": fault.column, "code": fault.code, "reason": cell_text(fault)} for fault in row.faults],
    }


@click.group(help=_("Ledgers that were taken over."))
def command() -> None:
    """Imports."""


@command.command("list", help=_("All imports, newest first."))
@common
def list_(desk: Desk) -> None:
    """List."""
    found = desk.records.custody.imports.done(desk.session().actor)
    if desk.json:
        say_json({"imports": [document(one) for one in found]})
        return
    heads = [
        _("Import"),
        _("At"),
        _("By"),
        *(term("import_verdict", verdict.value) for verdict in Verdict),
        _("Undone"),
    ]
    say_table(heads, [_cells(one) for one in found])


def _cells(one: ImportDone) -> list[str]:
    undone = f"{one.undone_at:%Y-%m-%d %H:%M} {one.undone_by}" if one.undone_at else ""
    counts = [str(count) for count in (one.new, one.changed, one.same, one.rejected)]
    return [one.id, f"{one.at:%Y-%m-%d %H:%M}", one.by, *counts, undone]


@command.command("undo", help=_("Take an import back as a whole."))
@click.argument("import_id", metavar="IMPORT")
@click.option("--reason", required=True, help=_("Why; kept with your name."))
@common
def undo(desk: Desk, import_id: str, reason: str) -> None:
    """Undo."""
    answer = desk.records.custody.imports.undo(import_id, desk.session().actor, reason, Bar(_("Taking back")))
    if answer is None:
        raise click.Abort
    if desk.json:
        say_json(document(answer[0]))
    else:
        say(_("Taken back: {new} records gone, {changed} as before.").format(
            new=answer[0].new, changed=answer[0].changed
        ))  # fmt: skip
