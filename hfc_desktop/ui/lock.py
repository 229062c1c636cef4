"""The locked window: a cover over everything, with the work behind it kept and taken out of sight.

What is behind is hidden, not merely painted over: no key reaches it, no screen reader reads it. The draft was written
before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.widgets.cover import Cover


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
        from hfc_desktop.ui.widgets.cover import Cover

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
        from hfc_desktop.wording.errors import error_text

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
