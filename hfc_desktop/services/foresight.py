"""What files would change, worked out in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.exchange import ImportReport
from hfc_desktop.domain.merging import merged, state_of
from hfc_desktop.services.arrivals import written_in
from hfc_desktop.services.records import COMPLAINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.exchange import Arrival
    from hfc_desktop.domain.merging import Written
    from hfc_desktop.services.arrivals import Batch
    from hfc_desktop.services.ports import UnitOfWork


class Foreseen:
    """Events of the files looked into so far, as if they were held."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._cases: dict[str, list[Written]] = {}

    def add(self, uow: UnitOfWork, name: str, batch: Batch) -> ImportReport:
        """What a file would do after those before it."""
        new = [one for one in batch.arrivals if one.event.key not in self._digests]
        self._digests |= {one.event.key: one.digest for one in new}
        created = updated = conflicts = 0
        for record, arrivals in self._by_case(new).items():
            before = self._before(uow, record)
            after = [*before, *map(written_in, arrivals)]
            self._cases[record] = after
            state = merged(after)
            created += not before
            updated += bool(before) and state_of(merged(before)) != state_of(state)
            conflicts += bool(state.conflicts)
        return ImportReport(
            file=name,
            new=len(new),
            had=batch.had + len(batch.arrivals) - len(new),
            created=created,
            updated=updated,
            conflicts=conflicts,
            parked=tuple((line.number, line.reason) for line in batch.waits),
            forks=tuple(batch.forks),
        )

    @staticmethod
    def _by_case(new: Sequence[Arrival]) -> dict[str, list[Arrival]]:
        found: dict[str, list[Arrival]] = {}
        for one in new:
            if one.event.table == COMPLAINT and one.event.record:
                found.setdefault(one.event.record, []).append(one)
        return found

    def _before(self, uow: UnitOfWork, record: str) -> Sequence[Written]:
        if record not in self._cases:
            self._cases[record] = list(uow.exchange.written(COMPLAINT, record))
        return self._cases[record]
