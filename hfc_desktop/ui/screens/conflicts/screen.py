"""Conflicts over the services: the list, the values of the marked one side by side, and the choice."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from hfc_desktop.bootstrap.exchange import open_exchange
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.plain_table import PlainTable
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.ui.widgets.text import badge, label, paragraph
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFrame

    from hfc_desktop.domain.merging import Alternative
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.conflicts import OpenConflict
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context


class ConflictsScreen(Screen):
    """What was written twice."""

    name: ClassVar[str] = "conflicts"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: Sequence[OpenConflict] = ()
        self.table = PlainTable(
            context.theme, _("Values side by side"), (_("Complaint"), _("Field"), _("Values")), (190, 120)
        )
        self.table.marked.connect(lambda _row: self._show_marked())
        for digit in range(1, 10):  # the table itself would look for a row that begins with it
            shortcut = QShortcut(QKeySequence(str(digit)), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.choose, digit - 1))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why this value stands; kept in the log"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self._values = column(gap=tokens.PAD)
        inside = QWidget()
        inside.setLayout(self._values)
        left = column(self.table)
        left.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        right = column(scrolled(inside), self.reason, gap=tokens.GAP)
        halves = row(surface(left), right, gap=tokens.ROOMY)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        said = paragraph(_(
            "Two wrote the same field without knowing of each other. Both values are kept; choose the one that stands. "
            "1 to 9 choose."
        ), ink="second")  # fmt: skip
        whole = column(said, halves, gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def title(self) -> str:
        """Never customer data."""
        return _("Values side by side")

    def arrive(self, argument: object = None) -> None:
        """Show all."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Files came in, or somebody decided."""
        if changes.concerns("complaint"):
            self._read()

    def _read(self) -> None:
        actor = self.context.session.actor
        if actor is not None:
            self.context.operations.query(
                lambda _progress: open_exchange(self.context.application).conflicts.open(actor), owner=self
            ).in_lane("conflicts").on_success(self._show).start()

    def _show(self, found: Sequence[OpenConflict]) -> None:
        self._found = found
        self.table.show_rows(
            [
                (
                    (
                        one.number or one.record,
                        term("field", one.conflict.field),
                        " / ".join(value_text(one.conflict.field, value) for value in _values(one)),
                    ),
                    "text",
                )
                for one in found
            ]
        )
        self._show_marked()

    def current(self) -> OpenConflict | None:
        """The marked conflict."""
        at = self.table.current()
        return self._found[at] if 0 <= at < len(self._found) else None

    def _show_marked(self) -> None:
        clear(self._values)
        found = self.current()
        self.reason.setVisible(found is not None)
        if found is None:
            self._values.addWidget(
                paragraph(_("Nothing stands side by side. Every value was decided or written once."), ink="second")
            )
        else:
            heading = label(f"{found.number or found.record}   {term('field', found.conflict.field)}", Type.CARD_TITLE)
            self._values.addWidget(heading)
            for at, value in enumerate(_values(found)):
                self._values.addWidget(self._card(found, at, value))
        self._values.addStretch(1)

    def _card(self, found: OpenConflict, at: int, value: Alternative) -> QFrame:
        head = row(label(f"{value.actor}   {term('role', value.role)}", Type.STRONG), None)
        if at == 0:
            head.addWidget(badge(_("Shown now"), "accent"))
        at_text = value.at[:16].replace("T", " ")
        stand = button(
            _("{n}  Let this stand").format(n=at + 1), partial(self.choose, at), look="primary" if at == 0 else "plain"
        )
        parts = column(
            head,
            label(at_text, Type.CAPTION, "second"),
            paragraph(value_text(found.conflict.field, value)),
            row(None, stand),
            gap=tokens.GAP,
            margin=tokens.PAD,
        )
        return surface(parts)

    def choose(self, at: int) -> None:
        """Let a value of the marked conflict stand."""
        found, actor = self.current(), self.context.session.actor
        if found is None or actor is None or at >= len(_values(found)):
            return
        event, reason = _values(found)[at].event, self.reason.text().strip()

        def work(_progress: Progress) -> tuple[None, Changes]:
            conflicts = open_exchange(self.context.application).conflicts
            return None, conflicts.resolve(found.record, found.conflict.field, event, actor, reason)

        self.context.operations.command(work, owner=self).on_success(lambda _nothing: self._decided()).start()

    def _decided(self) -> None:
        self.reason.clear()
        self.context.navigator.say(_("Decided. The decision travels with the next file."))
        self._read()


def _values(found: OpenConflict) -> tuple[Alternative, ...]:
    return (found.conflict.shown, *found.conflict.others)


def value_text(field: str, value: Alternative) -> str:
    """A value in words, as far as there are words for it."""
    if field == "deleted":
        return _("Changed while somebody else deleted the case.")
    if value.value is None or value.value == "":
        return _("empty")
    if isinstance(value.value, str):
        return term(field, value.value) if field in TERMS else value.value
    if field.endswith("_fen") and isinstance(value.value, int):
        return _("{yuan} yuan").format(yuan=f"{value.value / 100:,.2f}")
    return json.dumps(value.value, ensure_ascii=False) if isinstance(value.value, list | dict) else str(value.value)
