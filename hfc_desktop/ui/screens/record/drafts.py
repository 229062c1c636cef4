"""Strips above the form: drafts that can be gone on with, and the record that was just saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear
from hfc_desktop.ui.widgets.papers import paper_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.documents import Form

_SHOWN = 3


def _button(text: str, look: str, name: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    made.setAccessibleName(name)
    return made


class DraftList(QFrame):
    """Drafts that were not registered yet, newest first.

    Attributes:
        taken: id of the draft to go on with.
        dropped: id of the draft to throw away; asked for twice.
    """

    taken = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        self._box.setSpacing(tokens.STEP)
        self.hide()

    def show_drafts(self, drafts: Sequence[tuple[str, str]]) -> None:
        """Show ids and lines; hidden when there is none."""
        while (part := self._box.takeAt(0)) is not None:
            gone = part.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.setVisible(bool(drafts))
        if not drafts:
            return
        text = ngettext("{n} draft is not registered yet", "{n} drafts are not registered yet", len(drafts))
        head = QLabel(text.format(n=len(drafts)))
        head.setProperty("type", Type.STRONG.value)
        self._box.addWidget(head)
        for draft_id, line in drafts[:_SHOWN]:
            self._box.addWidget(self._line(draft_id, line))

    def _line(self, draft_id: str, text: str) -> QFrame:
        made = QFrame()
        made.setProperty("surface", "plain")
        go_on = _button(_("Go on with it"), "plain", _("Go on with the draft: {line}").format(line=text))
        drop = _button(_("Throw away"), "quiet", _("Throw the draft away: {line}").format(line=text))
        go_on.clicked.connect(partial(self.taken.emit, draft_id))
        drop.clicked.connect(partial(self._drop, drop, draft_id))
        box = QHBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        box.addWidget(label, 1)
        box.addWidget(go_on)
        box.addWidget(drop)
        return made

    def _drop(self, button: QPushButton, draft_id: str) -> None:
        """The first press asks, the second one does it."""
        if button.property("asked"):
            self.dropped.emit(draft_id)
            return
        button.setProperty("asked", True)
        button.setProperty("look", "danger")
        button.setText(_("Throw away for good?"))
        button.style().unpolish(button)
        button.style().polish(button)


class SavedStrip(QFrame):
    """The record is saved: its number, the note, the next customer.

    Attributes:
        note_wanted: show the handling note.
        next_wanted: go on to the next customer.
        paper_wanted: ``(Form)`` show a paper of the reception behind the record.
    """

    note_wanted = Signal()
    paper_wanted = Signal(object)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "say")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("type", Type.CARD_TITLE.value)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = QPushButton(_("Note ({key})").format(key=keys.shown("record.note")))
        following = QPushButton(_("Next customer ({key})").format(key=keys.shown("new_reception")))
        self.note.clicked.connect(self.note_wanted)
        following.clicked.connect(self.next_wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        box.addWidget(self._text, 1)
        self._papers = QHBoxLayout()
        self._papers.setSpacing(tokens.GAP)
        box.addLayout(self._papers)
        box.addWidget(self.note)
        box.addWidget(following)
        self.setFocusProxy(self.note)
        self.hide()

    def show_papers(self, forms: Sequence[Form]) -> None:
        """Offer the papers of the reception behind the record; the first one has the key."""
        clear(self._papers)
        for at, form in enumerate(forms):
            show = partial(self.paper_wanted.emit, form)
            self._papers.addWidget(paper_button(form, show, "" if at else "record.paper"))

    def show_number(self, number: str) -> None:
        """Show the number of the saved record."""
        self._text.setText(_("Registered: {number}").format(number=number))
        self.show()
