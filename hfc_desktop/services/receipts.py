"""Receipts on their way in, and whose lives the next receipt has to tell of."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.exchange import ImportReport, LifeReceipt, Reason, Receipt, ReceiptLine
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.sending import EXCHANGE, Way, way_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.exchange import Life
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import UnitOfWork
    from hfc_desktop.services.proving import Proven


def take_receipt(uow: UnitOfWork, name: str, proven: Proven, actor: Actor) -> ImportReport:
    """Take a receipt: the newest of one life of the receiver counts; one of another life voids all before it."""
    device = proven.device
    try:
        told = from_json(Receipt, json.loads(proven.unsealed.lines[0].body))
    except (UserMistakeError, ValueError, IndexError):
        return ImportReport(file=name, quarantined=Reason.DAMAGED)
    if told.to != uow.exchange.own_life().origin or told.office != device.office:
        return ImportReport(file=name, quarantined=Reason.NOT_FOR_US)
    if way_to(uow, actor.organisation, device.office) is Way.DOWN:
        return ImportReport(file=name, quarantined=Reason.FOREIGN_KEY)
    before = uow.exchange.receipt(device.origin, given=False)
    if before is not None and before.incarnation == told.incarnation and before.number >= told.number:
        return ImportReport(file=name, had=1)
    uow.exchange.put_receipt(device.origin, told, given=False)
    uow.log.append(actor, EXCHANGE, device.origin, Op.IMPORT, {"receipt": told.number, "office": told.office})
    return ImportReport(file=name, new=1)


def note_lives(uow: UnitOfWork, device: Device, lives: Iterable[Life], actor: Actor) -> None:
    """Remember whose lives the next receipt to this device has to tell of."""
    before = uow.exchange.receipt(device.origin, given=True) or Receipt(
        office=actor.organisation,
        incarnation=uow.exchange.own_life().incarnation,
        to=device.origin,
        number=0,
        at="",
        lives=(),
    )
    known = {(one.origin, one.incarnation) for one in before.lives}
    new = sorted({life for life in lives if (life.origin, life.incarnation) not in known})
    if new or not before.at:
        told = (LifeReceipt(origin=life.origin, incarnation=life.incarnation, high_water=0) for life in new)
        uow.exchange.put_receipt(device.origin, replace(before, lives=(*before.lives, *told)), given=True)


def receipt_line(office: str, device: str, given: bool, receipt: Receipt) -> ReceiptLine:
    """A receipt in one line."""
    runs = [run for life in receipt.lives for run in life.gaps]
    return ReceiptLine(
        office=office,
        device=device,
        given=given,
        number=receipt.number,
        at=receipt.at,
        up_to=sum(life.high_water for life in receipt.lives),
        missing=", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs),
    )
