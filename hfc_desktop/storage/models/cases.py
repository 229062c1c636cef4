"""What belongs to the cases beside the records themselves: rule editions, attachments, verdicts, tasks, registers."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base


class EditionRow(Base):
    """A rule set as it was when a case first came under it; old cases keep it whatever the packs say later."""

    __tablename__ = "rule_edition"

    key: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str]


class AttachmentRow(Base):
    """The bytes of an attachment under their hash, encrypted with the rest of the store.

    Not made again from the log: the log holds the hash alone, by which a copy is proved or found missing.
    """

    __tablename__ = "attachment"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class VerdictRow(Base):
    """Two cases that somebody found to be no repeat of each other."""

    __tablename__ = "repeat_verdict"

    one: Mapped[str] = mapped_column(primary_key=True)
    other: Mapped[str] = mapped_column(primary_key=True, index=True)
    document: Mapped[str]


class TaskRow(Base):
    """A task that a flag or a person opened."""

    __tablename__ = "case_task"
    __table_args__ = (Index(None, "organisation", "done_at", "due"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    complaint: Mapped[str] = mapped_column(index=True)
    organisation: Mapped[str]
    kind: Mapped[str]
    owner: Mapped[str]
    due: Mapped[str | None]
    done_at: Mapped[str]
    document: Mapped[str]


class SignRow(Base):
    """A slip of early signs."""

    __tablename__ = "early_sign"
    __table_args__ = (Index(None, "organisation", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str]
    organisation: Mapped[str]
    by: Mapped[str]
    state: Mapped[str]
    scenario: Mapped[str]
    document: Mapped[str]


class RegisterRow(Base):
    """An entry of a register: supervision notice, problem, contingency plan."""

    __tablename__ = "register_entry"
    __table_args__ = (Index(None, "kind", "organisation", "open"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    organisation: Mapped[str]
    state: Mapped[str]
    open: Mapped[bool]
    due: Mapped[str | None]
    scenario: Mapped[str]
    document: Mapped[str]
