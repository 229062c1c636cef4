"""``hfc lookup``: the counter's search, one query or a list of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.cli.audience import audience_for, guidance, role_option
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.lookup import HitStatus
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from hfc_desktop.domain.lookup import LookupHit, LookupResult

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(help=_("Search the guidance as the counter does: codes, words of a message, pinyin, whole sentences."))
@click.argument("query", required=False)
@click.option("--batch", type=click.Path(path_type=Path), metavar="FILE", help=_("A file with one query a line."))
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([k.value for k in Kind]),
    metavar="KIND",
    help=_("Only this kind; may be repeated."),
)
@click.option("--region", default="", metavar="CODE", help=_("GB/T 2260 code of the place; its items come first."))
@click.option("--on", type=_DAY, metavar="DATE", help=_("Day for which the answer must hold; today if left out."))
@role_option()
@click.option("--limit", type=click.IntRange(1, 200), default=30, show_default=True, help=_("Most results."))
@common
def command(
    desk: Desk, query: str | None, batch: Path | None, kinds: tuple[str, ...], region: str, on: datetime | None,
    role: str | None, limit: int,
) -> None:  # fmt: skip
    """Search."""
    if (query is None) == (batch is None):
        raise click.UsageError(_("Give a query, or a list of queries with --batch."))
    lookup, audience = guidance(desk), audience_for(desk, role)

    def search(text: str) -> LookupResult:
        return lookup.search(
            text,
            kinds=tuple(Kind(kind) for kind in kinds),
            region=region,
            audience=audience,
            on=on.date() if on else None,
            limit=limit,
        )

    if batch is not None:
        for text in _queries(batch):
            result = search(text)
            if desk.json:
                say(json.dumps(_document(result), ensure_ascii=False))
            else:
                _say_result(result, heading=text)
        return
    result = search(query or "")
    if desk.json:
        say_json(_document(result))
    else:
        _say_result(result)


def _queries(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserMistakeError("lookup.batch_unreadable", path=str(path), reason=str(error)) from error
    return (line.strip() for line in lines if line.strip())


def _document(result: LookupResult) -> dict[str, Any]:
    return {
        "query": result.query.text,
        "on": result.query.on.isoformat(),
        "results": [hit_document(hit) for hit in result.hits],
        "nearest": [hit_document(hit) for hit in result.nearest],
        "elapsed_ms": round(result.elapsed_ms, 3),
    }


def hit_document(hit: LookupHit) -> dict[str, Any]:
    """One result as JSON."""
    return {
        "id": hit.id,
        "kind": hit.kind.value,
        "title": hit.title,
        "title_en": hit.title_en,
        "summary": hit.summary,
        "codes": list(hit.codes),
        "codes_not_in_force": list(hit.codes_not_in_force),
        "status": hit.status.value,
        "valid_from": hit.valid_from.isoformat(),
        "valid_to": hit.valid_to.isoformat() if hit.valid_to else None,
        "replaced_by": hit.replaced_by or None,
        "match": hit.match.value,
        "title_marks": [list(mark) for mark in hit.title_marks],
        "first_words": hit.first_words,
        "pack": hit.pack,
        "version": hit.version,
        "is_sample": hit.is_sample,
        "score": hit.score,
    }


def _say_result(result: LookupResult, heading: str = "") -> None:
    on = result.query.on.isoformat()
    if heading:
        say(f"── {heading}")
    _say_hits(result.hits, on)
    if not result.hits:
        note(_("Nothing found for “{query}”.").format(query=result.query.text))
        if result.nearest:
            say(_("Nearest:"))
            _say_hits(result.nearest, on)
        note(_("If guidance is missing, tell head office: in the window, press “report missing guidance”."))


def _say_hits(hits: Sequence[LookupHit], on: str) -> None:
    chinese = language() == CHINESE
    for place, hit in enumerate(hits, 1):
        title = hit.title if chinese or not hit.title_en else hit.title_en
        say(f"{place:>3}. {title}{_codes(hit)}  [{term('kind', hit.kind)} · {term('match', hit.match)}]  {hit.id}")
        state = _state(hit)
        if state:
            say(f"     ! {state}")
        if hit.codes_not_in_force:
            say(
                "     ! " + _("Not in force on {day}: {codes}.").format(day=on, codes=", ".join(hit.codes_not_in_force))
            )
        summary = hit.summary if chinese or not hit.summary_en else hit.summary_en
        if summary:
            say(f"     {summary}")
        if hit.first_words:
            say(f"     > {hit.first_words}")


def _codes(hit: LookupHit) -> str:
    """The main code; where rules have codes of their own, all that are in force."""
    shown = (
        [code for code in hit.codes if code not in hit.codes_not_in_force] if hit.codes_not_in_force else hit.codes[:1]
    )
    return f"  {', '.join(shown)}" if shown else ""


def _state(hit: LookupHit) -> str:
    """What the reader must know before using the item."""
    instead = " " + _("Use {id} instead.").format(id=hit.replaced_by) if hit.replaced_by else ""
    sentences = {
        HitStatus.ACTIVE: "",
        HitStatus.DUE_FOR_REVIEW: _("Past its review date: check before you rely on it."),
        HitStatus.FUTURE: _("Not in force until {day}.").format(day=hit.valid_from.isoformat()),
        HitStatus.EXPIRED: _("Expired after {day}. Do not use.").format(day=hit.valid_to) + instead,
        HitStatus.WITHDRAWN: _("Withdrawn. Do not use.") + instead,
    }
    sample = _("Sample.") if hit.is_sample else ""
    return " ".join(filter(None, (sentences[hit.status], sample)))
