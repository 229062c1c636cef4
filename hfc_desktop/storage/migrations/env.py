"""Run by Alembic: works on the connection it was given, in the transaction that is already open."""

from __future__ import annotations

from alembic import context

from hfc_desktop.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
