"""How names sound, in the form in which the index holds it; made once for each name, however many items bear it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

from hfc_desktop.packs.index.tokens import sound_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.packs.index.names import Name
    from hfc_desktop.services.ports import PinyinReader, SoundReader


class Spoken(NamedTuple):
    """The readings of one name.

    Attributes:
        sounds: readings as stored: canonical syllables, readings separated by bars.
        tokens: FTS5 tokens of sound.
        initials: initials of each reading.
    """

    sounds: str
    tokens: str
    initials: tuple[str, ...]

    @classmethod
    def of(cls, sounds: str) -> Self:
        """From readings as stored."""
        if not sounds:
            return cls("", "", ())
        readings = [reading.split(" ") for reading in sounds.split("|")]
        initials = ["".join([syllable[0] for syllable in reading]) for reading in readings]
        different = tuple(initials) if len(initials) == 1 else tuple(dict.fromkeys(initials))
        return cls(sounds, " ".join(sound_tokens(readings)), different)


def pairs_of(sounds: str) -> set[str]:
    """Neighbouring syllables of a name, and the first one after nothing."""
    readings = [reading.split(" ") for reading in sounds.split("|")] if sounds else []
    return {f"{before} {after}" for reading in readings for before, after in pairwise(["", *reading])}


class Sounding:
    """Reads names: from the pack where it brings the readings, else by pinyin."""

    def __init__(self, pinyin: PinyinReader, sounds: SoundReader, precomputed: Mapping[str, Sequence[str]]) -> None:
        self._pinyin = pinyin
        self._sounds = sounds
        self._precomputed = precomputed
        self._known: dict[tuple[str, tuple[str, ...]], str] = {}

    def of(self, name: Name) -> str:
        """Readings of ``name`` as they are stored, the author's own first; empty when nobody types it by sound."""
        if not name.read_aloud:
            return ""
        wanted = (name.key, name.reading)
        known = self._known.get(wanted)
        if known is None:
            known = self._known[wanted] = "|".join([" ".join(reading) for reading in self._read(name)])
        return known

    def _read(self, name: Name) -> list[tuple[str, ...]]:
        stored = self._precomputed.get(name.key)
        read = [text.split() for text in stored] if stored else self._pinyin.readings(name.key)
        ways = [name.reading, *read] if name.reading else read
        canonical = self._sounds.canonical
        return list(dict.fromkeys(tuple([canonical(syllable.lower()) for syllable in way]) for way in ways))
