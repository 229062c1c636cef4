"""The manager's morning over the services: numbers, due list and topics in one reading, each leading to its list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from hfc_desktop.domain.ledger_lists import Column, Spec
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.manager_start.numbers import Number, Numbers
from hfc_desktop.ui.screens.manager_start.topics import TopicBars
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.assigning import Assigning
from hfc_desktop.ui.widgets.ledger.due_lines import DueLines
from hfc_desktop.ui.widgets.ledger.names import Names, read_names
from hfc_desktop.ui.widgets.text import label, paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.terms import DueLine
    from hfc_desktop.ui.context import Context

_SOON_DAYS: Final = 3
_TOPIC_DAYS: Final = 27
_TOPICS: Final = 8
_REFRESH_MS: Final = 200
_SIDE: Final = 320
_WAYS: Final = (
    ("ledger", N_("All matters"), None),
    ("due_list", N_("Due list"), None),
    ("repeats", N_("Repeats"), Right.COMPLAINT_MERGE),
    ("people", N_("People"), Right.USER_READ),
    ("audit", N_("Audit"), Right.LOG_READ),
    ("ledger_import", N_("Take over a ledger"), Right.LEDGER_IMPORT),
    ("exchange", N_("Files between offices"), Right.EXCHANGE),
)
"""Screens that one goes to from here: name, message id, right that its button needs."""


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that the screen shows."""

    values: Mapping[str, int]
    lines: Sequence[DueLine]
    topics: Sequence[tuple[str, str, int]]
    names: Names


def read_morning(application: Application, actor: Actor, today: date) -> Morning:
    """Read it all; call it in a worker."""
    records = application.open_records()
    lines = records.ledger.terms.due_list(actor)
    left = [(line.clock.due - today).days for line in lines]
    merging = allows(actor.role, Right.COMPLAINT_MERGE)
    names = read_names(application, actor)
    recent = Spec(received_within=_TOPIC_DAYS).query(today, actor.staff_no)
    by_topic = records.lists.groups(recent, Column.SCENARIO, actor)
    largest = sorted(by_topic.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOPICS]
    return Morning(
        values={
            "late": sum(days < 0 for days in left),
            "soon": sum(0 <= days <= _SOON_DAYS for days in left),
            "open": records.lists.count(Spec(open_only=True).query(today, actor.staff_no), actor),
            "repeats": len(records.ledger.repeats.to_decide(actor)) if merging else 0,
            "signs": len(records.ledger.signs.slips(actor, open_only=True)),
        },
        lines=lines,
        topics=[(code, names.of_class("scenario", code) or _("no topic yet"), number) for code, number in largest],
        names=names,
    )


class ManagerStartScreen(Screen):
    """Where a manager's day begins."""

    name: ClassVar[str] = "manager_start"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.numbers = Numbers()
        self.due = DueLines(context.theme, context.today)
        self.topics = TopicBars(context.theme)
        self.assigning = Assigning(self, context)
        self._nothing = paragraph(_("Nothing is due. Every running term is kept."), ink="second")
        self._nothing.hide()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_REFRESH_MS)
        self._late.timeout.connect(self._read)
        self._lay_out()
        self.numbers.chosen.connect(self._open_number)
        self.due.opened.connect(lambda case_id: context.navigator.open("case", case_id))
        self.topics.chosen.connect(lambda code: context.navigator.open("ledger", Spec(scenario=code)))
        keys.bind(self, "ledger.assign", self.assign)
        keys.bind_digits(self, "case.action", self.numbers.pick)

    def _lay_out(self) -> None:
        context = self.context
        heading = label(_("What is due"), Type.CARD_TITLE)
        self._assign = button(_("Assign…"), self.assign, key="ledger.assign")
        head = row(heading, None, self._assign)
        due = column(head, self._nothing, self.due, gap=tokens.GAP)
        due.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        due.setStretch(2, 1)
        body = QWidget()
        body.setLayout(column(self.topics, None))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        side = column(label(_("Topics of the last 28 days"), Type.CARD_TITLE), area, gap=tokens.GAP)
        side.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        self._side = surface(side)
        self._side.setFixedWidth(_SIDE)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.PAD)
        middle.addWidget(surface(due), 1)
        middle.addWidget(self._side)
        self._ways = {
            name: button(_(text), partial(context.navigator.open, name), look="quiet") for name, text, _right in _WAYS
        }
        ways = row(*self._ways.values(), None)
        whole = column(self.numbers, middle, ways, gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Today")

    def arrive(self, argument: object = None) -> None:
        """The due list has the focus: late and nearly late are seen without a key."""
        actor = self.context.session.actor
        if actor is not None:
            for name, _text, right in _WAYS:
                self._ways[name].setVisible(right is None or allows(actor.role, right))
            self._assign.setVisible(allows(actor.role, Right.COMPLAINT_EDIT_BRANCH))
        self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def command(self, name: str) -> bool:
        """Take back the last assignment."""
        return name == "undo" and self.assigning.undo()

    def refresh(self, changes: Changes) -> None:
        """Cases, repeats or signs changed; many writes are one reading."""
        if any(changes.concerns(table) for table in ("complaint", "verdict", "early_sign")):
            self._late.start()

    # -- reading and doing --------------------------------------------------------------------------------------------

    def _read(self) -> None:
        actor, application, today = self.context.session.actor, self.context.application, self.context.today()
        if actor is None:
            return
        self.context.operations.query(lambda _p: read_morning(application, actor, today), owner=self).in_lane(
            "morning"
        ).on_success(self._show).start()

    def _show(self, morning: Morning) -> None:
        self.numbers.show_values(morning.values)
        self.due.show_lines(morning.lines, morning.names)
        self.topics.show_rows(morning.topics)
        self._nothing.setVisible(not morning.lines)

    def _open_number(self, number: Number) -> None:
        self.context.navigator.open(number.screen, number.argument or None)

    def assign(self) -> None:
        """Give the marked case to a colleague."""
        line = self.due.current_line()
        if line is not None:
            self.assigning.ask(line.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps the due list."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= tokens.NARROW)
