"""What a card shows, without any widget: three leading lines, then sections in a fixed order.

A kind's presentation builds a ``CardModel`` from its dataclass; ``blocks`` draws any model. Texts that come from packs
stay as they are; labels are in the language in use when the model is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.item import Kind, SpokenLine


class Tone(StrEnum):
    """Meaning of a surface; the theme knows its colours, and shape and word always stand beside them."""

    PLAIN = "plain"
    ACCENT = "accent"
    SAY = "say"
    NEVER = "never"
    WARN = "warn"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Mark:
    """A small badge beside the title."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another item."""

    item: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """The strip above a card that does not simply hold today."""

    text: str
    tone: Tone
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; ``big`` is read at a glance across the counter."""

    text: str
    big: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list; numbered when the order matters."""

    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Lines that may be spoken, with their variants."""

    lines: tuple[SpokenLine, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """Lines that must not be said or told; ``word`` stands on each."""

    lines: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with a value; ``note`` says how sure it is."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values under one another."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Flowing:
    """One direction of money or one channel, and what a restriction does to it.

    Attributes:
        shape: value of ``domain.guidance.restriction.Flow``; also the name of the drawn sign.
    """

    label: str
    word: str
    shape: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Flows:
    """The effect table of a restriction."""

    cells: tuple[Flowing, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``numbers`` names columns whose values are right-aligned."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Digits:
    """A number to read aloud.

    Attributes:
        item: hotline that it belongs to, reported as given when it is copied.
        warning: how old the entry is, when it is not fresh.
    """

    number: str
    note: str
    item: str
    tone: Tone = Tone.PLAIN
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Ways to other items."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two blocks side by side, under one another where it is narrow."""

    left: Section
    right: Section


Block = Words | Points | Say | Never | Facts | Flows | Grid | Digits | Links | Pair


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``folded`` sections open on demand.

    Attributes:
        key: name by which a kind's card adds something of its own to the section.
    """

    heading: str
    blocks: tuple[Block, ...]
    folded: bool = False
    tone: Tone = Tone.PLAIN
    key: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """One of the three lines that are read first."""

    label: str
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class CardModel:
    """One card.

    Attributes:
        badge: kind in a word.
        subtitle: title in the other language.
        lead: what it is, who lifts it or what to do, what to say.
        footer: pack, version, validity.
    """

    item: str
    kind: Kind
    badge: str
    title: str
    subtitle: str
    codes: tuple[str, ...]
    marks: tuple[Mark, ...]
    band: Band | None
    lead: tuple[Lead, ...]
    sections: tuple[Section, ...]
    footer: str


def spoken_lines(model: CardModel) -> tuple[SpokenLine, ...]:
    """Every line of the card that may be spoken, in order."""
    blocks: list[Block] = [lead.block for lead in model.lead]
    blocks += [block for section in model.sections for block in section.blocks]
    return tuple(line for block in blocks if isinstance(block, Say) for line in block.lines)
