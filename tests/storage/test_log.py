"""The event log: chained, append-only, and proof against a hand in the file."""

import hashlib
import json
from itertools import pairwise

import pytest
from sqlalchemy.exc import DBAPIError

from hfc_desktop.domain.events import Op
from hfc_desktop.storage.engine import connect


@pytest.fixture
def filled(store, matter, put, actor):
    put(*(matter(sequence) for sequence in range(1, 6)))
    with store.unit_of_work() as uow:
        uow.log.append(actor, "complaint", "x", Op.READ, {})
        uow.commit()
    return store


def break_of(store):
    with store.unit_of_work(read_only=True) as uow:
        found = uow.log.first_break()
    return None if found is None else int(found.rsplit("/", 1)[1])


def tamper(store, key, *statements):
    """Somebody who has the key and no scruples: the guards go first."""
    store.close()
    raw = connect(store.path, key)
    for name in ("event_log_no_update", "event_log_no_delete", "event_private_no_update"):
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_events_are_numbered_and_chained(filled):
    with filled.unit_of_work(read_only=True) as uow:
        events = list(uow.log.events())
    assert [event.seq for event in events] == [1, 2, 3, 4, 5, 6]
    assert [event.lamport for event in events] == [1, 2, 3, 4, 5, 6]
    assert events[0].prev == ""
    assert all(later.prev == earlier.hash() for earlier, later in pairwise(events))
    assert break_of(filled) is None


def test_names_and_texts_stand_in_the_private_part_alone(filled):
    with filled.unit_of_work(read_only=True) as uow:
        event = next(uow.log.events("complaint"))
        private = uow.log.private(event)
        assert "退还手续费" not in json.dumps(event.to_json(), ensure_ascii=False)
        assert private["claim"] == "退还手续费"
        assert event.private_hash
    with filled.unit_of_work(read_only=True) as uow:
        assert uow.log.private(list(uow.log.events())[-1]) == {}


def test_equal_private_parts_have_different_hashes(store, actor):
    with store.unit_of_work() as uow:
        hashes = {uow.log.append(actor, "t", "r", Op.SET, {}, {"name": "张三"}).private_hash for _turn in range(3)}
        uow.commit()
    assert len(hashes) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event_log SET op = 'set' WHERE seq = 2",
        "DELETE FROM event_log WHERE seq = 2",
        "UPDATE event_private SET body = '{}' WHERE seq = 2",
    ],
)
def test_the_program_itself_cannot_rewrite_the_log(filled, statement):
    with pytest.raises(DBAPIError, match="append-only"), filled.unit_of_work() as uow:
        uow.session.connection().exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statements", "seq"),
    [
        (["UPDATE event_log SET body = replace(body, 'registered', 'accepted__') WHERE seq = 3"], 3),
        (["UPDATE event_log SET op = 'set' WHERE seq = 2"], 2),
        (["UPDATE event_log SET record = 'other' WHERE seq = 4"], 4),
        (["DELETE FROM event_private WHERE seq = 3", "DELETE FROM event_log WHERE seq = 3"], 3),
        (["DELETE FROM event_log WHERE seq = 6"], 6),
        (["DELETE FROM event_private WHERE seq = 2"], 2),
        (["UPDATE event_private SET body = replace(body, '退还', '赠送') WHERE seq = 5"], 5),
        (["UPDATE event_private SET salt = x'00' WHERE seq = 1"], 1),
        (["UPDATE event_log SET seq = 99 WHERE seq = 6"], 6),
        (["UPDATE event_log SET actor = 'T9' WHERE seq = 4"], 4),
        (["UPDATE event_log SET at = '2020-01-01T00:00:00.000+08:00' WHERE seq = 4"], 4),
    ],
)
def test_a_hand_in_the_file_is_found_at_its_place(filled, key, statements, seq):
    tamper(filled, key, "PRAGMA foreign_keys = OFF", *statements)
    assert break_of(filled) == seq


def test_a_rewritten_event_with_a_fitting_hash_breaks_the_next_one(filled, key):
    filled.close()
    raw = connect(filled.path, key)
    body = raw.execute("SELECT body FROM event_log WHERE seq = 2").fetchone()[0].replace('"T1"', '"T9"')
    digest = hashlib.sha256(body.encode()).hexdigest()
    raw.execute("DROP TRIGGER event_log_no_update")
    raw.execute("UPDATE event_log SET body = ?, hash = ?, actor = 'T9' WHERE seq = 2", (body, digest))
    raw.close()
    assert break_of(filled) == 3


def test_redaction_takes_the_content_and_leaves_the_chain_whole(filled, actor):
    with filled.unit_of_work() as uow:
        event = next(uow.log.events("complaint"))
        uow.log.append(actor, "complaint", event.record, Op.REDACT, {"events": [event.key]})
        uow.session.connection().exec_driver_sql("DELETE FROM event_private WHERE seq = 1")
        uow.commit()
    assert break_of(filled) is None
    with filled.unit_of_work(read_only=True) as uow:
        assert uow.log.private(event) == {}


def test_events_of_one_record_come_alone(filled):
    with filled.unit_of_work(read_only=True) as uow:
        assert [event.op for event in uow.log.events("complaint", "x")] == [Op.READ]
        assert uow.log.count() == 6


def test_events_appended_in_an_open_unit_are_seen_in_it(store, actor):
    with store.unit_of_work() as uow:
        uow.log.append(actor, "t", "r", Op.CREATE, {"a": 1})
        assert uow.log.count() == 1
        assert uow.log.first_break() is None


def test_a_rolled_back_event_leaves_no_gap(store, actor):
    with store.unit_of_work() as uow:
        uow.log.append(actor, "t", "gone", Op.CREATE, {})
    with store.unit_of_work() as uow:
        kept = uow.log.append(actor, "t", "kept", Op.CREATE, {})
        uow.commit()
    assert kept.seq == 1
    assert break_of(store) is None
