"""What lists of the ledger are read by: narrow indexes, the trigrams of words, and lists that somebody kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Index, event, text
from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base
from hfc_desktop.storage.models.complaint import ComplaintRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

SCANNED: Final = (
    "received_at", "status", "nature", "severity", "level", "source", "organisation", "counter", "business_line",
    "channel", "business", "reason", "scenario", "first_receiver", "handler", "complainant", "amount_fen", "due",
    "repeat_no", "outcome",
)  # fmt: skip
"""Everything that lists sort and filter by. The order of receipt comes first, since most lists are in that order. What
is unique to each record is left out: it makes the index half as wide again, and has an index of its own."""

LIST_INDEX: Final = "ix_complaint_list"
OPEN_INDEX: Final = "ix_complaint_open"
_UNIQUE: Final = "sqlite_autoindex_complaint_2"
"""Name that the engine gives the index of the second unique column, the number; the first is the id."""
OPEN_ONLY: Final = "status NOT IN ('archived', 'closed', 'declined', 'merged', 'transferred', 'withdrawn')"
"""Condition of the index of open matters; a statement must hold it word for word to use that index."""
_SCANNED: Final = tuple(getattr(ComplaintRow, name) for name in SCANNED)
Index(LIST_INDEX, *_SCANNED)
Index(OPEN_INDEX, *_SCANNED, sqlite_where=text(OPEN_ONLY))
Index("ix_complaint_registered_at", ComplaintRow.registered_at)

SORTED: Final = (
    "complainant", "scenario", "handler", "level", "status", "business_line", "business", "reason", "amount_fen", "due",
)  # fmt: skip
"""Columns with an index of their own beside the moment of receipt: the whole ledger in the order of any of them gives
its first screenful at once, and a word in the box above one of them is looked for in that column alone."""
SORTED_BEFORE: Final = "status"
"""The one of them that has its index in the table's own definition."""
for _name in SORTED:
    if _name != SORTED_BEFORE:
        Index(None, getattr(ComplaintRow, _name), ComplaintRow.received_at)

CODES: Final = (
    "received_at", "nature", "severity", "source", "organisation", "counter", "channel", "first_receiver", "handler",
    "repeat_no", "outcome",
)  # fmt: skip
"""Columns of few and short values: they share one index, less than half as wide as that of the lists, since an index of
each would cost every save more than it gives."""
CODES_INDEX: Final = "ix_complaint_codes"
Index(CODES_INDEX, *(getattr(ComplaintRow, name) for name in CODES))


def sorted_index(name: str) -> str:
    """The index that holds the whole ledger in the order of a column."""
    return _APART.get(name, f"ix_complaint_{name}_received_at")


_APART: Final = {"received_at": LIST_INDEX, "registered_at": "ix_complaint_registered_at", "number": _UNIQUE}


class OfficeCountRow(Base):
    """How many matters of an office there are; kept by triggers, so that nobody walks through them to say it."""

    __tablename__ = "office_count"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    matters: Mapped[int]


_ONE_MORE: Final = (
    "INSERT INTO office_count (organisation, matters) VALUES (new.organisation, 1) "
    "ON CONFLICT (organisation) DO UPDATE SET matters = matters + 1"
)
_ONE_LESS: Final = "UPDATE office_count SET matters = matters - 1 WHERE organisation = old.organisation"
COUNT_SCHEMA: Final = (
    f"CREATE TRIGGER office_count_insert AFTER INSERT ON complaint BEGIN {_ONE_MORE}; END",
    f"CREATE TRIGGER office_count_delete AFTER DELETE ON complaint BEGIN {_ONE_LESS}; END",
    "CREATE TRIGGER office_count_update AFTER UPDATE OF organisation ON complaint "
    f"WHEN new.organisation <> old.organisation BEGIN {_ONE_LESS}; {_ONE_MORE}; END",
)


class SavedListRow(Base):
    """A list that somebody kept."""

    __tablename__ = "saved_list"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    shared: Mapped[bool]
    document: Mapped[str]


WORDS: Final = "complaint_words"
PADDING: Final = "  "
"""Stands behind each text, so that its last characters begin a trigram, too."""

_TEXTS: Final = (" || '" + PADDING + "' || ").join(
    f"coalesce({place}, '')"
    for place in (
        "{row}.number",
        "{row}.complainant",
        "json_extract({row}.document, '$.claim')",
        "json_extract({row}.document, '$.facts')",
    )
)
_ADD: Final = f"INSERT INTO {WORDS} (rowid, words) VALUES (new.rowid, {_TEXTS.format(row='new')} || '{PADDING}')"
_DROP: Final = (
    f"INSERT INTO {WORDS} ({WORDS}, rowid, words) "
    f"VALUES ('delete', old.rowid, {_TEXTS.format(row='old')} || '{PADDING}')"
)

WORDS_SCHEMA: Final = (
    f"CREATE VIRTUAL TABLE {WORDS} USING fts5 (words, content='', columnsize=0, tokenize='trigram')",
    f"INSERT INTO {WORDS} ({WORDS}, rank) VALUES ('secure-delete', 1)",
    f"CREATE VIRTUAL TABLE {WORDS}_terms USING fts5vocab ({WORDS}, 'row')",
    f"CREATE TRIGGER {WORDS}_insert AFTER INSERT ON complaint BEGIN {_ADD}; END",
    f"CREATE TRIGGER {WORDS}_delete AFTER DELETE ON complaint BEGIN {_DROP}; END",
    f"CREATE TRIGGER {WORDS}_update AFTER UPDATE OF number, complainant, document ON complaint "
    f"BEGIN {_DROP}; {_ADD}; END",
)
"""Index of words. It holds no text of its own, forgets for good what is deleted, and is kept by triggers. It points at
records by their row numbers, which a VACUUM may change: ``storage.queries.words.refill`` comes after one."""

WORDS_FILL: Final = (
    f"INSERT INTO {WORDS} (rowid, words) SELECT c.rowid, {_TEXTS.format(row='c')} || '{PADDING}' FROM complaint c"
)
"""Fills it from records that were there before."""


@event.listens_for(Base.metadata, "after_create")
def _create_beside(_target: MetaData, connection: Connection, **_options: object) -> None:
    for statement in (*WORDS_SCHEMA, *COUNT_SCHEMA):
        connection.exec_driver_sql(statement)
