"""Reply phrases: marks in braces that are closed and the same in all wordings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.phrase import Phrase
from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.packs.rules.findings import Context, Findings, Path
    from hfc_desktop.packs.search_text import SearchText

_MARK: Final = re.compile(r"\{([^{}\s]{1,30})\}")
_SHORTCUT: Final = re.compile(r"[a-z0-9]{1,12}")


def _marks(path: Path, text: str) -> Findings:
    rest = _MARK.sub("", text)
    if "{" in rest or "}" in rest:
        yield error(path, "phrase.braces")


def rules(item: Phrase, context: Context) -> Findings:
    """Marks and shortcuts."""
    yield from _marks(("text",), item.text)
    marks = set(_MARK.findall(item.text))
    for number, variant in enumerate(item.variants):
        yield from _marks(("variants", number), variant)
        if set(_MARK.findall(variant)) != marks:
            yield warning(("variants", number), "phrase.other_marks")
    if item.shortcut and not _SHORTCUT.fullmatch(item.shortcut):
        yield error(("shortcut",), "phrase.shortcut", value=item.shortcut)
    for other in context.library.of_kind(Kind.PHRASE):
        same = isinstance(other, Phrase) and other.id < item.id and other.shortcut == item.shortcut
        if same and item.shortcut:
            yield error(("shortcut",), "phrase.shortcut_twice", value=item.shortcut, other=other.id)


def search_text(item: Phrase) -> SearchText:
    """Found by the situation; shows the phrase."""
    return made(item, first_words=item.text, plain=[item.situation], weak=[item.text, *item.variants])
