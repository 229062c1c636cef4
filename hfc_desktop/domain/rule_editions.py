"""Editions of rule sets: what a case came under is kept with it, so that a later pack changes new cases only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hfc_desktop.domain.events import canonical
from hfc_desktop.domain.guidance.ruleset import ClockRule, Ruleset
from hfc_desktop.domain.record_json import document


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEdition:
    """The clocks of one rule set as they were when a case first came under them.

    Attributes:
        version: version of the item in the pack.
    """

    rule: str
    regime: str
    valid_from: date
    version: int
    clocks: tuple[ClockRule, ...]


def edition_of(rules: Ruleset) -> RuleEdition:
    """The edition that a case coming under ``rules`` now keeps."""
    return RuleEdition(
        rule=rules.rule, regime=rules.regime, valid_from=rules.valid_from, version=rules.version, clocks=rules.clocks
    )


def key_of(edition: RuleEdition) -> str:
    """Name of an edition: rule, day, version, and a hash of its clocks, as ``order3@2020-03-01/1#5f0c2a…``."""
    digest = hashlib.sha256(canonical(document(edition))).hexdigest()[:12]
    return f"{edition.rule}@{edition.valid_from.isoformat()}/{edition.version}#{digest}"


def rule_of(key: str) -> str:
    """The rule set that a key names."""
    return key.partition("@")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One rule set of a case beside what the packs say today.

    Attributes:
        kept: the edition that governs the case.
        now: the edition that a new case would come under today; none when there is none any more.
    """

    rule: str
    kept: RuleEdition
    now: RuleEdition | None

    @property
    def differs(self) -> bool:
        """Whether a new case would get other clocks."""
        return self.now is None or self.now.clocks != self.kept.clocks


def beside(kept: Iterable[RuleEdition], now: Sequence[RuleEdition]) -> tuple[Kept, ...]:
    """Each edition of a case with the one of today."""
    today = {edition.rule: edition for edition in now}
    return tuple(Kept(rule=edition.rule, kept=edition, now=today.get(edition.rule)) for edition in kept)
