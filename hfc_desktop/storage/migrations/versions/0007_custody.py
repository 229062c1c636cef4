"""Tables for ledgers that were taken over, and for records that were destroyed; one spelling for "no counter"."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TABLES: Final = {
    "ledger_import": ("id", "document"),
    "taken_case": ("import_id complaint_id", "verdict key before"),
    "destruction_list": ("id", "state document"),
    "destruction_proof": ("number", "list_id document"),
}


def upgrade() -> None:
    for table, (key, rest) in _TABLES.items():
        op.create_table(
            table,
            *(sa.Column(name, sa.String(), nullable=False) for name in f"{key} {rest}".split()),
            sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{table}"),
        )
    op.create_index("ix_taken_case_key", "taken_case", ["key"])
    op.execute("UPDATE OR REPLACE number_sequence SET counter = '00' WHERE counter = ''")


def downgrade() -> None:
    op.drop_index("ix_taken_case_key", "taken_case")
    for table in reversed(_TABLES):
        op.drop_table(table)
