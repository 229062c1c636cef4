"""What goes into a booklet."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from hfc_desktop.bootstrap.content import bundled_folders
from hfc_desktop.domain.documents import Booklet
from hfc_desktop.domain.guidance.item import Confidentiality, ItemStatus
from hfc_desktop.packs.workshop import Workshop
from hfc_desktop.services.booklets import BookletService


@cache
def shipped():
    folder = next(folder for folder in bundled_folders() if folder.name == "assistance-execution")
    return Workshop(lambda _items: {}).read(folder)


class Shelf:
    """A workshop that reads what a test lays out."""

    def __init__(self, packs):
        self.packs = packs

    def read(self, path):
        return self.packs[path.name]


class Printer:
    """A renderer that keeps what it was given."""

    def __init__(self):
        self.seen = []

    def render(self, form, document):
        self.seen.append((form, document))
        return b"%PDF"


@pytest.fixture
def items():
    return list(shipped()[1])[:4]


def service(items, others=()):
    manifest = shipped()[0]
    return BookletService(Shelf({"mine": (manifest, items), "other": (manifest, others)}), Printer(), "0.1.0")


def test_only_living_items_for_everybody_are_printed_and_the_rest_is_counted(items):
    hidden = replace(items[0], confidentiality=Confidentiality.RESTRICTED, title="不外传")
    gone = replace(items[1], status=ItemStatus.WITHDRAWN)
    made = service([hidden, gone, *items[2:]]).booklet(Path("mine"), "zh")
    assert {item.id for item in made.items} == {item.id for item in items[2:]}
    assert made.left_out == 1
    assert "不外传" not in made.titles.values()


def test_items_come_by_kind_line_and_id_whatever_their_order_in_the_files(items):
    forward = service(items).booklet(Path("mine"), "zh")
    backward = service(items[::-1]).booklet(Path("mine"), "zh")
    assert forward.items == backward.items


def test_titles_of_other_packs_are_known_in_the_language_asked_for(items):
    other = replace(items[3], id="faq.elsewhere", title="别处", title_en="Elsewhere")
    makes = service(items[:2], [other])
    assert makes.booklet(Path("mine"), "zh", [Path("other")]).titles["faq.elsewhere"] == "别处"
    assert makes.booklet(Path("mine"), "en", [Path("other")]).titles["faq.elsewhere"] == "Elsewhere"


def test_the_booklet_is_rendered_as_one(items):
    makes = service(items)
    made = makes.booklet(Path("mine"), "zh")
    assert makes.pdf(made) == b"%PDF"
    assert isinstance(made, Booklet)
    assert made.manifest.issued_on >= date(2026, 1, 1)
