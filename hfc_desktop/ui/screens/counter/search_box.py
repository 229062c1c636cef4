"""The box that one types into while the customer speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QLineEdit

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, keys, tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QAction, QKeyEvent

    from hfc_desktop.ui.theme import Theme

_LONGEST: Final = 200


class SearchBox(QLineEdit):
    """One line. Its keys lead into the list without leaving the keyboard.

    Attributes:
        list_wanted: Down or Tab.
        open_wanted: ``(digit)`` Ctrl with 1 to 9, or 0 for Enter.
    """

    list_wanted = Signal()
    open_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "search")
        self.setMaxLength(_LONGEST)
        self.setObjectName("search")
        self._theme = theme
        self._sign: QAction | None = None
        self.setTextMargins(tokens.ICON + tokens.GAP, 0, 0, 0)
        self.prompt(_("Customer's words, a code, a message, or pinyin initials"))

    def prompt(self, text: str) -> None:
        """What may be typed."""
        self.setPlaceholderText(text)
        self.setAccessibleName(_("Search"))
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(tokens.READING_WIDTH, super().sizeHint().height())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads into the list instead of to the next widget."""
        if not forward:
            return super().focusNextPrevChild(forward)
        self.list_wanted.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list, Enter opens; all else is typed."""
        if event.text().isprintable() and event.text():  # letters first: they are answered before all else is loaded
            super().keyPressEvent(event)
            return
        qt, key = QtCore.Qt, event.key()
        if key in (qt.Key.Key_Down, qt.Key.Key_PageDown):
            self.list_wanted.emit()
        elif (
            key in (qt.Key.Key_Return, qt.Key.Key_Enter) and not event.modifiers() & qt.KeyboardModifier.ControlModifier
        ):
            self.open_wanted.emit(0)
        else:
            super().keyPressEvent(event)

    def complete(self) -> None:
        """The sign in the box and its keys beside letters, which need not be there with the first paint."""
        self._sign = QtGui.QAction(self)
        self._tint()
        self.setTextMargins(0, 0, 0, 0)  # Qt makes room for the sign itself
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._theme.changed.connect(self._tint)
        keys.bind_digits(self, "results.digit_typing", lambda at: self.open_wanted.emit(at + 1))
        self.installEventFilter(_UndoLeft(self))

    def _tint(self) -> None:
        if self._sign is not None:
            self._sign.setIcon(icons.icon(self._theme, "search"))


class _UndoLeft(QObject):
    """Leaves Ctrl+Z to the window while the box is empty."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box)
        self._box = box

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Refuses the undo key."""
        if event.type() != QtCore.QEvent.Type.ShortcutOverride or self._box.text():
            return False
        if not cast("QKeyEvent", event).matches(QtGui.QKeySequence.StandardKey.Undo):
            return False
        event.ignore()
        return True
