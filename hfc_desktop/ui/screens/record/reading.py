"""What a card reader read goes into the form: the number hidden, its last four told, taken away by the first key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit

from hfc_desktop.domain.complaint import IdType
from hfc_desktop.ui.scan import ScanKind

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.ui.scan import Scan
    from hfc_desktop.ui.screens.record.view import Form

_NUMBER: Final = "id_number"
_TYPE: Final = "id_type"
_TAIL: Final = "account_tail"
_TAKES_AWAY: Final = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class Reading(QObject):
    """Fills the customer's key from a reader."""

    def __init__(self, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._number = cast("QLineEdit", form.editors[_NUMBER].control)
        self._number.installEventFilter(self)

    def take(self, scan: Scan) -> bool:
        """Take an identity or bank card over; False for anything else."""
        if scan.kind is ScanKind.IDENTITY:
            self.show_again()
            self._form.set_values({_TYPE: IdType.RESIDENT_ID.value, _NUMBER: scan.value})
            self._number.setEchoMode(QLineEdit.EchoMode.Password)
            self._number.setReadOnly(True)
            self._form.edited.emit(_NUMBER)
        elif scan.kind is ScanKind.CARD:
            self._form.set_values({_TAIL: scan.value[-4:]})
            self._form.edited.emit(_TAIL)
        else:
            return False
        scan.taken = True
        return True

    def show_again(self) -> None:
        """The field is an ordinary one again, as for another draft; what it hid is gone."""
        if self._number.isReadOnly():
            self._number.clear()
            self._number.setReadOnly(False)
            self._number.setEchoMode(QLineEdit.EchoMode.Normal)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first key that would change a hidden number takes all of it away, so that no part of it is seen."""
        if event.type() == QEvent.Type.KeyPress and self._number.isReadOnly():
            key = cast("QKeyEvent", event)
            if Qt.Key(key.key()) in _TAKES_AWAY or (key.text().isprintable() and key.text().strip()):
                self.show_again()
                self._form.edited.emit(_NUMBER)
        return False
