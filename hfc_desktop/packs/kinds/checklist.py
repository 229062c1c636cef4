"""Checklists: bands cover every score, stops say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.checklist import AnswerType
from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.checklist import CheckEntry, Checklist
    from hfc_desktop.packs.rules.findings import Context, Findings, Path
    from hfc_desktop.packs.search_text import SearchText

LEVELS: Final = ("low", "watch", "high", "stop")


def _entry(path: Path, entry: CheckEntry) -> Findings:
    if entry.hard_stop and not entry.stop_action:
        yield error((*path, "hard_stop"), "checklist.stop_without_action", id=entry.id)
    for name in ("weight", "unknown_weight"):
        if getattr(entry, name) < 0:
            yield error((*path, name), "number.negative", field=name)
    if entry.answer is AnswerType.CHOICE and len(entry.choices) < 2:
        yield error(path, "checklist.no_choices", id=entry.id)
    allowed = {AnswerType.YES_NO: ("yes", "no"), AnswerType.CHOICE: entry.choices}.get(entry.answer)
    if allowed is not None and (entry.weight or entry.hard_stop) and entry.risky not in allowed:
        at = (*path, "risky")
        yield error(at, "checklist.risky_answer", value=entry.risky, allowed=", ".join(allowed))


def _entries(item: Checklist) -> Findings:
    if not item.items:
        yield error(("items",), "list.empty", field="items")
    seen: set[str] = set()
    for number, entry in enumerate(item.items):
        if entry.id in seen:
            yield error(("items", number, "id"), "id.inside_twice", id=entry.id)
        seen.add(entry.id)
        yield from _entry(("items", number), entry)
    for number, rule in enumerate(item.stop_rules):
        for place, entry_id in enumerate(rule.all_of):
            if entry_id not in seen:
                yield error(("stop_rules", number, "all_of", place), "checklist.missing_entry", id=entry_id)
        if len(rule.all_of) < 2:
            yield warning(("stop_rules", number, "all_of"), "checklist.single_stop")


def _bands(item: Checklist) -> Findings:
    highest, expected = item.highest_score(), 0
    for number, band in sorted(enumerate(item.bands), key=lambda pair: pair[1].min):
        path: Path = ("bands", number)
        if band.max < band.min:
            yield error(path, "checklist.band_reversed", min=band.min, max=band.max)
            return
        if band.min > expected:
            yield error(path, "checklist.band_gap", first=expected, last=band.min - 1)
        elif band.min < expected:
            yield error(path, "checklist.band_overlap", first=band.min, last=min(band.max, expected - 1))
        expected = max(expected, band.max + 1)
        if band.level not in LEVELS:
            yield error((*path, "level"), "schema.bad_choice", field="level", value=band.level,
                        allowed=", ".join(LEVELS), nearest="")  # fmt: skip
        if band.min > highest:
            yield warning(path, "checklist.band_beyond", highest=highest)
    if expected <= highest:
        yield error(("bands",), "checklist.band_short", last=expected - 1, highest=highest)


def rules(item: Checklist, _context: Context) -> Findings:
    """Entries, stop rules, bands."""
    yield from _entries(item)
    yield from _bands(item)


def search_text(item: Checklist) -> SearchText:
    """Found by its questions; shows the first of them."""
    questions = [entry.text for entry in item.items]
    return made(
        item,
        first_words=first(questions),
        plain=questions,
        weak=[*(entry.help for entry in item.items), *(band.action for band in item.bands)],
    )
