"""The card of a scenario: one step at a time, what to say in big letters, answers by digit, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from hfc_desktop.domain.dialogues import Walk
from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.scenario import NodeType, Scenario
from hfc_desktop.domain.reception import with_path
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.big import CustomerView
from hfc_desktop.ui.widgets.cards.blocks import DigitsLine, SayLine, draw
from hfc_desktop.ui.widgets.cards.card import Card
from hfc_desktop.ui.widgets.cards.model import Fact, Facts, Say
from hfc_desktop.ui.widgets.cards.parts import Fold, badge, button, column, frame, label, retire, row, standing
from hfc_desktop.ui.widgets.cards.presenting.frame import is_empty, must_not_say
from hfc_desktop.ui.widgets.cards.presenting.hotline import digits_of
from hfc_desktop.ui.widgets.cards.signs import Sign
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.scenario import Node, Option
    from hfc_desktop.ui.widgets.cards.model import Block

_CRUMBS: Final = 4
_CRUMB_LETTERS: Final = 9
_TICK_MS: Final = 1000


class Countdown(QLabel):
    """Seconds left for a step, in words; it never acts by itself."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self._left = seconds
        self.setProperty("badge", "plain")
        self.setMaximumHeight(2 * tokens.PAD)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(_TICK_MS)
        self._draw()

    def tick(self) -> None:
        """One second less."""
        self._left -= 1
        self._draw()

    def _draw(self) -> None:
        if self._left >= 0:
            self.setText(_("{n} s left").format(n=self._left))
            return
        self.setText(_("over time by {n} s").format(n=-self._left))
        if self.property("badge") != "warn":
            self.setProperty("badge", "warn")
            self.style().unpolish(self)
            self.style().polish(self)


