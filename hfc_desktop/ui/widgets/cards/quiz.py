"""The card of a quiz: one question at a time, answered by digit, explained at once; nothing of it is recorded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hfc_desktop.domain.guidance.quiz import Quiz
from hfc_desktop.domain.guidance.scenario import Option
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.blocks import link_button
from hfc_desktop.ui.widgets.cards.card import Card
from hfc_desktop.ui.widgets.cards.dialogue import Answer
from hfc_desktop.ui.widgets.cards.parts import button, column, frame, label, retire
from hfc_desktop.ui.widgets.cards.presenting.frame import link_to

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.quiz import Question


def percent(right: int, asked: int) -> int:
    """Share of right answers, rounded down."""
    return 100 * right // asked if asked else 0


class QuizCard(Card[Quiz]):
    """A quiz under way."""

    def panel(self) -> QWidget | None:
        """The question that is asked."""
        self._at = 0
        self._right = 0
        self._chosen = 0
        self._place = column()
        self._shown = QWidget()
        self._place.addWidget(self._shown)
        made = QWidget()
        made.setLayout(self._place)
        keys.bind_digits(self, "card.answer", lambda at: self.choose(at + 1))
        keys.bind(self, "card.restart", self.restart)
        self._show()
        return made

    def start(self) -> QWidget | None:
        """The first answer."""
        return self._first

    def choose(self, number: int) -> None:
        """Answer the question, from 1; the first answer counts."""
        if self._chosen or self._at >= len(self.item.questions):
            return
        question = self.item.questions[self._at]
        if 1 <= number <= len(question.options):
            self._chosen = number
            self._right += number == question.answer
            self._show()
            self.focus_start()

    def go_on(self) -> None:
        """The next question."""
        self._at += 1
        self._chosen = 0
        self._show()
        self.focus_start()

    def restart(self) -> None:
        """From the first question again."""
        self._at = self._right = self._chosen = 0
        self._show()
        self.focus_start()

    def _show(self) -> None:
        fresh = self._result() if self._at >= len(self.item.questions) else self._question()
        self._place.replaceWidget(self._shown, fresh)
        fresh.show()
        retire(self._shown)
        self._shown = fresh

    def _question(self) -> QWidget:
        question = self.item.questions[self._at]
        place = _("Question {n} of {all}").format(n=self._at + 1, all=len(self.item.questions))
        box = column(label(place, Type.CAPTION, "second"), label(question.stem, Type.CARD_TITLE))
        if self._chosen:
            return frame("card", self._explained(box, question))
        answers = [Answer(number, Option(label=text, next="")) for number, text in enumerate(question.options, 1)]
        for number, answer in enumerate(answers, 1):
            answer.clicked.connect(partial(self.choose, number))
            box.addWidget(answer)
        self._first: QWidget | None = answers[0]
        return frame("card", box)

    def _explained(self, box: QVBoxLayout, question: Question) -> QVBoxLayout:
        right = self._chosen == question.answer
        verdict = (
            _("Right.") if right else _("Not right: {answer}").format(answer=question.options[question.answer - 1])
        )
        shown = column(label(verdict, Type.STRONG), label(question.explain), gap=tokens.STEP)
        box.addWidget(frame("say" if right else "never", shown, tokens.GAP))
        if question.ref:
            box.addWidget(link_button(self.brush, link_to(self.frame, question.ref)))
        following = button(_("Go on"), "plain")
        following.clicked.connect(self.go_on)
        box.addWidget(following)
        self._first = following
        return box

    def _result(self) -> QWidget:
        reached = percent(self._right, len(self.item.questions))
        passed = reached >= self.item.pass_percent
        word = _("Passed") if passed else _("Not passed yet")
        text = _("{word}: {right} of {all} right ({percent} %).").format(
            word=word, right=self._right, all=len(self.item.questions), percent=reached
        )
        again = button(_("Once more"), "plain")
        again.clicked.connect(self.restart)
        self._first = again
        return frame("say" if passed else "warn", column(label(text, Type.CARD_TITLE), again))
