"""The printed compendium of a shipped pack: cover, contents that are true, and nothing of any item cut."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache

import pytest

from hfc_desktop.bootstrap.content import bundled_folders
from hfc_desktop.bootstrap.guidance import open_booklets
from hfc_desktop.documents.forms.item_kinds import KINDS
from hfc_desktop.documents.forms.item_tables import TABLES
from hfc_desktop.domain.guidance.item import Confidentiality, Kind
from tests import pdf

SKIPPED = """
    tags keywords_negative pinyin topic title_en summary_en name_en label_en id kind start next related
    supersedes superseded_by hotlines handover fraud_type fraud_types quiz ref applies_to all_of hotline
    region slug parent line level label regime trigger group event amount initial extension maximum basis unit
    pauses sources axis purpose confidence risky phase outcome phases withdrawn_reason ClockRule.name
    ClockRule.approved_by LevelRule.name LevelRule.fact LevelRule.task Limit.name Limit.unit
"""
NOT_PRINTED = frozenset(SKIPPED.split())
"""Search words; links in a dialogue, printed as step numbers; English titles in a Chinese booklet; slugs."""


@cache
def made(pack):
    folder = next(folder for folder in bundled_folders() if folder.name == pack)
    service = open_booklets()
    booklet = service.booklet(folder, "zh", bundled_folders())
    return booklet, service.pdf(booklet)


def body(content):
    """Text of all pages without header and foot, as one string without spaces."""
    return ["".join(page.split()) for page in pdf.texts(content, bottom=55, top=785)]


def texts(value, name=""):
    """Every text in an item that a reader should find."""
    if name in NOT_PRINTED or isinstance(value, Enum):
        return
    if isinstance(value, str):
        if value:
            yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one, name)
    elif is_dataclass(value):
        for field in fields(value):
            if f"{type(value).__name__}.{field.name}" not in NOT_PRINTED:
                yield from texts(getattr(value, field.name), field.name)


def test_every_kind_can_be_printed():
    assert KINDS.keys() | TABLES.keys() == set(Kind)
    assert not KINDS.keys() & TABLES.keys()


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["telecom-fraud", "reference", "account-restrictions"])
def test_nothing_of_an_item_is_cut(pack):
    booklet, content = made(pack)
    read = "".join(body(content))
    lacking = [
        (item.id, name, text[:30])
        for item in booklet.items
        for name, text in texts(item)
        if not all("".join(part.split()) in read for part in text.split("\n"))
    ]
    assert lacking == []


@pytest.mark.slow
def test_the_contents_name_the_page_on_which_each_item_begins():
    booklet, content = made("telecom-fraud")
    pages = body(content)
    contents = "".join(page for page in pages[2:4])
    for item in booklet.items:
        title = "".join(item.title.split())
        begins = [number for number, page in enumerate(pages, start=1) if title + "".join(item.summary.split()) in page]
        assert len(begins) == 1, item.id
        assert f"{title}{begins[0]}" in contents.replace(".", ""), (item.id, begins)


@pytest.mark.slow
def test_the_contents_lead_there_and_so_does_the_outline():
    booklet, content = made("telecom-fraud")
    pages = pdf.texts(content)
    first, running = pages[0], pdf.texts(content, bottom=790)[9]
    assert {item.title for item in booklet.items} <= set(pdf.outline(content))
    assert booklet.manifest.department in first
    assert f"第{booklet.manifest.issue}期" in "".join(first.split())
    assert booklet.manifest.title in running
    assert len(pages) > 20


@pytest.mark.slow
def test_what_is_for_named_posts_only_is_not_printed():
    booklet, content = made("account-restrictions")
    read = "".join(body(content))
    assert booklet.left_out > 0
    assert all(item.confidentiality is not Confidentiality.RESTRICTED for item in booklet.items)
    assert f"限定岗位阅读的{booklet.left_out}条未印入" in read


@pytest.mark.slow
def test_the_same_pack_gives_the_same_bytes():
    booklet, _content = made("reference")
    few = replace(booklet, items=booklet.items[:3])
    service = open_booklets()
    assert service.pdf(few) == service.pdf(few)
