"""Whom to give matters to: colleagues with what they have on their desk, by digit, by typing, or by the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem

from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_lists import OPEN_STATUSES, Column, Query
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.domain.people import Actor, Organisation, User

_DIGITS: Final = 9
_PERSON: Final = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may handle matters.

    Attributes:
        open: how many open matters they have.
    """

    staff_no: str
    name: str
    post: str
    open: int


def read_colleagues(application: Application, actor: Actor) -> Sequence[Colleague]:
    """Those of the branch who may handle matters, who has least first; call it in a worker."""
    records = application.open_records()
    wanted = Query(wanted=ComplaintFilter(status=OPEN_STATUSES))
    loads = records.lists.groups(wanted, Column.HANDLER, actor)
    offices = _below(records.people.organisations(), actor.organisation)
    found = [
        Colleague(user.staff_no, user.name, _post(user), loads.get(user.staff_no, 0))
        for user in records.people.users(actor)
        if user.active and user.organisation in offices and allows(user.role, Right.COMPLAINT_HANDLE)
    ]
    return sorted(found, key=lambda colleague: (colleague.open, colleague.staff_no))


def _post(user: User) -> str:
    """Posts are written in Chinese; elsewhere the role stands for them."""
    return user.post if user.post and language() == CHINESE else term("role", user.role.value)


def _below(offices: Sequence[Organisation], code: str) -> frozenset[str]:
    """An office and those below it."""
    found = {code}
    while more := {office.code for office in offices if office.parent in found} - found:
        found |= more
    return frozenset(found)


class AssignDialog(QDialog):
    """One list; a digit takes a line at once, letters narrow it, Enter takes the marked line.

    Attributes:
        chosen: ``(staff_no)``.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, number: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = ngettext("Give {n} matter to…", "Give {n} matters to…", number).format(n=number)
        self.setWindowTitle(text)
        self._colleagues: Sequence[Colleague] = ()
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("Name or staff number; a digit takes a line"))
        self.box.setAccessibleName(self.box.placeholderText())
        self.box.textChanged.connect(lambda _text: self._fill())
        self.box.installEventFilter(self)
        self.people = QListWidget()
        self.people.setAccessibleName(_("Colleagues"))
        self.people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.people.itemClicked.connect(self._take)
        self._said: QLabel = paragraph(_("Reading who is there…"), ink="second")
        self.go = button(_("Assign"), self.take, look="primary")
        buttons = row(None, button(_("Cancel"), self.reject, look="quiet", key="back"), self.go)
        self.setLayout(
            column(
                label(text, Type.CARD_TITLE), self.box, self.people, self._said, buttons, gap=tokens.GAP,
                margin=tokens.ROOMY,
            )
        )  # fmt: skip
        self.resize(tokens.DIALOG[0], tokens.DIALOG[2])
        self.box.setFocus()

    def show_colleagues(self, colleagues: Sequence[Colleague]) -> None:
        """Show who is there."""
        self._colleagues = colleagues
        self._fill()

    def _fill(self) -> None:
        wanted = self.box.text().strip().casefold()
        self.people.clear()
        for colleague in self._colleagues:
            if wanted not in f"{colleague.name} {colleague.staff_no} {colleague.post}".casefold():
                continue
            number = self.people.count() + 1
            digit = f"{number}  " if number <= _DIGITS else "    "
            load = ngettext("{n} open", "{n} open", colleague.open).format(n=colleague.open)
            item = QListWidgetItem(f"{digit}{colleague.name}  {colleague.staff_no} · {colleague.post} · {load}")
            item.setData(_PERSON, colleague.staff_no)
            self.people.addItem(item)
        self.people.setCurrentRow(0)
        found = self.people.count()
        set_paragraph(self._said, "" if found else _("Nobody of this name may handle matters."))
        self._said.setVisible(not found)
        self.go.setEnabled(bool(found))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Digits take a line, Up and Down move the mark, Enter takes it."""
        if event.type() is not QEvent.Type.KeyPress:
            return False
        key: QKeyEvent = event  # type: ignore[assignment]  # what a key press is
        if not self.box.text() and key.text().isdigit() and key.text() != "0":
            return self._take_row(int(key.text()) - 1)
        if key.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key.key() == Qt.Key.Key_Down else -1
            self.people.setCurrentRow(max(0, min(self.people.currentRow() + step, self.people.count() - 1)))
            return True
        if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            return True
        return False

    def _take_row(self, row: int) -> bool:
        item = self.people.item(row)
        if item is not None:
            self._take(item)
        return item is not None

    def take(self) -> None:
        """Take the marked line."""
        item = self.people.currentItem()
        if item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PERSON))
        self.accept()
