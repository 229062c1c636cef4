"""Scenarios (场景): branching dialogues with a customer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, Escalation, GuidanceItem, Kind, SpokenLine


class NodeType(StrEnum):
    """What a step asks of the teller."""

    SAY = "say"
    ASK = "ask"
    DO = "do"
    STOP = "stop"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer to a step and where it leads."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    label: str
    """The answer, as the teller picks it."""
    next: str
    """Id of the step that follows."""
    flag: str = ""
    """Name of a sign that this answer raises, kept in the reception."""
    when: str = ""
    """Shown only if this sign was raised (flag) or was not (!flag)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step of the dialogue."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    id: str
    """Id inside the scenario."""
    type: NodeType
    """say, ask, do, stop or end."""
    text: str
    """What this step is, in one line."""
    customer_says: tuple[str, ...] = ()
    """What the customer is likely to say here."""
    say: tuple[SpokenLine, ...] = ()
    """What to say."""
    must_not_say: tuple[str, ...] = ()
    """What not to say here (禁语)."""
    why: str = ""
    """Why this step is there."""
    basis: str = ""
    """Its legal basis."""
    options: tuple[Option, ...] = ()
    """Answers; empty only at an end."""
    timer_seconds: int | None = None
    """Time that this step should take at most."""
    role: str = ""
    """Post that acts, when it is not the teller."""
    note_to_record: str = ""
    """Sentence for the record when this step was taken."""
    red_flag: bool = False
    """Whether reaching this step is itself a warning sign."""
    outcome: str = ""
    """At an end: its name in the record (processed, processed_with_notice, left, intercepted, handed_over, settled)."""
    hotlines: tuple[str, ...] = ()
    """Ids of hotlines to offer here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(GuidanceItem):
    """A branching dialogue, or, with one straight path, an ordered script."""

    kind: ClassVar[Kind] = Kind.SCENARIO

    trigger_phrases: tuple[str, ...]
    """What the customer says that leads here."""
    start: str
    """Id of the first step."""
    nodes: tuple[Node, ...]
    """Steps."""
    script_lines: tuple[SpokenLine, ...] = ()
    """Lines of use at any step."""
    do_not_say: tuple[str, ...] = ()
    """What not to say anywhere in this scenario."""
    escalation: tuple[Escalation, ...] = ()
    """When to hand on."""
    record_template: str = ""
    """Facts text that a record started from here begins with."""
    forms: tuple[str, ...] = ()
    """Documents that belong to it."""

    def node(self, node_id: str) -> Node:
        """The step of that id.

        Raises:
            KeyError: there is none.
        """
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
