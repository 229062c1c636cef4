"""``hfc registers``: supervision notices, problems, contingency plans, and slips of early signs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json, say_table
from hfc_desktop.domain.early_signs import Sign
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.domain.registers import ENTRY_TYPES, RegisterKind, SupervisionNotice, kind_of
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.early_signs import EarlySign
    from hfc_desktop.domain.registers import Entry

_KINDS = tuple(kind.value for kind in RegisterKind)
_STATES = {
    RegisterKind.SUPERVISION_NOTICE: "supervision_state",
    RegisterKind.PROBLEM: "problem_state",
    RegisterKind.PLAN: "plan_state",
}


@click.group(help=_("Registers beside the ledger: supervision notices, problems, plans, early signs."))
def command() -> None:
    """Registers."""


@command.command("put", help=_("Add or change an entry from a JSON document; without an id it is a new one."))
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.option("--file", "path", required=True, type=click.Path(path_type=Path), metavar="F.json", help=_("The entry."))
@common
def put(desk: Desk, kind: str, path: Path) -> None:
    """Put."""
    service, actor = desk.records.ledger.registers, desk.session().actor
    given = _read(path)
    known = document(service.get(str(given["id"]), actor)) if given.get("id") else {"id": service.new_id(actor)}
    values = {"organisation": actor.organisation, **known, **given, "id": known["id"]}
    entry = from_json(ENTRY_TYPES[RegisterKind(kind)], values)
    service.put(entry, actor)
    if desk.json:
        say_json(document(entry))
    else:
        say(_("Kept: {id}").format(id=entry.id))


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = system_reason(error)
        raise EnvironmentFaultError("records.file_unreadable", path=str(path), reason=reason) from error
    except ValueError as error:
        raise UserMistakeError("records.file_not_json", path=str(path), line=getattr(error, "lineno", 1)) from error
    if not isinstance(found, dict):
        raise UserMistakeError("records.bad_field", field=str(path), form="object")
    return found


@command.command("list", help=_("Entries of one register, those due first in front."))
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.option("--open", "open_only", is_flag=True, help=_("Only those where something is still to be done."))
@common
def list_(desk: Desk, kind: str, open_only: bool) -> None:
    """List."""
    found = desk.records.ledger.registers.entries(RegisterKind(kind), desk.session().actor, open_only=open_only)
    if desk.json:
        say_json({"entries": [document(entry) for entry in found]})
        return
    heads = [_("Id"), _("What"), _("State"), _("Last day"), _("Scenario")]
    say_table(heads, [_cells(entry) for entry in found])


def _cells(entry: Entry) -> list[str]:
    title = f"{entry.authority} {entry.reference}" if isinstance(entry, SupervisionNotice) else entry.title
    state = term(_STATES[kind_of(entry)], entry.state.value)
    return [entry.id, title, state, entry.due.isoformat() if entry.due else "", entry.scenario]


@command.command("sign", help=_("Write a slip of early signs; no personal data are needed."))
@click.option("--sign", "signs", multiple=True, type=click.Choice([s.value for s in Sign]), help=_("May be repeated."))
@click.option("--scenario", default="", help=_("What it is about."))
@click.option("--note", "words", default="", help=_("What was seen or said."))
@common
def sign(desk: Desk, signs: tuple[str, ...], scenario: str, words: str) -> None:
    """Sign."""
    slip, _changes = desk.records.ledger.signs.note(
        [Sign(name) for name in signs], desk.session().actor, scenario=scenario, note=words
    )
    if desk.json:
        say_json(document(slip))
    else:
        say(_("Kept: {id}").format(id=slip.id))


@command.command("signs", help=_("Slips of the last 30 days, newest first; with --settle, say how one was put right."))
@click.option("--open", "open_only", is_flag=True, help=_("Only those that nobody settled."))
@click.option("--settle", default="", metavar="ID", help=_("A slip that was put right."))
@click.option("--outcome", default="", help=_("How it was put right."))
@common
def signs(desk: Desk, open_only: bool, settle: str, outcome: str) -> None:
    """Signs."""
    service, actor = desk.records.ledger.signs, desk.session().actor
    if settle:
        service.settle(settle, actor, outcome)
    found = service.slips(actor, open_only=open_only)
    if desk.json:
        say_json({"signs": [document(slip) for slip in found]})
        return
    rows = [
        [
            slip.id,
            f"{slip.at:%Y-%m-%d %H:%M}",
            _(", ").join((*(term("sign", seen.value) for seen in slip.signs), *_counted(slip))),
            slip.scenario,
            term("sign_state", slip.state.value),
        ]
        for slip in found
    ]
    say_table([_("Id"), _("Time"), _("Signs"), _("Scenario"), _("State")], rows)


def _counted(slip: EarlySign) -> tuple[str, ...]:
    """The rule by which the program counted it, in words."""
    label = slip.label if language() == CHINESE or not slip.label_en else slip.label_en
    return (label,) if label else ()
