"""Installing under trouble: damaged builds, a process that dies on the way, two at once, built files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
import threading
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.packs.index.build import readings_for
from hfc_desktop.packs.index.entries import IndexTools
from hfc_desktop.packs.intake import Trusting
from hfc_desktop.packs.registry import search_text
from hfc_desktop.packs.trust.importer import Importer
from hfc_desktop.packs.trust.state import TrustState
from hfc_desktop.packs.validator import check_packs
from hfc_desktop.packs.workshop import Workshop
from hfc_desktop.security.signatures import verify
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.pinyin import PhrasePinyin
from hfc_desktop.text.syllables import Sounds

BASE = Path(__file__).parent / "data" / "base"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=8)))
TODAY = date(2026, 11, 24)


class WatchedPinyin:
    """Reads as the real one does and keeps what it was asked."""

    def __init__(self):
        self.asked = []
        self._real = PhrasePinyin()

    def readings(self, text):
        self.asked.append(text)
        return self._real.readings(text)


class Branch:
    """A data folder and pack folders to install from."""

    def __init__(self, root):
        self.root = root
        self.pinyin = WatchedPinyin()
        self.tools = IndexTools(search_text, Normaliser(), self.pinyin, Sounds())
        self.catalogue = self.opened()

    def opened(self):
        check = lambda sources: check_packs(sources, TODAY)  # noqa: E731
        state = TrustState(self.root / "packs" / "trust", self.root / "no roots")
        return Catalogue(
            self.root / "packs", Normaliser(), Sounds(), lambda: self.tools, check, lambda: NOW,
            lambda: Trusting(state, lambda: Importer(state, lambda: NOW, verify), self.root / "no bundle"),
        )  # fmt: skip

    def pack(self, version, answer="带身份证。", changes=()):
        folder = self.root / f"base-{version}-{len(answer)}"
        shutil.copytree(BASE, folder)
        for name, old, new in (
            ("pack.yaml", "content_version: 1", f"content_version: {version}"),
            ("faq/sample.yaml", "带身份证。", answer),
            *changes,
        ):
            path = folder / name
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return folder

    def small_pack(self):
        other = self.root / "other"
        shutil.copytree(BASE, other)
        for path in other.iterdir():
            if path.is_dir() and path.name != "glossary":
                shutil.rmtree(path)
        (other / "regions.csv").unlink()
        for name, old, new in (
            ("pack.yaml", "pack_id: base", "pack_id: other"),
            ("glossary/sample.yaml", ".sample", ".two"),
        ):
            path = other / name
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return other

    def answer(self):
        index = self.catalogue.open()
        try:
            return index.item("faq.sample").answer_short
        finally:
            index.close()


@pytest.fixture
def branch(tmp_path):
    return Branch(tmp_path)


def test_a_built_file_is_installed_without_reading_the_names_of_its_items_again(branch):
    workshop = Workshop(lambda items: readings_for(items, branch.tools))
    built = workshop.build(branch.pack(1), branch.root / "out", TODAY)
    branch.pinyin.asked.clear()
    report = branch.catalogue.install([Path(built.path)])
    assert report.installed == ("base-1",)
    assert [text for text in branch.pinyin.asked if "样例" in text] == []  # names of places come from the table
    index = branch.catalogue.open()
    assert (
        index.search(LookupQuery(text="yanglwenti", on=TODAY)).hits
        or index.search(LookupQuery(text="ylwt", on=TODAY)).hits
    )
    index.close()


def test_a_folder_and_the_file_built_from_it_are_the_same_pack(branch):
    folder = branch.pack(1)
    built = Workshop(lambda items: {}).build(folder, branch.root / "out", TODAY)
    branch.catalogue.install([folder])
    assert branch.catalogue.install([Path(built.path)]).unchanged == ("base-1",)


def test_an_earlier_build_takes_the_place_of_a_damaged_one_and_the_damage_is_told(branch):
    branch.catalogue.install([branch.pack(1)])
    branch.catalogue.install([branch.pack(2, "带护照。")])
    branch.catalogue.builds.active().index.write_bytes(b"rubbish" * 999)
    assert branch.answer() == "带身份证。"
    assert branch.catalogue.damage.code == "lookup.index_damaged"


@pytest.mark.parametrize("what", ["index", "contents"])
def test_installing_the_same_version_again_mends_a_damaged_build(branch, what):
    folder = branch.pack(1)
    branch.catalogue.install([folder])
    getattr(branch.catalogue.builds.active(), what).write_bytes(b"{" * 5000)
    branch.catalogue.install([folder])
    assert branch.answer() == "带身份证。"
    assert branch.catalogue.damage is None
    assert [pack.pack_id for pack in branch.catalogue.installed()] == ["base"]


@pytest.mark.parametrize("damage", ["pack.yaml", "faq/sample.yaml"])
def test_a_damaged_copy_is_never_built_from_and_installing_its_pack_again_mends_it(branch, damage):
    folder, other = branch.pack(1), branch.small_pack()
    branch.catalogue.install([folder])
    (branch.root / "packs" / "installed" / "base-1.1" / damage).write_bytes(b"")
    with pytest.raises(EnvironmentFaultError) as caught:
        branch.catalogue.install([other])
    assert (caught.value.code, caught.value.params["pack"]) == ("packs.copy_damaged", "base")
    assert branch.answer() == "带身份证。"
    assert branch.catalogue.install([folder, other]).installed == ("base-1", "other-1")


def test_what_only_the_checks_of_all_packs_together_find_keeps_a_pack_out(branch):
    folder = branch.pack(1, changes=[("quiz/sample.yaml", "faq.sample", "faq.nowhere")])
    with pytest.raises(UserMistakeError) as caught:
        branch.catalogue.install([folder])
    assert "reference.dead" in caught.value.params["place"]
    assert branch.catalogue.open() is None


@pytest.mark.parametrize(
    "change", [("pack.yaml", "schema: 1", "schema: 2"), ("pack.yaml", "title:", "min_app: 99.0.0\ntitle:")]
)
def test_a_pack_for_a_newer_program_says_so_and_the_old_one_stays(branch, change):
    branch.catalogue.install([branch.pack(1)])
    with pytest.raises(UserMistakeError) as caught:
        branch.catalogue.install([branch.pack(2, changes=[change])])
    assert caught.value.code == "packs.needs_newer_program"
    assert branch.answer() == "带身份证。"


def test_an_older_version_is_refused_even_after_returning_to_an_earlier_build(branch):
    first = branch.pack(1)
    branch.catalogue.install([first])
    branch.catalogue.install([branch.pack(2, "带护照。")])
    branch.catalogue.roll_back()
    assert branch.answer() == "带身份证。"
    assert branch.catalogue.install([branch.pack(3, "都可以。")]).installed == ("base-1",)
    with pytest.raises(SecurityRefusalError):
        branch.catalogue.install([first])


def test_returning_for_one_pack_goes_past_builds_in_which_it_was_the_same(branch):
    other = branch.small_pack()
    branch.catalogue.install([branch.pack(1)])
    branch.catalogue.install([branch.pack(2, "带护照。")])
    branch.catalogue.install([other])
    report = branch.catalogue.roll_back("base")
    assert (report.build, branch.answer()) == (1, "带身份证。")
    with pytest.raises(UserMistakeError):
        branch.catalogue.roll_back("base")


CHILD = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_installing import Branch
from hfc_desktop.packs.builds import Builds

branch = Branch(Path({root!r}))
point = {point!r}


class Dying(Builds):
    def begin(self):
        build = super().begin()
        if point == "begun":
            os._exit(7)
        return build

    def finish(self, build, contents):
        if point == "built":
            os._exit(7)
        super().finish(build, contents)

    def activate(self, build):
        if point == "listed":
            os._exit(7)
        super().activate(build)
        if point == "flipped":
            os._exit(7)


def progress(done, total):
    if point == "indexing" and done:
        os._exit(7)
    return True


branch.catalogue.builds = Dying(branch.catalogue.builds.folder)
branch.catalogue.install([Path({folder!r})], progress)
"""


