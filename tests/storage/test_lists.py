"""The list of the ledger: filters, order, pages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.complaint import Clock, ComplaintSource, Nature, Status
from hfc_desktop.domain.ledger import ComplaintFilter, Scope, Sort


def due(day):
    return (
        Clock(
            name="decision", rule="order3@2020-03-01", article="18", started_on=day, due=day, internal_target=None,
            basis="calendar",
        ),
    )  # fmt: skip


@pytest.fixture
def ledger(store, put, matter):
    """Twelve matters, an hour apart, the first the oldest."""
    start = matter().received_at - timedelta(days=1)
    rows = []
    for number in range(1, 13):
        rows.append(
            matter(
                number,
                received_at=start + timedelta(hours=number),
                status=Status.CLOSED if number % 4 == 0 else Status.REGISTERED,
                nature=Nature.CONSULTATION if number == 5 else Nature.COMPLAINT,
                source=ComplaintSource.LETTER if number == 6 else ComplaintSource.COUNTER,
                level=number % 3,
                counter="A1" if number % 2 else "A2",
                organisation="1100" if number < 10 else "1200",
                handler="H1" if number == 7 else "T1",
                first_receiver="T2" if number == 8 else "T1",
                scenario="fees.annual" if number == 9 else "",
                business_line="card" if number == 9 else "operations",
                repeat_no=1 if number == 10 else 0,
                claim="退还50%_年费" if number == 11 else "解释",
                clocks=() if number == 12 else due(date(2026, 12, number)),
            )
        )
    put(*rows)
    return rows


def numbers(store, **wanted):
    with store.unit_of_work(read_only=True) as uow:
        rows = uow.complaints.rows(ComplaintFilter(**wanted))
        assert uow.complaints.count(ComplaintFilter(**wanted)) == len(rows)
    return sorted(int(row.number[-5:-1]) for row in rows)


ALL = list(range(1, 13))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ALL),
        ({"status": (Status.CLOSED,)}, [4, 8, 12]),
        ({"status": (Status.CLOSED, Status.REGISTERED)}, ALL),
        ({"nature": (Nature.CONSULTATION,)}, [5]),
        ({"source": (ComplaintSource.LETTER,)}, [6]),
        ({"level": (0,)}, [3, 6, 9, 12]),
        ({"counter": "A2", "organisation": "1100"}, [2, 4, 6, 8]),
        ({"handler": "H1"}, [7]),
        ({"scenario": "fees.annual"}, [9]),
        ({"business_line": "card"}, [9]),
        ({"repeat": True}, [10]),
        ({"repeat": False}, [n for n in ALL if n != 10]),
        ({"due_from": date(2026, 12, 4), "due_to": date(2026, 12, 6)}, [4, 5, 6]),
        ({"overdue_on": date(2026, 12, 3)}, [1, 2]),
        ({"received_from": date(2026, 11, 24), "received_to": date(2026, 11, 24)}, []),
        ({"received_to": date(2026, 11, 23)}, ALL),
        ({"text": "年费"}, [11]),
        ({"text": "50%_"}, [11]),
        ({"text": "%"}, [11]),
        ({"text": "解释 張"}, [n for n in ALL if n != 11]),
        ({"text": "没有"}, []),
        ({"scope": Scope(organisations=("1200",))}, [10, 11, 12]),
        ({"scope": Scope(organisations=("1200",), person="T2")}, [8, 10, 11, 12]),
        ({"scope": Scope(organisations=("1100",), counter="A1", day=date(2026, 11, 24), person="H1")}, [7]),
        ({"scope": Scope(organisations=("1100",), counter="A1", day=date(2026, 11, 23))}, [1, 3, 5, 7, 9]),
    ],
)
def test_each_filter_finds_what_it_says(store, ledger, wanted, found):
    assert numbers(store, **wanted) == found


def test_a_scope_says_the_same_of_one_record_as_of_the_list(store, ledger):
    for scope in (
        Scope(organisations=("1100",), counter="A1", day=date(2026, 11, 23), person="T2"),
        Scope(organisations=("1200",), person="H1"),
        Scope(person="T2"),
    ):
        covered = sorted(number for number, row in enumerate(ledger, 1) if scope.covers(row))
        assert numbers(store, scope=scope) == covered


def test_lists_are_in_the_order_asked_for(store, ledger):
    def order(sort):
        with store.unit_of_work(read_only=True) as uow:
            return [int(row.number[-5:-1]) for row in uow.complaints.rows(ComplaintFilter(sort=sort))]

    assert order(Sort.RECEIVED_LATEST) == ALL[::-1]
    assert order(Sort.RECEIVED_EARLIEST) == ALL
    assert order(Sort.DUE_EARLIEST) == ALL  # the one without a clock comes last


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sort=st.sampled_from(Sort), size=st.integers(1, 13))
def test_pages_join_without_gap_or_overlap(store, ledger, sort, size):
    seen, mark = [], None
    with store.unit_of_work(read_only=True) as uow:
        whole = [row.id for row in uow.complaints.rows(ComplaintFilter(sort=sort))]
        while True:
            page = uow.complaints.rows(ComplaintFilter(sort=sort, limit=size, after=mark))
            if not page:
                break
            assert len(page) <= size
            seen += [row.id for row in page]
            mark = page[-1].mark
    assert seen == whole


def test_a_line_repeats_the_record(store, ledger):
    with store.unit_of_work(read_only=True) as uow:
        row = uow.complaints.rows(ComplaintFilter(scenario="fees.annual"))[0]
    whole = ledger[8]
    assert (row.id, row.number, row.received_at, row.due) == (
        whole.id,
        whole.number,
        whole.received_at,
        date(2026, 12, 9),
    )
    assert row.complainant == whole.complainant().name


def test_records_received_in_the_same_moment_are_paged_by_id(store, put, matter):
    put(*(matter(sequence) for sequence in range(1, 8)))
    with store.unit_of_work(read_only=True) as uow:
        first = uow.complaints.rows(ComplaintFilter(limit=3))
        rest = uow.complaints.rows(ComplaintFilter(limit=10, after=first[-1].mark))
    assert len({row.id for row in (*first, *rest)}) == 7


def test_an_update_reaches_list_and_record(store, put, matter):
    before = matter(parties=())
    put(before)
    after = replace(before, status=Status.ACCEPTED, parties=matter().parties, clocks=due(date(2026, 12, 1)))
    with store.unit_of_work() as uow:
        uow.complaints.update(after)
        uow.commit()
    with store.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(before.number) == after
        row = uow.complaints.rows(ComplaintFilter(status=(Status.ACCEPTED,)))[0]
        assert (row.complainant, row.due) == ("張𠅤", date(2026, 12, 1))
