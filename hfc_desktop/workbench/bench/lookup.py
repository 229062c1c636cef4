"""The counter's search, keystroke by keystroke, beside the bare FTS5 match; index build and update.

Items come from the bundled library, multiplied: each copy is for another place, with the place in its title and in half
of its other names, and with codes of its own, so that names, codes and words stay as different as in a grown library.

All times are of the processor: the index is read from memory, and another program's turn is no part of a keystroke.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.packs.index import schema
from hfc_desktop.packs.index.build import build_index, readings_for
from hfc_desktop.packs.index.cut import CutPack, cut
from hfc_desktop.packs.index.entries import IndexEntry, IndexTools
from hfc_desktop.packs.index.search import open_index
from hfc_desktop.packs.index.tokens import all_of, phrase_tokens, tight
from hfc_desktop.packs.registry import search_text
from hfc_desktop.packs.source import read_source
from hfc_desktop.paths import bundled_packs_dir
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.pinyin import PhrasePinyin
from hfc_desktop.text.syllables import Sounds
from hfc_desktop.workbench.bench.figures import Figure, cpu_milliseconds, median, percentile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.regions import RegionLine

SIZES: Final = (500, 5_000, 50_000)
BUILT: Final = 5_000
CHANGED: Final = 10
_ROUNDS: Final = 3
_A_FILE: Final = 50
"""Items in one file; an update reads all items of a file that was edited."""
_ON: Final = date(2026, 11, 24)
_TYPED: Final = (
    "sfdj", "lhdj", "dongjie", "sifadongjie", "shenfenzhengguoqi", "公安dj", "冻结", "账户已冻结", "卡里有钱取不出",
    "不能转账怎么办", "警察把我的卡冻了", "司法东结", "涉暗账户", "帳戶凍結", "SMP-J02-2", "j02", "96110", "乌市",
    "frozen", "card lost", "dongjei", "非柜面限额", "刷单被骗", "提前还贷", "身份证到期了", "等一个多小时了",
    "shixinbeizhixing", "chujieyinhangka", "lunhuodongjie", "zehngxin", "sxbzx", "account frozen by police",
    "我没欠钱法院凭啥冻我卡", "我的钱转不出去 显示非柜面", "征信上有个逾期不是我的", "工资卡被冻结了怎么办",
    "有人说我涉嫌洗钱让我转到安全账户", "法院kouhua", "提前還款", "司", "征", "k",
)  # fmt: skip
"""Queries of every kind; each is typed letter by letter."""


class Shelf(NamedTuple):
    """Items of one size, with the tools to read them."""

    entries: list[IndexEntry]
    regions: tuple[RegionLine, ...]
    tools: IndexTools
    readings: dict[str, list[str]]
    words: bytes


@cache
def _library() -> tuple[tuple[GuidanceItem, ...], tuple[RegionLine, ...]]:
    sources = [read_source(path.parent) for path in sorted(bundled_packs_dir().glob("*/pack.yaml"))]
    items = {found.item.id: found.item for source in sources for found in source.items}
    return tuple(items.values()), tuple(region for source in sources for region in source.regions)


def _varied() -> Iterator[GuidanceItem]:
    """The library, then copies of it for one place after another, without end."""
    items, regions = _library()
    yield from items
    places = [region.names[-1] for region in regions] or ["某地"]
    copy = 0
    while True:
        for item in items:
            copy += 1
            yield _copy_of(item, places[copy % len(places)], copy)


def _copy_of(item: GuidanceItem, place: str, copy: int) -> GuidanceItem:
    changes: dict[str, object] = {
        "id": f"{item.id}-{copy}",
        "title": f"{place}{item.title}",
        "aliases": tuple(f"{place}{alias}" if at % 2 else alias for at, alias in enumerate(item.aliases)),
        "codes": tuple(f"{code}{copy:05d}" for code in item.codes),
        "supersedes": (),
    }
    if isinstance(item, Restriction):
        changes["code"] = f"{item.code[:7]}{copy:05d}{item.code[7:]}"
    return replace(item, **changes)  # type: ignore[arg-type]


def shelf_of(size: int) -> Shelf:
    """``size`` items in files of 50, with their readings and words, as a built pack would bring them."""
    tools = IndexTools(search_text, Normaliser(), PhrasePinyin(), Sounds())
    items = list(islice(_varied(), size))
    entries = [IndexEntry(item, "bench-1", f"file {at // _A_FILE}") for at, item in enumerate(items)]
    readings = readings_for(items, tools)
    words = json.dumps(cut(items, tools, readings), ensure_ascii=False).encode()
    return Shelf(entries, _library()[1], tools, readings, words)


def keystrokes(queries: Sequence[str] = _TYPED) -> list[str]:
    """What stands in the box after each key."""
    return [query[:size] for query in queries for size in range(1, len(query) + 1)]


def measure() -> list[Figure]:
    """Keystrokes at three sizes, build and update."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            shelf, path = shelf_of(size), Path(folder) / f"{size}.idx"
            _build(shelf, path)
            figures += _typing(path, size)
            if size == BUILT:
                figures += _building(shelf, path)
            path.unlink()
    return figures


