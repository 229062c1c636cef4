"""``hfc complaints``: the ledger without a window."""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.cli.commands import case_links as links
from hfc_desktop.cli.commands import case_steps as steps
from hfc_desktop.cli.commands import case_watch as watch
from hfc_desktop.cli.commands.exports import command as export
from hfc_desktop.cli.commands.imports import take_over
from hfc_desktop.cli.commands.ledger_filters import filter_options, wanted_from
from hfc_desktop.cli.commands.verify import command as verify
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json, say_table
from hfc_desktop.domain.complaint import ComplaintDraft
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.numbering import uuid7
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.complaint import Complaint, Party
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.ledger import ComplaintRow

_INTEGERS: Final = frozenset({"amount_fen", "loss_fen"})
_FLAGS: Final = frozenset({"settled_on_spot", "told_customer"})
_STRUCTURED: Final = frozenset({"parties", "tags"})


@click.group(help=_("The complaint ledger."))
def command() -> None:
    """Complaints."""


# -- add ----------------------------------------------------------------------------------------------------------


@command.command("add", help=_("Register one matter from a JSON document."))
@click.option("--file", "path", required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="F.json",
              help=_("The document; - reads it from stdin."))  # fmt: skip
@common
def add(desk: Desk, path: Path) -> None:
    """Register."""
    session = desk.session()
    now = desk.application.now()
    given = _read_json(path)
    values = {"received_at": now.isoformat(), **given, "id": uuid7(now, secrets.token_bytes(10))}
    complaint, _changes = desk.records.complaints.register(from_json(ComplaintDraft, values), session.actor)
    if desk.json:
        say_json(document(complaint))
        return
    say(_("Registered: {number}").format(number=complaint.number))
    for clock in complaint.clocks:
        if clock.state == "running":
            say(f"  {clock.due}  {clock.label}  {clock.article}")


def _read_json(path: Path) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
        value = json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise EnvironmentFaultError("records.file_unreadable", path=str(path), reason=reason) from error
    except json.JSONDecodeError as error:
        raise UserMistakeError("records.file_not_json", path=str(path), line=error.lineno) from error
    if not isinstance(value, dict):
        raise UserMistakeError("records.bad_field", field=str(path), form="object")
    return value


# -- list ---------------------------------------------------------------------------------------------------------


@command.command("list", help=_("List matters, newest first; names are masked."))
@click.option("--limit", type=click.IntRange(1, 100_000), default=200, show_default=True, help=_("Most lines."))
@filter_options
@common
def list_(desk: Desk, limit: int, **options: Any) -> None:  # noqa: ANN401
    """List."""
    session = desk.session()
    wanted = wanted_from(options, local_day(desk.application.now()), limit)
    rows = desk.records.complaints.rows(wanted, session.actor)
    if desk.json:
        total = desk.records.complaints.count(wanted, session.actor)
        say_json({"complaints": [_row_document(row) for row in rows], "total": total})
        return
    heads = [_("Number"), _("Received"), _("State"), _("Complainant"), _("Scenario"), _("Last day")]
    say_table(heads, [_cells(row) for row in rows])


def _row_document(row: ComplaintRow) -> dict[str, Any]:
    values = document(row)
    values.pop("mark")
    return values


def _cells(row: ComplaintRow) -> list[str]:
    return [
        row.number,
        f"{row.received_at:%Y-%m-%d %H:%M}",
        term("status", row.status.value),
        row.complainant,
        row.scenario,
        row.due.isoformat() if row.due else "",
    ]


# -- show, edit, verify -------------------------------------------------------------------------------------------


@command.command("show", help=_("Show one matter by id or number, masked. That it was read is recorded."))
@click.argument("number", metavar="ID")
@click.option("--reveal", is_flag=True, help=_("Show personal data unmasked; that, too, is recorded."))
@click.option("--reason", default="", help=_("Why personal data are to be seen; kept with your name."))
@common
def show(desk: Desk, number: str, reveal: bool, reason: str) -> None:
    """Show."""
    reading, actor = desk.records.reading, desk.session().actor
    if reveal:
        complaint = reading.reveal(number, actor, reason or _("Shown on the command line"))
    else:
        complaint = reading.view(number, actor)
        note(_("Personal data are masked; --reveal shows them, and is recorded."))
    if desk.json:
        say_json(document(complaint))
        return
    for label, text in _lines(complaint):
        if text:
            say(f"{label}: {text}")


