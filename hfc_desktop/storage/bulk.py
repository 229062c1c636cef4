"""Inserting thousands of rows: the statement is compiled once, and its values go to the driver as they are."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import insert
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Table


class BulkInsert:
    """An insert into some columns of a table.

    Values go to the driver without being looked at, so they must be texts, numbers, bytes or ``None``.

    Args:
        table: the table.
        without: columns that are left to their defaults.
    """

    def __init__(self, table: Table, *, without: frozenset[str] = frozenset()) -> None:
        names = [column.name for column in table.columns if column.name not in without]
        self._statement = str(insert(table).values(dict.fromkeys(names)).compile(dialect=sqlite.dialect()))
        self._values = itemgetter(*names)

    def run(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows, each with a value for every column."""
        if rows:
            connection.exec_driver_sql(self._statement, [self._values(row) for row in rows])
