"""A screen that looks into files, however they come: chosen, as a folder or stick, dropped, or handed over."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from hfc_desktop.ui.drops import dropped_files
from hfc_desktop.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from hfc_desktop.ui.context import Context


class FileScreen(Screen):
    """What such screens share; each says what to ``look`` for, what to ``read`` first, and where the hand goes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setAcceptDrops(True)

    @abstractmethod
    def look(self, paths: Sequence[Path]) -> None:
        """Look into files; nothing is written."""

    @abstractmethod
    def read(self) -> None:
        """Read what the screen shows without any file."""

    @abstractmethod
    def first(self) -> QWidget:
        """What has the focus before files were chosen."""

    def arrive(self, argument: object = None) -> None:
        """``argument`` is paths to look into, or nothing."""
        self.read()
        if isinstance(argument, tuple | list) and argument:
            self.look([Path(str(path)) for path in argument])
        else:
            self.first().setFocus()

    def ask_files(self, title: str, kinds: str) -> None:
        """Choose files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, title, "", kinds)
        if chosen:
            self.look([Path(path) for path in chosen])

    def ask_folder(self, title: str) -> None:
        """Choose a folder or stick."""
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self.look([Path(chosen)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped here."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into what was dropped."""
        event.acceptProposedAction()
        self.look(dropped_files(event.mimeData()))
