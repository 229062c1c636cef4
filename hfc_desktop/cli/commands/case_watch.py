"""``hfc complaints due`` and its like: what is due, what rises, which tasks are open, by which rules it is counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json, say_table
from hfc_desktop.domain.deadlines import SHAPES
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.escalation import CaseTask
    from hfc_desktop.domain.rule_editions import Kept
    from hfc_desktop.services.terms import DueLine


# -- due ----------------------------------------------------------------------------------------------------------


@click.command("due", help=_("What is due: today, this week, or in a span; what is overdue stands in front."))
@click.option("--week", is_flag=True, help=_("To the end of this week."))
@click.option("--between", metavar="FROM..TO", help=_("Last days in this span alone."))
@click.option("--ics", "path", type=click.Path(path_type=Path), metavar="FILE.ics", help=_("Write a calendar file."))
@common
def due(desk: Desk, week: bool, between: str | None, path: Path | None) -> None:
    """Due."""
    terms, actor = desk.records.ledger.terms, desk.session().actor
    if between:
        lines = terms.due_list(actor, *_span(between))
    else:
        lines = terms.due_week(actor) if week else terms.due_today(actor)
    if path is not None:
        _write(path, terms.calendar_file(lines, english=language() != CHINESE))
    if desk.json:
        say_json({"due": [document(line) | {"shape": SHAPES[line.band]} for line in lines]})
        return
    heads = [_("Number"), _("Last day"), "", _("Time limit"), _("State"), _("Level"), _("Handler")]
    say_table(heads, [_due_cells(line) for line in lines])
    if any(line.untold for line in lines):
        note(_("Decided but not told: a late notice is a breach even when the decision was in time."))


def _span(text: str) -> tuple[date, date]:
    first, _dots, last = text.partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise UserMistakeError("deadlines.bad_time", value=text) from None


def _due_cells(line: DueLine) -> list[str]:
    label = line.clock.label if language() == CHINESE else line.clock.label_en
    return [
        line.number,
        line.clock.due.isoformat(),
        f"{SHAPES[line.band]} {term('band', line.band.value)}",
        label,
        term("status", line.status.value),
        str(line.level),
        line.handler,
    ]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise EnvironmentFaultError("cases.unwritable", path=str(path), reason=system_reason(error)) from error
    note(_("Written: {path}").format(path=path))


# -- rules --------------------------------------------------------------------------------------------------------


@click.command("rules", help=_("The editions of the rules that govern a case, beside those of today."))
@click.argument("number", metavar="ID")
@common
def rules(desk: Desk, number: str) -> None:
    """Rules."""
    found = desk.records.ledger.terms.editions(number, desk.session().actor)
    if desk.json:
        say_json({"editions": [_edition_document(one) for one in found]})
        return
    heads = [_("Rule"), _("Kept by this case"), _("For new cases"), ""]
    say_table(heads, [_edition_cells(one) for one in found])
    if any(one.differs for one in found):
        note(_("This case keeps the terms that it came under; only new cases get the changed ones."))


def _edition_document(one: Kept) -> dict[str, Any]:
    now = document(one.now) if one.now else None
    return {"rule": one.rule, "kept": document(one.kept), "now": now, "differs": one.differs}


def _edition_cells(one: Kept) -> list[str]:
    kept = f"{one.kept.valid_from} / {one.kept.version}"
    now = f"{one.now.valid_from} / {one.now.version}" if one.now else "-"
    return [one.rule, kept, now, _("changed since") if one.differs else ""]


# -- levels and tasks ---------------------------------------------------------------------------------------------


@click.command("sweep", help=_("Raise the level of every open case that a rule of time or place raises today."))
@common
def sweep(desk: Desk) -> None:
    """Sweep."""
    risen, changes = desk.records.ledger.watch.sweep(desk.session().actor)
    tasks = sorted(changes.touched.get("task", ()))
    if desk.json:
        say_json({"raised": [document(change) for change in risen], "tasks": tasks})
        return
    for change in risen:
        label = change.label if language() == CHINESE else change.label_en
        say(f"{change.before} → {change.after}  {label}  {change.edition}")
    say(_("Raised: {count}; tasks opened: {tasks}").format(count=len(risen), tasks=len(tasks)))


@click.command("tasks", help=_("Open tasks, the most urgent first; with --done, say that one is done."))
@click.option("--case", default="", metavar="ID", help=_("Only those of this case."))
@click.option("--all", "everything", is_flag=True, help=_("Finished ones, too."))
@click.option("--done", default="", metavar="TASK", help=_("Id of a task that is done."))
@click.option("--note", "words", default="", help=_("What was done."))
@common
def tasks(desk: Desk, case: str, everything: bool, done: str, words: str) -> None:
    """Tasks."""
    watch, actor = desk.records.ledger.watch, desk.session().actor
    if done:
        watch.finish_task(done, actor, words)
    found = watch.tasks(actor, open_only=not everything, case=case)
    if desk.json:
        say_json({"tasks": [document(task) for task in found]})
        return
    heads = [_("Task"), _("What"), _("Last day"), _("Because"), _("Who"), _("Done")]
    say_table(heads, [_task_cells(task) for task in found])


def _task_cells(task: CaseTask) -> list[str]:
    label = task.label if language() == CHINESE else task.label_en
    return [
        task.id,
        term("task_kind", task.kind.value),
        task.due.isoformat() if task.due else "",
        label or task.note,
        task.owner,
        f"{task.done_at:%Y-%m-%d}" if task.done_at else "",
    ]


COMMANDS: Final = (due, rules, sweep, tasks)
"""Commands that belong to ``hfc complaints``."""
