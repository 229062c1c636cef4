"""T4: from anywhere to a number in big digits on the clipboard, in five keys at most."""

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.i18n import set_language
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.theme import Theme

LIMIT = 5


@pytest.fixture
def window(qtbot, qapp, demo):
    """The real window with its workers, so that Enter may come before the answer."""
    application = open_application(demo)
    made = make_window(application, Theme(qapp), "zh")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.context.session.user is not None, timeout=20_000)
    yield made
    made.close()
    application.close()
    set_language("zh")


@pytest.mark.parametrize(
    ("start", "letters", "item"),
    [("counter", "ks", "hotline.r653100"), ("record", "wlm", "hotline.r650100"), ("about", "fzz", "hotline.r650100")],
)
def test_a_number_is_found_copied_and_noted(qtbot, window, start, letters, item):
    window.open(start)
    QGuiApplication.clipboard().clear()
    counted = 0
    for sequence in ("F5", *letters, "Return"):
        if len(sequence) == 1:
            QTest.keyClicks(QApplication.focusWidget(), sequence)
        else:
            chord = QKeySequence(sequence)[0]
            QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())
        counted += 1
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "", timeout=10_000)
    book = window.shown()
    assert book.view.marked().item.id == item
    assert QGuiApplication.clipboard().text() == book.view.marked().number
    assert window.context.reception.value.hotlines == (item,)
    assert counted <= LIMIT
