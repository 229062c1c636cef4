"""Taking packs in at the window: looked at first, installed when told to, refused in words, and gone back from."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from hfc_desktop.ui.screens.pack_import.state import line_of
from hfc_desktop.workbench.demo import office
from tests.faults.pack_house import CHINA, Publisher, pack_files


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
    window.settle()
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


def log(screen, what):
    """Events of packs of one kind, newest last, with their private parts."""
    with screen.context.application.open_store().unit_of_work(read_only=True) as uow:
        return [
            (event, dict(uow.log.private(event)))
            for event in uow.log.events("pack")
            if event.fields.get("what") == what
        ]


def dialog_of_urgent():
    return next(
        one for one in QApplication.topLevelWidgets() if type(one).__name__ == "UrgentDialog" and one.isVisible()
    )


def test_a_pack_is_looked_at_installed_replaced_and_gone_back_from(screen, bank, tmp_path):
    first = file(tmp_path, bank.publish(), "一.hfcpack")
    screen.look([first])
    text = words(screen.view)
    assert "headoffice编写岗, headoffice审批岗" in text
    assert "本机首次安装" in text
    press(screen.view, "保留现有版本")
    assert "接收指引包" in words(screen.view)
    assert "sample" not in installed(screen)

    screen.look([first])
    press(screen.view, "安装")
    assert installed(screen)["sample"].origin == "signed"
    assert screen.context.application.lookup.search("账户冻结怎么办").hits
    assert "已签名" in words(screen.view)
    assert [event.actor for event, _private in log(screen, "install")] == [office.ADMINISTRATOR]

    screen.look([file(tmp_path, bank.publish(issue=2, title="账户冻结新办法"), "二.hfcpack")])
    text = words(screen.view)
    assert "修改 1 条" in text
    assert "比已安装的新" in text
    press(screen.view, "安装")

    screen.look([first])
    assert "早于已安装的" in words(screen.view)
    press(screen.view, "与已安装版本对比")
    assert "修改 1 条" in words(screen.view)
    assert screen.go_back()
    assert "接收指引包" in words(screen.view)

    press(screen.view, "恢复上一版指引")
    assert installed(screen)["sample"].issue == 1
    assert [event.actor for event, _private in log(screen, "rollback")] == [office.ADMINISTRATOR]


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
    ((event, private),) = log(screen, "install")
    assert (event.fields["overridden"], private) == (["sample"], {"reason": "专线中断，总行电话同意"})


def test_a_teller_is_refused_and_nobody_is_asked_to_sign_in(screen, bank, tmp_path):
    people = screen.context.application.open_records().people
    screen.context.session.sign_in(people.sign_in_demo(office.TELLER).user, None)
    pack = file(tmp_path, bank.publish())
    screen.look([pack])
    press(screen.view, "安装")
    assert "people.refused" in words(screen.view)
    screen.look([pack])
    QApplication.processEvents()
    install = next(one for one in screen.view.findChildren(QPushButton) if one.accessibleName() == "安装")
    screen.context.session.sign_out()
    install.click()
    assert screen.window().shown().name == "sign_in"
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


def test_files_and_sticks_dropped_anywhere_in_the_window_are_looked_at(screen, bank, tmp_path):
    window = screen.window()
    stick = tmp_path / "U盘"
    stick.mkdir()
    file(stick, bank.publish(), "a.hfcpack")
    file(stick, bank.publish(issue=2), "b.hfcpack")
    window.open("counter")
    dropped(window, [tmp_path / "照片.jpg"])
    assert window.shown().name == "counter"
    dropped(window, [stick])
    assert window.shown() is screen
    press(screen.view, "安装")
    assert installed(screen)["sample"].issue == 2


def test_urgent_guidance_stays_above_every_screen_until_each_person_read_each_version(screen, bank, tmp_path):
    window = screen.window()
    news = window.desk.news
    screen.look([file(tmp_path, urgent(bank))])
    press(screen.view, "安装")
    assert [one.pack.pack_id for one in news.waiting] == ["sample"]
    window.open("counter")
    press(window, "立即阅读")
    dialog = dialog_of_urgent()
    assert "止付时限改为三十分钟" in words(dialog)
    press(dialog, "我已阅读")
    assert news.waiting == ()
    assert [event.record for event, _private in log(screen, "urgent")] == ["sample 1.1"]

    window.open("pack_import", [file(tmp_path, urgent(bank, 2))])
    press(screen.view, "安装")
    assert [one.pack.issue for one in news.waiting] == [2]
    window.context.session.sign_out()
    assert [one.pack.issue for one in news.waiting] == [2]
    news.read()
    dialog = dialog_of_urgent()
    assert "登录后" in words(dialog)
    assert not dialog.done_button.isVisible()


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


def test_every_installed_pack_can_be_read_when_the_page_opens_in_the_smallest_window(screen):
    window = screen.window()
    window.open("counter")
    window.resize(911, 472)
    window.settle()
    window.open("pack_import")
    QApplication.processEvents()
    packs = window.context.application.catalogue.installed()
    assert len(packs) >= 7
    for pack in packs:
        title, _facts = line_of(pack)
        shown = next(one for one in screen.findChildren(QLabel) if one.accessibleName() == title and one.isVisible())
        assert shown.visibleRegion().isEmpty() or shown.height() >= shown.fontMetrics().height(), title
        assert shown.parentWidget().height() >= 2 * shown.fontMetrics().height(), f"{title} is squeezed"
