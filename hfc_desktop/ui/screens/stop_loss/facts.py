"""What the police ask for, a field each, and the same as the sentence to read into the phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from hfc_desktop.domain.stop_loss import ASKED_FIRST, LossFacts
from hfc_desktop.domain.typed import money, money_text
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.parts import label
from hfc_desktop.ui.widgets.text import set_property

if TYPE_CHECKING:
    from collections.abc import Sequence

_AMOUNT: Final = "amount_fen"
_STORY: Final = "story"
_LONGEST: Final = 200
_STORY_HEIGHT: Final = 64


class Asked(NamedTuple):
    """One field: name in ``LossFacts``, label, example."""

    name: str
    label: str
    example: str = ""


FIELDS: Final = (
    Asked("place", N_("City where the customer is"), N_("said first on the phone")),
    Asked("payee_account", N_("Payee's account"), N_("as on the slip")),
    Asked("payee_bank", N_("Payee's bank")),
    Asked("payee_name", N_("Payee's name"), N_("as on the slip; look up nothing else")),
    Asked("sent_at", N_("Day and time of the payment"), N_("to the minute, as 11-24 10:30")),
    Asked(_AMOUNT, N_("Amount in yuan"), N_("all payments together")),
    Asked("payer_name", N_("Payer's name")),
    Asked("payer_account", N_("Payer's account")),
    Asked("payer_bank", N_("Payer's bank")),
    Asked("channel", N_("Sent through"), N_("counter, phone bank, machine, …")),
    Asked("slip_no", N_("Number of the slip")),
    Asked("contact", N_("How they spoke"), N_("chat account, phone number")),
    Asked("link", N_("App or site")),
)


def spoken(facts: LossFacts) -> str:
    """What to read into the phone, with a gap named wherever a fact is missing."""
    gap = _("(ask)")
    known = {name: getattr(facts, name) or gap for name in ASKED_FIRST if name != _AMOUNT}
    amount = gap if facts.amount_fen is None else money_text(facts.amount_fen)
    return _(
        "I am in {place}. On {sent_at} {amount} yuan went to {payee_name}, account {payee_account}, {payee_bank}. "
        "Please stop the payment."
    ).format(amount=amount, **known)


class FactsForm(QWidget):
    """The fields.

    Attributes:
        changed: ``(LossFacts)`` after every key.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._facts = LossFacts()
        self._filling = False
        self.fields = {asked.name: self._field(asked) for asked in FIELDS}
        self.story = QPlainTextEdit()
        self.story.setAccessibleName(_("What happened, in the customer's words"))
        self.story.setPlaceholderText(_("What happened, in the customer's words"))
        self.story.setTabChangesFocus(True)
        self.story.setFixedHeight(_STORY_HEIGHT)
        self.story.textChanged.connect(self._edited)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.PAD)
        grid.setVerticalSpacing(tokens.STEP)
        grid.setColumnStretch(1, 1)
        for at, asked in enumerate(FIELDS):
            first = asked.name in ASKED_FIRST
            name = label(_(asked.label), Type.STRONG if first else Type.BODY, "" if first else "second", wrap=False)
            grid.addWidget(name, at, 0)
            grid.addWidget(self.fields[asked.name], at, 1)
        grid.addWidget(self.story, len(FIELDS), 0, 1, 2)

    def _field(self, asked: Asked) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(_LONGEST)
        made.setAccessibleName(_(asked.label))
        if asked.example:
            made.setPlaceholderText(_(asked.example))
        made.textChanged.connect(self._edited)
        return made

    def show_facts(self, facts: LossFacts) -> None:
        """Fill the fields."""
        if facts == self._facts:
            return
        self._filling, self._facts = True, facts
        for name, field in self.fields.items():
            field.setText(money_text(facts.amount_fen) if name == _AMOUNT else getattr(facts, name))
        self.story.setPlainText(facts.story)
        self._filling = False

    def mark_missing(self, missing: Sequence[str]) -> None:
        """Name in the fields what the police need first and nobody has taken down."""
        for name in ASKED_FIRST:
            self.fields[name].setAccessibleDescription(_("needed first") if name in missing else "")

    def _edited(self) -> None:
        if self._filling:
            return
        texts: dict[str, Any] = {name: field.text().strip() for name, field in self.fields.items() if name != _AMOUNT}
        self._facts = replace(LossFacts(**texts), amount_fen=self._amount(), story=self.story.toPlainText().strip())
        self.changed.emit(self._facts)

    def _amount(self) -> int | None:
        field = self.fields[_AMOUNT]
        try:
            amount = money(field.text())
        except ValueError:
            amount = None
        set_property(field, "fault", amount is None and bool(field.text().strip()))
        return amount
