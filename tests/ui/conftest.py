"""A real window on a demo folder of its own, with everything done at once."""

from __future__ import annotations

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.i18n import set_language
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.main_window import MainWindow
from hfc_desktop.ui.operations import ImmediateOperations
from hfc_desktop.ui.theme import Theme


@pytest.fixture
def open_window(qtbot, qapp):
    """Opens a window on a data folder; ``settle`` has not been called."""
    opened = []

    def opening(data, lang="zh"):
        set_language(lang)
        application = open_application(data)
        window = MainWindow(application, ImmediateOperations(Hub()), Theme(qapp))
        window.resize(1366, 768)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        window.complete()
        opened.append((window, application))
        return window

    yield opening
    for window, application in opened:
        window.close()
        application.close()
    set_language("zh")


@pytest.fixture
def window(open_window, demo):
    return open_window(demo)
