import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hfc_desktop.i18n import in_language
from hfc_desktop.ui import keys


@pytest.mark.parametrize("key", keys.KEYS, ids=lambda key: key.name)
def test_every_key_is_one_that_qt_knows_and_leaves_the_system_s_alone(key):
    for sequence in key.sequences:
        assert QKeySequence(sequence).count() == 1
        assert sequence not in {"F10", "Alt+F4"}
        assert not {"Ctrl", "Alt"} <= set(sequence.split("+"))


@pytest.mark.parametrize("key", keys.KEYS, ids=lambda key: key.name)
def test_every_key_is_explained_in_both_languages(key):
    assert in_language("zh", key.text) != key.text
    assert in_language("zh", key.group) != key.group


def test_no_key_of_the_whole_window_means_two_things():
    anywhere = [sequence for key in keys.KEYS if key.group == "Anywhere" for sequence in key.sequences]
    assert len(anywhere) == len(set(anywhere))


def test_names_are_unique():
    assert len(keys.BY_NAME) == len(keys.KEYS)


def test_a_bound_key_acts_and_a_letter_is_still_typed(qtbot):
    holder, field, pressed = QWidget(), QLineEdit(), []
    QVBoxLayout(holder).addWidget(field)
    qtbot.addWidget(holder)
    keys.bind(holder, "key_sheet", lambda: pressed.append("sheet"), window=True)
    keys.bind_digits(holder, "results.digit_typing", pressed.append)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    field.setFocus()
    for sequence in ("?", "Ctrl+/", "Ctrl+3"):
        chord = QKeySequence(sequence)[0]
        if sequence == "?":
            QTest.keyClicks(field, "?")
        else:
            QTest.keyClick(field, chord.key(), chord.keyboardModifiers())
    assert field.text() == "?"
    assert pressed == ["sheet", 2]
