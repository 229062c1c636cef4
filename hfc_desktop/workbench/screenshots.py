"""Pictures of every screen, taken off-screen by driving the real window with keys on demo data."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.paths import DataDir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hfc_desktop.ui.main_window import MainWindow

_MATTERS: Final = 60
"""Records in the demo that the pictures show."""


@dataclass(frozen=True, slots=True)
class Shot:
    """How the pictures are taken: logical size, scale, language, scheme."""

    width: int = 1366
    height: int = 768
    scale: float = 1.0
    lang: str = "zh"
    theme: str = "light"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its name, and the keys that lead there from the start of the program."""

    name: str
    play: Callable[[Player], None]


class Player:
    """Presses keys in a window, as a teller would."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def text(self, words: str) -> None:
        """Type words into whatever has the focus: Latin by keys, Chinese as an input method commits it."""
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        target = QApplication.focusWidget() or self.window
        if words.isascii():
            QTest.keyClicks(target, words)
        else:
            event = QInputMethodEvent()
            event.setCommitString(words)
            QCoreApplication.sendEvent(target, event)
        self.settle()

    def keys(self, *sequences: str) -> None:
        """Press chords one after the other, as ``F6`` or ``Ctrl+Return``."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        for sequence in sequences:
            chord = QKeySequence(sequence)[0]  # type: ignore[index]  # the stubs lack __getitem__
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, chord.key(), chord.keyboardModifiers())
            self.settle()

    def sign_in(self, staff_no: str) -> None:
        """Be somebody else, as the demo allows."""
        window = self.window
        people = window.context.application.open_records().people
        user = people.sign_in_demo(staff_no).user
        window.sign_out()
        window.context.session.sign_in(user, people.organisation(user.organisation))
        self.settle()

    def settle(self) -> None:
        """Let layouts and what was queued come to rest."""
        from PySide6.QtTest import QTest

        QTest.qWait(30)


def _nothing(_player: Player) -> None:
    return


def _search(words: str) -> Callable[[Player], None]:
    return lambda player: player.text(words)


def _open(words: str, *then: str) -> Callable[[Player], None]:
    def play(player: Player) -> None:
        player.text(words)
        player.keys("Return", *then)

    return play


def _record(player: Player) -> None:
    _open("sfdj", "F6")(player)


def _note(player: Player) -> None:
    _record(player)
    player.text("说明冻结原因和解冻办法")
    player.keys("Ctrl+P")


def _author(name: str, *then: str) -> Callable[[Player], None]:
    """A screen of the authoring desk, on a copy of sources that came with the program."""

    def play(player: Player) -> None:
        from hfc_desktop.paths import bundled_packs_dir

        place = player.window.context.application.data.root.parent / "sources"
        shutil.copytree(bundled_packs_dir(), place, dirs_exist_ok=True)
        player.sign_in(_AUTHOR)
        player.window.open(name, place / "account-restrictions")
        player.settle()
        player.keys(*then)

    return play


_AUTHOR: Final = "10021"
_MANAGER: Final = "60401"
_ADMINISTRATOR: Final = "10001"


def _as(staff_no: str, screen: str, argument: object = None, *then: str) -> Callable[[Player], None]:
    """A screen as somebody else sees it, and keys pressed there."""

    def play(player: Player) -> None:
        player.sign_in(staff_no)
        player.window.open(screen, argument)
        player.settle()
        player.keys(*then)

    return play


def _case(player: Player) -> None:
    """The case that is most late."""
    player.sign_in(_MANAGER)
    player.window.open("ledger", "late")
    player.settle()
    player.keys("Return")


