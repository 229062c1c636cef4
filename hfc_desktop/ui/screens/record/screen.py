"""Joins the record form to the ledger: prefilled from the reception, written as a draft while one types, registered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QVBoxLayout

from hfc_desktop.domain.complaint import ComplaintSource, Nature
from hfc_desktop.domain.deadlines import CaseDates
from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.reception import with_complaint
from hfc_desktop.errors import HfcError, SecurityRefusalError
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys
from hfc_desktop.ui.autosave import Autosave, DraftState
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.record import carried, terms
from hfc_desktop.ui.screens.record.drafts import DraftList, SavedStrip
from hfc_desktop.ui.screens.record.reading import Reading
from hfc_desktop.ui.screens.record.state import from_draft, merged, problem, problems, to_draft
from hfc_desktop.ui.screens.record.view import View
from hfc_desktop.ui.widgets.papers import PaperWanted, papers_of
from hfc_desktop.wording.errors import error_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.domain.complaint import Complaint, ComplaintDraft
    from hfc_desktop.domain.documents import Form
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.scan import Scan
    from hfc_desktop.ui.screens.record.editors import Choice
    from hfc_desktop.ui.screens.record.state import Values

_AXES: Final = ("scenario", "business", "channel", "reason")
_FORM_KEYS: Final = {"amount_fen": "amount", "loss_fen": "loss"}
"""Field of the form by the field that a refusal of the ledger names, where they differ."""
_DRAFT: Final = "draft"


class RecordScreen(Screen):
    """One record: new from the reception in hand, or a draft taken up again."""

    name: ClassVar[str] = "record"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._draft: ComplaintDraft | None = None
        self._prefilled: Values = {}
        self._saved: Complaint | None = None
        self._note_wanted = False
        self._registering = False
        self._others: tuple[ComplaintDraft, ...] = ()
        self.view = View({axis: self._choices(axis) for axis in _AXES})
        self.drafts = DraftList()
        self.done = SavedStrip()
        self.view.top.addWidget(self.drafts)
        self.view.top.addWidget(self.done)
        self.autosave = Autosave(self._write, context.application.settings.number("draft.autosave_ms"), self)
        self._reading = Reading(self.view.form, self)
        self._connect()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self.view.setEnabled(False)

    def _connect(self) -> None:
        self.view.form.edited.connect(self._edited)
        self.view.form.left.connect(self._left)
        self.view.bar.save.clicked.connect(partial(self.save, note=False))
        self.view.bar.note.clicked.connect(partial(self.save, note=True))
        self.autosave.moved.connect(self._show_state)
        self.drafts.taken.connect(self.take_up)
        self.drafts.dropped.connect(self.discard)
        self.done.note_wanted.connect(self.open_note)
        self.done.next_wanted.connect(self.next_customer)
        self.done.paper_wanted.connect(self.open_paper)
        keys.bind(self, "record.paper", self.open_paper)
        self.context.hub.scanned.connect(self._scanned)
        keys.bind(self, "record.save", partial(self.save, note=False))
        keys.bind(self, "record.note", partial(self.save, note=True))

    # -- the contract of a screen -----------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Record")

    def arrive(self, argument: object = None) -> None:
        """A draft id takes that draft up; nothing goes on with the reception in hand."""
        if self._actor() is None:
            self.view.bar.say(_("Sign in before recording; what was looked up is kept."))
            return
        self.view.bar.say("")
        if isinstance(argument, str) and argument:
            self._find_drafts(then=partial(self.take_up, argument))
        elif self._draft is not None and self._same_reception():
            self._carry_more()
            self._take_waiting_scan()
        else:
            self.leave()
            self._find_drafts(then=self._begin)

    def go_back(self) -> bool:
        """Leaves the screen; the draft is written first."""
        self.leave()
        return False

    def leave(self) -> None:
        """Write what is not written yet."""
        self.autosave.flush()

    def refresh(self, changes: Changes) -> None:
        """Other drafts may have come or gone; one's own autosave changes nothing here."""
        own = {self._draft.id} if self._draft else set()
        if changes.touched.get(_DRAFT, frozenset()) - own and self._actor() is not None:
            self._find_drafts()

    # -- starting ---------------------------------------------------------------------------------------------------

    def _actor(self) -> Actor | None:
        return self.context.session.actor

    def _complaints(self) -> ComplaintService:
        return self.context.application.open_records().complaints

    def _same_reception(self) -> bool:
        held = self._draft.reception if self._draft else None
        return held is None or held.id == self.context.reception.value.id

    def _begin(self) -> None:
        """A new draft from the reception in hand; an untouched stored draft of the same reception is taken up."""
        actor, reception = self._actor(), self.context.reception.value
        if actor is None:
            return
        known = next((one for one in self._others if one.reception and one.reception.id == reception.id), None)
        if known is not None:
            self.take_up(known.id)
            return
        self.context.operations.query(
            lambda _progress: self._complaints().new_draft(reception, actor), owner=self
        ).on_success(self._begun).on_failure(self._refused).start()

    def _begun(self, draft: ComplaintDraft) -> None:
        self._show_draft(draft)
        self._prefilled = self.view.form.values()
        self.view.reveal("claim" if draft.scenario else "scenario")

    def _show_draft(self, draft: ComplaintDraft) -> None:
        self._draft, self._saved, self._note_wanted = draft, None, False
        self.autosave.forget()
        self.view.setEnabled(True)
        self.view.form.setEnabled(True)
        self.view.bar.show()
        self.done.hide()
        self._reading.show_again()
        self.view.form.set_values(from_draft(draft))
        self.view.form.show_problems({})
        self._take_waiting_scan()
        self.view.bar.say("")
        self._show_others()
        self._show_side()

    def _carry_more(self) -> None:
        """The reception went on: what nobody typed over is filled from it again."""
        actor, reception = self._actor(), self.context.reception.value
        if self._saved is not None or actor is None or self._draft is None:
            return
        if self._draft.reception == reception:
            self.view.reveal("claim")
            return
        self.context.operations.query(
            lambda _progress: self._complaints().new_draft(reception, actor), owner=self
        ).on_success(self._merge).on_failure(self._refused).start()

    def _merge(self, fresh: ComplaintDraft) -> None:
        if self._draft is None:
            return
        now = from_draft(fresh)
        self.view.form.set_values(merged(self.view.form.values(), self._prefilled, now))
        self._prefilled = now
        self._draft = replace(self._draft, reception=fresh.reception)
        self.autosave.changed()
        self._show_side()
        self.view.reveal("claim")

    # -- a card that was read -----------------------------------------------------------------------------------------

    def _scanned(self, scan: Scan) -> None:
        """A reader read a card while the form is in sight."""
        if self.isVisible() and self._draft is not None and self._saved is None and self._reading.take(scan):
            self.context.navigator.say(_("Read into the record: {number}").format(number=scan.shown))

    def _take_waiting_scan(self) -> None:
        """A card that was read before the form was opened."""
        scan = self.context.navigator.take_scan()
        if scan is not None:
            self._reading.take(scan)

    # -- drafts -----------------------------------------------------------------------------------------------------

    def _find_drafts(self, then: Callable[[], object] | None = None) -> None:
        actor = self._actor()
        if actor is None:
            return

        def found(drafts: Sequence[ComplaintDraft]) -> None:
            self._others = tuple(drafts)
            self._show_others()
            if then is not None:
                then()

        self.context.operations.query(lambda _progress: tuple(self._complaints().drafts(actor)), owner=self).on_success(
            found
        ).on_failure(self._refused).start()

    def _show_others(self) -> None:
        here = self._draft.id if self._draft else ""
        others = [draft for draft in self._others if draft.id != here]
        self.drafts.show_drafts([(draft.id, self._draft_line(draft)) for draft in others])

    def _draft_line(self, draft: ComplaintDraft) -> str:
        at = draft.saved_at or draft.received_at
        topic = dict(self._choices("scenario")).get(draft.scenario, "").strip() or _("no topic yet")
        return f"{at:%m-%d %H:%M} · {term('nature', draft.nature.value)} · {topic}"

    def take_up(self, draft_id: str) -> None:
        """Go on with a stored draft."""
        found = next((draft for draft in self._others if draft.id == draft_id), None)
        if found is None:
            self.view.bar.say(_("That draft is not there any more."))
            return
        self.leave()
        self._show_draft(found)
        self._prefilled = {}
        self._show_state(DraftState.SAVED)
        missing = problems(self.view.form.values(), self.context.today())
        self.view.reveal(next(iter(missing), "facts"))

    def discard(self, draft_id: str) -> None:
        """Throw a stored draft away; asked twice by the list."""
        actor = self._actor()
        if actor is not None:
            self.context.operations.command(
                lambda _progress: (None, self._complaints().discard_draft(draft_id, actor)), owner=self
            ).on_success(lambda _nothing: self._find_drafts()).on_failure(self._refused).start()

    def _write(self) -> None:
        """Write the draft as it stands; called by the autosave."""
        actor, draft = self._actor(), self._current()
        if actor is None or draft is None:
            self.autosave.forget()
            return
        self._draft = draft
        self.context.operations.command(
            lambda _progress: (None, self._complaints().save_draft(draft, actor)), owner=self
        ).on_success(lambda _nothing: self.autosave.written()).on_failure(self._not_written).start()

    def _not_written(self, error: HfcError) -> None:
        self.autosave.failed()
        self.view.bar.say(error_text(error))

    def _current(self) -> ComplaintDraft | None:
        if self._draft is None or self._saved is not None:
            return None
        return to_draft(self.view.form.values(), self._draft, self.context.today())

    # -- typing -----------------------------------------------------------------------------------------------------

    def _edited(self, key: str) -> None:
        self.autosave.changed()
        editor = self.view.form.editors[key]
        if editor.problem:
            editor.show_problem(problem(key, self.view.form.values(), self.context.today()))
        if key in {"nature", "source"}:
            self._show_side()

    def _left(self, key: str) -> None:
        """Check a field when the focus leaves it; an empty required one is asked for only at saving."""
        if self._draft is None or self._saved is not None:
            return
        values = self.view.form.values()
        if str(values[key]).strip() or self.view.form.editors[key].problem:
            self.view.form.editors[key].show_problem(problem(key, values, self.context.today()))

    def _show_state(self, state: DraftState) -> None:
        self.view.bar.show_state(state, self.context.now() if state is DraftState.SAVED else None)

    # -- saving -----------------------------------------------------------------------------------------------------

    def save(self, *, note: bool) -> None:
        """Register the record; ``note`` shows its handling note afterwards. A saved one only shows the note."""
        if self._saved is not None:
            if note:
                self.open_note()
            return
        actor, draft = self._actor(), self._current()
        if actor is None or draft is None or self._registering:
            return
        found = problems(self.view.form.values(), self.context.today())
        self.view.form.show_problems(found)
        if found:
            first = next(iter(found))
            self.view.bar.say(found[first])
            self.view.reveal(first)
            return
        self._note_wanted, self._registering = note, True
        self.view.form.setEnabled(False)  # nothing may be typed behind the back of what is being registered
        self.view.bar.say("")
        self.autosave.flush()
        self.context.operations.command(
            lambda _progress: self._complaints().register(draft, actor), owner=self
        ).on_success(self._registered).on_failure(self._not_registered).start()

    def _registered(self, complaint: Complaint) -> None:
        self._saved, self._registering = complaint, False
        self._tell_reception(complaint)
        self.autosave.forget()
        self.view.form.setEnabled(False)
        self.view.bar.hide()
        self.done.show_number(complaint.number)
        self.done.show_papers(self._papers())
        lines = terms.lines(complaint.clocks, self.context.application.lookup)
        self.view.side.show_clocks(lines, self._no_clocks(complaint.nature))
        self.view.to_top()
        self.done.setFocus()
        if self._note_wanted:
            self.open_note()

    def _tell_reception(self, complaint: Complaint) -> None:
        """The reception in hand knows its record from now on, so that the goodbye makes no consultation of it."""
        held = self.context.reception
        if complaint.reception is not None and held.begun and held.value.id == complaint.reception.id:
            held.apply(lambda before: with_complaint(before, complaint.id))

    def _not_registered(self, error: HfcError) -> None:
        self._registering = False
        self.view.form.setEnabled(True)
        self._refused(error)
        named = str(error.params.get("field", ""))
        key = _FORM_KEYS.get(named, named)
        if key in self.view.form.editors:
            self.view.form.editors[key].show_problem(error_text(error))
            self.view.reveal(key)

    def _refused(self, error: HfcError) -> None:
        self.view.bar.say(error_text(error))
        if isinstance(error, SecurityRefusalError):
            self.view.setEnabled(self._draft is not None)

    def open_note(self) -> None:
        """Show the handling note of the saved record."""
        if self._saved is not None:
            self.context.navigator.open("note_preview", self._saved.id)

    def _papers(self) -> tuple[Form, ...]:
        reception = self._saved.reception if self._saved else None
        return papers_of(reception) if reception else ()

    def open_paper(self, form: Form | None = None) -> None:
        """Show a paper of the reception behind the saved record, the first one unless told which."""
        wanted = form or next(iter(self._papers()), None)
        if self._saved is not None and self._saved.reception is not None and wanted is not None:
            self.context.navigator.open("note_preview", PaperWanted(self._saved.reception.id, wanted))

    def next_customer(self) -> None:
        """Done with this one: the window starts the next reception."""
        self._draft = None
        self.context.navigator.act("new_reception")

    # -- what follows from the form -----------------------------------------------------------------------------------

    def _choices(self, axis: str) -> tuple[Choice, ...]:
        lookup = self.context.application.lookup
        if lookup is None:
            return ()
        try:
            item = lookup.item(f"classification.{axis}", audience=self.context.session.audience)
        except HfcError:
            return ()
        if not isinstance(item, Classification):
            return ()
        chinese = language() == CHINESE
        return tuple(
            (entry.slug, ("　" if entry.parent else "") + (entry.std_name if chinese else entry.name_en))
            for entry in item.entries
        )

    def _show_side(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self.view.side.show_carried(carried.lines(draft.reception))
        values = self.view.form.values()
        nature = Nature(str(values["nature"]))
        deadlines = self.context.application.deadlines
        if nature is not Nature.COMPLAINT or deadlines is None:
            self.view.side.show_clocks((), self._no_clocks(nature))
            return
        dates = CaseDates(received_at=draft.received_at, source=ComplaintSource(str(values["source"])))
        lookup = self.context.application.lookup
        self.context.operations.query(
            lambda _progress: terms.lines(deadlines.clocks(dates), lookup), owner=self
        ).in_lane("record.clocks").on_success(
            lambda lines: self.view.side.show_clocks(lines, self._no_clocks(nature))
        ).start()

    @staticmethod
    def _no_clocks(nature: Nature) -> str:
        if nature is Nature.COMPLAINT:
            return _("No rule set is installed. Import the reference pack.")
        return _("None: the legal terms are those of complaints only.")
