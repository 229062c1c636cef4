"""The card of a checklist: one key an answer, the score and the stop always in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QWidget

from hfc_desktop.domain import checklists
from hfc_desktop.domain.documents import Form
from hfc_desktop.domain.guidance.checklist import AnswerType, Checklist
from hfc_desktop.domain.guidance.fraud_type import FraudType
from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.reception import with_checklist
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.later import soon
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.blocks import draw
from hfc_desktop.ui.widgets.cards.card import Card
from hfc_desktop.ui.widgets.cards.interception import WORTH_WRITING, InterceptionForm
from hfc_desktop.ui.widgets.cards.parts import FocusFrame, Picture, badge, button, column, frame, label, retire, row
from hfc_desktop.ui.widgets.cards.presenting.hotline import digits_of
from hfc_desktop.ui.widgets.cards.signs import Sign
from hfc_desktop.ui.widgets.fitted import FittedFrame
from hfc_desktop.ui.widgets.papers import show_paper
from hfc_desktop.wording.errors import error_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from hfc_desktop.domain.checklists import Assessment
    from hfc_desktop.domain.guidance.checklist import CheckEntry
    from hfc_desktop.domain.reception import ChecklistResult

_INKS: Final = {"low": "say", "watch": "warn", "high": "warn", "stop": "never"}
_YES_NO: Final = (checklists.YES, checklists.NO, checklists.UNKNOWN)
_REASONS: Final = 3
_ROWS_AT_ONCE: Final = 4
"""Questions drawn with the head of the card."""
_SIGNS: Final = 8


def choices_of(entry: CheckEntry) -> tuple[str, ...]:
    """Answers that have a button and a digit; none for numbers and text."""
    if entry.answer is AnswerType.YES_NO:
        return _YES_NO
    return (*entry.choices, checklists.UNKNOWN) if entry.answer is AnswerType.CHOICE else ()


def word_of(entry: CheckEntry, answer: str) -> str:
    """The word on an answer's button."""
    if entry.answer is AnswerType.YES_NO or answer == checklists.UNKNOWN:
        return term("answer", answer)
    return answer


