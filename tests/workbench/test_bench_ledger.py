"""The many matters that the list is measured on are matters: found, sorted and opened like any other."""

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.clock import now
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_lists import OPEN_STATUSES, Column, Order, Query
from hfc_desktop.workbench.bench.ledger_rows import fill
from hfc_desktop.workbench.demo import office


def test_made_matters_are_in_lists_and_word_index(demo):
    application = open_application(demo)
    store = application.open_store()
    fill(store, 400, office.HOME, now())
    with store.unit_of_work(read_only=True) as uow:
        made = Query(wanted=ComplaintFilter(counter="Z3"), order=Order(column=Column.COMPLAINANT, descending=False))
        lines = uow.lists.lines(uow.lists.order(made))
        assert len(lines) == 40
        assert [line.complainant for line in lines] == sorted(line.complainant for line in lines)
        still = uow.lists.count(Query(wanted=ComplaintFilter(status=OPEN_STATUSES)))
        assert 0 < still < 100
        found = uow.lists.top(Query(wanted=ComplaintFilter(text=lines[0].number)), 5)
        assert [line.id for line in found] == [lines[0].id]
    application.close()
