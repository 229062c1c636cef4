"""Window tests run off-screen, wherever they are started; set before Qt is loaded."""

from __future__ import annotations

import gc
import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hfc_desktop.paths import DataDir

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="module", autouse=True)
def _every_window_is_closed() -> Iterator[None]:
    """A window left open would go on beneath the tests that follow: its workers, its timers, no search for cycles.

    What it spared from that search is searched again: many windows come up in one process here.
    """
    yield
    gc.unfreeze()
    assert gc.isenabled(), "a window or its workers were not closed"


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    """A demo folder, made once; tests take a copy by ``demo``."""
    from hfc_desktop.paths import DataDir
    from hfc_desktop.workbench.demo.make import make_demo

    data = DataDir(tmp_path_factory.mktemp("demo") / "data")
    make_demo(data, 20)
    return data


@pytest.fixture
def demo(made_demo: DataDir, tmp_path: Path) -> DataDir:
    """A demo folder of one's own."""
    from hfc_desktop.paths import DataDir

    return DataDir(shutil.copytree(made_demo.root, tmp_path / "演示 数据"))
