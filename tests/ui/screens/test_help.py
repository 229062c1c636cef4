"""Help: a text for every screen, in both languages, found by words; and About."""

import re

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from hfc_desktop import __version__
from hfc_desktop.i18n import LANGUAGES
from hfc_desktop.paths import resources_dir
from hfc_desktop.ui import keys, navigation
from hfc_desktop.ui.screens.help.topics import search, topics


def sources(lang):
    return {path.stem: path.read_text(encoding="utf-8") for path in (resources_dir() / "help" / lang).glob("*.md")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_screen_has_its_help(lang):
    names = {entry.name for entry in navigation.SCREENS}
    assert names - set(sources(lang)) == set()


def test_both_languages_have_the_same_topics():
    assert set(sources("zh")) == set(sources("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_and_keys_of_the_texts_exist(lang):
    for name, text in sources(lang).items():
        assert set(re.findall(r"\(help:([a-z_]+)\)", text)) <= set(sources(lang)), name
        assert set(re.findall(r"\{([a-z_.]+)\}", text)) <= set(keys.BY_NAME), name
    assert all("{" not in topic.text for topic in topics(lang))


def test_texts_follow_changed_keys():
    keys.use('{"lock": "F12"}')
    try:
        assert "F12" in next(topic for topic in topics("en") if topic.name == "lock").text
    finally:
        keys.use("")


def test_every_word_must_occur_and_titles_come_first():
    found = search(topics("en"), "card reader")
    assert found[0].name == "reader" or "reader" in [topic.name for topic in found]
    assert search(topics("zh"), "止损")[0].name == "stop_loss"
    assert search(topics("zh"), "没有这样的词") == ()


@pytest.fixture
def helped(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    window.open("help", "hotlines")
    return window.shown()


def test_it_opens_at_the_screen_one_came_from_and_is_searched_while_typing(helped):
    assert helped.shown_topic().name == "hotlines"
    assert "申诉电话" in helped.page.toPlainText()
    QTest.keyClicks(helped.box, "Wi-Fi")
    assert helped.list.count() == 0
    helped.box.setText("练习")
    assert helped.shown_topic().name == "training"
    assert helped.go_back()
    assert helped.list.count() == len(topics("zh"))


def test_about_tells_what_a_technician_asks(window):
    window.settle()
    window.open("about")
    window.shown().copy.click()
    told = QGuiApplication.clipboard().text()
    assert __version__ in told
    assert str(window.context.application.data.root) in told
