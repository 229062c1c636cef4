"""``hfc note``: print a handling note, or check a printed one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfc_desktop.bootstrap.guidance import save_document
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json
from hfc_desktop.domain.documents import Copy, Form
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import language

if TYPE_CHECKING:
    from datetime import datetime

    from hfc_desktop.domain.documents import Proof

_DIFFERS = 1


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
    notes.record_print(note, actor, content)
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
    proof = desk.records.notes.verify(content, desk.session().actor)
    if desk.json:
        say_json(
            {
                "number": proof.stamp.number,
                "copy": proof.stamp.copy.value,
                "printed_at": proof.stamp.printed_at.isoformat(),
                "check_code": proof.stamp.code,
                "genuine": proof.genuine,
                "unchanged": proof.unchanged,
            }
        )
    else:
        say(_verdict(proof))
    return 0 if proof.genuine and proof.unchanged else _DIFFERS


def _verdict(proof: Proof) -> str:
    if not proof.genuine:
        text = _("{number}: this file is not as it was printed here. Print the note again and compare.")
    elif not proof.unchanged:
        text = _("{number}: printed here on {time}; the record was changed since.")
    else:
        text = _("{number}: printed here on {time}, and the record still says the same.")
    return text.format(number=proof.stamp.number, time=f"{proof.stamp.printed_at:%Y-%m-%d %H:%M}")
