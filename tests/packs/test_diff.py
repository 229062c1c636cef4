"""Comparing packs by meaning."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hfc_desktop.packs.diff import difference
from hfc_desktop.packs.source import read_source

BASE = Path(__file__).parent / "data" / "base"


class Pair:
    """Two copies of one pack, the second to be changed."""

    def __init__(self, root):
        self.before, self.after = root / "before", root / "after"
        shutil.copytree(BASE, self.before)
        shutil.copytree(BASE, self.after)

    def change(self, name, old, new):
        path = self.after / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def difference(self):
        return difference(read_source(self.before), read_source(self.after))

    def changes(self):
        (item,) = self.difference().changed
        return [(change.field, change.kind, change.before, change.after) for change in item.changes]


@pytest.fixture
def pair(tmp_path):
    return Pair(tmp_path)


def test_equal_packs_differ_in_nothing(pair):
    assert not pair.difference()


def test_added_and_removed_items_are_named(pair):
    pair.change("faq/sample.yaml", "faq.sample", "faq.other")
    found = pair.difference()
    assert [item.id for item in found.added] == ["faq.other"]
    assert [item.id for item in found.withdrawn] == ["faq.sample"]


def test_an_item_marked_as_withdrawn_counts_as_withdrawn(pair):
    pair.change("glossary/sample.yaml", "  line:", "  status: withdrawn\n  withdrawn_reason: 过期\n  line:")
    assert [item.id for item in pair.difference().withdrawn] == ["glossary.sample"]


def test_a_changed_field_shows_both_sides(pair):
    pair.change("faq/sample.yaml", "带身份证。", "带护照。")
    assert pair.changes() == [("answer_short", "changed", "带身份证。", "带护照。")]


def test_other_punctuation_is_told_from_other_words(pair):
    pair.change("faq/sample.yaml", "带身份证。", "带身份证！")
    assert pair.changes()[0][1] == "wording"


def test_a_moved_step_is_another_order_and_not_other_steps(pair):
    text = (pair.after / "scenario/sample.yaml").read_text(encoding="utf-8")
    head, _nodes, rest = text.partition("    - id: stop\n")
    stop, _done, end = rest.partition("    - id: done\n")
    done, tail = end.split("  do_not_say", 1)
    moved = f"{head}    - id: done\n{done}    - id: stop\n{stop}  do_not_say{tail}"
    (pair.after / "scenario/sample.yaml").write_text(moved, encoding="utf-8")
    assert pair.changes() == [("nodes", "reordered", "ask → stop → done", "ask → done → stop")]


def test_a_word_changed_inside_a_step_is_found_in_that_step(pair):
    pair.change("scenario/sample.yaml", "您办什么业务？", "您今天办什么业务？")
    assert pair.changes() == [("nodes[ask].say[1].text", "changed", "您办什么业务？", "您今天办什么业务？")]


def test_an_entry_that_came_or_went_is_told_from_one_that_changed(pair):
    pair.change("restriction/sample.yaml", "steps: [联系法院]", "steps: [联系法院, 提交异议书]")
    assert pair.changes() == [("steps[2]", "added", "", "提交异议书")]


def test_dates_and_numbers_are_compared_as_such(pair):
    pair.change("checklist/sample.yaml", "weight: 3", "weight: 4")
    assert pair.changes() == [("items[q1].weight", "changed", "3", "4")]


def test_the_description_of_the_pack_is_compared_too(pair):
    pair.change("pack.yaml", "issue: 1", "issue: 2")
    found = pair.difference()
    assert [(change.field, change.after) for change in found.manifest] == [("issue", "2")]
    assert (found.before, found.after) == ("base-1.1", "base-2.1")
