"""Our start: the window on a data folder, until a typed search stands painted in its list. Run as a script."""

from __future__ import annotations

import gc

gc.disable()  # as main.py does, before anything else is loaded

import hfc_desktop.bootstrap  # what needs no Qt goes before it, as main.py does
import hfc_desktop.wording.terms  # noqa: F401

# isort: split
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from hfc_desktop.bootstrap import open_application
from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.paths import DataDir
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.screens.counter.screen import CounterScreen
from hfc_desktop.ui.theme import Theme
from hfc_desktop.workbench.bench.tell import told

_TYPED = "sfdj"


class _Watch(QObject):
    """Types after the first paint, tells once the list was painted with the answer.

    The window alone is watched: a repaint of anything in it is a request to the window. To ask the list for its
    viewport, an object that Qt made, would load every class of widget, a twentieth of what is measured.
    """

    def __init__(self, screen: CounterScreen) -> None:
        super().__init__()
        self._results = screen.view.results
        self._painted = self._answered = False
        screen.window().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Sees the paints of the window."""
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._type()
        elif kind == QEvent.Type.UpdateRequest and not self._answered and self._found():
            self._answered = True
            QTimer.singleShot(0, told)
        return False

    def _type(self) -> None:
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._type_all)

    def _type_all(self) -> None:
        """Letter by letter, as an input method commits them.

        Key events would have to be made in Python, which loads what a keyboard's own events, made by Qt, never need.
        """
        box = QApplication.focusWidget()
        assert isinstance(box, QLineEdit)
        for letter in _TYPED:
            box.insert(letter)

    def _found(self) -> bool:
        model = self._results.rows
        hits = (model.hit_at(row) for row in range(model.rowCount()))
        return any(hit is not None and hit.match is MatchKind.INITIALS for hit in hits)


if __name__ == "__main__":
    app = QApplication([])
    window = make_window(open_application(DataDir(Path(sys.argv[1]))), Theme(app))
    shown = window.shown()
    assert isinstance(shown, CounterScreen)
    watch = _Watch(shown)
    window.show()
    app.exec()
