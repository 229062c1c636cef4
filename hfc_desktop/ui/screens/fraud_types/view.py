"""Tiles in as many columns as the width takes; above them the way for money that has gone already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.screens.fraud_types.choice import KEYS
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row
from hfc_desktop.ui.widgets.text import ElidedLabel, badge, label, paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.domain.guidance.checklist import Checklist
    from hfc_desktop.domain.guidance.fraud_type import FraudType
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.ui.screens.fraud_types.choice import Offer
    from hfc_desktop.ui.theme import Theme

_TILE: Final = 250
"""Narrowest tile in which its sign can be read."""


def shown_title(item: GuidanceItem) -> str:
    """Title in the language in use."""
    return item.title if language() == CHINESE or not item.title_en else item.title_en


class Tile(QPushButton):
    """One type: its key, its name, the sign by which it is seen first."""

    def __init__(self, key: str, kind: FraudType) -> None:
        super().__init__()
        self.kind = kind
        title = shown_title(kind)
        self.setProperty("look", "plain")
        self.setProperty("big", "true")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{key} {title}: {'; '.join(kind.signs)}")
        self.setToolTip("\n".join(kind.signs))
        texts = column(ElidedLabel(title, Type.STRONG), ElidedLabel(kind.signs[0], Type.CAPTION, "second"), gap=0)
        box = row(badge(key, "accent"), texts, gap=tokens.PAD)
        box.setContentsMargins(tokens.PAD, tokens.STEP, tokens.PAD, tokens.STEP)
        box.setStretch(1, 1)
        self.setLayout(box)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as both lines are in the type that the style sheet gives them."""
        hint, inside = super().sizeHint(), self.layout()
        return hint if inside is None else hint.expandedTo(QSize(0, inside.sizeHint().height()))


class FraudTypesView(QWidget):
    """The page.

    Attributes:
        picked: ``(FraudType)`` a tile was chosen.
        listed: ``(Checklist)`` a checklist was chosen without a type.
        gone: the money has gone already.
    """

    picked = Signal(object)
    listed = Signal(object)
    gone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.tiles: tuple[Tile, ...] = ()
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.GAP)
        self._lists = QGridLayout()
        self._lists.setSpacing(tokens.GAP)
        self._list_buttons: tuple[QPushButton, ...] = ()
        self.stop_loss = _big_button(
            _("The money has gone already: stop-loss clock  {key}").format(key=keys.shown("fraud.gone")), "danger"
        )
        self.stop_loss.clicked.connect(self.gone)
        inside = QWidget()
        box = column(
            label(_("What does it look like?"), Type.PAGE_TITLE),
            paragraph(
                _("Pick what you see and hear. The checklist for it opens; nobody is accused by a tile."),
                Type.CAPTION,
                "second",
            ),
            self.stop_loss,
            self._grid,
            label(_("Not clear yet: straight to a checklist"), Type.CAPTION, "second"),
            self._lists,
            None,
            gap=tokens.GAP,
            margin=tokens.ROOMY,
        )
        inside.setLayout(box)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def show_offer(self, offer: Offer) -> None:
        """Show the tiles and the checklists."""
        clear(self._grid)
        clear(self._lists)
        self.tiles = tuple(Tile(key, kind) for key, kind in zip(KEYS, offer.types, strict=False))
        for tile in self.tiles:
            tile.clicked.connect(lambda _checked=False, kind=tile.kind: self.picked.emit(kind))
        self._list_buttons = tuple(self._list_button(at, one) for at, one in enumerate(offer.checklists))
        self._columns = 0
        self._arrange(self.width())

    def _list_button(self, at: int, checklist: Checklist) -> QPushButton:
        title = shown_title(checklist)
        made = _big_button(f"{title}  {keys.shown('fraud.unsure')}" if at == 0 else title, "plain")
        made.clicked.connect(lambda: self.listed.emit(checklist))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other columns."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        self._arrange_lists(width - 2 * tokens.ROOMY)
        columns = max(1, min(4, (width - 2 * tokens.ROOMY) // (_TILE + tokens.GAP)))
        if columns == self._columns or not self.tiles:
            return
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 0)
        self._columns = columns
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
            tile.show()  # at once: it takes the focus before the layout would show it
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def _arrange_lists(self, room: int) -> None:
        """The checklists under one another, as many side by side as fit."""
        for button in self._list_buttons:
            button.ensurePolished()
        widest = max((button.sizeHint().width() for button in self._list_buttons), default=room)
        columns = max(1, room // (widest + tokens.GAP))
        for at, button in enumerate(self._list_buttons):
            self._lists.addWidget(button, at // columns, at % columns)
            button.show()


def _big_button(text: str, look: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setProperty("big", "true")
    made.setAutoDefault(False)
    made.setAccessibleName(text)
    return made
