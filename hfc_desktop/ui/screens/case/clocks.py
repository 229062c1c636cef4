"""The clocks of a case side by side: name, last day with its band, article, how days are counted, under which rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from hfc_desktop.domain.deadlines import OPEN
from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, surface
from hfc_desktop.ui.widgets.ledger.bands import sign, tone
from hfc_desktop.ui.widgets.text import ElidedLabel, badge, label
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hfc_desktop.domain.complaint import Clock, Complaint

_WIDTH: Final = 248
_HEIGHT: Final = 92


class ClockStrip(QScrollArea):
    """One card a clock; the strip scrolls sideways where there are many."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT + tokens.GAP + tokens.FOCUS)
        self.setAccessibleName(_("Clocks"))
        body = QWidget()
        self._box = QHBoxLayout(body)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.GAP)
        self.setWidget(body)

    def show_case(self, case: Complaint, today: date, kept: Iterable[str] = ()) -> None:
        """Show its clocks: those that run first, then what is over.

        Args:
            case: the case.
            today: the day of looking.
            kept: rules whose newer edition is installed while this case keeps its own.
        """
        clear(self._box)
        old = frozenset(kept)
        clocks = sorted(case.clocks, key=lambda clock: (clock.state not in OPEN, clock.due))
        for clock in clocks:
            self._box.addWidget(_card(clock, today, keeps=clock.rule in old))
        if not clocks:
            self._box.addWidget(label(_("No legal term runs for this matter."), ink="second"))
        self._box.addStretch(1)


def name(clock: Clock) -> str:
    """The clock in words, as its rule had them when it began."""
    words = clock.label if language() == CHINESE or not clock.label_en else clock.label_en
    return words or clock.name


def _card(clock: Clock, today: date, *, keeps: bool) -> QFrame:
    running = clock.state in OPEN
    state = (
        badge(sign(clock.due, today), tone(clock.due, today)) if running else badge(term("clock_state", clock.state))
    )
    when = label(f"{clock.due_at:%Y-%m-%d %H:%M}" if clock.due_at else clock.due.isoformat(), Type.STRONG)
    how = [term("basis", clock.basis), *_remarks(clock)]
    if keeps:
        how.append(_("keeps the rules of {rule}").format(rule=clock.rule))
    first = ElidedLabel(name(clock), Type.CAPTION)
    article = ElidedLabel(clock.article, Type.CAPTION, "second")
    counted = ElidedLabel(" · ".join(how), Type.CAPTION, "second")
    line = row(when, state, None, gap=tokens.GAP)
    made = surface(column(first, line, article, counted, gap=tokens.FOCUS))
    made.setFixedSize(_WIDTH, _HEIGHT)
    inner = made.layout()
    assert inner is not None
    inner.setContentsMargins(tokens.GAP, tokens.STEP, tokens.GAP, tokens.STEP)
    spoken = [
        name(clock),
        clock.due.isoformat(),
        sign(clock.due, today) if running else term("clock_state", clock.state),
    ]
    made.setAccessibleName(", ".join([*spoken, clock.article, *how]))
    made.setToolTip("\n".join([name(clock), clock.article, *how]))
    return made


def _remarks(clock: Clock) -> Sequence[str]:
    found = []
    if clock.internal_target is not None and clock.internal_target != clock.due:
        found.append(_("better by {day}").format(day=clock.internal_target))
    if clock.stage:
        found.append(_("extension {n}").format(n=clock.stage))
    if clock.paused_days:
        found.append(
            ngettext("{n} day not counted", "{n} days not counted", clock.paused_days).format(n=clock.paused_days)
        )
    if clock.estimated:
        found.append(_("calendar not issued yet: estimated"))
    return found
