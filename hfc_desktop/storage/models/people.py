"""Users and offices, and what signing in needs."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base


class OrganisationRow(Base):
    """One office."""

    __tablename__ = "organisation"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str]
    region: Mapped[str]
    phone: Mapped[str]
    address: Mapped[str]


class UserRow(Base):
    """One person who signs in."""

    __tablename__ = "user"

    staff_no: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    organisation: Mapped[str]
    post: Mapped[str]
    counter: Mapped[str]
    active: Mapped[bool]


class CredentialRow(Base):
    """Hash of a PIN. Not in the log: what may be guessed from a hash must be deletable."""

    __tablename__ = "credential"

    staff_no: Mapped[str] = mapped_column(primary_key=True)
    pin_hash: Mapped[str]


class AttemptRow(Base):
    """Wrong PINs in a row, for any staff number that was typed, known or not."""

    __tablename__ = "sign_in_attempt"

    staff_no: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    since_ms: Mapped[int]


class MetaRow(Base):
    """Facts about this store: its current life, the secret of its keyed hashes."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
