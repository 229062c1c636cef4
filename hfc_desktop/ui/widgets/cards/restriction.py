"""The card of a restriction: computes the end of its period, finds the numbers of the freezing unit's region."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hfc_desktop.domain import periods
from hfc_desktop.domain.documents import Form
from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import Confidentiality, Kind
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.reception import Imposed, with_imposed, with_restriction
from hfc_desktop.domain.typed import typed_day
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.big import CustomerView
from hfc_desktop.ui.widgets.cards.blocks import DigitsLine, draw
from hfc_desktop.ui.widgets.cards.card import Card
from hfc_desktop.ui.widgets.cards.parts import column, label, retire, row
from hfc_desktop.ui.widgets.cards.presenting.hotline import digits_of
from hfc_desktop.ui.widgets.papers import paper_button, show_paper

if TYPE_CHECKING:
    from datetime import date

_MOST_NUMBERS = 3


def may_be_told(item: Restriction) -> bool:
    """Whether steps and papers of the card may be turned to the customer: what may be printed may be shown."""
    return item.print_allowed and item.confidentiality is not Confidentiality.RESTRICTED


def parse_start(text: str, today: date) -> tuple[date, time | None] | None:
    """A day, or a day and a time as ``11-24 10:30``; ``None`` for an empty text.

    Raises:
        ValueError: it is neither.
    """
    typed, _blank, clock = text.strip().replace("：", ":").partition(" ")
    day = typed_day(typed, today)
    if day is None:
        return None
    return day, time.fromisoformat(clock.strip().zfill(5)) if clock.strip() else None


def end_text(period_text: str, start: str, today: date) -> str:
    """When a period that began then ends, in words; what to enter where that cannot be read.

    Args:
        period_text: ISO 8601 period of the restriction.
        start: as typed.
        today: for a day without a year.
    """
    try:
        period = periods.parse(period_text)
        parsed = parse_start(start, today)
        if parsed is None:
            return ""
        day, clock = parsed
        if not period.by_the_hour:
            end = periods.last_day(day, period)
            return _("Ends on {day}").format(day=words.day(end)) + _since(end, today)
        if clock is None:
            return _("This period is counted by the hour: enter the time, too, as 11-24 10:30.")
        moment = periods.last_moment(datetime.combine(day, clock), period)
        return _("Ends on {day} at {time}").format(day=words.day(moment.date()), time=f"{moment:%H:%M}")
    except (ValueError, OverflowError):
        return _("Enter the first day, such as 2026-03-17 or 3-17.")


def period_from(period_text: str, start: str, today: date) -> tuple[date, date] | None:
    """First and last day of a period that began then; ``None`` where that cannot be read."""
    try:
        period, parsed = periods.parse(period_text), parse_start(start, today)
        if parsed is None:
            return None
        day, clock = parsed
        if not period.by_the_hour:
            return day, periods.last_day(day, period)
        return None if clock is None else (day, periods.last_moment(datetime.combine(day, clock), period).date())
    except (ValueError, OverflowError):
        return None


def _since(end: date, today: date) -> str:
    if end < today:
        return " · " + _("over since {n} days: check whether it was extended").format(n=(today - end).days)
    return " · " + _("{n} days left").format(n=(end - today).days)


class EndDate(QWidget):
    """Computes the last day of the first period from the day on which it began.

    Attributes:
        computed: ``(first day, last day)``, or ``None`` while nothing can be computed.
    """

    computed = Signal(object)

    def __init__(self, period: str, today: date) -> None:
        super().__init__()
        self._period, self._today = period, today
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("began on, such as 3-17"))
        self.field.setAccessibleName(_("Began on"))
        self.field.setMaximumWidth(tokens.LIST_WIDTH[0])
        self.answer = label("", Type.STRONG)
        self.field.textChanged.connect(self._show)
        head = row(label(_("When does it end?"), Type.BODY, "second"), self.field, gap=tokens.PAD)
        head.setStretch(0, 1)
        box = column(gap=tokens.STEP)
        box.addLayout(head)
        box.addWidget(self.answer)
        self.setLayout(box)

    def _show(self, text: str) -> None:
        self.answer.setText(end_text(self._period, text, self._today))
        self.computed.emit(period_from(self._period, text, self._today))


class UnitNumbers(QWidget):
    """Finds numbers of the freezing unit's place: type the place, get the digits."""

    def __init__(self, card: RestrictionCard) -> None:
        super().__init__()
        self._card = card
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("place of the freezing unit"))
        self.field.setAccessibleName(_("Place of the freezing unit"))
        self.field.setMaximumWidth(tokens.LIST_WIDTH[0])
        self.field.textChanged.connect(self._find)
        self._found = QWidget()
        head = row(label(_("Number for the freezing unit's place"), Type.BODY, "second"), self.field, gap=tokens.PAD)
        head.setStretch(0, 1)
        self._box = column(gap=tokens.GAP)
        self._box.addLayout(head)
        self._box.addWidget(self._found)
        self.setLayout(self._box)

    def _find(self, text: str) -> None:
        numbers = self._numbers(text.strip())
        fresh = QWidget()
        box = column(gap=tokens.STEP)
        for hotline in numbers:
            box.addWidget(label(hotline.title, Type.CAPTION, "second"))
            box.addWidget(draw(self._card.brush, digits_of(hotline, self._card.frame)[0]))
        if text.strip() and not numbers:
            box.addWidget(label(_("No number of that place in the packs. Give the national one."), Type.BODY, "warn"))
        fresh.setLayout(box)
        self._box.replaceWidget(self._found, fresh)
        fresh.show()
        retire(self._found)
        self._found = fresh

    def _numbers(self, text: str) -> tuple[Hotline, ...]:
        lookup = self._card.context.application.lookup
        if lookup is None or not text:
            return ()
        result = lookup.search(text, kinds=(Kind.HOTLINE,), limit=_MOST_NUMBERS)
        found = (self._card.frame.item(hit.id) for hit in result.hits)
        return tuple(item for item in found if isinstance(item, Hotline))


