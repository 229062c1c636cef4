"""The authoring desk over the service: texts checked as one types, and a pack on its way to the branches."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from hfc_desktop.domain.authoring import Stage
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.errors import HfcError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys
from hfc_desktop.ui.reception_holder import ReceptionHolder
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.pack_editor.buffers import Buffer
from hfc_desktop.ui.screens.pack_editor.dialogs import GiveBackDialog, NewItemDialog
from hfc_desktop.ui.screens.pack_editor.steps import Steps
from hfc_desktop.ui.screens.pack_editor.view import EditorView
from hfc_desktop.ui.widgets.boxes import column
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfc_desktop.domain.authoring import Checked, Entry, FieldPath, ItemText, Outline, Problem
    from hfc_desktop.domain.guidance.item import GuidanceItem, Kind
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.authoring import AuthoringService
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context

_PAUSE_MS: Final = 300
"""Typing is checked when it paused for so long."""


class PackEditorScreen(Screen):
    """Head office's authors and approvers at work."""

    name: ClassVar[str] = "pack_editor"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made: AuthoringService | None = None
        self.outline: Outline | None = None
        self._buffers: dict[Entry, Buffer] = {}
        self.buffer: Buffer | None = None
        self._whole: tuple[Problem, ...] = ()
        self._own: tuple[Problem, ...] = ()
        self._form = self._all_checked = False
        self._then: Callable[[], object] | None = None
        self._trial = context._replace(reception=ReceptionHolder(context.now, self))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._check_typed)
        self.steps = Steps(self, context, self)
        acts: Mapping[str, Callable[[], object]] = {
            "open": self._choose, "new_pack": self._choose_new, "new_item": self._ask_item, "save": self.save,
            "view": self._switch, "check": self.check, "preview": self._preview, "compare": self._compare,
            "give_back": self._ask_back, "step": self.step,
        }  # fmt: skip
        self.view = EditorView(context.theme, lambda name: acts[name]())
        self.setLayout(column(self.view, gap=0))
        self._connect(acts)

    def _connect(self, acts: Mapping[str, Callable[[], object]]) -> None:
        view = self.view
        view.tree.chosen.connect(self.open_entry)
        view.yaml.typed.connect(lambda text: self._take(text, "yaml"))
        view.yaml.undo_wanted.connect(lambda: self.command("undo"))
        view.yaml.redo_wanted.connect(self._redo)
        view.problem_wanted.connect(self._go)
        view.form.changed.connect(self._set)
        view.form.grown.connect(
            lambda path: self._reshape(lambda forms, text: forms.grow(text, path, _("to be filled in")))
        )
        view.form.removed.connect(lambda path: self._reshape(lambda forms, text: forms.remove(text, path)))
        view.form.added.connect(self._add)
        for name in ("check", "preview", "save", "view", "compare", "step"):
            keys.bind(self, f"editor.{name}", acts[name])

    # -- the screen ---------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """What this is."""
        return _("Write guidance")

    def subject(self) -> str:
        """The item in hand."""
        return self.buffer.read.entry.item if self.buffer else ""

    def arrive(self, argument: object = None) -> None:
        """``argument`` is the folder of a pack, ``("step", folder)`` to take its next step at once, or nothing."""
        if isinstance(argument, tuple):
            self._then = self.step
            self.open_pack(Path(argument[1]))
        elif isinstance(argument, str | Path):
            self.open_pack(Path(argument))
        elif self.outline is not None:
            self.open_pack(self.outline.folder)
        else:
            self.view.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def command(self, name: str) -> bool:
        """Ctrl+Z goes back in the item in hand."""
        if name != "undo" or self.buffer is None or not self.buffer.undo():
            return False
        self._show_buffer(self.buffer)
        return True

    def _redo(self) -> None:
        if self.buffer is not None and self.buffer.redo():
            self._show_buffer(self.buffer)

    def leave(self) -> None:
        """Texts that are not saved are kept beside the pack."""
        actor, outline = self.context.session.actor, self.outline
        kept = [(buffer.read.entry, buffer.text) for buffer in self._buffers.values() if buffer.dirty]
        if outline is None or actor is None or not kept or not self.may(Right.PACK_WRITE):
            return
        service, folder = self.service(), outline.folder

        def work(_progress: Progress) -> tuple[None, None]:
            for entry, text in kept:
                service.keep_draft(folder, entry, text, actor)
            return None, None

        self.context.operations.command(work, owner=self).start()

    # -- for this screen and its steps --------------------------------------------------------------------------------

    def service(self) -> AuthoringService:
        """Made once, when it is first needed."""
        if self._made is None:
            from hfc_desktop.bootstrap.authoring import open_authoring

            self._made = open_authoring(self.context.application)
        return self._made

    @property
    def actor(self) -> Actor:
        """Who sits here; the screen opens for people who signed in alone."""
        found = self.context.session.actor
        assert found is not None, "the window asks who one is first"
        return found

    def may(self, right: Right) -> bool:
        """Whether who sits here has a right."""
        actor = self.context.session.actor
        return actor is not None and allows(actor.role, right)

    def write(self, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        """Write in the background, then go on; a known fault is worded by the window."""
        self.context.operations.command(lambda progress: (work(progress), None), owner=self).on_success(done).start()

    # -- packs --------------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder with the sources of a pack"))
        if chosen:
            self.open_pack(Path(chosen))

    def _choose_new(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Empty folder for the new pack"))
        if chosen:
            service, actor, folder = self.service(), self.actor, Path(chosen)
            self.write(lambda _p: service.begin_pack(folder, actor), self._show)

    def open_pack(self, folder: Path) -> None:
        """Read a pack in a worker and show it."""
        service, actor = self.service(), self.actor
        if self.outline is not None and self.outline.folder != folder:
            self.leave()
            self._buffers, self.buffer, self._whole, self._own = {}, None, (), ()
        self.context.operations.query(lambda _p: service.open(folder, actor), owner=self).in_lane(
            "pack_editor.open"
        ).on_success(self._show).start()

    def reload(self) -> None:
        """Read the pack again."""
        if self.outline is not None:
            self.open_pack(self.outline.folder)

    def _show(self, outline: Outline) -> None:
        self.outline = outline
        self.view.show_outline(
            outline, self.steps.word(outline), writes=self.may(Right.PACK_WRITE), approves=self.may(Right.PACK_APPROVE)
        )
        self._show_state()
        if self.buffer is None:
            first = next((entry for entry in outline.entries if entry.item), outline.entries[0])
            if self.view.tree.entry() == first:
                self.open_entry(first)
            else:
                self.view.tree.choose(first)
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.view.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_state(self) -> None:
        faulty: dict[Entry, int] = {}
        for problem in self._problems():
            if problem.entry is not None and problem.fault.is_error:
                faulty[problem.entry] = faulty.get(problem.entry, 0) + 1
        self.view.tree.show_state([entry for entry, buffer in self._buffers.items() if buffer.dirty], faulty)
        if self.buffer is not None:
            changed = self.outline.changed_since if self.outline else None
            again = _("Changed since it was approved or published; it goes to review again.") if changed else ""
            text = _("not saved") if self.buffer.dirty else _("saved")
            self.view.say(f"{self.buffer.read.entry.file} · {text}  {again}")

    # -- one entry ----------------------------------------------------------------------------------------------------

    def open_entry(self, entry: Entry) -> None:
        """Show an entry: what is in hand of it, else what is in the pack."""
        self.view.show_text_again()
        if entry in self._buffers:
            self._show_buffer(self._buffers[entry])
            return
        outline = self.outline
        if outline is None:
            return
        service, actor = self.service(), self.actor
        self.context.operations.query(lambda _p: service.read(outline.folder, entry, actor), owner=self).in_lane(
            "pack_editor.read"
        ).on_success(self._show_read).start()

    def _show_read(self, read: ItemText) -> None:
        buffer = Buffer(read, read.text)
        if read.draft and read.draft != read.text:
            buffer.change(read.draft, "")
            self.context.navigator.say(
                _("This item has text that was not saved; it is shown. Ctrl+Z goes back."), "warn"
            )
        self._buffers[read.entry] = buffer
        self._show_buffer(buffer)

    def _show_buffer(self, buffer: Buffer) -> None:
        self.buffer = buffer
        self.view.yaml.show_text(buffer.text)
        if self._form:
            self._show_form()
        self._show_state()
        self._check_typed()

    def _take(self, text: str, source: str) -> None:
        if self.buffer is not None:
            self.buffer.change(text, source)
            self._all_checked = False
            self._show_state()
            self._pause.start()

    # -- form ---------------------------------------------------------------------------------------------------------

    def _switch(self) -> None:
        self._form = not self._form
        self.view.show_text_again()
        self.view.show_view(form=self._form)
        if self._form:
            self._show_form()
        else:
            self.view.yaml.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_form(self) -> None:
        buffer = self.buffer
        if buffer is None:
            return
        form = self.service().form(buffer.text, buffer.read.entry.kind, self.actor)
        self.view.form.show_form(form, read_only=not self.may(Right.PACK_WRITE))

    def _set(self, path: FieldPath, value: str) -> None:
        """A value was typed: the form stays as it is, the text follows."""
        if self._changed(lambda forms, text: forms.set(text, path, value), f"form {path}"):
            self.view.yaml.show_text(self.buffer.text if self.buffer else "")

    def _reshape(self, change: Callable[[Any, str], str]) -> None:
        if self._changed(change, "") and self.buffer is not None:
            self._show_buffer(self.buffer)

    def _add(self, name: str) -> None:
        kind = self.buffer.read.entry.kind if self.buffer else ""
        self._reshape(lambda forms, text: forms.add(text, kind, name))

    def _changed(self, change: Callable[[Any, str], str], source: str) -> bool:
        if self.buffer is None:
            return False
        try:
            self._take(change(self.service().forms, self.buffer.text), source)
        except HfcError as error:
            self.context.navigator.say(error_text(error), "never")
            return False
        return True

    # -- checking and showing -----------------------------------------------------------------------------------------

    def _check_typed(self) -> None:
        buffer, outline = self.buffer, self.outline
        if buffer is None or outline is None:
            return
        self._pause.stop()
        service, actor, text = self.service(), self.actor, buffer.text
        self.context.operations.query(
            lambda _p: service.check(outline.folder, buffer.read.entry, text, actor), owner=self
        ).in_lane("pack_editor.check").on_success(partial(self._show_checked, buffer)).start()

    def _show_checked(self, buffer: Buffer, checked: Checked) -> None:
        if buffer is not self.buffer:
            return
        self._own = checked.problems
        self._show_problems()
        self._show_card(checked.item)

    def check(self) -> None:
        """Check the whole pack with what is not saved yet."""
        outline = self.outline
        if outline is None:
            return
        edits = {entry: buffer.text for entry, buffer in self._buffers.items() if buffer.dirty}
        service, actor = self.service(), self.actor
        self.context.operations.query(lambda _p: service.check_all(outline.folder, edits, actor), owner=self).in_lane(
            "pack_editor.check_all"
        ).on_success(self._show_whole).start()

    def _show_whole(self, checked: Checked) -> None:
        self._whole, self._all_checked = checked.problems, True
        current = self.buffer.read.entry if self.buffer else None
        self._own = tuple(problem for problem in checked.problems if problem.entry == current)
        self._show_problems()
        good, bad = _("The whole pack was checked: no errors."), _("The whole pack was checked: it has errors.")
        self.context.navigator.say(*((bad, "never") if checked.errors else (good, "say")))

    def _problems(self) -> tuple[Problem, ...]:
        """Of the item in hand as it was typed last, then of the others as they were checked last."""
        current = self.buffer.read.entry if self.buffer else None
        return (*self._own, *(problem for problem in self._whole if problem.entry != current))

    def _show_problems(self) -> None:
        problems = sorted(self._problems(), key=lambda found: not found.fault.is_error)
        self.view.show_problems(problems, self.buffer.read.entry if self.buffer else None, whole=self._all_checked)
        self._show_state()

    def _show_card(self, item: GuidanceItem | None) -> None:
        from hfc_desktop.ui.widgets.cards import card_for

        if item is not None:
            self.view.show_card_of(card_for(item, self._trial))
        elif self.buffer is not None and not self.buffer.read.entry.item:
            self.view.show_card_of(None, _("The counter sees no card of this; the pack's title stands in its list."))
        else:
            self.view.show_card_of(
                None, _("The card is shown once the item can be read. The list below says what to mend.")
            )

    def _preview(self) -> None:
        self.view.toggle_preview()
        self._check_typed()

    def _go(self, problem: Problem) -> None:
        self.view.show_text_again()
        if self._form:
            self._switch()
        if problem.entry is not None and self.view.tree.choose(problem.entry):
            self.view.yaml.go_to(problem.line, problem.fault.column)

    # -- saving -------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save all that is not saved."""
        self.saved_then(lambda: self.context.navigator.say(_("Saved.")))

    def saved_then(self, then: Callable[[], object]) -> None:
        """Save, then go on; what cannot be read yet is kept beside, and one stays here."""
        outline = self.outline
        dirty = [buffer for buffer in self._buffers.values() if buffer.dirty]
        if outline is None or not dirty or not self.may(Right.PACK_WRITE):
            then()
            return
        service, actor = self.service(), self.actor
        texts = [(buffer, buffer.text) for buffer in dirty]

        def work(_progress: Progress) -> list[tuple[Buffer, ItemText | None]]:
            found: list[tuple[Buffer, ItemText | None]] = []
            for buffer, text in texts:
                saved = service.save(outline.folder, buffer.read.entry, text, buffer.read.seen, actor)
                found.append((buffer, service.read(outline.folder, saved.entry, actor) if saved.into_pack else None))
            return found

        self.write(work, partial(self._saved, then))

    def _saved(self, then: Callable[[], object], found: list[tuple[Buffer, ItemText | None]]) -> None:
        for buffer, read in found:
            if read is not None:
                self._buffers.pop(buffer.read.entry, None)
                buffer.read = read
                self._buffers[read.entry] = buffer
        if all(read is not None for _buffer, read in found):
            self._then = then
        else:
            text = _("Kept beside the pack: it cannot be read yet. Mend what the list below shows, then save again.")
            self.context.navigator.say(text, "warn")
        self.reload()

    def _ask_item(self) -> None:
        kind = self.buffer.read.entry.kind if self.buffer else ""
        dialog = NewItemDialog(kind, self)
        dialog.agreed.connect(self.begin_item)
        dialog.open()

    def begin_item(self, kind: Kind, slug: str) -> None:
        """Make a new item and open it."""
        outline = self.outline
        if outline is not None:
            service, actor = self.service(), self.actor
            self.write(lambda _p: service.begin_item(outline.folder, kind, slug, actor), self._begun)

    def _begun(self, entry: Entry) -> None:
        self._then = lambda: self.view.tree.choose(entry)
        self.reload()

    # -- steps --------------------------------------------------------------------------------------------------------

    def _compare(self) -> None:
        outline = self.outline
        if outline is not None:
            self.saved_then(lambda: self.context.navigator.open("pack_compare", outline.folder))

    def step(self) -> None:
        """The next step of the pack."""
        self.saved_then(lambda: self.steps.take(self.outline))

    def _ask_back(self) -> None:
        outline = self.outline
        if outline is None or outline.stage not in (Stage.REVIEW, Stage.APPROVED):
            return
        service, actor = self.service(), self.actor
        dialog = GiveBackDialog(self)
        dialog.agreed.connect(
            lambda reason: self.write(lambda _p: service.give_back(outline.folder, reason, actor), self._show)
        )
        dialog.open()

    def show_stage(self, outline: Outline) -> None:
        """A step was made."""
        self._show(outline)

    def forget_description(self) -> None:
        """The description of the pack was numbered on disk; what was in hand of it is read again."""
        for entry in [entry for entry in self._buffers if not entry.item]:
            del self._buffers[entry]
        if self.buffer is not None and not self.buffer.read.entry.item:
            self.open_entry(self.buffer.read.entry)
