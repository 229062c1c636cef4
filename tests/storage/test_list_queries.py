"""Lists of any length: the same lines as the plain list, in any order, and words that are found wherever they stand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.complaint import Clock, ComplaintSource, Nature, Party, PartyRole, Status
from hfc_desktop.domain.ledger import ComplaintFilter, Scope
from hfc_desktop.domain.ledger_lists import Column, Order, Query, Quick, SavedList, Spec
from hfc_desktop.storage.queries.words import refill

NAMES = ("王一一", "李二", "张三三", "欧阳四", "Smith")


def due(day):
    return (
        Clock(
            name="decision", rule="order3@2020-03-01", article="18", started_on=day, due=day, internal_target=None,
            basis="calendar",
        ),
    )  # fmt: skip


@pytest.fixture
def ledger(store, put, matter):
    start = matter().received_at - timedelta(days=20)
    rows = [
        matter(
            number,
            received_at=start + timedelta(days=number),
            status=Status.CLOSED if number % 4 == 0 else Status.REGISTERED,
            nature=Nature.CONSULTATION if number == 5 else Nature.COMPLAINT,
            source=ComplaintSource.LETTER if number == 6 else ComplaintSource.COUNTER,
            level=number % 3,
            organisation="1100" if number < 10 else "1200",
            handler=f"H{number % 4}",
            first_receiver="T2" if number == 8 else "T1",
            scenario="fees.annual" if number == 9 else "",
            repeat_no=number % 2,
            amount_fen=None if number == 3 else number * 100,
            claim="退还50%_年费" if number == 11 else "解释",
            facts="客户称ATM取款被拒" if number == 2 else "客户称未被告知",
            parties=(Party(role=PartyRole.COMPLAINANT, name=NAMES[number % 5]),),
            clocks=() if number == 12 else due(date(2026, 12, number)),
        )
        for number in range(1, 13)
    ]
    put(*rows)
    return rows


def sequence(line):
    return int(line.number[-5:-1])


def found(store, query):
    with store.unit_of_work(read_only=True) as uow:
        lines = uow.lists.lines(uow.lists.order(query))
        assert uow.lists.count(query) == len(lines)
        assert uow.lists.top(query, 100) == lines, "the first screenful is the beginning of the whole"
        assert uow.lists.ids(uow.lists.order(query)) == [line.id for line in lines]
    return [sequence(line) for line in lines]


def wanting(**wanted):
    return Query(wanted=ComplaintFilter(**wanted), order=Order(descending=False))


ALL = list(range(1, 13))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ALL),
        ({"status": (Status.CLOSED,)}, [4, 8, 12]),
        ({"nature": (Nature.CONSULTATION,)}, [5]),
        ({"source": (ComplaintSource.LETTER,)}, [6]),
        ({"level": (0,)}, [3, 6, 9, 12]),
        ({"handler": "H3"}, [3, 7, 11]),
        ({"scenario": "fees.annual"}, [9]),
        ({"repeat": True}, [1, 3, 5, 7, 9, 11]),
        ({"repeat": False}, [2, 4, 6, 8, 10, 12]),
        ({"due_from": date(2026, 12, 4), "due_to": date(2026, 12, 6)}, [4, 5, 6]),
        ({"overdue_on": date(2026, 12, 3)}, [1, 2]),
        ({"scope": Scope(organisations=("1200",))}, [10, 11, 12]),
        ({"scope": Scope(organisations=("1200",), person="T2")}, [8, 10, 11, 12]),
        ({"text": "年费"}, [11]),
        ({"text": "费"}, [11]),
        ({"text": "50%_年费"}, [11]),
        ({"text": "%"}, [11]),
        ({"text": '"'}, []),
        ({"text": "atm"}, [2]),
        ({"text": "取款被拒"}, [2]),
        ({"text": "解释 未被告知"}, [n for n in ALL if n not in (2, 11)]),
        ({"text": "欧阳"}, [3, 8]),
        ({"text": "四"}, [3, 8]),
        ({"text": "没有"}, []),
        ({"text": "费客"}, []),
    ],
)
def test_each_filter_finds_what_it_says(store, ledger, wanted, expected):
    assert found(store, wanting(**wanted)) == expected


@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_both_ways_and_loses_nobody(store, ledger, column, descending):
    query = Query(wanted=ComplaintFilter(), order=Order(column=column, descending=descending))
    with store.unit_of_work(read_only=True) as uow:
        lines = uow.lists.top(query, 100)
    assert sorted(map(sequence, lines)) == ALL
    keys = [getattr(line, column.value) for line in lines]
    known = [key for key in keys if key is not None]
    assert known == sorted(known, reverse=descending)


@pytest.mark.parametrize(
    "scope",
    [
        None,
        Scope(organisations=("1100", "1200")),
        Scope(organisations=("1100",)),
        Scope(organisations=("1200",), person="T2"),
        Scope(organisations=("1200",), person="H1"),
        Scope(organisations=("1100",), counter="A1"),
        Scope(organisations=("3300",), person="T9"),
    ],
)
def test_the_whole_ledger_is_counted_as_it_is_listed(store, ledger, scope):
    query = wanting(scope=scope)
    with store.unit_of_work(read_only=True) as uow:
        assert uow.lists.count(query) == len(uow.lists.order(query)) == len(uow.lists.top(query, 100))


def test_matters_are_counted_where_they_are(store, put, ledger, matter):
    with store.unit_of_work() as uow:
        moved = next(row for row in ledger if row.organisation == "1200")
        uow.complaints.update(replace(moved, organisation="1300"))
        uow.custody.remove_cases([ledger[0].id], [])
        uow.commit()
    with store.unit_of_work(read_only=True) as uow:
        scopes = {office: Scope(organisations=(office,)) for office in ("1100", "1200", "1300")}
        held = {office: uow.lists.count(wanting(scope=scope)) for office, scope in scopes.items()}
    assert held == {"1100": 8, "1200": 2, "1300": 1}


def test_a_list_by_last_day_ends_with_what_has_no_clock(store, ledger):
    query = Query(wanted=ComplaintFilter(), order=Order(column=Column.DUE, descending=False))
    assert found(store, query) == ALL


@pytest.mark.parametrize(
    ("quick", "expected"),
    [
        (Quick(column=Column.HANDLER, text="h3"), [3, 7, 11]),
        (Quick(column=Column.COMPLAINANT, text="smith"), [4, 9]),
        (Quick(column=Column.STATUS, text="结案", values=("closed",)), [4, 8, 12]),
        (Quick(column=Column.STATUS, text="没有这个词"), []),
        (Quick(column=Column.DUE, text="12-05"), [5]),
        (Quick(column=Column.NUMBER, text=" "), ALL),
    ],
)
def test_a_box_of_the_filter_row_holds_text_or_the_codes_of_its_words(store, ledger, quick, expected):
    query = Query(wanted=ComplaintFilter(), quick=(quick,), order=Order(descending=False))
    assert found(store, query) == expected


def test_places_outside_the_scope_show_nothing(store, ledger):
    with store.unit_of_work(read_only=True) as uow:
        places = uow.lists.order(wanting())
        scope = Scope(organisations=("1200",))
        assert [sequence(line) for line in uow.lists.lines(places, scope)] == [10, 11, 12]
        assert len(uow.lists.ids(places, scope)) == 3


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet="客户称未被告知退还年费ATM50%_ \"'*^()-", min_size=1, max_size=6))
def test_words_are_found_as_a_plain_search_finds_them(store, ledger, words):
    def plain(row):
        texts = (row.number, row.complainant().name, row.claim, row.facts)
        return all(any(word.casefold() in text.casefold() for text in texts) for word in words.split())

    assert found(store, wanting(text=words)) == [n for n, row in enumerate(ledger, 1) if plain(row)]


def test_changed_and_removed_words_are_found_no_more(store, ledger):
    with store.unit_of_work() as uow:
        uow.complaints.update(replace(ledger[10], claim="解释利息"))
        uow.commit()
    assert found(store, wanting(text="年费")) == []
    assert found(store, wanting(text="利息")) == [11]


def test_the_word_index_can_be_made_again(store, ledger):
    with store.unit_of_work() as uow:
        refill(uow.session.connection().exec_driver_sql)
        uow.commit()
    assert found(store, wanting(text="年费")) == [11]


def test_kept_lists_are_one_s_own_and_those_that_are_shared(store):
    mine = SavedList(id="1", name="乙", owner="M1", spec=Spec(late=True, level=(2, 3)))
    shared = SavedList(id="2", name="甲", owner="M2", shared=True)
    with store.unit_of_work() as uow:
        assert uow.lists.keep(mine)
        assert uow.lists.keep(shared)
        assert uow.lists.keep(SavedList(id="3", name="丙", owner="M2"))
        assert not uow.lists.keep(replace(mine, name="丁"))
        uow.commit()
    with store.unit_of_work() as uow:
        assert {kept.id for kept in uow.lists.saved("M1")} == {"1", "2"}
        assert uow.lists.saved_one("1") == replace(mine, name="丁")
        uow.lists.drop("1")
        assert uow.lists.saved_one("1") is None
        assert len(uow.lists.saved()) == 2