class EntryRow(FocusFrame):
    """One question with its answers; has the focus while it is asked.

    Attributes:
        answered: ``(entry id, answer)``; the answer is empty when it was taken back.
        stepped: the question after (1) or before (-1) is wanted.
    """

    answered = Signal(str, str)
    stepped = Signal(int)

    def __init__(self, number: int, entry: CheckEntry, card: ChecklistCard) -> None:
        super().__init__(card.context.theme, "card")
        self.entry = entry
        self._number, self._card = number, card
        self._choices = choices_of(entry)
        self._field: QLineEdit | None = None
        self._help: QLabel | None = None
        self.setMinimumHeight(tokens.CONTROL)
        self.setAccessibleName(f"{number}. {entry.text}")

    def fill(self) -> QLabel:
        """Draw the question and its answers, once; gives the line that says how to ask it.

        A long list takes longer than a frame to draw: its later rows are filled after the first paint, or earlier when
        something is done with them.
        """
        if self._help is None:
            self._help = self._drawn()
        return self._help

    def _drawn(self) -> QLabel:
        entry, card = self.entry, self._card
        asked = label("  ".join(part for part in (entry.help, entry.evidence) if part), Type.CAPTION, "second")
        asked.hide()
        head = row(label(str(self._number), Type.STRONG, "second", wrap=False))
        text = label(entry.text)
        head.addWidget(text, 1)
        if entry.must:
            head.addWidget(badge(_("Required")))
        if entry.hard_stop:
            head.addWidget(badge(_("Stops"), "never"))
        head.addWidget(self._answers(card) if self._choices else self._written())
        box = column(gap=tokens.STEP)
        box.addLayout(head)
        box.addWidget(asked)
        box.setContentsMargins(tokens.PAD, tokens.STEP, tokens.GAP, tokens.STEP)
        self.setLayout(box)
        return asked

    def _answers(self, card: ChecklistCard) -> QWidget:
        self._group = QButtonGroup(self)
        made = QWidget()
        box = row(gap=tokens.STEP)
        for at, answer in enumerate(self._choices):
            choice = button(word_of(self.entry, answer), "segment")
            choice.setAccessibleName(f"{self.entry.text}: {word_of(self.entry, answer)}")
            choice.setCheckable(True)
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(choice, at)
            choice.clicked.connect(partial(card.answer_at, self, at))
            box.addWidget(choice)
        made.setLayout(box)
        return made

    def _written(self) -> QWidget:
        self._field = QLineEdit()
        self._field.setAccessibleName(self.entry.text)
        self._field.setMaximumWidth(tokens.LIST_WIDTH[0])
        self._field.editingFinished.connect(self._write)
        self.setFocusProxy(self._field)
        return self._field

    def _write(self) -> None:
        assert self._field is not None
        self.answered.emit(self.entry.id, self._field.text().strip())

    def show_answer(self, answer: str) -> None:
        """Show what was answered; empty for nothing."""
        self.fill()
        if self._field is not None:
            self._field.setText(answer)
        if not self._choices:
            return
        self._group.setExclusive(False)
        for at, known in enumerate(self._choices):
            self._group.button(at).setChecked(known == answer)
        self._group.setExclusive(True)

    def choice_at(self, at: int) -> str:
        """The answer with digit ``at + 1``; empty when there is none."""
        return self._choices[at] if 0 <= at < len(self._choices) else ""

    def choose(self, answer: str) -> None:
        """Answer, if the entry can have that answer."""
        if answer in self._choices:
            self.answered.emit(self.entry.id, answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from question to question instead of scrolling."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show how to ask it."""
        asked = self.fill()
        asked.setVisible(bool(asked.text().strip()))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide how to ask it."""
        self.fill().hide()
        super().focusOutEvent(event)


class ScoreBar(FittedFrame):
    """Level in word and shape, score, reasons, and what to do; the stop box when one fired."""

    def __init__(self, card: ChecklistCard) -> None:
        super().__init__()
        self._card = card
        self._sign = Sign(card.context.theme, "low", "say")
        self._level = label("", Type.CARD_TITLE, wrap=False)
        self._score = label("", Type.BODY, "second", wrap=False)
        self._why = label("", Type.CAPTION, "second")
        self._refused = label("", Type.BODY, "never")
        self._refused.hide()
        self._stops = QWidget()
        self._stop_keys: tuple[str, ...] = ()
        self.finish = button(_("Finish the checklist"), "plain")
        self.intercepted = button(_("Fraud stopped ({key})").format(key=keys.shown("card.intercept")), "danger")
        self.intercepted.hide()
        head = row(self._sign, self._level, self._score)
        head.addStretch(1)
        head.addWidget(self.intercepted)
        head.addWidget(self.finish)
        self._box = column(gap=tokens.STEP)
        self._box.addWidget(self._stops)
        self._box.addLayout(head)
        self._box.addWidget(self._why)
        self._box.addWidget(self._refused)
        outer = column(frame("card", self._box, tokens.PAD))
        self.setLayout(outer)

    def show_assessment(self, found: Assessment, finished: bool) -> None:
        """Show where the list stands."""
        level = found.level or "low"
        ink = _INKS.get(level, "second")
        self._sign.show_as(level, ink)
        words = found.label or term("check_level", level)
        self._level.setText(words)
        self._level.setProperty("ink", ink)
        self._level.style().unpolish(self._level)
        self._level.style().polish(self._level)
        self._score.setText(_("{score} of {highest} points").format(score=found.score, highest=found.highest))
        reasons = [f"{reason.entry.text}\u00a0+{reason.points}" for reason in found.reasons[:_REASONS]]
        parts = [*reasons, found.action if not found.stops else ""]
        self._why.setText("；".join(part for part in parts if part))
        self.finish.setText(_("Finished") if finished else _("Finish the checklist"))
        self.finish.setEnabled(not finished)
        self._refused.setVisible(False)
        self.intercepted.setVisible(level in WORTH_WRITING)
        self._draw_stops(found)

    def refuse(self, text: str) -> None:
        """Say why the list cannot be closed."""
        self._refused.setText(text)
        self._refused.setVisible(True)

    def _stop_box(self, action: str, others: int) -> QWidget:
        """What to do and whom to call; one stop is enough, so the others are only counted."""
        word = label(_("Stop the transaction"), Type.STRONG, "never", wrap=False)
        head = row(Picture(self._card.context.theme, "stop", "never"), word)
        head.addWidget(label(action, Type.STRONG), 1)
        if others:
            head.addWidget(badge(ngettext("and {n} more", "and {n} more", others).format(n=others), "never"))
        return frame("never", head, tokens.GAP)

    def _draw_stops(self, found: Assessment) -> None:
        wanted = tuple(dict.fromkeys(stop.action for stop in found.stops))
        if wanted == self._stop_keys:
            return
        self._stop_keys = wanted
        fresh = QWidget()
        box = column(gap=tokens.STEP)
        for stop in found.stops[:1]:
            box.addWidget(self._stop_box(stop.action, len(wanted) - 1))
            hotline = self._card.frame.item(stop.hotline) if stop.hotline else None
            if isinstance(hotline, Hotline):
                box.addWidget(draw(self._card.brush, digits_of(hotline, self._card.frame)[0]))
        fresh.setLayout(box)
        self._box.replaceWidget(self._stops, fresh)
        fresh.show()
        retire(self._stops)
        self._stops = fresh


class ChecklistCard(Card[Checklist]):
    """A checklist under way; every answer goes into the reception at once."""

    def panel(self) -> QWidget | None:
        """The questions; the score stays in sight below the scrolled part."""
        known = self.context.reception.value.checklist
        same = known is not None and known.item == self.item.id and known.version == self.item.version
        self.answers = {answer.entry: answer.answer for answer in known.answers} if known and same else {}
        self._finished = bool(known and same and known.finished_at)
        self.rows = [EntryRow(number, entry, self) for number, entry in enumerate(self.item.items, 1)]
        self.bar = ScoreBar(self)
        self._form: InterceptionForm | None = None
        self.bar.finish.clicked.connect(self.finish)
        self.foot.addWidget(self.bar)
        for entry_row in self.rows:
            entry_row.answered.connect(self._answered)
            entry_row.stepped.connect(self._step)
        for entry_row in self.rows[:_ROWS_AT_ONCE]:
            self._fill(entry_row)
        keys.bind_digits(self, "card.answer", self._digit)
        for name, answer in zip(("card.yes", "card.no", "card.unknown"), _YES_NO, strict=True):
            keys.bind(self, name, partial(self._word, answer))
        keys.bind(self, "card.back", self.take_back)
        keys.bind(self, "card.restart", self.restart)
        keys.bind(self, "card.intercept", self.intercept)
        keys.bind(self, "card.paper", partial(self.show_paper, Form.INTERCEPTION))
        keys.bind(self, "card.reward", partial(self.show_paper, Form.REWARD))
        self.bar.intercepted.clicked.connect(self.intercept)
        made = QWidget()
        self._list = column(*self.rows, gap=tokens.STEP)
        kind = self._fraud_kind()
        if kind is not None:
            self._list.insertWidget(0, self._kind_strip(kind))
        made.setLayout(self._list)
        self._show()
        if self.context.reception.value.interception is not None:
            self._open_interception()
        return made

    def _fill(self, entry_row: EntryRow) -> None:
        entry_row.show_answer(self.answers.get(entry_row.entry.id, ""))

    def below(self) -> Iterator[QWidget | None]:
        """The questions that were not drawn at once, then what every card has."""
        for entry_row in self.rows[_ROWS_AT_ONCE:]:
            self._fill(entry_row)
            yield None
        yield from super().below()

    def _fraud_kind(self) -> FraudType | None:
        """The kind of fraud that was picked before the list was opened."""
        picked = self.context.reception.value.fraud_type
        found = self.frame.item(picked) if picked else None
        return found if isinstance(found, FraudType) else None

    def _kind_strip(self, kind: FraudType) -> QWidget:
        """What of the picked kind is at hand while one asks: its question, and the signs of which one is enough."""
        title = words.titles(kind)[0]
        head = row(badge(_("Kind of fraud"), "accent"), label(title, Type.STRONG, wrap=False))
        head.addWidget(label(_("Ask: {question}").format(question=kind.questions[0]), Type.BODY), 1)
        box = column(gap=tokens.STEP)
        box.addLayout(head)
        if kind.hard_flags:
            enough = "；".join(kind.hard_flags)
            text = _("One of these is enough to stop: {signs}").format(signs=enough)
            box.addWidget(label(text, Type.CAPTION, "never"))
        return frame("plain", box, tokens.GAP)

    def start(self) -> QWidget | None:
        """The first open question."""
        return next((one for one in self.rows if not self.answers.get(one.entry.id)), self.rows[0])

    # -- answers --------------------------------------------------------------------------------------------------

    def answer_at(self, entry_row: EntryRow, at: int) -> None:
        """Give the answer with digit ``at + 1`` of a row."""
        entry_row.choose(entry_row.choice_at(at))

    def take_back(self) -> None:
        """Take the answer here back, or go to the question before and take that one back."""
        current = self._current()
        if not self.answers.get(current.entry.id):
            current = self.rows[max(0, self.rows.index(current) - 1)]
        self.answers.pop(current.entry.id, None)
        current.show_answer("")
        self._changed()
        self._go_to(current)

    def restart(self) -> None:
        """Take all answers back."""
        self.answers.clear()
        for entry_row in self.rows:
            entry_row.show_answer("")
        self._changed()
        self.focus_start()

    def finish(self) -> None:
        """Close the list; refused while a required question is open."""
        try:
            result = checklists.close(self.item, self.answers, self.context.now())
        except UserMistakeError as refusal:
            self.bar.refuse(error_text(refusal))
            missing = checklists.assess(self.item, self.answers).open_must
            first = next((one for one in self.rows if one.entry.id in missing), self.rows[0])
            self._go_to(first)
            return
        self._finished = True
        self._report(result)
        self._show()

    def intercept(self) -> None:
        """Write down that a fraud was stopped; only where the list says that one may have been."""
        if self.bar.intercepted.isVisible():
            self._open_interception().begin()

    def show_paper(self, form: Form) -> None:
        """Show a paper of the interception in the preview; where none is written down, that comes first."""
        if self.context.reception.value.interception is not None:
            show_paper(self.context, form)
        elif self.bar.intercepted.isVisible():
            self.intercept()
        else:
            self.context.navigator.say(_("Nothing was stopped here, so there is no record of it to print."), "accent")

    def _signs(self) -> tuple[str, ...]:
        """What the list found, in its words."""
        reasons = checklists.assess(self.item, self.answers).reasons
        return tuple(reason.entry.text for reason in reasons[:_SIGNS])

    def _open_interception(self) -> InterceptionForm:
        form = self._form
        if form is None:
            form = self._form = InterceptionForm(self, self._signs)
            form.paper_wanted.connect(self.show_paper)
            self._list.addWidget(form)
            form.show()
        soon(form, lambda: self._scroll.ensureWidgetVisible(form, 0, tokens.GAP))
        return form

    def _step(self, step: int) -> None:
        at = self.rows.index(self._current()) + step
        if 0 <= at < len(self.rows):
            self._go_to(self.rows[at])

    def _current(self) -> EntryRow:
        focused = self.focusWidget()
        return next((one for one in self.rows if focused is one or one.isAncestorOf(focused)), self.rows[0])

    def _digit(self, at: int) -> None:
        self.answer_at(self._current(), at)

    def _word(self, answer: str) -> None:
        self._current().choose(answer)

    def _answered(self, entry_id: str, answer: str) -> None:
        if answer:
            self.answers[entry_id] = answer
        else:
            self.answers.pop(entry_id, None)
        at = next(place for place, one in enumerate(self.rows) if one.entry.id == entry_id)
        self.rows[at].show_answer(answer)
        self._changed()
        if answer and choices_of(self.rows[at].entry):
            self._advance(at)

    def _advance(self, at: int) -> None:
        """The next open question, from here on and then from the top; the button when none is open."""
        order = (*self.rows[at + 1 :], *self.rows[:at])
        following = next((one for one in order if not self.answers.get(one.entry.id)), None)
        if following is None:
            self.bar.finish.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_to(following)

    def _go_to(self, entry_row: EntryRow) -> None:
        entry_row.setFocus(Qt.FocusReason.TabFocusReason)
        # Once the help below the question and the bar below the list have taken their room.
        soon(entry_row, lambda: self._scroll.ensureWidgetVisible(entry_row, 0, tokens.GAP))

    def _changed(self) -> None:
        self._finished = False
        self._report(checklists.as_result(self.item, self.answers) if self.answers else None)
        self._show()

    def _report(self, result: ChecklistResult | None) -> None:
        self.context.reception.apply(lambda before: with_checklist(before, result))

    def _show(self) -> None:
        self.bar.show_assessment(checklists.assess(self.item, self.answers), self._finished)
