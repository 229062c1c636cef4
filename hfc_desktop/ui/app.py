"""Starts the window: options, one instance, theme, data folder, first paint. What is heavy comes after the paint."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.errors import EnvironmentFaultError, HfcError
from hfc_desktop.i18n import LANGUAGES, set_language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.paths import DataDir, default_data_dir
from hfc_desktop.ui import tokens
from hfc_desktop.ui.errors_dialog import catch_bugs
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.main_window import MainWindow
from hfc_desktop.ui.operations import Operations
from hfc_desktop.ui.single_instance import Door
from hfc_desktop.ui.theme import STYLE, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.bootstrap.application import Application

_ENVIRONMENT: Final = EnvironmentFaultError.exit_status
_DEMO_MATTERS: Final = 2000
"""Records in a demo folder."""
_UNSEEN: Final = frozenset({"offscreen", "minimal"})
"""Platforms on which nobody could close a dialog."""


class Options(NamedTuple):
    """What was asked for on the command line.

    Attributes:
        data: the data folder; ``None`` for this user's own, or its demo.
        lang: language of this run; empty for the one in the settings.
        practice: open invented data that are thrown away when the window closes.
    """

    demo: bool = False
    data: Path | None = None
    lang: str = ""
    practice: bool = False

    def folder(self) -> DataDir:
        """Where the data are."""
        if self.data is not None:
            return DataDir(self.data)
        own = default_data_dir()
        return DataDir(own.with_name(f"{own.name} Demo") if self.demo else own)


def options(arguments: Sequence[str]) -> Options:
    """Read the command line; wrong options end the program with a usage line."""
    if not arguments:
        return Options()
    import argparse

    parser = argparse.ArgumentParser(prog="main.py", description=_("Opens the window."))
    parser.add_argument("--demo", action="store_true", help=_("open demo data, made first where there are none"))
    parser.add_argument("--data", type=Path, metavar="DIR", help=_("data folder"))
    parser.add_argument("--lang", choices=LANGUAGES, default="", help=_("language of the window"))
    parser.add_argument("--practice", action="store_true", help=_("open invented data that are thrown away at the end"))
    given = parser.parse_args(arguments)
    return Options(given.demo, given.data, given.lang, given.practice)


def run(arguments: Sequence[str], make_demo: Callable[[DataDir, int], object]) -> int:
    """The window from start to end; gives the exit status."""
    asked = options(arguments)
    if asked.lang:
        set_language(asked.lang)
    qt = QApplication([sys.argv[0], *STYLE])
    theme = Theme(qt)
    if asked.practice:
        return _practise(qt, theme, asked.lang, make_demo)
    folder = asked.folder()
    while True:
        try:
            if asked.demo and not folder.is_demo:
                print(_("Making demo data; this takes some seconds…"), file=sys.stderr, flush=True)  # noqa: T201
                make_demo(folder, _DEMO_MATTERS)
            return _on_folder(qt, theme, folder, asked.lang)
        except HfcError as error:
            other = _told(theme, error)
            if other is None:
                return error.exit_status
            folder = DataDir(other)


def _practise(qt: QApplication, theme: Theme, lang: str, make_demo: Callable[[DataDir, int], object]) -> int:
    """The same window on a folder of its own in a temporary place, removed when the window closes."""
    from hfc_desktop.ui.practice import throw_away_folder

    try:
        with throw_away_folder(make_demo) as folder:
            return _on_folder(qt, theme, folder, lang)
    except HfcError as error:
        _told(theme, error)
        return error.exit_status


def _on_folder(qt: QApplication, theme: Theme, folder: DataDir, lang: str) -> int:
    application = open_application(folder)
    door = Door(folder)
    if not door.enter():
        return _second_start(door)
    window = make_window(application, theme, lang)
    window.show()
    QTimer.singleShot(0, window, lambda: door.listen(lambda: _come_forward(window)))
    catch_bugs(window.faults.report)
    try:
        return qt.exec()
    finally:
        window.context.operations.end()  # also where nobody closed the window, as when the system's session ends
        application.close()
        door.leave()


def make_window(application: Application, theme: Theme, lang: str = "") -> MainWindow:
    """The window on an open application, sized for the screen, not yet shown."""
    set_language(lang or application.settings.text("language"))
    theme.set_scheme(application.settings.text("theme"))
    theme.reduced_motion = application.settings.flag("reduced_motion")
    theme.set_type_percent(application.settings.number("type_percent"))
    window = MainWindow(application, Operations(Hub()), theme)
    room = QGuiApplication.primaryScreen().availableSize()
    window.resize(min(tokens.FIRST_WINDOW[0], room.width()), min(tokens.FIRST_WINDOW[1], room.height()))
    return window


def _come_forward(window: MainWindow) -> None:
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    window.say(_("The program was already open; here it is."), "accent")


def _second_start(door: Door) -> int:
    if door.knock():
        print(_("HFC Desktop is already open on this data folder; its window was brought forward."), file=sys.stderr)  # noqa: T201
        return 0
    raise EnvironmentFaultError("window.busy")


def _told(theme: Theme, error: HfcError) -> Path | None:
    """Tell a fault that keeps the window from opening; gives another folder if one was chosen."""
    from hfc_desktop.ui.widgets.fault_dialog import RETRY, FaultDialog
    from hfc_desktop.wording.errors import error_text

    print(error_text(error), file=sys.stderr)  # noqa: T201  whoever started it from a console sees it there as well
    if QGuiApplication.platformName() in _UNSEEN:
        return None
    dialog = FaultDialog(theme, error, retry=_("Choose another folder…"))
    if dialog.exec() != RETRY:
        return None
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(None, _("Data folder"))
    return Path(chosen) if chosen else None
