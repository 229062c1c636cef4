"""Receptions between domain values and their table."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.reception_log import ReceptionCount, StoredReception, fields_of, from_fields
from hfc_desktop.storage.models import RECEPTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="microseconds")


def _columns(stored: StoredReception) -> dict[str, object]:
    reception = stored.reception
    return {
        "id": reception.id,
        "day": local_day(reception.started_at).isoformat(),
        "started_at": _moment(reception.started_at),
        "organisation": stored.organisation,
        "counter": stored.counter,
        "teller": stored.teller,
        "closing": reception.closing.value if reception.closing else "",
        "topic": reception.topic,
        "complaint": reception.complaint,
        "saved_at": _moment(stored.saved_at),
        "document": json.dumps(fields_of(stored), ensure_ascii=False, separators=(",", ":")),
    }


class SqlReceptions:
    """``ports.ReceptionRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, stored: StoredReception) -> None:
        """Write a reception, replacing its earlier state."""
        columns = _columns(stored)
        changed = {name: value for name, value in columns.items() if name != "id"}
        self._session.execute(
            sqlite_insert(RECEPTIONS).values(columns).on_conflict_do_update(index_elements=["id"], set_=changed)
        )

    def get(self, reception_id: str) -> StoredReception | None:
        """One reception."""
        found = self._all(select(RECEPTIONS.c.document).where(RECEPTIONS.c.id == reception_id))
        return found[0] if found else None

    def open_of(self, teller: str) -> Sequence[StoredReception]:
        """Receptions of one member of staff that did not end, newest first."""
        wanted = select(RECEPTIONS.c.document).where(RECEPTIONS.c.teller == teller, RECEPTIONS.c.closing == "")
        return self._all(wanted.order_by(RECEPTIONS.c.started_at.desc()))

    def of_complaint(self, complaint_id: str) -> Sequence[StoredReception]:
        """Receptions from which that record was made, oldest first."""
        wanted = select(RECEPTIONS.c.document).where(RECEPTIONS.c.complaint == complaint_id)
        return self._all(wanted.order_by(RECEPTIONS.c.started_at))

    def between(self, first: date, last: date, organisations: Sequence[str]) -> Sequence[StoredReception]:
        """Receptions that began on days of a span in some offices, oldest first."""
        wanted = select(RECEPTIONS.c.document).where(
            RECEPTIONS.c.organisation.in_(organisations),
            RECEPTIONS.c.day.between(first.isoformat(), last.isoformat()),
        )
        return self._all(wanted.order_by(RECEPTIONS.c.started_at))

    def counts(
        self, first: date, last: date, organisations: Sequence[str], teller: str = ""
    ) -> Sequence[ReceptionCount]:
        """How many of each day, topic and ending; of one member of staff if named."""
        group = (RECEPTIONS.c.day, RECEPTIONS.c.topic, RECEPTIONS.c.closing)
        wanted = select(*group, func.count()).where(
            RECEPTIONS.c.organisation.in_(organisations),
            RECEPTIONS.c.day.between(first.isoformat(), last.isoformat()),
        )
        if teller:
            wanted = wanted.where(RECEPTIONS.c.teller == teller)
        return [
            ReceptionCount(day=date.fromisoformat(day), topic=topic, closing=closing, count=count)
            for day, topic, closing, count in self._session.execute(wanted.group_by(*group).order_by(*group))
        ]

    def _all(self, wanted: Select[Any]) -> list[StoredReception]:
        return [from_fields(json.loads(text)) for text in self._session.scalars(wanted)]
