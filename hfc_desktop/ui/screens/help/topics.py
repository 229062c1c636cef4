"""Help texts: one Markdown file a topic and language under ``resources/help``.

``{search}`` and the like stand for the key of that name, since keys can be changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import language
from hfc_desktop.paths import resources_dir
from hfc_desktop.ui import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

START: Final = "start"
"""Topic that is shown when no screen was named."""
_KEY: Final = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True, slots=True)
class Topic:
    """One text.

    Attributes:
        name: name of its file, and of its screen where it has one.
        title: its first heading.
        text: Markdown.
    """

    name: str
    title: str
    text: str


def topics(wanted: str = "") -> tuple[Topic, ...]:
    """All topics in a language, else in the one in use; the start first, the others by title."""
    folder = resources_dir() / "help" / (wanted or language())
    found = []
    for path in sorted(folder.glob("*.md")):
        text = _KEY.sub(_shown, path.read_text(encoding="utf-8"))
        found.append(Topic(path.stem, text.partition("\n")[0].lstrip("# ").strip(), text))
    return tuple(sorted(found, key=lambda topic: (topic.name != START, topic.title)))


def search(all_topics: Sequence[Topic], asked: str) -> tuple[Topic, ...]:
    """Topics that hold every word; those with the words in their title first."""
    words = asked.casefold().split()
    found = [topic for topic in all_topics if all(word in topic.text.casefold() for word in words)]
    return tuple(sorted(found, key=lambda topic: not all(word in topic.title.casefold() for word in words)))


def _shown(found: re.Match[str]) -> str:
    return f"**{keys.shown(found.group(1))}**"
