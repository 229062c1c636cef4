"""The log repeats who and when in columns of their own, so that the audit is searched without reading every event."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_REPEATED: Final = ("actor", "at")
_VERBS: Final = ("update", "delete")


def _open() -> None:
    for verb in _VERBS:
        op.execute(f"DROP TRIGGER event_log_no_{verb}")


def _close() -> None:
    for verb in _VERBS:
        op.execute(
            f"CREATE TRIGGER event_log_no_{verb} BEFORE {verb.upper()} ON event_log "
            f"BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )


def upgrade() -> None:
    _open()
    with op.batch_alter_table("event_log") as table:
        for name in _REPEATED:
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE event_log SET actor = json_extract(body, '$.actor'), at = json_extract(body, '$.at')")
    with op.batch_alter_table("event_log") as table:
        for name in _REPEATED:
            table.alter_column(name, server_default=None)
    op.create_index("ix_event_log_actor_lamport", "event_log", ["actor", "lamport"])
    op.create_index("ix_event_log_at", "event_log", ["at"])
    _close()


def downgrade() -> None:
    op.drop_index("ix_event_log_at", "event_log")
    op.drop_index("ix_event_log_actor_lamport", "event_log")
    _open()
    with op.batch_alter_table("event_log") as table:
        for name in _REPEATED:
            table.drop_column(name)
    _close()
