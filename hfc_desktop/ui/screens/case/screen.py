"""Joins a case to its services: shown masked, revealed for a reason, every step through the life cycle."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QInputDialog

from hfc_desktop.domain.life_cycle import Action, offered, right_for
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.merging import SplitPart
from hfc_desktop.services.sending import PACKAGE_LEVEL
from hfc_desktop.ui import keys
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.case.sections import Link, Section
from hfc_desktop.ui.screens.case.view import View
from hfc_desktop.ui.widgets.boxes import column
from hfc_desktop.ui.widgets.ledger.action_form import ActionDialog
from hfc_desktop.ui.widgets.ledger.actions import FACES, word
from hfc_desktop.ui.widgets.ledger.assign import AssignDialog, read_colleagues
from hfc_desktop.ui.widgets.ledger.menus import every_action
from hfc_desktop.ui.widgets.ledger.names import Names, read_names
from hfc_desktop.wording.errors import error_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hfc_desktop.bootstrap.application import Records
    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.escalation import CaseTask
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.case_history import HistoryLine
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.ui.context import Context

HIDDEN_AGAIN_MS: Final = 60_000
"""After so long what was revealed is masked again."""
_FOLDER: Final = "print.folder"


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the screen shows of a case."""

    case: Complaint
    history: Sequence[HistoryLine]
    kept: Sequence[str]
    tasks: Sequence[Link]
    names: Names


