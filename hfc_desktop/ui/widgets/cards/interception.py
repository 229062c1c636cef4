"""Writing an interception down beside its checklist, with what the reward table gives for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QLineEdit, QWidget

from hfc_desktop.domain.checklists import STOP_LEVEL
from hfc_desktop.domain.documents import Form
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.reward import Reward
from hfc_desktop.domain.interception import Interception, Means, reward_for
from hfc_desktop.domain.reception import with_interception
from hfc_desktop.domain.typed import money, money_text
from hfc_desktop.errors import HfcError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.parts import button, column, frame, label, row
from hfc_desktop.ui.widgets.papers import paper_button
from hfc_desktop.ui.widgets.text import set_property
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout

    from hfc_desktop.domain.guidance.checklist import Checklist
    from hfc_desktop.ui.widgets.cards.card import Card

WORTH_WRITING: Final = frozenset({"high", STOP_LEVEL})
"""Levels at which a transaction may have been stopped."""
_LONGEST: Final = 200


class InterceptionForm(QWidget):
    """The fields; every change goes into the reception at once.

    Attributes:
        paper_wanted: ``(Form)`` a paper of what is written here.
    """

    paper_wanted = Signal(object)

    def __init__(self, card: Card[Checklist], signs: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._card, self._signs = card, signs
        self._filling = False
        self._table = _reward_table(card)
        self.amount = self._field(_("Amount stopped, yuan"))
        self.payee = self._field(_("Payee, as on the slip"))
        self.police = self._field(_("Police unit that answered or came"))
        self.people = self._field(_("Staff numbers of all who took part"))
        self.handed_to = self._field(_("Post that took over"))
        self.remark = self._field(_("What happened, facts alone"))
        self.confirmed = QCheckBox(_("The police say that it is a fraud"))
        self.confirmed.toggled.connect(self._edited)
        self.means = QButtonGroup(self)
        means = row(gap=tokens.STEP)
        for at, one in enumerate(Means):
            choice = button(term("means", one.value), "segment")
            choice.setCheckable(True)
            choice.setChecked(one is Means.TRANSFER)
            choice.clicked.connect(self._edited)
            self.means.addButton(choice, at)
            means.addWidget(choice)
        means.addStretch(1)
        self.reward = label("", Type.CAPTION, "second")
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.PAD)
        grid.setVerticalSpacing(tokens.STEP)
        grid.setColumnStretch(1, 1)
        for at, field in enumerate((self.amount, self.payee, self.police, self.people, self.handed_to, self.remark)):
            grid.addWidget(label(field.accessibleName(), Type.BODY, "second", wrap=False), at, 0)
            grid.addWidget(field, at, 1)
        box = column(label(_("Record of the interception"), Type.CARD_TITLE), gap=tokens.GAP)
        box.addLayout(means)
        box.addLayout(grid)
        box.addWidget(self.confirmed)
        box.addWidget(self.reward)
        box.addLayout(self._papers())
        self.setLayout(column(frame("accent", box)))
        self._show()

    def _papers(self) -> QHBoxLayout:
        """The record for the file and the application for the reward."""
        line = row(gap=tokens.STEP)
        for form, key in ((Form.INTERCEPTION, "card.paper"), (Form.REWARD, "card.reward")):
            line.addWidget(paper_button(form, partial(self.paper_wanted.emit, form), key))
        line.addStretch(1)
        return line

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(_LONGEST)
        made.setAccessibleName(name)
        made.textChanged.connect(self._edited)
        return made

    def _known(self) -> Interception:
        context = self._card.context
        actor = context.session.actor
        known = context.reception.value.interception
        return known or Interception(
            at=context.now(),
            fraud_type=context.reception.value.fraud_type,
            signs=self._signs(),
            people=(actor.staff_no,) if actor else (),
        )

    def begin(self) -> None:
        """Take down what is known already, and put the focus where typing starts."""
        self._keep(replace(self._known(), signs=self._signs()))
        self._show()
        self.amount.setFocus()

    def _show(self) -> None:
        known = self._known()
        self._filling = True
        self.amount.setText(money_text(known.amount_fen))
        self.means.button(list(Means).index(known.means)).setChecked(True)
        self.payee.setText(known.payee)
        self.police.setText(known.police_unit)
        self.people.setText(" ".join(known.people))
        self.handed_to.setText(known.handed_to)
        self.remark.setText(known.remark)
        self.confirmed.setChecked(known.confirmed)
        self._filling = False
        self._show_reward(known)

    def _amount(self) -> int | None:
        try:
            amount = money(self.amount.text())
        except ValueError:
            amount = None
        set_property(self.amount, "fault", amount is None and bool(self.amount.text().strip()))
        return amount

    def _edited(self, *_values: object) -> None:
        if self._filling:
            return
        known, confirmed = self._known(), self.confirmed.isChecked()
        self._keep(
            replace(
                known,
                amount_fen=self._amount(),
                means=list(Means)[self.means.checkedId()],
                payee=self.payee.text().strip(),
                police_unit=self.police.text().strip(),
                people=tuple(dict.fromkeys(self.people.text().replace("、", " ").replace(",", " ").split())),
                handed_to=self.handed_to.text().strip(),
                remark=self.remark.text().strip(),
                confirmed=confirmed,
                confirmed_at=(known.confirmed_at or self._card.context.now()) if confirmed else None,
            )
        )

    def _keep(self, after: Interception) -> None:
        self._card.context.reception.apply(lambda before: with_interception(before, after))
        self._show_reward(after)

    def _show_reward(self, found: Interception) -> None:
        """What the table says, and what is still needed for it."""
        parts = [_("Follow-up with the customer by {day}.").format(day=words.day(found.follow_up_by()))]
        due = reward_for(self._table, found, self._card.frame.pack(self._table.id)) if self._table else None
        if due is not None:
            parts.append(
                _("Reward, version {n}: {single} yuan for one person, {team} for the team; {post} decides.").format(
                    n=due.version,
                    single=words.money(due.single_fen),
                    team=words.money(due.team_fen) if due.team_fen else "—",
                    post=due.approver,
                )
            )
            parts.append(_("Report it within {n} working days.").format(n=due.report_within_working_days))
            if not found.confirmed:
                parts.append(_("Not before the police have confirmed the fraud."))
        self.reward.setText(" ".join(parts))


def _reward_table(card: Card[Checklist]) -> Reward | None:
    """The reward table that holds today."""
    lookup, audience = card.context.application.lookup, card.context.session.audience
    if lookup is None:
        return None
    try:
        found = [lookup.item(hit.id, audience=audience) for hit in lookup.browse(Kind.REWARD, audience=audience).hits]
    except HfcError:  # a damaged table is told by its own card; the record of the interception goes on without it
        return None
    today = card.context.today()
    return next((item for item in found if isinstance(item, Reward) and item.holds_on(today)), None)
