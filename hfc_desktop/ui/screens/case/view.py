"""Layout of a case: head and clocks above, what happened in the middle, what is known at the right, actions below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from hfc_desktop.domain.deadlines import obeyed
from hfc_desktop.domain.life_cycle import Action, Target, transition
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.case.clocks import ClockStrip, name
from hfc_desktop.ui.screens.case.facts import Facts
from hfc_desktop.ui.screens.case.timeline import Timeline
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.actions import FACES, word
from hfc_desktop.ui.widgets.ledger.bands import sign, tone
from hfc_desktop.ui.widgets.text import badge, label
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.ui.theme import Theme

_DIGITS: Final = 9
_BUTTON_WIDTH: Final = 150


class Head(QWidget):
    """Number, state, level, and the clock to obey in words."""

    def __init__(self, theme: Theme, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._marks = QHBoxLayout()
        self._marks.setSpacing(tokens.GAP)
        self.number = label("", Type.CARD_TITLE)
        self.reveal = button(_("Show names"), acts["reveal"], look="quiet", key="case.reveal", icon="lock", theme=theme)
        self.note = button(_("Note"), acts["note"], look="quiet", key="record.note", icon="print", theme=theme)
        self.attach = button(_("Attach…"), acts["attach"], look="quiet", icon="plus", theme=theme)
        self.send_up = button(
            _("Send up…"), acts["send_up"], look="quiet", key="case.send_up", icon="pack", theme=theme
        )
        self.send_up.hide()  # until a case is shown that was raised so far
        tools = (self.reveal, self.attach, self.send_up, self.note)
        line = row(self.number, self._marks, None, *tools, gap=tokens.PAD)
        self.setLayout(line)

    def show_case(self, case: Complaint, today: date) -> None:
        """Show a case."""
        clear(self._marks)
        self.number.setText(case.number)
        self._marks.addWidget(badge(term("status", case.status.value), "accent"))
        if case.level:
            self._marks.addWidget(badge(_("Level {n}").format(n=case.level), "warn"))
        if case.repeat_no:
            self._marks.addWidget(badge(_("Repeat {n}").format(n=case.repeat_no), "warn"))
        if case.legal_hold:
            self._marks.addWidget(badge(_("Legal hold"), "never"))
        clock = obeyed(case.clocks)
        if clock is not None:
            self._marks.addWidget(badge(f"{name(clock)} {sign(clock.due, today)}", tone(clock.due, today)))


class ActionBar(QWidget):
    """What can be done now: the next step first and marked, each with its digit, what does not fit in a menu.

    Attributes:
        chosen: ``(Action)``.
        others: the button of the menu was pressed.
    """

    chosen = Signal(object)
    others = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.GAP)
        self.steps: tuple[Action, ...] = ()
        self._case: Complaint | None = None
        self.more = QPushButton()

    def show_actions(self, case: Complaint, offered: Sequence[Action]) -> None:
        """Show the actions that role and state allow."""
        self._case = case
        self.steps = ordered(case, offered)
        self._fill()

    def _fill(self) -> None:
        clear(self._box)
        if self._case is None:
            return
        room = max(1, self.width() // _BUTTON_WIDTH - 1)
        for at, action in enumerate(self.steps[:room]):
            self._box.addWidget(self._button(at, action))
        if not self.steps:
            self._box.addWidget(label(_("Nothing is to be done by you here now."), ink="second"))
        self._box.addStretch(1)
        self.more = button(_("All actions…"), self.others.emit, look="quiet")
        self._box.addWidget(self.more)

    def _button(self, at: int, action: Action) -> QPushButton:
        look = "primary" if at == 0 else ("danger" if FACES[action].grave else "plain")
        made = button(word(action), lambda: self.chosen.emit(action), look=look)
        if at < _DIGITS:
            made.setText(f"{at + 1}  {word(action)}")
        return made

    def pick(self, digit: int) -> None:
        """The action of a digit, counted from 0."""
        if digit < len(self.steps):
            self.chosen.emit(self.steps[digit])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, more or fewer buttons."""
        super().resizeEvent(event)
        self._fill()

    def minimumSizeHint(self) -> QSize:
        """It shrinks into its menu."""
        return QSize(0, tokens.CONTROL)


def ordered(case: Complaint, offered: Sequence[Action]) -> tuple[Action, ...]:
    """Actions in the order of the window, the one that leads on first."""
    known = [action for action in FACES if action in offered]
    first = next((action for action in known if _leads_on(case, action)), None)
    return tuple(known) if first is None else (first, *(action for action in known if action is not first))


def _leads_on(case: Complaint, action: Action) -> bool:
    found = transition(action, case.status)
    return found is not None and found.to is not Target.STAY and not FACES[action].grave


class View(QWidget):
    """The whole screen; a narrow window shows the middle and the right as two tabs."""

    def __init__(self, theme: Theme, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.head = Head(theme, acts)
        self.clocks = ClockStrip()
        self.timeline, self.facts = Timeline(), Facts()
        self.bar = ActionBar()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._left, self._right = _framed(self.timeline), _framed(self.facts)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(tokens.PAD)
        self._wide: bool | None = None
        bar = surface(row(self.bar), "bar")
        inner = bar.layout()
        assert inner is not None
        inner.setContentsMargins(tokens.ROOMY, tokens.GAP, tokens.ROOMY, tokens.GAP)
        upper = QVBoxLayout()
        upper.setContentsMargins(tokens.ROOMY, tokens.GAP, tokens.ROOMY, tokens.GAP)
        upper.setSpacing(tokens.GAP)
        upper.addWidget(self.head)
        upper.addWidget(self.clocks)
        upper.addLayout(self._middle, 1)
        box = column(upper, bar, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= tokens.NARROW
        for tool in (self.head.reveal, self.head.attach, self.head.note):
            name_ = tool.accessibleName()
            tool.setText(name_ if wide else "")
            tool.setToolTip(name_)
        if wide is self._wide:
            return
        self._wide = wide
        while self._middle.takeAt(0) is not None:
            pass
        if wide:
            self._middle.addWidget(self._left, 3)
            self._middle.addWidget(self._right, 2)
            self._tabs.hide()
            self._left.show()
            self._right.show()
        else:
            self._tabs.clear()
            self._tabs.addTab(self._right, _("What is known"))
            self._tabs.addTab(self._left, _("History of the case"))
            self._middle.addWidget(self._tabs)
            self._tabs.show()


def _framed(inside: QWidget) -> QWidget:
    box = QVBoxLayout()
    box.setContentsMargins(tokens.FOCUS, tokens.FOCUS, tokens.FOCUS, tokens.FOCUS)
    box.addWidget(inside)
    return surface(box)
