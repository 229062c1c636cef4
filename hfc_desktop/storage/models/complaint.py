"""Complaints, their parties, and drafts."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base


class ComplaintRow(Base):
    """One matter. The scalar columns serve lists; ``document`` is the whole record, less its parties, as JSON.

    Moments are ISO 8601 in Beijing time so that they sort as text; days are ISO 8601; money is fen. ``untold`` marks a
    case that was decided and not told.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        Index(None, "due", "id"),
        Index(None, "organisation", "counter", "received_at"),
        Index(None, "status", "received_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    nature: Mapped[str]
    status: Mapped[str]
    level: Mapped[int]
    severity: Mapped[str]
    source: Mapped[str]
    received_at: Mapped[str]
    registered_at: Mapped[str]
    organisation: Mapped[str]
    counter: Mapped[str]
    business_line: Mapped[str]
    channel: Mapped[str]
    business: Mapped[str]
    reason: Mapped[str]
    scenario: Mapped[str]
    first_receiver: Mapped[str]
    handler: Mapped[str]
    complainant: Mapped[str]
    customer_hash: Mapped[str] = mapped_column(index=True)
    amount_fen: Mapped[int | None]
    due: Mapped[str | None]
    outcome: Mapped[str]
    repeat_of: Mapped[str]
    repeat_no: Mapped[int]
    settled_on_spot: Mapped[bool]
    document: Mapped[str]
    told_on: Mapped[str | None]
    closed_on: Mapped[str | None]
    untold: Mapped[bool]
    people_count: Mapped[int]
    recheck_of: Mapped[str]
    legal_hold: Mapped[bool]
    keep_until: Mapped[str | None]


class PartyRow(Base):
    """A person or organisation in a matter."""

    __tablename__ = "party"

    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    id_type: Mapped[str | None]
    id_number: Mapped[str]
    phone: Mapped[str] = mapped_column(index=True)
    address: Mapped[str]
    account_tail: Mapped[str]
    age_band: Mapped[str]
    authority_seen: Mapped[bool]
    capacity: Mapped[str | None]
    papers: Mapped[str]
    other_contact: Mapped[str]
    legal_representative: Mapped[str]
    staff_no: Mapped[str]
    office: Mapped[str]
    replied_on: Mapped[str | None]
    cooperation: Mapped[int | None]
    phone_tail: Mapped[str] = mapped_column(index=True)


class SequenceRow(Base):
    """Last complaint number that a counter gave on a day."""

    __tablename__ = "number_sequence"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    counter: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class DraftRow(Base):
    """A record form that was not saved yet. Work in progress, no record: its content is not in the log."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(index=True)
    saved_at: Mapped[str]
    document: Mapped[str]
