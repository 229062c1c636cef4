"""A walk through all screens at all sizes in both languages, and by Tab alone: nothing clipped, focus always seen."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hfc_desktop.ui import tokens

sys.path.insert(0, str(Path(__file__).parent))
from geometry import faults, name_of
from places import SIZES, cards, dialogs, screens

PATIENCE_S = 4


def wrong(part):
    """What is wrong with a window once its layouts have come to rest."""
    until = time.monotonic() + PATIENCE_S
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QTest.qWait(1)
    while (found := faults(part)) and time.monotonic() < until:
        QTest.qWait(20)
    return found


def opened(qtbot, open_window, demo, lang, size):
    window = open_window(demo, lang)
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    window.banner.hide()
    window.resize(*size)
    return window


def complaints_of(window, place, sizes=()):
    """What is wrong at each size; at the size it has when none is named."""
    found = []
    for size in sizes:
        window.resize(*size)
        found += [f"{place} at {size[0]}x{size[1]}: {fault}" for fault in wrong(window)]
        assert (window.width(), window.height()) == size
    return found if sizes else [f"{place}: {fault}" for fault in wrong(window)]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_clipped_on_any_screen_at_any_size(qtbot, open_window, demo, lang):
    window = opened(qtbot, open_window, demo, lang, SIZES[0])
    found = [fault for name in screens(window) for fault in complaints_of(window, name, (*SIZES, tokens.WINDOW))]
    window.resize(*SIZES[0])
    found += [fault for card in cards(window) for fault in complaints_of(window, card, (SIZES[0], SIZES[2]))]
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_clipped_in_dialogs_the_compact_window_and_the_cover(qtbot, open_window, demo, lang):
    window = opened(qtbot, open_window, demo, lang, tokens.WINDOW)
    found = [f"{name_of(dialog)}: {fault}" for dialog in dialogs(window) for fault in wrong(dialog)]
    for dialog in dialogs(window):
        assert dialog.width() <= tokens.WINDOW[0]
        assert dialog.height() <= tokens.WINDOW[1]
    window.act("compact")
    window.resize(380, 440)
    found += complaints_of(window, "compact")
    window.act("lock")
    found += complaints_of(window, "cover, compact")
    window.desk.lock._open()
    window.act("compact")
    window.act("lock")
    found += complaints_of(window, "cover")
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_big_type_clips_nothing_either(qtbot, open_window, demo):
    window = opened(qtbot, open_window, demo, "zh", (1366, 768))
    window.act("big_type")
    try:
        found = [fault for name in screens(window) for fault in complaints_of(window, name)]
        assert not found, "\n".join(found)
    finally:
        window.act("big_type")


@pytest.mark.slow
def test_nothing_is_clipped_at_twice_the_scale(made_demo):
    """1920x1080 at 200 % in a process of its own, since Qt reads the factor once."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2", "PYTHONUTF8": "1"}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[3])
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "walk_child.py"), str(made_demo.root)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# -- by Tab alone -----------------------------------------------------------------------------------------------------


def stops(window):
    """Widgets that Tab leads to, in its order, each with what is wrong with how it shows its focus."""
    reached, unseen = [], []
    for _step in range(300):
        part = QApplication.focusWidget()
        if part is None or part in reached:
            break
        reached.append(part)
        fault = shown(window, part)
        if fault:
            unseen.append(fault)
        QTest.keyClick(part, Qt.Key.Key_Tab)
    return reached, unseen


def shown(window, part):
    """Why nobody could see that ``part`` has the focus; empty when one can."""
    if part.visibleRegion().isEmpty():
        return f"{name_of(part)} has the focus out of sight"
    around = QRect(part.mapTo(window, part.rect().topLeft()), part.size()).adjusted(-4, -4, 4, 4)
    with_focus = window.grab(around).toImage()
    part.clearFocus()
    without = window.grab(around).toImage()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    return "" if with_focus != without else f"{name_of(part)} looks the same with and without the focus"


def wanted_stops(window):
    """Everything that can be used and must therefore be reached."""
    return [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and part.window() is window
        and not part.objectName().startswith("qt_")
    ]


@pytest.mark.slow
def test_every_screen_is_used_by_tab_alone_with_the_focus_always_seen(qtbot, open_window, demo):
    window = opened(qtbot, open_window, demo, "zh", (1366, 768))
    found = []
    for name in screens(window):
        QTest.qWait(10)
        assert QApplication.focusWidget() is not None, f"{name} begins without a focus"
        reached, unseen = stops(window)
        found += [f"{name}: {fault}" for fault in unseen]
        missed = [part for part in wanted_stops(window) if part not in reached and not _of_a_group(part, reached)]
        found += [f"{name}: Tab never reaches {name_of(part)}" for part in missed]
    assert not found, "\n".join(found)


def _of_a_group(part, reached):
    """Whether arrows lead to it from a neighbour that Tab reaches, as among the buttons of one choice."""
    group = part.group() if hasattr(part, "group") else None
    return group is not None and any(button in reached for button in group.buttons())
