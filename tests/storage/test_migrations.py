"""Every schema version up, down, with data; the newest equals the models; nothing is lost on the way."""

import secrets

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.storage import schema
from hfc_desktop.storage.engine import connect, make_engine
from hfc_desktop.storage.migrations import configuration
from hfc_desktop.storage.models import Base
from hfc_desktop.storage.store import _bring_up_to_date, create_store, open_store

VERSIONS = [script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()][::-1]

OF_THE_ENGINE = {
    "complaint_words",
    *(f"complaint_words_{part}" for part in ("config", "data", "docsize", "idx", "terms")),
}
"""Virtual tables and what the engine keeps for them; no model describes them, ``shape`` compares them."""


def shape(path, key):
    """All tables, columns, indexes and triggers of a file."""
    raw = connect(path, key)
    names = raw.execute("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    tables = sorted(name for kind, name, _table in names if kind == "table")
    columns = {name: sorted(raw.execute(f"PRAGMA table_info('{name}')").fetchall()) for name in tables}
    plain = {name: [(c[1], c[2], c[3], c[5]) for c in found] for name, found in columns.items()}
    triggers = sorted(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    raw.close()
    return sorted(names), plain, triggers


@pytest.fixture
def migrated(tmp_path, key):
    """A file that went through every version from nothing."""
    path = tmp_path / "migrated.db"
    raw = connect(path, key)
    raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    raw.close()
    engine = make_engine(path, key)
    schema.migrate(engine)
    yield path, engine
    engine.dispose()


def test_the_newest_version_is_the_one_the_program_knows():
    assert VERSIONS[-1] == schema.HEAD
    assert sorted(VERSIONS) == VERSIONS


def test_the_newest_version_equals_the_models(migrated):
    _path, engine = migrated
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, kind, _parents: name not in OF_THE_ENGINE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_a_migrated_file_is_as_a_new_one(migrated, tmp_path, key):
    path, engine = migrated
    engine.dispose()
    create_store(tmp_path / "new.db", key).close()
    assert shape(path, key) == shape(tmp_path / "new.db", key)


def test_down_to_nothing_and_up_again(migrated, key):
    path, engine = migrated
    before = shape(path, key)
    schema.migrate(engine, schema.NOTHING)
    assert [name for _kind, name, _table in shape(path, key)[0]] == ["alembic_version"]
    schema.migrate(engine)
    assert shape(path, key) == before


def test_a_failing_migration_leaves_the_old_schema(tmp_path, key):
    path = tmp_path / "half.db"
    raw = connect(path, key)
    raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    raw.execute("CREATE TABLE draft (id TEXT)")  # in the way of the first version, after it made other tables
    raw.close()
    engine = make_engine(path, key)
    with pytest.raises(Exception, match="already exists"):
        schema.migrate(engine)
    engine.dispose()
    assert sorted(name for _kind, name, _table in shape(path, key)[0]) == ["alembic_version", "draft"]


def test_an_older_store_is_copied_aside_before_it_is_migrated(store, key, matter, put):
    put(matter())
    store.close()
    backups, seen = store.path.parent / "backups", []
    _bring_up_to_date(store.path, key, "0000", backups, lambda _engine: seen.extend(backups.iterdir()))
    assert [path.name.startswith(f"before-schema-{schema.HEAD}-from-0000-") for path in seen] == [True]
    raw = connect(seen[0], key)
    assert raw.execute("SELECT count(*) FROM complaint").fetchone()[0] == 1
    raw.close()


def test_a_file_of_another_program_is_no_store(tmp_path):
    key = secrets.token_bytes(32)
    raw = connect(tmp_path / "other.db", key)
    raw.execute("CREATE TABLE other (id)")
    raw.close()
    with pytest.raises(EnvironmentFaultError) as caught:
        open_store(tmp_path / "other.db", key)
    assert caught.value.code == "storage.no_store"
