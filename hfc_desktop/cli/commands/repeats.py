"""``hfc repeats``: cases that may be the same matter, with the evidence; nothing is merged here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say_json, say_table
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.repeats import Candidate


@click.command(help=_("Candidates for merging, scored and with the reasons: of one case, or all that wait for a word."))
@click.argument("number", metavar="ID", required=False)
@click.option("--all", "everything", is_flag=True, help=_("Every pair that nobody has decided about."))
@click.option("--waves", is_flag=True, help=_("Different customers with one scenario in a week: no repeats."))
@click.option("--on", metavar="DATE", help=_("A day of the week for --waves; today if left out."))
@click.option("--limit", type=click.IntRange(1, 1000), default=3, show_default=True, help=_("Most candidates."))
@common
def command(desk: Desk, number: str | None, everything: bool, waves: bool, **options: Any) -> None:  # noqa: ANN401
    """Repeats."""
    actor = desk.session().actor
    if waves:
        _say_waves(desk, actor, options["on"])
    elif everything:
        _say_pairs(desk, actor, max(options["limit"], 200))
    elif number is None:
        raise click.UsageError(_("Name a case, or give --all or --waves."))
    else:
        found = desk.records.ledger.repeats.candidates(number, actor, options["limit"])
        if desk.json:
            say_json({"candidates": [_candidate(one) for one in found]})
        else:
            _table([["", *_cells(one)] for one in found])


def _candidate(one: Candidate) -> dict[str, Any]:
    return document(one)


def _say_pairs(desk: Desk, actor: Actor, limit: int) -> None:
    pairs = desk.records.ledger.repeats.to_decide(actor, limit)
    if desk.json:
        rows = [{"id": pair.one.id, "number": pair.one.number, "candidate": _candidate(pair.other)} for pair in pairs]
        say_json({"pairs": rows})
        return
    _table([[pair.one.number, *_cells(pair.other)] for pair in pairs])


def _table(rows: list[list[str]]) -> None:
    say_table([_("Case"), _("Candidate"), _("Kind"), _("Score"), _("Reasons"), _("Received")], rows)


def _cells(one: Candidate) -> list[str]:
    reasons = [
        term("repeat_reason", because.code) + ("" if because.value is None else f" {because.value}")
        for because in one.reasons
    ]
    return [
        one.number,
        term("repeat_kind", one.kind.value),
        str(one.score),
        _(", ").join(reasons),
        f"{one.received_at:%Y-%m-%d}",
    ]


def _say_waves(desk: Desk, actor: Actor, on: str | None) -> None:
    try:
        day = date.fromisoformat(on) if on else None
    except ValueError:
        raise UserMistakeError("deadlines.bad_time", value=on) from None
    found = desk.records.ledger.repeats.waves(actor, day)
    if desk.json:
        say_json({"waves": [document(wave) for wave in found]})
        return
    heads = [_("Scenario"), _("Week"), _("Customers"), _("Cases"), _("Offices")]
    rows = [
        [
            wave.scenario,
            f"{wave.iso_year}-W{wave.iso_week:02d}",
            str(wave.customers),
            str(wave.cases),
            str(wave.offices),
        ]
        for wave in found
    ]
    say_table(heads, rows)
