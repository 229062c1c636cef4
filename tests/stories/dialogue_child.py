"""Walks through a dialogue in the real window until it is killed; says on stdout how far it got, and when."""

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


def search() -> None:
    if window.context.session.user is None:
        QTimer.singleShot(100, search)
        return
    window.shown().open_item("scenario.remit-hurry")
    QTimer.singleShot(200, answer)


def answer() -> None:
    card = window.shown().view.card()
    if card is None:
        QTimer.singleShot(100, answer)
        return
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    steps = len(window.context.reception.value.path)
    sys.stdout.write(f"{time.monotonic():.3f} {steps} {card.walk.node.id}\n")
    sys.stdout.flush()
    if not card.walk.ended and steps < 3:
        QTimer.singleShot(300, answer)


window.show()
QTimer.singleShot(300, search)
app.exec()
