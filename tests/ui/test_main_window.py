"""The window around the screens."""

import gc
from datetime import timedelta

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap.clock import now
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.i18n import language
from hfc_desktop.paths import DataDir
from hfc_desktop.settings import Settings
from hfc_desktop.ui import crash_reports, navigation, tokens
from hfc_desktop.ui.status_line import _packs_line
from hfc_desktop.ui.widgets.key_sheet import KeySheet


def press(window, *sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget() or window, chord.key(), chord.keyboardModifiers())


@pytest.fixture
def active(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    return window


def test_a_window_that_is_closed_before_it_settles_begins_nothing(qtbot, window):
    told = []
    window.context.operations.hub.settled.connect(lambda: told.append(True))
    window.close()
    window.settle()
    assert told == []
    assert window.context.session.user is None
    assert gc.isenabled(), "nobody is kept from searching for cycles"


def test_demo_data_sign_in_by_themselves_and_say_what_they_are(active):
    assert active.context.session.user is not None
    marks = [part.accessibleName() for part in active.children() if part.isWidgetType()]
    assert any("演示数据" in mark for mark in marks)


def test_a_real_folder_asks_who_one_is_before_the_first_record(qtbot, open_window, tmp_path):
    window = open_window(DataDir(tmp_path / "真实"))
    qtbot.waitUntil(window.isActiveWindow)
    press(window, "F6")
    assert window.shown().name == "sign_in"
    press(window, "Esc")
    assert window.shown().name == "counter"


def test_the_first_start_installs_the_guidance_that_came_along(qtbot, open_window, tmp_path):
    window = open_window(DataDir(tmp_path / "新"))
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClicks(QApplication.focusWidget(), "sfdj")
    counter = window.shown()
    assert counter.view.results.rows.count_hits() == 0
    assert counter.view.hint.isVisible()
    window.settle()
    assert counter.view.results.rows.count_hits() > 0
    assert not counter.view.hint.isVisible()


def test_f6_opens_the_record_and_esc_leads_back(active):
    press(active, "F6")
    assert active.shown().name == "record"
    press(active, "Esc")
    assert active.shown().name == "counter"


def test_search_keys_lead_to_the_counter_from_everywhere(active):
    press(active, "F6", "Ctrl+K")
    assert active.shown().name == "counter"
    assert active.shown().view.box.hasFocus()


def test_the_scheme_changes_at_once_and_is_remembered(active, demo):
    press(active, "Ctrl+Shift+D")
    assert active.context.theme.scheme == "dark"
    assert Settings.load(demo.settings).text("theme") == "dark"
    press(active, "Ctrl+Shift+D")


def test_the_language_changes_while_running_and_keeps_the_customer(active):
    active.context.reception.remark("客户着急")
    active.act("language")
    assert language() == "en"
    assert active.windowTitle() == "HFC Desktop"
    assert active.shown().view.strip.remark.toPlainText() == "客户着急"
    assert active.shown().view.box.placeholderText().startswith("Customer")
    active.act("language")
    assert language() == "zh"


def test_signing_out_leads_to_the_counter(active):
    press(active, "F6")
    active.act("person")
    assert active.context.session.user is None
    assert active.shown().name == "counter"


def test_the_key_sheet_opens_and_closes_by_keys(qtbot, active):
    press(active, "Ctrl+/")
    sheet = active.findChild(KeySheet)
    qtbot.waitUntil(sheet.isVisible)
    QTest.keyClick(sheet, QKeySequence("Esc")[0].key())
    qtbot.waitUntil(lambda: active.findChild(KeySheet) is None or not active.findChild(KeySheet).isVisible())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_window_fits_the_smallest_screen(qtbot, open_window, demo, lang):
    window = open_window(demo, lang)
    window.settle()
    window.resize(*tokens.WINDOW)
    for name in ("counter", "record"):
        window.open(name)
        qtbot.wait(10)
        assert (window.width(), window.height()) == tokens.WINDOW
        smallest = window.minimumSizeHint()
        assert smallest.width() <= tokens.WINDOW[0], name
        assert smallest.height() <= tokens.WINDOW[1], name


def test_every_screen_of_the_list_can_be_made(active):
    for entry in navigation.SCREENS:
        screen = navigation.make(entry.name, active.context)
        screen.complete()
        assert screen.name == entry.name
        assert screen.title()
        screen.deleteLater()


# -- faults -----------------------------------------------------------------------------------------------------------


def test_a_mistake_is_a_line_above_the_screen(active):
    active.context.hub.fault.emit(UserMistakeError("people.bad_staff_no"))
    assert active.banner.text()
    assert active.banner.property("surface") == "warn"


def test_a_refusal_is_a_line_too(active):
    active.context.hub.fault.emit(SecurityRefusalError("people.wrong_pin"))
    assert active.banner.property("surface") == "never"


def test_a_fault_of_the_surroundings_is_told_once_with_what_to_do(qtbot, active):
    from hfc_desktop.ui.widgets.fault_dialog import FaultDialog

    for _turn in range(3):
        active.context.hub.fault.emit(EnvironmentFaultError("data.no_folder", path="/x", reason="y"))
    dialogs = active.findChildren(FaultDialog)
    assert len(dialogs) == 1
    assert "/x" in dialogs[0].text.accessibleName()
    dialogs[0].reject()


def test_a_bug_leaves_a_report_and_the_window_goes_on(active, demo):
    active.context.hub.bug.emit(KeyError("王五"))
    report = crash_reports.unseen(demo.logs)[-1]
    assert str(report) in active.banner.text()
    assert "王五" not in report.read_text(encoding="utf-8")


def test_a_report_of_last_time_is_shown_at_the_start(qtbot, open_window, demo):
    crash_reports.write(demo.logs, KeyError("x"), now() - timedelta(days=1))
    window = open_window(demo)
    window.settle()
    assert "crash-" in window.banner.text()
    assert crash_reports.unseen(demo.logs) == []


# -- the line at the bottom -------------------------------------------------------------------------------------------


def test_the_status_line_names_issue_and_age(active):
    packs = active.context.application.catalogue.installed()
    newest = max(pack.issued_on for pack in packs)
    text, tone = _packs_line(packs, active.context.today())
    assert newest in text
    assert tone == "second"


def test_an_overdue_review_is_told_in_words_and_colour(active):
    packs = active.context.application.catalogue.installed()
    text, tone = _packs_line(packs, active.context.today() + timedelta(days=4000))
    assert tone == "never"
    assert "复核" in text


def test_without_guidance_the_status_line_says_so(active):
    assert _packs_line((), active.context.today()) == ("尚未安装指引", "warn")
