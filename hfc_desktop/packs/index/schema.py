"""Tables of the lookup index, one SQLite file, and how row numbers carry the order in which rows are met.

FTS5 hands rows out by row number and a search reads only the first few hundred of them, so what should be met first
has the small numbers: short names before long ones, kinds that a teller wants before others.
"""

from __future__ import annotations

import sqlite3
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.vocabulary import Audience, Kind

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = "5"
"""Rises when an index of an older program can no longer be read or brought up to date."""

DDL: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pack (ref TEXT PRIMARY KEY, place INTEGER NOT NULL, manifest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, slug TEXT NOT NULL, kind TEXT NOT NULL, pack TEXT NOT NULL,
    stamp TEXT NOT NULL, origin TEXT NOT NULL, status TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
    review_by TEXT NOT NULL,
    restricted INTEGER NOT NULL, audience INTEGER NOT NULL, regions TEXT NOT NULL, handover TEXT NOT NULL,
    superseded_by TEXT NOT NULL, negative TEXT NOT NULL, shown TEXT NOT NULL
);
CREATE TABLE card (item INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE words (item INTEGER PRIMARY KEY, title TEXT NOT NULL, names TEXT NOT NULL, plain TEXT NOT NULL,
    weak TEXT NOT NULL);
CREATE TABLE code (suffix TEXT, item INTEGER, whole INTEGER NOT NULL, main INTEGER NOT NULL,
    PRIMARY KEY (suffix, item)) WITHOUT ROWID;
CREATE TABLE successor (old TEXT, item INTEGER, PRIMARY KEY (old, item)) WITHOUT ROWID;
CREATE TABLE name (
    rowid INTEGER PRIMARY KEY, item INTEGER NOT NULL, tier INTEGER NOT NULL, key TEXT NOT NULL, text TEXT,
    sounds TEXT NOT NULL
);
CREATE TABLE initial (letters TEXT, name INTEGER, PRIMARY KEY (letters, name)) WITHOUT ROWID;
CREATE TABLE gram (gram TEXT NOT NULL, items INTEGER NOT NULL, docs BLOB NOT NULL);
CREATE TABLE syllable_pair (pair TEXT PRIMARY KEY, names INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE region (code TEXT, key TEXT, parent TEXT NOT NULL, PRIMARY KEY (key, code)) WITHOUT ROWID;
CREATE VIRTUAL TABLE names USING fts5 (tokens, content='', detail=none, columnsize=0,
    tokenize="ascii");
INSERT INTO names (names, rank) VALUES ('hashsize', 67108864);
"""
INDEXES: Final = """
CREATE INDEX item_slug ON item (slug);
CREATE INDEX item_kind ON item (kind, id);
CREATE INDEX gram_items ON gram (gram, items);
"""
"""Made after the rows, which is faster."""


class Tier(IntEnum):
    """What a name is to its item."""

    TITLE = 0
    TITLE_PART = 1
    ALIAS = 2
    ENGLISH = 3
    MESSAGE = 4
    PHRASE = 5


NAMES_BELOW: Final = Tier.MESSAGE
"""Tiers below this are names; from here on they are texts of screens and words of customers."""

KIND_ORDER: Final = {
    kind: place
    for place, kind in enumerate(
        (
            Kind.RESTRICTION, Kind.SCENARIO, Kind.CHECKLIST, Kind.HOTLINE, Kind.FAQ, Kind.FRAUD_TYPE, Kind.POLICY,
            Kind.BULLETIN, Kind.PLAN, Kind.CASE, Kind.REWARD, Kind.DUTIES, Kind.PHRASE, Kind.GLOSSARY, Kind.QUIZ,
            Kind.RULESET, Kind.CLASSIFICATION, Kind.REGION, Kind.CALENDAR, Kind.LEXICON,
        )
    )
}  # fmt: skip
"""Kinds in the order of a teller's need when nothing else tells two results apart."""

NOT_LOOKED_UP: Final = frozenset({Kind.RULESET, Kind.CLASSIFICATION, Kind.REGION, Kind.CALENDAR, Kind.LEXICON})
"""Kinds found only when asked for by name."""

AUDIENCE_BIT: Final = {audience: 1 << place for place, audience in enumerate(Audience)}
"""Audiences of an item as bits of one number."""
SEQUENCE_BITS: Final = 40
_LENGTH_BITS: Final = 8
_MAPPED: Final = 1 << 30
"""Bytes of the file that are read in place: a page costs a look instead of a call and a copy."""
LONGEST_NAME: Final = 60
MESSAGES_FROM: Final = 1 << (SEQUENCE_BITS + _LENGTH_BITS)
"""Row number of the first name that is a message or a phrase."""


def item_row(kind: Kind, sequence: int) -> int:
    """Row number of an item."""
    return (KIND_ORDER[kind] << SEQUENCE_BITS) | sequence


def item_number(row: int) -> int:
    """Number of an item, from its row."""
    return row & ((1 << SEQUENCE_BITS) - 1)


def name_row(tier: int, length: int, sequence: int) -> int:
    """Row number of a name: names before messages, short before long."""
    return (MESSAGES_FROM if tier >= NAMES_BELOW else 0) | (length << SEQUENCE_BITS) | sequence


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """A connection for building. The file is made aside and put in place when whole, so it needs no journal."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A read-only connection that any thread may use, one at a time.

    Raises:
        sqlite3.DatabaseError: the file is missing or no database.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
