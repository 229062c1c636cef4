"""A reception (接待): one customer at the window, from greeting to goodbye, and what was looked up for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from hfc_desktop.domain.interception import Interception
from hfc_desktop.domain.stop_loss import StopLoss


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
    title: str = ""
    at: datetime
    helpful: Usefulness | None = None
    gap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One answered step of a dialogue."""

    item: str
    version: int
    node: str
    text: str = ""
    answer: str = ""
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
    title: str = ""
    answers: tuple[ChecklistAnswer, ...] = ()
    score: int
    level: str
    label: str = ""
    stopped_by: tuple[str, ...] = ()
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """What was found out about the restriction of this customer's account.

    Attributes:
        began_on: first day of the period, as the query place shows it.
        ends_on: last day of the first period, computed.
        unit: place of the freezing unit, for its numbers.
    """

    began_on: date | None = None
    ends_on: date | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleApplied:
    """Which rule of a dated policy or bulletin this customer is under.

    Attributes:
        rule: id of the rule or cohort.
        name: the same in words.
        facts: the facts that decided, as ``name=value``.
    """

    item: str
    version: int
    rule: str
    name: str = ""
    facts: tuple[str, ...] = ()


Part = TypeVar("Part", ChecklistResult, RuleApplied, StopLoss)
"""What a reception keeps of one item."""


class Closing(StrEnum):
    """How a reception ended."""

    CONSULTATION = "consultation"
    RECORDED = "recorded"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What is carried into the record. Times carry their offset.

    Attributes:
        fraud_type: guidance id of the type of fraud that the teller picked.
        closing: how it ended; ``None`` while the customer is still there.
        complaint: id of the record that was made of it.
    """

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
    fraud_type: str = ""
    imposed: Imposed | None = None
    rule: RuleApplied | None = None
    stop_loss: StopLoss | None = None
    interception: Interception | None = None
    closing: Closing | None = None
    complaint: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be carried into a record."""
        gathered = (self.uses, self.path, self.checklist, self.hotlines, self.remark, self.stop_loss, self.interception)
        return not any(gathered)

    @property
    def is_open(self) -> bool:
        """Whether the customer is still there."""
        return self.closing is None

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
    held = reception.restriction == item
    path = tuple(step for step in reception.path if step.item != item)
    return replace(
        reception,
        uses=tuple(use for use in reception.uses if use.item != item),
        path=path,
        outcome=reception.outcome if path == reception.path else "",
        checklist=_unless(reception.checklist, item),
        restriction="" if held else reception.restriction,
        imposed=None if held else reception.imposed,
        hotlines=tuple(hotline for hotline in reception.hotlines if hotline != item),
        fraud_type="" if reception.fraud_type == item else reception.fraud_type,
        rule=_unless(reception.rule, item),
        stop_loss=_unless(reception.stop_loss, item),
    )


def _unless(part: Part | None, item: str) -> Part | None:
    """``part``, unless it came from that item."""
    return None if part is not None and part.item == item else part


def with_restriction(reception: Reception, item: str) -> Reception:
    """After the card of an account restriction was opened; one reception has one, the last that was opened."""
    imposed = reception.imposed if reception.restriction == item else None
    return replace(reception, restriction=item, imposed=imposed)


def with_imposed(reception: Reception, imposed: Imposed) -> Reception:
    """What was found out about this customer's restriction."""
    return replace(reception, imposed=None if imposed == Imposed() else imposed)


def with_rule(reception: Reception, rule: RuleApplied | None) -> Reception:
    """Which rule of a dated policy applies to this customer."""
    return replace(reception, rule=rule)


def with_fraud_type(reception: Reception, item: str) -> Reception:
    """After the teller picked a type of fraud."""
    return replace(reception, fraud_type=item)


def with_stop_loss(reception: Reception, stop_loss: StopLoss | None) -> Reception:
    """The stop-loss as far as it got."""
    return replace(reception, stop_loss=stop_loss)


def with_interception(reception: Reception, interception: Interception | None) -> Reception:
    """What was written down of an interception."""
    return replace(reception, interception=interception)


def with_complaint(reception: Reception, complaint: str) -> Reception:
    """After a record was made of it; also where the goodbye came first."""
    closing = Closing.RECORDED if complaint and not reception.is_open else reception.closing
    return replace(reception, complaint=complaint, closing=closing)


def closed(reception: Reception, at: datetime) -> Reception:
    """After the goodbye. What led to no record is a consultation; where nothing was looked up, it is not even that."""
    how = Closing.NOTHING if reception.is_empty else Closing.CONSULTATION
    if reception.complaint:
        how = Closing.RECORDED
    return replace(reception, ended_at=at, closing=how)


def reopened(reception: Reception) -> Reception:
    """The customer came back to the window, or the goodbye was a slip of the hand."""
    return replace(reception, ended_at=None, closing=None)


def last_step_at(reception: Reception) -> datetime:
    """When something was last done in it."""
    checked = reception.checklist.finished_at if reception.checklist else None
    acts = reception.stop_loss.done if reception.stop_loss else ()
    known = [use.at for use in reception.uses] + [step.at for step in reception.path] + [act.at for act in acts]
    return max([reception.started_at, *known, *([checked] if checked else [])])


def where_it_stopped(reception: Reception) -> str:
    """Id of the item to open when a reception is taken up again: what is not done yet, else what was opened last."""
    loss = reception.stop_loss
    if loss is not None and max([loss.started_at, *(act.at for act in loss.done)]) >= last_step_at(reception):
        return loss.item
    checking = reception.checklist.item if reception.checklist and reception.checklist.finished_at is None else ""
    talking = reception.path[-1].item if reception.path and not reception.outcome else ""
    opened = [use.item for use in reversed(reception.uses) if use.item]
    return next((item for item in opened if item in (checking, talking)), next(iter(opened), ""))


def with_path(reception: Reception, path: Iterable[PathStep], outcome: str = "") -> Reception:
    """The dialogue as it was walked so far; ``outcome`` is the name of the end that was reached."""
    return replace(reception, path=tuple(path), outcome=outcome)


def with_checklist(reception: Reception, result: ChecklistResult | None) -> Reception:
    """The checklist as far as it was answered."""
    return replace(reception, checklist=result)


def with_hotline(reception: Reception, item: str, use: ItemUse | None = None) -> Reception:
    """After a number was given to the customer; ``use`` keeps the version it was read in, where it was not opened."""
    if use is not None and reception.used(item) is None:
        reception = replace(reception, uses=(*reception.uses, use))
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
