"""Draws the blocks of a card model. What can be spoken or dialled is a stop for the Tab key and is copied by Enter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards import model
from hfc_desktop.ui.widgets.cards.long_table import LongTable
from hfc_desktop.ui.widgets.cards.model import Tone
from hfc_desktop.ui.widgets.cards.parts import FocusFrame, Picture, SideBySide, button, column, frame, label, row
from hfc_desktop.ui.widgets.cards.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hfc_desktop.domain.guidance.item import SpokenLine
    from hfc_desktop.ui.theme import Theme

_LABEL_WIDTH: Final = 104
_LONG_LABEL: Final = 18
"""Letters from which a label gets a share of the width instead of its own."""

_LONG_TABLE: Final = 20
"""Rows up to which a table is made of labels."""


class Variant(StrEnum):
    """Wordings of a line, in the order in which the key goes through them."""

    STANDARD = "text"
    SOFTER = "softer"
    ELDERLY = "elderly"
    ENGLISH = "english"


def variant_word(variant: Variant) -> str:
    """The word on the switch."""
    return {
        Variant.STANDARD: _("Standard"),
        Variant.SOFTER: _("Softer"),
        Variant.ELDERLY: _("Elderly"),
        Variant.ENGLISH: _("In English"),
    }[variant]


def variants_of(lines: Sequence[SpokenLine]) -> tuple[Variant, ...]:
    """Wordings that at least one line has."""
    return tuple(variant for variant in Variant if any(getattr(line, variant.value) for line in lines))


@dataclass(slots=True)
class Brush:
    """What drawing needs.

    Attributes:
        copy: takes a text of the guidance to the clipboard.
        open_item: asks for another card.
        give: told that the number of a hotline was given.
        variant: wording that lines are drawn in.
    """

    theme: Theme
    copy: Callable[[str], None]
    open_item: Callable[[str], None]
    give: Callable[[str], None]
    variant: Variant = Variant.STANDARD


class SayLine(FocusFrame):
    """One line to say, 20 px, copied by Enter."""

    def __init__(self, brush: Brush, line: SpokenLine) -> None:
        super().__init__(brush.theme, "say")
        self._line = line
        self._brush = brush
        self._text = label(line.text, Type.SPOKEN)
        self._note = label("", Type.CAPTION, "say")
        self._basis = label(line.basis, Type.CAPTION, "second")
        self._copy = button(_("Copy"), "link", name=_("Copy this line"))
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.GAP, tokens.GAP)
        box.addLayout(column(self._text, self._note, self._basis, gap=tokens.STEP), 1)
        box.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._basis.setVisible(bool(line.basis))
        self._copy.clicked.connect(self.copy)
        self.pressed.connect(self.copy)
        self.show_variant(brush.variant)

    @property
    def text(self) -> str:
        """The wording that is shown."""
        return self._text.text()

    def show_variant(self, variant: Variant) -> None:
        """Show that wording; the standard one, and a word that says so, where the line has none of it."""
        wanted = getattr(self._line, variant.value)
        self._text.setText(wanted or self._line.text)
        self._note.setText("" if wanted else _("Only the standard wording exists."))
        self._note.setVisible(not wanted)
        self.setAccessibleName(_("May be said: {line}").format(line=self._text.text()))

    def copy(self) -> None:
        """Copy the wording that is shown."""
        self._brush.copy(self._text.text())


class DigitsLine(FocusFrame):
    """A number in big digits; Enter copies it and keeps that it was given."""

    def __init__(self, brush: Brush, digits: model.Digits) -> None:
        super().__init__(brush.theme, "card")
        self._brush, self._digits = brush, digits
        number = label(digits.number, Type.DIGITS, {Tone.FAINT: "faint"}.get(digits.tone, ""), wrap=False)
        note = label(digits.note, Type.CAPTION, "second")
        self._copy = button(_("Copy"), "link", name=_("Copy this number"))
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.GAP, tokens.GAP)
        texts = column(number, note, gap=0)
        if digits.warning:
            ink = "warn" if digits.tone is Tone.WARN else "second"
            sign = row(Picture(brush.theme, "warn", ink), label(digits.warning, Type.CAPTION, ink), gap=tokens.STEP)
            texts.addLayout(sign)
        box.addLayout(texts, 1)
        box.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(" · ".join(part for part in (digits.number, digits.note, digits.warning) if part))
        self._copy.clicked.connect(self.copy)
        self.pressed.connect(self.copy)

    @property
    def number(self) -> str:
        """The number as shown."""
        return self._digits.number

    def copy(self) -> None:
        """Copy the number and report it as given."""
        self._brush.copy(self._digits.number)
        self._brush.give(self._digits.item)


def _words(_brush: Brush, block: model.Words) -> QWidget:
    size = Type.CARD_TITLE if block.big else Type.BODY
    return label(block.text, size, "faint" if block.faint else "")


def _points(_brush: Brush, block: model.Points) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.GAP)
    grid.setVerticalSpacing(tokens.STEP)
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(block.lines, 1):
        sign = label(
            f"{number}" if block.numbered else "·", Type.STRONG, "accent" if block.numbered else "faint", wrap=False
        )
        sign.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        sign.setMinimumWidth(tokens.ROOMY)
        grid.addWidget(sign, number, 0)
        grid.addWidget(label(line), number, 1)
    return made


def _say(brush: Brush, block: model.Say) -> QWidget:
    made = QWidget()
    made.setLayout(column(*(SayLine(brush, line) for line in block.lines)))
    return made


def _never(brush: Brush, block: model.Never) -> QWidget:
    """One surface with bar, sign and word; the lines stand below the word."""
    head = row(Picture(brush.theme, "never", "never"), label(block.word, Type.STRONG, "never", wrap=False))
    head.addStretch(1)
    box = column(gap=tokens.STEP)
    box.addLayout(head)
    for line in block.lines:
        box.addWidget(label(line))
    surface = frame("never", box, tokens.PAD)
    surface.setAccessibleName(f"{block.word}: {'; '.join(block.lines)}")
    return surface


def _facts(_brush: Brush, block: model.Facts) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.PAD)
    grid.setVerticalSpacing(tokens.STEP)
    long_labels = any(len(fact.label) > _LONG_LABEL for fact in block.rows)
    grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
    grid.setColumnStretch(0, 2 if long_labels else 0)
    grid.setColumnStretch(1, 3 if long_labels else 1)
    for at, fact in enumerate(block.rows):
        name = label(fact.label, Type.BODY, "second", wrap=True)
        name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        value = column(label(fact.value), gap=0)
        if fact.note:
            value.addWidget(label(fact.note, Type.CAPTION, "faint"))
        grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(value, at, 1)
    return made


def _flow(brush: Brush, cell: model.Flowing) -> QFrame:
    ink = {Tone.SAY: "say", Tone.NEVER: "never", Tone.WARN: "warn"}.get(cell.tone, "second")
    word = label(cell.word, Type.STRONG, ink)
    box = row(Sign(brush.theme, cell.shape, ink), _pile(label(cell.label, Type.CAPTION, "second"), word))
    made = frame("card", box, tokens.GAP)
    made.setAccessibleName(f"{cell.label}: {cell.word}")
    return made


def _pile(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, gap=0))
    return made


def _flows(brush: Brush, block: model.Flows) -> QWidget:
    cells = [_flow(brush, cell) for cell in block.cells]
    return SideBySide(SideBySide(cells[0], cells[1], 0), SideBySide(cells[2], cells[3], 0))


def _line() -> QFrame:
    made = QFrame()
    made.setProperty("surface", "line")
    made.setFixedHeight(tokens.HAIR)
    return made


def _width(text: str) -> int:
    """Width of the longest line of a text in half letters; Chinese letters count as two."""
    return max(sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in (text or " ").split("\n"))


def _stretches(block: model.Grid) -> list[int]:
    """Room for each column by its longest text, within bounds, so that no column starves."""
    columns = zip(*(block.header, *block.rows), strict=True)
    return [min(max(*(_width(text) for text in column), 6), 40) for column in columns]


def _grid(brush: Brush, block: model.Grid) -> QWidget:
    if len(block.rows) > _LONG_TABLE:
        return LongTable(brush.theme, block, _stretches(block))
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.PAD)
    grid.setVerticalSpacing(tokens.STEP)
    for place, stretch in enumerate(_stretches(block)):
        grid.setColumnStretch(place, stretch)
    span = len(block.header)
    for place, text in enumerate(block.header):
        head = label(text, Type.CAPTION, "second")
        head.setAlignment(_alignment(place, block))
        grid.addWidget(head, 0, place)
    for at, cells in enumerate(block.rows):
        grid.addWidget(_line(), 2 * at + 1, 0, 1, span)
        for place, text in enumerate(cells):
            cell = label(text, Type.STRONG if place in block.strong else Type.BODY)
            cell.setAlignment(_alignment(place, block))
            grid.addWidget(cell, 2 * at + 2, place)
    return made


def _alignment(place: int, block: model.Grid) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if place in block.numbers else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignTop


def _links(brush: Brush, block: model.Links) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for link in block.links:
        box.addWidget(link_button(brush, link))
    return made


def link_button(brush: Brush, link: model.Link) -> QWidget:
    """A way to another card, with what it leads to beside it."""
    way = button(link.text, "link")
    way.clicked.connect(partial(brush.open_item, link.item))
    way.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made = QWidget()
    box = row(way, label(link.note, Type.CAPTION, "faint"))
    box.setStretch(1, 1)
    made.setLayout(box)
    return made


def _pair(brush: Brush, block: model.Pair) -> QWidget:
    return SideBySide(_side(brush, block.left), _side(brush, block.right))


def _side(brush: Brush, side: model.Section) -> QWidget:
    body = section_body(brush, side, heading=True)
    return body if side.tone is Tone.PLAIN else frame(side.tone.value, column(body), tokens.PAD)


_DRAWERS: Final[Mapping[type, Callable[[Brush, Any], QWidget]]] = {
    model.Words: _words,
    model.Points: _points,
    model.Say: _say,
    model.Never: _never,
    model.Facts: _facts,
    model.Flows: _flows,
    model.Grid: _grid,
    model.Digits: DigitsLine,
    model.Links: _links,
    model.Pair: _pair,
}


def draw(brush: Brush, block: model.Block) -> QWidget:
    """The widget of one block."""
    return _DRAWERS[type(block)](brush, block)


_HEADING_INKS: Final = {Tone.SAY: "say", Tone.NEVER: "never", Tone.WARN: "warn"}


def section_body(brush: Brush, section: model.Section, *, heading: bool, extra: QWidget | None = None) -> QWidget:
    """The blocks of a section under one another, then what a kind adds to it."""
    made = QWidget()
    box = column(gap=tokens.GAP)
    if heading and section.heading:
        box.addWidget(label(section.heading, Type.STRONG, _HEADING_INKS.get(section.tone, "")))
    for block in section.blocks:
        box.addWidget(draw(brush, block))
    if extra is not None:
        box.addWidget(extra)
    box.addStretch(1)
    made.setLayout(box)
    return made
