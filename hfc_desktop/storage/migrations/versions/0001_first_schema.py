"""The first schema: log, complaints, people, facts about the store.

Written out, not taken from the models: a later model must not change what this version was.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_INTEGERS: Final = frozenset(
    {"repeat_no", "amount_fen", "last_seq", "lamport", "last", "failures", "since_ms", "life_id", "seq"}
)
_INTEGERS_OF_TABLES: Final = frozenset({("log_life", "id"), ("party", "position"), ("complaint", "level")})
_BOOLEANS: Final = frozenset({"settled_on_spot", "active", "authority_seen"})
_NULLABLE: Final = frozenset({("complaint", "amount_fen"), ("complaint", "due"), ("party", "id_type")})

# table: (primary key, further columns)
_TABLES: Final = {
    "log_life": ("id", "origin incarnation last_seq lamport head"),
    "event_log": ("life_id seq", "lamport table_name record op hash body"),
    "event_private": ("life_id seq", "salt body"),
    "complaint": (
        "id",
        "number nature status level severity source received_at registered_at organisation counter business_line "
        "channel business reason scenario first_receiver handler complainant customer_hash amount_fen due outcome "
        "repeat_of repeat_no settled_on_spot document",
    ),
    "party": (
        "complaint_id position",
        "role kind name id_type id_number phone address account_tail age_band authority_seen",
    ),
    "number_sequence": ("organisation counter day", "last"),
    "draft": ("id", "owner saved_at document"),
    "organisation": ("code", "name name_en level parent region phone address"),
    "user": ("staff_no", "name role organisation post counter active"),
    "credential": ("staff_no", "pin_hash"),
    "sign_in_attempt": ("staff_no", "failures since_ms"),
    "meta": ("key", "value"),
}

_CONSTRAINTS: Final = {
    "log_life": (("unique", "origin incarnation"),),
    "event_log": (("life_id", "log_life.id"),),
    "event_private": (("life_id seq", "event_log.life_id event_log.seq"),),
    "complaint": (("unique", "number"),),
    "party": (("complaint_id", "complaint.id"),),
}

_INDEXES: Final = (
    ("event_log", "lamport"),
    ("event_log", "table_name record"),
    ("complaint", "customer_hash"),
    ("complaint", "due id"),
    ("complaint", "organisation counter received_at"),
    ("complaint", "received_at id"),
    ("complaint", "status received_at"),
    ("party", "name"),
    ("party", "phone"),
    ("draft", "owner"),
)

_GUARDS: Final = (("event_log", "update"), ("event_log", "delete"), ("event_private", "update"))


def _kind(table: str, name: str) -> sa.types.TypeEngine[Any]:
    if name in _INTEGERS or (table, name) in _INTEGERS_OF_TABLES:
        return sa.Integer()
    if name in _BOOLEANS:
        return sa.Boolean()
    return sa.LargeBinary() if name == "salt" else sa.String()


def _column(table: str, name: str) -> sa.Column[Any]:
    return sa.Column(name, _kind(table, name), nullable=(table, name) in _NULLABLE)


def _constraint(table: str, left: str, right: str) -> sa.Constraint:
    if left == "unique":
        return sa.UniqueConstraint(*right.split(), name=f"uq_{table}_{'_'.join(right.split())}")
    return sa.ForeignKeyConstraint(
        left.split(),
        right.split(),
        name=f"fk_{table}_{'_'.join(left.split())}",
        ondelete="CASCADE" if table == "party" else None,
    )


def upgrade() -> None:
    for table, (key, rest) in _TABLES.items():
        op.create_table(
            table,
            *(_column(table, name) for name in f"{key} {rest}".split()),
            sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{table}"),
            *(_constraint(table, left, right) for left, right in _CONSTRAINTS.get(table, ())),
        )
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns.split())}", table, columns.split())
    for table, verb in _GUARDS:
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )


def downgrade() -> None:
    for table, verb in _GUARDS:
        op.execute(f"DROP TRIGGER {table}_no_{verb}")
    for table in reversed(_TABLES):
        op.drop_table(table)
