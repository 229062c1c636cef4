"""Slips over the services: what was seen, settled with an outcome, or taken into the record form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from hfc_desktop.domain.early_signs import SignState
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.columns import moment
from hfc_desktop.ui.widgets.ledger.names import Names, read_names
from hfc_desktop.ui.widgets.ledger.plain_table import PlainTable
from hfc_desktop.ui.widgets.text import paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.bootstrap.application import Records
    from hfc_desktop.domain.early_signs import EarlySign
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.ui.context import Context


class EarlySignsScreen(Screen):
    """Slips of the last 30 days."""

    name: ClassVar[str] = "early_signs"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._slips: Sequence[EarlySign] = ()
        headings = (_("When"), _("By"), _("Topic"), _("Signs"), _("State"), _("Seen, and what came of it"))
        self.table = PlainTable(context.theme, _("Slips of early signs"), headings, (150, 140, 160, 420, 90))
        self._settle = button(_("Put right…"), self.ask_settle)
        self._draft = button(_("Record as a complaint"), self.to_complaint, look="primary")
        said = paragraph(
            _("Signs of trouble that the counter wrote down, without names. Early talk is cheaper than a complaint."),
            ink="second",
        )
        tools = row(said, self._settle, self._draft)
        tools.setStretch(0, 1)
        self._nothing = paragraph(_("No early sign was written down in the last 30 days."), ink="second")
        inside = column(self._nothing, self.table, None)
        inside.setContentsMargins(tokens.GAP, tokens.STEP, tokens.GAP, tokens.STEP)
        inside.setStretch(1, 1)
        whole = column(tools, surface(inside), gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def title(self) -> str:
        """Never customer data."""
        return _("Slips of early signs")

    def arrive(self, argument: object = None) -> None:
        """Show the slips."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def refresh(self, changes: Changes) -> None:
        """A slip was written or settled."""
        if changes.concerns("early_sign"):
            self._read()

    def _records(self) -> Records:
        return self.context.application.open_records()

    def _read(self) -> None:
        actor, application = self.context.session.actor, self.context.application
        if actor is not None:
            self.context.operations.query(
                lambda _p: (self._records().ledger.signs.slips(actor), read_names(application, actor)), owner=self
            ).in_lane("early_signs").on_success(self._show).start()

    def _show(self, found: tuple[Sequence[EarlySign], Names]) -> None:
        self._slips, names = found
        self.table.show_rows([(_texts(slip, names), _ink(slip)) for slip in self._slips])
        self._nothing.setVisible(not self._slips)
        self.table.setVisible(bool(self._slips))
        for made in (self._settle, self._draft):
            made.setEnabled(bool(self._slips))

    def current(self) -> EarlySign | None:
        """The marked slip."""
        at = self.table.current()
        return self._slips[at] if 0 <= at < len(self._slips) else None

    def ask_settle(self) -> None:
        """Ask what came of it."""
        slip = self.current()
        if slip is None:
            return
        outcome, agreed = QInputDialog.getText(self, _("Put it right"), _("What was done, and what came of it?"))
        if agreed:
            self.settle(slip.id, outcome)

    def settle(self, slip_id: str, outcome: str) -> None:
        """Keep what came of it."""
        actor = self.context.session.actor
        if actor is not None:
            self.context.operations.command(
                lambda _p: self._records().ledger.signs.settle(slip_id, actor, outcome), owner=self
            ).on_success(lambda _slip: self.context.navigator.say(_("Kept."))).start()

    def to_complaint(self) -> None:
        """Take the slip into the record form as a draft."""
        slip, actor = self.current(), self.context.session.actor
        if slip is None or actor is None:
            return
        slip_id = slip.id

        def work() -> tuple[str, Changes]:
            records = self._records()
            draft = records.ledger.signs.to_draft(slip_id, actor)
            return draft.id, records.complaints.save_draft(draft, actor)

        self.context.operations.command(lambda _p: work(), owner=self).on_success(
            lambda draft_id: self.context.navigator.open("record", draft_id)
        ).start()


def _texts(slip: EarlySign, names: Names) -> tuple[str, ...]:
    return (
        moment(slip.at),
        names.person(slip.by),
        names.of_class("scenario", slip.scenario),
        ", ".join((*(term("sign", sign.value) for sign in slip.signs), *_counted(slip))),
        term("sign_state", slip.state.value),
        " · ".join(part for part in (slip.note, slip.outcome) if part),
    )


def _counted(slip: EarlySign) -> tuple[str, ...]:
    """The rule by which the program counted it, in words."""
    label = slip.label if language() == CHINESE or not slip.label_en else slip.label_en
    return (label,) if label else ()


def _ink(slip: EarlySign) -> str:
    return "text" if slip.state is SignState.OPEN else "faint"
