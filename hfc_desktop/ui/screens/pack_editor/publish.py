"""Publishing: three keys of three posts, the folder of the publisher, and the file that goes to the branches."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QLineEdit, QProgressBar

from hfc_desktop.domain.authoring import Habits, KeyInHand, Signing
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget

    from hfc_desktop.domain.authoring import Outline
    from hfc_desktop.domain.publishing import Released
    from hfc_desktop.ui.theme import Theme

_GROUP: Final = 8


class PublishDialog(QDialog):
    """Asks for what signing needs, shows how far it is, then what came of it.

    Attributes:
        agreed: ``(Signing)`` begin.
        cancelled: stop before the release.
        copied: ``(text)`` to the clipboard.
    """

    agreed = Signal(object)
    cancelled = Signal()
    copied = Signal(str)

    def __init__(self, outline: Outline, habits: Habits, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Publish"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(tokens.DIALOG[0])
        self.busy = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.GAP)
        self._grid.setVerticalSpacing(tokens.STEP)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 2)
        self.publication = self._place(0, _("Publisher's folder"), habits.publication, folder=True)
        self.author, self.author_phrase = self._key(1, _("Author's key"), habits.author_key)
        self.approver, self.approver_phrase = self._key(2, _("Approver's key"), habits.approver_key)
        self.release, self.release_phrase = self._key(3, _("Release key"), habits.release_key)
        self.out = self._place(4, _("File goes to"), habits.out, folder=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        how = _("Each holder types the passphrase of their own key. Nothing leaves before the release.")
        self._word = paragraph(how, ink="second")
        self._cancel = button(_("Cancel"), self.reject)
        self.go = button(_("Sign and publish"), self._begin, look="primary", icon="check", theme=theme)
        title = _("Publish {pack} {version}").format(pack=outline.pack_id, version=outline.version)
        self._whole = column(
            label(title, Type.CARD_TITLE), self._grid, self._word, self._progress, gap=tokens.PAD, margin=tokens.ROOMY
        )
        self._whole.addLayout(row(None, self._cancel, self.go))
        self.setLayout(self._whole)
        self._focus_first()

    def _place(self, at: int, name: str, value: str, *, folder: bool) -> QLineEdit:
        edit = QLineEdit(value)
        edit.setAccessibleName(name)
        self._grid.addWidget(label(name, ink="second"), at, 0)
        self._grid.addWidget(edit, at, 1, 1, 1 if not folder else 3)
        choose = button(_("Choose…"), partial(self._choose, edit, name, folder=folder))
        choose.setAccessibleName(f"{_('Choose…')} {name}")
        self._grid.addWidget(choose, at, 2 if not folder else 4)
        edit.returnPressed.connect(self._onward)
        return edit

    def _key(self, at: int, name: str, value: str) -> tuple[QLineEdit, QLineEdit]:
        key = self._place(at, name, value, folder=False)
        phrase = QLineEdit()
        phrase.setEchoMode(QLineEdit.EchoMode.Password)
        phrase.setPlaceholderText(_("passphrase"))
        phrase.setAccessibleName(f"{name}: {_('passphrase')}")
        phrase.returnPressed.connect(self._onward)
        self._grid.addWidget(phrase, at, 3, 1, 2)
        return key, phrase

    def _choose(self, edit: QLineEdit, name: str, *, folder: bool) -> None:
        if folder:
            chosen = QFileDialog.getExistingDirectory(self, name, edit.text())
        else:
            chosen, _kind = QFileDialog.getOpenFileName(self, name, edit.text(), f"{name} (*.key)")
        if chosen:
            edit.setText(chosen)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (
            self.publication, self.author, self.author_phrase, self.approver, self.approver_phrase, self.release,
            self.release_phrase, self.out,
        )  # fmt: skip

    def _focus_first(self) -> bool:
        """Go to the first field that is empty; False when none is."""
        empty = next((field for field in self._fields() if not field.text()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
        return empty is not None

    def _onward(self) -> None:
        """Enter goes to the next empty field; in the last one it publishes."""
        if not self._focus_first():
            self._begin()

    def _begin(self) -> None:
        if self.busy or self._focus_first():
            return
        self._set_busy(True)
        self.agreed.emit(
            Signing(
                publication=Path(self.publication.text()),
                author=KeyInHand(path=Path(self.author.text()), passphrase=self.author_phrase.text()),
                approver=KeyInHand(path=Path(self.approver.text()), passphrase=self.approver_phrase.text()),
                release=KeyInHand(path=Path(self.release.text()), passphrase=self.release_phrase.text()),
                out=Path(self.out.text()),
            )
        )

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self._progress.setVisible(busy)
        for field in (*self._fields(), self.go):
            field.setEnabled(not busy)
        if busy:
            self._say(_("Signing…"))

    def _say(self, text: str) -> None:
        set_paragraph(self._word, text)

    # -- told by the screen -------------------------------------------------------------------------------------------

    def show_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_fault(self, text: str) -> None:
        """Why it did not go; passphrases are asked again."""
        self._set_busy(False)
        self._say(text)
        for phrase in (self.author_phrase, self.approver_phrase, self.release_phrase):
            phrase.clear()
        self._focus_first()

    def show_stopped(self) -> None:
        """It was stopped before the release."""
        self._set_busy(False)
        self._say(_("Stopped. Nothing was released; it can be begun again."))

    def show_released(self, released: Released, fingerprint: str) -> None:
        """The file, and what branches compare over the telephone."""
        self._set_busy(False)
        for at in range(self._grid.count()):
            item = self._grid.itemAt(at)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
        self._say(_("Published. Send the file to the branches, and read them the fingerprint over the telephone."))
        facts = (
            (_("File"), released.path),
            (_("Version"), released.version),
            (_("Signatures of"), released.signer),
            (_("May be installed until"), released.expires),
            (_("Check sum"), grouped(released.sha256)),
            (_("Fingerprint of the publisher"), fingerprint),
        )
        self._whole.insertWidget(2, surface(_facts(facts)))
        self._cancel.hide()
        self.go.hide()
        text = "\n".join(f"{name}: {value}" for name, value in facts)
        done = button(_("Done"), self.accept, look="primary")
        self._whole.addLayout(row(None, button(_("Copy"), partial(self.copied.emit, text)), done))
        done.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc and Cancel: stop what runs; close when nothing does."""
        if self.busy:
            self._say(_("Stopping…"))
            self.cancelled.emit()
        else:
            super().reject()


def grouped(digest: str) -> str:
    """A check sum in groups, as it is read out."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def _facts(rows: tuple[tuple[str, str], ...]) -> QLayout:
    grid = QGridLayout()
    grid.setContentsMargins(tokens.PAD, tokens.PAD, tokens.PAD, tokens.PAD)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(rows):
        grid.addWidget(label(name, ink="second"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(paragraph(value), at, 1)
    return grid
