"""What a locked window shows. Made when the window locks, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph

if TYPE_CHECKING:
    from hfc_desktop.ui.context import Context

_LONGEST: Final = 12


class Cover(QFrame):
    """What a locked window shows: who sits here, where the PIN goes, a way to hand over.

    Attributes:
        opening: ``(PIN)`` is to be tried.
        leaving: sign this person out instead.
    """

    opening = Signal(str)
    leaving = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cover")
        self.setProperty("surface", "cover")
        self.setAutoFillBackground(True)
        self._context, self._window = context, parent
        self._free = context.application.data.is_demo
        sign = QLabel()
        sign.setPixmap(icons.pixmap(context.theme, "lock", "accent", tokens.BIG_ICON, self.devicePixelRatioF()))
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(_LONGEST)
        self.pin.setAccessibleName(_("PIN"))
        self.pin.setPlaceholderText(_("PIN"))
        self.pin.returnPressed.connect(self._try)
        self.pin.setVisible(not self._free)
        self.fault = paragraph("", ink="never")
        self.go = button(_("Unlock"), self._try, look="primary", big=True)
        out = button(_("Sign out"), self.leaving.emit, look="quiet")
        what = (
            _("Demo data need no PIN: press Enter.")
            if self._free
            else _("Your work is kept as it was. Type your PIN to go on.")
        )
        inside = column(
            row(sign, label(_("Locked"), Type.PAGE_TITLE), None, gap=tokens.PAD),
            label(context.session.named, Type.CARD_TITLE),
            paragraph(what, ink="second"),
            self.pin,
            self.fault,
            row(out, None, self.go),
            gap=tokens.PAD,
            margin=tokens.ROOMY,
        )
        card = surface(inside)
        card.setMinimumWidth(tokens.LIST_WIDTH[0])
        card.setMaximumWidth(tokens.LIST_WIDTH[1])
        holder = QWidget()
        holder.setLayout(column(None, row(None, card, None), None, margin=tokens.PAD))
        scroll = scrolled(holder)
        self.setLayout(column(scroll, gap=0))
        self.say("")
        parent.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window at any size, and whatever comes into it while it is locked."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() == QEvent.Type.ChildPolished:
            self.raise_()
        return False

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())

    def focus_start(self) -> None:
        """Where one goes on."""
        (self.go if self._free else self.pin).setFocus()

    def say(self, text: str) -> None:
        """Why it stays locked; empty for nothing."""
        set_paragraph(self.fault, text)
        self.fault.setVisible(bool(text))

    def busy(self, working: bool) -> None:
        """While the PIN is checked."""
        for part in (self.pin, self.go):
            part.setEnabled(not working)
        if not working:
            self.focus_start()

    def _try(self) -> None:
        if not self._free and not self.pin.text():
            self.say(_("Type your PIN."))
            return
        pin = self.pin.text()
        self.pin.clear()
        self.opening.emit(pin)
