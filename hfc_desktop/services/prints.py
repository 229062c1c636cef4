"""Prints in the log: which number the next one has, and whether a file is one of them, byte for byte."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hfc_desktop.domain.documents import DRAFTS
from hfc_desktop.domain.events import Op

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.domain.documents import Copy, Form, NoteHead
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.printing import PrintOrder
    from hfc_desktop.services.ports import UnitOfWork


def earlier_prints(
    uow: UnitOfWork, table: str, record: str, form: Form, copy: Copy, number: str = ""
) -> list[Mapping[str, JsonValue]]:
    """Earlier prints of the same form and copy of one record, oldest first.

    Args:
        uow: an open transaction.
        table: kind of record that prints are recorded for.
        record: which one.
        form: form printed.
        copy: copy printed.
        number: only prints with this number; for papers of a branch, of which one record has many.
    """
    wanted = (form.value, copy.value)
    return [
        event.fields
        for event in uow.log.events(table, record)
        if event.op is Op.PRINT
        and (event.fields.get("form"), event.fields.get("copy")) == wanted
        and (not number or event.fields.get("number") == number)
    ]


def print_number(prints: Sequence[Mapping[str, JsonValue]], order: PrintOrder) -> int:
    """Number of the print: that of an earlier one made again for the same moment, else the next.

    A language has numbers of its own, and so have drafts: what follows a draft is no reprint of it.
    """
    own = [
        fields
        for fields in prints
        if fields.get("language") == order.language and bool(fields.get("draft")) is order.draft
    ]
    if order.at is not None:
        for fields in own:
            number = fields.get("print_no")
            if fields.get("at") == order.at.isoformat() and isinstance(number, int):
                return number
    return len(own) + 1


def keep_print(uow: UnitOfWork, actor: Actor, table: str, record: str, head: NoteHead, content: bytes) -> bool:
    """Put a print into the log, once for the same bytes; False when it is there already."""
    digest = hashlib.sha256(content).hexdigest()
    if is_printed(earlier_prints(uow, table, record, head.form, head.copy), digest):
        return False
    fields: dict[str, JsonValue] = {
        "form": head.form.value,
        "copy": head.copy.value,
        "language": head.language,
        "number": head.number,
        "print_no": head.print_no,
        "at": head.printed_at.isoformat(),
        "code": head.check_code,
        "sha256": digest,
    }
    if head.mark in DRAFTS:
        fields["draft"] = True
    uow.log.append(actor, table, record, Op.PRINT, fields)
    return True


def is_printed(prints: Sequence[Mapping[str, JsonValue]], digest: str) -> bool:
    """Whether one of the prints had these bytes."""
    return any(fields.get("sha256") == digest for fields in prints)
