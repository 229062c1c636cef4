"""What the middle of the counter shows before a card is open: what one can type, and four ways in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.shelf import ShelfView
from hfc_desktop.ui.widgets.text import label, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.ui.theme import Theme


class Welcome(QFrame):
    """The empty state.

    Attributes:
        shelf: what is near at hand for whoever sits here.
    """

    def __init__(self, theme: Theme, act: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        ways = QGridLayout()
        ways.setSpacing(tokens.GAP)
        for at, (name, text, icon) in enumerate(
            (
                ("checklist", _("Anti-fraud checklist"), "checklist"),
                ("freeze", _("Code or restriction"), "freeze"),
                ("hotlines", _("Hotlines"), "phone"),
                ("record", _("Record a complaint"), "record"),
            )
        ):
            made = button(text, partial(act, name), key=name, icon=icon, theme=theme, big=True)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            ways.addWidget(made, at // 2, at % 2)
        title = label(_("What does the customer say?"), Type.PAGE_TITLE)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = column(title, gap=tokens.ROOMY)
        inside.addWidget(paragraph(_(
            "Type it into the box above as you hear it: words, a message on the screen, a code such as J02, "
            "or pinyin initials such as sfdj. Enter opens the first result."
        ), ink="second"))  # fmt: skip
        inside.addLayout(ways)
        self.shelf = ShelfView(theme)
        inside.addWidget(self.shelf)
        hint = _("{key} shows all keys; {favourite} makes the open card a favourite.").format(
            key=keys.shown("key_sheet"), favourite=keys.shown("favourite")
        )
        inside.addWidget(paragraph(hint, Type.CAPTION, "faint"))
        inside.setContentsMargins(tokens.ROOMY * 2, tokens.ROOMY, tokens.ROOMY * 2, tokens.ROOMY)
        holder = QFrame()
        holder.setMaximumWidth(tokens.READING_WIDTH)
        holder.setLayout(inside)
        across = row(None, holder, None)
        across.setStretch(1, tokens.READING_WIDTH)
        inside_scroll = QWidget()
        inside_scroll.setLayout(column(None, across, None, None, gap=0))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside_scroll)
        self.setLayout(column(scroll, margin=tokens.HAIR))
