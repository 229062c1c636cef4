"""Builds the two character tables of ``resources/text``: traditional to simplified, and character to readings.

``python -m hfc_desktop.workbench.text_tables``; needs ``opencc-python-reimplemented`` (Apache-2.0) for the first and
``pypinyin`` (MIT) for the second. Neither is needed at run time.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

_OURS: Final = {"帐": "账", "帳": "账", "戸": "户", "佔": "占", "裏": "里", "甯": "宁"}
"""Writings that mean the same at a counter, over and above the table: 帐户 and 账户 are both in use."""
_PAIRS_A_LINE: Final = 40
_MOST_READINGS: Final = 3


def simplified_pairs(lines: Iterable[str]) -> dict[str, str]:
    """Traditional to simplified from OpenCC's ``TSCharacters``: the first choice of each line."""
    pairs: dict[str, str] = {}
    for line in lines:
        traditional, _tab, choices = line.strip().partition("\t")
        simplified = choices.split(" ")[0]
        if len(traditional) == len(simplified) == 1 and traditional not in choices.split(" "):
            pairs[traditional] = simplified
    pairs.update(_OURS)
    return {old: pairs.get(new, new) for old, new in sorted(pairs.items()) if old != new}


def _common_characters() -> str:
    """The 6,763 characters of GB 2312, which input methods offer first."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)


def readings_by_syllable(characters: Iterable[str]) -> dict[str, tuple[list[str], list[str]]]:
    """For each toneless syllable, the characters read so first of all, and those also read so."""
    from pypinyin import Style, pinyin

    table: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for character in characters:
        found = dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
        for place, syllable in enumerate(list(found)[:_MOST_READINGS]):
            if syllable.isascii() and syllable.isalpha():
                table[syllable][min(place, 1)].append(character)
    return dict(sorted(table.items()))


def _write_simplified(target: Path) -> None:
    package = find_spec("opencc")
    if package is None or package.origin is None:
        raise SystemExit("pip install opencc-python-reimplemented first")
    source = Path(package.origin).parent / "dictionary" / "TSCharacters.txt"
    pairs = [old + new for old, new in simplified_pairs(source.read_text("utf-8").splitlines()).items()]
    rows = ["".join(pairs[at : at + _PAIRS_A_LINE]) for at in range(0, len(pairs), _PAIRS_A_LINE)]
    target.write_text("\n".join(rows) + "\n", "utf-8")


def _write_readings(target: Path) -> None:
    table = readings_by_syllable(_common_characters())
    rows = (f"{syllable}\t{''.join(first)}\t{''.join(also)}" for syllable, (first, also) in table.items())
    target.write_text("\n".join(rows) + "\n", "utf-8")


def main() -> None:
    """Write both tables."""
    folder = resources_dir() / "text"
    folder.mkdir(parents=True, exist_ok=True)
    _write_simplified(folder / "t2s.txt")
    _write_readings(folder / "readings.txt")
    sys.stdout.write(f"{folder}\n")


if __name__ == "__main__":
    main()
