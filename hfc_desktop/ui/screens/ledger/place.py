"""What the acts of the list need of the screen that they belong to."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from hfc_desktop.ui.screen import Screen

if TYPE_CHECKING:
    from hfc_desktop.domain.ledger_lists import Query, Spec
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ledger_lists import LedgerListService
    from hfc_desktop.ui.screens.ledger.model import LedgerModel
    from hfc_desktop.ui.screens.ledger.view import View


class ListPlace(Screen):
    """A screen with a list of matters."""

    view: View
    model: LedgerModel

    @property
    @abstractmethod
    def actor(self) -> Actor | None:
        """Who looks."""

    @abstractmethod
    def service(self) -> LedgerListService:
        """The lists; call it in a worker."""

    @property
    @abstractmethod
    def query(self) -> Query:
        """What is shown now."""

    @property
    @abstractmethod
    def spec(self) -> Spec:
        """The list without the filter row."""

    @abstractmethod
    def clear_filters(self) -> None:
        """The list without words and filters."""
