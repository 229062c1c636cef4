"""Types of fraud: one place in a dated edition, seen by signs, met by questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.fraud_type import FraudType
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

_EDITION: Final = re.compile(r"20[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
GROUPS: Final = ("common", "newer")


def rules(item: FraudType, context: Context) -> Findings:
    """Edition, number, signs, questions."""
    if not _EDITION.fullmatch(item.edition):
        yield error(("edition",), "fraud_type.edition", value=item.edition)
    if item.group not in GROUPS:
        params = {"field": "group", "value": item.group, "allowed": ", ".join(GROUPS), "nearest": ""}
        yield error(("group",), "schema.bad_choice", **params)
    for name in ("signs", "questions", "targets", "payment_paths"):
        if not getattr(item, name):
            yield error((name,), "list.empty", field=name)
    for other in context.library.of_kind(Kind.FRAUD_TYPE):
        if isinstance(other, FraudType) and other.id < item.id and _place(other) == _place(item):
            yield error(("number",), "fraud_type.same_number", number=item.number, other=other.id)


def _place(item: FraudType) -> tuple[str, str, int]:
    return item.edition, item.group, item.number


def search_text(item: FraudType) -> SearchText:
    """Found by signs and story; shows the first question."""
    return made(
        item,
        first_words=first((*item.say, *item.questions)),
        plain=[*item.signs, *item.hard_flags],
        weak=[item.story, *item.questions, *item.targets, *item.payment_paths, *item.say],
    )
