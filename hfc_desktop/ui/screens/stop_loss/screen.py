"""Joins the clock to the reception: entering the page starts it, every tick and every fact is kept with its time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QTimer

from hfc_desktop.domain.documents import Form
from hfc_desktop.domain.guidance.duties import Duties
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.reception import with_stop_loss
from hfc_desktop.domain.stop_loss import Act, LossFacts, StopLoss, acts_of, with_act
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.stop_loss.facts import spoken
from hfc_desktop.ui.screens.stop_loss.view import StopLossView
from hfc_desktop.ui.widgets.boxes import column
from hfc_desktop.ui.widgets.cards.big import BigLine, CustomerView
from hfc_desktop.ui.widgets.papers import show_paper

if TYPE_CHECKING:
    from hfc_desktop.services.lookup import LookupService
    from hfc_desktop.ui.context import Context

_TICK_MS: Final = 1000


class StopLossScreen(Screen):
    """The clock of a customer whose money has gone."""

    name: ClassVar[str] = "stop_loss"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._timeline: Duties | None = None
        self.view = StopLossView(context.theme)
        self.setLayout(column(self.view))
        view = self.view
        view.acts.ticked.connect(self.tick)
        view.form.changed.connect(self._facts)
        view.reported.clicked.connect(self.reported)
        view.read_out.clicked.connect(self.read_out)
        view.case_no.textChanged.connect(self._case_no)
        keys.bind(self, "stop_loss.reported", self.reported)
        keys.bind(self, "card.big", self.read_out)
        view.paper_wanted.connect(self.show_paper)
        keys.bind(self, "card.paper", self.show_paper)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._show)

    def title(self) -> str:
        """What the strip says."""
        return _("Stop-loss")

    def arrive(self, argument: object = None) -> None:
        """Begin the clock, or go on with the one of this reception."""
        lookup = self.context.application.lookup
        if lookup is not None:
            self.context.operations.query(lambda _progress: self._read(lookup), owner=self).in_lane(
                "stop_loss"
            ).on_success(self._begin).start()

    def leave(self) -> None:
        """A clock that was started by a slip of the hand, and in which nothing was done, leaves no trace."""
        self._timer.stop()
        under_way = self.context.reception.value.stop_loss if self.context.reception.begun else None
        if under_way is None or self._timeline is None:
            return
        if _is_untouched(under_way):
            self.context.reception.take_out(under_way.item)

    def _read(self, lookup: LookupService) -> Duties | None:
        """In the worker: the timeline that holds today."""
        audience = self.context.session.audience
        hits = lookup.browse(Kind.DUTIES, audience=audience).hits
        found = (lookup.item(hit.id, audience=audience) for hit in hits)
        today = lookup.today()
        return next((one for one in found if isinstance(one, Duties) and one.timeline and one.holds_on(today)), None)

    def _begin(self, timeline: Duties | None) -> None:
        if not self.isVisible():  # left again before the answer came: nothing begins, and no focus is taken from there
            return
        if timeline is None:
            self.view.hint.setText(_("No active pack has a timeline. Report to 110 first, then to the supervisor."))
            return
        if self._timeline != timeline:
            self._timeline = timeline
            self.view.show_acts(acts_of(timeline))
        reception, lookup = self.context.reception, self.context.application.lookup
        if reception.value.stop_loss is None:
            pack = lookup.pack_of(timeline.id) if lookup else ""
            reception.opened(timeline, pack, timeline.title)
            begun = StopLoss(
                item=timeline.id,
                version=timeline.version,
                pack=pack,
                title=timeline.title,
                started_at=self.context.now(),
            )
            reception.apply(lambda before: with_stop_loss(before, begun))
        self._timer.start()
        self._show()
        self.view.acts.go_to(self.view.acts.first_open(self._under_way()))

    def _under_way(self) -> StopLoss:
        under_way = self.context.reception.value.stop_loss
        assert under_way is not None
        return under_way

    def _keep(self, after: StopLoss) -> None:
        self.context.reception.apply(lambda before: with_stop_loss(before, after))
        self._show()

    def _show(self) -> None:
        under_way = self.context.reception.value.stop_loss
        if under_way is None:
            self._timer.stop()
            return
        now = self.context.now()
        self.view.show_seconds(int((now - under_way.started_at).total_seconds()))
        self.view.show_state(under_way, under_way.minute(now))

    # -- what is done ---------------------------------------------------------------------------------------------

    def tick(self, act: Act) -> None:
        """An act was done, or is taken back; the next open one has the focus."""
        after = with_act(self._under_way(), act, self.context.now())
        self._keep(after)
        if after.is_done(act.number):
            self.view.acts.go_to(self.view.acts.first_open(after))

    def reported(self) -> None:
        """110 has answered."""
        if self._under_way().reported_at is None:
            self._keep(replace(self._under_way(), reported_at=self.context.now()))

    def read_out(self) -> None:
        """The sentence for the phone, big."""
        BigLine(CustomerView(spoken(self._under_way().facts)), self).open()

    def show_paper(self) -> None:
        """The facts for the police in the preview; a clock that was just started has none."""
        if _is_untouched(self._under_way()):
            self.context.navigator.say(
                _("Tick an act or enter a fact first; then there is something to print."), "accent"
            )
        else:
            show_paper(self.context, Form.POLICE_FACTS)

    def _facts(self, facts: LossFacts) -> None:
        self._keep(replace(self._under_way(), facts=facts))

    def _case_no(self, text: str) -> None:
        under_way = self.context.reception.value.stop_loss
        if under_way is not None and under_way.case_no != text.strip():
            self._keep(replace(under_way, case_no=text.strip()))


def _is_untouched(under_way: StopLoss) -> bool:
    """Whether nothing was done or written since the clock was started."""
    return not under_way.done and under_way.facts.is_empty and under_way.reported_at is None
