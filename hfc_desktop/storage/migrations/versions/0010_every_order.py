"""The whole ledger in the order of any column without reading it through, and how many matters each office has."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_SORTED: Final = ("business_line", "business", "reason", "amount_fen", "due")
_CODES: Final = [
    "received_at", "nature", "severity", "source", "organisation", "counter", "channel", "first_receiver", "handler",
    "repeat_no", "outcome",
]  # fmt: skip
_ONE_MORE: Final = (
    "INSERT INTO office_count (organisation, matters) VALUES (new.organisation, 1) "
    "ON CONFLICT (organisation) DO UPDATE SET matters = matters + 1"
)
_ONE_LESS: Final = "UPDATE office_count SET matters = matters - 1 WHERE organisation = old.organisation"
_TRIGGERS: Final = {
    "insert": f"AFTER INSERT ON complaint BEGIN {_ONE_MORE}; END",
    "delete": f"AFTER DELETE ON complaint BEGIN {_ONE_LESS}; END",
    "update": "AFTER UPDATE OF organisation ON complaint "
    f"WHEN new.organisation <> old.organisation BEGIN {_ONE_LESS}; {_ONE_MORE}; END",
}


def upgrade() -> None:
    for name in _SORTED:
        op.create_index(f"ix_complaint_{name}_received_at", "complaint", [name, "received_at"])
    op.create_index("ix_complaint_codes", "complaint", _CODES)
    op.create_table(
        "office_count",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("matters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name="pk_office_count"),
    )
    op.execute(
        "INSERT INTO office_count (organisation, matters) "
        "SELECT organisation, count(*) FROM complaint GROUP BY organisation"
    )
    for name, body in _TRIGGERS.items():
        op.execute(f"CREATE TRIGGER office_count_{name} {body}")


def downgrade() -> None:
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER office_count_{name}")
    op.drop_table("office_count")
    op.drop_index("ix_complaint_codes", "complaint")
    for name in _SORTED:
        op.drop_index(f"ix_complaint_{name}_received_at", "complaint")
