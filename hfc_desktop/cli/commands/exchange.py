"""``hfc exchange``: files up and down, devices, receipts, conflicts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.cli.options import Desk, ask_passphrase, common
from hfc_desktop.cli.output import Bar, note, say, say_json, say_table
from hfc_desktop.domain.exchange import FileState
from hfc_desktop.domain.record_json import document
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.exchange import reason_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.bootstrap.exchange import Exchange
    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.exchange import ImportReport
    from hfc_desktop.domain.people import Actor


@click.group(help=_("Files between offices: what goes up, what comes down, and who may send."))
def command() -> None:
    """Group."""


def _open(desk: Desk) -> tuple[Exchange, Actor]:
    from hfc_desktop.bootstrap.exchange import open_exchange

    desk.application.open_records(ask_passphrase)
    return open_exchange(desk.application), desk.session().actor


# -- devices ----------------------------------------------------------------------------------------------------------


def _device_line(device: Device) -> list[str]:
    return [device.office, device.name, term("device_state", device.state.value), device.fingerprint]


@command.command(help=_("Make this device known by a file, or take note of one that asks by its file."))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help=_("Write this device's own file here."))
@click.option("--name", default="", help=_("What others shall call this device."))
@common
def enrol(desk: Desk, file: Path | None, output: Path | None, name: str) -> None:
    """Enrolment."""
    exchange, actor = _open(desk)
    if file is not None:
        from hfc_desktop.bootstrap.exchange import read_file

        device, _changes = exchange.devices.enrol(read_file(file), actor)
        heading = _("Asks to be let in. Compare the fingerprint with the person who sits at it, then approve:")
    else:
        content, device = exchange.devices.enrolment(actor, name)
        if output is not None:
            from hfc_desktop.bootstrap.guidance import save_document

            save_document(output, content)
        heading = _("This device. Read the fingerprint to whoever lets it in:")
    if desk.json:
        say_json(document(device))
        return
    say(heading)
    say(f"  {device.office}  {device.name}  {device.fingerprint}")


@command.command(help=_("Let a device in whose fingerprint you compared."))
@click.argument("fingerprint")
@common
def approve(desk: Desk, fingerprint: str) -> None:
    """Approve."""
    exchange, actor = _open(desk)
    device, _changes = exchange.devices.approve(fingerprint, actor)
    reports, _more = exchange.receiving.replay(actor)
    if desk.json:
        say_json({"device": document(device), **_summary(reports)})
        return
    say(_("Let in: {name} of office {office}.").format(name=device.name, office=device.office))
    if reports:
        _say_reports(reports)


@command.command(help=_("Let nothing in any more that a device writes from now on, as when it was lost."))
@click.argument("fingerprint")
@common
def revoke(desk: Desk, fingerprint: str) -> None:
    """Revoke."""
    exchange, actor = _open(desk)
    device, _changes = exchange.devices.revoke(fingerprint, actor)
    if desk.json:
        say_json(document(device))
        return
    say(_("Revoked: {name} of office {office}. What it sent before still counts.").format(
        name=device.name, office=device.office
    ))  # fmt: skip


@command.command(help=_("All devices that are known here."))
@common
def devices(desk: Desk) -> None:
    """List."""
    exchange, actor = _open(desk)
    found = exchange.devices.all(actor)
    if desk.json:
        say_json({"devices": [document(device) for device in found]})
        return
    say_table([_("Office"), _("Device"), _("State"), _("Fingerprint")], [_device_line(device) for device in found])


# -- out --------------------------------------------------------------------------------------------------------------


@command.command(help=_("Write one case that was raised into a file for the office above, without personal data."))
@click.argument("case")
@click.option("--to", default="", metavar="ORG", help=_("Receiving office or device; the nearest above if left out."))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=_("Folder for the file."))
@common
def package(desk: Desk, case: str, to: str, output: Path) -> None:
    """Package."""
    from hfc_desktop.bootstrap.exchange import make_ready, put_file

    exchange, actor = _open(desk)
    make_ready(output)
    made = exchange.sending.package(case, actor, to)
    path = put_file(output, made)
    if desk.json:
        say_json({"file": str(path), "events": made.events, "to": made.to.office})
        return
    say(_("{events} events for office {office}: {path}").format(events=made.events, office=made.to.office, path=path))


@command.command(help=_("Write everything that the receiver does not have yet into a file for it."))
@click.option("--to", required=True, metavar="ORG", help=_("Receiving office, or the name or fingerprint of a device."))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=_("Folder for the file."))
@click.option("--full", is_flag=True, help=_("Everything, as if there had been no receipt: to seed a lost store."))
@common
def export(desk: Desk, to: str, output: Path, full: bool) -> None:
    """Export."""
    from hfc_desktop.bootstrap.exchange import make_ready, put_file

    exchange, actor = _open(desk)
    make_ready(output)
    made = exchange.sending.export(to, actor, full=full)
    if not made:
        if desk.json:
            say_json({"file": None, "files": [], "events": 0})
        else:
            say(_("Nothing to send: the receiver has everything by its last receipt."))
        return
    paths = [(put_file(output, file), file) for file in made]
    if desk.json:
        names = [str(path) for path, _file in paths]
        events = sum(file.events for file in made)
        say_json({"file": names[0], "files": names, "events": events, "to": made[0].to.office})
        return
    text = _("{events} events for office {office}: {path}")
    for path, file in paths:
        say(text.format(events=file.events, office=file.to.office, path=path))


@command.command(help=_("Write the receipt for a device that sent files."))
@click.option("--to", required=True, metavar="ORG", help=_("The office or device that sent."))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=_("Folder for the file."))
@common
def receipt(desk: Desk, to: str, output: Path) -> None:
    """Receipt."""
    from hfc_desktop.bootstrap.exchange import make_ready, put_file

    exchange, actor = _open(desk)
    make_ready(output)
    path = put_file(output, exchange.sending.receipt(to, actor))
    if desk.json:
        say_json({"file": str(path)})
        return
    say(_("Receipt: {path}").format(path=path))


# -- in ---------------------------------------------------------------------------------------------------------------


@command.command(
    "import", help=_("Take files in; folders are searched for them. Each goes in as a whole or not at all.")
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be new; nothing is written."))
@common
def import_(desk: Desk, paths: tuple[Path, ...], dry_run: bool) -> None:
    """Import."""
    from hfc_desktop.bootstrap.exchange import found_files

    exchange, actor = _open(desk)
    files = found_files(paths)
    if dry_run:
        reports = exchange.receiving.preview(files, actor, Bar(_("Looking into files")))
    else:
        reports, _changes = exchange.receiving.take(files, actor, Bar(_("Taking files in")))
    if desk.json:
        say_json(_summary(reports))
        return
    _say_reports(reports)


def _summary(reports: tuple[ImportReport, ...]) -> dict[str, Any]:
    return {
        "files": len(reports),
        "new": sum(report.new for report in reports),
        "created": sum(report.created for report in reports),
        "updated": sum(report.updated for report in reports),
        "unchanged": sum(report.had for report in reports),
        "conflicts": sum(report.conflicts for report in reports),
        "parked": sum(len(report.parked) for report in reports),
        "quarantined": [
            {"file": report.file, "reason": report.quarantined.value}
            for report in reports
            if report.quarantined is not None
        ],
        "gaps": [
            {"origin": life.origin, "incarnation": life.incarnation, "first": first, "last": last}
            for report in reports
            for life, gaps in report.gaps.items()
            for first, last in gaps
        ],
    }


def _say_reports(reports: tuple[ImportReport, ...]) -> None:
    whole = _summary(reports)
    say(_("{files} files: {new} new events, {unchanged} held already, {parked} waiting.").format(**whole))
    if whole["conflicts"]:
        say(_("In {n} complaints values stand side by side; see hfc exchange conflicts.").format(n=whole["conflicts"]))
    for report in reports:
        if report.quarantined is not None:
            note(f"{report.file}: {reason_text(report.quarantined)}")
        for number, reason in report.parked:
            note(_("{file}, line {line}: {reason}").format(
                file=report.file, line=number, reason=reason_text(reason)
            ))  # fmt: skip


# -- where things stand -----------------------------------------------------------------------------------------------


@command.command(help=_("What was sent and received, what waits, what was refused."))
@common
def status(desk: Desk) -> None:
    """Status."""
    exchange, actor = _open(desk)
    found = exchange.receiving.status(actor)
    if desk.json:
        say_json(document(found))
        return
    say(_("Events held: {n}").format(n=found.events))
    say_table(
        [_("Office"), _("Receipt number"), _("At"), _("Numbers missing")],
        [[one.office, str(one.number), one.at[:16].replace("T", " "), one.missing or "-"] for one in found.receipts],
    )
    for state in (FileState.PARKED, FileState.APART):
        for incoming in found.files:
            if incoming.state is state:
                note(f"{incoming.name}: {reason_text(incoming.reason)}")
    if found.parked_lines:
        note(_("Lines that wait: {n}").format(n=found.parked_lines))


@command.command(help=_("Try again what waits, as after an enrolment or a new version of the program."))
@common
def replay(desk: Desk) -> None:
    """Replay."""
    exchange, actor = _open(desk)
    reports, _changes = exchange.receiving.replay(actor)
    if desk.json:
        say_json(_summary(reports))
        return
    _say_reports(reports)


@command.command(help=_("Receipts that were given and received."))
@common
def receipts(desk: Desk) -> None:
    """Receipts."""
    exchange, actor = _open(desk)
    found = exchange.receiving.status(actor).receipts
    if desk.json:
        say_json({"receipts": [document(one) for one in found]})
        return
    heads = [_("Office"), _("Way"), _("Receipt number"), _("At"), _("Up to"), _("Numbers missing")]
    say_table(heads, [
        [one.office, _("given") if one.given else _("received"), str(one.number), one.at[:16].replace("T", " "),
         str(one.up_to), one.missing or "-"]
        for one in found
    ])  # fmt: skip


@command.command(help=_("Values that stand side by side, with who wrote each."))
@common
def conflicts(desk: Desk) -> None:
    """Conflicts."""
    exchange, actor = _open(desk)
    found = exchange.conflicts.open(actor)
    if desk.json:
        say_json({"conflicts": [document(one) for one in found]})
        return
    rows = []
    for one in found:
        for value in (one.conflict.shown, *one.conflict.others):
            written = "" if value.value is None else str(value.value)
            rows.append(
                [one.number or one.record, one.conflict.field, value.event, value.actor, value.at[:16], written]
            )
    say_table([_("Complaint"), _("Field"), _("Event"), _("By"), _("At"), _("Value")], rows)


@command.command(help=_("Let one of the values that stand side by side be the one that counts."))
@click.argument("complaint")
@click.argument("field")
@click.option("--event", required=True, help=_("Event of the value that is to stand."))
@click.option("--reason", default="", help=_("Why."))
@common
def resolve(desk: Desk, complaint: str, field: str, event: str, reason: str) -> None:
    """Resolve."""
    exchange, actor = _open(desk)
    exchange.conflicts.resolve(complaint, field, event, actor, reason)
    if desk.json:
        say_json({"resolved": complaint, "field": field})
        return
    say(_("Decided. The decision travels with the next file."))


@command.command(help=_("One number for the state of all complaints: two offices with the same number hold the same."))
@common
def digest(desk: Desk) -> None:
    """Digest."""
    exchange, actor = _open(desk)
    found = exchange.digest.digest(actor, Bar(_("Counting")))
    if found is None:
        return
    if desk.json:
        say_json(document(found))
        return
    say(_("{complaints} complaints, {conflicts} with values side by side").format(
        complaints=found.complaints, conflicts=found.conflicts
    ))  # fmt: skip
    say(_("What every level holds: {digest}").format(digest=found.shared))
    say(_("What this branch holds: {digest}").format(digest=found.whole))
