"""Somebody pulls the plug in the middle of a dialogue: at the next start the reception goes on at the same step."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.i18n import set_language
from hfc_desktop.paths import DataDir
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.theme import Theme
from hfc_desktop.workbench.demo.make import make_demo

ROOT = Path(__file__).resolve().parents[2]
KEPT_WITHIN_SECONDS = 2.0
STEPS = 3


def killed_after(data, steps):
    """Let a window walk so many steps, kill it two seconds after the last one; gives the step it stood at."""
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "stories" / "dialogue_child.py"), str(data.root)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    watchdog = threading.Timer(60, child.kill)
    watchdog.start()
    told = []
    while len(told) < steps:
        line = child.stdout.readline()
        assert line, "the dialogue did not open"
        told.append(line.split())
    time.sleep(max(0.0, float(told[-1][0]) + KEPT_WITHIN_SECONDS - time.monotonic()))
    child.kill()
    child.stdout.close()
    child.wait()
    watchdog.cancel()
    return told[-1][2]


def test_a_dialogue_goes_on_where_the_plug_was_pulled(tmp_path, qtbot, qapp):
    data = DataDir(tmp_path / "demo")
    make_demo(data, 5)
    stood_at = killed_after(data, STEPS)

    application = open_application(data)
    window = make_window(application, Theme(qapp), "zh")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    try:
        counter, reception = window.shown(), window.context.reception
        qtbot.waitUntil(lambda: reception.unfinished is not None, timeout=20_000)
        line = counter._resume_line
        assert line.isVisible()
        assert f"{reception.unfinished.started_at:%H:%M}" in line.accessibleName()

        chord = QKeySequence("Ctrl+Shift+R")[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())
        qtbot.waitUntil(lambda: counter.view.card() is not None, timeout=10_000)
        card = counter.view.card()
        assert card.item.id == "scenario.remit-hurry"
        assert card.walk.node.id == stood_at
        assert len(card.walk.taken) == STEPS
        assert not line.isVisible()

        before = len(reception.value.path)
        QTest.keyClick(QApplication.focusWidget(), "1")
        assert len(reception.value.path) > before

        # the goodbye makes it a consultation that counts
        chord = QKeySequence("Ctrl+N")[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())
        receptions = application.open_records().receptions
        actor, day = window.context.session.actor, window.context.today()
        qtbot.waitUntil(lambda: receptions.figures(day, day, actor).consultations == 1, timeout=10_000)
        assert receptions.unfinished(actor) == ()
    finally:
        window.close()
        application.close()
        set_language("zh")
