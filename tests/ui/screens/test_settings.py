"""Settings: built from the table, taken at once, kept, and refused where they count for everybody."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox

from hfc_desktop.domain.events import Op
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.settings import ENTRIES, GROUPS, Settings
from hfc_desktop.ui import keys
from hfc_desktop.ui.scan import scan_of
from hfc_desktop.ui.screens.settings.keys_page import check
from hfc_desktop.workbench.demo import office


@pytest.fixture
def page(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    window.open("settings")
    yield window.shown()
    keys.use("")
    window.context.theme.set_scheme("light")
    window.context.theme.set_type_percent(100)


def as_manager(window):
    manager = next(user for user in office.PEOPLE if user.role.value == "branch_manager")
    session = window.context.application.open_records().people.sign_in_demo(manager.staff_no)
    window.context.session.sign_in(session.user, None)


def test_every_entry_with_a_heading_has_an_editor_of_its_kind(page):
    kinds = {bool: QCheckBox, int: QSpinBox, str: (QLineEdit, QComboBox)}
    assert set(page.editors) == {entry.key for entry in ENTRIES if entry.group}
    for entry in ENTRIES:
        if entry.group:
            assert isinstance(page.editors[entry.key].control, kinds[type(entry.default)])
            assert page.editors[entry.key].control.accessibleName()
    assert page.groups.count() == len(GROUPS) + 1


def test_a_change_takes_effect_at_once_and_is_kept(page, demo):
    page.editors["theme"].changed.emit("theme", "dark")
    assert page.context.theme.scheme == "dark"
    assert Settings.load(demo.settings).text("theme") == "dark"


def test_a_teller_does_not_change_what_counts_for_the_office(page):
    editor = page.editors["lock.idle_minutes"]
    assert not editor.control.isEnabled()
    assert editor.hint.accessibleName()


def test_the_manager_does_and_it_is_an_event(page, demo):
    as_manager(page.context.navigator)
    page.editors["lock.idle_minutes"].control.setValue(7)
    assert Settings.load(demo.settings).number("lock.idle_minutes") == 7
    store = page.context.application.open_store()
    with store.unit_of_work(read_only=True) as unit:
        events = [event.fields for event in unit.log.events() if event.op is Op.SETTING]
    assert events == [{"key": "lock.idle_minutes", "before": 3, "after": 7}]


def test_a_key_is_changed_by_pressing_it(page, demo):
    page.arrive("keys")
    field = page.keys_page.fields["settings"]
    field.setKeySequence(QKeySequence("F12"))
    field.editingFinished.emit()
    assert keys.shown("settings") == "F12"
    assert "F12" in Settings.load(demo.settings).text("keys.changed")
    again = page.context.navigator.shown()
    assert again.name == "settings"
    assert again.pages.currentIndex() == again.pages.count() - 1, "the page stays"
    again.keys_page.changed.emit({})
    assert keys.shown("settings") == "Ctrl+,"


@pytest.mark.parametrize(
    ("name", "sequence", "code"),
    [
        ("settings", "F6", "desk.key_taken"),
        ("settings", "F10", "desk.key_reserved"),
        ("settings", "Ctrl+Alt+S", "desk.key_reserved"),
        ("settings", "S", "desk.key_reserved"),
        ("settings", "Esc", "desk.key_reserved"),
    ],
)
def test_a_key_that_is_needed_elsewhere_is_refused_with_the_reason(name, sequence, code):
    with pytest.raises(UserMistakeError) as caught:
        check(name, sequence)
    assert caught.value.code == code


def test_the_reader_is_tried_on_its_page_and_nothing_is_kept(qtbot, page):
    page.arrive("reader")
    scan = scan_of("11010519491231002X")
    qtbot.waitUntil(page.reader_test.isVisible)
    page.context.navigator.desk.wedge.scanned.emit(scan)
    assert "002X" in page.reader_test.told.accessibleName()
    assert "11010519491231002X" not in page.reader_test.told.accessibleName()
    assert page.context.navigator.take_scan() is None


def test_the_prefix_of_the_reader_counts_at_once(page):
    editor = page.editors["reader.prefix"].control
    page.arrive("reader")
    editor.setFocus()
    QTest.keyClicks(editor, "~")
    editor.editingFinished.emit()
    wedge = page.context.navigator.desk.wedge
    assert wedge._wedge.prefix == "~"
