"""A manager at a real window on a demo folder: presses keys as fast as the window takes them, and counts them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.i18n import set_language
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.theme import Theme

MANAGER = "60401"


class Manager:
    """Counts keys and clicks."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window
        self.keys = self.clicks = 0

    def press(self, *sequences):
        for sequence in sequences:
            chord = QKeySequence(sequence)[0]
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, chord.key(), chord.keyboardModifiers())
            self.keys += 1

    def click(self, widget, at=None):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.clicks += 1

    def sees(self, what):
        self.qtbot.waitUntil(lambda: bool(what()), timeout=20_000)

    def case(self, case_id):
        """A case as it stands in the store; looking at it so leaves no trace."""
        with self.window.context.application.open_store().unit_of_work(read_only=True) as uow:
            return uow.complaints.get(case_id)

    def dialog(self, kind):
        self.sees(lambda: [top for top in QApplication.topLevelWidgets() if isinstance(top, kind) and top.isVisible()])
        return next(top for top in QApplication.topLevelWidgets() if isinstance(top, kind) and top.isVisible())


def sit_down(qtbot, qapp, folder, staff_no=MANAGER):
    """Open the window and sign in; gives the window and the application to close."""
    application = open_application(folder)
    window = make_window(application, Theme(qapp), "zh")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.context.session.user is not None, timeout=20_000)
    window.sign_out()
    window._sign_in_demo(staff_no=staff_no)
    qtbot.waitUntil(lambda: window.context.session.user is not None, timeout=20_000)
    return window, application


def stand_up(window, application):
    window.close()
    application.close()
    set_language("zh")