class RestrictionCard(Card[Restriction]):
    """A restriction; what can be computed stands in its section."""

    def extra(self, key: str) -> QWidget | None:
        """The end of the period, and the numbers of the freezing unit's place."""
        if key == "duration" and self.item.duration.initial:
            return self._end_date()
        if key == "numbers" and self.item.hotline_of_freezing_unit:
            return self._unit_numbers()
        return None

    def customer_view(self) -> CustomerView:
        """The line, what to do, what to bring, whom to call; the line alone of a card that is never printed."""
        said = super().customer_view()
        if not may_be_told(self.item):
            return said
        phones = tuple(line.number for line in self.lines() if isinstance(line, DigitsLine))
        return CustomerView(
            said.line,
            (
                (_("What you can do"), tuple(f"{n}  {step}" for n, step in enumerate(self.item.steps, 1))),
                (_("Please bring"), self.item.papers),
                (_("Whom to call"), phones),
            ),
        )

    def acts(self) -> tuple[QWidget, ...]:
        """The slip that the customer takes home."""
        keys.bind(self, "card.paper", self.show_slip)
        return (paper_button(Form.RESTRICTION_SLIP, self.show_slip, "card.paper"),)

    def show_slip(self) -> None:
        """Show the slip in the preview, with this restriction on it."""
        self.context.reception.apply(lambda before: with_restriction(before, self.item.id))
        show_paper(self.context, Form.RESTRICTION_SLIP)

    # -- what was found out goes into the reception -------------------------------------------------------------------

    def _imposed(self) -> Imposed:
        return self.context.reception.value.imposed or Imposed()

    def _end_date(self) -> EndDate:
        made = EndDate(self.item.duration.initial, self.context.today())
        began = self._imposed().began_on
        if began is not None:
            made.field.setText(began.isoformat())
        made.computed.connect(self._computed)
        return made

    def _computed(self, days: tuple[date, date] | None) -> None:
        began, ends = days or (None, None)
        imposed = replace(self._imposed(), began_on=began, ends_on=ends)
        self.context.reception.apply(lambda before: with_imposed(before, imposed))

    def _unit_numbers(self) -> UnitNumbers:
        made = UnitNumbers(self)
        made.field.setText(self._imposed().unit)
        made.field.textChanged.connect(self._unit_named)
        return made

    def _unit_named(self, text: str) -> None:
        imposed = replace(self._imposed(), unit=text.strip())
        self.context.reception.apply(lambda before: with_imposed(before, imposed))
