"""What the screen of files between offices shows, without any widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.devices import DeviceState
from hfc_desktop.domain.exchange import FileState
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.wording.exchange import reason_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.exchange import ExchangeStatus, ImportReport, Incoming, ReceiptLine

Row = tuple[tuple[str, ...], str]
"""Texts of a row and the token of its ink."""
_INKS: Final = {DeviceState.ASKED: "warn", DeviceState.ENROLLED: "text", DeviceState.REVOKED: "faint"}


class Standing(NamedTuple):
    """Where the exchange stands."""

    status: ExchangeStatus
    devices: Sequence[Device]
    own: Device
    conflicts: int


def file_row(report: ImportReport, *, foreseen: bool) -> Row:
    """A file that was looked into or taken in."""
    numbers = (report.new, report.created, report.updated, report.had, report.conflicts)
    texts = (report.file, report.office, *(str(number) if number else "" for number in numbers))
    return (*texts, result_of(report, foreseen=foreseen)), _ink(report)


def _ink(report: ImportReport) -> str:
    if report.quarantined is not None:
        return "never"
    if report.parked or report.conflicts or report.odd_times:
        return "warn"
    return "text" if report.new else "second"


def result_of(report: ImportReport, *, foreseen: bool) -> str:
    """What becomes of a file, in words."""
    if report.quarantined is not None:
        return reason_text(report.quarantined)
    parts: list[str] = []
    if not report.new:
        parts.append(_("Everything in it is held already."))
    else:
        parts.append(_("Would be taken in.") if foreseen else _("Taken in."))
    if report.parked:
        number, reason = report.parked[0]
        count = len(report.parked)
        waits = ngettext("{n} line set aside", "{n} lines set aside", count).format(n=count)
        parts.append(_("{waits}; line {number}: {reason}").format(
            waits=waits, number=number, reason=reason_text(reason)
        ))  # fmt: skip
    if report.gaps:
        parts.append(_("Numbers before it are missing; the receipt says which."))
    if report.odd_times:
        parts.append(_("The clock of the sending device was wrong; the order does not depend on it."))
    return " ".join(parts)


def summary_of(reports: Sequence[ImportReport], *, foreseen: bool) -> str:
    """All files in one line."""
    refused = sum(report.quarantined is not None for report in reports)
    text = (
        _("{files} files: {new} new events would come in, {created} new cases, {updated} changed, {refused} refused.")
        if foreseen
        else _("{files} files: {new} new events came in, {created} new cases, {updated} changed, {refused} refused.")
    )
    return text.format(
        files=len(reports),
        new=sum(report.new for report in reports),
        created=sum(report.created for report in reports),
        updated=sum(report.updated for report in reports),
        refused=refused,
    )


def receipt_row(line: ReceiptLine) -> Row:
    """A receipt."""
    way = _("we gave it") if line.given else _("we got it")
    at = line.at[:16].replace("T", " ")
    texts = (line.office, way, str(line.number), at, str(line.up_to), line.missing or _("nothing missing"))
    return texts, "warn" if line.missing else "text"


def waiting_row(incoming: Incoming) -> Row:
    """A file that waits or is kept apart."""
    state = _("Waits") if incoming.state is FileState.PARKED else _("Put aside")
    texts = (incoming.at[:16].replace("T", " "), incoming.name, state, reason_text(incoming.reason))
    return texts, "warn" if incoming.state is FileState.PARKED else "never"


def device_row(device: Device, own: Device) -> Row:
    """A device."""
    mine = device.origin == own.origin
    state = _("This device") if mine else term("device_state", device.state.value)
    return (device.office, device.name, state, device.fingerprint), "accent" if mine else _INKS[device.state]
