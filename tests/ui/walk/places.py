"""Where a walk through the window leads: every screen, a card of each kind, dialogs, the cover, the compact window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.ui import navigation
from hfc_desktop.workbench.demo.office import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.ui.main_window import MainWindow

SIZES = ((911, 472), (1093, 614), (1366, 768), (1920, 1080))
"""Logical sizes of the screens at branches, 1366x768 at 150 % first."""
CARDS = (
    "restriction.j02",
    "scenario.remit-hurry",
    "checklist.remittance",
    "hotline.110",
    "policy.fee-waiver",
    "bulletin.cash-registration-2026",
    "quiz.telecom-fraud",
    "fraud_type.order-brushing",
    "duties.stop-loss",
)


def screens(window: MainWindow) -> Iterator[str]:
    """Open every screen, one after the other, each as somebody whose page it is; gives its name."""
    teller, office = window.context.session.user, window.context.session.organisation
    assert teller is not None
    for entry in navigation.SCREENS:
        user = next(one for one in (teller, *PEOPLE) if navigation.is_offered(entry.name, one.role))
        if user != window.context.session.user:
            window.context.session.sign_in(user, office)
        window.open(entry.name, _argument(window, entry.name))
        assert window.shown().name == entry.name
        window.banner.hide()
        yield entry.name
    window.context.session.sign_in(teller, office)
    window.open("counter")


def _argument(window: MainWindow, name: str) -> object:
    """What a screen must be given to have something to show."""
    records = window.context.application.open_records()
    actor = window.context.session.actor
    if name in {"case", "note_preview"} and actor is not None:
        from hfc_desktop.domain.ledger import ComplaintFilter

        rows = records.complaints.rows(ComplaintFilter(limit=1), actor)
        return rows[0].id if rows else None
    return None


def cards(window: MainWindow) -> Iterator[str]:
    """Open a card of each kind."""
    lookup = window.context.application.lookup
    assert lookup is not None
    for item in CARDS:
        if lookup.pack_of(item):
            window.open("counter", item)
            yield item
    window.act("new_reception")


def dialogs(window: MainWindow) -> Iterator[QWidget]:
    """Open every dialog, one after the other."""
    window.act("key_sheet")
    yield from _opened()
    window.context.hub.fault.emit(
        EnvironmentFaultError("data.no_folder", path="/数据/很长的路径/第二层", reason="磁盘已满")
    )
    yield from _opened()


def _opened() -> Iterator[QWidget]:
    (dialog,) = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
    yield dialog
    dialog.reject()
