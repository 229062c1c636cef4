"""``hfc complaints merge`` and its like: what joins cases, parts them, and says that they are not the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.cli.commands.case_steps import say_case
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json, say_table
from hfc_desktop.domain.handling import LinkKind
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.merging import SplitPart
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.services.repeats import Comparison

_REASON = click.option("--reason", required=True, help=_("Why, in one sentence."))


@click.command("merge", help=_("Merge repeats into a lead case; both originals are kept."))
@click.argument("lead", metavar="LEAD")
@click.argument("others", metavar="ID...", nargs=-1, required=True)
@_REASON
@click.option("--new-facts", multiple=True, metavar="ID", help=_("A case that brings something new; may be repeated."))
@click.option("--take", multiple=True, metavar="FIELD=ID", help=_("A field whose value the lead takes from a case."))
@common
def merge(desk: Desk, lead: str, others: tuple[str, ...], reason: str, **options: Any) -> None:  # noqa: ANN401
    """Merge."""
    fields = dict(_pair(text) for text in options["take"])
    case, _changes = desk.records.ledger.merging.merge(
        lead, others, desk.session().actor, reason, new_facts=options["new_facts"], fields=fields
    )
    say_case(desk, case)


def _pair(text: str) -> tuple[str, str]:
    name, equals, source = text.partition("=")
    if not equals:
        raise click.UsageError(_("--take needs FIELD=ID."))
    return name.strip(), source.strip()


@click.command("unmerge", help=_("Part a merged case from its lead; with --last, undo the last merge into a lead."))
@click.argument("number", metavar="ID")
@_REASON
@click.option("--last", is_flag=True, help=_("ID is a lead: part all cases of its last merge."))
@common
def unmerge(desk: Desk, number: str, reason: str, last: bool) -> None:
    """Unmerge."""
    service, actor = desk.records.ledger.merging, desk.session().actor
    case, _changes = service.undo_merge(number, actor, reason) if last else service.unmerge(number, actor, reason)
    say_case(desk, case)


@click.command("split", help=_("Take matters out of a case as cases of their own."))
@click.argument("number", metavar="ID")
@click.option("--file", "path", required=True, type=click.Path(path_type=Path), metavar="F.json",
              help=_("A list of parts: claim, and facts, scenario, parties if they differ."))  # fmt: skip
@_REASON
@common
def split(desk: Desk, number: str, path: Path, reason: str) -> None:
    """Split."""
    actor = desk.session().actor
    made, _changes = desk.records.ledger.merging.split(number, _parts(path), actor, reason)
    if desk.json:
        say_json({"made": [document(case) for case in made]})
        return
    for case in made:
        say(_("Registered: {number}").format(number=case.number))


def _parts(path: Path) -> list[SplitPart]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = system_reason(error)
        raise EnvironmentFaultError("records.file_unreadable", path=str(path), reason=reason) from error
    except ValueError as error:
        raise UserMistakeError("records.file_not_json", path=str(path), line=getattr(error, "lineno", 1)) from error
    if not isinstance(found, list):
        raise UserMistakeError("records.bad_field", field=str(path), form="list")
    return [from_json(SplitPart, part, f"[{place}]") for place, part in enumerate(found)]


@click.command("link", help=_("Link two cases; as a repeat, the later one is counted as such and rises."))
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--kind", type=click.Choice([kind.value for kind in LinkKind]), default=LinkKind.RELATED.value,
              show_default=True, help=_("How they belong together."))  # fmt: skip
@click.option("--reason", default="", help=_("Why, in one sentence."))
@click.option("--remove", is_flag=True, help=_("Take the links between them away."))
@common
def link(desk: Desk, one: str, other: str, kind: str, reason: str, remove: bool) -> None:
    """Link."""
    service, actor = desk.records.ledger.repeats, desk.session().actor
    if remove:
        changes = service.unlink(one, other, actor, reason)
    else:
        changes = service.link(one, other, LinkKind(kind), actor, reason)
    _say_changes(desk, sorted(changes.touched.get("complaint", ())))


def _say_changes(desk: Desk, ids: list[str]) -> None:
    if desk.json:
        say_json({"changed": ids})
    else:
        say(_("Changed: {number}").format(number=len(ids)) if ids else _("Nothing to change."))


@click.command("not-repeat", help=_("Remember that two cases are not the same matter."))
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--reason", default="", help=_("Why, in one sentence."))
@click.option("--forget", is_flag=True, help=_("Take such a verdict back."))
@common
def not_repeat(desk: Desk, one: str, other: str, reason: str, forget: bool) -> None:
    """Not a repeat."""
    service, actor = desk.records.ledger.repeats, desk.session().actor
    changes = service.forget_verdict(one, other, actor) if forget else service.not_a_repeat(one, other, actor, reason)
    _say_changes(desk, sorted(changes.touched.get("complaint", ())))


@click.command("compare", help=_("Cases side by side, field by field; that they were read is recorded."))
@click.argument("numbers", metavar="ID...", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help=_("Fields that are the same in all, too."))
@common
def compare(desk: Desk, numbers: tuple[str, ...], everything: bool) -> None:
    """Compare."""
    found = desk.records.ledger.repeats.compare(numbers, desk.session().actor)
    if desk.json:
        rows = [{"field": one.field, "values": list(one.values), "differs": one.differs} for one in found]
        say_json({"fields": rows})
        return
    shown = [one for one in found if everything or one.differs]
    say_table([_("Field"), *numbers], [_compared(one) for one in shown])


def _compared(one: Comparison) -> list[str]:
    cells = ["" if value in (None, "", []) else _short(value) for value in one.values]
    return [term("field", one.field), *cells]


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(text.split())[:60]


COMMANDS: Final = (merge, unmerge, split, link, not_repeat, compare)
"""Commands that belong to ``hfc complaints``."""
