"""Faults 39-43: a process that dies, a full disk, a pulled stick, an open dialogue, two windows."""

from __future__ import annotations

import errno
import io
import sqlite3
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.packs.builds import Builds
from hfc_desktop.packs.trust.importer import Importer
from hfc_desktop.security.signatures import verify
from tests.faults.pack_house import Counter

CHILD = """\
import os, sys
sys.path.insert(0, {here!r})
from pathlib import Path
from tests.faults.pack_house import Counter
from hfc_desktop.packs.builds import Builds

point = {point!r}
counter = Counter(Path({root!r}))
die = lambda: os._exit(7)


class Dying(Builds):
    def begin(self):
        build = super().begin()
        if point == "begun":
            die()
        return build

    def finish(self, build, contents):
        if point == "trusted":
            die()
        super().finish(build, contents)

    def activate(self, build):
        if point == "listed":
            die()
        super().activate(build)
        if point == "flipped":
            die()


def progress(done, total):
    if point == "indexing" and done:
        die()
    return True


importer = counter.trusting.importer()
if point == "built":
    importer.keep = lambda verified: die()
if point == "verified":
    importer.verify = lambda *parts: die()
counter.catalogue.builds = Dying(counter.catalogue.builds.folder)
counter.catalogue.install([Path({file!r})], progress)
"""


@pytest.mark.parametrize("point", ["verified", "begun", "indexing", "built", "trusted", "listed", "flipped"])
def test_fault_39_a_process_that_dies_leaves_the_old_or_the_new_guidance(bank, counter, point):
    counter.install(bank.publish())
    file = counter.file(bank.publish(version=2, title="账户冻结改过的"), "新.hfcpack")
    script = textwrap.dedent(CHILD).format(
        here=str(Path(__file__).parents[2]), root=str(counter.root), point=point, file=str(file)
    )
    died = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert died.returncode == 7, died.stderr
    again = Counter(counter.root)
    assert again.titles() == (["账户冻结改过的"] if point == "flipped" else ["账户冻结怎么办"])
    again.catalogue.install([file])
    assert again.titles() == ["账户冻结改过的"]


def without_trust(counter):
    """What is installed; what was verified may be remembered although the disk was too full to install it."""
    return {name: data for name, data in counter.snapshot().items() if not name.startswith("trust/")}


class FullBuilds(Builds):
    """A disk that is full when a folder is made, or when the list is written."""

    at = "begin"

    def begin(self):
        build = super().begin()
        if self.at == "begin":
            build.folder.rmdir()
            raise EnvironmentFaultError("packs.folder_unwritable", path=str(build.folder), reason="disk_full")
        return build

    def finish(self, build, contents):
        if self.at == "finish":
            raise OSError(errno.ENOSPC, "no space")
        super().finish(build, contents)


@pytest.mark.parametrize("at", ["begin", "index", "finish"])
def test_fault_40_a_full_disk_is_named_and_nothing_is_left_of_the_attempt(bank, counter, refused, at):
    counter.install(bank.publish())
    before = without_trust(counter)
    new = bank.publish(version=2)
    counter.catalogue.builds = FullBuilds(counter.catalogue.builds.folder)
    counter.catalogue.builds.at = at
    tools = counter.tools
    if at == "index":

        def full():
            raise sqlite3.OperationalError("database or disk is full")

        counter.catalogue._tools = full
    error = refused(counter.install, new)
    assert (type(error), error.code) == (EnvironmentFaultError, "packs.folder_unwritable")
    assert without_trust(counter) == before
    assert counter.version() == ["1.1"]
    counter.tools = tools
    assert counter.opened().install([counter.file(new)]).installed == ("sample-1",)


def test_fault_40_no_room_to_verify_in_is_named(bank, counter, refused):
    nowhere = counter.root / "不存在"
    importer = Importer(counter.state, lambda: counter.now, verify, workplace=nowhere)
    error = refused(importer.verify, bank.publish(), "包")
    assert (type(error), error.code) == (EnvironmentFaultError, "packs.folder_unwritable")
    assert error.params["path"] == str(nowhere)


class PulledStick(type(Path())):
    """A file on a stick that is pulled out after a kilobyte."""

    def open(self, *_arguments, **_named):
        content = io.BytesIO(self.read_bytes()[:1000])

        class Stream(io.RawIOBase):
            def readable(self):
                return True

            def readinto(self, buffer):
                taken = content.readinto(buffer)
                if not taken:
                    raise OSError(errno.EIO, "gone")
                return taken

        return io.BufferedReader(Stream())

    def read_bytes(self):
        return Path(str(self)).read_bytes()


def test_fault_41_a_stick_that_is_pulled_while_it_is_read_leaves_nothing(bank, counter, refused):
    counter.install(bank.publish())
    before = counter.snapshot()
    path = PulledStick(str(counter.file(bank.publish(version=2))))
    error = refused(counter.catalogue.install, [path])
    assert (type(error), error.code) == (EnvironmentFaultError, "packs.unreadable")
    assert counter.snapshot() == before


def test_fault_41_once_read_the_stick_may_go(bank, counter):
    path = counter.file(bank.publish())

    def pull(_done, _total):
        path.unlink(missing_ok=True)
        return True

    assert counter.catalogue.install([path], pull).installed == ("sample-1",)


def test_fault_42_an_open_dialogue_finishes_on_its_build(bank, counter):
    counter.install(bank.publish())
    open_index = counter.catalogue.open()
    for version in range(2, 7):
        counter.install(bank.publish(version=version, title=f"账户冻结第{version}版"))
    try:
        found = open_index.search(LookupQuery(text="冻结", on=counter.now.date())).hits
        assert [hit.title for hit in found] == ["账户冻结怎么办"]
        assert open_index.item("faq.sample-one").title == "账户冻结怎么办"
    finally:
        open_index.close()
    assert counter.titles() == ["账户冻结第6版"]


def test_fault_43_of_two_windows_that_import_at_once_one_waits(bank, counter):
    file = counter.file(bank.publish())
    begun, reports = threading.Event(), []

    def slow(_done, _total):
        begun.set()
        return True

    def second():
        begun.wait(20)
        reports.append(counter.opened().install([file]))

    threads = [
        threading.Thread(target=lambda: reports.append(counter.catalogue.install([file], slow))),
        threading.Thread(target=second),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted((report.installed, report.unchanged) for report in reports) == [
        ((), ("sample-1",)),
        (("sample-1",), ()),
    ]
    assert len(counter.catalogue.builds.all()) == 1
