"""``hfc packs keys`` and ``hfc packs publish``: signing keys, and the way of a pack to the file that travels."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hfc_desktop.bootstrap.publishing import open_publishing
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json
from hfc_desktop.domain.publishing import Duty
from hfc_desktop.errors import EnvironmentFaultError, system_reason
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.publishing import RootState, Submitted

_PATH: Final = click.Path(path_type=Path)
_SCHEMES: Final = ("ed25519", "sm2-sm3")
PASSPHRASE_VARIABLE: Final = "HFC_PASSPHRASE_FILE"


def _signing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The key that signs, and where its passphrase is."""
    for option in (
        click.option(
            "--passphrase-file",
            type=_PATH,
            metavar="FILE",
            help=_("A file with the passphrase of the key (also HFC_PASSPHRASE_FILE); asked for if left out."),
        ),
        click.option("--key", required=True, type=_PATH, metavar="FILE.key", help=_("The key that signs.")),
    ):
        command = option(command)
    return command


def _passphrase(file: Path | None, *, new: bool = False) -> str:
    named = file or (Path(os.environ[PASSPHRASE_VARIABLE]) if os.environ.get(PASSPHRASE_VARIABLE) else None)
    if named is None:
        again = _("Once more") if new else False
        return str(click.prompt(_("Passphrase of the key"), hide_input=True, confirmation_prompt=again, err=True))
    try:
        return named.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFaultError("cli.pin_file", path=str(named), reason=system_reason(error)) from error


# -- keys -------------------------------------------------------------------------------------------------------------


@click.group(help=_("Signing keys: a private file under a passphrase, a public one to hand over."))
def keys() -> None:
    """Holds the commands."""


@keys.command("new", help=_("Make a signing key for one post and one duty."))
@click.option("--name", required=True, metavar="POST", help=_("The post that holds the key; also names the files."))
@click.option("--duty", required=True, type=click.Choice([duty.value for duty in Duty]), help=_("What it is for."))
@click.option("--scheme", default="ed25519", type=click.Choice(_SCHEMES), help=_("ed25519, or sm2-sm3 for a seal."))
@click.option("-o", "--out", required=True, type=_PATH, metavar="DIR", help=_("Folder for both files."))
@click.option(
    "--passphrase-file", type=_PATH, metavar="FILE", help=_("A file with its passphrase; asked for if left out.")
)
@common
def new_key(desk: Desk, name: str, duty: str, scheme: str, out: Path, passphrase_file: Path | None) -> None:
    """Make a key."""
    made = open_publishing().make_key(out, name, Duty(duty), scheme, _passphrase(passphrase_file, new=True))
    if desk.json:
        say_json(asdict(made))
        return
    say(str(out / f"{made.name}.key"))
    say(str(out / f"{made.name}.pub.json"))
    note(_("Keep the .key file and its passphrase apart and offline; hand over the .pub.json file alone."))


# -- roots ------------------------------------------------------------------------------------------------------------


@click.group(help=_("Publish: roots, submission by the author, approval, release; each step with its own key."))
def publish() -> None:
    """Holds the commands."""


def _say_root(desk: Desk, state: RootState) -> None:
    if desk.json:
        say_json(asdict(state))
        return
    say(_("Root {n}: {have} of {need} signatures").format(n=state.version, have=state.have, need=state.need))
    if state.missing_before:
        say(_("{n} more by keys of the root before").format(n=state.missing_before))
    say(_("Fingerprint: {text}").format(text=state.fingerprint))
    note(
        _("It is in force.") if state.complete else _("It is a draft: “hfc packs publish sign-root” adds a signature.")
    )


@publish.command("init", help=_("Begin a publisher's folder with the draft of its first root."))
@click.argument("folder", type=_PATH, metavar="DIR")
@click.option("--publisher", default="headoffice", help=_("headoffice, region-<code> or branch-<code>."))
@click.option("--key", "keys_", multiple=True, required=True, type=_PATH, metavar="FILE.pub.json",
              help=_("A public key; at least three for root, one for author, approver and release."))  # fmt: skip
@common
def init(desk: Desk, folder: Path, publisher: str, keys_: tuple[Path, ...]) -> None:
    """Begin."""
    _say_root(desk, open_publishing().begin(folder, publisher, keys_))


@publish.command("change-root", help=_("Draft the next root: add keys, take keys out (revoke), or only renew it."))
@click.argument("folder", type=_PATH, metavar="DIR")
@click.option("--add", multiple=True, type=_PATH, metavar="FILE.pub.json", help=_("A public key to add."))
@click.option("--remove", multiple=True, metavar="POST", help=_("The post whose key is taken out."))
@common
def change_root(desk: Desk, folder: Path, add: tuple[Path, ...], remove: tuple[str, ...]) -> None:
    """Draft the next root."""
    _say_root(desk, open_publishing().change_root(folder, add, remove))