def _lines(complaint: Complaint) -> list[tuple[str, str]]:
    lines = [
        (_("Number"), complaint.number),
        (_("Nature"), term("nature", complaint.nature.value)),
        (_("State"), term("status", complaint.status.value)),
        (
            term("field", "level"),
            _("{level}, {severity}").format(level=complaint.level, severity=term("severity", complaint.severity.value)),
        ),
        (_("Came in by"), term("source", complaint.source.value)),
        (_("Received"), f"{complaint.received_at:%Y-%m-%d %H:%M}"),
        (_("Office"), f"{complaint.organisation} {complaint.counter}".strip()),
        (_("Business line"), term("line", complaint.business_line) if complaint.business_line else ""),
        (_("Scenario"), complaint.scenario),
        (term("field", "people_count"), str(complaint.people_count) if complaint.people_count > 1 else ""),
        (term("field", "repeat_no"), str(complaint.repeat_no or "")),
        (term("field", "handler"), complaint.handler),
    ]
    lines += [(term("party_role", party.role.value), _party(party)) for party in complaint.parties]
    lines += [
        (_("Claim"), complaint.claim),
        (_("Facts"), complaint.facts),
        (_("Amount"), "" if complaint.amount_fen is None else f"{complaint.amount_fen / 100:,.2f}"),
        (_("First advice"), complaint.first_advice),
    ]
    lines += [
        (_("Time limit"), f"{clock.due} {term('clock_state', clock.state)} {clock.label} {clock.article}")
        for clock in complaint.clocks
    ]
    return [*lines, *((term("field", name), getattr(complaint, name)) for name in _FOUND), *_ended(complaint)]


_FOUND: Final = ("investigation", "policy_basis", "decision", "remedies")


def _ended(complaint: Complaint) -> list[tuple[str, str]]:
    """How it ended, as far as it did."""
    told = f"{complaint.told_at:%Y-%m-%d %H:%M}" if complaint.told_at else ""
    closed = f"{complaint.closed_at:%Y-%m-%d %H:%M}" if complaint.closed_at else ""
    paid = "" if complaint.compensation_fen is None else f"{complaint.compensation_fen / 100:,.2f}"
    return [
        (term("field", "compensation_fen"), paid),
        (term("field", "told_at"), told),
        (term("field", "outcome"), term("outcome", complaint.outcome.value) if complaint.outcome else ""),
        (term("field", "closed_at"), closed),
        (term("field", "attachments"), _(", ").join(kept.name for kept in complaint.attachments)),
    ]


def _party(party: Party) -> str:
    return " ".join(part for part in (party.name, party.id_number, party.phone, party.address) if part)


@command.command("edit", help=_("Change fields of one matter; what was there before stays in the log."))
@click.argument("number", metavar="ID")
@click.option("--set", "pairs", multiple=True, required=True, metavar="FIELD=VALUE", help=_("May be repeated."))
@click.option("--reason", default="", help=_("Why; needed for what is not your own or was accepted already."))
@common
def edit(desk: Desk, number: str, pairs: tuple[str, ...], reason: str) -> None:
    """Edit."""
    values = dict(_pair(text) for text in pairs)
    complaint, changes = desk.records.complaints.edit(number, values, desk.session().actor, reason)
    if desk.json:
        say_json(document(complaint))
    else:
        say(_("Changed: {number}").format(number=complaint.number) if changes else _("Nothing to change."))


def _pair(text: str) -> tuple[str, JsonValue]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(_("--set needs FIELD=VALUE."))
    return name.strip(), _value(name.strip(), value)


def _value(name: str, text: str) -> JsonValue:
    """A value from the command line in the JSON form of its field."""
    if name in _FLAGS:
        return _flag(name, text)
    if text == "" and (name in _INTEGERS or name == "occurred_on"):
        return None
    if name not in _INTEGERS | _STRUCTURED:
        return text
    try:
        value: JsonValue = json.loads(text)
    except json.JSONDecodeError:
        form = "whole_number" if name in _INTEGERS else "list"
        raise UserMistakeError("records.bad_field", field=name, form=form) from None
    return value


def _flag(name: str, text: str) -> bool:
    flags = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in flags:
        raise UserMistakeError("records.bad_field", field=name, form="true_or_false")
    return flags[text.lower()]


for subcommand in (take_over, export, verify, *steps.COMMANDS, *links.COMMANDS, *watch.COMMANDS):
    command.add_command(subcommand)
