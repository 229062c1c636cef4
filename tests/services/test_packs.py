"""Pack use cases with a workshop and a shelf of our own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hfc_desktop.domain.guidance.faults import Fault, Severity
from hfc_desktop.domain.guidance.reports import InstalledPack, InstallReport
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.packs import PackService


class FakeWorkshop:
    def __init__(self):
        self.faults = []
        self.days = []

    def check(self, paths, today):
        self.days.append(today)
        return self.faults

    def schemas(self):
        return {"faq": {"title": "Faq"}, "pack": {"title": "PackManifest"}}


class FakeShelf:
    def __init__(self):
        self.packs = []
        self.report = InstallReport(1, ("a-1",), (), 3)
        self.asked = []

    def install(self, paths, progress=None, wishes=None):
        return self.report

    def installed(self):
        return self.packs

    def roll_back(self, pack_id=""):
        self.asked.append(pack_id)
        return InstallReport(1, ("a-1",), (), 3)


class Bench:
    def __init__(self):
        self.workshop, self.shelf, self.reopened = FakeWorkshop(), FakeShelf(), 0
        now = datetime(2026, 11, 24, 8, tzinfo=UTC)
        self.service = PackService(self.workshop, self.shelf, self.reopen, lambda: now)

    def reopen(self):
        self.reopened += 1


@pytest.fixture
def bench():
    return Bench()


def pack(review_by):
    return InstalledPack("a", 1, 1, "甲", "A", "a-1.1", 3, review_by, "2026-01-01")


def test_a_check_is_good_with_warnings_and_bad_with_an_error(bench):
    bench.workshop.faults = [Fault(file="f", code="x.y", severity=Severity.WARNING)]
    assert bench.service.validate([Path("p")]).good
    bench.workshop.faults.append(Fault(file="f", code="x.y"))
    result = bench.service.validate([Path("p")])
    assert not result.good
    assert (result.count(Severity.ERROR), result.count(Severity.WARNING)) == (1, 1)
    assert bench.workshop.days == [date(2026, 11, 24)] * 2


def test_one_schema_or_all_and_an_unknown_kind_is_told(bench):
    assert bench.service.schemas("faq") == {"title": "Faq"}
    assert set(bench.service.schemas()) == {"faq", "pack"}
    with pytest.raises(UserMistakeError) as caught:
        bench.service.schemas("faqs")
    assert caught.value.params["allowed"] == "faq, pack"


def test_the_search_is_opened_anew_only_when_something_came_in(bench):
    bench.service.install([Path("p")])
    bench.shelf.report = InstallReport(1, (), ("a-1",), 3)
    bench.service.install([Path("p")])
    bench.shelf.report = None
    assert bench.service.install([Path("p")]) is None
    assert bench.reopened == 1


def test_returning_opens_the_search_anew(bench):
    bench.service.roll_back("a")
    assert (bench.shelf.asked, bench.reopened) == (["a"], 1)


@pytest.mark.parametrize(("day", "status"), [("2026-11-24", "active"), ("2026-11-23", "due_for_review")])
def test_a_pack_is_due_the_day_after_its_review_day(bench, day, status):
    bench.shelf.packs = [pack(day)]
    assert [state.status for state in bench.service.installed()] == [status]
