"""What the index writes of a name, however many items bear it; a built pack brings it ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from hfc_desktop.packs.index import tokens
from hfc_desktop.packs.index.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_COUNTED = 255


class Written(NamedTuple):
    """One name.

    Attributes:
        text: in the compared form.
        sounds: readings as stored.
        tokens: of its text and its sound, for FTS5.
        initials: of each of its readings.
        key: the text without spaces.
        spaced: the text, where it has spaces.
        length: of the key, as row numbers carry it.
    """

    text: str
    sounds: str
    tokens: str
    initials: Sequence[str]
    key: str
    spaced: str | None
    length: int

    @classmethod
    def of(cls, text: str, sounds: str) -> Self:
        """A name with its readings, cut now."""
        spoken = Spoken.of(sounds)
        return cls._with_key(text, sounds, f"{' '.join(tokens.phrase_tokens(text))} {spoken.tokens}", spoken.initials)

    @classmethod
    def read(cls, text: str, sounds: str, cut: str, *initials: str) -> Self:
        """What ``row`` gave."""
        return cls._with_key(text, sounds, cut, initials)

    @classmethod
    def _with_key(cls, text: str, sounds: str, cut: str, initials: Sequence[str]) -> Self:
        key = tokens.key(text)
        return cls(text, sounds, cut, initials, key, text if text != key else None, min(len(key), _LONGEST_COUNTED))

    def row(self) -> list[Any]:
        """As a JSON value."""
        return [self.text, self.sounds, self.tokens, *self.initials]
