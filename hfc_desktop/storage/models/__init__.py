"""Typed tables of the record store."""

from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.storage.models.base import Base
from hfc_desktop.storage.models.cases import AttachmentRow, EditionRow, RegisterRow, SignRow, TaskRow, VerdictRow
from hfc_desktop.storage.models.complaint import ComplaintRow, DraftRow, PartyRow, SequenceRow
from hfc_desktop.storage.models.custody import DestructionRow, ImportRow, ProofRow, TakenCaseRow
from hfc_desktop.storage.models.desk import FavouriteRow, FeedbackRow, OpenedRow, QuestionRow, ReceiptRow
from hfc_desktop.storage.models.exchange import (
    ConflictRow,
    DeviceRow,
    ExchangeFileRow,
    HeldReceiptRow,
    ParkedRow,
    SealRow,
)
from hfc_desktop.storage.models.lists import OfficeCountRow, SavedListRow
from hfc_desktop.storage.models.log import GUARDS, EventRow, LifeRow, PrivateRow
from hfc_desktop.storage.models.people import AttemptRow, CredentialRow, MetaRow, OrganisationRow, UserRow
from hfc_desktop.storage.models.reception import ReceptionRow

if TYPE_CHECKING:
    from sqlalchemy import Table

COMPLAINTS: Final = cast("Table", ComplaintRow.__table__)
PARTIES: Final = cast("Table", PartyRow.__table__)
DRAFTS: Final = cast("Table", DraftRow.__table__)
EVENTS: Final = cast("Table", EventRow.__table__)
EDITIONS: Final = cast("Table", EditionRow.__table__)
ATTACHMENTS: Final = cast("Table", AttachmentRow.__table__)
VERDICTS: Final = cast("Table", VerdictRow.__table__)
TASKS: Final = cast("Table", TaskRow.__table__)
SIGNS: Final = cast("Table", SignRow.__table__)
REGISTERS: Final = cast("Table", RegisterRow.__table__)
PRIVATES: Final = cast("Table", PrivateRow.__table__)
LIVES: Final = cast("Table", LifeRow.__table__)
SEQUENCES: Final = cast("Table", SequenceRow.__table__)
RECEPTIONS: Final = cast("Table", ReceptionRow.__table__)
"""The same as plain tables, for writing many rows without making an object of each."""

__all__ = [
    "ATTACHMENTS",
    "COMPLAINTS",
    "DRAFTS",
    "EDITIONS",
    "EVENTS",
    "GUARDS",
    "LIVES",
    "PARTIES",
    "PRIVATES",
    "RECEPTIONS",
    "REGISTERS",
    "SEQUENCES",
    "SIGNS",
    "TASKS",
    "VERDICTS",
    "AttachmentRow",
    "AttemptRow",
    "Base",
    "ComplaintRow",
    "ConflictRow",
    "CredentialRow",
    "DestructionRow",
    "DeviceRow",
    "DraftRow",
    "EditionRow",
    "EventRow",
    "ExchangeFileRow",
    "FavouriteRow",
    "FeedbackRow",
    "HeldReceiptRow",
    "ImportRow",
    "LifeRow",
    "MetaRow",
    "OfficeCountRow",
    "OpenedRow",
    "OrganisationRow",
    "ParkedRow",
    "PartyRow",
    "PrivateRow",
    "ProofRow",
    "QuestionRow",
    "ReceiptRow",
    "ReceptionRow",
    "RegisterRow",
    "SavedListRow",
    "SealRow",
    "SequenceRow",
    "SignRow",
    "TakenCaseRow",
    "TaskRow",
    "UserRow",
    "VerdictRow",
]
