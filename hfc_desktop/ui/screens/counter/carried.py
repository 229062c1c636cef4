"""What is carried into the record: a strip at the right, or one line at the bottom where the window is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, rule, surface
from hfc_desktop.ui.widgets.buttons import button, icon_button
from hfc_desktop.ui.widgets.text import ElidedLabel, badge, label, paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.domain.reception import ItemUse, Reception
    from hfc_desktop.ui.theme import Theme

_REMARK_LINES = 3


@dataclass(frozen=True, slots=True)
class Carried:
    """One fact that the record starts with."""

    label: str
    value: str
    tone: str = ""


def carried(reception: Reception, topic: Callable[[str], str]) -> tuple[Carried, ...]:
    """What the record will start with, in a fixed order; ``topic`` names a classification slug."""
    titles = {use.item: use.title for use in reception.uses}
    facts: list[Carried] = []
    if reception.topic:
        facts.append(Carried(_("Topic"), topic(reception.topic)))
    if reception.restriction:
        facts.append(Carried(_("Restriction"), titles.get(reception.restriction, reception.restriction)))
    if reception.path:
        last = reception.path[-1]
        steps = ngettext("{n} step", "{n} steps", len(reception.path)).format(n=len(reception.path))
        facts.append(Carried(_("Dialogue so far"), f"{steps} · {last.answer or last.text}"))
    if reception.checklist:
        found = reception.checklist
        tone = {"high": "never", "stop": "never", "watch": "warn", "low": "say"}.get(found.level, "")
        facts.append(Carried(_("Checklist result"), f"{found.label or found.title} · {found.score}", tone))
    if reception.rule:
        facts.append(Carried(_("Rule applied"), f"{reception.rule.rule} · {reception.rule.name}"))
    if reception.stop_loss:
        done = len(reception.stop_loss.done)
        facts.append(Carried(_("Stop-loss"), ngettext("{n} act done", "{n} acts done", done).format(n=done), "never"))
    if reception.interception:
        facts.append(Carried(_("Interception"), term("means", reception.interception.means.value), "say"))
    if reception.hotlines:
        given = (titles.get(hotline, hotline) for hotline in reception.hotlines)
        facts.append(Carried(_("Numbers given"), _(", ").join(given)))
    return tuple(facts)


class CarriedStrip(QFrame):
    """The strip at the right.

    Attributes:
        remark_changed: ``(text)`` after every key in the remark.
        removed: ``(item id)`` an item is taken out again.
    """

    remark_changed = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, record: Callable[[], object], start_new: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "card")
        self.setAccessibleName(_("Carried into the record"))
        self._facts = column(gap=tokens.GAP)
        self._uses = column(gap=tokens.STEP)
        self.remark = QPlainTextEdit()
        self.remark.setPlaceholderText(_("Remark, for example the customer's own words"))
        self.remark.setAccessibleName(_("Remark"))
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(_REMARK_LINES * theme.line_height() + tokens.ROOMY)
        self.remark.textChanged.connect(lambda: self.remark_changed.emit(self.remark.toPlainText()))
        inside = QWidget()
        inside.setLayout(column(self._facts, self._uses, None, gap=tokens.PAD))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.record_button = button(_("Record a complaint"), record, look="primary", key="record", big=True)
        self.setLayout(
            column(
                label(_("Carried into the record"), Type.CARD_TITLE),
                scroll,
                self.remark,
                self.record_button,
                button(_("Next customer"), start_new, look="quiet", key="new_reception"),
                gap=tokens.PAD,
                margin=tokens.ROOMY,
            )
        )
        self._show_nothing()

    def show_reception(self, reception: Reception, facts: tuple[Carried, ...]) -> None:
        """Show what was gathered so far."""
        clear(self._facts)
        clear(self._uses)
        used = [use for use in reception.uses if use.item]
        missing = len(reception.uses) - len(used)
        if not (facts or used or missing):
            self._show_nothing()
        for fact in facts:
            self._facts.addWidget(_fact(fact))
        if used or missing:
            self._uses.addWidget(rule())
            self._uses.addWidget(label(_("Guidance used"), Type.CAPTION, "second"))
        for use in used:
            self._uses.addWidget(self._use(use))
        if missing:
            self._uses.addWidget(badge(_("Missing guidance reported: {n}").format(n=missing), "warn"))
        if self.remark.toPlainText() != reception.remark:
            self.remark.setPlainText(reception.remark)

    def _show_nothing(self) -> None:
        hint = _("Cards, answers and checklists that you open are noted here, so that nothing is typed twice.")
        self._facts.addWidget(paragraph(hint, ink="second"))

    def _use(self, use: ItemUse) -> QWidget:
        text = column(ElidedLabel(use.title), ElidedLabel(f"{use.pack} · v{use.version}", Type.CAPTION, "faint"), gap=0)
        drop = icon_button(
            _("Take out: {title}").format(title=use.title), "clear", lambda: self.removed.emit(use.item), self._theme
        )
        line = row(text, drop, gap=tokens.STEP)
        line.setStretch(0, 1)
        return surface(line, "plain")


def _fact(fact: Carried) -> QWidget:
    value = paragraph(fact.value, Type.STRONG, fact.tone or "text")
    return surface(column(label(fact.label, Type.CAPTION, "second"), value, gap=0), "plain")


class CarriedBar(QFrame):
    """The same in one line, under the card."""

    def __init__(self, record: Callable[[], object], start_new: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(_("Carried into the record"))
        self._line = ElidedLabel(_carried_line(()), ink="second")
        self.record_button = button(_("Record a complaint"), record, look="primary", key="record")
        line = row(
            self._line,
            button(_("Next customer"), start_new, look="quiet", key="new_reception"),
            self.record_button,
            gap=tokens.PAD,
        )
        line.setContentsMargins(tokens.PAD, tokens.STEP, tokens.STEP, tokens.STEP)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_reception(self, reception: Reception, facts: tuple[Carried, ...]) -> None:
        """Show what was gathered so far."""
        used = sum(bool(use.item) for use in reception.uses)
        parts = [fact.value for fact in facts]
        if used:
            parts.append(ngettext("{n} card used", "{n} cards used", used).format(n=used))
        self._line.set_whole(_carried_line(parts))


def _carried_line(parts: Sequence[str]) -> str:
    return _("Into the record: {what}").format(what=" · ".join(parts) or _("nothing yet"))
