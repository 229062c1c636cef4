"""The record form as a table: one row a field, in reading order. The view builds itself from this table.

Keys name values of the form; ``state`` turns them into a draft. ``required`` names the natures for which a field must
be filled before the record is saved; a draft needs nothing. Name and contact are never compulsory: what the bank has
already must not be asked for again (Order No. 3 of 2020, art. 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import ComplaintSource, IdType, Nature, PartyKind
from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


class Block(StrEnum):
    """The three parts of the form."""

    WHO = "who"
    WHAT = "what"
    ENDED = "ended"


BLOCKS: Final[Mapping[Block, str]] = {
    Block.WHO: N_("Who"),
    Block.WHAT: N_("What"),
    Block.ENDED: N_("How it ended"),
}


class Editor(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    TERM = "term"
    CLASS = "class"
    TICK = "tick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    Attributes:
        key: name in the form's values.
        group: for a term, its group in ``wording.terms``; for a class, the axis of the classification.
        values: for a term, the values offered, in order; an empty one means none chosen.
        half: whether two such fields share a line where there is room.
        help: how to fill it in; stands in the empty field, or below one that cannot hold it.
        shown_for: representative fields and the like are shown only while this tick is set.
    """

    key: str
    block: Block
    label: str
    editor: Editor = Editor.LINE
    group: str = ""
    values: tuple[str, ...] = ()
    required: frozenset[Nature] = frozenset()
    help: str = ""
    half: bool = False
    shown_for: str = ""
    lines: int = 3


_COMPLAINT: Final = frozenset({Nature.COMPLAINT})
_OTHER_MATTER: Final = frozenset(Nature) - _COMPLAINT
_ANY: Final = frozenset(Nature)
_NATURES: Final = tuple(nature.value for nature in Nature)
_ID_TYPES: Final = ("", *(id_type.value for id_type in IdType))

FIELDS: Final[tuple[Field, ...]] = (
    Field(key="nature", block=Block.WHO, label=N_("Nature"), editor=Editor.TERM, group="nature", values=_NATURES,
          help=N_("Only a dispute with a claim is a complaint with legal deadlines; a question is a consultation."),
          half=True),
    Field(key="source", block=Block.WHO, label=N_("Came in by"), editor=Editor.TERM, group="source",
          values=tuple(source.value for source in ComplaintSource), half=True),
    Field(key="name", block=Block.WHO, label=N_("Customer's name"), half=True,
          help=N_("As on the document; rare characters are printed too.")),
    Field(key="kind", block=Block.WHO, label=N_("Person or organisation"), editor=Editor.TERM, group="party_kind",
          values=tuple(kind.value for kind in PartyKind), half=True),
    Field(key="id_type", block=Block.WHO, label=N_("Identity document"), editor=Editor.TERM, group="id_type",
          values=_ID_TYPES, half=True),
    Field(key="id_number", block=Block.WHO, label=N_("Document number"), half=True,
          help=N_("Kept encrypted; only a keyed hash leaves the branch.")),
    Field(key="phone", block=Block.WHO, label=N_("Customer's phone"), half=True,
          help=N_("For the reply: 11 digits, or a landline with area code.")),
    Field(key="account_tail", block=Block.WHO, label=N_("Card or account, last four"), half=True),
    Field(key="address", block=Block.WHO, label=N_("Postal address"), help=N_("Only when the reply goes by post.")),
    Field(key="represented", block=Block.WHO, label=N_("Somebody speaks for the customer"), editor=Editor.TICK),
    Field(key="agent_name", block=Block.WHO, label=N_("Representative"), half=True, shown_for="represented"),
    Field(key="agent_phone", block=Block.WHO, label=N_("Representative's phone"), half=True, shown_for="represented"),
    Field(key="authority_seen", block=Block.WHO, label=N_("Letter of authority seen in the original"),
          editor=Editor.TICK, shown_for="represented"),
    Field(key="scenario", block=Block.WHAT, label=N_("Topic"), editor=Editor.CLASS, group="scenario",
          required=_ANY, half=True),
    Field(key="business", block=Block.WHAT, label=N_("Kind of business"), editor=Editor.CLASS, group="business",
          half=True),
    Field(key="claim", block=Block.WHAT, label=N_("What the customer wants"), editor=Editor.TEXT,
          required=_COMPLAINT, lines=2),
    Field(key="facts", block=Block.WHAT, label=N_("What happened"), editor=Editor.TEXT,
          required=_OTHER_MATTER, lines=4),
    Field(key="amount", block=Block.WHAT, label=N_("Amount involved, yuan"), half=True,
          help=N_("2600, 2,600.50 or 3万.")),
    Field(key="loss", block=Block.WHAT, label=N_("Loss, yuan"), half=True),
    Field(key="occurred_on", block=Block.WHAT, label=N_("Happened on"), half=True,
          help=N_("2026-03-17, 3-17 or 昨天.")),
    Field(key="product", block=Block.WHAT, label=N_("Product or service"), half=True),
    Field(key="channel", block=Block.WHAT, label=N_("Channel"), editor=Editor.CLASS, group="channel", half=True),
    Field(key="reason", block=Block.WHAT, label=N_("Reason"), editor=Editor.CLASS, group="reason", half=True),
    Field(key="basis", block=Block.WHAT, label=N_("What it rests on"), editor=Editor.TEXT, lines=1,
          help=N_("Receipts, recordings, messages that the customer names.")),
    Field(key="first_advice", block=Block.ENDED, label=N_("First advice given"), editor=Editor.TEXT, lines=2),
    Field(key="settled_on_spot", block=Block.ENDED, label=N_("Settled on the spot"), editor=Editor.TICK, half=True),
    Field(key="told_customer", block=Block.ENDED, label=N_("Customer was told the result"), editor=Editor.TICK,
          half=True),
    Field(key="expected_outcome", block=Block.ENDED, label=N_("What was agreed"), editor=Editor.TEXT, lines=1),
)  # fmt: skip

BY_KEY: Final[Mapping[str, Field]] = {field.key: field for field in FIELDS}
