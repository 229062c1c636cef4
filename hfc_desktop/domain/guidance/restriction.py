"""Account restrictions (账户管控): freezes, payment stops, limits, blocked transactions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind, Source, SpokenLine


class Imposer(StrEnum):
    """Who imposed a restriction; decides who can lift it."""

    COURT = "court"
    PROCURATORATE = "procuratorate"
    POLICE = "police"
    STATE_SECURITY = "state_security"
    SUPERVISORY_COMMISSION = "supervisory_commission"
    TAX = "tax"
    CUSTOMS = "customs"
    SECURITIES_REGULATOR = "securities_regulator"
    CENTRAL_BANK = "central_bank"
    OTHER_AUTHORITY = "other_authority"
    BANK = "bank"
    CUSTOMER = "customer"
    RULE = "rule"


class Flow(StrEnum):
    """What a restriction does to one direction of money or one channel."""

    OPEN = "open"
    STOPPED = "stopped"
    LIMITED = "limited"
    DELAYED = "delayed"
    QUEUED = "queued"
    DEBITED = "debited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What the customer can and cannot do while the restriction lasts."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    incoming: Flow = Flow.OPEN
    """Money coming in."""
    outgoing: Flow = Flow.OPEN
    """Money going out at the counter."""
    non_counter: Flow = Flow.OPEN
    """Phone, online, ATM, card payments."""
    new_business: Flow = Flow.OPEN
    """New accounts and new services."""
    amount: str = ""
    """Part of the balance that is affected: in words; empty when the whole account is."""
    text: str
    """The effect in one sentence for the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long it lasts. Periods are ISO 8601 (P1Y, P6M, P30D, PT48H); empty when no period is set."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    initial: str = ""
    """First period."""
    extension: str = ""
    """Each extension."""
    maximum: str = ""
    """Longest in all."""
    auto_release: bool = False
    """Whether it ends by itself when the period ends without an extension."""
    text: str
    """The duration in one sentence for the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPlace:
    """Where the teller looks to find out more."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    place: str
    """Short name of the place, as Q1."""
    what: str
    """What to open there and what to look for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRule:
    """A rule inside the item that changed on a day."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    valid_from: date
    """First day."""
    valid_to: date | None = None
    """Last day."""
    text: str
    """The rule."""
    source: Source | None = None
    """Where it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction(GuidanceItem):
    """One kind of account restriction."""

    kind: ClassVar[Kind] = Kind.RESTRICTION

    code: str
    """Main code, SMP-<imposer><nn>-<effect>; SMP marks it as a sample code."""
    imposer: Imposer
    """Who imposed it."""
    imposer_text: str
    """The same in words."""
    ground: tuple[Source, ...]
    """Legal ground, article by article."""
    effect: Effect
    """What it does."""
    duration: Duration
    """How long it lasts."""
    query_path: tuple[QueryPlace, ...]
    """Where to look, in order."""
    lifter: str
    """Who alone can lift it."""
    steps: tuple[str, ...]
    """What the customer does to have it lifted, in order."""
    papers: tuple[str, ...] = ()
    """What the customer brings."""
    may_tell: tuple[str, ...]
    """What may be told to the holder (可告知)."""
    must_not_tell: tuple[str, ...]
    """What must not be told (不可告知)."""
    script: tuple[SpokenLine, ...]
    """Wording for the teller."""
    hotlines: tuple[str, ...] = ()
    """Ids of hotlines to give."""
    hotline_of_freezing_unit: bool = False
    """Whether the number to give is that of the freezing unit's region, not of the branch."""
    handover: str = ""
    """For restricted items: id of the open item that everybody else sees instead."""
    handover_post: str = ""
    """For restricted items: post that speaks with the customer."""
    expiry_check: str = ""
    """What to check when the period ends."""
    dated_rules: tuple[DatedRule, ...] = ()
    """Rules inside the item that changed on a day."""
