"""Ledgers that were taken over, and records that were destroyed."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base


class ImportRow(Base):
    """One import."""

    __tablename__ = "ledger_import"

    id: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str]


class TakenCaseRow(Base):
    """What an import did to one case; by its key the case is known when it comes again."""

    __tablename__ = "taken_case"

    import_id: Mapped[str] = mapped_column(primary_key=True)
    complaint_id: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    before: Mapped[str]


class DestructionRow(Base):
    """A list of destruction."""

    __tablename__ = "destruction_list"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    document: Mapped[str]


class ProofRow(Base):
    """The proof that one record is gone."""

    __tablename__ = "destruction_proof"

    number: Mapped[str] = mapped_column(primary_key=True)
    list_id: Mapped[str]
    document: Mapped[str]
