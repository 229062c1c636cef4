"""Receptions: what was looked up and answered for one customer at the window, kept while it goes on."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COLUMNS: Final = "id day started_at organisation counter teller closing topic complaint saved_at document"
_INDEXES: Final = ("complaint", "organisation day", "teller closing")


def upgrade() -> None:
    op.create_table(
        "reception",
        *(sa.Column(name, sa.String(), nullable=False) for name in _COLUMNS.split()),
        sa.PrimaryKeyConstraint("id", name="pk_reception"),
    )
    for columns in _INDEXES:
        op.create_index(f"ix_reception_{'_'.join(columns.split())}", "reception", columns.split())


def downgrade() -> None:
    op.drop_table("reception")
