"""The key sheet: every key of the window by place, made from the key map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import badge, label, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout


class KeySheet(QDialog):
    """Shown by ? or Ctrl+/; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        groups: dict[str, list[keys.Key]] = {}
        for key in keys.KEYS:
            groups.setdefault(key.group, []).append(key)
        columns: tuple[QVBoxLayout, ...] = (column(gap=tokens.ROOMY), column(gap=tokens.ROOMY))
        heights = [0, 0]
        for heading, members in groups.items():
            shorter = heights.index(min(heights))
            columns[shorter].addWidget(_group(_(heading), members))
            heights[shorter] += len(members) + 2
        for side in columns:
            side.addStretch(1)
        inside = QWidget()
        beside = row(*columns, gap=tokens.ROOMY * 2, margin=tokens.ROOMY)
        for at in range(len(columns)):
            beside.setStretch(at, 1)
        inside.setLayout(beside)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("Keys"))
        scroll.setWidget(inside)
        close = button(_("Close"), self.accept, look="primary")
        whole = column(scroll, row(None, close, margin=tokens.PAD), gap=0)
        self.setLayout(whole)
        room = parent.size()
        self.resize(
            min(tokens.DIALOG[1], room.width() - tokens.CONTROL),
            min(inside.sizeHint().height() + 80, room.height() - 8),
        )


def _group(heading: str, members: Sequence[keys.Key]) -> QFrame:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.PAD)
    grid.setVerticalSpacing(tokens.STEP)
    grid.setColumnStretch(1, 1)
    for at, key in enumerate(members):
        grid.addWidget(badge(_sequences(key)), at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(paragraph(_(key.text)), at, 1)
    return surface(column(label(heading, Type.CARD_TITLE), grid), "plain")


def _sequences(key: keys.Key) -> str:
    shown = list(dict.fromkeys(keys.written(one) for one in keys.sequences(key.name)))
    return f"{shown[0]} … {shown[-1]}" if len(shown) > 3 else "  ".join(shown)
