"""Synonyms, boilerplate and stop words that editors maintain (kind ``lexicon``), as the index applies them.

They are applied to the query alone, so a change of the lists changes no entry of the index.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.index.tokens import all_compared, has_han, key, tight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hfc_desktop.domain.guidance.lexicon import Lexicon
    from hfc_desktop.services.ports import SoundReader, TextNormaliser

_SYNONYMS: Final = "synonyms"
_FEWEST_LETTERS: Final = 3
_PASSIVE: Final = "被"
_IDLE: Final = frozenset({"boilerplate", "stop_words"})


class SearchLexicon:
    """The lists in the form that a query is cut with.

    Attributes:
        groups: words of one meaning, in the compared form.
        idle: words that say nothing about what is looked for.
    """

    def __init__(self, groups: tuple[tuple[str, ...], ...] = (), idle: tuple[str, ...] = ()) -> None:
        self.groups, self.idle = groups, idle
        meanings: dict[str, dict[str, None]] = {}
        for group in self.groups:
            for word in group:
                meanings.setdefault(word, {word: None}).update(dict.fromkeys(group))
        self._by_sound: dict[str, str] | None = None
        self._by_word = {word: tuple(others) for word, others in meanings.items()}
        self._words = _Words({*meanings, *self.idle})

    @classmethod
    def of(cls, lexicons: Iterable[Lexicon], normaliser: TextNormaliser) -> SearchLexicon:
        """The lists of all ``lexicons`` that serve the search."""
        groups: list[tuple[str, ...]] = []
        idle: dict[str, None] = {}
        for lexicon in lexicons:
            for group in lexicon.groups:
                words = tuple(dict.fromkeys([tight(word) for word in all_compared(group.words, normaliser)]))
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

    def meant(self, letters: str, sounds: SoundReader) -> str:
        """The word with a meaning that these letters are the initials or the pinyin of; empty if there is none."""
        if self._by_sound is None:
            self._by_sound = {}
            for word in self._by_word:
                if len(word) > 1 and all(has_han(character) for character in word):
                    for syllables in sounds.of_text(word):
                        self._by_sound.setdefault("".join([syllable[0] for syllable in syllables]), word)
                        self._by_sound.setdefault("".join(syllables), word)
        return self._by_sound.get(sounds.canonical(letters), "") if len(letters) >= _FEWEST_LETTERS else ""

    def without_idle(self, text: str) -> str:
        """``text`` without words that say nothing; unchanged if nothing would be left."""
        kept, end = [], 0
        for at, word in self._words.found(text):
            kept += [text[end:at], word if word in self._by_word else " "]
            end = at + len(word)
        kept.append(text[end:])
        return tight(" ".join("".join(kept).split())) or text

    def cut(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """``text`` as words with synonyms, each with all words of its meaning, and the pieces between, with none.

        Words that say nothing are left out, unless nothing would be left.
        """
        pieces: list[tuple[str, tuple[str, ...]]] = []
        end = 0
        for at, word in self._words.found(text):
            pieces.append((text[end:at].strip(), ()))
            if word in self._by_word:
                pieces.append((word, self._by_word[word]))
            end = at + len(word)
        pieces.append((text[end:].strip(), ()))
        return [piece for piece in pieces if piece[0]] or [(text, ())]


class _Words:
    """Finds any of many words in a text, the longest at each place; words of Latin letters only as whole words.

    A pattern of all the words does the same and takes 15 ms to compile, a tenth of the window's start.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(filter(None, words), key=len, reverse=True):
            self._by_first.setdefault(word[0], []).append(word)

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Words in ``text`` from left to right with their places; they never overlap."""
        at = 0
        while at < len(text):
            word = self._at(text, at)
            if text[at] == _PASSIVE and len(self._at(text, at + 1)) >= max(len(word), 2):
                word = _PASSIVE  # says nothing itself, and leaves the word behind it whole: 被冻结 is not 被冻 and 结
            if word:
                yield at, word
            at += len(word) or 1

    def _at(self, text: str, at: int) -> str:
        """The longest word that begins at a place; empty if none does."""
        first = text[at : at + 1]
        return next((word for word in self._by_first.get(first, ()) if _stands(word, text, at)), "")


def _stands(word: str, text: str, at: int) -> bool:
    if not text.startswith(word, at):
        return False
    if not key(word).isascii():
        return True
    end = at + len(word)
    return not (at and _latin(text[at - 1])) and not (end < len(text) and _latin(text[end]))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
