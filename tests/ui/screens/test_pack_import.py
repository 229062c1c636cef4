"""Taking packs in at the window: looked at first, installed when told to, refused in words, and gone back from."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

sys.path.insert(0, str(Path(__file__).parents[2] / "faults"))

from pack_house import CHINA, Publisher, pack_files

from hfc_desktop.workbench.demo import office


@pytest.fixture
def bank(tmp_path):
    return Publisher(tmp_path / "总行", now=datetime.now(CHINA))


@pytest.fixture
def screen(open_window, demo, bank):
    """The page in the window of a counter that trusts head office; an administrator sits there."""
    place = demo.packs / "trust" / "headoffice"
    place.mkdir(parents=True)
    (place / "root.json").write_bytes(bank.room.first_root())
    window = open_window(demo)
    people = window.context.application.open_records().people
    session = people.sign_in_demo(office.ADMINISTRATOR)
    window.context.session.sign_in(session.user, people.organisation(session.user.organisation))
    window.open("pack_import")
    return window.shown()


def file(tmp_path, data, name="包.hfcpack"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def words(widget):
    QApplication.processEvents()
    return "\n".join(
        label.accessibleName() or label.text() for label in widget.findChildren(QLabel) if label.isVisible()
    )


def press(widget, text):
    QApplication.processEvents()
    found = [one for one in widget.findChildren(QPushButton) if one.accessibleName() == text and one.isVisible()]
    assert found, text
    assert found[0].isEnabled()
    found[0].click()


def installed(screen):
    return {pack.pack_id: pack for pack in screen.context.application.catalogue.installed()}


def urgent(bank, issue=1):
    more = "urgent: true\nchangelog: [{version: 1, on: 2026-11-24, text: 止付时限改为三十分钟}]\n"
    return bank.publish(pack_files(issue=issue, more=more), issue=issue)


def test_a_file_is_looked_at_before_anything_changes(screen, bank, tmp_path):
    screen.look([file(tmp_path, bank.publish())])
    text = words(screen.view)
    assert "headoffice编写岗, headoffice审批岗" in text
    assert "本机首次安装" in text
    assert "sample" not in installed(screen)
    press(screen.view, "保留现有版本")
    assert "接收指引包" in words(screen.view)


def test_installing_brings_it_in_and_keeps_who_did_it(screen, bank, tmp_path):
    screen.look([file(tmp_path, bank.publish())])
    press(screen.view, "安装")
    assert installed(screen)["sample"].origin == "signed"
    application = screen.context.application
    assert application.lookup.search("账户冻结怎么办").hits
    with application.open_store().unit_of_work(read_only=True) as uow:
        event = next(event for event in uow.log.events("pack", "build") if event.fields["what"] == "install")
    assert event.actor == office.ADMINISTRATOR
    assert "已签名" in words(screen.view)


def test_a_newer_issue_shows_what_it_changes(screen, bank, tmp_path):
    screen.look([file(tmp_path, bank.publish())])
    press(screen.view, "安装")
    screen.look([file(tmp_path, bank.publish(issue=2, title="账户冻结新办法"), "新.hfcpack")])
    text = words(screen.view)
    assert "修改 1 条" in text
    assert "比已安装的新" in text


def test_a_refused_file_says_why_and_an_older_one_can_be_compared(screen, bank, tmp_path):
    old = file(tmp_path, bank.publish(), "旧.hfcpack")
    screen.look([file(tmp_path, bank.publish(issue=2, title="账户冻结新办法"))])
    press(screen.view, "安装")
    screen.look([old])
    assert "早于已安装的" in words(screen.view)
    press(screen.view, "与已安装版本对比")
    assert "修改 1 条" in words(screen.view)
    assert screen.go_back()
    assert "接收指引包" in words(screen.view)


def test_an_expired_file_is_accepted_with_a_reason_alone(screen, bank, tmp_path):
    stale = Publisher(tmp_path / "旧总行", now=datetime(2025, 1, 1, tzinfo=CHINA))
    place = screen.context.application.data.packs / "trust" / "headoffice" / "root.json"
    place.write_bytes(stale.room.first_root())
    screen.look([file(tmp_path, stale.publish())])
    view = screen.view
    assert view.reason is not None
    accept = next(one for one in view.findChildren(QPushButton) if one.accessibleName() == "接受并安装")
    assert not accept.isEnabled()
    view.reason.setText("专线中断，总行电话同意")
    accept.click()
    assert installed(screen)["sample"].origin == "signed"
    application = screen.context.application
    with application.open_store().unit_of_work(read_only=True) as uow:
        event = next(event for event in uow.log.events("pack", "build") if event.fields["overridden"] == ["sample"])
        assert uow.log.private(event) == {"reason": "专线中断，总行电话同意"}


def test_a_teller_is_refused_and_asked_for_nobody_else(screen, bank, tmp_path):
    people = screen.context.application.open_records().people
    teller = people.sign_in_demo(office.TELLER)
    screen.context.session.sign_in(teller.user, None)
    screen.look([file(tmp_path, bank.publish())])
    press(screen.view, "安装")
    assert "sample" not in installed(screen)
    assert "people.refused" in words(screen.view)


def test_nobody_signed_in_is_asked_to_sign_in_first(screen, bank, tmp_path):
    screen.look([file(tmp_path, bank.publish())])
    QApplication.processEvents()
    install = next(one for one in screen.view.findChildren(QPushButton) if one.accessibleName() == "安装")
    screen.context.session.sign_out()
    install.click()
    assert screen.window().shown().name == "sign_in"
    assert "sample" not in installed(screen)


def test_going_back_brings_the_guidance_before(screen, bank, tmp_path):
    screen.look([file(tmp_path, bank.publish())])
    press(screen.view, "安装")
    press(screen.view, "恢复上一版指引")
    assert "sample" not in installed(screen)


def dropped(window, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    for kind in (QDropEvent.Type.DragEnter, QDropEvent.Type.Drop):
        event = QDropEvent(
            QPoint(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier, kind,
        )  # fmt: skip
        QApplication.sendEvent(window, event)


def test_a_file_dropped_anywhere_in_the_window_is_looked_at(screen, bank, tmp_path):
    window = screen.window()
    window.open("counter")
    dropped(window, [file(tmp_path, bank.publish())])
    assert window.shown() is screen
    assert "本机首次安装" in words(screen.view)


def test_a_stick_is_a_folder_with_files(screen, bank, tmp_path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    file(stick, bank.publish(), "a.hfcpack")
    file(stick, bank.publish(issue=2), "b.hfcpack")
    screen.look([stick])
    press(screen.view, "安装")
    assert installed(screen)["sample"].issue == 2


def test_an_urgent_pack_stays_above_every_screen_until_it_was_read(screen, bank, tmp_path):
    window = screen.window()
    screen.look([file(tmp_path, urgent(bank))])
    press(screen.view, "安装")
    news = window.desk.news
    assert [one.pack.pack_id for one in news.waiting] == ["sample"]
    window.open("counter")
    press(window, "立即阅读")
    dialog = next(
        one for one in QApplication.topLevelWidgets() if type(one).__name__ == "UrgentDialog" and one.isVisible()
    )
    assert "止付时限改为三十分钟" in words(dialog)
    press(dialog, "我已阅读")
    assert news.waiting == ()
    application = screen.context.application
    with application.open_store().unit_of_work(read_only=True) as uow:
        receipts = [event.actor for event in uow.log.events("pack", "sample 1.1")]
    assert receipts == [office.ADMINISTRATOR]


def test_every_version_of_an_urgent_pack_is_read_anew(screen, bank, tmp_path):
    screen.look([file(tmp_path, urgent(bank))])
    press(screen.view, "安装")
    window = screen.window()
    window.desk.news._confirm(window.desk.news.waiting[0])
    screen.look([file(tmp_path, urgent(bank, 2))])
    press(screen.view, "安装")
    assert [one.pack.issue for one in window.desk.news.waiting] == [2]


def test_an_open_card_stays_as_it_was_until_it_is_opened_again(screen, bank, tmp_path):
    window = screen.window()
    screen.look([file(tmp_path, bank.publish())])
    press(screen.view, "安装")
    window.open("counter")
    counter = window.shown()
    counter.open_item("faq.sample-one")
    assert "请您稍等，我来查一下。" in words(counter)
    new = pack_files(issue=2)
    new["faq/one.yaml"] = new["faq/one.yaml"].replace("请您稍等".encode(), "新的说法，请您稍等".encode())
    application = screen.context.application
    path = file(tmp_path, bank.publish(new, issue=2), "新.hfcpack")
    application.install([path])
    screen.context.hub.guidance_changed.emit()
    assert "新的说法" not in words(counter)
    assert "请您稍等，我来查一下。" in words(counter)
    counter.open_item("faq.sample-one")
    assert "新的说法" in words(counter)
