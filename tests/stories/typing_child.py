"""Types into the record form of the real window until it is killed; says on stdout what was typed, and when."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.paths import DataDir
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.theme import Theme

app = QApplication([])
window = make_window(open_application(DataDir(Path(sys.argv[1]))), Theme(app))
typed = ""


def open_form() -> None:
    if window.context.session.user is None:
        QTimer.singleShot(100, open_form)
        return
    QTest.keyClicks(QApplication.focusWidget(), "sfdj")
    QTimer.singleShot(500, open_card)


def open_card() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTimer.singleShot(500, record)


def record() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    QTimer.singleShot(1500, type_on)


def type_on() -> None:
    global typed
    digit = str(len(typed) % 10)
    QTest.keyClick(QApplication.focusWidget(), digit)
    typed += digit
    sys.stdout.write(f"{time.monotonic():.3f} {typed}\n")
    sys.stdout.flush()
    QTimer.singleShot(60, type_on)


window.show()
QTimer.singleShot(300, open_form)
app.exec()
