"""Scoring of checklists: points, level, reasons, stops, and when a list may be closed.

Unknown is an answer of its own: it scores an entry's ``unknown_weight`` and never counts as no. An unanswered entry
scores nothing and keeps a list with ``must`` entries open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hfc_desktop.domain.guidance.checklist import AnswerType, Band, CheckEntry, Checklist
from hfc_desktop.domain.reception import ChecklistAnswer, ChecklistResult
from hfc_desktop.errors import UserMistakeError

YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = "unknown"
STOP_LEVEL: Final = "stop"
"""Level of a list whose stop rule fired, whatever its score."""

_SCORED: Final = frozenset({AnswerType.YES_NO, AnswerType.CHOICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """An entry that added points."""

    entry: CheckEntry
    answer: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why the transaction must stop.

    Attributes:
        entries: ids of the entries whose risky answers fired it.
        action: what to do and whom to call, in words.
        hotline: id of the hotline to call; empty when the words say it all.
    """

    entries: tuple[str, ...]
    action: str
    hotline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A checklist as it stands.

    Attributes:
        band: range that the score falls into; ``None`` when the list has no bands.
        level: the band's level, or ``stop`` when a stop fired.
        reasons: entries that added points, heaviest first.
        open_entries: ids of unanswered entries, in order.
        open_must: those of them without which the list cannot be closed.
    """

    score: int
    highest: int
    band: Band | None
    level: str
    label: str
    action: str
    reasons: tuple[Reason, ...]
    stops: tuple[Stop, ...]
    open_entries: tuple[str, ...]
    open_must: tuple[str, ...]


def is_risky(entry: CheckEntry, answer: str) -> bool:
    """Whether ``answer`` is the one that the entry warns of. Numbers and free text are never weighed."""
    return entry.answer in _SCORED and answer == entry.risky


def points(entry: CheckEntry, answer: str) -> int:
    """Points that ``answer`` adds; an empty answer adds none."""
    if entry.answer not in _SCORED:
        return 0
    if answer == UNKNOWN:
        return entry.unknown_weight
    return entry.weight if is_risky(entry, answer) else 0


def accepted(entry: CheckEntry, answer: str) -> bool:
    """Whether ``answer`` is one that the entry can have."""
    if entry.answer is AnswerType.YES_NO:
        return answer in {YES, NO, UNKNOWN}
    if entry.answer is AnswerType.CHOICE:
        return answer in entry.choices or answer == UNKNOWN
    if entry.answer is AnswerType.NUMBER:
        return answer == UNKNOWN or answer.strip().isdecimal()
    return bool(answer.strip())


def _stops(checklist: Checklist, answers: Mapping[str, str]) -> tuple[Stop, ...]:
    risky = {entry.id for entry in checklist.items if is_risky(entry, answers.get(entry.id, ""))}
    alone = [
        Stop(entries=(entry.id,), action=entry.stop_action)
        for entry in checklist.items
        if entry.hard_stop and entry.id in risky
    ]
    together = [
        Stop(entries=rule.all_of, action=rule.then, hotline=rule.hotline)
        for rule in checklist.stop_rules
        if rule.all_of and risky.issuperset(rule.all_of)
    ]
    return (*alone, *together)


def _band(checklist: Checklist, score: int) -> Band | None:
    return next((band for band in checklist.bands if band.min <= score <= band.max), None)


def assess(checklist: Checklist, answers: Mapping[str, str]) -> Assessment:
    """Weigh the answers given so far, by entry id; entries without an answer are open."""
    reasons = [
        Reason(entry=entry, answer=answers[entry.id], points=points(entry, answers[entry.id]))
        for entry in checklist.items
        if points(entry, answers.get(entry.id, "")) > 0
    ]
    score = sum(reason.points for reason in reasons)
    stops = _stops(checklist, answers)
    band = _band(checklist, score)
    stop_band = next((known for known in checklist.bands if known.level == STOP_LEVEL), None)
    shown = (stop_band or band) if stops else band
    unanswered = [entry for entry in checklist.items if not answers.get(entry.id)]
    return Assessment(
        score=score,
        highest=checklist.highest_score(),
        band=band,
        level=STOP_LEVEL if stops else (band.level if band else ""),
        label=shown.label if shown else "",
        action=stops[0].action if stops else (band.action if band else ""),
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.points)),
        stops=stops,
        open_entries=tuple(entry.id for entry in unanswered),
        open_must=tuple(entry.id for entry in unanswered if entry.must),
    )


def as_result(checklist: Checklist, answers: Mapping[str, str], finished_at: datetime | None = None) -> ChecklistResult:
    """What a reception keeps of the list: every answer given, in the list's order, with its points."""
    assessment = assess(checklist, answers)
    return ChecklistResult(
        item=checklist.id,
        version=checklist.version,
        title=checklist.title,
        answers=tuple(
            ChecklistAnswer(
                entry=entry.id, text=entry.text, answer=answers[entry.id], points=points(entry, answers[entry.id])
            )
            for entry in checklist.items
            if answers.get(entry.id)
        ),
        score=assessment.score,
        level=assessment.level,
        label=assessment.label,
        stopped_by=tuple(dict.fromkeys(entry for stop in assessment.stops for entry in stop.entries)),
        finished_at=finished_at,
    )


def close(checklist: Checklist, answers: Mapping[str, str], at: datetime) -> ChecklistResult:
    """The finished list.

    Raises:
        UserMistakeError: an entry that must be answered is open (``checklists.must_open``), or an answer is none that
            its entry can have (``checklists.bad_answer``).
    """
    for entry in checklist.items:
        given = answers.get(entry.id, "")
        if given and not accepted(entry, given):
            raise UserMistakeError("checklists.bad_answer", question=entry.text)
    open_must = assess(checklist, answers).open_must
    if open_must:
        first = next(entry for entry in checklist.items if entry.id == open_must[0])
        raise UserMistakeError("checklists.must_open", count=len(open_must), question=first.text)
    return as_result(checklist, answers, at)
