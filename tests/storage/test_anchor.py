"""The head beside the store: a tail that somebody cut in the file is found, and honest accidents are not accused."""

import json
import shutil

import pytest

from hfc_desktop.domain.audit import BreakReason
from hfc_desktop.domain.events import Op
from hfc_desktop.storage.anchor import Anchor, Head
from hfc_desktop.storage.engine import connect
from hfc_desktop.storage.store import open_store


@pytest.fixture
def note(actor):
    """Appends events, one a transaction."""

    def note(store, count=1):
        for _turn in range(count):
            with store.unit_of_work() as uow:
                uow.log.append(actor, "complaint", "x", Op.READ, {})
                uow.commit()

    return note


def found(store):
    with store.unit_of_work(read_only=True) as uow:
        assert uow.log.chain_break() is None, "the chain alone must not tell"
        return uow.log.anchor_break()


def cut(path, key, keep):
    """Somebody with the key cuts the tail, and the head that the store keeps, so that the chain looks whole."""
    raw = connect(path, key)
    for guard in ("event_log_no_update", "event_log_no_delete", "event_private_no_update"):
        raw.execute(f"DROP TRIGGER {guard}")
    raw.execute("PRAGMA foreign_keys = OFF")
    for table in ("event_private", "event_log"):
        raw.execute(f"DELETE FROM {table} WHERE seq > ?", (keep,))
    head = raw.execute("SELECT hash FROM event_log WHERE seq = ?", (keep,)).fetchone()
    raw.execute("UPDATE log_life SET last_seq = ?, head = ?", (keep, head[0] if head else ""))
    raw.close()


@pytest.mark.parametrize("keep", [0, 3, 4])
def test_a_cut_tail_is_found_however_little_was_cut(store, key, clock, note, keep):
    note(store, 5)
    store.close()
    cut(store.path, key, keep)
    again = open_store(store.path, key, clock)
    assert found(again).reason is BreakReason.CUT
    again.close()


def test_writing_on_over_a_cut_does_not_wipe_the_evidence(store, key, clock, note):
    note(store, 5)
    store.close()
    cut(store.path, key, 3)
    again = open_store(store.path, key, clock)
    note(again, 9)
    assert found(again).reason in (BreakReason.CUT, BreakReason.CHANGED)
    again.close()


def test_a_whole_log_holds_after_every_commit(store, note):
    for _turn in range(4):
        note(store)
        assert found(store) is None


def test_an_older_head_is_no_accusation_and_is_caught_up_with(store, note):
    note(store, 2)
    older = store.path.with_name("store.db.head").read_bytes()
    note(store, 2)
    store.path.with_name("store.db.head").write_bytes(older)
    assert found(store) is None
    note(store)
    assert json.loads(store.path.with_name("store.db.head").read_bytes())["seq"] == 5


def test_a_head_that_is_gone_is_missed_and_not_made_again(store, key, clock, note):
    note(store, 2)
    store.close()
    store.path.with_name("store.db.head").unlink()
    again = open_store(store.path, key, clock)
    note(again)
    assert found(again).reason is BreakReason.ANCHOR_MISSING
    again.close()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 512, b'{"life":"a/b","seq":1,"hash":"","mac":"0"}'])
def test_a_head_that_is_not_ours_is_named_and_left_as_it_is(store, note, content):
    note(store, 2)
    file = store.path.with_name("store.db.head")
    file.write_bytes(content)
    note(store)
    assert found(store).reason is BreakReason.ANCHOR_CHANGED
    assert file.read_bytes() == content


def test_a_head_with_another_key_is_not_ours(tmp_path, key):
    path = tmp_path / "store.db"
    Anchor(path, b"x" * 32).put(Head("a/b", 7, "c"))
    assert Anchor(path, b"x" * 32).read() == Head("a/b", 7, "c")
    with pytest.raises(Exception, match=r"^$"):
        Anchor(path, key).read()


def test_a_rolled_back_event_moves_no_head(store, actor, note):
    note(store)
    before = store.path.with_name("store.db.head").read_bytes()
    with store.unit_of_work() as uow:
        uow.log.append(actor, "t", "r", Op.SET, {})
    assert store.path.with_name("store.db.head").read_bytes() == before
    assert found(store) is None


def test_two_programs_at_once_keep_one_head(store, key, clock, note):
    other = open_store(store.path, key, clock)
    for _turn in range(3):
        note(store)
        note(other, 2)
    assert found(store) is None
    assert found(other) is None
    assert json.loads(store.path.with_name("store.db.head").read_bytes())["seq"] == 9
    other.close()


def test_a_restored_copy_says_in_its_next_life_what_it_lacks(store, key, clock, note, actor):
    note(store, 2)
    store.copy_to(store.path.with_name("copy.db"))
    note(store, 3)
    store.close()
    shutil.copy(store.path.with_name("copy.db"), store.path)
    again = open_store(store.path, key, clock)
    assert found(again).reason is BreakReason.CUT
    again.renew_incarnation(actor)
    assert found(again) is None
    with again.unit_of_work(read_only=True) as uow:
        event = list(uow.log.events("house"))[-1]
    assert (event.fields["last_seq"], event.fields["anchored_seq"], event.fields["anchor"]) == (2, 5, "cut")
    assert event.actor == actor.staff_no
    again.close()


def test_the_end_of_an_earlier_life_is_vouched_for_by_the_next(store, key, clock, note):
    note(store, 4)
    store.renew_incarnation()
    note(store)
    store.close()
    raw = connect(store.path, key)
    for guard in ("event_log_no_update", "event_log_no_delete"):
        raw.execute(f"DROP TRIGGER {guard}")
    raw.execute("DELETE FROM event_log WHERE life_id = 1 AND seq > 2")
    (head,) = raw.execute("SELECT hash FROM event_log WHERE life_id = 1 AND seq = 2").fetchone()
    raw.execute("UPDATE log_life SET last_seq = 2, head = ? WHERE id = 1", (head,))
    raw.close()
    again = open_store(store.path, key, clock)
    with again.unit_of_work(read_only=True) as uow:
        assert uow.log.chain_break().reason is BreakReason.CUT
    again.close()
