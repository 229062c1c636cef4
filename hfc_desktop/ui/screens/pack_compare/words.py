"""Two wordings side by side with the words that differ marked."""

from __future__ import annotations

import difflib
import html
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS: Final = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
"""Latin words and numbers whole, Chinese character by character."""


def differing(before: str, after: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with whether the other text lacks it."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(("".join(old[a:b]), tag != "equal"))
        if c < d:
            right.append(("".join(new[c:d]), tag != "equal"))
    return left, right


def as_html(pieces: Sequence[tuple[str, bool]], ground: str, *, struck: bool) -> str:
    """Pieces as markup; what differs stands on a ground and is struck out or underlined, since colour is not enough."""
    line = "line-through" if struck else "underline"
    marked = f'<span style="background:{ground};text-decoration:{line}">{{}}</span>'
    shown = (marked.format(_safe(text)) if differs else _safe(text) for text, differs in pieces)
    return "".join(shown)


def _safe(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
