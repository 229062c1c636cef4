"""The lists that everybody has, in the order of a manager's morning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.ledger_lists import Column, Spec
from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Usual:
    """One of them.

    Attributes:
        name: by which other screens ask for it.
        text: message id.
    """

    name: str
    text: str
    spec: Spec


USUAL: Final = (
    Usual("open", N_("Open"), Spec(open_only=True, column=Column.DUE, descending=False)),
    Usual("late", N_("Late"), Spec(late=True, column=Column.DUE, descending=False)),
    Usual("soon", N_("Due within 3 days"), Spec(due_within=3, column=Column.DUE, descending=False)),
    Usual("mine", N_("Mine"), Spec(open_only=True, mine=True, column=Column.DUE, descending=False)),
    Usual(
        "approve",
        N_("To be approved"),
        Spec(status=(Status.AWAITING_APPROVAL, Status.EXTENSION_PENDING), column=Column.DUE, descending=False),
    ),
    Usual("tell", N_("Decided, to be told"), Spec(status=(Status.DECIDED,), column=Column.DUE, descending=False)),
    Usual("raised", N_("Level 2 and above"), Spec(open_only=True, level=(2, 3, 4), column=Column.LEVEL)),
    Usual("repeats", N_("Repeats"), Spec(repeat=True)),
    Usual("week", N_("Received in 7 days"), Spec(received_within=6)),
    Usual("all", N_("All matters"), Spec()),
)
"""The first one is shown when nothing else is asked for."""

BY_NAME: Final[Mapping[str, Usual]] = {usual.name: usual for usual in USUAL}
