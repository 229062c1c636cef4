"""The layout: what is installed on the left, what a file brings on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QLineEdit, QScrollArea, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.pack_import.state import changes_of, facts_of, line_of, notes_of, titled
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, rule, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import ElidedLabel, badge, label, paragraph
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from hfc_desktop.domain.guidance.reports import InstalledPack, PackDifference
    from hfc_desktop.domain.publishing import Verdict
    from hfc_desktop.ui.screens.pack_import.state import Looked, Refused
    from hfc_desktop.ui.theme import Theme


class PackImportView(QWidget):
    """Two columns; the right one changes.

    Attributes:
        reason: why a refusal is overruled; ``None`` while none can be.
    """

    def __init__(self, theme: Theme, act: Callable[[str], object]) -> None:
        super().__init__()
        self._theme, self._act = theme, act
        self._installed = column(gap=tokens.PAD)
        self._installed.setContentsMargins(0, 0, tokens.GAP, 0)
        # The rows keep their height from the start; else a low window shows them squeezed until it comes to rest.
        self._installed.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._found = column(gap=tokens.PAD)
        self.reason: QLineEdit | None = None
        self.file = button(_("Open a file…"), lambda: act("file"), look="primary", icon="pack", theme=theme)
        self.folder = button(_("From a folder or stick…"), lambda: act("folder"), icon="down", theme=theme)
        self.back = button(_("Return to the guidance before"), lambda: act("back"), icon="undo", theme=theme)
        left = column(
            label(_("Installed guidance"), Type.CARD_TITLE), _scrolled(self._installed), self.back, gap=tokens.PAD
        )
        holder = QFrame()
        holder.setFixedWidth(tokens.LIST_WIDTH[1])
        holder.setLayout(left)
        right = column(row(self.file, self.folder, None, gap=tokens.PAD), _scrolled(self._found), gap=tokens.PAD)
        whole = row(holder, right, gap=tokens.ROOMY, margin=tokens.ROOMY)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.show_nothing()

    # -- left ---------------------------------------------------------------------------------------------------------

    def show_installed(self, packs: Sequence[InstalledPack]) -> None:
        """List the installed packs."""
        clear(self._installed)
        for pack in packs:
            title, facts = line_of(pack)
            head = row(ElidedLabel(title, Type.STRONG))
            head.setStretch(0, 1)
            if pack.urgent:
                head.addWidget(badge(_("Urgent"), "never"))
            lines = column(head, paragraph(facts, Type.CAPTION, "second"), gap=tokens.STEP, margin=tokens.PAD)
            self._installed.addWidget(surface(lines))
        if not packs:
            self._installed.addWidget(paragraph(_("No guidance is installed yet."), ink="second"))
        self._installed.addStretch(1)
        self._installed.activate()

    # -- right --------------------------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Before a file was chosen."""
        self._begin()
        self._found.addWidget(label(_("Take in a guidance pack"), Type.PAGE_TITLE))
        self._found.addWidget(paragraph(_(
            "Open the file that head office sent (.hfcpack), choose the folder or USB stick it is on, or drag it here. "
            "It is checked first; nothing changes before you press Install."
        ), ink="second"))  # fmt: skip
        self._found.addStretch(1)

    def show_work(self, text: str) -> None:
        """While files are read."""
        self._begin()
        self._found.addWidget(paragraph(text, ink="second"))
        self._found.addStretch(1)

    def show_looked(self, looked: Looked) -> None:
        """What files would bring, with the choice."""
        self._begin()
        for verdict, changes in zip(looked.verdicts, looked.changes, strict=True):
            self._found.addWidget(self._card(verdict, changes))
        actions = row(None, button(_("Keep what is installed"), lambda: self._act("keep")), gap=tokens.PAD)
        install = None
        if looked.brings:
            install = button(
                _("Install"), lambda: self._act("install"), look="primary", icon="check", theme=self._theme
            )
            actions.addWidget(install)
        self._found.addLayout(actions)
        self._found.addStretch(1)
        if install is not None:
            install.setFocus()

    def _card(self, verdict: Verdict, changes: PackDifference | None) -> QFrame:
        trusted = verdict.signature.origin != "unsigned"
        head = row(label(titled(verdict.title, verdict.title_en) or verdict.pack_id, Type.CARD_TITLE), None)
        if verdict.urgent:
            head.addWidget(badge(_("Urgent"), "never"))
        head.addWidget(badge(_("Verified") if trusted else _("Not signed"), "say" if trusted else "warn"))
        parts = column(head, _facts(facts_of(verdict)), gap=tokens.PAD, margin=tokens.ROOMY)
        for note in notes_of(verdict):
            parts.addWidget(surface(column(paragraph(note), margin=tokens.PAD), "warn"))
        if changes is not None:
            parts.addWidget(rule())
            self._changes(parts, changes)
        return surface(parts)

    @staticmethod
    def _changes(parts: QVBoxLayout, changes: PackDifference) -> None:
        groups = changes_of(changes)
        if not groups:
            parts.addWidget(paragraph(_("No item changes."), ink="second"))
        for heading, titles in groups:
            parts.addWidget(label(heading, Type.STRONG))
            parts.addWidget(paragraph("\n".join(titles), ink="second"))

    def show_refused(self, refused: Refused, changes: PackDifference | None = None) -> None:
        """Why a file was refused, and what can be done."""
        self._begin()
        head = label(_("This file was not taken in"), Type.CARD_TITLE, "never")
        parts = column(head, paragraph(error_text(refused.error)), gap=tokens.PAD, margin=tokens.ROOMY)
        parts.addWidget(label(refused.error.code, Type.CAPTION, "faint"))
        if refused.may_be_accepted:
            self.reason = QLineEdit()
            self.reason.setPlaceholderText(_("Why it is accepted all the same; kept in the log"))
            self.reason.setAccessibleName(self.reason.placeholderText())
            accept = button(_("Accept and install"), lambda: self._act("accept"), look="danger")
            self.reason.textChanged.connect(lambda text: accept.setEnabled(bool(text.strip())))
            accept.setEnabled(False)
            parts.addLayout(row(self.reason, accept, gap=tokens.PAD))
        if changes is not None:
            parts.addWidget(rule())
            self._changes(parts, changes)
        elif refused.is_older:
            parts.addLayout(row(button(_("Compare with what is installed"), lambda: self._act("compare")), None))
        self._found.addWidget(surface(parts, "never"))
        self._found.addStretch(1)

    def _begin(self) -> None:
        clear(self._found)
        self.reason = None


def _facts(rows: Sequence[tuple[str, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.ROOMY)
    grid.setVerticalSpacing(tokens.STEP)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(rows):
        grid.addWidget(label(name, ink="second"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(paragraph(value), at, 1)
    holder = QWidget()
    holder.setLayout(grid)
    grid.setContentsMargins(0, 0, 0, 0)
    return holder


def _scrolled(layout: QVBoxLayout) -> QScrollArea:
    inside = QWidget()
    inside.setLayout(layout)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll
