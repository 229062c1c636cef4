"""A raised case is written into a file for the office above by one key at the case, and that office can take it in."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from hfc_desktop.bootstrap.exchange import open_exchange
from hfc_desktop.domain.ledger import ComplaintFilter
from tests.faults.exchange_house import Bank, make_bank

sys.path.insert(0, str(Path(__file__).parent))

from manager_window import TELLER, signed_in, store


@pytest.fixture
def head(tmp_path):
    """The device of head office, which knows nobody here yet."""
    made, live = tmp_path / "made", tmp_path / "open"
    made.mkdir()
    live.mkdir()
    bank = Bank(live, made, make_bank(made))
    yield bank.head
    bank.close()


@pytest.fixture
def plain_dialogs():
    """Dialogs of Qt's own, which a test can reach."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, True)
    yield
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


def introduce(window, head):
    """Each lets the other in, by files and fingerprints."""
    context = window.context
    actor, exchange = context.session.actor, open_exchange(context.application)
    mine, own = exchange.devices.enrolment(actor, "人民路支行")
    head.devices.enrol(mine, head.manager)
    head.devices.approve(own.fingerprint, head.manager)
    theirs, device = head.devices.enrolment(head.manager, "总行")
    exchange.devices.enrol(theirs, actor)
    exchange.devices.approve(device.fingerprint, actor)


def case_of_level(window, *levels):
    with store(window) as uow:
        wanted = ComplaintFilter(level=levels, organisation="650111", limit=1)
        (row,) = uow.complaints.rows(wanted)
    window.open("case", row.id)
    screen = window.shown()
    QTest.qWait(10)
    return screen, row.id


def choose(folder, *, left=200):
    """Write a folder into the dialog as soon as it is there; its list fills only later."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QFileDialog):
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(folder))
        dialog.accept()
    elif left:
        QTimer.singleShot(20, lambda: choose(folder, left=left - 1))


def test_a_raised_case_goes_up_by_one_key(qtbot, window, head, tmp_path, plain_dialogs):
    signed_in(window)
    introduce(window, head)
    screen, case_id = case_of_level(window, 2, 3)
    assert screen.view.head.send_up.isVisible()
    stick = tmp_path / "stick"
    stick.mkdir()
    QTimer.singleShot(20, lambda: choose(stick))
    QTest.keyClick(screen, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(stick.glob("*.hfcx")))
    (made,) = stick.glob("*.hfcx")
    assert made.name in window.banner.text()
    head.one(made.read_bytes())
    there = head.shown(case_id)
    assert there.level == screen.case.level
    assert there.claim == ""


def test_without_a_device_above_it_says_what_to_do(window, tmp_path):
    signed_in(window)
    screen, _case = case_of_level(window, 2, 3)
    screen.send_up(tmp_path)
    assert "登记文件" in window.banner.text()
    assert list(tmp_path.glob("*.hfcx")) == []


def test_a_case_that_was_not_raised_and_who_may_not_send_have_no_such_button(window):
    signed_in(window)
    screen, _case = case_of_level(window, 0)
    assert screen.view.head.send_up.isHidden()
    signed_in(window, TELLER)
    screen, _case = case_of_level(window, 2, 3)
    assert screen.view.head.send_up.isHidden()
