"""Tables for the exchange of files with other offices."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TABLES: Final = {
    "device": ("origin", "office fingerprint state document"),
    "exchange_file": ("sha256", "name office at state reason report content?"),
    "exchange_parked": ("sha256 number#", "reason key raw!"),
    "exchange_receipt": ("office given@", "document"),
    "exchange_seal": ("origin incarnation", "seq# hash signature"),
    "conflict": ("table_name record field", "document"),
}
_TYPES: Final = {"#": sa.Integer, "@": sa.Boolean, "!": sa.LargeBinary, "?": sa.LargeBinary}
_INDEXES: Final = {
    "ix_device_fingerprint": ("device", ["fingerprint"]),
    "ix_exchange_file_state": ("exchange_file", ["state"]),
    "ix_conflict_table_name_record": ("conflict", ["table_name", "record"]),
}


def _column(name: str) -> sa.Column[object]:
    kind = _TYPES.get(name[-1], sa.String)
    return sa.Column(name.rstrip("#@!?"), kind(), nullable=name.endswith("?"))


def upgrade() -> None:
    for table, (key, rest) in _TABLES.items():
        op.create_table(
            table,
            *(_column(name) for name in f"{key} {rest}".split()),
            sa.PrimaryKeyConstraint(*(name.rstrip("#@!?") for name in key.split()), name=f"pk_{table}"),
        )
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _columns) in _INDEXES.items():
        op.drop_index(name, table)
    for table in reversed(_TABLES):
        op.drop_table(table)