@publish.command("sign-root", help=_("Sign the draft of a root; two of three sign, old and new."))
@click.argument("folder", type=_PATH, metavar="DIR")
@_signing
@common
def sign_root(desk: Desk, folder: Path, key: Path, passphrase_file: Path | None) -> None:
    """Sign it."""
    _say_root(desk, open_publishing().sign_root(folder, key, _passphrase(passphrase_file)))


@publish.command("status", help=_("The root in force, or how far the next one is; its fingerprint and its file."))
@click.argument("folder", type=_PATH, metavar="DIR")
@common
def status(desk: Desk, folder: Path) -> None:
    """Show the root."""
    service = open_publishing()
    state = service.root_state(folder)
    _say_root(desk, state)
    if not desk.json and state.complete:
        say(str(service.root_file(folder)))


# -- content ----------------------------------------------------------------------------------------------------------


def _say_submitted(desk: Desk, made: Submitted) -> None:
    if desk.json:
        say_json({"id": made.line, "version": made.version, "sha256": list(made.sha256), "items": made.items})
        return
    say(f"{made.line} {made.version}  {' '.join(made.sha256)}")
    note(_("Signed by its author. “hfc packs publish approve” comes next, by another person."))


@publish.command("submit", help=_("Check a pack, build it and sign it as its author."))
@click.argument("folder", type=_PATH, metavar="DIR")
@click.argument("source", type=_PATH, metavar="SRC")
@_signing
@common
def submit(desk: Desk, folder: Path, source: Path, key: Path, passphrase_file: Path | None) -> None:
    """Submit."""
    _say_submitted(desk, open_publishing().submit(folder, source, key, _passphrase(passphrase_file)))


@publish.command("withdraw", help=_("Take one item of a published pack back, as its author; then approve and release."))
@click.argument("folder", type=_PATH, metavar="DIR")
@click.argument("line", metavar="ID")
@click.argument("item", metavar="ITEM_ID")
@click.option("--reason", required=True, metavar="TEXT", help=_("Why; shown at the counter."))
@_signing
@common
def withdraw(
    desk: Desk, folder: Path, line: str, item: str, reason: str, key: Path, passphrase_file: Path | None
) -> None:
    """Withdraw."""
    made = open_publishing().withdraw(folder, line, item, reason, key, _passphrase(passphrase_file))
    _say_submitted(desk, made)


@publish.command("vouch", help=_("Vouch for roots of regions and branches, or lists of devices, as an author."))
@click.argument("folder", type=_PATH, metavar="DIR")
@click.argument("files", nargs=-1, type=_PATH, metavar="[FILE]...")
@click.option("--remove", multiple=True, metavar="NAME", help=_("A file that is vouched for no longer."))
@_signing
@common
def vouch(
    desk: Desk,
    folder: Path,
    files: tuple[Path, ...],
    remove: tuple[str, ...],
    key: Path,
    passphrase_file: Path | None,
) -> None:
    """Vouch."""
    if not (files or remove):
        raise click.UsageError(_("Name a file, or --remove one."))
    try:
        named = {path.name: path.read_bytes() for path in files}
    except OSError as error:
        where = str(error.filename or files[0])
        raise EnvironmentFaultError("packs.unreadable", path=where, reason=system_reason(error)) from error
    _say_submitted(desk, open_publishing().vouch(folder, named, key, _passphrase(passphrase_file), remove))


@publish.command("approve", help=_("Sign what its author submitted, as approver or with the seal."))
@click.argument("folder", type=_PATH, metavar="DIR")
@click.argument("line", metavar="ID")
@_signing
@common
def approve(desk: Desk, folder: Path, line: str, key: Path, passphrase_file: Path | None) -> None:
    """Approve."""
    open_publishing().approve(folder, line, key, _passphrase(passphrase_file))
    if desk.json:
        say_json({"id": line, "approved": True})
        return
    note(_("Approved: {line}").format(line=line))


@publish.command("release", help=_("Make the file that travels, verified as a branch would."))
@click.argument("folder", type=_PATH, metavar="DIR")
@click.argument("line", metavar="ID")
@click.option(
    "-o", "--out", required=True, type=_PATH, metavar="OUT", help=_("A folder, or a file ending in .hfcpack.")
)
@_signing
@common
def release(desk: Desk, folder: Path, line: str, out: Path, key: Path, passphrase_file: Path | None) -> None:
    """Release."""
    made = open_publishing().release(folder, line, out, key, _passphrase(passphrase_file))
    if desk.json:
        say_json({"id": made.line, **asdict(made)})
        return
    say(made.path)
    note(
        _("{line} {version}: {size} bytes, SHA-256 {sha256}; may be installed until {day}; signed by {signer}").format(
            line=made.line,
            version=made.version,
            size=made.size,
            sha256=made.sha256,
            day=made.expires,
            signer=made.signer,
        )
    )
