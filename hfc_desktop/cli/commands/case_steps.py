"""``hfc complaints act`` and what belongs to it: steps of a case, their history, attachments, undo."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json, say_table
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.handling import DeclineGround, Notice, NoticeKind, NoticeResult, NoticeWay, RecheckResult
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.deadlines import midday
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.services.case_history import HistoryLine

_JSON_FIELDS: Final = frozenset({"compensation_fen", "satisfaction", "accepted_by_customer", "correction", "urgency"})
_LISTS: Final = frozenset({"departments", "tags", "measures"})


def moment(text: str) -> datetime:
    """A day, or a moment; without an offset it is Beijing time."""
    try:
        if len(text.strip()) <= 10:
            return midday(date.fromisoformat(text.strip()))
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UserMistakeError("deadlines.bad_time", value=text) from None
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def field_value(pair: str) -> tuple[str, Any]:
    """``FIELD=VALUE`` as a field in its JSON form; lists take commas."""
    name, equals, text = pair.partition("=")
    name = name.strip()
    if not equals:
        raise click.UsageError(_("--set needs FIELD=VALUE."))
    if name in _LISTS:
        return name, [part.strip() for part in text.split(",") if part.strip()]
    if name not in _JSON_FIELDS:
        return name, text
    try:
        return name, json.loads(text)
    except json.JSONDecodeError:
        raise UserMistakeError("cases.bad_step", field=name, form="JSON") from None


def _notice(options: dict[str, Any], kind: str, at: datetime, by: str) -> Notice | None:
    if not options["notice_way"]:
        return None
    return Notice(
        kind=NoticeKind(kind),
        way=NoticeWay(options["notice_way"]),
        at=moment(options["notice_at"]) if options["notice_at"] else at,
        by=by,
        result=NoticeResult(options["notice_result"]),
        target_masked=options["notice_target"],
        proof_sha256=options["notice_proof"],
    )


_USUAL_NOTICE: Final = {
    Action.TELL: "decision",
    Action.DECLINE: "declining",
    Action.TRANSFER: "transfer",
    Action.WITHDRAW: "withdrawal",
    Action.APPROVE_EXTENSION: "extension",
    Action.CONTACT: "contact",
    Action.PAUSE: "mediation",
    Action.RESUME: "mediation",
    Action.RECHECK: "recheck",
}
_STEPS: Final = tuple(action.value for action in Action)
_OPTIONS: Final[tuple[Callable[..., Any], ...]] = (
    click.option("--at", default="", metavar="TIME", help=_("When it happened; now if left out.")),
    click.option("--reason", default="", help=_("Why, in one sentence.")),
    click.option("--set", "pairs", multiple=True, metavar="FIELD=VALUE", help=_("A field that comes with the step.")),
    click.option("--document", default="", metavar="REF", help=_("Number or hash of the paper that proves it.")),
    click.option("--to", default="", metavar="PLACE", help=_("Who mediates, or where the matter goes.")),
    click.option("--staff", default="", metavar="STAFF_NO", help=_("Who is assigned or recused.")),
    click.option("--level", type=click.IntRange(1, 4), default=None, help=_("Level of an escalation.")),
    click.option("--stage", type=click.IntRange(1, 2), default=None, help=_("Stage of an extension.")),
    click.option("--passed/--failed", default=None, help=_("Verdict of a quality check.")),
    click.option("--fault", "faults", multiple=True, help=_("What was wrong; may be repeated.")),
    click.option("--ground", type=click.Choice([g.value for g in DeclineGround]), help=_("Ground of declining.")),
    click.option("--settled/--not-settled", default=None, help=_("Whether mediation settled it.")),
    click.option("--result", type=click.Choice([r.value for r in RecheckResult]), help=_("Result of a re-check.")),
    click.option("--notice-kind", type=click.Choice([k.value for k in NoticeKind]), help=_("What was told.")),
    click.option("--notice-way", type=click.Choice([w.value for w in NoticeWay]), help=_("How it was told.")),
    click.option("--notice-at", default="", metavar="TIME", help=_("When it was told.")),
    click.option(
        "--notice-result",
        type=click.Choice([r.value for r in NoticeResult]),
        default=NoticeResult.SENT.value,
        help=_("What came of it."),
    ),
    click.option("--notice-target", default="", help=_("Telephone or address it went to, masked.")),
    click.option("--notice-proof", default="", metavar="SHA256", help=_("Attachment that proves it.")),
)


def _with_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def _step(action: Action, options: dict[str, Any], now: datetime, by: str) -> Step:
    at = moment(options["at"]) if options["at"] else None
    kind = options["notice_kind"] or _USUAL_NOTICE.get(action, NoticeKind.CONTACT.value)
    return Step(
        action=action,
        at=at,
        reason=options["reason"],
        values=dict(field_value(pair) for pair in options["pairs"]),
        notice=_notice(options, kind, at or now, by),
        document=options["document"],
        to=options["to"],
        stage=options["stage"] or 0,
        level=options["level"] or 0,
        staff_no=options["staff"],
        passed=options["passed"],
        faults=options["faults"],
        ground=DeclineGround(options["ground"]) if options["ground"] else None,
        settled=options["settled"],
        result=RecheckResult(options["result"]) if options["result"] else None,
    )


@click.command("act", help=_("Take one step with a case: accept, contact, investigate, submit, decide, tell, close …"))
@click.argument("number", metavar="ID")
@click.argument("action", type=click.Choice(_STEPS), metavar="ACTION")
@_with_options
@common
def act(desk: Desk, number: str, action: str, **options: Any) -> None:  # noqa: ANN401
    """Act."""
    actor = desk.session().actor
    step = _step(Action(action), options, desk.application.now(), actor.staff_no)
    case, _changes = desk.records.ledger.cases.act(number, step, actor)
    say_case(desk, case)


def say_case(desk: Desk, case: Complaint) -> None:
    """A case after it was changed: number, state, level, and what is due."""
    if desk.json:
        say_json(document(case))
        return
    line = _("{number}: {status}, level {level}")
    say(line.format(number=case.number, status=term("status", case.status.value), level=case.level))
    for clock in case.clocks:
        if clock.state in ("running", "paused"):
            say(f"  {clock.due}  {clock.label}  {clock.article}")


@click.command("steps", help=_("Steps that can be taken with a case now."))
@click.argument("number", metavar="ID")
@common
def steps(desk: Desk, number: str) -> None:
    """Steps."""
    found = desk.records.ledger.cases.offered(number, desk.session().actor)
    if desk.json:
        say_json({"actions": [action.value for action in found]})
        return
    say_table([_("Step"), _("Meaning")], [[action.value, term("action", action.value)] for action in found])


@click.command("history", help=_("Everything that happened to a case, oldest first."))
@click.argument("number", metavar="ID")
@common
def history(desk: Desk, number: str) -> None:
    """History."""
    lines = desk.records.ledger.cases.history(number, desk.session().actor)
    if desk.json:
        say_json({"history": [_line_document(line) for line in lines]})
        return
    heads = [_("Time"), _("By"), _("Step"), _("Fields"), _("Reason")]
    say_table(heads, [_line_cells(line) for line in lines])


def _line_document(line: HistoryLine) -> dict[str, Any]:
    return {
        "key": line.key,
        "at": line.at,
        "by": line.by,
        "role": line.role,
        "op": line.op.value,
        "action": line.action,
        "fields": list(line.fields),
        "reason": line.reason,
    }


def _line_cells(line: HistoryLine) -> list[str]:
    group = "action" if line.action in _STEPS else "deed"
    step = term(group, line.action) if line.action else line.op.value
    fields = "" if line.op.value == "create" else ", ".join(term("field", name) for name in line.fields)
    return [line.at[:16].replace("T", " "), line.by, step, fields, line.reason]


@click.command(
    "undo", help=_("Take your last edit, assignment, recusal or hold of cases back; again for the one before.")
)
@click.argument("numbers", metavar="ID...", nargs=-1, required=True)
@common
def undo(desk: Desk, numbers: tuple[str, ...]) -> None:
    """Undo."""
    changes = desk.records.ledger.cases.undo(numbers, desk.session().actor)
    ids = sorted(changes.touched.get("complaint", ()))
    if desk.json:
        say_json({"undone": ids})
    else:
        say(_("Taken back: {count}").format(count=len(ids)))


@click.command("attach", help=_("Add a file to a case; its bytes lie encrypted in the store."))
@click.argument("number", metavar="ID")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@common
def attach(desk: Desk, number: str, path: Path) -> None:
    """Attach."""
    actor = desk.session().actor
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = system_reason(error)
        raise EnvironmentFaultError("records.file_unreadable", path=str(path), reason=reason) from error
    added, _changes = desk.records.ledger.cases.attach(number, path.name, content, actor)
    if desk.json:
        say_json(document(added))
    else:
        say(_("Attached: {sha256}").format(sha256=added.sha256))


COMMANDS: Final = (act, steps, history, undo, attach)
"""Commands that belong to ``hfc complaints``."""