@pytest.mark.parametrize("point", ["begun", "indexing", "built", "listed", "flipped"])
def test_a_process_that_dies_on_the_way_leaves_the_old_or_the_new_guidance_whole(branch, point):
    branch.catalogue.install([branch.pack(1)])
    folder = branch.pack(2, "带护照。")
    script = textwrap.dedent(CHILD).format(
        tests=str(Path(__file__).parent), root=str(branch.root), point=point, folder=str(folder)
    )
    died = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert died.returncode == 7, died.stderr
    assert branch.answer() == ("带护照。" if point == "flipped" else "带身份证。")
    again = branch.catalogue.install([folder])
    assert again.installed == (() if point == "flipped" else ("base-1",))
    assert branch.answer() == "带护照。"


def test_of_two_installations_at_once_one_waits_and_both_are_done(branch):
    branch.catalogue.install([branch.pack(1)])
    entered, go_on = threading.Event(), threading.Event()

    def slow(_done, _total):
        entered.set()
        assert go_on.wait(10)
        return True

    first = threading.Thread(target=lambda: branch.catalogue.install([branch.pack(2, "带护照。")], slow))
    first.start()
    assert entered.wait(10)
    second = threading.Thread(target=lambda: branch.opened().install([branch.pack(3, "都可以带。")]))
    second.start()
    second.join(0.3)
    assert second.is_alive()
    go_on.set()
    first.join(30)
    second.join(30)
    assert branch.answer() == "都可以带。"
    assert branch.catalogue.builds.active().number == 3


def test_someone_who_reads_keeps_the_build_that_was_opened(branch):
    branch.catalogue.install([branch.pack(1)])
    index = branch.catalogue.open()
    branch.catalogue.install([branch.pack(2, "带护照。")])
    assert index.item("faq.sample").answer_short == "带身份证。"
    index.close()
    assert branch.answer() == "带护照。"


def test_when_the_copy_cannot_be_written_the_old_guidance_stays_and_nothing_half_done(branch):
    branch.catalogue.install([branch.pack(1)])
    (branch.root / "packs" / "installed" / "base-1.2.part").write_text("in the way", encoding="utf-8")
    with pytest.raises(EnvironmentFaultError) as caught:
        branch.catalogue.install([branch.pack(2, "带护照。")])
    assert caught.value.code == "packs.folder_unwritable"
    assert branch.answer() == "带身份证。"
    assert len(list((branch.root / "packs" / "builds").iterdir())) == 1


def test_the_list_of_a_build_names_the_digest_of_each_pack(branch):
    branch.catalogue.install([branch.pack(1)])
    stored = json.loads(branch.catalogue.builds.active().contents.read_text(encoding="utf-8"))
    assert len(stored["packs"][0]["sha256"]) == 64
    assert stored["made_at"] == "2026-11-24T09:00:00+08:00"
