"""A teller for stories: presses real keys and clicks real widgets of the real window, and counts them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication


class Teller:
    """Keys and clicks are counted apart; free text, as an input method commits it, is not."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window
        self.keys = self.clicks = 0

    def press(self, *sequences):
        for sequence in sequences:
            chord = QKeySequence(sequence)[0]
            QTest.keyClick(QApplication.focusWidget() or self.window, chord.key(), chord.keyboardModifiers())
            self.keys += 1

    def type(self, letters):
        QTest.keyClicks(QApplication.focusWidget(), letters)
        self.keys += len(letters)

    def write(self, words):
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def click(self, widget, at=None):
        assert widget.isVisible()
        assert widget.isEnabled()
        place = at or widget.rect().center()
        assert widget.visibleRegion().contains(place), "it must be scrolled to first, and that is no click"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.clicks += 1

    def click_row(self, view, row):
        index = view.model().index(row, 0)
        self.click(view.viewport(), view.visualRect(index).center())

    def button(self, name, under=None):
        """The visible button whose name begins so."""
        found = [
            one
            for one in (under or self.window).findChildren(QAbstractButton)
            if one.isVisible() and (one.accessibleName() or one.text()).startswith(name)
        ]
        assert found, f"no button {name}"
        return found[0]

    def sees(self, what):
        self.qtbot.waitUntil(lambda: bool(what()), timeout=10_000)
