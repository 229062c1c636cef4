"""The acts of the timeline as a list: which are due, late or done, in word and shape, ticked by Space or Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.parts import FocusFrame, Picture, badge, column, label, row
from hfc_desktop.ui.widgets.text import set_property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from hfc_desktop.domain.stop_loss import Act, StopLoss
    from hfc_desktop.ui.theme import Theme

_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ActRow(FocusFrame):
    """One act.

    Attributes:
        stepped: the act after (1) or before (-1) is wanted.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, act: Act) -> None:
        super().__init__(theme, "card")
        self.act = act
        self._state = badge("", "plain")
        self._state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tick = Picture(theme, "check", "say")
        policy = self._tick.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tick.setSizePolicy(policy)
        minutes = _("min {span}").format(span=act.phase) if act.first is not None else act.phase
        when = label(minutes, Type.CAPTION, "second", wrap=False)
        when.setFixedWidth(tokens.BIG_ICON + tokens.CONTROL)
        who = label(act.role, Type.CAPTION, "accent", wrap=False)
        box = row(self._tick, when, gap=tokens.GAP)
        box.addLayout(column(label(act.text), who, gap=0), 1)
        box.addWidget(self._state)
        box.setContentsMargins(tokens.PAD, tokens.STEP, tokens.PAD, tokens.STEP)
        self.setLayout(box)

    def show_state(self, under_way: StopLoss, minute: int) -> None:
        """Done, late, due now, or still to come."""
        done = next((one for one in under_way.done if one.number == self.act.number), None)
        if done is not None:
            word, tone = _("done {time}").format(time=f"{done.at:%H:%M}"), "say"
        elif self.act.is_late(minute):
            word, tone = _("late"), "never"
        elif self.act.is_due(minute):
            word, tone = _("now"), "warn"
        else:
            word, tone = _("to come"), "plain"
        self._tick.setVisible(done is not None)
        if self._state.text() != word:
            self._state.setText(word)
            self.setAccessibleName(f"{self.act.phase} · {self.act.role} · {self.act.text} · {word}")
        set_property(self._state, "badge", tone)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ticks it."""
        self.setFocus()
        self.pressed.emit()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks are two ticks."""
        self.pressed.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from act to act."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class ActList(QWidget):
    """All acts under one another.

    Attributes:
        ticked: ``(Act)`` an act was done, or is taken back.
    """

    ticked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = column(gap=tokens.STEP)
        self.setLayout(self._box)
        self.rows: tuple[ActRow, ...] = ()

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Another timeline."""
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = tuple(ActRow(self._theme, act) for act in acts)
        for one in self.rows:
            one.pressed.connect(lambda act=one.act: self.ticked.emit(act))
            one.stepped.connect(lambda step, at=one.act.number: self.go_to(at + step))
            self._box.addWidget(one)
            one.show()  # at once: it takes the focus before the layout would show it

    def go_to(self, number: int) -> None:
        """Put the focus on an act."""
        if 0 <= number < len(self.rows):
            self.rows[number].setFocus(Qt.FocusReason.TabFocusReason)

    def show_state(self, under_way: StopLoss, minute: int) -> None:
        """Where each act stands at that minute."""
        for one in self.rows:
            one.show_state(under_way, minute)

    def first_open(self, under_way: StopLoss) -> int:
        """Number of the first act that is not done; the first one when all are."""
        return next((one.act.number for one in self.rows if not under_way.is_done(one.act.number)), 0)
