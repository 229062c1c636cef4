"""Synonyms, boilerplate and stop words that editors maintain (kind ``lexicon``), as the index applies them.

They are applied to the query alone, so a change of the lists changes no entry of the index.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.index.tokens import key, tight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hfc_desktop.domain.guidance.lexicon import Lexicon
    from hfc_desktop.services.ports import TextNormaliser

_SYNONYMS: Final = "synonyms"
_IDLE: Final = frozenset({"boilerplate", "stop_words"})
_NOTHING: Final = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class SearchLexicon:
    """The lists in the form that a query is cut with.

    Attributes:
        groups: words of one meaning, in the compared form.
        idle: words that say nothing about what is looked for.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    idle: tuple[str, ...] = ()
    _by_word: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    _words: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        meanings: dict[str, dict[str, None]] = {}
        for group in self.groups:
            for word in group:
                meanings.setdefault(word, {word: None}).update(dict.fromkeys(group))
        object.__setattr__(self, "_by_word", {word: tuple(others) for word, others in meanings.items()})
        object.__setattr__(self, "_words", _any_of({*meanings, *self.idle}))

    @classmethod
    def of(cls, lexicons: Iterable[Lexicon], normaliser: TextNormaliser) -> SearchLexicon:
        """The lists of all ``lexicons`` that serve the search."""
        groups: list[tuple[str, ...]] = []
        idle: dict[str, None] = {}
        for lexicon in lexicons:
            for group in lexicon.groups:
                words = tuple(dict.fromkeys(tight(normaliser.normalise(word)) for word in group.words))
                if lexicon.purpose == _SYNONYMS:
                    groups.append(tuple(filter(None, words)))
                elif lexicon.purpose in _IDLE:
                    idle.update(dict.fromkeys(filter(None, words)))
        return cls(tuple(groups), tuple(idle))

    @classmethod
    def loads(cls, document: str) -> SearchLexicon:
        """The lists that ``dumps`` wrote."""
        groups, idle = json.loads(document)
        return cls(tuple(tuple(group) for group in groups), tuple(idle))

    def dumps(self) -> str:
        """The lists as JSON."""
        return json.dumps([self.groups, self.idle], ensure_ascii=False)

    def without_idle(self, text: str) -> str:
        """``text`` without words that say nothing; unchanged if nothing would be left."""
        kept = self._words.sub(lambda match: match[0] if match[0] in self._by_word else " ", text)
        return tight(" ".join(kept.split())) or text

    def cut(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """``text`` as words with synonyms, each with all words of its meaning, and the pieces between, with none.

        Words that say nothing are left out, unless nothing would be left.
        """
        pieces: list[tuple[str, tuple[str, ...]]] = []
        at = 0
        for match in self._words.finditer(text):
            pieces.append((text[at : match.start()].strip(), ()))
            if match[0] in self._by_word:
                pieces.append((match[0], self._by_word[match[0]]))
            at = match.end()
        pieces.append((text[at:].strip(), ()))
        return [piece for piece in pieces if piece[0]] or [(text, ())]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, longest first; words of Latin letters only as whole words."""
    known = sorted(filter(None, words), key=lambda word: (-len(word), word))
    if not known:
        return _NOTHING
    return re.compile("|".join(_whole(word) for word in known))


def _whole(word: str) -> str:
    escaped = re.escape(word)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if key(word).isascii() else escaped
