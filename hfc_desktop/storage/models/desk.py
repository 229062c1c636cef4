"""What a desk keeps beside its records: feedback, opened items, favourites, receipts, states of questions."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base


class FeedbackRow(Base):
    """What somebody thinks of one item after use; ``words`` is the private part of its event."""

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "item", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str]
    version: Mapped[int]
    pack: Mapped[str]
    given: Mapped[str]
    reason: Mapped[str]
    words: Mapped[str]
    staff_no: Mapped[str]
    organisation: Mapped[str]
    counter: Mapped[str]
    at: Mapped[str]


class OpenedRow(Base):
    """One item that was opened in one reception."""

    __tablename__ = "item_opened"
    __table_args__ = (Index(None, "organisation", "at"), Index(None, "staff_no", "at"))

    reception: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    staff_no: Mapped[str]
    organisation: Mapped[str]
    at: Mapped[str]


class FavouriteRow(Base):
    """One favourite of one person."""

    __tablename__ = "favourite"

    staff_no: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str]


class ReceiptRow(Base):
    """Who read which version of a notice, and when."""

    __tablename__ = "receipt"

    staff_no: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    pack: Mapped[str]
    at: Mapped[str]


class QuestionRow(Base):
    """How far one person is with one question of a quiz."""

    __tablename__ = "quiz_question"

    staff_no: Mapped[str] = mapped_column(primary_key=True)
    quiz: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    box: Mapped[int]
    due: Mapped[str]
    right: Mapped[int]
    wrong: Mapped[int]
    last_right: Mapped[bool]
