"""``hfc packs install|list|verify|rollback|trust|publishers|unread|read|receipts``: packs at the branch."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.bootstrap.guidance import open_packs, pack_service
from hfc_desktop.cli.options import Desk, ask_passphrase, common
from hfc_desktop.cli.output import Bar, note, say, say_json, say_table
from hfc_desktop.domain.publishing import Wishes
from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.guidance.reports import InstallReport
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.publishing import Verdict
    from hfc_desktop.services.packs import PackService, PackState

_AT_FAULT: Final = 1
_PATH: Final = click.Path(path_type=Path)


def _service(desk: Desk) -> PackService:
    """Packs of the data folder, with its records if it has any."""
    return pack_service(desk.application, ask_passphrase) if desk.data.store.is_file() else open_packs(desk.data)


def _actor(desk: Desk, service: PackService, *, always: bool = False) -> Actor | None:
    """Who acts, where somebody must; a counter without records or guidance asks nobody."""
    if always and desk.data.store.is_file():
        return desk.session().actor
    return desk.session().actor if service.needs_sign_in() else None


def _deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options by which somebody who may decides about expiry and the clock."""
    for option in (
        click.option("--reason", default="", metavar="TEXT", help=_("Why; kept in the log.")),
        click.option(
            "--accept-date", is_flag=True, help=_("The date of this computer is right, although it is far ahead.")
        ),
        click.option(
            "--accept-expired", is_flag=True, help=_("Install although the release has expired; all else must hold.")
        ),
    ):
        command = option(command)
    return command


def _wishes(accept_expired: bool, accept_date: bool, reason: str) -> Wishes | None:
    if not (accept_expired or accept_date):
        return None
    return Wishes(accept_expired=accept_expired, accept_date=accept_date, reason=reason)


# -- installing -------------------------------------------------------------------------------------------------------


@click.command(
    help=_("Install packs: signed files, built files, pack folders, or folders of these as a USB stick; all or none.")
)
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@_deciding
@common
def install(desk: Desk, paths: tuple[Path, ...], accept_expired: bool, accept_date: bool, reason: str) -> int:
    """Install."""
    service = _service(desk)
    wishes = _wishes(accept_expired, accept_date, reason)
    actor = _actor(desk, service, always=wishes is not None)
    report = service.install(paths, Bar(_("Installing guidance")), actor=actor, wishes=wishes)
    if report is None:
        note(_("Cancelled. Nothing was changed."))
        return _AT_FAULT
    _say_report(desk, service, report)
    return 0


def _say_report(desk: Desk, service: PackService, report: InstallReport) -> None:
    if desk.json:
        say_json({**asdict(report), "packs": [_row(state) for state in service.installed()]})
        return
    for name in report.trusted:
        say(_("Trusted from now on: {name}").format(name=name))
    for name in report.installed:
        say(_("In force: {pack}").format(pack=name))
    for name in report.unchanged:
        say(_("Already installed: {pack}").format(pack=name))
    _say_warnings(report.warnings)
    for name in report.overridden:
        note(_("Installed although its release had expired: {pack}").format(pack=name))
    note(ngettext("{count} item can be looked up.", "{count} items can be looked up.", report.items).format(
        count=report.items
    ))  # fmt: skip


def _say_warnings(codes: tuple[str, ...]) -> None:
    for code in codes:
        note(term("pack_warning", code))


@click.command(
    help=_("Return to the guidance as it was before the last installation, or before the last change of one pack.")
)
@click.argument("pack_id", required=False, default="", metavar="[ID]")
@click.option("--reason", default="", metavar="TEXT", help=_("Why; kept in the log."))
@common
def rollback(desk: Desk, pack_id: str, reason: str) -> None:
    """Return to an earlier build."""
    service = _service(desk)
    report = service.roll_back(pack_id, actor=_actor(desk, service), reason=reason)
    _say_report(desk, service, report)


# -- looking ----------------------------------------------------------------------------------------------------------


def _row(state: PackState) -> dict[str, Any]:
    pack = state.pack
    return {"id": pack.pack_id, "version": pack.number, "status": state.status, **asdict(pack)}


@click.command("list", help=_("The installed packs."))
@common
def list_(desk: Desk) -> None:
    """List."""
    states = open_packs(desk.data).installed()
    if desk.json:
        say_json({"packs": [_row(state) for state in states]})
        return
    if not states:
        note(_("No guidance is installed. “hfc packs install PATH” installs a pack."))
        return
    heads = [
        _("Pack"),
        _("Issue"),
        _("Version"),
        _("Items"),
        _("State"),
        _("Review by"),
        _("Title"),
        _("Vouched for by"),
    ]
    say_table(
        heads,
        [
            [
                state.pack.pack_id,
                str(state.pack.issue),
                str(state.pack.content_version),
                str(state.pack.items),
                term("hit_status", state.status),
                state.pack.review_by,
                state.pack.title if language() == CHINESE else state.pack.title_en,
                _signer(state.pack.origin, state.pack.publisher, state.pack.signer),
            ]
            for state in states
        ],
    )


