"""The audit: what is asked of the log, what a line of it says, and how a hand in it is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hfc_desktop.domain.events import JsonValue, Op


class BreakReason(StrEnum):
    """What was found wrong with the log.

    ``CUT``: the newest events are gone. ``ANCHOR_MISSING`` and ``ANCHOR_CHANGED``: the file beside the store that holds
    the head of the log is gone or was not written by this program, so that a cut could not be seen.
    """

    CHANGED = "changed"
    MISSING = "missing"
    CUT = "cut"
    ANCHOR_MISSING = "anchor_missing"
    ANCHOR_CHANGED = "anchor_changed"


@dataclass(frozen=True, slots=True)
class LogBreak:
    """The first place at which the log does not hold.

    Attributes:
        event: key of the first event that is not as it was written, as ``origin/incarnation/seq``.
    """

    event: str
    reason: BreakReason


@dataclass(frozen=True, slots=True)
class Verification:
    """Outcome of checking the log.

    Attributes:
        events: how many events were checked.
        first_break: key of the first event that does not hold; none when all hold.
        reason: what is wrong there.
    """

    events: int
    first_break: str | None
    reason: BreakReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditMark:
    """Where a page of the audit ended."""

    lamport: int
    life: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What is asked of the log. Empty means all; days are in Asia/Shanghai, both ends included.

    Attributes:
        ops: kinds of event; ``(Op.REFUSED,)`` for refused attempts, ``(Op.READ, Op.PRINT, Op.EXPORT)`` for reading.
        what: finer kind of event, as ``list``, ``reveal``, ``destroyed``.
        after: end of the page before.
    """

    first: date | None = None
    last: date | None = None
    actor: str = ""
    role: str = ""
    ops: tuple[Op, ...] = ()
    what: str = ""
    table: str = ""
    record: str = ""
    after: AuditMark | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One event as an auditor reads it. Personal data are not in it.

    Attributes:
        name: name of the member of staff, as known now.
        number: complaint number, when it is about a complaint that is still here.
        fields: codes of what was done.
        reason: why, as the actor said; numbers and names of persons in it are masked.
        mark: give it as ``AuditFilter.after`` to go on behind this line.
    """

    key: str
    at: str
    actor: str
    name: str
    role: str
    table: str
    record: str
    number: str
    op: Op
    fields: Mapping[str, JsonValue] = field(default_factory=dict)
    reason: str = ""
    mark: AuditMark
