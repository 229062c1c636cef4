"""What a desk keeps beside its records: feedback, opened items, favourites, receipts, states of questions."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_INTEGERS: Final = frozenset({"version", "position", "box", "right", "wrong"})

# table: (primary key, further columns)
_TABLES: Final = {
    "feedback": ("id", "item version pack given reason words staff_no organisation counter at"),
    "item_opened": ("reception item", "version staff_no organisation at"),
    "favourite": ("staff_no position", "item"),
    "receipt": ("staff_no item version", "organisation pack at"),
    "quiz_question": ("staff_no quiz question", "digest box due right wrong last_right"),
}

_INDEXES: Final = (
    ("feedback", "item version"),
    ("item_opened", "organisation at"),
    ("item_opened", "staff_no at"),
)


def _column(name: str) -> sa.Column[object]:
    kind = sa.Integer() if name in _INTEGERS else sa.Boolean() if name == "last_right" else sa.String()
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    for table, (key, rest) in _TABLES.items():
        op.create_table(
            table,
            *(_column(name) for name in f"{key} {rest}".split()),
            sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{table}"),
        )
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns.split())}", table, columns.split())


def downgrade() -> None:
    for table, columns in _INDEXES:
        op.drop_index(f"ix_{table}_{'_'.join(columns.split())}", table)
    for table in reversed(_TABLES):
        op.drop_table(table)
