"""How names sound, in the form in which the index holds it; made once for each name, however many items bear it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from hfc_desktop.packs.index.tokens import sound_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.packs.index.names import Name
    from hfc_desktop.services.ports import PinyinReader, SoundReader


@dataclass(frozen=True, slots=True)
class Spoken:
    """The readings of one name.

    Attributes:
        sounds: readings as stored: canonical syllables, readings separated by bars.
        tokens: FTS5 tokens of sound.
        initials: initials of each reading.
        pairs: neighbouring syllables, and the first one after nothing.
    """

    sounds: str
    tokens: str
    initials: tuple[str, ...]
    pairs: frozenset[str]

    @classmethod
    def of(cls, readings: Sequence[Sequence[str]]) -> Self:
        """From readings in canonical syllables."""
        return cls(
            sounds="|".join([" ".join(reading) for reading in readings]),
            tokens=" ".join(sound_tokens(readings)),
            initials=tuple(dict.fromkeys("".join([syllable[0] for syllable in reading]) for reading in readings)),
            pairs=frozenset(f"{before} {after}" for way in readings for before, after in pairwise(("", *way))),
        )

    @classmethod
    def stored(cls, sounds: str) -> Self:
        """From what ``sounds`` held."""
        return cls.of([way.split() for way in sounds.split("|")] if sounds else [])


_SILENT = Spoken.of([])


@dataclass(frozen=True, slots=True)
class Sounding:
    """Reads names: from the pack where it brings the readings, else by pinyin."""

    pinyin: PinyinReader
    sounds: SoundReader
    precomputed: Mapping[str, Sequence[str]]
    _known: dict[tuple[str, tuple[str, ...]], Spoken] = field(default_factory=dict, repr=False)

    def of(self, name: Name) -> Spoken:
        """How ``name`` sounds, the author's own reading first."""
        if not name.read_aloud:
            return _SILENT
        wanted = (name.key, name.reading)
        known = self._known.get(wanted)
        if known is None:
            known = self._known[wanted] = Spoken.of(self._read(name))
        return known

    def _read(self, name: Name) -> list[tuple[str, ...]]:
        stored = self.precomputed.get(name.key)
        read = [text.split() for text in stored] if stored else self.pinyin.readings(name.key)
        ways = [name.reading, *read] if name.reading else read
        canonical = self.sounds.canonical
        return list(dict.fromkeys(tuple([canonical(syllable.lower()) for syllable in way]) for way in ways))
