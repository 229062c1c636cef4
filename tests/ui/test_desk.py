"""The window beside its screens: lock, compact form, reader, clipboard, favourites, looks, help."""

import json

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hfc_desktop.bootstrap import open_application
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import language
from hfc_desktop.settings import Settings
from hfc_desktop.ui import keys, navigation
from hfc_desktop.ui.compact import WIDTH, CompactPanel, facts_of
from hfc_desktop.ui.practice import command, throw_away_folder
from hfc_desktop.ui.scan import scan_of
from hfc_desktop.ui.widgets.cover import Cover
from hfc_desktop.workbench.demo import office

IDENTITY = "11010519491231002X"


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


def type_in(letters):
    QTest.keyClicks(QApplication.focusWidget(), letters)


@pytest.fixture
def active(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    yield window
    keys.use("")
    window.context.theme.set_type_percent(100)
    window.context.theme.set_scheme("light")


# -- lock -------------------------------------------------------------------------------------------------------------


def readable(window):
    """Texts that a window shows to eyes or screen readers."""
    return [
        part.text()
        for part in window.findChildren(QWidget)
        if part.isVisible() and hasattr(part, "text") and callable(part.text)
    ]


def test_a_locked_window_hides_everything_and_gives_it_back(active):
    type_in("sfdj")
    press("Return")
    active.context.reception.remark("客户张三着急")
    assert active.shown().view.card() is not None
    press("Ctrl+L")
    assert active.desk.lock.locked
    assert not active.shown().isVisible()
    assert not any("sfdj" in text or "张三" in text for text in readable(active))
    assert active.findChild(Cover).geometry() == active.rect()
    press("Return")
    assert not active.desk.lock.locked
    assert active.shown().view.card() is not None
    assert active.shown().view.box.text() == "sfdj"


def test_no_key_of_the_window_works_behind_the_cover(active):
    active.act("lock")
    for sequence in ("F6", "F5", "Ctrl+K", "F11", "Ctrl+Shift+D", "Alt+3", "Esc"):
        press(sequence)
        assert active.shown().name == "counter"
    assert active.desk.lock.locked
    assert active.context.theme.scheme == "light"


def test_the_cover_stays_on_top_when_a_line_is_said_meanwhile(active):
    active.act("lock")
    active.banner.say("客户李四的投诉已到期", "warn")
    cover = active.findChild(Cover)
    top = active.childAt(active.banner.geometry().center())
    assert top is cover or cover.isAncestorOf(top)


def test_idle_time_locks_after_the_draft_was_written(active):
    press("F6")
    record = active.shown()
    record.view.form.set_values({"claim": "退还手续费"})
    record.view.form.edited.emit("claim")
    active.desk.idle.idled.emit()
    assert active.desk.lock.locked
    drafts = active.context.application.open_records().complaints.drafts(active.context.session.actor)
    assert [draft.claim for draft in drafts] == ["退还手续费"]
    press("Return")
    assert record.view.form.values()["claim"] == "退还手续费"


def test_nobody_signed_in_has_nothing_to_lock(active):
    active.sign_out()
    active.desk.idle.idled.emit()
    assert not active.desk.lock.locked


def test_the_next_person_starts_afresh(active):
    type_in("sfdj")
    press("Return")
    active.act("lock")
    active.findChild(Cover).leaving.emit()
    assert active.context.session.user is None
    assert active.context.reception.value.is_empty
    assert active.shown().name == "counter"


def test_real_data_open_with_the_right_pin_alone(active, demo):
    session = active.context.application.open_records().people.sign_in(office.TELLER, office.PIN)
    active.context.session.sign_in(session.user, None)
    demo.demo_mark.unlink()
    active.act("lock")
    cover = active.findChild(Cover)
    assert cover.pin.isVisible()
    assert QApplication.focusWidget() is cover.pin
    press("Return")
    assert active.desk.lock.locked
    type_in("135791")
    press("Return")
    assert active.desk.lock.locked
    assert cover.fault.isVisible()
    assert cover.pin.text() == ""
    type_in(office.PIN)
    press("Return")
    assert not active.desk.lock.locked


def test_a_window_of_its_own_is_hidden_with_it(qtbot, active):
    press("Ctrl+/")
    sheet = QApplication.activeModalWidget()
    active.desk.lock_now()
    assert not sheet.isVisible()
    press("Return")
    assert sheet.isVisible()
    sheet.close()


# -- compact ----------------------------------------------------------------------------------------------------------


def test_f11_folds_the_window_and_unfolds_it_where_it_was(active):
    before = active.geometry()
    press("F11")
    assert active.width() == WIDTH
    assert active.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert active.shown().view.box.hasFocus()
    press("F11")
    assert active.geometry() == before
    assert not active.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert active.shown().view.box.hasFocus()


def test_the_folded_list_is_the_counter_s_own(active):
    type_in("dj")
    rows = active.shown().view.results.rows
    full = [rows.hit_at(at) for at in range(rows.rowCount())]
    press("F11")
    assert active.shown().view.results.isVisible()
    assert [rows.hit_at(at) for at in range(rows.rowCount())] == full
    active.shown().view.box.clear()
    type_in("dj")
    assert [rows.hit_at(at) for at in range(rows.rowCount())] == full


def test_choosing_a_result_unfolds_with_its_card(active):
    press("F11")
    type_in("sfdj")
    press("Return")
    assert not active.desk.compact.folded
    assert active.shown().view.card().item.id == "restriction.j02"


def test_f5_narrows_the_folded_list_and_f6_unfolds(active):
    press("F11", "F5")
    assert active.desk.compact.folded
    rows = active.shown().view.results.rows
    assert {hit.kind.value for at in range(rows.rowCount()) if (hit := rows.hit_at(at))} == {"hotline"}
    press("F6")
    assert not active.desk.compact.folded
    assert active.shown().name == "record"


def test_the_place_of_the_folded_window_is_kept(active):
    press("F11")
    active.setGeometry(40, 30, WIDTH, 500)
    press("F11", "F11")
    assert active.geometry() == QRect(40, 30, WIDTH, 500)


def test_the_folded_window_tells_a_manager_what_is_late(active):
    manager = next(user for user in office.PEOPLE if user.role.value == "branch_manager")
    session = active.context.application.open_records().people.sign_in_demo(manager.staff_no)
    active.context.session.sign_in(session.user, None)
    records, today = active.context.application.open_records(), active.context.today()
    unread, late = facts_of(records, active.context.session.actor, today)
    press("F11")
    told = active.findChild(CompactPanel).facts.text()
    assert (str(late) in told) == bool(late)
    assert (str(unread) in told) == bool(unread)
    teller = records.people.sign_in_demo(office.TELLER).actor
    assert facts_of(records, teller, today)[1] == 0


# -- reader -----------------------------------------------------------------------------------------------------------


def test_a_card_that_was_read_waits_for_the_record_hidden(active):
    active.desk.wedge.scanned.emit(scan_of(IDENTITY))
    assert IDENTITY not in active.banner.text()
    assert active.banner.text().find(IDENTITY[-4:]) > 0
    press("F6")
    record = active.shown()
    number = record.view.form.editors["id_number"].control
    assert record.view.form.values()["id_number"] == IDENTITY
    assert record.view.form.values()["id_type"] == "resident_id"
    assert number.displayText() != IDENTITY
    number.setFocus()
    type_in("5")
    assert number.text() == "5", "the first key takes all of a hidden number away"
    assert number.echoMode() is QLineEdit.EchoMode.Normal


def test_a_card_read_while_the_form_is_open_fills_it(active):
    press("F6")
    active.desk.wedge.scanned.emit(scan_of("4111111111111111"))
    assert active.shown().view.form.values()["account_tail"] == "1111"
    assert active.desk.take_scan() is None


def test_a_card_is_forgotten_with_the_lock(active):
    active.desk.wedge.scanned.emit(scan_of(IDENTITY))
    active.act("lock")
    assert active.desk.take_scan() is None


def test_another_code_is_looked_up(active):
    active.desk.wedge.scanned.emit(scan_of("SMP-J02"))
    assert active.shown().view.box.text() == "SMP-J02"


# -- clipboard --------------------------------------------------------------------------------------------------------


def test_the_clipboard_is_looked_up_on_request(active):
    press("F6")
    QGuiApplication.clipboard().setText("  您的账户\n被法院冻结 ")
    press("Ctrl+Shift+V")
    assert active.shown().name == "counter"
    assert active.shown().view.box.text() == "您的账户 被法院冻结"


@pytest.mark.parametrize("number", [IDENTITY, "6222 0200 0000 0000 003", "账号 4111111111111111 冻结"])
def test_a_number_of_a_card_or_person_is_not_looked_up(active, number):
    QGuiApplication.clipboard().setText(number)
    active.act("clipboard")
    assert active.shown().view.box.text() == ""
    assert active.banner.property("surface") == "warn"


# -- favourites and feedback ------------------------------------------------------------------------------------------


def test_a_favourite_stands_on_the_start_page(active):
    press("Ctrl+D")
    assert not active.shown().view.shelf.isVisible()
    type_in("sfdj")
    press("Return", "Ctrl+D")
    press("Ctrl+N")
    shelf = active.shown().view.shelf
    assert shelf.isVisible()
    shelf.chosen.emit("restriction.j02")
    assert active.shown().view.card().item.id == "restriction.j02"


def test_what_a_reception_opened_counts_once_the_customer_left(active):
    actor = active.context.session.actor
    favourites = active.context.application.open_records().desk.favourites
    type_in("sfdj")
    press("Return")
    assert favourites.shelf(actor).recent == ()
    press("Ctrl+N")
    assert favourites.shelf(actor).recent == ("restriction.j02",)


def test_feedback_of_a_card_is_an_event_at_once(active):
    from hfc_desktop.domain.reception import Usefulness, with_feedback

    type_in("sfdj")
    press("Return")
    active.context.reception.apply(lambda before: with_feedback(before, "restriction.j02", Usefulness.HELPFUL))
    (count,) = active.context.application.open_records().desk.feedback.counts("restriction.j02")
    assert count.helpful == 1


def test_feedback_given_before_anybody_signed_in_is_not_lost(qtbot, open_window, demo):
    from hfc_desktop.domain.reception import ItemUse, Usefulness

    window = open_window(demo)
    qtbot.waitUntil(window.isActiveWindow)
    assert window.desk.keeper
    use = ItemUse(item="hotline.110", version=1, pack="p", title="t", at=window.context.now(), helpful=Usefulness.WRONG)
    window.context.hub.reported.emit(use, None)
    window.settle()
    (count,) = window.context.application.open_records().desk.feedback.counts("hotline.110")
    assert count.wrong == 1


# -- looks and keys ---------------------------------------------------------------------------------------------------


def test_big_type_is_remembered_and_the_screen_stays(active, demo):
    active.open("about")
    press("Ctrl+Shift+B")
    assert active.context.theme.type_percent == 125
    assert active.shown().name == "about"
    assert Settings.load(demo.settings).number("type_percent") == 125
    press("Ctrl+Shift+B")
    assert active.context.theme.type_percent == 100


def test_a_changed_key_works_and_the_old_one_no_longer(active):
    active.remember("keys.changed", json.dumps({"settings": "F12"}))
    active.rebuild()
    assert keys.shown("settings") == "F12"
    press("Ctrl+,")
    assert active.shown().name == "counter"
    press("F12")
    assert active.shown().name == "settings"


def test_a_key_map_that_was_spoiled_by_hand_is_named():
    with pytest.raises(UserMistakeError) as caught:
        keys.use("{oops")
    assert caught.value.code == "settings.bad_value"
    assert keys.changes() == {}


def test_every_page_has_its_digit(active):
    for number, page in enumerate(navigation.pages()[:9], 1):
        press(f"Alt+{number}")
        assert active.shown().name == page.name


def test_the_language_of_the_settings_changes_the_window(active):
    active.remember("language", "en")
    active.context.hub.setting_changed.emit("language")
    assert language() == "en"
    active.rebuild("zh")


def test_f1_helps_with_the_screen_one_is_on(active):
    press("F6", "F1")
    assert active.shown().name == "help"
    assert active.shown().shown_topic().name == "record"
    press("Esc")
    assert active.shown().name == "record"


# -- practice ---------------------------------------------------------------------------------------------------------


def test_practice_is_another_program_on_data_of_its_own():
    program, arguments = command("en")
    assert "--practice" in arguments
    assert not any(argument.startswith("--data") for argument in arguments)
    assert program


def test_a_practice_folder_is_marked_and_gone_afterwards(made_demo):
    import shutil

    with throw_away_folder(lambda folder, _matters: shutil.copytree(made_demo.root, folder.root)) as folder:
        assert folder.is_practice
        assert folder.is_demo
        root = folder.root
        open_application(folder).close()
    assert not root.exists()


def test_what_a_killed_practice_left_behind_is_swept_up(tmp_path):
    import os

    old, fresh = tmp_path / "hfc-practice-old", tmp_path / "hfc-practice-fresh"
    for left in (old, fresh):
        left.mkdir()
    os.utime(old, (0, 0))
    with throw_away_folder(lambda folder, _matters: folder.root.mkdir(parents=True), tmp_path):
        assert not old.exists()
        assert fresh.exists()


def test_a_practice_window_says_so_all_the_time(qtbot, open_window, demo):
    demo.practice_mark.write_text("x", encoding="utf-8")
    window = open_window(demo)
    assert "练习" in window.windowTitle()
    widgets = [part for part in window.children() if part.isWidgetType()]
    qtbot.waitUntil(lambda: any("练习" in part.accessibleName() and part.isVisible() for part in widgets))
    window.act("compact")
    assert "练习" in window.windowTitle()
