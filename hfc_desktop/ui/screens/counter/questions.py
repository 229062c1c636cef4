"""No code at hand: four questions, a digit an answer, and the list at the left ranks the kinds of restriction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.domain.restriction_path import CHOICES, Asked
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.parts import FocusFrame, button, column, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from hfc_desktop.ui.theme import Theme

_QUESTIONS: Final[Mapping[Asked, str]] = {
    Asked.WORKS: N_("What still works?"),
    Asked.SHARE: N_("The whole balance, or a part of it?"),
    Asked.TRACE: N_("Anything unusual? Ask neutrally, do not judge."),
    Asked.ORGAN: N_("Who is named in the message?"),
}
_WORDS: Final[Mapping[str, str]] = {
    "nothing": N_("Nothing, neither in nor out"),
    "in_only": N_("Money comes in, none goes out"),
    "counter_only": N_("The counter; phone and cards fail"),
    "one_payment": N_("Everything but one payment"),
    "capped": N_("Small amounts; above a limit it fails"),
    "whole": N_("The whole balance"),
    "part": N_("A part of it"),
    "unfamiliar": N_("Unfamiliar money came in, or the card was lent"),
    "identity": N_("Papers or phone number not in order"),
    "own_doing": N_("Loss report, PIN, pledge: the customer's own doing"),
    "none": N_("Nothing of that"),
    "court": N_("A court"),
    "police": N_("The police"),
    "other_organ": N_("Another organ"),
    "bank": N_("Only the bank, or nobody"),
}
_COLUMNS: Final = 2
_TWO_COLUMNS: Final = 600
"""Width from which answers stand side by side."""
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class QuestionRow(FocusFrame):
    """One question with its answers.

    Attributes:
        chosen: ``(answer)``; empty when it was taken back.
        stepped: the question after (1) or before (-1) is wanted.
    """

    chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, theme: Theme, number: int, asked: Asked) -> None:
        super().__init__(theme, "card")
        self.asked = asked
        self._choices = CHOICES[asked]
        self._group = QButtonGroup(self)
        answers = self._answers = QGridLayout()
        answers.setSpacing(tokens.STEP)
        for at, choice in enumerate(self._choices):
            made = button(f"{at + 1}  {_(_WORDS[choice])}", "segment", name=_(_WORDS[choice]))
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(partial(self.choose_at, at))
            self._group.addButton(made, at)
            answers.addWidget(made, at // _COLUMNS, at % _COLUMNS)
        text = _(_QUESTIONS[asked])
        box = column(label(f"{number}  {text}", Type.STRONG), gap=tokens.STEP)
        box.addLayout(answers)
        box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        self.setLayout(box)
        self.setAccessibleName(text)

    def arrange(self, columns: int) -> None:
        """Put the answers into so many columns."""
        for at, choice in enumerate(self._group.buttons()):
            self._answers.addWidget(choice, at // columns, at % columns)
        for at in range(_COLUMNS):
            self._answers.setColumnStretch(at, 1 if at < columns else 0)

    def choose_at(self, at: int) -> None:
        """Give the answer with digit ``at + 1``, if there is one."""
        if 0 <= at < len(self._choices):
            self._group.button(at).setChecked(True)
            self.chosen.emit(self._choices[at])

    def clear(self) -> None:
        """Take the answer back."""
        self._group.setExclusive(False)
        for choice in self._group.buttons():
            choice.setChecked(False)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from question to question."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class RestrictionQuestions(QFrame):
    """The four questions.

    Attributes:
        answered: ``(answers)`` after each of them.
        done: the last one was answered; the list is wanted.
    """

    answered = Signal(object)
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.answers: dict[Asked, str] = {}
        self.rows = tuple(QuestionRow(theme, number, asked) for number, asked in enumerate(Asked, 1))
        self.hint = label("", Type.CAPTION, "second")
        for at, one in enumerate(self.rows):
            one.chosen.connect(partial(self._chosen, at))
            one.stepped.connect(lambda step, place=at: self._go_to(place + step))
        inside = QWidget()
        title = label(_("No code? Four questions lead to the card."), Type.CARD_TITLE)
        how = _("{key} once more starts them; a digit answers. The list at the left ranks what fits.")
        box = column(title, label(how.format(key=keys.shown("freeze")), Type.CAPTION, "second"), *self.rows, self.hint)
        box.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        box.addStretch(1)
        inside.setLayout(box)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.HAIR, tokens.HAIR, tokens.HAIR, tokens.HAIR)
        whole.addWidget(self._area)
        keys.bind_digits(self, "card.answer", self._digit)
        keys.bind(self, "card.back", self.take_back)
        keys.bind(self, "card.restart", self.restart)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of answers where two would press each other."""
        super().resizeEvent(event)
        for one in self.rows:
            one.arrange(_COLUMNS if event.size().width() >= _TWO_COLUMNS else 1)

    def restart(self) -> None:
        """Begin with the first question."""
        self.answers = {}
        for one in self.rows:
            one.clear()
        self.answered.emit({})
        self._go_to(0)

    def take_back(self) -> None:
        """Take the answer here back, or go to the question before and take that one back."""
        at = self._current()
        if self.rows[at].asked not in self.answers:
            at = max(0, at - 1)
        self.answers.pop(self.rows[at].asked, None)
        self.rows[at].clear()
        self.answered.emit(dict(self.answers))
        self._go_to(at)

    def _current(self) -> int:
        return next((at for at, one in enumerate(self.rows) if one.hasFocus()), 0)

    def _digit(self, at: int) -> None:
        self.rows[self._current()].choose_at(at)

    def _chosen(self, at: int, answer: str) -> None:
        self.answers[self.rows[at].asked] = answer
        self.answered.emit(dict(self.answers))
        if at + 1 < len(self.rows):
            self._go_to(at + 1)
        else:
            self.done.emit()

    def _go_to(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.rows[at], 0, tokens.GAP)
