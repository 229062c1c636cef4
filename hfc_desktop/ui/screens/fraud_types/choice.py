"""What the picker offers, without any widget: types in the order of their list, and the checklist for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.guidance.checklist import Checklist
    from hfc_desktop.domain.guidance.fraud_type import FraudType

KEYS: Final = "123456789ABCDEFGHIJ"
"""Keys of the tiles, in order; ten letters are more than any list of the police ever had."""


class Offer(NamedTuple):
    """What can be picked.

    Attributes:
        types: by their place in the list of the police, the common ones first.
        checklists: the most general one first.
    """

    types: tuple[FraudType, ...]
    checklists: tuple[Checklist, ...]

    def checklist_for(self, picked: FraudType | None) -> Checklist | None:
        """The most general checklist that helps to recognise a type; the most general of all where none does."""
        naming = (one for one in self.checklists if picked is not None and picked.id in one.fraud_types)
        return next(naming, next(iter(self.checklists), None))


def offer(types: Sequence[FraudType], checklists: Sequence[Checklist]) -> Offer:
    """Put types and checklists into the order in which they are offered."""
    return Offer(
        types=tuple(sorted(types, key=lambda one: (one.group != "common", one.number))),
        checklists=tuple(sorted(checklists, key=lambda one: (-len(one.fraud_types), one.id))),
    )
