"""Layout: pairs to decide left, why and side by side in the middle, the answers below, what was done at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.repeats.compare import Compare
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import badge, label, paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.domain.repeats import Because
    from hfc_desktop.ui.theme import Theme

_PANEL: Final = 232


class View(QWidget):
    """The whole screen.

    Attributes:
        picked: ``(row)`` another pair is to be shown.
    """

    picked = Signal(int)

    def __init__(self, theme: Theme, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.pairs = QListWidget()
        self.pairs.setProperty("look", "bare")
        self.pairs.setAccessibleName(_("Repeats to decide"))
        self.pairs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pairs.currentRowChanged.connect(self.picked)
        self.compare = Compare()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(tokens.STEP)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why they are one matter; what is suggested stands here"))
        self.reason.setAccessibleName(_("Reason"))
        self.merge = button(_("Merge"), acts["merge"], look="primary", key="repeats.merge")
        self.no = button(_("Not a repeat"), acts["no"], key="repeats.no")
        self.later = button(_("Later"), acts["later"], look="quiet", key="repeats.later")
        self.lead = button(_("The other leads"), acts["lead"], look="quiet", key="repeats.lead")
        self.undo = button(_("Undo"), acts["undo"], look="quiet", key="undo", icon="undo", theme=theme)
        self.nothing = paragraph(
            _("No repeats wait for a decision. The program suggests pairs of one customer and one matter here."),
            ink="second",
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing.setMargin(tokens.ROOMY)
        self.nothing.hide()  # until it is known that nothing waits
        self.done = label("", Type.CAPTION, "second")
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        left.addWidget(self.pairs)
        self._side = surface(left)
        self._side.setFixedWidth(_PANEL)
        chips = QHBoxLayout()
        chips.addLayout(self._chips)
        chips.addStretch(1)
        chips.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, 0)
        middle = column(chips, self.compare, self.nothing, gap=0)
        middle.setStretch(1, 1)
        middle.setStretch(2, 1)
        both = QHBoxLayout()
        both.setSpacing(tokens.PAD)
        both.addWidget(self._side)
        both.addWidget(surface(middle), 1)
        answers = row(self.reason, self.lead, self.later, self.no, self.merge)
        answers.setStretch(0, 1)
        below = row(self.undo, self.done, None)
        whole = column(both, answers, below, gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.STEP)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_pairs(self, lines: Sequence[str], current: int) -> None:
        """Show what waits; ``current`` is marked."""
        self.pairs.blockSignals(True)
        self.pairs.clear()
        for line in lines:
            self.pairs.addItem(QListWidgetItem(line))
        self.pairs.setCurrentRow(current)
        self.pairs.blockSignals(False)
        some = bool(lines)
        self.nothing.setVisible(not some)
        self.compare.setVisible(some)
        for part in (self.merge, self.no, self.later, self.lead, self.reason):
            part.setEnabled(some)
        if not some:
            clear(self._chips)
            self.reason.clear()

    def show_reasons(self, kind: str, score: int, reasons: Sequence[Because]) -> None:
        """Why the pair was suggested."""
        clear(self._chips)
        self._chips.addWidget(badge(term("repeat_kind", kind), "accent"))
        self._chips.addWidget(badge(_("text {n} % alike").format(n=score), "plain"))
        for reason in reasons:
            if reason.code != "like_text":
                self._chips.addWidget(badge(reason_text(reason), "plain"))

    def show_marked(self, number: int) -> None:
        """That somebody marked these in the list; nothing was suggested."""
        clear(self._chips)
        text = ngettext("{n} matter marked in the list", "{n} matters marked in the list", number)
        self._chips.addWidget(badge(text.format(n=number), "accent"))

    def show_done(self, steps: int) -> None:
        """How much can be taken back."""
        self.undo.setVisible(bool(steps))
        text = ngettext("{n} decision can be taken back", "{n} decisions can be taken back", steps)
        self.done.setText(text.format(n=steps) if steps else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the pair alone; Later leads to the next one."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= tokens.NARROW)


def reason_text(reason: Because) -> str:
    """One piece of evidence in words."""
    if reason.code == "days_apart" and reason.value is not None:
        return ngettext("{n} day apart", "{n} days apart", reason.value).format(n=reason.value)
    if reason.code == "like_text" and reason.value is not None:
        return _("text {n} % alike").format(n=reason.value)
    return term("repeat_reason", reason.code)
