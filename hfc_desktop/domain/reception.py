"""A reception (接待): one customer at the window, from greeting to goodbye, and what was looked up for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Usefulness(StrEnum):
    """Feedback of a teller after use."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUse:
    """A guidance item that was opened, with the version that was read."""

    item: str
    version: int
    pack: str
    title: str
    at: datetime
    helpful: Usefulness | None = None
    gap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One answered step of a dialogue."""

    item: str
    version: int
    node: str
    text: str
    answer: str
    at: datetime
    note: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswer:
    """One answered entry; ``answer`` is yes, no, unknown, a choice, or text."""

    entry: str
    text: str
    answer: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistResult:
    """A checklist as far as it was answered."""

    item: str
    version: int
    title: str
    answers: tuple[ChecklistAnswer, ...]
    score: int
    level: str
    label: str
    stopped_by: tuple[str, ...] = ()
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What is carried into the record. Times carry their offset."""

    id: str
    started_at: datetime
    ended_at: datetime | None = None
    topic: str = ""
    uses: tuple[ItemUse, ...] = ()
    path: tuple[PathStep, ...] = ()
    outcome: str = ""
    checklist: ChecklistResult | None = None
    restriction: str = ""
    hotlines: tuple[str, ...] = ()
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be carried into a record."""
        return not (self.uses or self.path or self.checklist or self.hotlines or self.remark)

    def used(self, item: str) -> ItemUse | None:
        """The use of an item, if it was opened."""
        return next((use for use in self.uses if use.item == item), None)


def with_use(reception: Reception, use: ItemUse, topic: str = "") -> Reception:
    """After an item was opened. Opened again, it stays in its place with its feedback; the last topic named counts."""
    known = reception.used(use.item)
    if known is not None and known.version == use.version:
        uses = reception.uses
    else:
        uses = (*(old for old in reception.uses if old.item != use.item), use)
    return replace(reception, uses=uses, topic=topic or reception.topic)


def without_use(reception: Reception, item: str) -> Reception:
    """After an item was taken out again, with all that came from it."""
    return replace(
        reception,
        uses=tuple(use for use in reception.uses if use.item != item),
        path=tuple(step for step in reception.path if step.item != item),
        checklist=None if reception.checklist and reception.checklist.item == item else reception.checklist,
        restriction="" if reception.restriction == item else reception.restriction,
        hotlines=tuple(hotline for hotline in reception.hotlines if hotline != item),
    )


def with_restriction(reception: Reception, item: str) -> Reception:
    """After the card of an account restriction was opened; one reception has one, the last that was opened."""
    return replace(reception, restriction=item)


def with_path(reception: Reception, path: Iterable[PathStep], outcome: str = "") -> Reception:
    """The dialogue as it was walked so far; ``outcome`` is the name of the end that was reached."""
    return replace(reception, path=tuple(path), outcome=outcome)


def with_checklist(reception: Reception, result: ChecklistResult | None) -> Reception:
    """The checklist as far as it was answered."""
    return replace(reception, checklist=result)


def with_hotline(reception: Reception, item: str) -> Reception:
    """After a number was given to the customer."""
    return reception if item in reception.hotlines else replace(reception, hotlines=(*reception.hotlines, item))


def with_remark(reception: Reception, remark: str) -> Reception:
    """What the teller jotted down."""
    return replace(reception, remark=remark)


def with_feedback(reception: Reception, item: str, helpful: Usefulness, gap: str = "") -> Reception:
    """What the teller thinks of an item that was opened."""
    return replace(
        reception,
        uses=tuple(replace(use, helpful=helpful, gap=gap) if use.item == item else use for use in reception.uses),
    )


def with_missing(reception: Reception, searched: str, at: datetime) -> Reception:
    """After a search that found nothing was reported as missing guidance; a use without an item keeps its words."""
    use = ItemUse(item="", version=0, pack="", title="", at=at, helpful=Usefulness.MISSING, gap=searched)
    return replace(reception, uses=(*reception.uses, use))
