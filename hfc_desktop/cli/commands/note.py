"""``hfc note``: print a handling note, or check a printed one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfc_desktop.bootstrap import save_document
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json
from hfc_desktop.domain.documents import Copy, Form
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import language

if TYPE_CHECKING:
    from datetime import datetime

    from hfc_desktop.domain.documents import Stamp

_CHANGED = 1


@click.command(help=_("Print the handling note of a matter as PDF, or check a printed one with --verify."))
@click.argument("matter", metavar="[ID]", required=False)
@click.option("--form", type=click.Choice([Form.HANDLING.value]), default=Form.HANDLING.value, help=_("Which form."))
@click.option(
    "--copy", type=click.Choice([copy.value for copy in Copy]), default=Copy.CUSTOMER.value, help=_("For whom.")
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT.pdf", help=_("Where to save it."))
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]), help=_("Print time, Beijing time."))
@click.option("--verify", type=click.Path(path_type=Path), metavar="FILE", help=_("Check this printed file."))
@common
def command(
    desk: Desk, matter: str | None, form: str, copy: str, output: Path | None, at: datetime | None, verify: Path | None
) -> int:
    """Print or check."""
    if verify is not None:
        return _verify(desk, verify)
    if matter is None or output is None:
        raise click.UsageError(_("Give the number of the matter and -o OUT.pdf, or --verify FILE."))
    actor = desk.session().actor
    notes = desk.records.notes
    printed_at = at.replace(tzinfo=desk.application.now().tzinfo) if at else None
    note = notes.handling_note(matter, actor, Copy(copy), language=language(), at=printed_at)
    content = notes.pdf(note)
    save_document(output, content)
    notes.record_print(note, actor)
    if desk.json:
        say_json({"file": str(output), "form": form, "bytes": len(content), "check_code": note.head.check_code})
    else:
        say(_("Saved {file}, check code {code}.").format(file=output, code=note.head.check_code))
    return 0


def _verify(desk: Desk, path: Path) -> int:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("documents.not_read", path=str(path), reason=error.strerror or "") from error
    stamp, same = desk.records.notes.verify(content, desk.session().actor)
    if desk.json:
        say_json({"number": stamp.number, "check_code": stamp.code, "genuine": same})
    else:
        say(_verdict(stamp, same))
    return 0 if same else _CHANGED


def _verdict(stamp: Stamp, same: bool) -> str:
    if same:
        return _("{number}: the print says what the record says.").format(number=stamp.number)
    return _("{number}: the record was changed since, or the print was.").format(number=stamp.number)
