"""What handling a case needs: columns of complaints and parties, rule editions, attachments, verdicts, registers."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_INTEGERS: Final = frozenset({"people_count", "cooperation"})
_BOOLEANS: Final = frozenset({"open", "legal_hold", "untold"})
_NULLABLE: Final = frozenset({"due", "capacity", "replied_on", "cooperation", "told_on", "closed_on", "keep_until"})

_COLUMNS: Final = {
    "complaint": "told_on closed_on untold people_count recheck_of legal_hold keep_until",
    "party": "capacity papers other_contact legal_representative staff_no office replied_on cooperation phone_tail",
}

# table: (primary key, further columns)
_TABLES: Final = {
    "rule_edition": ("key", "document"),
    "attachment": ("sha256", "media_type content"),
    "repeat_verdict": ("one other", "document"),
    "case_task": ("id", "complaint organisation kind owner due done_at document"),
    "early_sign": ("id", "at organisation by state scenario document"),
    "register_entry": ("id", "kind organisation state open due scenario document"),
}

_INDEXES: Final = (
    ("party", "phone_tail"),
    ("repeat_verdict", "other"),
    ("case_task", "complaint"),
    ("case_task", "organisation done_at due"),
    ("early_sign", "organisation at"),
    ("register_entry", "kind organisation open"),
)


def _kind(name: str) -> sa.types.TypeEngine[Any]:
    if name in _INTEGERS:
        return sa.Integer()
    if name in _BOOLEANS:
        return sa.Boolean()
    return sa.LargeBinary() if name == "content" else sa.String()


def _default(name: str) -> str | None:
    if name in _NULLABLE:
        return None
    if name == "people_count":
        return "1"
    return "0" if name in _BOOLEANS else "[]" if name == "papers" else ""


def _added(name: str) -> sa.Column[Any]:
    default = _default(name)
    return sa.Column(name, _kind(name), nullable=name in _NULLABLE, server_default=default)


def upgrade() -> None:
    for table, names in _COLUMNS.items():
        for name in names.split():
            op.add_column(table, _added(name))
    op.execute("UPDATE party SET phone_tail = substr(phone, -4) WHERE length(phone) >= 7")
    for table, (key, rest) in _TABLES.items():
        op.create_table(
            table,
            *(sa.Column(name, _kind(name), nullable=name in _NULLABLE) for name in f"{key} {rest}".split()),
            sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{table}"),
        )
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns.split())}", table, columns.split())


def downgrade() -> None:
    for table, columns in _INDEXES:
        op.drop_index(f"ix_{table}_{'_'.join(columns.split())}", table)
    for table in reversed(_TABLES):
        op.drop_table(table)
    for table, names in _COLUMNS.items():
        for name in reversed(names.split()):
            op.drop_column(table, name)
