"""Which events of a record a new one replaces, without reading more of the log than the answer needs.

Whoever writes a field says which values it replaces. In a record that this life of the store has written alone, each
writer had seen everything before it, so the newest one that replaced something settles its fields: the log is read from
its end and only so far. A record that others have written as well is read whole, since its fields may have several
heads. Readings, prints and exports, of which a record may have hundreds, are passed over by the engine.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select

from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.events import Op, event_of
from hfc_desktop.domain.merging import WRITES, Written, may_write, seen_by
from hfc_desktop.storage.models import EVENTS, LIVES, PRIVATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_REPLACING: Final = frozenset({Op.SET, Op.ACT})
_OPS: Final = sorted(op.value for op in WRITES | {Op.TOMBSTONE})
_OF_RECORD: Final = (EVENTS.c.table_name == bindparam("kind")) & (EVENTS.c.record == bindparam("name"))
_NEWEST_FIRST: Final = (
    select(EVENTS.c.life_id, EVENTS.c.body, PRIVATES.c.body.label("private"))
    .outerjoin(PRIVATES, (PRIVATES.c.life_id == EVENTS.c.life_id) & (PRIVATES.c.seq == EVENTS.c.seq))
    .where(_OF_RECORD, EVENTS.c.op.in_(_OPS))
    .order_by(EVENTS.c.life_id == bindparam("own"), EVENTS.c.op != Op.TOMBSTONE.value, EVENTS.c.seq.desc())
)
"""What wrote a record: events of other lives first, then deletions, then the newest."""
_KEYS: Final = (
    select(LIVES.c.origin, LIVES.c.incarnation, EVENTS.c.seq)
    .join(LIVES, LIVES.c.id == EVENTS.c.life_id)
    .where(_OF_RECORD)
)


def all_keys(connection: Connection, table: str, record: str) -> tuple[str, ...]:
    """Keys of everything that happened to a record, in order of the keys; what a deletion has seen."""
    rows = connection.execute(_KEYS, {"kind": table, "name": record})
    return tuple(sorted(f"{origin}/{incarnation}/{seq}" for origin, incarnation, seq in rows))


def replaced(connection: Connection, life_id: int, table: str, record: str, names: Iterable[str]) -> tuple[str, ...]:
    """Keys of the events whose values an event of this life replaces that writes ``names``, in order of the keys."""
    with connection.execute(_NEWEST_FIRST, {"kind": table, "name": record, "own": life_id}) as rows:
        first = next(rows, None)
        if first is None:
            return ()
        written = (_written(row.body, row.private) for row in chain((first,), rows))
        return seen_by(list(written), names) if first.life_id != life_id else _own(written, names)


def _written(body: str, private: str | None) -> Written:
    event = event_of(body)
    return Written(event, joined(event.fields, json.loads(private) if private else {}))


def _own(newest_first: Iterable[Written], names: Iterable[str]) -> tuple[str, ...]:
    """What is replaced in a record that one life has written alone."""
    keys: set[str] = set()
    wanted = set(names)
    for one in newest_first:
        event = one.event
        if event.op is Op.TOMBSTONE:
            keys.add(event.key)
            continue
        if not wanted:
            break
        owned = {name for name in wanted if name in one.values and may_write(name, event)}
        if owned:
            keys.add(event.key)
        if event.op in _REPLACING and event.seen:
            wanted -= owned
    return tuple(sorted(keys))