class CaseScreen(Screen):
    """One case."""

    name: ClassVar[str] = "case"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._id = ""
        self._shown: Shown | None = None
        self._dialog: ActionDialog | None = None
        self._finished = ""
        acts = {
            "reveal": self.ask_reveal,
            "note": self.open_note,
            "attach": self.ask_attach,
            "send_up": self.ask_send_up,
        }
        self.view = View(context.theme, acts)
        self.setLayout(column(self.view))
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(HIDDEN_AGAIN_MS)
        self._hide.timeout.connect(self._read)
        self.view.bar.chosen.connect(self.begin)
        self.view.bar.others.connect(self._show_all)
        self.view.facts.followed.connect(self._follow)
        keys.bind_digits(self, "case.action", self.view.bar.pick)
        keys.bind(self, "case.reveal", self.ask_reveal)
        keys.bind(self, "case.send_up", self.ask_send_up)
        keys.bind(self, "record.note", self.open_note)
        keys.bind(self, "ledger.assign", partial(self.begin, Action.ASSIGN))

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Case")

    def arrive(self, argument: object = None) -> None:
        """``argument`` is the id of a case."""
        if isinstance(argument, str) and argument:
            self._id, self._finished = argument, ""
        self.view.timeline.setFocus()
        self._read()

    def leave(self) -> None:
        """What was revealed does not stay on a screen that nobody looks at."""
        self._hide.stop()
        self._shown = None

    def command(self, name: str) -> bool:
        """Take the last step back."""
        if name != "undo":
            return False
        self.undo()
        return True

    def refresh(self, changes: Changes) -> None:
        """The case was written."""
        if self._shown is not None and (changes.concerns("complaint", self._id) or changes.concerns("task")):
            self._read()

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor | None:
        """Who looks."""
        return self.context.session.actor

    @property
    def case(self) -> Complaint | None:
        """The case that is shown."""
        return self._shown.case if self._shown else None

    def records(self) -> Records:
        """The services; call it in a worker."""
        return self.context.application.open_records()

    def _read(self, reason: str = "") -> None:
        """Read the case, masked; unmasked with a reason. Both are recorded, so both are writes."""
        actor, wanted, application = self.actor, self._id, self.context.application
        if actor is None or not wanted:
            return

        def read() -> Shown:
            records = self.records()
            reading = records.reading
            case = reading.reveal(wanted, actor, reason) if reason else reading.view(wanted, actor)
            tasks = (
                records.ledger.watch.tasks(actor, case=case.id) if allows(actor.role, Right.COMPLAINT_HANDLE) else ()
            )
            return Shown(
                case=case,
                history=records.ledger.cases.history(case.id, actor),
                kept=[
                    f"{kept.rule}@{kept.kept.valid_from}"
                    for kept in records.ledger.terms.editions(case.id, actor)
                    if kept.differs
                ],
                tasks=[Link("task", task.id, _task(task)) for task in tasks],
                names=read_names(application, actor),
            )

        self.context.operations.command(lambda _p: (read(), None), owner=self).in_lane("case.read").on_success(
            partial(self._show, bool(reason))
        ).start()

    def _show(self, revealed: bool, shown: Shown) -> None:
        actor = self.actor
        if actor is None:
            return
        self._shown = shown
        case, today = shown.case, self.context.today()
        self.view.head.show_case(case, today)
        self.view.clocks.show_case(case, today, shown.kept)
        self.view.timeline.show_lines(shown.history, shown.names)
        more = [Section(_("Tasks: press one when it is done"), links=tuple(shown.tasks))] if shown.tasks else []
        self.view.facts.show_case(case, shown.names, more)
        self.view.bar.show_actions(case, _sensible(case, offered(case, actor)))
        self.view.head.send_up.setVisible(case.level >= PACKAGE_LEVEL and allows(actor.role, Right.EXCHANGE))
        self.view.head.reveal.setVisible(allows(actor.role, Right.REVEAL) and not revealed)
        if revealed:
            self._hide.start()

    def ask_reveal(self) -> None:
        """Show what is masked, for a reason."""
        if self._shown is None:
            return
        reason, agreed = QInputDialog.getText(
            self, _("Show what is masked"), _("Why? It is kept; after 60 seconds it is masked again.")
        )
        if agreed:
            self.reveal(reason)

    def reveal(self, reason: str) -> None:
        """Show what is masked; a reason is needed."""
        self._read(reason or " ")

    # -- steps --------------------------------------------------------------------------------------------------------

    def begin(self, action: Action) -> None:
        """Do an action, after asking what it needs."""
        case, actor = self.case, self.actor
        if case is None or actor is None:
            return
        if not allows(actor.role, right_for(action)):
            self.context.navigator.say(_("{action}: your role may not do this.").format(action=word(action)), "warn")
        elif action is Action.ASSIGN:
            self._ask_person()
        elif action is Action.MERGE:
            self.context.navigator.open("repeats", case.id)
        elif FACES[action].fields:
            self._ask(action)
        else:
            self.act(Step(action=action))

    def _ask(self, action: Action) -> None:
        dialog = ActionDialog(self, action, self.case, self.context)
        dialog.agreed.connect(self.act)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _ask_person(self) -> None:
        actor, application = self.actor, self.context.application
        if actor is None:
            return
        dialog = AssignDialog(self, 1)
        dialog.chosen.connect(lambda staff_no: self.act(Step(action=Action.ASSIGN, staff_no=staff_no)))
        self.context.operations.query(lambda _p: read_colleagues(application, actor), owner=dialog).on_success(
            dialog.show_colleagues
        ).start()
        dialog.open()

    def act(self, step: Step) -> None:
        """Take a step; what refuses it is said in the dialog, and nothing typed is lost."""
        actor, case = self.actor, self.case
        if actor is None or case is None:
            return
        wanted = case.id
        self.context.operations.command(lambda _p: self._act(wanted, step, actor), owner=self).on_success(
            partial(self._acted, step)
        ).on_failure(self._refused).start()

    def _act(self, case_id: str, step: Step, actor: Actor) -> tuple[Complaint, Changes]:
        ledger = self.records().ledger
        if step.action is Action.UNMERGE:
            return ledger.merging.unmerge(case_id, actor, step.reason)
        if step.action is Action.SPLIT:
            parts = [SplitPart(claim=line.strip()) for line in step.document.splitlines() if line.strip()]
            _made, changes = ledger.merging.split(case_id, parts, actor, step.reason)
            return self.records().reading.view(case_id, actor), changes
        return ledger.cases.act(case_id, step, actor)

    def _acted(self, step: Step, case: Complaint) -> None:
        self._finished = ""
        if self._dialog is not None:
            self._dialog.accept()
        state = term("status", case.status.value)
        self.context.navigator.say(_("{action}: done. State: {state}.").format(action=word(step.action), state=state))

    def _refused(self, error: HfcError) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error_text(error))
        else:
            self.context.navigator.say(error_text(error), "warn")

    def undo(self) -> None:
        """Take the person's last write of this session back; again and again, up to 20 of them."""
        actor, case = self.actor, self.case
        if actor is None or case is None:
            return
        if self._finished:
            self._open_again(self._finished, actor)
            return
        wanted = case.id
        self.context.operations.command(
            lambda _p: (None, self.records().ledger.cases.undo([wanted], actor, this_session=True)), owner=self
        ).on_success(lambda _nothing: self.context.navigator.say(_("Taken back."))).on_failure(self._refused).start()

    def _show_all(self) -> None:
        case, actor = self.case, self.actor
        if case is None or actor is None:
            return
        menu = every_action(self.view.bar.more, case, actor, self.begin)
        menu.popup(self.view.bar.more.mapToGlobal(self.view.bar.more.rect().topLeft()))

    # -- beside the case ----------------------------------------------------------------------------------------------

    def open_note(self) -> None:
        """The handling note of this case."""
        if self.case is not None:
            self.context.navigator.open("note_preview", self.case.id)

    def ask_attach(self) -> None:
        """Choose a file to attach."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Attach a file"))
        if path:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Attach a file; its bytes go encrypted into the store."""
        actor, case = self.actor, self.case
        if actor is None or case is None:
            return
        wanted = case.id
        self.context.operations.command(
            lambda _p: self.records().ledger.cases.attach(wanted, path.name, path.read_bytes(), actor), owner=self
        ).on_success(
            lambda added: self.context.navigator.say(_("{name} is attached.").format(name=added.name))
        ).on_failure(self._refused).start()

    def ask_send_up(self) -> None:
        """Choose where the file of a raised case is written."""
        if self.case is None or self.view.head.send_up.isHidden():
            return
        chosen = QFileDialog.getExistingDirectory(self, _("Folder or stick for the file"))
        if chosen:
            self.send_up(Path(chosen))

    def send_up(self, folder: Path) -> None:
        """Write what may leave of the case into a file for the office above."""
        actor, case = self.actor, self.case
        if actor is None or case is None:
            return
        wanted, application = case.id, self.context.application

        def write() -> tuple[tuple[str, str], Changes]:
            from hfc_desktop.bootstrap.exchange import make_ready, open_exchange, put_file
            from hfc_desktop.services.changes import Changes
            from hfc_desktop.services.sending import EXCHANGE

            make_ready(folder)
            made = open_exchange(application).sending.package(wanted, actor)
            return (put_file(folder, made).name, made.to.office), Changes.of(EXCHANGE)

        def told(done: tuple[str, str]) -> None:
            text = _("{name} is for office {office}. It holds no names, numbers or words of the customer.")
            self.context.navigator.say(text.format(name=done[0], office=done[1]))

        self.context.operations.command(lambda _p: write(), owner=self).on_success(told).on_failure(
            self._refused
        ).start()

    def _follow(self, link: Link) -> None:
        opens: Mapping[str, Callable[[str], None]] = {
            "case": lambda to: self.context.navigator.open("case", to),
            "guidance": lambda to: self.context.navigator.open("counter", to),
            "attachment": self._save_attachment,
            "task": self.ask_finish,
        }
        opens[link.kind](link.to)

    def ask_finish(self, task_id: str) -> None:
        """Ask what was done about a task."""
        words, agreed = QInputDialog.getText(self, _("Task done"), _("What was done, in one sentence?"))
        if agreed:
            self.finish(task_id, words)

    def finish(self, task_id: str, words: str) -> None:
        """A task is done; the next undo opens it again."""
        actor = self.actor
        if actor is None:
            return

        def told(_task: CaseTask) -> None:
            self._finished = task_id
            self.context.navigator.say(_("Task done. Ctrl+Z opens it again."))

        self.context.operations.command(
            lambda _p: self.records().ledger.watch.finish_task(task_id, actor, words), owner=self
        ).on_success(told).on_failure(self._refused).start()

    def _open_again(self, task_id: str, actor: Actor) -> None:
        self._finished = ""
        self.context.operations.command(
            lambda _p: self.records().ledger.watch.reopen_task(task_id, actor), owner=self
        ).on_success(lambda _task: self.context.navigator.say(_("Taken back."))).on_failure(self._refused).start()

    def _save_attachment(self, sha256: str) -> None:
        actor, case = self.actor, self.case
        if actor is None or case is None:
            return
        name = next(kept.name for kept in case.attachments if kept.sha256 == sha256)
        folder = self.context.application.settings.text(_FOLDER)
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the attachment"), str(Path(folder) / name))
        if not path:
            return
        wanted = case.id

        def save() -> tuple[None, None]:
            from hfc_desktop.bootstrap.guidance import save_document

            save_document(Path(path), self.records().ledger.cases.attachment(wanted, sha256, actor))
            return None, None

        self.context.operations.command(lambda _p: save(), owner=self).on_success(
            lambda _nothing: self.context.navigator.say(_("Saved as {name}.").format(name=Path(path).name))
        ).on_failure(self._refused).start()


def _sensible(case: Complaint, steps: Sequence[Action]) -> list[Action]:
    """Steps without those that would plainly be refused: a hold that is there already, a second re-check."""
    gone = {Action.FINISH_RECHECK, Action.HOLD if case.legal_hold else Action.RELEASE}
    if case.recheck is not None:
        gone.add(Action.RECHECK)
    return [step for step in steps if step not in gone]


def _task(task: CaseTask) -> str:
    why = task.label if language() == CHINESE or not task.label_en else task.label_en
    due = "" if task.due is None else _("until {day}").format(day=task.due)
    return " · ".join(part for part in (term("task_kind", task.kind.value), why, task.owner, due, task.note) if part)
