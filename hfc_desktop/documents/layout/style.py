"""Colours, sizes and text styles of all printed forms. Nothing else names one.

The colours are the window's light ones, so that paper and screen are one product; each stays readable in grey.
Sizes are points; spaces are steps of 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

MM: Final = 72 / 25.4
PAGE: Final = (210 * MM, 297 * MM)
MARGIN_SIDE: Final = 18 * MM
MARGIN_TOP: Final = 21 * MM
MARGIN_BOTTOM: Final = 20 * MM
BODY_WIDTH: Final = PAGE[0] - 2 * MARGIN_SIDE
TEXT: Final = "#17212B"
SECOND: Final = "#4A5866"
FAINT: Final = "#5F6B78"
LINE: Final = "#C9D1D9"
HAIR: Final = "#DDE3E9"
ACCENT: Final = "#145EA8"
GROUND: Final = "#F4F6F8"
SAY: Final = "#1C6B45"
SAY_GROUND: Final = "#E6F4EC"
NEVER: Final = "#9E1C1C"
NEVER_GROUND: Final = "#FBE6E4"
WARN: Final = "#805300"
WARN_GROUND: Final = "#FFF3D9"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text looks.

    Attributes:
        size: points.
        leading: distance of base lines, points.
        spread: full lines reach the right edge.
        align: left, right or centre.
    """

    size: float
    leading: float
    bold: bool = False
    colour: str = TEXT
    spread: bool = False
    align: str = "left"

    def but(self, **changes: object) -> TextStyle:
        """The same with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # checked by dataclasses at run time


BODY: Final = TextStyle(9.5, 14.5)
PROSE: Final = TextStyle(9.5, 15, spread=True)
SMALL: Final = TextStyle(8, 11.5, colour=SECOND)
LABEL: Final = TextStyle(9, 14.5, colour=SECOND)
STRONG: Final = TextStyle(9.5, 14.5, bold=True)
TABLE: Final = TextStyle(9, 13)
TABLE_HEAD: Final = TextStyle(8.5, 13, bold=True, colour=SECOND)
HEADING: Final = TextStyle(11, 16, bold=True, colour=ACCENT)
TITLE: Final = TextStyle(19, 25, bold=True)
