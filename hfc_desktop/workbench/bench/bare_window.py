"""The floor of a start: a bare PySide6 window with a field and a list, until it is painted. Run as a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget

from hfc_desktop.workbench.bench.tell import told

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class _Bare(QWidget):
    """Tells once it was painted."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.addWidget(QLineEdit())
        layout.addWidget(QListWidget())
        self.resize(1280, 720)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first one counts."""
        super().paintEvent(event)
        QTimer.singleShot(0, told)


if __name__ == "__main__":
    app = QApplication([])
    window = _Bare()
    window.show()
    app.exec()
