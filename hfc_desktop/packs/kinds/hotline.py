"""Hotlines: numbers that can be dialled, except samples, which must not; fresh, and for a place that exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.hotline import Hotline, HotlineLevel
from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

_NUMBER: Final = re.compile(
    r"[1-9][0-9]{2,5}"  # short numbers: 110, 96110, 12368, 95588
    r"|0[1-9][0-9]{1,2}-[0-9]{5,8}"  # area code and local number, also short numbers with an area code
    r"|[48]00-[0-9]{3}-[0-9]{4}"
    r"|1[3-9][0-9]{9}"
)
_NOBODY: Final = re.compile(r"(?:0[0-9]{2,3}-)?000[0-9]{4,5}|400-000-[0-9]{4}")
"""Blocks that no exchange gives out: samples come from there, real numbers never."""
_EXTENSION: Final = re.compile(r"[0-9#*转,，→\- ]{1,20}")


def _numbers(item: Hotline) -> Findings:
    if not item.numbers:
        yield error(("numbers",), "list.empty", field="numbers")
    seen: set[str] = set()
    for number, entry in enumerate(item.numbers):
        path = ("numbers", number, "number")
        nobody = _NOBODY.fullmatch(entry.number) is not None
        if not nobody and not _NUMBER.fullmatch(entry.number):
            yield error(path, "hotline.syntax", value=entry.number)
        elif item.is_sample and not nobody:
            yield error(path, "hotline.sample_dialable", value=entry.number)
        elif nobody and not item.is_sample:
            yield error(path, "hotline.undiallable", value=entry.number)
        if entry.number in seen:
            yield error(path, "hotline.twice", value=entry.number)
        seen.add(entry.number)
        if entry.extension and not _EXTENSION.fullmatch(entry.extension):
            yield error(("numbers", number, "extension"), "hotline.extension", value=entry.extension)


def _place(item: Hotline, context: Context) -> Findings:
    national, known = item.level is HotlineLevel.NATIONAL, context.library.regions
    if national and item.region_code:
        yield error(("region_code",), "hotline.national_region", value=item.region_code)
    if not national and not item.region_code:
        yield error(("level",), "hotline.no_region", level=item.level.value)
    elif item.region_code and known and item.region_code not in known:
        yield error(("region_code",), "region.unknown", value=item.region_code)
    elif item.region_code and item.region and item.region_code not in item.region:
        yield warning(("region",), "hotline.other_region", value=item.region_code)


def rules(item: Hotline, context: Context) -> Findings:
    """Numbers, place, freshness."""
    yield from _numbers(item)
    yield from _place(item, context)
    if not item.capabilities:
        yield error(("capabilities",), "list.empty", field="capabilities")
    if item.last_verified > context.today:
        yield error(("last_verified",), "dates.future", day=str(item.last_verified))


def search_text(item: Hotline) -> SearchText:
    """Found by number and organ; shows the number to give."""
    numbers = [entry.number for entry in item.numbers]
    return made(
        item,
        first_words=" / ".join(numbers),
        aliases=[number.replace("-", "") for number in numbers],
        codes=numbers,
        strong=[item.organ],
        plain=[item.jurisdiction],
        weak=[item.use_text, item.wait_tip, item.hours, *item.needs, *(entry.note for entry in item.numbers)],
    )
