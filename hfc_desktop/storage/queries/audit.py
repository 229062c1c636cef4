"""The audit as pages of the log, newest first."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, tuple_

from hfc_desktop.domain.audit import AuditMark
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import event_of
from hfc_desktop.storage.models import EventRow, PrivateRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from hfc_desktop.domain.audit import AuditFilter
    from hfc_desktop.domain.events import Event, JsonValue


def _start(day: date) -> str:
    return datetime.combine(day, time(), SHANGHAI).isoformat(timespec="milliseconds")


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    place = tuple_(EventRow.lamport, EventRow.life_id, EventRow.seq)
    conditions = [
        EventRow.at >= _start(wanted.first) if wanted.first else None,
        EventRow.at < _start(wanted.last + timedelta(days=1)) if wanted.last else None,
        EventRow.actor == wanted.actor if wanted.actor else None,
        EventRow.op.in_([op.value for op in wanted.ops]) if wanted.ops else None,
        EventRow.table_name == wanted.table if wanted.table else None,
        EventRow.record == wanted.record if wanted.record else None,
        func.json_extract(EventRow.body, "$.role") == wanted.role if wanted.role else None,
        func.json_extract(EventRow.body, "$.fields.what") == wanted.what if wanted.what else None,
        place < (wanted.after.lamport, wanted.after.life, wanted.after.seq) if wanted.after else None,
    ]
    return [condition for condition in conditions if condition is not None]


def page(session: Session, wanted: AuditFilter) -> Sequence[tuple[Event, Mapping[str, JsonValue], AuditMark]]:
    """One page: events with their private parts and where each stands."""
    statement = (
        select(EventRow.body, PrivateRow.body.label("private"), EventRow.lamport, EventRow.life_id, EventRow.seq)
        .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
        .where(*_conditions(wanted))
        .order_by(EventRow.lamport.desc(), EventRow.life_id.desc(), EventRow.seq.desc())
        .limit(wanted.limit)
    )
    return [
        (
            event_of(row.body),
            json.loads(row.private) if row.private else {},
            AuditMark(lamport=row.lamport, life=row.life_id, seq=row.seq),
        )
        for row in session.execute(statement)
    ]
