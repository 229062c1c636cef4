"""Very many invented matters, written straight into the tables: for measuring lists, never for working with them."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select

from hfc_desktop.domain.complaint import Nature, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.numbering import complaint_number, uuid7
from hfc_desktop.storage.models import COMPLAINTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hfc_desktop.storage.store import Store

_AT_ONCE: Final = 5000
_NUMBERS: Final = 9000
_SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"
_GIVEN: Final = "明芳伟娜强敏静丽军洋勇艳杰娟涛超秀霞平刚"
_OPEN_OF: Final = 40
"""One matter in so many is still open."""


def fill(store: Store, count: int, organisation: str, until: datetime, seed: int = 11) -> None:
    """Add ``count`` matters of one office, the last one received at ``until``; no events are written.

    The few matters that are in the store already are the patterns; each new one differs in number, time, name, state,
    handler and last day, and says so in its words.
    """
    dice = random.Random(seed)
    with store.unit_of_work() as unit:
        patterns = [dict(row) for row in unit.session.execute(select(COMPLAINTS)).mappings()]
        rows = _rows(dice, patterns, count, organisation, until)
        while block := list(islice(rows, _AT_ONCE)):
            unit.session.execute(insert(COMPLAINTS), block)
        unit.commit()


def _rows(
    dice: random.Random, patterns: list[dict[str, object]], count: int, organisation: str, until: datetime
) -> Iterator[dict[str, object]]:
    step = timedelta(days=365 * 5) / count
    for number in range(count):
        at = (until - step * (count - number)).astimezone(SHANGHAI)
        name = dice.choice(_SURNAMES) + "".join(dice.choices(_GIVEN, k=2))
        still = dice.randrange(_OPEN_OF) == 0
        yield dice.choice(patterns) | {
            "id": uuid7(at, dice.randbytes(10)),
            "number": complaint_number(organisation, at.date(), f"Z{number % 10}", number % _NUMBERS + 1),
            "nature": Nature.COMPLAINT.value,
            "status": (Status.INVESTIGATING if still else Status.CLOSED).value,
            "received_at": at.isoformat(timespec="microseconds"),
            "registered_at": (at + timedelta(minutes=9)).isoformat(timespec="microseconds"),
            "organisation": organisation,
            "counter": f"Z{number % 10}",
            "handler": f"604{dice.randrange(20):02}",
            "complainant": name,
            "customer_hash": f"{dice.getrandbits(64):016x}",
            "due": (until + timedelta(days=dice.randrange(-9, 30))).date().isoformat() if still else None,
            "repeat_no": int(dice.random() < 0.05),
            "amount_fen": dice.randrange(10_000_000),
        }
