"""``hfc retention``: what may be destroyed, the two signatures, the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json, say_table
from hfc_desktop.domain.record_json import document
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.retention import DestructionList


@click.group(help=_("How long records are kept, and how they are destroyed."))
def command() -> None:
    """Retention."""


@command.command("due", help=_("Ended matters whose term of keeping is over."))
@common
def due(desk: Desk) -> None:
    """Due."""
    found = desk.records.custody.retention.due(desk.session().actor)
    if desk.json:
        say_json({"due": [document(case) for case in found]})
        return
    heads = [_("Number"), _("State"), _("Ended on"), _("Kept until"), _("Legal hold")]
    rows = [
        [case.number, term("status", case.status.value), case.ended_on.isoformat(), case.keep_until.isoformat(),
         term("answer", "yes" if case.held else "no")]
        for case in found
    ]  # fmt: skip
    say_table(heads, rows)


@command.command("propose", help=_("Put matters on a list of destruction; another person signs it."))
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")
@click.option("--reason", required=True, help=_("Why; kept with the proof."))
@common
def propose(desk: Desk, numbers: tuple[str, ...], reason: str) -> None:
    """Propose."""
    made, _changes = desk.records.custody.retention.propose(numbers, reason, desk.session().actor)
    _show(desk, made)


@command.command("lists", help=_("All lists of destruction, newest first."))
@common
def lists(desk: Desk) -> None:
    """Lists."""
    found = desk.records.custody.retention.lists(desk.session().actor)
    if desk.json:
        say_json({"lists": [document(made) for made in found]})
        return
    heads = [_("List"), _("At"), _("By"), _("Records"), _("State"), _("Second signature")]
    rows = [
        [made.id, f"{made.made_at:%Y-%m-%d %H:%M}", made.made_by, str(len(made.cases)),
         term("destruction_state", made.state.value), made.settled_by]
        for made in found
    ]  # fmt: skip
    say_table(heads, rows)


@command.command("approve", help=_("Give the second signature: the records on the list are destroyed for good."))
@click.argument("list_id", metavar="LIST")
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@common
def approve(desk: Desk, list_id: str, yes: bool) -> None:
    """Approve."""
    actor = desk.session().actor
    if not yes:
        click.confirm(_("The records are gone for good then. Destroy them?"), abort=True, err=True)
    proofs, _changes = desk.records.custody.retention.approve(list_id, actor)
    copies = sorted(desk.data.backups.glob("*.db")) if desk.data.backups.is_dir() else []
    if desk.json:
        say_json({"destroyed": [document(proof) for proof in proofs], "copies": [path.name for path in copies]})
        return
    for proof in proofs:
        say(_("Destroyed: {number}, proof in event {event}").format(number=proof.number, event=proof.event))
    if copies:
        note(_("{count} older copies in the backup folder may still hold them until they are thinned out.").format(
            count=len(copies)
        ))  # fmt: skip


@command.command("drop", help=_("Settle a list without destroying anything."))
@click.argument("list_id", metavar="LIST")
@common
def drop(desk: Desk, list_id: str) -> None:
    """Drop."""
    made, _changes = desk.records.custody.retention.drop(list_id, desk.session().actor)
    _show(desk, made)


@command.command("proof", help=_("The proof that the record with a number was destroyed."))
@click.argument("number", metavar="NUMBER")
@common
def proof(desk: Desk, number: str) -> None:
    """Proof."""
    found = desk.records.custody.retention.proof(number, desk.session().actor)
    if desk.json:
        say_json(document(found))
        return
    for label, text in (
        (_("Number"), found.number),
        (_("Destroyed at"), found.at.isoformat()),
        (_("First signature"), found.made_by),
        (_("Second signature"), found.signed_by),
        (_("Reason"), found.reason),
        (_("Kept until"), found.keep_until.isoformat()),
        ("SHA-256", found.sha256),
        (_("Event"), found.event),
    ):
        say(f"{label}: {text}")


def _show(desk: Desk, made: DestructionList) -> None:
    if desk.json:
        say_json(document(made))
        return
    state = term("destruction_state", made.state.value)
    say(_("List {id}: {count} records. {state}.").format(id=made.id, count=len(made.cases), state=state))
