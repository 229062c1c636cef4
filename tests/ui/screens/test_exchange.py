"""Files between offices at the window: dropped, looked into, taken in, receipted; and values side by side chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap.exchange import open_exchange
from hfc_desktop.domain.disclosure import split
from hfc_desktop.domain.events import Op
from tests.faults.exchange_house import Bank, make_bank

FILES = 50
MANAGER = "60401"


@pytest.fixture(scope="module")
def made_offices(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    return folder, make_bank(folder)


@pytest.fixture
def counter(tmp_path, made_offices):
    """Another device, which is not let in yet."""
    bank = Bank(tmp_path, *made_offices)
    yield bank.c1
    bank.close()


@pytest.fixture
def window(open_window, demo):
    made = open_window(demo)
    made.settle()
    people = made.context.application.open_records().people
    session = people.sign_in_demo(MANAGER)
    made.context.session.sign_in(session.user, people.organisation(session.user.organisation))
    return made


@pytest.fixture
def screen(window):
    window.open("exchange")
    return window.shown()


def introduced(screen, counter):
    """Both know each other, through the screen and by files."""
    context = screen.context
    actor, exchange = context.session.actor, open_exchange(context.application)
    content, own = exchange.devices.enrolment(actor, "这里")
    counter.devices.enrol(content, counter.manager)
    counter.devices.approve(own.fingerprint, counter.manager)
    return own


def texts(table):
    QApplication.processEvents()
    return [table.rows.texts(row) for row in range(table.rows.rowCount())]


def drop(screen, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.dropEvent(event)


def test_a_device_is_let_in_by_its_fingerprint_and_what_waited_is_taken_in(screen, counter, tmp_path):
    own = introduced(screen, counter)
    case = counter.register()
    (made,) = counter.sending.export(own.origin, counter.manager)
    (tmp_path / made.name).write_bytes(made.content)
    screen.look([tmp_path / made.name])
    screen.take()
    assert "等待" in texts(screen.view.waiting)[0][2]
    asked, device = counter.devices.enrolment(counter.manager, "一号柜")
    (tmp_path / "device.json").write_bytes(asked)
    screen.enrol(tmp_path / "device.json")
    found = next(one for one in screen._standing.devices if one.origin == device.origin)
    screen.approve(found, "0000 0000")
    assert "申请接入" in [row[2] for row in texts(screen.view.devices)]
    screen.approve(found, device.fingerprint)
    assert "申请接入" not in [row[2] for row in texts(screen.view.devices)]
    assert texts(screen.view.waiting) == []
    assert screen.context.application.open_records().complaints.get(case.id, screen.context.session.actor)


def let_in(screen, counter):
    own = introduced(screen, counter)
    exchange, actor = open_exchange(screen.context.application), screen.context.session.actor
    content, device = counter.devices.enrolment(counter.manager, "一号柜")
    exchange.devices.enrol(content, actor)
    exchange.devices.approve(device.fingerprint, actor)
    return own


def test_fifty_files_are_dropped_looked_into_and_merged_with_one_key(screen, counter, tmp_path):
    own = let_in(screen, counter)
    folder = tmp_path / "U盘"
    folder.mkdir()
    for number in range(FILES - 2):
        if number < 5:
            counter.register()
        (made,) = counter.sending.export(own.origin, counter.manager)
        (folder / f"{number:02d}.hfcx").write_bytes(made.content)
    for number in (98, 99):
        (folder / f"{number}.hfcx").write_bytes(b"broken")
    pressed = 0
    drop(screen, folder)
    assert len(texts(screen.view.files)) == FILES
    assert "5 件" in screen.view.said.text() or "5" in screen.view.said.text()
    with screen.context.application.open_store().unit_of_work(read_only=True) as uow:
        held = uow.log.count()
    focus = QApplication.focusWidget()
    assert focus is screen.view.take
    QTest.keyClick(focus, Qt.Key.Key_Space)
    pressed += 1
    assert pressed <= 6
    with screen.context.application.open_store().unit_of_work(read_only=True) as uow:
        assert uow.log.count() > held
    rows = texts(screen.view.files)
    assert sum("损坏" in row[-1] for row in rows) == 2
    assert all("损坏" in row[-1] for row in rows[:2]), "refused ones stand first"


def test_a_receipt_is_written_and_what_is_missing_is_sent_again(screen, counter, tmp_path):
    own = let_in(screen, counter)
    counter.register()
    (made,) = counter.sending.export(own.origin, counter.manager)
    (tmp_path / made.name).write_bytes(made.content)
    screen.look([tmp_path / made.name])
    screen.take()
    screen.write(tmp_path / "out", lambda exchange, actor: (exchange.sending.receipt(counter.origin(), actor),))
    (written,) = (tmp_path / "out").iterdir()
    assert counter.one(written.read_bytes()).new == 1
    assert texts(screen.view.receipts)[0][-1] == "无缺失"


def test_values_side_by_side_are_chosen_with_a_digit(window, counter, tmp_path):
    window.open("exchange")
    screen = window.shown()
    own = let_in(screen, counter)
    context = screen.context
    actor, exchange = context.session.actor, open_exchange(context.application)
    case = counter.register()
    exchange.receiving.take([("a", lambda: counter.sending.export(own.origin, counter.manager)[0].content)], actor)
    shared, private = split({"claim": "要求退费"})
    with context.application.open_store().unit_of_work() as uow:
        uow.log.append(actor, "complaint", case.id, Op.SET, shared, private)
        uow.commit()
    counter.set(case.id, claim="要求道歉")
    exchange.receiving.take([("b", lambda: counter.sending.export(own.origin, counter.manager)[0].content)], actor)
    window.open("conflicts")
    conflicts = window.shown()
    assert "要求退费" in texts(conflicts.table)[0][2]
    chosen = conflicts.current().conflict.others[0].value
    QTest.keyClick(conflicts.table, Qt.Key.Key_2)
    assert texts(conflicts.table) == []
    assert context.application.open_records().complaints.get(case.id, actor).claim == chosen
