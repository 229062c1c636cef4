"""Personal data must not be in guidance: identity numbers, mobiles, cards, plates, and in cases names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.rules.walk import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.rules.findings import Context, Findings

_MOBILE: Final = re.compile(r"(?<![0-9-])(?:\+?86[- ]?)?1[3-9][0-9]([- ]?)[0-9]{4}\1[0-9]{4}(?![0-9-])")
_IDENTITY: Final = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9])")
_CARD: Final = re.compile(r"(?<![0-9-])[1-9](?:[0-9]{12,18}|[0-9]{3}(?:[ -][0-9]{4}){2,3}(?:[ -][0-9]{1,4}))(?![0-9-])")
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金廖贾韦付白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵严覃武戴莫孔汤高"
)
_NAMED: Final = re.compile(
    rf"(?<!任)[{_SURNAMES}](?:先生|女士|小姐|太太|阿姨|大爷|大妈|"
    r"(?:(?![的了请让和与位在是上下来去有个那这年老小男女轻龄身发多何序员店油某客])[一-鿿]){1,2}(?:先生|女士))"
)
"""A surname and a form of address, with or without a given name; 张某 is how a case leaves the name out."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _is_identity(text: str) -> bool:
    """Check digit of a resident identity number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[-1].upper()


def _is_card(text: str) -> bool:
    """Check digit of a card number (Luhn)."""
    digits = [int(character) for character in text if character.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 3:
        return False
    doubled = [digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4) for place, digit in enumerate(digits[::-1])]
    return sum(doubled) % 10 == 0


def _always(_text: str) -> bool:
    return True


_EVERYWHERE: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...]] = (
    ("privacy.identity", _IDENTITY, _is_identity),
    ("privacy.card", _CARD, _is_card),
    ("privacy.mobile", _MOBILE, _always),
    ("privacy.plate", _PLATE, _always),
)


def _found(text: str) -> Iterator[str]:
    for code, pattern, holds in _EVERYWHERE:
        if any(holds(match.group()) for match in pattern.finditer(text)):
            yield code


def no_numbers(item: GuidanceItem, _context: Context) -> Findings:
    """No identity number, card, mobile or plate in any text; the numbers of hotlines are their own matter."""
    for path, text in texts(item):
        if item.kind is Kind.HOTLINE and path[0] == "numbers":
            continue
        for code in _found(text):
            yield error(path, code)


def no_names(item: GuidanceItem, _context: Context) -> Findings:
    """Cases name nobody; 某 in a name is the way to leave it out. The value is not repeated in the fault."""
    if item.kind is not Kind.CASE:
        return
    for path, text in texts(item):
        if _NAMED.search(text):
            yield error(path, "privacy.name")


RULES: Final = (no_numbers, no_names)
