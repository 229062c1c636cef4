"""Texts are collected wherever they stand in the code."""

from __future__ import annotations

from hfc_desktop.workbench.texts import missing, nested


def test_a_text_inside_an_f_string_is_found():
    assert list(nested("shown = f\"{_('Before')}: {value}\"")) == [("Before", None)]


def test_its_context_and_its_plural_are_found_too():
    source = "shown = f\"{pgettext('field', 'Rules')} {ngettext('{n} day', '{n} days', n)}\""
    assert list(nested(source)) == [("Rules", "field"), (("{n} day", "{n} days"), None)]


def test_what_is_looked_up_by_a_variable_is_no_text():
    assert not list(nested("shown = f\"{_(page.text)} {ngettext(one, 'many', 2)}\""))


def test_texts_outside_of_f_strings_are_left_to_the_usual_reader():
    assert not list(nested('shown = _("Before")'))


def test_the_window_has_no_text_without_chinese_in_an_f_string_either():
    assert not missing("ui")
