"""Receptions one after the other at full speed: memory stays flat, and all of them are kept and counted.

The full day of 400 with its figures is ``hfc bench day``; here some pass through, enough to see a leak.
"""

import gc

from hfc_desktop.workbench.bench.day import MOST_GROWTH, counter_day, growth

RECEPTIONS, WARM_UP = 40, 20


def test_customers_leave_no_memory_behind_and_count_as_consultations(qapp):
    with counter_day() as day:
        for number in range(RECEPTIONS):
            day.serve(number)
            if number == WARM_UP:
                gc.collect()
                widgets = len(qapp.allWidgets())
        gc.collect()
        assert len(qapp.allWidgets()) <= widgets * MOST_GROWTH
        (memory,) = growth(day, WARM_UP)
        assert memory.ratio is None or memory.ratio <= MOST_GROWTH
        context = day.window.context
        context.operations.close()  # what is still to be written is written
        figures = context.application.open_records().receptions.figures(
            context.today(), context.today(), context.session.actor
        )
    assert figures.consultations == RECEPTIONS
    assert figures.under_way == 0
