"""``hfc audit``: who did and who saw what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.cli.commands.ledger_filters import day_span
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say_json, say_table
from hfc_desktop.domain.audit import AuditFilter, AuditMark
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Role
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.event_details import event_details
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.audit import AuditLine


@click.command(help=_("Search the log: who did and who saw what, newest first. That it was searched is recorded."))
@click.option("--at", "days", metavar="FROM..TO", help=_("Days."))
@click.option("--actor", default="", metavar="STAFF_NO", help=_("Only what this person did."))
@click.option("--role", default="", type=click.Choice(["", *(role.value for role in Role)]), metavar="ROLE",
              help=_("Only what this role did."))  # fmt: skip
@click.option("--op", "ops", multiple=True, type=click.Choice([op.value for op in Op]), metavar="OP",
              help=_("Only this kind of event; may be repeated. refused: attempts that were refused."))  # fmt: skip
@click.option("--what", default="", help=_("Finer: list, reveal, ledger, destroyed, sign_in, …"))
@click.option("--record", default="", metavar="ID", help=_("Only what concerns this record, by id."))
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help=_("Most lines."))
@click.option("--after", default="", metavar="MARK", help=_("Go on behind this mark of an earlier answer."))
@common
def command(desk: Desk, days: str | None, after: str, **options: Any) -> None:  # noqa: ANN401
    """Search."""
    first, last = day_span(days)
    wanted = AuditFilter(
        first=first,
        last=last,
        actor=options["actor"],
        role=options["role"],
        ops=tuple(Op(op) for op in options["ops"]),
        what=options["what"],
        record=options["record"],
        after=_mark(after),
        limit=options["limit"],
    )
    lines = desk.records.audit.search(wanted, desk.session().actor)
    if desk.json:
        say_json({"events": [_line_document(line) for line in lines]})
        return
    heads = [_("At"), _("By"), _("Role"), _("Done"), _("Record"), _("Reason and details")]
    say_table(heads, [_cells(line) for line in lines])


def _mark(text: str) -> AuditMark | None:
    if not text:
        return None
    try:
        lamport, life, seq = (int(part) for part in text.split("."))
    except ValueError:
        raise UserMistakeError("records.bad_field", field="--after", form="mark") from None
    return AuditMark(lamport=lamport, life=life, seq=seq)


def _line_document(line: AuditLine) -> dict[str, Any]:
    values = document(line)
    values["mark"] = f"{line.mark.lamport}.{line.mark.life}.{line.mark.seq}"
    return values


def _cells(line: AuditLine) -> list[str]:
    about = line.number or f"{line.table} {line.record}".strip()
    return [
        line.at[:19].replace("T", " "),
        f"{line.actor} {line.name}".strip(),
        term("role", line.role),
        term("op", line.op.value),
        about,
        " · ".join(part for part in (event_details(line.fields), line.reason) if part),
    ]