class Answer(QPushButton):
    """One numbered answer; long ones take more lines."""

    def __init__(self, number: int, option: Option) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self.setProperty("big", "true")
        self.setAutoDefault(False)
        self.setAccessibleName(_("Answer {number}: {text}").format(number=number, text=option.label))
        digit = badge(str(number), "accent")
        text = label(option.label)
        box = row(digit, text, gap=tokens.PAD)
        box.setContentsMargins(tokens.PAD, tokens.STEP, tokens.PAD, tokens.STEP)
        box.setStretch(1, 1)
        for part in (digit, text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(box)
        self.setMinimumHeight(max(tokens.COUNTER_CONTROL, text.sizeHint().height()))


class ScenarioCard(Card[Scenario]):
    """A dialogue under way. Its path goes into the reception with every answer."""

    def panel(self) -> QWidget | None:
        """The running step, where the sections of other kinds begin."""
        self.walk = Walk.resumed(self.item, self.context.reception.value.path)
        self._crumbs = row(gap=tokens.STEP)
        self._place = QVBoxLayout()
        self._step = QWidget()
        self._answers: list[Answer] = []
        self._back = button(_("Back ({key})").format(key=keys.shown("card.back")), "quiet")
        self._again = button(_("Start again ({key})").format(key=keys.shown("card.restart")), "quiet")
        self._back.clicked.connect(self.back)
        self._again.clicked.connect(self.restart)
        moves = row(self._back, self._again)
        moves.addStretch(1)
        keys.bind(self, "card.back", self.back)
        keys.bind(self, "card.restart", self.restart)
        keys.bind_digits(self, "card.answer", self._digit)
        made = QWidget()
        box = column()
        for part in (self._crumbs, self._place, moves):
            box.addLayout(part)
        made.setLayout(box)
        self._panel = made
        self._place.addWidget(self._step)
        self._show()
        return made

    def lines(self) -> tuple[SayLine | DigitsLine, ...]:
        """Those of the running step first."""
        step: tuple[SayLine | DigitsLine, ...] = (
            *standing(self._step, SayLine),
            *standing(self._step, DigitsLine),
        )
        return (*step, *(line for line in super().lines() if line not in step))

    def start(self) -> QWidget | None:
        """The first answer, so that digits and Enter both work at once."""
        return self._answers[0] if self._answers else self._back

    def customer_view(self) -> CustomerView:
        """The line in hand, and the numbers of the step: nothing of the steps, answers and warnings."""
        said = super().customer_view()
        phones = tuple(f"{digits.number}" for digits in standing(self._step, DigitsLine))
        return CustomerView(said.line, ((_("Whom to call"), phones),))

    # -- moves ----------------------------------------------------------------------------------------------------

    def choose(self, number: int) -> None:
        """Give answer ``number``, from 1; nothing happens when there is none of that number."""
        if 1 <= number <= len(self.walk.options):
            self._move(self.walk.choose(number, self.context.now()))

    def back(self) -> None:
        """Take the last answer back."""
        if self.walk.taken:
            self._move(self.walk.back())

    def restart(self) -> None:
        """Start at the first step again."""
        if self.walk.taken:
            self._move(Walk(self.item))

    def jump(self, index: int) -> None:
        """Back to the step that answer ``index`` was given to."""
        self._move(self.walk.upto(index))

    def _digit(self, at: int) -> None:
        self.choose(at + 1)

    def _move(self, walk: Walk) -> None:
        self.walk = walk
        self.context.reception.apply(lambda before: with_path(before, walk.path(), walk.outcome))
        self._show()
        self.focus_start()
        self.scroll_to(self._panel)

    # -- drawing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        old, self._step = self._step, self._draw_step(self.walk.node)
        self._place.replaceWidget(old, self._step)
        self._step.show()
        retire(old)
        self._draw_crumbs()
        for move in (self._back, self._again):
            move.setEnabled(bool(self.walk.taken))

    def _draw_crumbs(self) -> None:
        while (part := self._crumbs.takeAt(0)) is not None:
            gone = part.widget()
            if gone is not None:
                retire(gone)
        taken = self.walk.taken
        if len(taken) > _CRUMBS:
            self._crumbs.addWidget(label(f"… {len(taken) - _CRUMBS} ›", Type.CAPTION, "second", wrap=False))
        for index, step in list(enumerate(taken))[-_CRUMBS:]:
            text = step.option.label
            short = text if len(text) <= _CRUMB_LETTERS else f"{text[: _CRUMB_LETTERS - 1]}…"
            crumb = button(short, "link", name=_("Back to step {n}: {text}").format(n=index + 1, text=text))
            crumb.clicked.connect(partial(self.jump, index))
            self._crumbs.addWidget(crumb)
            self._crumbs.addWidget(label("›", Type.CAPTION, "faint", wrap=False))
        here = _("Step {n}").format(n=len(taken) + 1)
        self._crumbs.addWidget(label(here, Type.CAPTION, "second", wrap=False))
        self._crumbs.addStretch(1)

    def _draw_step(self, node: Node) -> QWidget:
        box = column(self._step_head(node))
        for part in node.customer_says:
            box.addWidget(label(_("Customer: “{text}”").format(text=part), Type.BODY, "faint"))
        blocks: list[Block] = [Say(node.say), must_not_say(node.must_not_say)]
        for block in blocks:
            if not is_empty(block):
                box.addWidget(draw(self.brush, block))
        for hotline_id in node.hotlines:
            found = self.frame.item(hotline_id)
            if isinstance(found, Hotline):
                for digits in digits_of(found, self.frame):
                    box.addWidget(draw(self.brush, digits))
        self._draw_why(box, node)
        self._answers = [Answer(number, option) for number, option in enumerate(self.walk.options, 1)]
        for number, answer in enumerate(self._answers, 1):
            answer.clicked.connect(partial(self.choose, number))
            box.addWidget(answer)
        if self.walk.ended:
            box.addWidget(self._ending(node))
        return frame("card", box)

    def _step_head(self, node: Node) -> QWidget:
        stop = node.type is NodeType.STOP
        box = row(badge(term("node_type", node.type), "never" if stop or node.red_flag else "accent"))
        if stop:
            box.insertWidget(0, Sign(self.context.theme, "stop", "never"))
        text = label(node.text, Type.CARD_TITLE, "never" if stop else "")
        box.addWidget(text, 1)
        if node.role:
            box.addWidget(badge(_("By: {post}").format(post=node.role), "warn"))
        if node.timer_seconds is not None:
            box.addWidget(Countdown(node.timer_seconds))
        made = QWidget()
        made.setLayout(box)
        return made

    def _draw_why(self, box: QVBoxLayout, node: Node) -> None:
        rows = tuple(
            Fact(name, text)
            for name, text in (
                (_("Why"), node.why),
                (_("Legal basis"), node.basis),
                (_("For the record"), node.note_to_record),
            )
            if text
        )
        if rows:
            box.addWidget(Fold(self.context.theme, _("Why, and on what basis"), lambda: draw(self.brush, Facts(rows))))

    def _ending(self, node: Node) -> QWidget:
        outcome = term("reception_outcome", node.outcome) if node.outcome else _("The dialogue ends here")
        text = _("{outcome}. It is carried into the record ({key}).").format(outcome=outcome, key=keys.shown("record"))
        return frame("accent", column(label(text, Type.STRONG)), tokens.GAP)
