"""The box that one types into while the customer speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, keys, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.ui.theme import Theme

_DOWN: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_UNDO: Final = QKeySequence.StandardKey.Undo
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
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._theme = theme
        theme.changed.connect(self._tint)
        keys.bind_digits(self, "results.digit_typing", lambda at: self.open_wanted.emit(at + 1))
        self.prompt(_("Customer's words, a code, a message, or pinyin initials"))

    def prompt(self, text: str) -> None:
        """What may be typed."""
        self.setPlaceholderText(text)
        self.setAccessibleName(_("Search"))
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(tokens.READING_WIDTH, super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tab leads into the list instead of to the next widget; an empty box leaves Ctrl+Z to the window."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and cast("QKeyEvent", event).key() == Qt.Key.Key_Tab:
            self.list_wanted.emit()
            return True
        if kind == QEvent.Type.ShortcutOverride and not self.text() and cast("QKeyEvent", event).matches(_UNDO):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list, Enter opens; all else is typed."""
        key = Qt.Key(event.key())
        if key in _DOWN:
            self.list_wanted.emit()
        elif key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open_wanted.emit(0)
        else:
            super().keyPressEvent(event)

    def complete(self) -> None:
        """The sign in the box, which need not be there with the first paint."""
        self._tint()

    def _tint(self) -> None:
        self._sign.setIcon(icons.icon(self._theme, "search"))
