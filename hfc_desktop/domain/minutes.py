"""Minutes (纪要) of an analysis meeting, as taken down in a file or by the meeting itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hfc_desktop.domain.documents import NoteHead


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAction:
    """What somebody does until a day."""

    what: str
    owner: str
    due: date | None = None
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One subject of a meeting.

    Attributes:
        facts: what the figures say.
        analysis: causes, difficult and blocked points.
        forecast: what is expected next.
    """

    title: str
    facts: str = ""
    discussion: str = ""
    analysis: str = ""
    forecast: str = ""
    decision: str = ""
    actions: tuple[AgreedAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting and what came of it. Names of staff are those of the attendance list.

    Attributes:
        number: of the meeting, as ``2026-11``.
        since: day of the meeting before.
    """

    number: str
    title: str
    held_at: datetime
    place: str = ""
    chair: str = ""
    secretary: str = ""
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    since: date | None = None
    items: tuple[AgendaItem, ...] = ()
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Minutes as printed."""

    head: NoteHead
    meeting: Meeting
