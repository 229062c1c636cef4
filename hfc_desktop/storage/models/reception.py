"""Receptions."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base


class ReceptionRow(Base):
    """One customer at the window. The scalar columns serve lists and figures; ``document`` is the whole as JSON.

    Moments are ISO 8601 in Beijing time; ``day`` is the day it began; ``closing`` is empty while it is open.
    """

    __tablename__ = "reception"
    __table_args__ = (Index(None, "teller", "closing"), Index(None, "organisation", "day"))

    id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str]
    started_at: Mapped[str]
    organisation: Mapped[str]
    counter: Mapped[str]
    teller: Mapped[str]
    closing: Mapped[str]
    topic: Mapped[str]
    complaint: Mapped[str] = mapped_column(index=True)
    saved_at: Mapped[str]
    document: Mapped[str]
