"""A signed pack of 2,000 items verified and made active, beside hashing, verifying and inserting the same bytes.

Also how long the window's thread stands still at most while a worker installs: a timer ticks there all the time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.bootstrap.guidance import open_catalogue
from hfc_desktop.packs.archive import unpacked, written
from hfc_desktop.packs.index.build import readings_for
from hfc_desktop.packs.opening import PINYIN
from hfc_desktop.packs.source import read_pack
from hfc_desktop.paths import DataDir
from hfc_desktop.security.signatures import ED25519, new_private, signing_key, verify
from hfc_desktop.workbench.bench.figures import Figure, median, milliseconds
from hfc_desktop.workbench.trial_pack import manifest, question
from hfc_desktop.workbench.trial_publisher import TrialPublisher

if TYPE_CHECKING:
    from collections.abc import Callable

ITEMS: Final = 2_000
ROUNDS: Final = 3
_FILES: Final = 20
_NOW: Final = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=8)))
_WORDS: Final = (
    "账户", "冻结", "转账", "限额", "密码", "挂失", "利息", "贷款", "还款", "取款",
    "对账", "开户", "销户", "证件", "过期", "短信", "扣费", "理财", "赎回", "投诉",
)  # fmt: skip
_ANSWER: Final = "先核对身份证件，再查询账户状态，说明冻结机关和期限，告知申诉电话和所需材料。" * 4


def _question(number: int) -> str:
    parts = [_WORDS[number // step % len(_WORDS)] for step in (1, len(_WORDS), len(_WORDS) ** 2)]
    return question(f"bench-{number}", "".join(parts) + f"怎么办{number}", _ANSWER)


def _payload() -> tuple[bytes, list[bytes]]:
    """A built pack as the workshop makes it, and its items as the floor inserts them."""
    from hfc_desktop.bootstrap.content import index_tools

    files = {"pack.yaml": manifest("bench").encode()}
    share = ITEMS // _FILES
    for part in range(_FILES):
        text = "".join(_question(number) for number in range(part * share, (part + 1) * share))
        files[f"faq/part-{part:02d}.yaml"] = text.encode()
    items = [found.item for found in read_pack(files, "bench").items]
    files[PINYIN] = json.dumps(readings_for(items, index_tools()), ensure_ascii=False).encode()
    return written(files), [_question(number).encode() for number in range(ITEMS)]


def measure() -> list[Figure]:
    """Verify and activate; verify alone; the longest standstill of the window's thread."""
    payload, rows = _payload()
    described = read_pack(unpacked(payload, "bench"), "bench").manifest
    assert described is not None, "it was built here"
    with tempfile.TemporaryDirectory() as place:
        publisher = TrialPublisher(Path(place) / "publication", _NOW)
        file = Path(place) / "bench.hfcpack"
        file.write_bytes(publisher.publish(payload, described))
        ours, checked, floor, blocked = [], [], [], []
        for number in range(ROUNDS):
            data = _trusting(Path(place) / str(number), publisher.root)
            catalogue = open_catalogue(data, lambda: _NOW)
            importer = catalogue._trust().importer()  # noqa: SLF001  the bench looks inside on purpose
            content = file.read_bytes()
            checked.append(milliseconds(lambda one=importer, content=content: one.verify(content, "bench")))  # type: ignore[misc]
            ours.append(milliseconds(lambda one=catalogue: one.install([file])))  # type: ignore[misc]
            floor.append(_floor(content, rows, Path(place) / f"{number}.db"))
            again = open_catalogue(_trusting(Path(place) / f"w{number}", publisher.root), lambda: _NOW)
            blocked.append(_standstill(lambda one=again: one.install([file])))  # type: ignore[misc]
    return [
        Figure(f"trust.verify.{ITEMS}", median(checked), median(floor)),
        Figure(f"trust.activate.{ITEMS}", median(ours), median(floor)),
        Figure("trust.window_blocked", max(blocked), 0.0),
    ]


def _trusting(root: Path, trusted: bytes) -> DataDir:
    data = DataDir(root)
    place = data.packs / "trust" / "headoffice"
    place.mkdir(parents=True)
    (place / "root.json").write_bytes(trusted)
    return data


def _floor(content: bytes, rows: list[bytes], target: Path) -> float:
    """Hash the file, verify one signature over its digest, insert its items with one commit that reaches the disk."""
    key = signing_key(ED25519, new_private(ED25519))
    signature = key.sign(hashlib.sha256(content).digest())

    def bare() -> None:
        assert verify(ED25519, key.public, signature, hashlib.sha256(content).digest())
        with closing(sqlite3.connect(target)) as store:
            store.execute("PRAGMA synchronous=FULL")
            store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, content BLOB)")
            store.executemany("INSERT INTO item (content) VALUES (?)", ((row,) for row in rows))
            store.commit()

    return milliseconds(bare)


def _standstill(work: Callable[[], object]) -> float:
    """Longest time in milliseconds between two ticks on the window's thread while the window's own worker works."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, QTimer

    from hfc_desktop.ui.hub import Hub
    from hfc_desktop.ui.operations import Operations

    application = QCoreApplication.instance() or QCoreApplication([])
    operations = Operations(Hub())
    longest, last = 0.0, time.perf_counter()

    def tick() -> None:
        nonlocal longest, last
        moment = time.perf_counter()
        longest, last = max(longest, moment - last), moment

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(1)
    operations.command(lambda _progress: (work(), None)).on_end(application.quit).start()
    last = time.perf_counter()
    application.exec()
    operations.close()
    return longest * 1000