def _build(shelf: Shelf, path: Path) -> None:
    """As an installation does it with a built pack, the reading of its words included."""
    words = CutPack.loads(shelf.words)
    build_index(
        shelf.entries,
        path,
        shelf.tools,
        regions=shelf.regions,
        precomputed=shelf.readings,
        cut=[words] if words else [],
    )


def _typing(path: Path, size: int) -> list[Figure]:
    """Each keystroke through the whole search and as a bare FTS5 match, in turn.

    Of three rounds, each on an index opened anew, the best time of a keystroke counts on both sides: what another
    program did to one round is not ours.
    """
    typed = keystrokes()
    rounds = [_round(path, typed) for _round_number in range(_ROUNDS)]
    ours, floor = ([min(times) for times in zip(*side, strict=True)] for side in zip(*rounds, strict=True))
    return [
        Figure(f"lookup.{size}.p50", median(ours), median(floor)),
        Figure(f"lookup.{size}.p99", percentile(ours, 99), percentile(floor, 99)),
    ]


def _round(path: Path, keys: Sequence[str]) -> tuple[list[float], list[float]]:
    """Times of every keystroke, ours and the bare match."""
    index = open_index(path, Normaliser(), Sounds())
    index.warm()
    gc.freeze()  # as the window does once it stands: the shelf is no part of what is measured
    normaliser = Normaliser()
    ours, floor = [], []
    with closing(schema.connect_for_reading(path)) as bare, closing(index):
        for typed in keys:
            query = LookupQuery(text=typed, on=_ON)
            ours.append(cpu_milliseconds(lambda query=query: index.search(query)))  # type: ignore[misc]
            phrase = all_of(phrase_tokens(tight(normaliser.normalise(typed))) or ["0"])
            floor.append(cpu_milliseconds(lambda phrase=phrase: _bare_match(bare, phrase)))  # type: ignore[misc]
    return ours, floor


def _bare_match(bare: sqlite3.Connection, phrase: str) -> object:
    return bare.execute("SELECT rowid FROM names WHERE names MATCH ? LIMIT 30", (phrase,)).fetchall()


def _building(shelf: Shelf, path: Path) -> list[Figure]:
    """Builds with and without the words of a built pack, and an update; the floor writes the texts to bare FTS5."""
    again = path.with_suffix(".again")
    options = {"regions": shelf.regions, "precomputed": shelf.readings}
    build = cpu_milliseconds(lambda: _build(shelf, again))
    bare = cpu_milliseconds(lambda: build_index(shelf.entries, again, shelf.tools, **options))  # type: ignore[arg-type]
    floor = _bare_build(shelf)
    changed = [
        replace(entry.item, aliases=(*entry.item.aliases, "新说法")) if at < CHANGED else entry.item
        for at, entry in enumerate(shelf.entries[:_A_FILE])
    ]
    entries = [*(IndexEntry(item, "bench-1", "file 0, edited") for item in changed), *shelf.entries[_A_FILE:]]
    update = cpu_milliseconds(lambda: build_index(entries, again, shelf.tools, previous=path, **options))  # type: ignore[arg-type]
    again.unlink()
    return [
        Figure(f"index.build.{len(shelf.entries)}", build, floor),
        Figure(f"index.build.{len(shelf.entries)}.uncut", bare, floor),
        Figure(f"index.update.{CHANGED}", update, 0.0),
    ]


def _bare_build(shelf: Shelf) -> float:
    """Time to write titles, names and bodies into one FTS5 table and nothing else."""
    texts = []
    for entry in shelf.entries:
        search = search_text(entry.item)
        texts.append(" ".join((search.title, *search.aliases, *search.messages, *(text for text, _w in search.body))))
    with closing(sqlite3.connect(":memory:")) as bare:
        bare.execute("CREATE VIRTUAL TABLE t USING fts5 (tokens, content='', tokenize='trigram')")
        return cpu_milliseconds(
            lambda: bare.executemany("INSERT INTO t (tokens) VALUES (?)", ((text,) for text in texts))
        )
