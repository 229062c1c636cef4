"""Installing packs: all or nothing, never backwards, and always something to fall back to."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from hfc_desktop import __version__
from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.packs.index.entries import IndexTools
from hfc_desktop.packs.intake import Trusting
from hfc_desktop.packs.registry import search_text
from hfc_desktop.packs.trust.importer import Importer
from hfc_desktop.packs.trust.state import TrustState
from hfc_desktop.security.signatures import verify
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.pinyin import PhrasePinyin
from hfc_desktop.text.syllables import Sounds
from hfc_desktop.workbench.trial_pack import pack_files

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def trusting_nobody(root: Path) -> Trusting:
    """A folder on which no head office was set up, as a machine for trying things out."""
    state = TrustState(root / "packs" / "trust", root / "no roots")
    return Trusting(state, lambda: Importer(state, lambda: NOW, verify), root / "no bundle")


class Shelf:
    """Pack folders to install from, and the catalogue that they are installed in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        normaliser, sounds = Normaliser(), Sounds()
        tools = IndexTools(search_text, normaliser, PhrasePinyin(), sounds)
        self.faults: list[object] = []
        self.catalogue = Catalogue(
            root / "packs", normaliser, sounds, lambda: tools, lambda _sources: self.faults, lambda: NOW,
            lambda: trusting_nobody(root),
        )  # fmt: skip

    def pack(self, pack_id: str = "sample", *, issue: int = 1, version: int = 1, title: str = "账户冻结怎么办") -> Path:
        folder = self.root / f"{pack_id}-{issue}-{version}"
        for name, content in pack_files(pack_id, issue, version, title).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder

    def first(self, text: str) -> str:
        index = self.catalogue.open()
        assert index is not None
        try:
            hits = index.search(LookupQuery(text=text, on=NOW.date())).hits
        finally:
            index.close()
        return hits[0].title if hits else ""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_nothing_is_open_before_something_is_installed(shelf):
    assert shelf.catalogue.open() is None
    assert shelf.catalogue.installed() == ()


def test_an_installed_pack_is_found_and_listed(shelf):
    report = shelf.catalogue.install([shelf.pack()])
    assert report.installed == ("sample-1",)
    assert shelf.first("dongjie") == "账户冻结怎么办"
    assert [pack.version for pack in shelf.catalogue.installed()] == [(1, 1)]


def test_the_same_version_again_changes_nothing(shelf):
    folder = shelf.pack()
    shelf.catalogue.install([folder])
    report = shelf.catalogue.install([folder])
    assert (report.installed, report.unchanged, report.build) == ((), ("sample-1",), 1)


def test_a_newer_issue_replaces_the_older_and_leaves_other_packs_alone(shelf):
    shelf.catalogue.install([shelf.pack(), shelf.pack("other", title="取款限额")])
    shelf.catalogue.install([shelf.pack(issue=2, title="账户冻结新办法")])
    assert shelf.first("冻结") == "账户冻结新办法"
    assert shelf.first("取款限额") == "取款限额"


def test_an_older_issue_is_refused_and_the_newer_stays(shelf):
    shelf.catalogue.install([shelf.pack(issue=3)])
    with pytest.raises(SecurityRefusalError) as refused:
        shelf.catalogue.install([shelf.pack(issue=2)])
    assert refused.value.params["have"] == "3.1"
    assert [pack.issue for pack in shelf.catalogue.installed()] == [3]


def test_one_faulty_pack_keeps_all_of_them_out(shelf):
    good, bad = shelf.pack(), shelf.pack("bad")
    (bad / "faq" / "one.yaml").write_text("- id: faq.x\n  title: [", encoding="utf-8")
    with pytest.raises(UserMistakeError):
        shelf.catalogue.install([good, bad])
    assert shelf.catalogue.open() is None


def test_going_back_brings_the_earlier_build_and_no_further(shelf):
    shelf.catalogue.install([shelf.pack()])
    shelf.catalogue.install([shelf.pack(version=2, title="账户冻结改过的")])
    shelf.catalogue.roll_back()
    assert shelf.first("冻结") == "账户冻结怎么办"
    with pytest.raises(UserMistakeError):
        shelf.catalogue.roll_back()


def test_a_damaged_index_gives_way_to_the_build_before(shelf):
    shelf.catalogue.install([shelf.pack()])
    shelf.catalogue.install([shelf.pack(version=2, title="账户冻结改过的")])
    shelf.catalogue.builds.active().index.write_bytes(b"not a database" * 100)
    assert shelf.first("冻结") == "账户冻结怎么办"


