"""The menu leads nobody to a page on which everything is refused."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from hfc_desktop.domain.people import Role, User
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import navigation
from hfc_desktop.ui.title_strip import TitleStrip

FOR_ALL = {"counter", "hotlines", "training", "pack_import", "settings", "help", "about"}
READS = {"manager_start", "ledger"}
MORE = {
    Role.TELLER: READS | {"record"},
    Role.COMPLAINT_HANDLER: READS | {"record"},
    Role.BRANCH_MANAGER: READS | {"record", "exchange"},
    Role.AUTHOR: {"pack_editor"},
    Role.APPROVER: {"pack_editor"},
    Role.AUDITOR: READS,
    Role.ADMINISTRATOR: set(),
}


@pytest.fixture
def signed_in(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()

    def sign_in(role):
        user = User(staff_no="X1", name="样例", role=role, organisation="650111", post="样例岗", counter="01")
        window.context.session.sign_in(user, None)
        return window

    return sign_in


def offered(window):
    """Names of the pages that the open menu shows."""
    strip = window.findChild(TitleStrip)
    strip._open_menu()
    (menu,) = strip.findChildren(QMenu)
    texts = {action.text().partition("\t")[0] for action in menu.actions()}
    menu.close()
    return {page.name for page in navigation.pages() if _(page.text) in texts}


@pytest.mark.parametrize("role", Role)
def test_the_menu_offers_what_a_role_may_do(signed_in, role):
    assert offered(signed_in(role)) == FOR_ALL | MORE[role]


def test_before_the_sign_in_all_is_offered_and_asks_who_one_is(window):
    assert offered(window) == {page.name for page in navigation.pages()}


@pytest.mark.parametrize(("role", "name"), [(Role.TELLER, "exchange"), (Role.AUDITOR, "record")])
def test_a_page_of_another_role_says_so_and_is_not_opened(signed_in, role, name):
    window = signed_in(role)
    before = window.shown().name
    window.open(name)
    assert window.shown().name == before
    assert "当前登录的岗位不使用此页面" in window.banner.text()


def test_its_key_says_so_too(signed_in):
    window = signed_in(Role.AUTHOR)
    number = [page.name for page in navigation.pages()].index("ledger") + 1
    chord = QKeySequence(f"Alt+{number}")[0]
    QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())
    assert window.shown().name == "counter"
    assert "当前登录的岗位不使用此页面" in window.banner.text()
