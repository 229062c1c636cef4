"""Layout of the record form, built from the table of fields: blocks at the left, what follows from them beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hfc_desktop.domain.complaint import Nature
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.autosave import DraftState
from hfc_desktop.ui.later import soon
from hfc_desktop.ui.screens.record.editors import Choice, FieldEditor, restyle
from hfc_desktop.ui.screens.record.fields import BLOCKS, FIELDS, Block
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.fitted import FittedFrame

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from hfc_desktop.ui.screens.record.state import Value, Values


def text_label(text: str, size: Type = Type.BODY, ink: str = "") -> QLabel:
    """A label of plain text that breaks its lines."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("type", size.value)
    if ink:
        made.setProperty("ink", ink)
    return made


def surface(name: str, layout: QLayout, pad: int = tokens.PAD) -> QFrame:
    """A frame around a layout."""
    made = QFrame()
    made.setProperty("surface", name)
    layout.setContentsMargins(pad, tokens.GAP, pad, tokens.GAP)
    made.setLayout(layout)
    return made


class Form(QWidget):
    """The three blocks of fields.

    Attributes:
        edited: a value changed by hand; the key.
        left: the focus left a field; the key.
    """

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        super().__init__()
        self.editors = {field.key: FieldEditor(field, choices) for field in FIELDS}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP)
        for block in Block:
            box.addWidget(self._block(block))
        box.addStretch(1)
        for editor in self.editors.values():
            editor.edited.connect(self._edited)
            editor.left.connect(self.left)

    def _block(self, block: Block) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.PAD)
        grid.setVerticalSpacing(tokens.GAP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(text_label(_(BLOCKS[block]), Type.CARD_TITLE), 0, 0, 1, 2)
        place, line = 0, 1
        for field in (field for field in FIELDS if field.block is block):
            if not field.half and place:
                place, line = 0, line + 1
            grid.addWidget(self.editors[field.key], line, place, 1, 1 if field.half else 2)
            place = (place + 1) % 2 if field.half else 0
            line += place == 0
        return surface("card", grid)

    def _edited(self, key: str) -> None:
        self.show_needs()
        self.edited.emit(key)

    def values(self) -> Values:
        """What the form shows."""
        return {key: editor.value() for key, editor in self.editors.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show values without reporting them as typed."""
        for key, value in values.items():
            self.editors[key].set_value(value)
        self.show_needs()

    def show_needs(self) -> None:
        """Mark what is required for this nature; show fields that belong to a set tick."""
        nature = Nature(str(self.editors["nature"].value()))
        for editor in self.editors.values():
            editor.show_required(nature in editor.field.required)
            if editor.field.shown_for:
                editor.setVisible(bool(self.editors[editor.field.shown_for].value()))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what to enter; fields without a problem lose their mark."""
        for key, editor in self.editors.items():
            editor.show_problem(problems.get(key, ""))

    def focus(self, key: str) -> None:
        """Put the focus into a field."""
        self.editors[key].control.setFocus(Qt.FocusReason.OtherFocusReason)


class Side(QWidget):
    """What follows from the form: what was carried over, and the terms that will apply."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.GAP)
        self._carried = QVBoxLayout()
        self._clocks = QVBoxLayout()
        for layout in (self._carried, self._clocks):
            layout.setSpacing(tokens.STEP)
            self._box.addWidget(surface("card", layout))
        self._box.addStretch(1)
        self.show_carried(())
        self.show_clocks((), "")

    def show_carried(self, lines: Iterable[tuple[str, str]]) -> None:
        """Label and text of what comes from the reception."""
        self._fill(self._carried, _("Carried into the record"), lines, _("Nothing was looked up for this customer."))

    def show_clocks(self, lines: Iterable[tuple[str, str]], nothing: str) -> None:
        """Last day and basis of each term; ``nothing`` where there is none."""
        self._fill(self._clocks, _("Terms that will apply"), lines, nothing)

    @staticmethod
    def _fill(layout: QVBoxLayout, heading: str, lines: Iterable[tuple[str, str]], nothing: str) -> None:
        while (part := layout.takeAt(0)) is not None:
            gone = part.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        layout.addWidget(text_label(heading, Type.STRONG))
        rows = list(lines)
        for name, text in rows:
            first, _line, rest = text.partition("\n")
            layout.addWidget(text_label(name, Type.CAPTION, "second"))
            layout.addWidget(text_label(first))
            if rest:
                layout.addWidget(text_label(rest, Type.CAPTION, "faint"))
        if not rows:
            layout.addWidget(text_label(nothing, Type.BODY, "second"))


class Bar(FittedFrame):
    """State of the draft at the left, the two ways to save at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setProperty("ink", "second")
        self.refusal = text_label("", Type.BODY, "never")
        self.note = QPushButton(_("Save and note ({key})").format(key=keys.shown("record.note")))
        self.save = QPushButton(_("Save ({key})").format(key=keys.shown("record.save")))
        self.save.setProperty("look", "primary")
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.ROOMY, tokens.GAP, tokens.ROOMY, tokens.GAP)
        box.setSpacing(tokens.GAP)
        box.addWidget(self.state)
        box.addWidget(self.refusal, 1)
        box.addWidget(self.note)
        box.addWidget(self.save)

    def show_state(self, state: DraftState, at: datetime | None) -> None:
        """Say where the draft stands."""
        texts = {
            DraftState.NOTHING: "",
            DraftState.UNSAVED: _("Not saved yet…"),
            DraftState.SAVING: _("Saving the draft…"),
            DraftState.SAVED: _("Draft saved {time}").format(time=f"{at:%H:%M}" if at else ""),
            DraftState.FAILED: _("The draft could not be saved; trying again. Do not close the window."),
        }
        self.state.setText(texts[state])
        self.state.setProperty("ink", "never" if state is DraftState.FAILED else "second")
        restyle(self.state)

    def say(self, text: str) -> None:
        """Say why saving was refused; nothing takes it away."""
        self.refusal.setText(text)


class View(QWidget):
    """The whole screen."""

    def __init__(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        super().__init__()
        self.form = Form(choices)
        self.side = Side()
        self.bar = Bar()
        self.top = QVBoxLayout()
        self.top.setSpacing(tokens.GAP)
        self._scroll = scrolled(self._left())
        right = scrolled(self.side)
        right.setFixedWidth(tokens.CARRIED_WIDTH[0])
        middle = QHBoxLayout()
        middle.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.GAP)
        middle.setSpacing(tokens.PAD)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(right)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(middle, 1)
        box.addWidget(self.bar)

    def _left(self) -> QWidget:
        made = QWidget()
        made.setMaximumWidth(tokens.NARROW)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, tokens.GAP, 0)
        box.setSpacing(tokens.GAP)
        box.addLayout(self.top)
        box.addWidget(self.form, 1)
        return made

    def reveal(self, key: str) -> None:
        """Scroll a field into sight and put the focus into it; a form that is not shown any more takes no focus."""
        if not self.isVisible():
            return
        self.form.focus(key)
        soon(self, lambda: self._show(key))

    def _show(self, key: str) -> None:
        """Scroll once the layout has settled, with some of what follows in sight."""
        self._scroll.ensureWidgetVisible(self.form.editors[key], 0, tokens.CARRIED_WIDTH[0] // 3)

    def to_top(self) -> None:
        """Show the first field."""
        self._scroll.verticalScrollBar().setValue(0)


def scrolled(content: QWidget) -> QScrollArea:
    """A frameless area that scrolls upright only."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(content)
    return made
