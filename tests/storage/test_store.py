"""Making, opening, copying and closing a store; known faults by name, nothing lost."""

import os
import secrets
import stat
import subprocess
import sys
import threading

import pytest

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.storage import schema
from hfc_desktop.storage.engine import PRAGMAS, connect
from hfc_desktop.storage.store import create_store, open_store


def code_of(call, *arguments):
    with pytest.raises(EnvironmentFaultError) as caught:
        call(*arguments)
    return caught.value.code


def test_a_new_store_is_at_the_newest_schema_and_empty(store):
    with store.unit_of_work(read_only=True) as uow:
        assert uow.people.users() == []
        assert uow.log.count() == 0
        assert uow.log.first_break() is None
    assert store.check(thorough=True) == []


def test_what_was_committed_is_there_after_closing(store, key, matter, put):
    complaint = matter()
    put(complaint)
    store.close()
    again = open_store(store.path, key)
    with again.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(complaint.number) == complaint
    again.close()


def test_what_was_not_committed_is_not(store, matter, actor):
    complaint = matter()
    with store.unit_of_work() as uow:
        uow.complaints.add(complaint)
    with store.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(complaint.id) is None


def test_an_error_in_the_block_takes_everything_back(store, matter):
    complaint = matter()

    class StopError(Exception):
        pass

    def work():
        with store.unit_of_work() as uow:
            uow.complaints.add(complaint)
            raise StopError

    with pytest.raises(StopError):
        work()
    with store.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(complaint.id) is None


@pytest.mark.parametrize("pragma", [text for text in PRAGMAS if not text.startswith("checkpoint")])
def test_every_pragma_is_in_force_on_every_connection(store, key, pragma):
    names = {"WAL": "wal", "FULL": 2, "ON": 1, "OFF": 0, "MEMORY": 2}
    name, value = pragma.split(" = ")
    connection = connect(store.path, key)
    assert connection.execute(f"PRAGMA {name}").fetchone()[0] == (names[value] if value in names else int(value))
    connection.close()


def test_nothing_readable_lies_in_the_folder(store, matter, put, clock):
    put(matter(claim="独一无二的请求UNIQUE-MARKER"))
    held = b"".join(path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file())
    assert b"UNIQUE-MARKER" not in held
    assert "独一无二".encode() not in held
    assert b"SQLite format" not in held


def test_a_wrong_key_is_refused_and_changes_nothing(store, key):
    store.close()
    before = store.path.read_bytes()
    assert code_of(open_store, store.path, secrets.token_bytes(32)) == "storage.unreadable"
    assert store.path.read_bytes() == before
    open_store(store.path, key).close()


@pytest.mark.parametrize("content", [b"", b"this is a text file, not a store\n" * 200, b"\0" * 8192])
def test_a_file_that_is_no_store_is_refused_by_name(tmp_path, key, content):
    path = tmp_path / "store.db"
    path.write_bytes(content)
    assert code_of(open_store, path, key) in {"storage.unreadable", "storage.no_store"}


def test_an_overwritten_beginning_is_found(store, key):
    store.close()
    content = bytearray(store.path.read_bytes())
    content[:64] = bytes(64)
    store.path.write_bytes(content)
    assert code_of(open_store, store.path, key) == "storage.unreadable"


def test_one_flipped_bit_is_found_by_the_check(store, key, matter, put):
    put(*(matter(sequence) for sequence in range(1, 60)))
    store.close()
    content = bytearray(store.path.read_bytes())
    content[-2000] ^= 1  # in the last page: rows, and nothing that opening reads
    store.path.write_bytes(content)
    damaged = open_store(store.path, key)
    assert damaged.check()
    damaged.close()


def test_a_missing_store_is_not_made_in_passing(tmp_path, key):
    assert code_of(open_store, tmp_path / "none.db", key) == "storage.no_store"
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_never_made_over_another(store, key):
    assert code_of(create_store, store.path, key) == "storage.exists"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_write_permission_is_named(tmp_path, key):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert code_of(create_store, tmp_path / "store.db", key) in {"storage.no_permission", "storage.cannot_open"}
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_newer_schema_is_refused_and_left_alone(store, key):
    store.close()
    raw = connect(store.path, key)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(EnvironmentFaultError) as caught:
        open_store(store.path, key)
    assert caught.value.code == "storage.newer_schema"
    assert caught.value.params["known"] == schema.HEAD


def test_a_full_disk_saves_nothing_of_the_record_and_all_of_the_earlier(store, key, matter, put):
    put(matter(1))
    raw = connect(store.path, key)
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.close()

    def fill():
        with store.unit_of_work() as uow:
            uow.session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for sequence in range(2, 400):
                uow.complaints.add(matter(sequence))
            uow.commit()

    assert code_of(fill) == "storage.disk_full"
    with store.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(matter(1).number) is not None
        assert uow.complaints.get(matter(2).number) is None


def test_a_second_writer_is_told_and_a_reader_never_waits(store, key):
    other = connect(store.path, key)
    other.execute("BEGIN IMMEDIATE")
    with store.unit_of_work(read_only=True) as reading:
        assert reading.people.users() == []
        reading.session.connection().exec_driver_sql("PRAGMA busy_timeout = 1")  # the pool gives it out again
    assert code_of(store.unit_of_work().__enter__) == "storage.locked"
    other.execute("ROLLBACK")
    other.close()


def test_a_copy_is_whole_and_the_same(store, key, matter, put, tmp_path):
    put(*(matter(sequence) for sequence in range(1, 20)))
    store.copy_to(tmp_path / "copies" / "one.db")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["one.db"]
    copy = open_store(tmp_path / "copies" / "one.db", key)
    assert copy.identity() == store.identity()
    with copy.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(matter(7).number) is not None
        assert uow.log.first_break() is None
    copy.close()


def test_a_new_life_chains_its_own_events_beside_the_old(store, matter, put):
    put(matter(1))
    origin, old = store.identity()
    store.renew_incarnation()
    put(matter(2))
    assert store.identity()[0] == origin
    assert store.identity()[1] != old
    with store.unit_of_work(read_only=True) as uow:
        events = list(uow.log.events("complaint"))
        assert [(event.incarnation == old, event.seq) for event in events] == [(True, 1), (False, 2)]
        assert events[1].lamport > events[0].lamport
        assert uow.log.first_break() is None


def test_units_of_work_open_in_any_thread_and_give_no_number_twice(store, clock):
    given, errors = [], []

    def work():
        try:
            for _turn in range(10):
                with store.unit_of_work() as uow:
                    given.append(uow.complaints.next_sequence("1100", "A1", clock().date()))
                    uow.commit()
        except EnvironmentFaultError as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(given) == list(range(1, 41))


def test_an_unclean_end_is_noticed_at_the_next_start(store, key, matter, put):
    put(matter())
    left_open = open_store(store.path, key)
    assert not left_open.was_clean
    left_open.close()
    store.close()
    clean = open_store(store.path, key)
    assert clean.was_clean
    clean.close()


def test_importing_the_room_loads_no_database_library():
    script = (
        "import sys, hfc_desktop.storage;"
        "print([m for m in ('sqlalchemy', 'sqlcipher3', 'alembic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_a_store_of_this_schema_does_not_load_alembic(store, key):
    store.close()
    script = (
        "import sys, pathlib; from hfc_desktop.storage.store import open_store;"
        f"open_store(pathlib.Path({str(store.path)!r}), bytes.fromhex({key.hex()!r})).close();"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
