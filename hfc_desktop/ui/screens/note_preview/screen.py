"""Joins the note preview to the records: builds the note, shows its bytes, prints and saves the very same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from hfc_desktop.bootstrap.guidance import save_document
from hfc_desktop.domain.documents import Form
from hfc_desktop.domain.printing import PrintOrder
from hfc_desktop.errors import HfcError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import language
from hfc_desktop.services.changes import Changes
from hfc_desktop.ui import keys
from hfc_desktop.ui.printing import paper
from hfc_desktop.ui.printing.pages import page_images, page_sizes
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.note_preview import files
from hfc_desktop.ui.screens.note_preview.batch import Batch
from hfc_desktop.ui.screens.note_preview.view import View
from hfc_desktop.ui.widgets.papers import PaperWanted
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.printing import Printable
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.services.notes import NoteService
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.operations import CommandOp
    from hfc_desktop.ui.printing.pages import PageSize
    from hfc_desktop.ui.screens.note_preview.batch import Outcome

_FOLDER = "print.folder"
_PRINTER = "print.printer"
_INCOMPLETE = "documents.block_missing"
_FAULTS_SHOWN = 5
_ZOOM_KEYS = (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A note with its bytes."""

    note: Printable
    pdf: bytes
    sizes: tuple[PageSize, ...]


