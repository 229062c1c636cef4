"""The audit: searched page by page by those who may, itself recorded, and checked whole."""

from datetime import date, timedelta

import pytest

from hfc_desktop.domain.audit import AuditFilter, BreakReason
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError
from hfc_desktop.services.audit import AuditService, ListWatch
from hfc_desktop.services.case_desk import CaseDesk, Rulebook
from hfc_desktop.services.reading import ReadingService
from hfc_desktop.services.terms import TermService


@pytest.fixture
def audit(branch):
    return AuditService(branch.store.unit_of_work)


@pytest.fixture
def worked(branch, registered):
    """A day's work; answers the matter."""
    case = registered()
    branch.clock.at += timedelta(days=1)
    reading = ReadingService(branch.store.unit_of_work, branch.clock)
    reading.view(case.id, branch.handler)
    reading.reveal(case.id, branch.manager, "回电欧阳震华13812345678")
    with pytest.raises(SecurityRefusalError):
        reading.view(case.id, branch.admin)
    return case


def found(audit, branch, **wanted):
    return [(line.op, line.actor) for line in audit.search(AuditFilter(**wanted), branch.auditor)]


def test_the_newest_comes_first_with_number_name_and_masked_reason(audit, branch, worked):
    lines = audit.search(AuditFilter(table="complaint"), branch.auditor)
    assert [(line.op, line.actor) for line in lines] == [
        (Op.REFUSED, "A1"), (Op.READ, "M1"), (Op.READ, "H1"), (Op.CREATE, "T1"),
    ]  # fmt: skip
    assert (lines[1].number, lines[1].name) == (worked.number, "名M1")
    assert lines[1].reason == "回电欧阳震华138****5678"


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        ({"actor": "H1"}, [(Op.READ, "H1")]),
        ({"role": "administrator", "ops": (Op.REFUSED,)}, [(Op.REFUSED, "A1")]),
        ({"ops": (Op.REFUSED,)}, [(Op.REFUSED, "A1")]),
        ({"what": "reveal"}, [(Op.READ, "M1")]),
        ({"table": "complaint", "last": date(2026, 11, 24)}, [(Op.CREATE, "T1")]),
        ({"table": "complaint", "first": date(2026, 11, 25), "ops": (Op.READ,)}, [(Op.READ, "M1"), (Op.READ, "H1")]),
        ({"first": date(2026, 11, 26)}, []),
    ],
)
def test_it_is_searched_by_who_when_and_what(audit, branch, worked, wanted, answer):
    assert found(audit, branch, **wanted) == answer


def test_one_record_has_its_history(audit, branch, worked):
    assert len(found(audit, branch, table="complaint", record=worked.id)) == 3


def test_pages_follow_one_another_without_gap_or_overlap(audit, branch, worked):
    whole = audit.search(AuditFilter(), branch.auditor)
    pages, after = [], None
    while page := audit.search(AuditFilter(limit=2, after=after), branch.auditor):
        pages += page
        after = page[-1].mark
    assert [line.key for line in pages if line.table != "log"] == [line.key for line in whole if line.table != "log"]


def test_that_the_log_was_searched_is_in_the_log(audit, branch, worked):
    audit.search(AuditFilter(actor="T1"), branch.auditor)
    (line,) = audit.search(AuditFilter(table="log"), branch.auditor)
    assert (line.op, line.actor, line.fields["filter"]["actor"]) == (Op.READ, "X1", "T1")


def test_those_who_may_not_search_are_refused(audit, branch):
    for who in (branch.teller, branch.handler, branch.admin):
        with pytest.raises(SecurityRefusalError):
            audit.search(AuditFilter(), who)


def test_a_whole_log_is_confirmed_and_a_missing_head_is_named(audit, branch, worked):
    outcome = audit.verify(branch.auditor)
    assert (outcome.first_break, outcome.reason) == (None, None)
    assert outcome.events > 4
    branch.store.path.with_name("store.db.head").unlink()
    assert audit.verify(branch.auditor).reason is BreakReason.ANCHOR_MISSING


class Busy:
    """A store to which somebody else writes for long."""

    def __init__(self, units):
        self.units = units
        self.locked = True

    def __call__(self, *, read_only=False):
        if self.locked:
            raise EnvironmentFaultError("storage.locked", path="x")
        return self.units(read_only=read_only)


def test_a_list_that_is_opened_while_somebody_writes_is_recorded_with_the_next(branch, events):
    busy = Busy(branch.store.unit_of_work)
    watch = ListWatch(busy, branch.clock)
    watch.opened(branch.manager, ComplaintFilter(), rows=3)
    busy.locked = False
    watch.opened(branch.handler, ComplaintFilter(text="张三"), rows=1, quick={"handler": "李"})
    assert [(event.actor, event.fields["rows"]) for event in events("complaint")] == [("M1", 3), ("H1", 1)]
    with branch.store.unit_of_work(read_only=True) as uow:
        assert uow.log.private(events("complaint")[-1]) == {"text": "张三", "quick": {"handler": "李"}}


def test_any_other_fault_is_told(branch):
    def broken(*, read_only=False):
        raise EnvironmentFaultError("storage.disk_full", path="x")

    with pytest.raises(EnvironmentFaultError):
        ListWatch(broken, branch.clock).opened(branch.manager, ComplaintFilter(), rows=0)


def test_the_list_of_what_is_due_counts_as_opening_a_list(branch, registered, events):
    registered()
    desk = CaseDesk(branch.store.unit_of_work, branch.clock, Rulebook(None))
    terms = TermService(desk)
    terms.due_week(branch.manager)
    terms.due_week(branch.manager)
    opened = [event for event in events("complaint") if event.fields.get("what") == "list"]
    assert [(event.actor, event.fields["filter"]["nature"]) for event in opened] == [("M1", ["complaint"])]