def _signer(origin: str, publisher: str, signer: str) -> str:
    """Who vouches for a pack, in words."""
    word = term("pack_origin", origin)
    return f"{word} · {publisher} · {signer}" if origin == "signed" else f"{word} · {signer}" if signer else word


@click.command(help=_("Verify pack files as an installation would, and change nothing."))
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@_deciding
@common
def verify(desk: Desk, paths: tuple[Path, ...], accept_expired: bool, accept_date: bool, reason: str) -> None:
    """Verify."""
    found = open_packs(desk.data).examine(paths, _wishes(accept_expired, accept_date, reason))
    if desk.json:
        say_json({"packs": [_verdict_row(verdict) for verdict in found]})
        return
    for verdict in found:
        _say_verdict(verdict)


def _verdict_row(verdict: Verdict) -> dict[str, Any]:
    document = asdict(verdict)
    signature = document.pop("signature")
    return {"id": verdict.pack_id, "version": verdict.version, **signature, **document}


def _say_verdict(verdict: Verdict) -> None:
    title = verdict.title if language() == CHINESE else verdict.title_en
    signature = verdict.signature
    say(f"{verdict.pack_id} {verdict.version}  {title}  {term('pack_verdict', verdict.status)}")
    say(f"  {_signer(signature.origin, signature.publisher, signature.signer)}")
    if signature.expires:
        say("  " + _("May be installed until {day}").format(day=signature.expires))
    if verdict.skipped:
        say("  " + ngettext("{n} issue in between never came", "{n} issues in between never came", verdict.skipped)
            .format(n=verdict.skipped))  # fmt: skip
    _say_warnings(verdict.warnings)


# -- whom to trust ----------------------------------------------------------------------------------------------------


@click.command(help=_("Trust head office's root, which was handed over as a file. Read its fingerprint by telephone."))
@click.argument("root", type=_PATH, metavar="ROOT.json")
@click.option("--fingerprint", required=True, metavar="TEXT", help=_("The fingerprint as head office reads it out."))
@common
def trust(desk: Desk, root: Path, fingerprint: str) -> None:
    """Trust a root."""
    service = _service(desk)
    found = service.trust(root, fingerprint, actor=_actor(desk, service, always=True))
    if desk.json:
        say_json(asdict(found))
        return
    say(_("Trusted from now on: {name}").format(name=found.publisher))
    note(_("Unsigned packs are refused from now on; those of the program stay until signed ones replace them."))


@click.command(help=_("Publishers whose signed packs are accepted here, with fingerprints and holders of keys."))
@common
def publishers(desk: Desk) -> None:
    """List them."""
    found = open_packs(desk.data).publishers()
    if desk.json:
        say_json({"publishers": [asdict(one) for one in found]})
        return
    if not found:
        note(_("No publisher is trusted here yet. “hfc packs trust ROOT.json” sets up head office."))
    for one in found:
        say(f"{one.publisher}  {one.fingerprint}")
        say("  " + _("root {n}, until {day}").format(n=one.root, day=one.expires))
        for holder in one.holders:
            say(f"  {holder}")


# -- urgent packs -----------------------------------------------------------------------------------------------------


@click.command(help=_("Urgent packs that you have not confirmed to have read."))
@common
def unread(desk: Desk) -> None:
    """List them."""
    found = _service(desk).unread(desk.session().actor)
    if desk.json:
        say_json({"packs": [{"id": pack.pack_id, "version": pack.number, **asdict(pack)} for pack in found]})
        return
    for pack in found:
        say(f"{pack.pack_id} {pack.number}  {pack.title if language() == CHINESE else pack.title_en}")


@click.command(help=_("Confirm that you have read an urgent pack."))
@click.argument("pack_id", metavar="ID")
@common
def read(desk: Desk, pack_id: str) -> None:
    """Confirm."""
    _service(desk).confirm_read(pack_id, desk.session().actor)
    note(_("Kept: you have read {pack}.").format(pack=pack_id))


@click.command(help=_("Who read the installed version of a pack, and when."))
@click.argument("pack_id", metavar="ID")
@common
def receipts(desk: Desk, pack_id: str) -> None:
    """List receipts."""
    found = _service(desk).receipts(pack_id, desk.session().actor)
    if desk.json:
        say_json({"receipts": [{"staff_no": who, "read_at": at} for who, at in found.items()]})
        return
    say_table([_("Staff number"), _("Read at")], [[who, at] for who, at in found.items()])


COMMANDS: Final = (install, list_, verify, rollback, trust, publishers, unread, read, receipts)
