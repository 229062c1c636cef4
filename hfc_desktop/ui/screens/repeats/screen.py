"""Repeats over the services: what waits is shown one by one; a decision can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QTimer

from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.repeats import pair as ordered
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.repeats.view import View, reason_text
from hfc_desktop.ui.widgets.boxes import column
from hfc_desktop.ui.widgets.ledger.names import Names, read_names
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.bootstrap.application import Records
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.repeats import Comparison, Pair
    from hfc_desktop.ui.context import Context

_STEPS: Final = 20
"""How many decisions can be taken back."""
_REFRESH_MS: Final = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """Cases that may be one matter, the newest first; why the first two are thought so.

    Attributes:
        pair: what was suggested; none for cases that somebody marked in the list.
    """

    ids: tuple[str, ...]
    pair: Pair | None


def grouped(pairs: Sequence[Pair]) -> list[Waiting]:
    """Pairs that share a case are one suggestion, so that three complaints of one matter are decided at once."""
    waiting: list[Waiting] = []
    for found in pairs:
        both = (found.one.id, found.other.id)
        at = next((at for at, group in enumerate(waiting) if set(both) & set(group.ids)), None)
        if at is None:
            waiting.append(Waiting(both, found))
        else:
            waiting[at] = Waiting(tuple(dict.fromkeys((*waiting[at].ids, *both))), waiting[at].pair)
    return waiting


class RepeatsScreen(Screen):
    """Decides about repeats."""

    name: ClassVar[str] = "repeats"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._waiting: list[Waiting] = []
        self._later: set[tuple[str, ...]] = set()
        self._at = 0
        self._lead = 0
        self._wanted = ""
        self._marked: tuple[str, ...] = ()
        self._names = Names()
        self._rows: Sequence[Comparison] = ()
        self._undo: list[Callable[[Actor], Changes]] = []
        self.view = View(
            context.theme,
            {
                "merge": self.merge,
                "no": self.not_a_repeat,
                "later": self.later,
                "lead": self.change_lead,
                "undo": self.undo,
            },
        )
        self.setLayout(column(self.view))
        self.view.picked.connect(self._pick)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_REFRESH_MS)
        self._late.timeout.connect(self._read)
        for key, act in (
            ("repeats.merge", self.merge),
            ("repeats.no", self.not_a_repeat),
            ("repeats.later", self.later),
            ("repeats.lead", self.change_lead),
        ):
            keys.bind(self, key, act)

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Repeats")

    def arrive(self, argument: object = None) -> None:
        """``argument`` is the id of a case whose pair is wanted first, or the ids of cases that somebody marked."""
        self._wanted = argument if isinstance(argument, str) else ""
        self._marked = argument if isinstance(argument, tuple) else ()
        self._later.clear()
        self.view.pairs.setFocus()
        self.view.show_done(len(self._undo))
        self._read()

    def command(self, name: str) -> bool:
        """Take back the last decision."""
        return name == "undo" and self.undo()

    def refresh(self, changes: Changes) -> None:
        """Cases or verdicts changed."""
        if changes.concerns("complaint") or changes.concerns("verdict"):
            self._late.start()

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor | None:
        """Who decides."""
        return self.context.session.actor

    def records(self) -> Records:
        """The services; call it in a worker."""
        return self.context.application.open_records()

    @property
    def current(self) -> Waiting | None:
        """The suggestion that is shown."""
        return self._waiting[self._at] if self._at < len(self._waiting) else None

    def _read(self) -> None:
        actor, application = self.actor, self.context.application
        if actor is None:
            return
        self.context.operations.query(
            lambda _p: (self.records().ledger.repeats.to_decide(actor), read_names(application, actor)), owner=self
        ).in_lane("repeats").on_success(self._show).start()

    def _show(self, found: tuple[Sequence[Pair], Names]) -> None:
        pairs, self._names = found
        marked = [Waiting(self._marked, None)] if self._marked else []
        self._waiting = [*marked, *(group for group in grouped(pairs) if group.ids not in self._later)]
        if marked:
            self._at = 0
        if self._wanted and not any(self._wanted in group.ids for group in self._waiting):
            self.context.navigator.say(_("Nothing is suggested for that case; other suggestions are shown."), "accent")
        wanted = next((at for at, group in enumerate(self._waiting) if self._wanted in group.ids), self._at)
        self._wanted = ""
        self._at = min(wanted, max(0, len(self._waiting) - 1))
        self.view.show_pairs([self._line(group) for group in self._waiting], self._at)
        self._show_current()

    def _line(self, group: Waiting) -> str:
        if group.pair is None:
            return _("Marked in the list\n{n} matters").format(n=len(group.ids))
        more = f" +{len(group.ids) - 2}" if len(group.ids) > 2 else ""
        topic = self._names.of_class("scenario", group.pair.one.scenario)
        return f"{group.pair.one.number}{more}\n{topic} · {group.pair.other.score} %"

    def _pick(self, row: int) -> None:
        if row >= 0:
            self._at = row
            self._show_current()

    def _show_current(self) -> None:
        group, actor = self.current, self.actor
        if group is None or actor is None:
            return
        self._show_why(group)
        ids = group.ids
        self.context.operations.command(
            lambda _p: (self.records().ledger.repeats.compare(ids, actor), None), owner=self
        ).in_lane("repeats.compare").on_success(partial(self._show_rows, group)).start()

    def _show_why(self, group: Waiting) -> None:
        if group.pair is None:
            self.view.show_marked(len(group.ids))
            self.view.reason.setText(_("Marked in the list: one matter"))
        else:
            other = group.pair.other
            self.view.show_reasons(other.kind.value, other.score, other.reasons)
            self.view.reason.setText(", ".join(reason_text(reason) for reason in other.reasons))
        self.view.reason.setCursorPosition(0)  # a long text is read from its beginning

    def _show_rows(self, group: Waiting, rows: Sequence[Comparison]) -> None:
        if group is not self.current:
            return
        self._rows = rows
        received = next(row.values for row in rows if row.field == "received_at")
        self._lead = min(range(len(received)), key=lambda place: str(received[place]))
        self.view.compare.show_cases(rows, self._names, self._lead)

    def change_lead(self) -> None:
        """The next case leads; usually the earliest one does."""
        group = self.current
        if group is not None and self._rows:
            self._lead = (self._lead + 1) % len(group.ids)
            self.view.compare.show_cases(self._rows, self._names, self._lead)

    # -- deciding -----------------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Merge all cases of the suggestion into the one that leads."""
        group, actor = self.current, self.actor
        if group is None or actor is None or not self._rows:
            return
        lead = group.ids[self._lead]
        others = [case_id for case_id in group.ids if case_id != lead]
        reason = self.view.reason.text().strip()
        fields = {field: group.ids[place] for field, place in self.view.compare.chosen(self._lead).items()}
        self.context.operations.command(
            lambda _p: self.records().ledger.merging.merge(lead, others, actor, reason, fields=fields), owner=self
        ).on_success(lambda case: self._merged(group, lead, case.number)).on_failure(self._refused).start()

    def _decided(self, group: Waiting) -> None:
        """What somebody marked waits no longer once it is decided."""
        if group.ids == self._marked:
            self._marked = ()

    def _merged(self, group: Waiting, lead: str, number: str) -> None:
        self._decided(group)
        self._keep(lambda actor: self.records().ledger.merging.undo_merge(lead, actor, _("Merge taken back"))[1])
        self.context.navigator.say(_("Merged into {number}. Ctrl+Z parts them again.").format(number=number))

    def not_a_repeat(self) -> None:
        """Remember that these cases are not one matter."""
        group, actor = self.current, self.actor
        if group is None or actor is None:
            return
        pairs = sorted({ordered(one, other) for one in group.ids for other in group.ids if one != other})
        reason = _("Looked at side by side on {day}").format(day=local_day(self.context.now()))

        def decide() -> tuple[None, Changes]:
            changes = [self.records().ledger.repeats.not_a_repeat(*two, actor, reason) for two in pairs]
            return None, _together(changes)

        self.context.operations.command(lambda _p: decide(), owner=self).on_success(
            lambda _nothing: self._parted(group, pairs)
        ).on_failure(self._refused).start()

    def _parted(self, group: Waiting, pairs: Sequence[tuple[str, str]]) -> None:
        self._decided(group)
        self._keep(
            lambda actor: _together([self.records().ledger.repeats.forget_verdict(*two, actor) for two in pairs])
        )
        self.context.navigator.say(_("Remembered: not a repeat. They are not suggested again."))

    def later(self) -> None:
        """The next suggestion; this one comes again the next time."""
        group = self.current
        if group is not None:
            self._decided(group)
            self._later.add(group.ids)
            del self._waiting[self._at]
            self._at = min(self._at, max(0, len(self._waiting) - 1))
            self.view.show_pairs([self._line(group) for group in self._waiting], self._at)
            self._show_current()

    def _refused(self, error: HfcError) -> None:
        self.context.navigator.say(error_text(error), "warn")

    def _keep(self, back: Callable[[Actor], Changes]) -> None:
        self._undo = [*self._undo, back][-_STEPS:]
        self.view.show_done(len(self._undo))

    def undo(self) -> bool:
        """Take the last decision back."""
        actor = self.actor
        if actor is None or not self._undo:
            return False
        back = self._undo.pop()
        self.view.show_done(len(self._undo))
        self.context.operations.command(lambda _p: (None, back(actor)), owner=self).on_success(
            lambda _nothing: self.context.navigator.say(_("Taken back."))
        ).on_failure(self._refused).start()
        return True


def _together(changes: Sequence[Changes]) -> Changes:
    whole = changes[0]
    for one in changes[1:]:
        whole |= one
    return whole
