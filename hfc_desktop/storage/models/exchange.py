"""What the exchange of files needs to remember: devices, files, lines that wait, receipts, seals, conflicts.

Conflicts follow from the log; all else here is known of this place alone.
"""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base


class DeviceRow(Base):
    """A device that sends or receives."""

    __tablename__ = "device"

    origin: Mapped[str] = mapped_column(primary_key=True)
    office: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    document: Mapped[str]


class ExchangeFileRow(Base):
    """A file that came in: ``state`` is taken, apart or parked; content is kept for the latter two."""

    __tablename__ = "exchange_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    office: Mapped[str]
    at: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    report: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class ParkedRow(Base):
    """A line that waits for a newer program, an enrolment or an attachment, byte for byte as it came."""

    __tablename__ = "exchange_parked"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]
    key: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)


class HeldReceiptRow(Base):
    """The last receipt to (``given``) or from an office."""

    __tablename__ = "exchange_receipt"

    office: Mapped[str] = mapped_column(primary_key=True)
    given: Mapped[bool] = mapped_column(primary_key=True)
    document: Mapped[str]


class SealRow(Base):
    """The furthest head of a life that its own device signed."""

    __tablename__ = "exchange_seal"

    origin: Mapped[str] = mapped_column(primary_key=True)
    incarnation: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]
    signature: Mapped[str]


class ConflictRow(Base):
    """A field of a record in which values stand beside one another."""

    __tablename__ = "conflict"
    __table_args__ = (Index(None, "table_name", "record"),)

    table_name: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str]
