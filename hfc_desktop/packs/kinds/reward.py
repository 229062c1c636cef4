"""Rewards: the bands of one event follow one another without gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.reward import Reward, RewardBand
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

EVENTS: Final = ("interception", "false_document", "forged_note")


def _continuous(bands: list[tuple[int, RewardBand]]) -> Findings:
    before: RewardBand | None = None
    for number, band in sorted(bands, key=lambda pair: pair[1].min_fen):
        path = ("bands", number)
        if band.max_fen is not None and band.max_fen < band.min_fen:
            yield error((*path, "max_fen"), "reward.reversed", min=band.min_fen, max=band.max_fen)
            return
        if before is not None and (before.max_fen is None or band.min_fen <= before.max_fen):
            yield error((*path, "min_fen"), "reward.overlap", min=band.min_fen)
        elif before is not None and before.max_fen is not None and band.min_fen > before.max_fen + 1:
            yield error((*path, "min_fen"), "reward.gap", first=before.max_fen + 1, last=band.min_fen - 1)
        before = band


def rules(item: Reward, _context: Context) -> Findings:
    """Events, bands, amounts."""
    by_event: dict[str, list[tuple[int, RewardBand]]] = {}
    for number, band in enumerate(item.bands):
        by_event.setdefault(band.event, []).append((number, band))
        if band.event not in EVENTS:
            params = {"field": "event", "value": band.event, "allowed": ", ".join(EVENTS), "nearest": ""}
            yield error(("bands", number, "event"), "schema.bad_choice", **params)
        for name in ("min_fen", "single_fen", "team_fen"):
            if getattr(band, name) < 0:
                yield error(("bands", number, name), "number.negative", field=name)
    for bands in by_event.values():
        yield from _continuous(bands)
    if not item.bands:
        yield error(("bands",), "list.empty", field="bands")
    if item.report_within_working_days <= 0:
        yield error(("report_within_working_days",), "number.not_positive", field="report_within_working_days")


def search_text(item: Reward) -> SearchText:
    """Found by its conditions; shows the first."""
    return made(
        item,
        first_words=first(item.conditions),
        weak=[*item.conditions, *item.evidence, *item.exclusions, item.reward_approver],
    )
