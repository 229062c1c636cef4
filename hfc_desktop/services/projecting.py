"""Making tables again from events of several devices: what use cases need for it from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.domain.merging import Merged, Written
    from hfc_desktop.services.ports import UnitOfWork


class Projector(Protocol):
    """Makes the tables of records again from their events."""

    def project(self, uow: UnitOfWork, table: str, record: str) -> Merged | None:
        """The state that a record has now; ``None`` when nothing of it can be shown here."""
        ...

    def project_all(self, uow: UnitOfWork, events: Mapping[str, Sequence[Written]]) -> Mapping[str, Merged]:
        """The states of complaints from all their events; those of which nothing can be shown are left out."""
        ...