def test_when_no_build_opens_the_fault_is_named(shelf):
    shelf.catalogue.install([shelf.pack()])
    shelf.catalogue.builds.active().index.write_bytes(b"not a database" * 100)
    with pytest.raises(EnvironmentFaultError) as fault:
        shelf.catalogue.open()
    assert fault.value.code == "lookup.index_damaged"


def test_a_damaged_pointer_means_the_newest_finished_build(shelf):
    shelf.catalogue.install([shelf.pack()])
    (shelf.root / "packs" / "active.json").write_text("{", encoding="utf-8")
    assert shelf.first("冻结") == "账户冻结怎么办"


def test_what_a_crash_left_half_done_is_cleared_by_the_next_installation(shelf):
    shelf.catalogue.install([shelf.pack()])
    leftover = shelf.root / "packs" / "builds" / "000002"
    leftover.mkdir()
    (leftover / "index.db").write_bytes(b"half")
    assert shelf.first("冻结") == "账户冻结怎么办"
    report = shelf.catalogue.install([shelf.pack(version=2, title="账户冻结改过的")])
    assert report.build == 2
    assert shelf.first("冻结") == "账户冻结改过的"


def test_cancelling_leaves_what_was_active(shelf):
    shelf.catalogue.install([shelf.pack()])
    assert shelf.catalogue.install([shelf.pack(version=2)], lambda _done, _total: False) is None
    assert [pack.version for pack in shelf.catalogue.installed()] == [(1, 1)]
    assert len(list((shelf.root / "packs" / "builds").iterdir())) == 1


def test_only_three_builds_and_the_sources_they_need_are_kept(shelf):
    for version in range(1, 6):
        shelf.catalogue.install([shelf.pack(version=version)])
    assert [build.number for build in shelf.catalogue.builds.all()] == [5, 4, 3]
    kept = {path.name for path in (shelf.root / "packs" / "installed").iterdir()}
    assert kept == {"sample-1.3", "sample-1.4", "sample-1.5"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that this user cannot write")
def test_a_folder_without_permission_is_named(shelf):
    shelf.root.joinpath("packs").mkdir(mode=0o500)
    with pytest.raises(EnvironmentFaultError):
        shelf.catalogue.install([shelf.pack()])


def test_the_list_of_packs_tells_what_is_in_a_build(shelf):
    shelf.catalogue.install([shelf.pack()])
    stored = json.loads(shelf.catalogue.builds.active().contents.read_text(encoding="utf-8"))
    assert stored["packs"][0]["items"] == 1
    assert stored["made_at"].endswith("+08:00")


def test_a_full_disk_while_the_index_is_written_is_named_and_the_old_guidance_stays(shelf):
    shelf.catalogue.install([shelf.pack()])

    def no_room() -> IndexTools:
        raise sqlite3.OperationalError("database or disk is full")

    normaliser, sounds = Normaliser(), Sounds()
    full = Catalogue(shelf.root / "packs", normaliser, sounds, no_room, lambda _sources: [], lambda: NOW,
                     lambda: trusting_nobody(shelf.root))  # fmt: skip
    with pytest.raises(EnvironmentFaultError) as fault:
        full.install([shelf.pack(version=2)])
    assert fault.value.code == "packs.folder_unwritable"
    assert [pack.version for pack in shelf.catalogue.installed()] == [(1, 1)]


def origins(shelf: Shelf) -> dict[str, str]:
    """Where the active index says each item came from."""
    active = shelf.catalogue.builds.active()
    assert active is not None
    with closing(sqlite3.connect(active.index)) as index:
        return dict(index.execute("SELECT id, origin FROM item"))


def test_the_index_knows_of_each_item_which_state_of_which_file_it_came_from(shelf):
    shelf.catalogue.install([shelf.pack(), shelf.pack("other", title="取款限额")])
    before = origins(shelf)
    shelf.catalogue.install([shelf.pack(version=2, title="账户冻结新办法")])
    after = origins(shelf)
    assert after["faq.other-one"] == before["faq.other-one"]
    assert after["faq.sample-one"] != before["faq.sample-one"]
    assert all(origin.startswith(f"{__version__} ") for origin in after.values())
    assert shelf.first("dongjie") == "账户冻结新办法"
