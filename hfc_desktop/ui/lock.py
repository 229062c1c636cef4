"""The locked window: a cover over everything, with the work behind it kept and taken out of sight.

What is behind is hidden, not merely painted over: no key reaches it, no screen reader reads it. The draft was written
before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.ports import Progress
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
        user = context.session.user
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
        who = "" if user is None else f"{user.post} {user.staff_no}"
        inside = column(
            row(sign, label(_("Locked"), Type.PAGE_TITLE), None, gap=tokens.PAD),
            label(who, Type.CARD_TITLE),
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


class Lock(QObject):
    """Locks and unlocks one window. Nothing is locked while nobody is signed in: there is nothing of anybody's.

    Attributes:
        handed_over: the person who was here signed out at the cover.
    """

    handed_over = Signal()

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self._cover: Cover | None = None
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None

    @property
    def locked(self) -> bool:
        """Whether the window is covered."""
        return self._cover is not None

    def lock(self) -> bool:
        """Cover the window; False when nobody is signed in. The caller has written what was not written yet."""
        if self._cover is not None:
            return True
        if self._context.session.user is None:
            return False
        self._focus = QApplication.focusWidget()
        self._hidden = [child for child in self._window.children() if isinstance(child, QWidget) and _shown(child)]
        self._hidden += [top for top in QApplication.topLevelWidgets() if top is not self._window and _shown(top)]
        cover = self._cover = Cover(self._context, self._window)
        for part in self._hidden:
            part.hide()
        cover.opening.connect(self._try)
        cover.leaving.connect(self._hand_over)
        cover.show()
        cover.raise_()
        cover.focus_start()
        return True

    def _try(self, pin: str) -> None:
        user, application = self._context.session.user, self._context.application
        cover = self._cover
        if user is None or cover is None:
            return

        def work(_progress: Progress) -> tuple[None, None]:
            people = application.open_records().people
            if application.data.is_demo:
                people.sign_in_demo(user.staff_no)
            else:
                people.sign_in(user.staff_no, pin)
            return None, None

        cover.busy(True)
        self._context.operations.command(work, owner=cover).on_success(lambda _nothing: self._open()).on_failure(
            self._refused
        ).start()

    def _refused(self, error: HfcError) -> None:
        if self._cover is not None:
            self._cover.busy(False)
            self._cover.say(error_text(error))

    def _hand_over(self) -> None:
        self._open()
        self.handed_over.emit()

    def _open(self) -> None:
        cover, self._cover = self._cover, None
        if cover is None:
            return
        hidden, self._hidden = self._hidden, []
        for part in hidden:
            if isValid(part):
                part.show()
        cover.hide()
        cover.deleteLater()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None


def _shown(part: QWidget) -> bool:
    return isValid(part) and not part.isHidden()
