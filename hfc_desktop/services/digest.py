"""One number for the state of all complaints, so that two offices can see whether they hold the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hfc_desktop.domain.merging import merged, state_of
from hfc_desktop.domain.people import Right
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from hfc_desktop.domain.merging import Written
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import Progress, UnitOfWorkFactory


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDigest:
    """The state in numbers.

    Attributes:
        shared: SHA-256 over what every level holds: codes, bands, keyed hashes, times.
        whole: SHA-256 over all that is held here, names and texts included; the same only inside a branch.
    """

    complaints: int
    conflicts: int
    shared: str
    whole: str


class DigestService:
    """The use case of comparing."""

    def __init__(self, uow: UnitOfWorkFactory) -> None:
        self._units = uow

    @needs(Right.EXCHANGE, Right.LOG_VERIFY)
    def digest(self, actor: Actor, progress: Progress | None = None) -> StateDigest | None:
        """The state of all complaints, from their events alone; ``None`` when cancelled."""
        shared, whole = hashlib.sha256(), hashlib.sha256()
        complaints = conflicts = 0
        with self._units(read_only=True) as uow:
            for _record, written in uow.exchange.all_written(COMPLAINT):
                state = merged(written)
                complaints += 1
                conflicts += bool(state.conflicts)
                whole.update(state_of(state))
                shared.update(state_of(merged(_shared(one) for one in written)))
                if progress is not None and not progress(complaints, 0):
                    return None
        return StateDigest(
            complaints=complaints, conflicts=conflicts, shared=shared.hexdigest(), whole=whole.hexdigest()
        )


def _shared(one: Written) -> Written:
    return replace(one, values=one.event.fields)
