"""``hfc note``: print any form of a matter, a reception or the branch, or check a printed one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfc_desktop.bootstrap.guidance import save_document
from hfc_desktop.bootstrap.papers import counter_card_of, drawn
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json
from hfc_desktop.domain.documents import Copy, Form, Subject, forms_of
from hfc_desktop.domain.printing import PrintOrder
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.i18n import LANGUAGES, language
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from hfc_desktop.domain.documents import Proof
    from hfc_desktop.domain.printing import Printable

_DIFFERS = 1
_OF_ONE = (*forms_of(Subject.COMPLAINT), *forms_of(Subject.RECEPTION))
_OF_THE_BRANCH = (Form.DUE_LIST, Form.COUNTER_CARD)
_GIVEN = {"body": "body", "proposal": "proposal"}


def _printing(command: Any) -> Any:  # noqa: ANN401  click's own
    """The options that say what is printed."""
    forms = [form.value for form in (*_OF_ONE, *_OF_THE_BRANCH)]
    for option in (
        click.option("--form", type=click.Choice(forms), default=Form.HANDLING.value, help=_("Which form.")),
        click.option("--copy", type=click.Choice([copy.value for copy in Copy]), help=_("For whom.")),
        click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the form.")),
        click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT.pdf", help=_("Where to save it.")),
        click.option(
            "--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]), help=_("Print time, Beijing time.")
        ),
        click.option("--draft", is_flag=True, help=_("Print what is not complete yet, marked as a draft.")),
        click.option("--body", help=_("Mediation body, when mediation is only proposed.")),
        click.option("--proposal", help=_("What is proposed to the mediation body.")),
        click.option("--password", is_flag=True, help=_("Ask for a password that the file will need.")),
        click.option(
            "--password-file", type=click.Path(path_type=Path), metavar="FILE", help=_("Take that password from FILE.")
        ),
    ):
        command = option(command)
    return command


@click.command(help=_("Print a form as PDF (ID is a matter or a reception), or check a printed one: verify FILE."))
@click.argument("words", nargs=-1, metavar="[ID | verify FILE]")
@_printing
@click.option("--verify", type=click.Path(path_type=Path), metavar="FILE", help=_("Check this printed file."))
@common
def command(desk: Desk, words: tuple[str, ...], verify: Path | None, **asked: Any) -> int:  # noqa: ANN401  options
    """Print or check."""
    if verify is None and len(words) == 2 and words[0] == "verify":
        verify, words = Path(words[1]), ()
    if verify is not None:
        return _verify(desk, verify, _password(asked))
    output, form = asked["output"], Form(asked["form"])
    if output is None or len(words) != (form in _OF_ONE):
        raise click.UsageError(_("Give the number of the matter and -o OUT.pdf, or --verify FILE."))
    order = _order(desk, form, asked)
    printed = _saved(desk, words, order, output, _password(asked))
    head = printed[0].head
    if desk.json:
        say_json({"file": str(output), "form": form.value, "bytes": printed[1], "check_code": head.check_code})
    else:
        say(_("Saved {file}, check code {code}.").format(file=output, code=head.check_code))
    return 0


def _order(desk: Desk, form: Form, asked: dict[str, Any]) -> PrintOrder:
    at: datetime | None = asked["at"]
    return PrintOrder(
        form=form,
        copy=Copy(asked["copy"]) if asked["copy"] else form.copies[0],
        language=asked["lang"] or language(),
        at=at.replace(tzinfo=desk.application.now().tzinfo) if at else None,
        draft=asked["draft"],
        given={name: asked[name] for name in _GIVEN if asked[name]},
    )


def _password(asked: dict[str, Any]) -> str:
    """The password of the file, from a file or the terminal; never from the command line, where others see it."""
    named: Path | None = asked["password_file"]
    if named is not None:
        return _password_in(named)
    if not asked["password"]:
        return ""
    return str(click.prompt(_("Password of the file"), hide_input=True, confirmation_prompt=True, err=True))


def _password_in(path: Path) -> str:
    """The password in a file; one that says nothing must not leave a document open to everybody."""
    try:
        found = _read(path).decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        found = ""
    if not found:
        raise UserMistakeError("documents.no_password", path=str(path))
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("documents.not_read", path=str(path), reason=system_reason(error)) from error


def _saved(desk: Desk, words: Sequence[str], order: PrintOrder, output: Path, password: str) -> tuple[Printable, int]:
    """Build, draw, save and record; a card of the guidance alone belongs to nobody and is not recorded."""
    if order.form is Form.COUNTER_CARD:
        card = counter_card_of(desk.application, order)
        content = drawn(card, password)
        save_document(output, content)
        return card, len(content)
    actor, records = desk.session().actor, desk.records
    made: Printable
    if order.form is Form.DUE_LIST:
        made = records.papers.due_list(order, actor)
    else:
        made = records.notes.note(words[0], order, actor)
    content = records.notes.pdf(made, password)
    save_document(output, content)
    records.notes.record_print(made, actor, content)
    return made, len(content)


# -- checking ---------------------------------------------------------------------------------------------------------


def _verify(desk: Desk, path: Path, password: str) -> int:
    proof = desk.records.notes.verify(_read(path), desk.session().actor, password)
    if desk.json:
        say_json(
            {
                "form": proof.stamp.form.value,
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
    return 0 if proof.genuine and proof.unchanged is not False else _DIFFERS


def _verdict(proof: Proof) -> str:
    if not proof.genuine:
        text = _("{number}: this file is not as it was printed here. Print the note again and compare.")
    elif proof.unchanged is None:
        text = _("{number}: printed here on {time}, as it stood then.")
    elif not proof.unchanged:
        text = _("{number}: printed here on {time}; the record was changed since.")
    else:
        text = _("{number}: printed here on {time}, and the record still says the same.")
    return text.format(number=proof.stamp.number, time=f"{proof.stamp.printed_at:%Y-%m-%d %H:%M}")
