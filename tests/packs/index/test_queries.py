"""Queries as hurried tellers type them, on the bundled library: the right item first, or among the first three."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.packs.index.build import build_index
from hfc_desktop.packs.index.entries import IndexEntry, IndexTools
from hfc_desktop.packs.index.search import open_index
from hfc_desktop.packs.registry import search_text
from hfc_desktop.packs.source import read_source
from hfc_desktop.paths import bundled_packs_dir
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.pinyin import PhrasePinyin
from hfc_desktop.text.syllables import Sounds

DATA = Path(__file__).resolve().parents[2] / "data"
ON = date(2026, 11, 24)
SETS = {
    "queries.jsonl": (0.85, 0.95),
    "queries_holdout.jsonl": (0.85, 0.95),
    "queries_blind.jsonl": (0.8, 0.9),
    "queries_blind2.jsonl": (0.85, 0.95),
    "queries_blind3.jsonl": (0.85, 0.92),
    "queries_blind4.jsonl": (0.75, 0.9),
    "queries_blind5.jsonl": (0.95, 0.98),
    "queries_blind6.jsonl": (0.7, 0.76),
    "queries_blind7.jsonl": (0.64, 0.79),
}
"""Share to come first and among the first three. The blind sets were written before their authors saw any result; the
second was then used to widen the lists of words; of the others, what was missed was looked at afterwards. The fifth
found 63 % first and 78 % among three; its author then widened the lists with it in mind, so that its figure says
nothing of fresh queries. The sixth, written after that, found 70 and 77 % and then served likewise; the seventh,
measured once and used for nothing, found 65 and 80 %: the fair figure for whole sentences, and less than we want."""
FEWEST_IN_A_FAMILY = 0.8
"""No way of typing may be left behind for the sake of the average."""


def queries(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("library") / "lookup.idx"
    tools = IndexTools(search_text, Normaliser(), PhrasePinyin(), Sounds())
    sources = [read_source(manifest.parent) for manifest in sorted(bundled_packs_dir().glob("*/pack.yaml"))]
    entries = [IndexEntry(found.item, source.label) for source in sources for found in source.items]
    build_index(entries, path, tools, regions=[region for source in sources for region in source.regions])
    index = open_index(path, tools.normaliser, tools.sounds)
    yield index
    index.close()


def places(library, asked):
    """For each query, where the first acceptable item stands, from 0; ``None`` when it is not there."""
    found = []
    for query in asked:
        ids = [hit.id for hit in library.search(LookupQuery(text=query["query"], on=ON)).hits]
        found.append(next((place for place, one in enumerate(ids) if one in query["accept"]), None))
    return found


def test_every_acceptable_item_is_in_the_library(library):
    for name in SETS:
        missing = {item for query in queries(name) for item in query["accept"] if library.item(item) is None}
        assert missing == set()


def test_there_are_enough_queries_and_no_query_twice():
    asked = [query["query"] for query in queries("queries.jsonl")]
    assert len(asked) >= 150
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("name", SETS)
def test_the_right_item_comes_first(library, name):
    asked = queries(name)
    found = places(library, asked)
    missed = [query["query"] for query, place in zip(asked, found, strict=True) if place != 0]
    assert len(missed) <= (1 - SETS[name][0]) * len(asked), missed


@pytest.mark.parametrize("name", SETS)
def test_the_right_item_is_among_the_first_three(library, name):
    asked = queries(name)
    found = places(library, asked)
    missed = [query["query"] for query, place in zip(asked, found, strict=True) if place is None or place > 2]
    assert len(missed) <= (1 - SETS[name][1]) * len(asked), missed


def test_no_way_of_typing_is_left_behind(library):
    asked = queries("queries.jsonl")
    found = places(library, asked)
    sizes = Counter(query["family"] for query in asked)
    good = Counter(query["family"] for query, place in zip(asked, found, strict=True) if place in (0, 1, 2))
    assert all(good[family] >= FEWEST_IN_A_FAMILY * size for family, size in sizes.items()), good


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("账户被冻结怎么办", "restriction.j02"),
        ("帳戶被凍結怎麼辦", "restriction.j02"),
        ("卡被冻结了", "restriction.p02"),
        ("解冻要多久", "faq.assist-06"),
        ("一天只能转500", "restriction.l01"),
        ("每天只能取2000", "restriction.l01"),
        ("wrong transfer", "faq.fraud-recall"),
    ],
)
def test_what_everybody_asks_first_comes_first(library, typed, item):
    assert library.search(LookupQuery(text=typed, on=ON)).hits[0].id == item
