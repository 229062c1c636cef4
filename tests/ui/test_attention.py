"""Input is seen wherever the focus goes, and nothing else of the application is."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from hfc_desktop.ui.attention import Attention


class Watcher(QObject):
    """Remembers what it was shown."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):  # noqa: N802  the name that Qt knows
        self.seen.append((watched, event.type()))
        return False

    def key_presses(self):
        return [watched for watched, kind in self.seen if kind == QEvent.Type.KeyPress]


@pytest.fixture
def window(qtbot):
    made = QWidget()
    box = QVBoxLayout(made)
    made.first, made.second = QLineEdit(), QLineEdit()
    box.addWidget(made.first)
    box.addWidget(made.second)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    made.first.setFocus()
    return made


def test_keys_are_seen_at_whatever_has_the_focus(window):
    watcher = Watcher()
    Attention(watcher, window)
    QTest.keyClick(window.first, Qt.Key.Key_A)
    window.second.setFocus()
    QTest.keyClick(window.second, Qt.Key.Key_B)
    assert watcher.key_presses() == [window.first, window.second]
    assert (window.first.text(), window.second.text()) == ("a", "b")


def test_what_has_lost_the_focus_is_let_alone(window):
    watcher = Watcher()
    Attention(watcher, window)
    window.second.setFocus()
    watcher.seen.clear()
    window.first.repaint()
    window.first.setText("…")
    assert window.first not in [watched for watched, _kind in watcher.seen]


def test_a_dialog_is_watched_while_it_has_the_focus(qtbot, window):
    watcher = Watcher()
    Attention(watcher, window)
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert field in watcher.key_presses()


def test_the_mouse_is_seen_at_the_systems_window(qtbot, window):
    watcher = Watcher()
    Attention(watcher, window)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
    assert any(kind == QEvent.Type.MouseButtonPress for _watched, kind in watcher.seen)


def test_it_ends_with_the_window(window):
    watcher = Watcher()
    attention = Attention(watcher, window)
    attention.end()
    watcher.seen.clear()
    window.second.setFocus()
    QTest.keyClick(window.second, Qt.Key.Key_A)
    assert not watcher.key_presses()
