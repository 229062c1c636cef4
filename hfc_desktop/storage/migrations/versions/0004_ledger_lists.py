"""Lists of the ledger: narrow indexes for every order, trigrams of words, and lists that somebody kept."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SCANNED: Final = [
    "received_at", "status", "nature", "severity", "level", "source", "organisation", "counter", "business_line",
    "channel", "business", "reason", "scenario", "first_receiver", "handler", "complainant", "amount_fen", "due",
    "repeat_no", "outcome",
]  # fmt: skip
_OPEN: Final = "status NOT IN ('archived', 'closed', 'declined', 'merged', 'transferred', 'withdrawn')"
_TEXTS: Final = " || '  ' || ".join(
    f"coalesce({text}, '')"
    for text in (
        "{row}.number",
        "{row}.complainant",
        "json_extract({row}.document, '$.claim')",
        "json_extract({row}.document, '$.facts')",
    )
)
_ADD: Final = f"INSERT INTO complaint_words (rowid, words) VALUES (new.rowid, {_TEXTS.format(row='new')} || '  ')"
_DROP: Final = (
    "INSERT INTO complaint_words (complaint_words, rowid, words) "
    f"VALUES ('delete', old.rowid, {_TEXTS.format(row='old')} || '  ')"
)
_TRIGGERS: Final = (
    ("insert", "INSERT", f"{_ADD};"),
    ("delete", "DELETE", f"{_DROP};"),
    ("update", "UPDATE OF number, complainant, document", f"{_DROP}; {_ADD};"),
)


def upgrade() -> None:
    op.create_table(
        "saved_list",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "owner", "name")),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_list"),
    )
    op.create_index("ix_saved_list_owner", "saved_list", ["owner"])
    op.drop_index("ix_complaint_received_at_id", "complaint")
    op.create_index("ix_complaint_list", "complaint", _SCANNED)
    op.create_index("ix_complaint_open", "complaint", _SCANNED, sqlite_where=sa.text(_OPEN))
    op.create_index("ix_complaint_registered_at", "complaint", ["registered_at"])
    op.execute("CREATE VIRTUAL TABLE complaint_words USING fts5 (words, content='', columnsize=0, tokenize='trigram')")
    op.execute("INSERT INTO complaint_words (complaint_words, rank) VALUES ('secure-delete', 1)")
    op.execute("CREATE VIRTUAL TABLE complaint_words_terms USING fts5vocab (complaint_words, 'row')")
    for name, event, body in _TRIGGERS:
        op.execute(f"CREATE TRIGGER complaint_words_{name} AFTER {event} ON complaint BEGIN {body} END")
    op.execute(
        f"INSERT INTO complaint_words (rowid, words) SELECT c.rowid, {_TEXTS.format(row='c')} || '  ' FROM complaint c"
    )


def downgrade() -> None:
    for name, _event, _body in _TRIGGERS:
        op.execute(f"DROP TRIGGER complaint_words_{name}")
    op.execute("DROP TABLE complaint_words_terms")
    op.execute("DROP TABLE complaint_words")
    for name in ("ix_complaint_list", "ix_complaint_open", "ix_complaint_registered_at"):
        op.drop_index(name, "complaint")
    op.create_index("ix_complaint_received_at_id", "complaint", ["received_at", "id"])
    op.drop_table("saved_list")
