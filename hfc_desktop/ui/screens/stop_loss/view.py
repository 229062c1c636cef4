"""The page: clock on top, acts at the left, facts for the police at the right, under one another where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.domain.documents import Form
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.screens.stop_loss.acts import ActList
from hfc_desktop.ui.screens.stop_loss.facts import FactsForm
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.parts import SideBySide, button, column, frame, label, row
from hfc_desktop.ui.widgets.papers import paper_button
from hfc_desktop.ui.widgets.text import set_property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.stop_loss import Act, StopLoss
    from hfc_desktop.ui.theme import Theme

_SIDE_BY_SIDE: Final = 820
_RUSH_MINUTES: Final = 30
"""Within so many minutes the police aim at stopping the first payee's account; until then the clock is red."""
_FIELD: Final = 150


class StopLossView(QWidget):
    """Widgets and their places; no decisions.

    Attributes:
        paper_wanted: the facts are to be printed.
    """

    paper_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.clock = label("00:00", Type.DIGITS, "never", wrap=False)
        self.hint = label("", Type.CAPTION, "second")
        self.reported = button(_("110 has answered ({key})").format(key=keys.shown("stop_loss.reported")), "primary")
        self.read_out = button(_("Read into the phone ({key})").format(key=keys.shown("card.big")))
        self.case_no = QLineEdit()
        self.case_no.setPlaceholderText(_("number from the police"))
        self.case_no.setAccessibleName(_("Number from the police"))
        self.case_no.setFixedWidth(_FIELD)
        head = row(self.clock, gap=tokens.PAD)
        head.addWidget(self.hint, 1)
        self.paper = paper_button(Form.POLICE_FACTS, self.paper_wanted.emit, "card.paper")
        for part in (self.read_out, self.reported, self.case_no):
            head.addWidget(part)
        self.acts = ActList(theme)
        self.form = FactsForm()
        left = column(label(_("Minute by minute"), Type.CARD_TITLE), self.acts, gap=tokens.GAP)
        left.addStretch(1)
        over_facts = row(label(_("Facts for the police"), Type.CARD_TITLE), self.paper)
        over_facts.setStretch(0, 1)
        right = column(gap=tokens.GAP)
        right.addLayout(over_facts)
        right.addWidget(self.form)
        right.addStretch(1)
        inside = QWidget()
        body = column(SideBySide(frame("card", left), frame("card", right), _SIDE_BY_SIDE))
        body.setContentsMargins(0, 0, 0, 0)
        body.addStretch(1)
        inside.setLayout(body)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.PAD, tokens.PAD, tokens.PAD, tokens.PAD)
        whole.setSpacing(tokens.PAD)
        whole.addWidget(frame("card", head))
        whole.addWidget(self.area, 1)

    def show_acts(self, acts: Sequence[Act]) -> None:
        """The timeline."""
        self.acts.show_acts(acts)

    def show_seconds(self, seconds: int) -> None:
        """The clock since it was started."""
        minutes, rest = divmod(max(0, seconds), 60)
        self.clock.setText(f"{minutes:02d}:{rest:02d}")
        set_property(self.clock, "ink", "never" if minutes < _RUSH_MINUTES else "second")

    def show_state(self, under_way: StopLoss, minute: int) -> None:
        """Acts, facts, report."""
        self.acts.show_state(under_way, minute)
        self.form.show_facts(under_way.facts)
        missing = under_way.missing()
        self.form.mark_missing(missing)
        self.reported.setEnabled(under_way.reported_at is None)
        if self.case_no.text().strip() != under_way.case_no:
            self.case_no.setText(under_way.case_no)
        self.hint.setText(_hint(under_way, len(missing)))


def _hint(under_way: StopLoss, missing: int) -> str:
    if under_way.reported_at is not None:
        said = _("110 answered at {time}.").format(time=f"{under_way.reported_at:%H:%M}")
    else:
        said = _("Not reported yet: 110 first, from the customer's own phone.")
    if missing:
        open_facts = ngettext(
            "{n} fact that the police need first is open.", "{n} facts that the police need first are open.", missing
        )
        return f"{said} {open_facts.format(n=missing)}"
    return said
