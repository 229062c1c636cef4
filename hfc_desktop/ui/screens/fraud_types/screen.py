"""Joins the tiles to the guidance: a key picks the type, the checklist that fits it opens at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt

from hfc_desktop.domain.guidance.checklist import Checklist
from hfc_desktop.domain.guidance.fraud_type import FraudType
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.reception import with_fraud_type
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.fraud_types.choice import KEYS, Offer, offer
from hfc_desktop.ui.screens.fraud_types.view import FraudTypesView
from hfc_desktop.ui.widgets.boxes import column

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.services.lookup import LookupService
    from hfc_desktop.ui.context import Context

_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class FraudTypesScreen(Screen):
    """Pick a type of fraud, get its checklist."""

    name: ClassVar[str] = "fraud_types"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._offer = Offer((), ())
        self.view = FraudTypesView(context.theme)
        self.setLayout(column(self.view))
        self.view.picked.connect(self.pick)
        self.view.listed.connect(lambda checklist: self.context.navigator.open("counter", checklist.id))
        self.view.gone.connect(self._gone)
        keys.bind(self, "fraud.gone", self._gone)
        keys.bind(self, "fraud.unsure", self._unsure)
        context.hub.guidance_changed.connect(self._forget)

    def title(self) -> str:
        """What the strip says."""
        return _("Kinds of fraud")

    def arrive(self, argument: object = None) -> None:
        """The tiles, and the focus on the first one."""
        if self._offer.types:
            self._focus()
            return
        lookup = self.context.application.lookup
        if lookup is not None:
            self.context.operations.query(lambda _progress: self._read(lookup), owner=self).in_lane(
                "fraud_types"
            ).on_success(self._show).start()

    def _read(self, lookup: LookupService) -> Offer:
        """In the worker: what holds today of both kinds."""
        audience, today = self.context.session.audience, lookup.today()
        found = [
            lookup.item(hit.id, audience=audience)
            for kind in (Kind.FRAUD_TYPE, Kind.CHECKLIST)
            for hit in lookup.browse(kind, audience=audience).hits
        ]
        holding = [item for item in found if item.holds_on(today)]
        return offer(
            [item for item in holding if isinstance(item, FraudType)],
            [item for item in holding if isinstance(item, Checklist)],
        )

    def _show(self, found: Offer) -> None:
        self._offer = found
        self.view.show_offer(found)
        self._focus()

    def _focus(self) -> None:
        (self.view.tiles[0] if self.view.tiles else self.view.stop_loss).setFocus()

    def _forget(self) -> None:
        self._offer = Offer((), ())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and letters pick a tile."""
        at = KEYS.find(event.text().upper()) if event.text() and not event.modifiers() & ~_SHIFT else -1
        if 0 <= at < len(self.view.tiles):
            self.pick(self.view.tiles[at].kind)
        else:
            super().keyPressEvent(event)

    def pick(self, kind: FraudType) -> None:
        """Note the type in the reception and open the checklist for it; the type's own card where there is none."""
        lookup, reception = self.context.application.lookup, self.context.reception
        reception.opened(kind, lookup.pack_of(kind.id) if lookup else "", kind.title)
        reception.apply(lambda before: with_fraud_type(before, kind.id))
        checklist = self._offer.checklist_for(kind)
        self.context.navigator.open("counter", (checklist or kind).id)

    def _unsure(self) -> None:
        checklist = self._offer.checklist_for(None)
        if checklist is not None:
            self.context.navigator.open("counter", checklist.id)

    def _gone(self) -> None:
        self.context.navigator.open("stop_loss")
