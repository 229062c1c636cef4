"""What of personal data is shown by default. Masks count Unicode characters, not bytes or code units.

The masks are conventions of the trade; the exact wording of JR/T 0171 Annex A was not at hand, so they show less
rather than more. Search for repeats never uses a masked value but the keyed hash.
"""

from __future__ import annotations

from typing import Final

STAR: Final = "*"

_COMPOUND: Final = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 "
    "漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 "
    "公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 "
    "褚师 爱新 纳兰 叶赫 完颜 耶律 那拉 歐陽 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 濮陽 鍾離 長孫 鮮於 司馬 "
    "公孫 閭丘 顓孫 東郭 南門 西門 納蘭 軒轅"
)
COMPOUND_SURNAMES: Final = frozenset(_COMPOUND.split())
"""Surnames of two characters; the list of the Hundred Family Surnames with those still in use beside it."""

_DOTS: Final = "·•‧・．∙"


def _tail(text: str, shown: int) -> str:
    """All but the last ``shown`` characters hidden; short values are hidden whole."""
    if len(text) <= shown:
        return STAR * len(text)
    return STAR * (len(text) - shown) + text[-shown:]


def name(text: str) -> str:
    """Surname stays, the rest is hidden; a name of one character is hidden whole.

    In a name with a dot (买买提·艾合买提) only the first character of the first part stays, in Latin script only the
    first letter: neither has a surname in front.
    """
    text = text.strip()
    if len(text) <= 1:
        return STAR * len(text)
    if any(dot in text for dot in _DOTS) or text[0].isascii():
        return text[0] + "".join(
            character if character in _DOTS or character == " " else STAR for character in text[1:]
        )
    kept = 2 if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else 1
    return text[:kept] + STAR * (len(text) - kept)


def organisation_name(text: str) -> str:
    """Name of a firm: no personal data, so it stays."""
    return text


def id_number(text: str) -> str:
    """Identity number, permit or passport: the last four; of eight characters or fewer only the last two."""
    return _tail(text, 4 if len(text) > 8 else 2)


def phone(text: str) -> str:
    """Mobile: 138****5678. Any other number: the last four; of seven digits or fewer the last two."""
    text = text.strip()
    if len(text) == 11 and text.isdecimal():
        return f"{text[:3]}****{text[-4:]}"
    return _tail(text, 4 if len(text) > 7 else 2)


def card_on_screen(text: str) -> str:
    """Card number on the screen: first six and last four."""
    if len(text) <= 10:
        return _tail(text, 4)
    return text[:6] + STAR * (len(text) - 10) + text[-4:]


def card_on_paper(text: str) -> str:
    """Card or account number on paper: the last four only."""
    return _tail(text, 4)


def email(text: str) -> str:
    """``ab***@x.cn``."""
    before, at, domain = text.partition("@")
    return f"{before[:2]}***{at}{domain}" if at and before else STAR * len(text)


def address(text: str) -> str:
    """To the district or county; hidden whole when no district is named in it. A 小区 is a house group, no district."""
    ends = [
        place + 1
        for place, character in enumerate(text)
        if place >= 2 and character in "区县旗區縣" and text[place - 1] != "小"
    ]
    if ends:
        return text[: ends[0]] + STAR * 3
    return STAR * 3 if text else ""
