"""The one table of colours and sizes: palette, style sheet, delegates and icons are fed from it.

Sizes are logical pixels; Qt scales them with the screen. Everything is a step of ``STEP`` where it can be.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Colours(NamedTuple):
    """One scheme.

    Each ``*_ground`` carries the text colour of the same name. ``say``, ``never`` and ``warn`` never stand alone: a
    shape and a word are beside them.

    Attributes:
        ground: the window behind everything.
        surface: cards and lists.
        raised: popups and dialogs.
        text: what is read first.
        second: what is read next.
        faint: captions and hints, still readable on every ground.
        line: borders, one pixel.
        edge: borders of fields and buttons, strong enough to be seen as a control.
        accent: focus, selection, the primary button.
        on_accent: text on a primary button.
        accent_deep: the primary button under the pointer or pressed.
        hover: surface under the pointer.
        say: wording that may be spoken.
        never: what must not be said; overdue.
        warn: due soon; care.
        mark: ground of matched characters.
    """

    ground: str
    surface: str
    raised: str
    text: str
    second: str
    faint: str
    line: str
    edge: str
    accent: str
    accent_ground: str
    accent_deep: str
    on_accent: str
    hover: str
    say: str
    say_ground: str
    never: str
    never_ground: str
    warn: str
    warn_ground: str
    mark: str


LIGHT: Final = Colours(
    ground="#F4F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    text="#17212B",
    second="#4A5866",
    faint="#5F6B78",
    line="#D5DCE3",
    edge="#808C99",
    accent="#145EA8",
    accent_ground="#E3EFFA",
    accent_deep="#0F4A86",
    on_accent="#FFFFFF",
    hover="#EEF2F6",
    say="#1C6B45",
    say_ground="#E6F4EC",
    never="#9E1C1C",
    never_ground="#FBE6E4",
    warn="#805300",
    warn_ground="#FFF3D9",
    mark="#FFE08A",
)

DARK: Final = Colours(
    ground="#15191E",
    surface="#1D232A",
    raised="#262E37",
    text="#E6EBF0",
    second="#A9B5C1",
    faint="#8F9CAA",
    line="#35404B",
    edge="#6F7B89",
    accent="#6FB1F0",
    accent_ground="#1E3448",
    accent_deep="#8FC4F5",
    on_accent="#0F1B27",
    hover="#242C35",
    say="#7FD1A5",
    say_ground="#1B3327",
    never="#FF9C94",
    never_ground="#3F1E1D",
    warn="#F0C36A",
    warn_ground="#3A2E14",
    mark="#6B5410",
)

PAPER: Final = "#FFFFFF"
"""Ground of a printed page on screen, in both schemes."""

SCHEMES: Final[Mapping[str, Colours]] = {"light": LIGHT, "dark": DARK}
"""Scheme by the value of the setting ``theme``."""

READABLE_PAIRS: Final = (
    *(
        (ink, ground)
        for ink in ("text", "second", "faint", "accent")
        for ground in ("ground", "surface", "raised", "hover")
    ),
    ("text", "accent_ground"),
    ("second", "accent_ground"),
    ("accent", "accent_ground"),
    ("text", "mark"),
    ("on_accent", "accent"),
    ("on_accent", "accent_deep"),
    *((ink, f"{ink}_ground") for ink in ("say", "never", "warn")),
    *(("text", f"{ink}_ground") for ink in ("say", "never", "warn")),
    *((ink, ground) for ink in ("say", "never", "warn") for ground in ("surface", "ground")),
)
"""Ink and ground that meet somewhere in the window; each pair has a contrast of at least ``CONTRAST``."""

CONTRAST: Final = 4.5
"""WCAG 1.4.3 for text."""
EDGE_CONTRAST: Final = 3.0
"""WCAG 1.4.11 for the outline of a control."""


class Type(StrEnum):
    """The type scale."""

    CAPTION = "caption"
    BODY = "body"
    STRONG = "strong"
    CARD_TITLE = "card_title"
    SPOKEN = "spoken"
    PAGE_TITLE = "page_title"
    DIGITS = "digits"


TYPE_SIZES: Final[Mapping[Type, int]] = {
    Type.CAPTION: 12,
    Type.BODY: 14,
    Type.STRONG: 14,
    Type.CARD_TITLE: 16,
    Type.SPOKEN: 20,
    Type.PAGE_TITLE: 24,
    Type.DIGITS: 30,
}
BOLD_TYPES: Final = frozenset({Type.STRONG, Type.CARD_TITLE, Type.PAGE_TITLE, Type.DIGITS})
LINE_HEIGHT_PERCENT: Final = 150
"""Line height of running Chinese text."""

STEP: Final = 4
"""Unit of spacing."""
GAP: Final = 2 * STEP
"""Between things that belong together."""
PAD: Final = 3 * STEP
"""Inside a card or a row."""
ROOMY: Final = 4 * STEP
"""Between groups, and around a screen."""
RADIUS: Final = 6
"""Corners of cards and controls."""
SMALL_RADIUS: Final = 4
"""Corners of badges and marks."""
CONTROL: Final = 32
"""Height of a control."""
COUNTER_CONTROL: Final = 44
"""Height of a button that is hit in a hurry (WCAG 2.5.5)."""
FOCUS: Final = 2
"""Width of the focus ring."""
HAIR: Final = 1
"""Width of a border."""
BAR: Final = 3
"""Width of the bar at the left of a spoken or forbidden line."""
ICON: Final = 16
"""Icon beside body text."""
BIG_ICON: Final = 40
"""Icon of an empty state."""
STRIP: Final = 56
"""Height of the title strip."""
READING_WIDTH: Final = 920
"""Widest a card gets: longer lines are hard to read."""
LIST_WIDTH: Final = (296, 440)
"""Result list, narrowest and widest."""
CARRIED_WIDTH: Final = (232, 340)
"""Strip of what is carried into the record, narrowest and widest."""
NARROW: Final = 1080
"""Below this window width the carried strip folds into a bar."""
DIALOG: Final = (560, 880, 440)
"""Dialogs: usual width, largest width, largest height; taller content scrolls."""
WINDOW: Final = (880, 440)
"""Smallest window."""
FIRST_WINDOW: Final = (1280, 720)
"""Window at the first start, where the screen allows it."""
MOTION_MS: Final = 120
"""Longest motion; none with reduced motion."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
