"""A line above the screen: a fault to be mended, or a short notice that goes by itself. Never a chain of dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.widgets.boxes import row
from hfc_desktop.ui.widgets.buttons import icon_button
from hfc_desktop.ui.widgets.text import paragraph, set_paragraph, set_property

if TYPE_CHECKING:
    from hfc_desktop.ui.theme import Theme

_NOTICE_MS: Final = 4000
_SIGNS: Final = {"say": "check", "warn": "warn", "never": "stop", "accent": "info"}


class Banner(QFrame):
    """Says one thing at a time; the latest."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sign = QLabel()
        self._text = paragraph("")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(tokens.LIST_WIDTH[0])
        self._close = icon_button(_("Close"), "clear", self.hide, theme)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        line = row(self._sign, self._text, self._progress, self._close, gap=tokens.PAD)
        line.setStretch(1, 1)
        line.setContentsMargins(tokens.PAD, tokens.STEP, tokens.STEP, tokens.STEP)
        self.setLayout(line)
        self.hide()

    def say(self, text: str, tone: str) -> None:
        """Show ``text``; a ``say`` line goes after some seconds, others stay until closed or replaced."""
        self._show(text, tone)
        self._close.setVisible(True)
        if tone == "say":
            self._timer.start(_NOTICE_MS)

    def work(self, text: str, done: int, total: int) -> None:
        """Show how far long work is."""
        self._show(text, "accent")
        self._close.setVisible(False)
        self._progress.setVisible(True)
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def text(self) -> str:
        """What it says; empty while hidden."""
        return self._text.accessibleName() if not self.isHidden() else ""

    def is_notice(self) -> bool:
        """Whether it shows a line rather than how far work is."""
        return not self.isHidden() and self._progress.isHidden()

    def _show(self, text: str, tone: str) -> None:
        self._timer.stop()
        self._progress.hide()
        set_property(self, "surface", tone)
        self._sign.setPixmap(icons.pixmap(self._theme, _SIGNS[tone], tone, ratio=self.devicePixelRatioF()))
        set_paragraph(self._text, text)
        self.setAccessibleName(text)
        self.show()