class NotePreviewScreen(Screen):
    """The note of one record."""

    name: ClassVar[str] = "note_preview"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._records: tuple[str, ...] = ()
        self._batch: Batch | None = None
        self._drawn: Drawn | None = None
        self._just_arrived = False
        self._was_refused = False
        self._of_reception = False
        self.ask_printer: Callable[..., QPrinter | None] = paper.asked_printer
        self.ask_path: Callable[..., Path | None] = files.asked_path
        self.ask_folder: Callable[..., Path | None] = files.asked_folder
        self.view = View(context.theme)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        choices = self.view.choices
        choices.set_ready(False)
        choices.changed.connect(self._draw)
        choices.print.clicked.connect(partial(self.print, then_save=False))
        choices.save.clicked.connect(self.save)
        choices.both.clicked.connect(partial(self.print, then_save=True))
        choices.speak(language())
        choices.run.print.clicked.connect(self.print_all)
        choices.run.save.clicked.connect(self.save_all)
        choices.run.cancel.clicked.connect(self._stop)
        self.view.pages.size_wanted.connect(self._draw_pages)
        keys.bind(self, "preview.print", partial(self.print, then_save=False))
        keys.bind(self, "preview.save_pdf", self.save)
        for sequence, step in _ZOOM_KEYS:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.view.pages.zoom, step))

    # -- the contract of a screen -----------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Note")

    def arrive(self, argument: object = None) -> None:
        """Show the note of the record with that id; of several ids, of the first, and offer to put all of them out.

        A paper of a reception is asked for by name; the next record is met with its handling note again.
        """
        if isinstance(argument, PaperWanted):
            self._records = (argument.reception,)
            self.view.choices.begin_with(argument.form)
        elif argument and self._of_reception:
            self.view.choices.begin_with(Form.HANDLING)
        self._of_reception = isinstance(argument, PaperWanted) or (self._of_reception and not argument)
        if isinstance(argument, str) and argument:
            self._records = (argument,)
        elif isinstance(argument, tuple | list) and argument:
            self._records = tuple(str(one) for one in argument)
        self.view.choices.run.show_records(len(self._records))
        self.view.choices.say("")
        self._just_arrived = True
        self.view.pages.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._records:
            self._draw()

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _actor(self) -> Actor | None:
        return self.context.session.actor

    def _notes(self) -> NoteService:
        return self.context.application.open_records().notes

    def _order(self) -> PrintOrder:
        choices = self.view.choices
        return PrintOrder(
            form=choices.chosen_form,
            copy=choices.copy,
            language=choices.chosen_language,
            remark=choices.with_remarks,
            draft=choices.draft.isChecked(),
            given=choices.given,
        )

    def _made(self, record: str, order: PrintOrder, actor: Actor) -> Drawn:
        """A note with its bytes; called in the worker."""
        notes = self._notes()
        note = notes.note(record, order, actor)
        pdf = notes.pdf(note)
        return Drawn(note, pdf, page_sizes(pdf))

    def _held(self) -> Reception | None:
        """The reception in hand, where the preview shows a paper of it."""
        held = self.context.reception
        return held.value if held.begun and self._records == (held.value.id,) else None

    def _kept_and_made(
        self, held: Reception | None, record: str, order: PrintOrder, actor: Actor
    ) -> tuple[Drawn, Changes]:
        """A note with its bytes; a reception in hand is kept first, as it stands."""
        records = self.context.application.open_records()
        changes = records.receptions.save(held, actor) if held is not None else Changes()
        return self._made(record, order, actor), changes

    def _draw(self) -> None:
        """Build the note for the chosen form; reading the record is itself recorded, so this is a write."""
        actor, order = self._actor(), self._order()
        if actor is None or not self._records:
            return
        record, held = self._records[0], self._held()
        self._drawn = None
        self.view.choices.set_ready(False)
        self.context.operations.command(
            lambda _progress: self._kept_and_made(held, record, order, actor), owner=self
        ).in_lane("preview.note").on_success(self._show).on_failure(self._not_drawn).start()

    def _not_drawn(self, error: HfcError) -> None:
        """Say why, show no page that is not this form, and offer a draft when only blocks are missing."""
        self._was_refused = True
        self.view.pages.show_pages(())
        self.view.choices.show_count(0)
        self.view.choices.offer_draft(error.code == _INCOMPLETE)
        self._failed(error)

    def _show(self, drawn: Drawn) -> None:
        self._drawn = drawn
        if self._was_refused:
            self.view.choices.say("")
        self._was_refused = False
        self.view.choices.offer_draft(False)
        self.view.choices.show_count(len(drawn.sizes))
        self.view.choices.set_ready(True)
        self.view.pages.show_pages(drawn.sizes)
        if self._just_arrived:
            self._just_arrived = False
            self.view.choices.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_pages(self, dots_per_point: float) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        self.context.operations.query(lambda _progress: page_images(drawn.pdf, dots_per_point), owner=self).in_lane(
            "preview.pages"
        ).on_success(self._show_pages).on_failure(self._failed).start()

    def _show_pages(self, images: Sequence[QImage]) -> None:
        for sheet, image in zip(self.view.pages.sheets, images, strict=False):
            sheet.show_image(image)

    def _failed(self, error: HfcError) -> None:
        self.view.choices.say(error_text(error), "never")

    # -- out ----------------------------------------------------------------------------------------------------------

    def print(self, *, then_save: bool) -> None:
        """Print the bytes that are shown, on the printer that is asked for; then save them, if wanted."""
        drawn = self._drawn
        if drawn is None:
            return
        printer = self._asked_printer(len(drawn.sizes))
        if printer is None:
            return
        path = self._asked_path(drawn) if then_save else None
        self.view.choices.say(_("Sending to the printer…"), "second")
        self.context.operations.query(lambda _progress: paper.print_pdf(printer, drawn.pdf), owner=self).on_success(
            lambda _nothing: self._printed(drawn, printer, path)
        ).on_failure(self._failed).start()

    def _asked_printer(self, pages: int) -> QPrinter | None:
        """The printer that is asked for; ``None`` when there is none, or when somebody changed their mind."""
        try:
            return self.ask_printer(self.context.application.settings.text(_PRINTER), pages, self)
        except HfcError as error:
            self._failed(error)
            return None

    def _printed(self, drawn: Drawn, printer: QPrinter, path: Path | None) -> None:
        self.context.application.settings.set(_PRINTER, printer.printerName())
        self._keep(drawn, path, _("Sent to {printer}.").format(printer=printer.printerName() or _("the printer")))

    def save(self) -> None:
        """Save the bytes that are shown."""
        drawn = self._drawn
        path = self._asked_path(drawn) if drawn is not None else None
        if drawn is not None and path is not None:
            self._keep(drawn, path, "")

    def _asked_path(self, drawn: Drawn) -> Path | None:
        folder = self.context.application.settings.text(_FOLDER)
        path = self.ask_path(folder, files.offered_name(drawn.note), self)
        if path is not None:
            self.context.application.settings.set(_FOLDER, str(path.parent))
        return path

    def _keep(self, drawn: Drawn, path: Path | None, said: str) -> None:
        """Write the file, remember printer and folder, and record that this very note went out."""
        actor, settings = self._actor(), self.context.application.settings
        if actor is None:
            return

        def kept() -> Changes:
            if path is not None:
                save_document(path, drawn.pdf)
            settings.save()
            return self._notes().record_print(drawn.note, actor, drawn.pdf)

        parts = [said, _("Saved as {name}.").format(name=path.name) if path else ""]
        text = " ".join(part for part in parts if part)
        self.context.operations.command(lambda _progress: (text, kept()), owner=self).on_success(self._kept).on_failure(
            self._failed
        ).start()

    def _kept(self, text: str) -> None:
        """Say so, and show the next print as what it will be: a reprint."""
        self.view.choices.say(text)
        self._draw()

    # -- many ---------------------------------------------------------------------------------------------------------

    def print_all(self) -> None:
        """Print the chosen form of every record, one job each, on one printer."""
        printer = self._asked_printer(0)
        if printer is None:
            return
        self.context.application.settings.set(_PRINTER, printer.printerName())
        self._run(lambda drawn: paper.print_pdf(printer, drawn.pdf))

    def save_all(self) -> None:
        """Save the chosen form of every record into one folder."""
        folder = self.ask_folder(self.context.application.settings.text(_FOLDER), self)
        if folder is None:
            return
        self.context.application.settings.set(_FOLDER, str(folder))
        self._run(lambda drawn: save_document(folder / files.offered_name(drawn.note), drawn.pdf))

    def _run(self, out: Callable[[Drawn], None]) -> None:
        """Build, put out and record one record after the other; the bytes are those that a single print has."""
        actor, order = self._actor(), self._order()
        if actor is None or self._batch is not None:
            return

        def work(record: str) -> CommandOp[None]:
            def put_out() -> Changes:
                drawn = self._made(record, order, actor)
                out(drawn)
                return self._notes().record_print(drawn.note, actor, drawn.pdf)

            return self.context.operations.command(lambda _progress: (None, put_out()), owner=self)

        run = self.view.choices.run
        run.set_running(True)
        self.view.choices.say("")
        self._batch = Batch(self._records, work, run.show_progress, self._ran)
        self._batch.start()

    def _stop(self) -> None:
        if self._batch is not None:
            self._batch.cancel()

    def _ran(self, outcome: Outcome) -> None:
        """Say what came of it: how many are out, which ones could not be made, why it stopped."""
        self._batch = None
        self.view.choices.run.set_running(False)
        said = [_("{n} of {all} are out and recorded.").format(n=outcome.done, all=len(self._records))]
        if outcome.cancelled:
            said.append(_("Stopped as you asked; the rest was not begun."))
        if outcome.stopped_by is not None:
            said.append(error_text(outcome.stopped_by))
        said += [error_text(error) for _record, error in outcome.failed[:_FAULTS_SHOWN]]
        more = len(outcome.failed) - _FAULTS_SHOWN
        if more > 0:
            said.append(_("{n} more could not be made.").format(n=more))
        self.view.choices.say("\n".join(said), "never" if outcome.failed or outcome.stopped_by else "say")
