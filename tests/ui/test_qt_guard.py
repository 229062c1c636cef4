"""Why PySide6 is pinned: 6.12.0 on Python 3.11 and older loses a reference to None in most calls that give nothing."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget


def test_ten_thousand_void_calls_leave_none_alone(qtbot):
    widget, thing = QWidget(), QObject()
    qtbot.addWidget(widget)
    for call in (lambda: widget.setToolTip("x"), lambda: thing.setObjectName("x"), widget.update):
        before = sys.getrefcount(None)
        for _turn in range(10_000):
            call()
        assert abs(sys.getrefcount(None) - before) < 1000
