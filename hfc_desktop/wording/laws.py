"""Chinese laws in English: what the law is called, and an article of it.

The Chinese text is the one in force; these are names for readers of an English letter, not official translations.
"""

from __future__ import annotations

import re
from typing import Final

_LAWS: Final = {
    "银行业保险业消费投诉处理管理办法": "Order No. 3 of 2020 on banking and insurance complaints",
    "中国人民银行金融消费者权益保护实施办法": "Order No. 5 of 2020 of the central bank on financial consumers",
    "银行保险机构消费者权益保护管理办法": "Order No. 9 of 2022 on consumer protection by banks and insurers",
    "征信业管理条例": "Regulation on the Credit Reporting Industry",
    "中华人民共和国反洗钱法": "Anti-Money Laundering Law",
    "中华人民共和国民事诉讼法": "Civil Procedure Law",
    "公安机关办理刑事案件程序规定": "Provisions on Criminal Procedure of the Public Security Organs",
}
_CITED: Final = re.compile(r"《([^《》]+)》(?:第([零〇一二三四五六七八九十百千]+|\d+)条)?")
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}


def number(text: str) -> int:
    """A number below ten thousand as a law counts its articles: 二十, 二百三十九, 239."""
    if text.isdecimal():
        return int(text)
    whole, digit = 0, 0
    for sign in text:
        if sign in _PLACES:
            whole += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return whole + digit


def in_english(cited: str) -> str:
    """``cited`` with each law that is known, and its article, in English; what is not known stays as it is."""

    def said(found: re.Match[str]) -> str:
        law = _LAWS.get(found[1])
        if law is None:
            return found[0]
        return law if found[2] is None else f"{law}, art. {number(found[2])}"

    return _CITED.sub(said, cited)
