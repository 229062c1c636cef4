"""How the engine reads lists: the first screenful in any order comes from an index, and no count walks through the
ledger. On 200,000 matters that is the difference between a frame and a wait.
"""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from hfc_desktop.domain.ledger import ComplaintFilter, Scope
from hfc_desktop.domain.ledger_lists import Column, Order, Query, Quick
from hfc_desktop.storage.models.lists import SORTED

INDEX_OF = {
    Column.NUMBER: "sqlite_autoindex_complaint_2",
    Column.REGISTERED: "ix_complaint_registered_at",
    Column.RECEIVED: "ix_complaint_list",
}
HERE = Scope(organisations=("1100",), person="T1")


@contextmanager
def plans(session):
    """How each statement of the block is carried out."""
    found, connection = [], session.connection()

    def explain(_connection, cursor, statement, values, *_rest):
        if statement.startswith("SELECT"):
            found.append(" / ".join(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)))

    event.listen(connection, "before_cursor_execute", explain)
    yield found
    event.remove(connection, "before_cursor_execute", explain)


@pytest.fixture
def office(store, put, matter):
    """One whose matters are the whole ledger, with a sister office of one matter."""
    put(
        *(matter(number) for number in range(1, 21)), matter(21, organisation="1200", handler="H2", first_receiver="T2")
    )
    return store


WALKED = [column for column in Column if column in INDEX_OF or column.value in SORTED]


@pytest.mark.parametrize("column", WALKED)
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("scope", [None, HERE])
def test_the_first_screenful_of_most_orders_comes_from_an_index(office, column, descending, scope):
    query = Query(wanted=ComplaintFilter(scope=scope), order=Order(column=column, descending=descending))
    with office.unit_of_work(read_only=True) as uow, plans(uow.session) as found:
        assert len(uow.lists.top(query, 100)) == (20 if scope else 21)
    walk = next(plan for plan in found if plan.startswith("SCAN complaint"))
    assert f"INDEX {INDEX_OF.get(column, f'ix_complaint_{column.value}_received_at')}" in walk
    assert "USE TEMP B-TREE FOR ORDER BY" not in walk


@pytest.mark.parametrize("column", sorted(set(Column) - set(WALKED)))
@pytest.mark.parametrize("scope", [None, HERE])
def test_columns_of_few_values_are_sorted_out_of_their_own_narrow_index(office, column, scope):
    query = Query(wanted=ComplaintFilter(scope=scope), order=Order(column=column))
    with office.unit_of_work(read_only=True) as uow, plans(uow.session) as found:
        assert len(uow.lists.top(query, 100)) == (20 if scope else 21)
        assert len(uow.lists.order(query)) == (20 if scope else 21)
    assert [plan for plan in found if "COVERING INDEX ix_complaint_codes" in plan]
    assert not [plan for plan in found if "ix_complaint_list" in plan]


@pytest.mark.parametrize("scope", [None, HERE])
def test_counting_the_whole_ledger_walks_through_no_matter(office, scope):
    with office.unit_of_work(read_only=True) as uow, plans(uow.session) as found:
        assert uow.lists.count(Query(wanted=ComplaintFilter(scope=scope))) == (20 if scope else 21)
    assert not any("SCAN complaint" in plan for plan in found)


def test_a_scope_that_holds_few_of_the_matters_is_not_sought_along_an_order(office):
    few = Query(wanted=ComplaintFilter(scope=Scope(organisations=("1200",))), order=Order(column=Column.AMOUNT))
    with office.unit_of_work(read_only=True) as uow, plans(uow.session) as found:
        assert len(uow.lists.top(few, 100)) == 1
    assert any("COVERING INDEX ix_complaint_list" in plan for plan in found)


@pytest.mark.parametrize(("column", "index"), [(Column.HANDLER, "ix_complaint_handler_received_at"),
                                               (Column.NUMBER, "sqlite_autoindex_complaint_2")])  # fmt: skip
def test_a_box_of_the_filter_row_is_answered_by_its_column_alone(office, column, index):
    query = Query(wanted=ComplaintFilter(), quick=(Quick(column=column, text="zz"),))
    with office.unit_of_work(read_only=True) as uow, plans(uow.session) as found:
        assert uow.lists.top(query, 100) == []
    assert any(f"COVERING INDEX {index}" in plan for plan in found)


@pytest.mark.parametrize("column", [Column.STATUS, Column.HANDLER, Column.NATURE, Column.SCENARIO])
@pytest.mark.parametrize("scope", [None, HERE])
def test_groups_are_counted_without_touching_a_record(office, column, scope):
    with office.unit_of_work(read_only=True) as uow, plans(uow.session) as found:
        groups = uow.lists.groups(Query(wanted=ComplaintFilter(scope=scope)), column)
    assert sum(groups.values()) == (20 if scope else 21)
    assert any("SCAN complaint USING COVERING INDEX" in plan for plan in found)
