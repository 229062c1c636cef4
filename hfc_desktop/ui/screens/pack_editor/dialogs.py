"""Small questions of the authoring desk: how the issue is numbered, why a pack goes back, what a new item is called."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from hfc_desktop.domain.authoring import Numbers
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

_HIGHEST = 99_999
_NOTE_HEIGHT = 76


class _Asking(QDialog):
    """A question with a main answer; Enter gives it, Esc leaves all as it was."""

    def __init__(self, title: str, answer: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(tokens.DIALOG[0])
        self.yes = button(answer, self._answered, look="primary")
        self.yes.setDefault(True)
        self._no = button(_("Cancel"), self.reject)
        keys.bind(self, "record.save", self.yes.click)

    def _lay_out(self, heading: str, rows: Sequence[tuple[str, QWidget]], note: str = "") -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.PAD)
        grid.setVerticalSpacing(tokens.GAP)
        grid.setColumnStretch(1, 1)
        for at, (name, widget) in enumerate(rows):
            grid.addWidget(label(name, ink="second"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, at, 1)
            widget.setAccessibleName(name)
        whole = column(label(heading, Type.CARD_TITLE), gap=tokens.PAD, margin=tokens.ROOMY)
        if note:
            whole.addWidget(paragraph(note, ink="second"))
        whole.addLayout(grid)
        whole.addLayout(row(None, self._no, self.yes))
        self.setLayout(whole)

    @abstractmethod
    def _answered(self) -> None:
        """The main answer was given."""


class ReviewDialog(_Asking):
    """Number, dates and changelog of the issue that goes to review.

    Attributes:
        agreed: ``(Numbers)``.
    """

    agreed = Signal(object)

    def __init__(self, numbers: Numbers, parent: QWidget) -> None:
        super().__init__(_("Send to review"), _("Send to review"), parent)
        self._issue, self._version = _number(numbers.issue), _number(numbers.content_version)
        self._issued, self._effective, self._review = map(
            _day, (numbers.issued_on, numbers.effective_from, numbers.review_by)
        )
        self._note = QPlainTextEdit(numbers.note)
        self._note.setFixedHeight(_NOTE_HEIGHT)
        self._note.setTabChangesFocus(True)
        self._lay_out(
            _("Send this issue to review"),
            (
                (_("Issue"), self._issue),
                (_("Content version"), self._version),
                (_("Issued on"), self._issued),
                (_("In force from"), self._effective),
                (_("To be reviewed by"), self._review),
                (_("What changed (changelog)"), self._note),
            ),
            _("Somebody else approves it. After that, any change makes a draft of it again."),
        )
        self.yes.setFocus()

    def _answered(self) -> None:
        self.agreed.emit(
            Numbers(
                issue=self._issue.value(),
                content_version=self._version.value(),
                issued_on=_date(self._issued),
                effective_from=_date(self._effective),
                review_by=_date(self._review),
                note=" ".join(self._note.toPlainText().split()),
            )
        )
        self.accept()


class GiveBackDialog(_Asking):
    """Why a pack goes back to its authors.

    Attributes:
        agreed: ``(reason)``.
    """

    agreed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Give back"), _("Give back"), parent)
        self._reason = QLineEdit()
        self._reason.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))
        self.yes.setEnabled(False)
        self._lay_out(_("Give the pack back to its authors"), ((_("What they should change"), self._reason),))
        self._reason.setFocus()

    def _answered(self) -> None:
        self.agreed.emit(self._reason.text())
        self.accept()


class NewItemDialog(_Asking):
    """Kind and name of a new item.

    Attributes:
        agreed: ``(Kind, slug)``.
    """

    agreed = Signal(object, str)

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(_("New item"), _("Make it"), parent)
        self._kind, self._slug = QComboBox(), QLineEdit()
        for member in Kind:
            self._kind.addItem(term("kind", member.value), member.value)
        self._kind.setCurrentIndex(max(self._kind.findData(kind), 0))
        self._slug.setPlaceholderText(_("lower-case letters, digits and hyphens, as card-lost"))
        self._slug.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))
        self.yes.setEnabled(False)
        self._lay_out(
            _("New item"),
            ((_("Kind"), self._kind), (_("Name"), self._slug)),
            _("The name is part of the item's id and stays for good."),
        )
        self._slug.setFocus()

    def _answered(self) -> None:
        self.agreed.emit(Kind(self._kind.currentData()), self._slug.text().strip())
        self.accept()


def _number(value: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(1, _HIGHEST)
    made.setValue(value)
    return made


def _day(value: date) -> QDateEdit:
    made = QDateEdit(QDate(value.year, value.month, value.day))
    made.setDisplayFormat("yyyy-MM-dd")
    made.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
    return made


def _date(widget: QDateEdit) -> date:
    day = widget.date()
    return date(day.year(), day.month(), day.day())
