"""A card: head, three lines that are read first, then sections. Kinds that ask something add their own panel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.domain.guidance.item import GuidanceItem
from hfc_desktop.errors import HfcError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.later import Gradually, soon
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.big import BigLine, CustomerView
from hfc_desktop.ui.widgets.cards.blocks import (
    Brush,
    DigitsLine,
    SayLine,
    Variant,
    draw,
    link_button,
    section_body,
    variant_word,
    variants_of,
)
from hfc_desktop.ui.widgets.cards.feedback import Feedback
from hfc_desktop.ui.widgets.cards.model import spoken_lines
from hfc_desktop.ui.widgets.cards.parts import (
    Fold,
    Picture,
    SideBySide,
    badge,
    button,
    column,
    frame,
    label,
    row,
    standing,
)
from hfc_desktop.ui.widgets.cards.present import present
from hfc_desktop.ui.widgets.cards.presenting.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.widgets.cards.model import Band, CardModel, Section

_LEAD_WIDTH: Final = 88
_AT_ONCE: Final = 0
"""Sections drawn with the head of a card that asks nothing; the others follow after the first paint."""
_BAND_INKS: Final = {"never": "never", "warn": "warn"}

Item = TypeVar("Item", bound=GuidanceItem)

_LIVING: Final[dict[int, Card[Any]]] = {}
"""Every card until Qt has destroyed it. A card and its parts refer to one another; were Python to own such a ring, as
it does for a moment once a layout gives the card up, its garbage collector would delete parent and child widgets in the
wrong order and end the process (PySide 6.11)."""


def _item(context: Context, item_id: str) -> GuidanceItem | None:
    """An item that this user may see; ``None`` for one that is not in the active packs or is for other posts."""
    lookup = context.application.lookup
    try:
        return lookup.item(item_id, audience=context.session.audience) if lookup else None
    except HfcError:
        return None


def frame_of(context: Context, known: Mapping[str, GuidanceItem | None] | None = None) -> Frame:
    """What presentations need, from the window's services; ``known`` items are not read again."""
    lookup, settings = context.application.lookup, context.application.settings
    read = dict(known or {})

    def item(item_id: str) -> GuidanceItem | None:
        if item_id not in read:
            read[item_id] = _item(context, item_id)
        return read[item_id]

    return Frame(
        today=context.today(),
        item=item,
        pack=lambda item_id: lookup.pack_of(item_id) if lookup else "",
        audience=context.session.audience,
        amber_days=settings.number("hotline.amber_days"),
        grey_days=settings.number("hotline.grey_days"),
    )


class VariantBar(QWidget):
    """Switches the wording of all lines of a card; the key goes through them in turn."""

    changed = Signal(object)

    def __init__(self, variants: tuple[Variant, ...]) -> None:
        super().__init__()
        self._variants = variants
        self._group = QButtonGroup(self)
        box = row(gap=tokens.STEP)
        for at, variant in enumerate(variants):
            choice = button(variant_word(variant), "segment")
            choice.setCheckable(True)
            choice.setChecked(at == 0)
            self._group.addButton(choice, at)
            box.addWidget(choice)
        box.addWidget(label(keys.shown("card.variant"), Type.CAPTION, "faint", wrap=False))
        box.addStretch(1)
        self.setLayout(box)
        self.setAccessibleName(_("Wording ({key})").format(key=keys.shown("card.variant")))
        self._group.idToggled.connect(self._toggled)

    def next(self) -> None:
        """The wording after the one that is shown."""
        self._group.button((self._group.checkedId() + 1) % len(self._variants)).setChecked(True)

    def _toggled(self, at: int, chosen: bool) -> None:
        if chosen:
            self.changed.emit(self._variants[at])


