"""Typed tables of the record store."""

from hfc_desktop.storage.models.base import Base
from hfc_desktop.storage.models.complaint import ComplaintRow, DraftRow, PartyRow, SequenceRow
from hfc_desktop.storage.models.log import GUARDS, EventRow, LifeRow, PrivateRow
from hfc_desktop.storage.models.people import AttemptRow, CredentialRow, MetaRow, OrganisationRow, UserRow

__all__ = [
    "GUARDS",
    "AttemptRow",
    "Base",
    "ComplaintRow",
    "CredentialRow",
    "DraftRow",
    "EventRow",
    "LifeRow",
    "MetaRow",
    "OrganisationRow",
    "PartyRow",
    "PrivateRow",
    "SequenceRow",
    "UserRow",
]
