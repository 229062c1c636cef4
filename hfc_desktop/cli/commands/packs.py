"""``hfc packs …``: check, begin, build and compare packs; see ``packs_branch`` and ``packs_publish`` for the rest."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.bootstrap.content import bundled_folders
from hfc_desktop.bootstrap.guidance import open_booklets, open_packs, save_document
from hfc_desktop.cli.commands import packs_branch, packs_publish
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import note, say, say_json
from hfc_desktop.domain.guidance.faults import Severity
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.faults import fault_hint, fault_text, severity_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.reports import FieldChange, ItemName, PackDifference
    from hfc_desktop.services.packs import CheckResult

_AT_FAULT = 1
_PATH = click.Path(path_type=Path)
_SHOWN = 72
"""Most characters of a changed text in a line of the comparison."""


@click.group(help=_("Check, build, compare and install guidance packs."))
def packs() -> None:
    """Holds the commands."""


command = packs
"""The name under which the door finds it."""


# -- head office ------------------------------------------------------------------------------------------------------


@packs.command(
    help=_("Check pack sources; every fault with file, line and column. Exit status 1 when there are errors.")
)
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--strict", is_flag=True, help=_("Warnings count as errors."))
@common
def validate(desk: Desk, paths: tuple[Path, ...], strict: bool) -> int:
    """Check."""
    result = open_packs(desk.data).validate(paths)
    if desk.json:
        say_json({"faults": [_fault_document(fault) for fault in result.faults]})
    else:
        for fault in result.faults:
            say(_fault_line(fault))
        note(_summary(result))
    return 0 if result.good and not (strict and result.faults) else _AT_FAULT


def _fault_document(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "code": fault.code,
        "severity": fault.severity.value,
        "item": fault.item,
        "message": fault_text(fault.code, fault.params),
        "hint": fault_hint(fault.code, fault.params),
        "params": dict(fault.params),
    }


def _fault_line(fault: Fault) -> str:
    mark = "" if fault.is_error else f"{severity_text(fault.severity.value)}: "
    space = "" if language() == CHINESE else " "
    message = fault_text(fault.code, fault.params) + space + fault_hint(fault.code, fault.params)
    return f"{fault.file}:{fault.line}:{fault.column}: {fault.code}: {mark}{message}"


def _summary(result: CheckResult) -> str:
    errors, warnings = result.count(Severity.ERROR), result.count(Severity.WARNING)
    if not result.faults:
        return _("No faults.")
    return _("{errors} errors, {warnings} warnings.").format(errors=errors, warnings=warnings)


@packs.command(help=_("Write a commented skeleton of a pack into a new folder; it is valid as it stands."))
@click.argument("folder", type=_PATH, metavar="DIR")
@common
def new(desk: Desk, folder: Path) -> None:
    """Begin a pack."""
    files = open_packs(desk.data).begin(folder)
    if desk.json:
        say_json({"folder": str(folder), "files": list(files)})
        return
    for name in files:
        say(str(folder / name))
    note(_("Edit these files, then run: hfc packs validate {folder}").format(folder=folder))


@packs.command(help=_("JSON Schema of a kind, or of all kinds and of pack.yaml, for editors that check while typing."))
@click.argument("kind", required=False, default="", metavar="[KIND]")
@common
def schema(desk: Desk, kind: str) -> None:
    """Print the schema; it is JSON in any case."""
    say_json(open_packs(desk.data).schemas(kind))


@packs.command(help=_("Check a pack and write it as one file that can travel; equal content gives equal bytes."))
@click.argument("source", type=_PATH, metavar="SRC")
@click.option("-o", "--out", required=True, type=_PATH, metavar="OUT", help=_("A folder, or a file ending in .zip."))
@common
def build(desk: Desk, source: Path, out: Path) -> None:
    """Build."""
    built = open_packs(desk.data).build(source, out)
    if desk.json:
        version = f"{built.issue}.{built.content_version}"
        say_json({"id": built.pack_id, "version": version, **asdict(built)})
        return
    say(built.path)
    note(
        _("{pack} issue {issue}, version {version}: {items} items, {size} bytes, SHA-256 {sha256}").format(
            pack=built.pack_id,
            issue=built.issue,
            version=built.content_version,
            items=built.items,
            size=built.size,
            sha256=built.sha256,
        )
    )


@packs.command(help=_("The pack as a printed compendium: cover, contents with page numbers, every item."))
@click.argument("source", type=_PATH, metavar="PATH")
@click.option("-o", "--output", "out", required=True, type=_PATH, metavar="OUT.pdf", help=_("Where to save it."))
@click.option(
    "--beside", multiple=True, type=_PATH, metavar="PATH", help=_("Another pack that it refers to, for the titles.")
)
@common
def booklet(desk: Desk, source: Path, out: Path, beside: tuple[Path, ...]) -> None:
    """Print."""
    service = open_booklets()
    made = service.booklet(source, language(), beside or bundled_folders())
    content = service.pdf(made)
    save_document(out, content)
    if desk.json:
        say_json({"file": str(out), "bytes": len(content), "items": len(made.items), "left_out": made.left_out})
        return
    say(str(out))
    note(_("{items} items printed, {left_out} for named posts only left out.").format(
        items=len(made.items), left_out=made.left_out
    ))  # fmt: skip


@packs.command(help=_("What changed between two packs, item by item, field by field."))
@click.argument("before", type=_PATH, metavar="A")
@click.argument("after", type=_PATH, metavar="B")
@common
def diff(desk: Desk, before: Path, after: Path) -> None:
    """Compare."""
    found = open_packs(desk.data).difference(before, after)
    if desk.json:
        say_json(asdict(found))
        return
    _say_difference(found)
    if not found:
        note(_("Nothing changed."))


def _say_difference(found: PackDifference) -> None:
    if found.manifest:
        say(_("Description of the pack"))
        _say_changes(found.manifest)
    _say_items(_("Added"), "+", found.added)
    if found.changed:
        say(_("Changed"))
        for item in found.changed:
            say(f"~ {item.id}  {item.title}")
            _say_changes(item.changes)
    _say_items(_("Withdrawn"), "-", found.withdrawn)


def _say_items(heading: str, mark: str, items: Sequence[ItemName]) -> None:
    if items:
        say(heading)
        for item in items:
            say(f"{mark} {item.id}  {item.title}")


def _say_changes(changes: Sequence[FieldChange]) -> None:
    words = {
        "added": _("new"),
        "removed": _("gone"),
        "changed": _("changed"),
        "reordered": _("another order"),
        "wording": _("same words, other marks"),
    }
    for change in changes:
        sides = [_short(side) for side in (change.before, change.after) if side]
        say(f"    {change.field} ({words[change.kind]}): {' → '.join(sides)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


# -- branch, publishing -----------------------------------------------------------------------------------------------

for _part in (*packs_branch.COMMANDS, packs_publish.keys, packs_publish.publish):
    packs.add_command(_part)
