"""``hfc deadlines``: every clock of a complaint with its article, or a plain term, for one day or a list of days."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.bootstrap.content import read_items
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json, say_table
from hfc_desktop.domain.complaint import ComplaintSource
from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.deadlines import (
    OPEN,
    SHAPES,
    CaseDates,
    Extension,
    Pause,
    Trigger,
    band,
    earliest_receipt,
    extension_breach,
    is_decided_but_untold,
    is_late_entry,
    obeyed,
    offers_extension,
)
from hfc_desktop.domain.guidance.calendar import Calendar
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.deadlines import midday
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfc_desktop.domain.complaint import Clock
    from hfc_desktop.services.deadlines import DeadlineService

_MOST_DAYS: Final = 100_000


def _moment(text: str) -> datetime:
    """A day, or a moment; without an offset it is Beijing time."""
    try:
        if len(text.strip()) <= 10:
            return midday(date.fromisoformat(text.strip()))
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UserMistakeError("deadlines.bad_time", value=text) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _day(text: str) -> date:
    return local_day(_moment(text))


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots or not first:
        raise UserMistakeError("deadlines.bad_pause", value=text)
    pause = Pause(_day(first), _day(last) if last else None)
    if pause.last is not None and pause.last < pause.first:
        raise UserMistakeError("deadlines.bad_pause", value=text)
    return pause


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """The options of one call, as click gives them."""

    received: str | None
    rule: str
    extended: int
    source: str | None
    pauses: tuple[str, ...]
    on: str | None
    days: int | None
    unit: str
    transferred: str | None
    supervisor_received: str | None
    decision_received: str | None
    recheck_applied: str | None
    withdrawal_received: str | None
    discovered: str | None
    letter_due: str | None
    extensions: tuple[str, ...]
    merged: tuple[str, ...]
    registered: str | None
    contacted: str | None
    decided: str | None
    told: str | None

    def received_at(self) -> datetime:
        """When the matter came."""
        if self.received is None:
            raise click.UsageError(_("Give --received, or a list with --batch."))
        return _moment(self.received)

    def case(self) -> CaseDates:
        """The case that was asked about."""
        triggers: dict[Trigger, datetime] = {
            trigger: _moment(text)
            for trigger in Trigger
            if trigger is not Trigger.RECEIVED and (text := getattr(self, trigger.value))
        }
        return CaseDates(
            received_at=earliest_receipt(self.received_at(), *map(_moment, self.merged)),
            source=ComplaintSource(self.source) if self.source else None,
            triggers=triggers,
            extended=self.extended,
            extensions=tuple(_extension(text) for text in self.extensions),
            pauses=tuple(_pause(text) for text in self.pauses),
            contacted_on=_day(self.contacted) if self.contacted else None,
            decided_on=_day(self.decided) if self.decided else None,
            told_on=_day(self.told) if self.told else None,
            withdrawn_on=_day(self.withdrawal_received) if self.withdrawal_received else None,
        )

    def is_late_entry(self) -> bool:
        """Whether it was registered on a later day than it came."""
        return self.registered is not None and is_late_entry(self.received_at(), _moment(self.registered))


def _extension(text: str) -> Extension:
    """``STAGE=APPROVED`` or ``STAGE=APPROVED,TOLD``."""
    stage, equals, days = text.partition("=")
    approved, _comma, told = days.partition(",")
    if not (equals and stage.strip() in ("1", "2") and approved.strip()):
        raise UserMistakeError("deadlines.bad_extension", value=text)
    return Extension(stage=int(stage), approved_on=_day(approved), told_on=_day(told) if told.strip() else None)


_TIME: Final = "TIME"


@click.command(
    help=_("Count the legal terms of a complaint, or a plain term with --days. The day of receipt is day 0.")
)
@click.option("--received", metavar=_TIME, help=_("Day or time of receipt; without an offset, Beijing time."))
@click.option(
    "--rule", default="", metavar="RULE", help=_("Rule set, as order3 or pboc5; all common ones if left out.")
)
@click.option("--extended", type=click.IntRange(0, 2), default=0, help=_("Extensions granted and told in time."))
@click.option(
    "--source",
    type=click.Choice([member.value for member in ComplaintSource]),
    metavar="SOURCE",
    help=_("Way by which it came in, as counter or pboc_transfer."),
)
@click.option("--pause", "pauses", multiple=True, metavar="FROM..TO", help=_("Days of mediation; may be repeated."))
@click.option("--on", metavar="DATE", help=_("Day of asking; today if left out."))
@click.option("--days", type=click.IntRange(0, _MOST_DAYS), metavar="N", help=_("Count a plain term of N days."))
@click.option(
    "--unit", type=click.Choice(["calendar", "working"]), default="calendar", help=_("Days that --days counts.")
)
@click.option(
    "--batch", type=click.Path(path_type=Path), metavar="FILE", help=_("A CSV of received,n: plain terms for each row.")
)
@click.option(
    "--calendar",
    "calendars",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("A calendar item that counts in place of the installed one of its year; may be repeated."),
)
@click.option("--transferred", metavar=_TIME, help=_("When a supervisor passed it on to the bank."))
@click.option("--supervisor-received", metavar=_TIME, help=_("When the supervisor received it."))
@click.option("--decision-received", metavar=_TIME, help=_("When the customer received the decision."))
@click.option("--recheck-applied", metavar=_TIME, help=_("When the customer applied for a re-check."))
@click.option("--withdrawal-received", metavar=_TIME, help=_("When the customer withdrew."))
@click.option("--discovered", metavar=_TIME, help=_("When it was discovered."))
@click.option("--letter-due", metavar="DATE", help=_("Last day that the supervisor's letter names."))
@click.option("--extension", "extensions", multiple=True, metavar="STAGE=APPROVED[,TOLD]",
              help=_("An extension with the days on which it was granted and told; may be repeated."))  # fmt: skip
@click.option(
    "--merged",
    multiple=True,
    metavar=_TIME,
    help=_("Receipt of a case merged into this one; the earliest rules the clock; may be repeated."),
)
@click.option("--registered", metavar=_TIME, help=_("When it was registered; a later day than receipt is said."))
@click.option("--contacted", metavar="DATE", help=_("Day of the first contact."))
@click.option("--decided", metavar="DATE", help=_("Day of the decision."))
@click.option("--told", metavar="DATE", help=_("Day on which the decision was told."))
@common
def command(desk: Desk, batch: Path | None, calendars: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401
    """Count."""
    question = _Question(**options)
    service = desk.application.deadlines
    if calendars:
        service.use([item for item in read_items(Kind.CALENDAR, calendars) if isinstance(item, Calendar)])
    if batch is not None:
        _answer_batch(desk, service, batch)
    elif question.days is not None:
        _answer_term(desk, service, question, question.days)
    else:
        _answer_clocks(desk, service, question)


# -- clocks -------------------------------------------------------------------------------------------------------


def _answer_clocks(desk: Desk, service: DeadlineService, question: _Question) -> None:
    dates = question.case()
    on = _day(question.on) if question.on else service.today()
    clocks = service.clocks(dates, question.rule, on)
    first = obeyed(clocks)
    if desk.json:
        say_json(
            {
                "received": dates.received_at.isoformat(),
                "on": on.isoformat(),
                "clocks": [_clock_document(clock, on, clock is first) for clock in clocks],
                "decided_but_not_told": is_decided_but_untold(dates),
                "offers_extension": offers_extension(clocks, on),
                "late_entry": question.is_late_entry(),
                "extensions": [_extension_document(extension, clocks) for extension in dates.extensions],
            }
        )
        return
    heads = [_("Time limit"), _("Last day"), _("Internal target"), _("Counted in"), _("State"), _("Rule"), _("Article")]
    say_table(heads, [_clock_cells(clock) for clock in clocks])
    if first is not None:
        say(_("To be obeyed: {label}, by the end of {due}.").format(label=_label(first), due=_until(first)))
    if is_decided_but_untold(dates):
        note(_("Decided but not told: a late notice is a breach even when the decision was in time."))
    if question.is_late_entry():
        note(_("Registered on a later day than it came: the clock counts from receipt."))
    for extension in dates.extensions:
        breach = extension_breach(extension, clocks)
        if breach:
            note(_("Extension {stage} does not count: {why}.").format(
                stage=extension.stage, why=term("extension_breach", breach)
            ))  # fmt: skip
    if any(clock.estimated for clock in clocks):
        note(_("Estimated by weekends: the calendar of that year is not entered yet. The legal last day is exact."))


def _extension_document(extension: Extension, clocks: Sequence[Clock]) -> dict[str, Any]:
    return {**document(extension), "breach": extension_breach(extension, clocks)}


def _clock_document(clock: Clock, on: date, first: bool) -> dict[str, Any]:
    left = (clock.due - on).days
    running = clock.state in OPEN
    return {
        **document(clock),
        "days_left": left if running else None,
        "band": band(clock.due, on).value if running else None,
        "shape": SHAPES[band(clock.due, on)] if running else None,
        "obey": first,
    }


def _label(clock: Clock) -> str:
    return clock.label if language() == CHINESE else clock.label_en


def _until(clock: Clock) -> str:
    return clock.due_at.isoformat(timespec="minutes") if clock.due_at else clock.due.isoformat()


def _clock_cells(clock: Clock) -> list[str]:
    target = clock.internal_target.isoformat() if clock.internal_target else ""
    mark = " ~" if clock.estimated else ""
    return [
        _label(clock),
        _until(clock),
        target + mark,
        term("basis", clock.basis),
        term("clock_state", clock.state),
        clock.rule,
        clock.article,
    ]


# -- plain terms --------------------------------------------------------------------------------------------------


def _answer_term(desk: Desk, service: DeadlineService, question: _Question, days: int) -> None:
    start = local_day(question.received_at())
    found = service.term(start, days, working=question.unit == "working")
    if desk.json:
        say_json(
            {
                "received": start.isoformat(),
                "n": days,
                "unit": question.unit,
                "due": found.due.isoformat(),
                "estimated": found.estimated,
            }
        )
        return
    say(found.due.isoformat())
    if found.estimated:
        note(_("Estimated by weekends: the calendar of that year is not entered yet."))


def _answer_batch(desk: Desk, service: DeadlineService, path: Path) -> None:
    rows = []
    for start, days in _rows(path):
        working = service.term(start, days, working=True)
        rows.append(
            {
                "received": start.isoformat(),
                "n": days,
                "workday_due": working.due.isoformat(),
                "calendar_due": service.term(start, days, working=False).due.isoformat(),
                "estimated": working.estimated,
            }
        )
    if desk.json:
        say_json(rows)
        return
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = ("received", "n", "workday_due", "calendar_due")
    writer.writerow(heads)
    writer.writerows([row[head] for head in heads] for row in rows)
    say(out.getvalue().rstrip("\n"))


def _rows(path: Path) -> Iterator[tuple[date, int]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFaultError("records.file_unreadable", path=str(path), reason=_reason(error)) from error
    for number, cells in enumerate(csv.reader(io.StringIO(text)), start=1):
        plain = [cell.strip() for cell in cells]
        if not any(plain) or (number == 1 and plain[0].lower() == "received"):
            continue
        yield _row(path, number, plain)


def _row(path: Path, number: int, cells: Sequence[str]) -> tuple[date, int]:
    try:
        start, days = _day(cells[0]), int(cells[1])
        if not 0 <= days <= _MOST_DAYS:
            raise ValueError
    except (ValueError, IndexError, UserMistakeError):
        reason = _("“{row}” is no day with a number of days").format(row=",".join(cells))
        raise UserMistakeError("deadlines.bad_row", path=str(path), line=number, reason=reason) from None
    return start, days


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else "UTF-8"
