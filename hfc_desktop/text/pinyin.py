"""Readings of Chinese text when a pack is installed or built (implements ``services.ports.PinyinReader``).

pypinyin knows phrases, so 银行 is read yin hang and 行政 xing zheng; it is loaded with the first reading, never at the
counter's start. What it may still read wrongly is covered by a second reading of the characters below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.text.syllables import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_TWO_READINGS: Final = {
    "重": ("zhong", "chong"), "行": ("hang", "xing"), "长": ("chang", "zhang"), "解": ("jie", "xie"),
    "调": ("diao", "tiao"), "还": ("huan", "hai"), "传": ("chuan", "zhuan"), "单": ("dan", "shan"),
    "折": ("zhe", "she"), "称": ("cheng", "chen"), "降": ("jiang", "xiang"), "给": ("gei", "ji"),
    "薄": ("bao", "bo"), "藏": ("cang", "zang"), "车": ("che", "ju"), "率": ("lv", "shuai"), "参": ("can", "shen"),
    "差": ("cha", "chai"), "系": ("xi", "ji"), "乐": ("le", "yue"), "朝": ("chao", "zhao"), "厦": ("xia", "sha"),
    "弹": ("tan", "dan"), "强": ("qiang", "jiang"), "圈": ("quan", "juan"), "似": ("si", "shi"),
}  # fmt: skip
"""Characters that tellers meet and that are read in two ways, by phrase or by habit."""
_MOST_READINGS: Final = 4


class PhrasePinyin:
    """Phrase-aware readings with variants for characters of several readings."""

    def readings(self, text: str) -> Sequence[tuple[str, ...]]:
        """Toneless readings, likeliest first; one syllable a character; other characters stand for themselves."""
        first = self._likeliest(text)
        found = [first]
        for place, character in enumerate(text):
            for other in _TWO_READINGS.get(character, ()):
                if other != first[place] and len(found) < _MOST_READINGS:
                    found.append((*first[:place], other, *first[place + 1 :]))
        return found

    @staticmethod
    def _likeliest(text: str) -> tuple[str, ...]:
        from pypinyin import Style, lazy_pinyin

        # The stub asks for text, but a list is taken too and keeps one element a character.
        read = lazy_pinyin(text, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]
        if len(read) == len(text):
            return tuple(read)
        # A phrase whose reading is not a syllable a character: read character by character instead.
        return tuple((readings_of(character) or (character,))[0] for character in text)
