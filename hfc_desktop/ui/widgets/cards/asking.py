"""Which rule applies to this customer: the few facts that decide are asked, the answer stands beside them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QLineEdit, QWidget

from hfc_desktop.domain.guidance.bulletin import Bulletin
from hfc_desktop.domain.guidance.cohort import Comparison
from hfc_desktop.domain.guidance.policy import Policy
from hfc_desktop.domain.reception import RuleApplied, with_rule
from hfc_desktop.domain.typed import typed_day
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.blocks import section_body
from hfc_desktop.ui.widgets.cards.card import Card
from hfc_desktop.ui.widgets.cards.parts import button, column, frame, label, retire, row
from hfc_desktop.ui.widgets.cards.presenting.staff import compared, rule_section
from hfc_desktop.wording.errors import error_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from datetime import date

    from hfc_desktop.domain.guidance.cohort import Cohort
    from hfc_desktop.domain.guidance.policy import PolicyRule
    from hfc_desktop.services.lookup_advice import RuleAnswer


def facts_of(cohorts: tuple[Cohort, ...], first: str = "") -> dict[str, tuple[str, ...]]:
    """Facts that the cohorts ask for, in order, with the values offered; none for a day."""
    asked: dict[str, tuple[str, ...]] = {first: ()} if first else {}
    for cohort in cohorts:
        for condition in cohort.conditions:
            values = asked.get(condition.fact, ())
            if condition.op is Comparison.IS:
                pair = ("yes", "no") if condition.value in {"yes", "no"} else (condition.value,)
                values = tuple(dict.fromkeys((*values, *pair)))
            asked[condition.fact] = values
    return asked


class FactField(QWidget):
    """Asks one fact: a day as typed, or one of a few values.

    Attributes:
        changed: ``(fact, value)``; the value is empty when it is not known.
    """

    changed = Signal(str, str)

    def __init__(self, fact: str, values: tuple[str, ...], today: date) -> None:
        super().__init__()
        self._fact, self._values, self._today = fact, values, today
        name = words.fact(fact)
        box = row(gap=tokens.STEP)
        box.addWidget(label(name, Type.BODY, "second"), 1)
        if values:
            self._add_choices(box, name)
        else:
            self.field = QLineEdit()
            self.field.setPlaceholderText(_("day, such as 2026-03-17 or 3-17"))
            self.field.setAccessibleName(name)
            self.field.setFixedWidth(tokens.LIST_WIDTH[0])
            self.field.textChanged.connect(self._typed)
            box.addWidget(self.field)
        self.setLayout(box)

    def _add_choices(self, box: QBoxLayout, name: str) -> None:
        self._group = QButtonGroup(self)
        for value in self._values:
            word = term("answer", value) if value in {"yes", "no"} else value
            choice = button(word, "segment", name=f"{name}: {word}")
            choice.setCheckable(True)
            choice.clicked.connect(partial(self.changed.emit, self._fact, value))
            self._group.addButton(choice)
            box.addWidget(choice)

    def show_value(self, value: str) -> None:
        """Show what is known."""
        if not self._values:
            self.field.setText(value)
        elif value in self._values:
            self._group.buttons()[self._values.index(value)].setChecked(True)

    def _typed(self, text: str) -> None:
        try:
            read = typed_day(text, self._today)
        except ValueError:
            read = None
        self.field.setProperty("fault", bool(text.strip()) and read is None)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self.changed.emit(self._fact, read.isoformat() if read else "")


def _known_facts(card: Card[Policy] | Card[Bulletin]) -> dict[str, str]:
    """Facts that were asked before in this reception."""
    known = card.context.reception.value.rule
    return dict(fact.split("=", 1) for fact in known.facts) if known and known.item == card.item.id else {}


class RuleAsk(QWidget):
    """The facts on top, the rule that applies below; changes with every key."""

    def __init__(self, card: Card[Policy] | Card[Bulletin]) -> None:
        super().__init__()
        self._card = card
        item = card.item
        self._facts = _known_facts(card)
        self._result = QWidget()
        first = item.deciding_date if isinstance(item, Policy) else ""
        cohorts = tuple(rule.cohort for rule in item.rules) if isinstance(item, Policy) else item.cohorts
        self.fields = {
            fact: FactField(fact, values, card.context.today()) for fact, values in facts_of(cohorts, first).items()
        }
        self._box = column(label(_("Which rule applies to this customer?"), Type.STRONG), gap=tokens.STEP)
        for fact, value in self._facts.items():
            if fact in self.fields:
                self.fields[fact].show_value(value)
        for one in self.fields.values():
            one.changed.connect(self._learn)
            self._box.addWidget(one)
        self._box.addWidget(self._result)
        outer = column(frame("card", self._box))
        self.setLayout(outer)
        self._answer()

    def first_field(self) -> QWidget | None:
        """Where the first fact is entered."""
        first = next(iter(self.fields.values()), None)
        return None if first is None else first.findChild(QLineEdit) or first.findChild(QAbstractButton)

    def _learn(self, fact: str, value: str) -> None:
        if value:
            self._facts[fact] = value
        else:
            self._facts.pop(fact, None)
        self._answer()

    def _answer(self) -> None:
        lookup = self._card.context.application.lookup
        if lookup is None:
            return
        try:
            answer = lookup.rule_for(self._card.item, facts=self._facts)
            fresh = self._drawn(answer)
            self._note(answer)
        except UserMistakeError as error:
            fresh = label(error_text(error), Type.BODY, "never")
        self._box.replaceWidget(self._result, fresh)
        fresh.show()
        retire(self._result)
        self._result = fresh

    def _note(self, answer: RuleAnswer) -> None:
        """Keep in the reception which rule this customer is under, with the facts that decided."""
        found, item = answer.rule or answer.cohort, self._card.item
        reception = self._card.context.reception
        known = reception.value.rule
        if found is None or not self._facts:
            if known is not None and known.item == item.id:
                reception.apply(lambda before: with_rule(before, None))
            return
        facts = tuple(f"{name}={value}" for name, value in self._facts.items())
        rule = RuleApplied(item=item.id, version=item.version, rule=found.id, name=found.name, facts=facts)
        reception.apply(lambda before: with_rule(before, rule))

    def _before(self, rule: PolicyRule) -> PolicyRule | None:
        """The rule that this customer would have been under the day before ``rule`` began."""
        item, lookup = self._card.item, self._card.context.application.lookup
        if rule.valid_from is None or lookup is None or not isinstance(item, Policy):
            return None
        eve = (rule.valid_from - timedelta(days=1)).isoformat()
        earlier = lookup.rule_for(item, facts={**self._facts, item.deciding_date: eve}).rule
        return None if earlier is None or earlier.id == rule.id else earlier

    def _drawn(self, answer: RuleAnswer) -> QWidget:
        brush = self._card.brush
        if answer.rule is not None:
            box = column(section_body(brush, rule_section(answer.rule), heading=True))
            earlier = self._before(answer.rule)
            if earlier is not None:
                box.addWidget(section_body(brush, compared(earlier, answer.rule), heading=True))
            return frame("accent", box)
        if answer.cohort is not None:
            box = column(label(answer.cohort.name, Type.STRONG), label(answer.cohort.rule), gap=tokens.STEP)
            return frame("accent", box)
        if answer.ask:
            asked = " · ".join(words.fact(fact) for fact in answer.ask)
            return label(_("Still to be asked: {facts}").format(facts=asked), Type.BODY, "second")
        return label(_("No rule of this item fits. Hand the question to the line."), Type.BODY, "warn")


class PolicyCard(Card[Policy]):
    """A dated policy: asks the facts that decide, shows the one rule that applies."""

    def panel(self) -> QWidget | None:
        """The facts and the rule."""
        self.ask = RuleAsk(self)
        return self.ask

    def start(self) -> QWidget | None:
        """The first fact."""
        return self.ask.first_field()


class BulletinCard(Card[Bulletin]):
    """A dated change; asks the facts that decide where it treats customers differently."""

    def panel(self) -> QWidget | None:
        """The facts and the rule, where there is more than one cohort."""
        return RuleAsk(self) if len(self.item.cohorts) > 1 else None
