"""After use: helpful or not, something missing or wrong. It stays with the reception and goes up with the export."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from hfc_desktop.domain.reception import Usefulness, with_feedback
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.parts import button, column, label, row
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.ui.reception_holder import ReceptionHolder

_EXPLAINED: Final = frozenset({Usefulness.MISSING, Usefulness.WRONG})
"""Answers that ask for a few words more."""
_LONGEST: Final = 200


class Feedback(QWidget):
    """Four answers; two of them ask what is missing or wrong."""

    def __init__(self, item_id: str, reception: ReceptionHolder) -> None:
        super().__init__()
        self._item, self._reception = item_id, reception
        self._group = QButtonGroup(self)
        box = row(gap=tokens.STEP)
        self.buttons = {answer: button(term("usefulness", answer.value), "segment") for answer in Usefulness}
        for answer, choice in self.buttons.items():
            choice.setCheckable(True)
            choice.clicked.connect(partial(self._answer, answer))
            self._group.addButton(choice)
            box.addWidget(choice)
        box.addStretch(1)
        self.words = QLineEdit()
        self.words.setMaxLength(_LONGEST)
        self.words.setPlaceholderText(_("What is missing or wrong? No customer data."))
        self.words.setAccessibleName(_("What is missing or wrong"))
        self.words.editingFinished.connect(self._keep)
        outer = column(label(_("Was it of use?"), Type.CAPTION, "second"), gap=tokens.STEP)
        outer.addLayout(box)
        outer.addWidget(self.words)
        self.setLayout(outer)
        self._show()

    def _show(self) -> None:
        use = self._reception.value.used(self._item)
        given = use.helpful if use else None
        if given is not None:
            self.buttons[given].setChecked(True)
        self.words.setVisible(given in _EXPLAINED)
        self.words.setText(use.gap if use else "")

    def _answer(self, answer: Usefulness) -> None:
        self._report(answer)
        self.words.setVisible(answer in _EXPLAINED)
        if answer in _EXPLAINED:
            self.words.setFocus()

    def _keep(self) -> None:
        given = next((answer for answer in _EXPLAINED if self.buttons[answer].isChecked()), None)
        if given is not None:
            self._report(given)

    def _report(self, answer: Usefulness) -> None:
        gap = self.words.text().strip() if answer in _EXPLAINED else ""
        self._reception.apply(lambda before: with_feedback(before, self._item, answer, gap))