class Card(QWidget, Generic[Item]):
    """One item, drawn.

    Attributes:
        item_wanted: id of another item that the teller asked for.
    """

    item_wanted = Signal(str)

    def __init__(self, item: Item, context: Context, known: Mapping[str, GuidanceItem | None] | None = None) -> None:
        super().__init__()
        self.item = item
        self.context = context
        self.frame = frame_of(context, known)
        self.model: CardModel = present(item, self.frame)
        self.brush = Brush(context.theme, self.copy_text, self.item_wanted.emit, self._given)
        self._variants: VariantBar | None = None
        self.body = QWidget()
        self.body.setMaximumWidth(tokens.READING_WIDTH)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.GAP)
        self.foot = QVBoxLayout()
        self._build()
        self._lay_out()
        keys.bind(self, "card.copy", self.copy_line)
        keys.bind(self, "card.big", self.show_big)
        _LIVING[id(self)] = self
        self.destroyed.connect(partial(_LIVING.pop, id(self), None))
        self.setAccessibleName(f"{self.model.badge}: {self.model.title}")

    # -- for kinds that ask something -----------------------------------------------------------------------------

    def panel(self) -> QWidget | None:
        """What a kind shows between its head and its sections; ``None`` for kinds that ask nothing."""
        return None

    def extra(self, _key: str) -> QWidget | None:
        """What a kind adds to the section of that key; ``None`` for nothing."""
        return None

    def acts(self) -> tuple[QWidget, ...]:
        """Buttons of a kind for the whole card, in its head."""
        return ()

    def lines(self) -> tuple[SayLine | DigitsLine, ...]:
        """Lines to say and numbers to give that are shown, the nearest at hand first."""
        return (*standing(self.body, DigitsLine), *standing(self.body, SayLine))

    def start(self) -> QWidget | None:
        """Where the focus goes when the card is opened."""
        return next(iter(standing(self.body, SayLine)), None) or next(iter(self.lines()), None)

    # -- what one can do with any card ----------------------------------------------------------------------------

    def focus_start(self) -> None:
        """Put the focus where work starts on this card."""
        start = self.start() or self._scroll
        start.setFocus(Qt.FocusReason.OtherFocusReason)
        soon(start, lambda: self._from_the_top(start))

    def _from_the_top(self, start: QWidget) -> None:
        """As much of the head as fits above what has the focus, which was set before the card was laid out."""
        if start is not self._scroll and start.hasFocus():
            self._scroll.verticalScrollBar().setValue(0)
            self._scroll.ensureWidgetVisible(start, 0, tokens.GAP)

    def line_in_hand(self) -> SayLine | DigitsLine | None:
        """The line or number that has the focus, else the first one."""
        lines = self.lines()
        return next((line for line in lines if line.hasFocus()), next(iter(lines), None))

    def copy_line(self) -> None:
        """Copy the line or number in hand."""
        line = self.line_in_hand()
        if line is not None:
            line.copy()

    def show_big(self) -> None:
        """Show the line or number in hand in big letters, to be turned to the customer."""
        view = self.customer_view()
        if view.line:
            BigLine(view, self).open()

    def customer_view(self) -> CustomerView:
        """What the customer may read: the line in hand. Kinds add what else is meant for the customer."""
        line = self.line_in_hand()
        if line is None:
            return CustomerView("")
        return CustomerView(line.number if isinstance(line, DigitsLine) else line.text)

    def copy_text(self, text: str) -> None:
        """Take a text of the guidance to the clipboard; customer data never comes this way."""
        QGuiApplication.clipboard().setText(text)
        self.context.navigator.say(_("Copied: {text}").format(text=text if len(text) <= 24 else f"{text[:23]}…"))

    def scroll_to(self, part: QWidget) -> None:
        """Bring the top of ``part`` to the top of the card, once it is laid out."""
        soon(part, lambda: self._scroll.verticalScrollBar().setValue(part.mapTo(self.body, QPoint()).y()))

    def _given(self, hotline: str) -> None:
        given = self.frame.item(hotline)
        if given is not None:
            self.context.reception.gave(given, self.frame.pack(hotline))

    def show_variant(self, variant: Variant) -> None:
        """Show that wording on every line, also on lines that are drawn later."""
        self.brush.variant = variant
        for line in self.body.findChildren(SayLine):
            line.show_variant(variant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key for the next wording; all else goes on."""
        if event.text().lower() == "v" and self._variants is not None and not event.modifiers():
            self._variants.next()
        else:
            super().keyPressEvent(event)

    # -- drawing --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setProperty("look", "bare")  # the ring of the focus has its own room around the card
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setWidget(self.body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP)
        box.addWidget(self._scroll, 1)
        box.addLayout(self.foot)

    def _build(self) -> None:
        self.column.addWidget(self._head())
        if self.model.band:
            self.column.addWidget(self._band(self.model.band))
        panel = self.panel()
        if panel is not None:
            self.column.addWidget(panel)
        at_once = 0 if panel is not None else _AT_ONCE
        for section in self.model.sections[:at_once]:
            self.column.addWidget(self._section(section))
        self.column.addStretch(1)
        self._at_once = at_once
        self._below = Gradually(self, self._build_rest())
        self._below.start()

    @property
    def drawn(self) -> bool:
        """Whether what lies below the fold is there, too."""
        return self._below.done

    def below(self) -> Iterator[QWidget | None]:
        """What lies below the fold, made one by one; ``None`` for what has its place already."""
        for section in self.model.sections[self._at_once :]:
            yield self._section(section)
        if self.item.feedback_open:
            yield Feedback(self.item.id, self.context.reception)
        yield label(self.model.footer, Type.CAPTION, "faint")

    def _build_rest(self) -> Iterator[None]:
        """Drawn after the first paint and in slices, so that opening a card costs one frame and no key waits for it."""
        for part in self.below():
            if part is not None:
                self.column.insertWidget(self.column.count() - 1, part)
            yield

    def _head(self) -> QWidget:
        model = self.model
        title = label(model.title, Type.CARD_TITLE)
        marks = row(badge(model.badge, "accent"), *(badge(mark.text, mark.tone.value) for mark in model.marks))
        marks.addStretch(1)
        marks.addWidget(label("  ".join(model.codes[:2]), Type.CAPTION, "second", wrap=False))
        for act in self.acts():
            marks.addWidget(act)
        box = column(gap=tokens.STEP)
        box.addLayout(marks)
        box.addWidget(title)
        variants = variants_of(spoken_lines(model))
        subtitle = label(model.subtitle, Type.CAPTION, "faint")
        if len(variants) > 1:
            self._variants = VariantBar(variants)
            self._variants.changed.connect(self.show_variant)
            box.addWidget(SideBySide(subtitle, self._variants))
        elif model.subtitle:
            box.addWidget(subtitle)
        for lead in model.lead:
            box.addSpacing(tokens.STEP)
            box.addLayout(self._lead(lead.label, draw(self.brush, lead.block)))
        return frame("card", box)

    @staticmethod
    def _lead(name: str, block: QWidget) -> QHBoxLayout:
        caption = label(name, Type.BODY, "second")
        caption.setFixedWidth(_LEAD_WIDTH)
        box = row(gap=tokens.PAD)
        box.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(block, 1)
        return box

    def _band(self, band: Band) -> QWidget:
        ink = _BAND_INKS.get(band.tone.value, "second")
        box = row(Picture(self.context.theme, "warn", ink), label(band.text))
        box.setStretch(1, 1)
        if band.link:
            box.addWidget(link_button(self.brush, band.link))
        return frame(band.tone.value, box, tokens.GAP)

    def _section(self, section: Section) -> QWidget:
        if section.folded:
            return Fold(self.context.theme, section.heading, lambda: self._folded(section))
        return frame("card", column(section_body(self.brush, section, heading=True, extra=self.extra(section.key))))

    def _folded(self, section: Section) -> QWidget:
        return frame("card", column(section_body(self.brush, section, heading=False)))
