"""The filters of the ledger as options, the same for every command that takes a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hfc_desktop.domain.complaint import ComplaintSource, Nature, Status
from hfc_desktop.domain.ledger import ComplaintFilter, Sort
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_F = TypeVar("_F", bound="Callable[..., Any]")


def filter_options(command: _F) -> _F:
    """Give a command the filters of the ledger; ``wanted_from`` reads them."""
    for option in reversed(_options()):
        command = option(command)
    return command


def _options() -> list[Callable[[Any], Any]]:
    return [
        click.option("--status", multiple=True, type=click.Choice([s.value for s in Status]), metavar="STATUS",
                     help=_("Only this state; may be repeated.")),
        click.option("--nature", multiple=True, type=click.Choice([n.value for n in Nature]), metavar="NATURE",
                     help=_("Only this nature; may be repeated.")),
        click.option("--level", multiple=True, type=click.IntRange(0, 4), help=_("Only this level; may be repeated.")),
        click.option("--source", multiple=True, type=click.Choice([s.value for s in ComplaintSource]),
                     metavar="SOURCE", help=_("Only this way of coming in; may be repeated.")),
        click.option("--line", default="", help=_("Only this business line.")),
        click.option("--scenario", default="", help=_("Only this scenario.")),
        click.option("--organisation", default="", metavar="CODE", help=_("Only this office.")),
        click.option("--handler", default="", metavar="STAFF_NO", help=_("Only what this person handles.")),
        click.option("--received", metavar="FROM..TO", help=_("Days of receipt.")),
        click.option("--due", metavar="FROM..TO", help=_("Last days of the earliest running clock.")),
        click.option("--overdue", is_flag=True, help=_("Only what is overdue.")),
        click.option("--repeat/--no-repeat", default=None, help=_("Only repeats, or none.")),
        click.option("--text", default="", help=_("Words in number, name, claim, facts.")),
        click.option("--sort", type=click.Choice([s.value for s in Sort]), default=Sort.RECEIVED_LATEST.value,
                     metavar="ORDER", help=_("received_latest, received_earliest or due_earliest.")),
    ]  # fmt: skip


def wanted_from(options: Mapping[str, Any], today: date, limit: int = 200) -> ComplaintFilter:
    """The filter that the options name.

    Raises:
        UserMistakeError: a span of days is none.
    """
    received, due = day_span(options["received"]), day_span(options["due"])
    return ComplaintFilter(
        status=tuple(Status(value) for value in options["status"]),
        nature=tuple(Nature(value) for value in options["nature"]),
        level=tuple(options["level"]),
        source=tuple(ComplaintSource(value) for value in options["source"]),
        business_line=options["line"],
        scenario=options["scenario"],
        organisation=options["organisation"],
        handler=options["handler"],
        received_from=received[0],
        received_to=received[1],
        due_from=due[0],
        due_to=due[1],
        overdue_on=today if options["overdue"] else None,
        repeat=options["repeat"],
        text=options["text"],
        limit=limit,
        sort=Sort(options["sort"]),
    )


def day_span(text: str | None) -> tuple[date | None, date | None]:
    """``FROM..TO``, either end open; one day stands for itself.

    Raises:
        UserMistakeError: it is no such thing.
    """
    if not text:
        return None, None
    first, dots, last = text.partition("..")
    try:
        begin = date.fromisoformat(first) if first else None
        end = date.fromisoformat(last) if last else None
    except ValueError:
        raise UserMistakeError("deadlines.bad_time", value=text) from None
    return begin, end if dots else begin
