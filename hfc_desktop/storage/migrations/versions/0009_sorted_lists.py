"""The first screenful of the whole ledger in the orders that are asked for most, without reading it through."""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0009"
down_revision = "0008"

_SORTED: Final = ("complainant", "scenario", "handler", "level")


def upgrade() -> None:
    for name in _SORTED:
        op.create_index(f"ix_complaint_{name}_received_at", "complaint", [name, "received_at"])


def downgrade() -> None:
    for name in _SORTED:
        op.drop_index(f"ix_complaint_{name}_received_at", "complaint")