SCENES: Final = (
    Scene("01-counter-start", _nothing),
    Scene("02-results-initials", _search("sfdj")),
    Scene("03-results-words", _search("不能转账")),
    Scene("04-results-expired", _search("通行证延期")),
    Scene("05-nothing-found", _search("qqxxzz")),
    Scene("06-card-restriction", _open("j02")),
    Scene("07-card-handover", _open("q01")),
    Scene("08-card-dialogue", _open("汇款", "1")),
    Scene("09-card-checklist", _open("汇款核查清单", "Y", "N")),
    Scene("10-card-hotline", _open("96110")),
    Scene("11-card-policy", _open("息费减免")),
    Scene("12-card-fraud-type", _open("刷单返利")),
    Scene("13-card-bulletin", _open("断卡惩戒")),
    Scene("14-record", _record),
    Scene("15-note-preview", _note),
    Scene("16-key-sheet", lambda player: player.keys("Ctrl+/")),
    Scene("17-guidance-packs", lambda player: player.window.open("pack_import")),
    Scene("20-manager-start", _as(_MANAGER, "manager_start")),
    Scene("21-ledger", _as(_MANAGER, "ledger", "open")),
    Scene("22-ledger-all", _as(_MANAGER, "ledger", "all", "Ctrl+A")),
    Scene("23-case", _case),
    Scene("24-repeats", _as(_MANAGER, "repeats")),
    Scene("25-due-list", _as(_MANAGER, "due_list")),
    Scene("26-people", _as(_ADMINISTRATOR, "people")),
    Scene("27-audit", _as(_MANAGER, "audit")),
    Scene("28-ledger-import", _as(_MANAGER, "ledger_import")),
    Scene("29-early-signs", _as(_MANAGER, "early_signs")),
    Scene("31-exchange", _as(_MANAGER, "exchange")),
    Scene("32-conflicts", _as(_MANAGER, "conflicts")),
    Scene("18-pack-editor", _author("pack_editor", "F8")),
    Scene("18-pack-editor-form", _author("pack_editor", "Ctrl+G")),
    Scene("19-pack-compare", _author("pack_compare")),
    Scene("30-assign", _as(_MANAGER, "manager_start", None, "A")),
)


def take(folder: Path, shot: Shot, scenes: tuple[Scene, ...] = SCENES) -> Iterator[Path]:
    """Take the pictures, one after the other; gives each file as it is written.

    Raises:
        EnvironmentFaultError: the folder cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(shot.scale)
    from PySide6.QtWidgets import QApplication

    from hfc_desktop.bootstrap import open_application
    from hfc_desktop.i18n import set_language
    from hfc_desktop.ui.theme import Theme
    from hfc_desktop.workbench.demo.make import make_demo

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFaultError("data.no_folder", path=str(folder), reason=str(error)) from error
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    with tempfile.TemporaryDirectory(prefix="hfc-demo-") as place:
        data = DataDir(Path(place) / "demo")
        make_demo(data, _MATTERS)
        application = open_application(data)
        application.settings.set("language", shot.lang)
        application.settings.set("theme", shot.theme)
        set_language(shot.lang)
        theme = Theme(qt, shot.theme)
        try:
            for scene in scenes:
                yield _taken(folder, scene, shot, lambda: _window(application, theme, shot))
        finally:
            application.close()


def _window(application: object, theme: object, shot: Shot) -> MainWindow:
    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.ui.hub import Hub
    from hfc_desktop.ui.main_window import MainWindow
    from hfc_desktop.ui.operations import ImmediateOperations
    from hfc_desktop.ui.theme import Theme

    assert isinstance(application, Application)
    assert isinstance(theme, Theme)
    window = MainWindow(application, ImmediateOperations(Hub()), theme)
    window.resize(shot.width, shot.height)
    window.show()
    window.activateWindow()
    window.settle()
    return window


def _taken(folder: Path, scene: Scene, shot: Shot, opened: Callable[[], MainWindow]) -> Path:
    from PySide6.QtWidgets import QApplication, QDialog

    window = opened()
    player = Player(window)
    player.settle()
    scene.play(player)
    player.settle()
    dialogs = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
    target = folder / f"{scene.name}-{shot.lang}-{shot.theme}-{shot.width}x{shot.height}@{shot.scale:g}.png"
    saved = (dialogs[-1] if dialogs else window).grab().save(str(target))
    for dialog in dialogs:
        dialog.close()
    window.close()
    window.deleteLater()
    player.settle()
    if not saved:
        raise EnvironmentFaultError("data.no_folder", path=str(folder), reason="PNG")
    return target
