"""``regions.csv``: the GB/T 2260 table of a pack, one region a line, with at least the columns code and name."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.faults import Fault
from hfc_desktop.packs.yaml_loader import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE: Final = re.compile(r"[1-9]\d{5}")
_NAMES: Final = ("name", "short", "aliases")


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One region: full name first, then short and colloquial ones."""

    code: str
    parent: str
    names: tuple[str, ...]


def _split(row: dict[str, str | None]) -> tuple[str, ...]:
    words = [word for column in _NAMES for word in re.split(r"[|;；、]", row.get(column) or "")]
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def parent_of(code: str) -> str:
    """The region above by the code's own levels: county, prefecture, province."""
    if code.endswith("0000"):
        return ""
    return code[:2] + "0000" if code.endswith("00") else code[:4] + "00"


def _rows(text: str, file: str, faults: list[Fault]) -> Iterator[RegionLine]:
    reader = csv.DictReader(io.StringIO(text))
    if not {"code", "name"} <= set(reader.fieldnames or ()):
        faults.append(Fault(file=file, line=1, column=1, code="regions.columns"))
        return
    first: dict[str, int] = {}
    for row in reader:
        code, line = (row["code"] or "").strip(), reader.line_num
        if not CODE.fullmatch(code):
            faults.append(Fault(file=file, line=line, column=1, code="regions.code", params={"value": code[:20]}))
        elif not (row["name"] or "").strip():
            faults.append(Fault(file=file, line=line, column=1, code="regions.name", params={"value": code}))
        elif code in first:
            params: dict[str, str | int] = {"value": code, "first": first[code]}
            faults.append(Fault(file=file, line=line, column=1, code="regions.duplicate", params=params))
        else:
            first[code] = line
            yield RegionLine(code, (row.get("parent") or "").strip() or parent_of(code), _split(row))


def read_regions(data: bytes, file: str) -> tuple[tuple[RegionLine, ...], tuple[Fault, ...]]:
    """The table and what is wrong with it; a line at fault is left out."""
    text, refused = decoded(data, file)
    if refused:
        return (), refused
    faults: list[Fault] = []
    try:
        return tuple(_rows(text, file, faults)), tuple(faults)
    except csv.Error as error:
        return (), (Fault(file=file, line=1, column=1, code="regions.not_csv", params={"reason": str(error)}),)
