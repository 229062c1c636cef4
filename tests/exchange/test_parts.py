"""What is too much for one file goes out in several: each complete in itself, whatever is lost or comes first."""

import random

import pytest

from hfc_desktop.domain.exchange import Reason
from hfc_desktop.exchange import envelope
from hfc_desktop.services.parting import PART_BYTES
from hfc_desktop.settings import ENTRIES
from tests.faults.exchange_house import Bank, make_bank, opened
from tests.faults.test_exchange_limits import attached, content_of

CASES = 12


@pytest.fixture(scope="module")
def made_offices(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    return folder, make_bank(folder)


@pytest.fixture
def offices(tmp_path, made_offices):
    bank = Bank(tmp_path, *made_offices)
    yield bank
    bank.close()


def in_parts(office, to, limit=8_000, **more):
    office.part_bytes = limit
    return [file.content for file in office.parts(to, **more)]


def test_parts_come_in_any_order_and_a_receipt_asks_for_the_one_that_was_lost(offices):
    cases = [offices.c1.register(f"客户{number}").id for number in range(CASES)]
    parts = in_parts(offices.c1, offices.branch)
    assert len(parts) >= 4
    random.Random(3).shuffle(parts)
    lost = parts.pop()
    reports = [offices.branch.one(part) for part in parts]
    assert all(report.quarantined is None and report.new for report in reports)
    assert reports[-1].gaps
    offices.c1.one(offices.branch.receipt(offices.c1))
    again = in_parts(offices.c1, offices.branch)
    assert offices.branch.take(*again)[-1].gaps == {}
    assert all(offices.branch.shown(case) is not None for case in cases)
    assert sum(report.new for report in offices.branch.take(lost)) == 0


def test_names_are_numbered_and_no_part_is_larger_than_is_set_by_more_than_an_event(offices):
    for number in range(CASES):
        offices.c1.register(f"客户{number}")
    offices.c1.part_bytes = 8_000
    made = offices.c1.parts(offices.branch)
    assert [file.name.rpartition("-")[2] for file in made] == [
        f"{number}of{len(made)}.hfcx" for number in range(1, len(made) + 1)
    ]
    for file in made:
        header, lines, trailer = opened(file.content, offices.branch)
        assert header["count"] == len(lines) == trailer["count"] == file.events
        assert sum(map(len, lines[:-1])) < 2 * 8_000
        assert sum(span["last"] - span["first"] + 1 for span in header["spans"]) == file.events


def test_a_lost_branch_is_seeded_from_parts(offices):
    cases = [offices.branch.register(f"客户{number}").id for number in range(CASES)]
    offices.head.one(offices.branch.export(offices.head))
    parts = in_parts(offices.head, offices.branch, full=True)
    assert len(parts) > 1
    assert sum(report.had for report in offices.branch.take(*reversed(parts))) > len(cases)


@pytest.mark.parametrize("order", [1, -1])
def test_attachments_come_in_parts_of_their_own(offices, order):
    _case, sha256 = attached(offices)
    parts = in_parts(offices.c1, offices.branch)
    assert len(parts) > 1
    reports = offices.branch.take(*parts[::order])
    assert content_of(offices.branch, sha256) is not None
    assert Reason.WRONG_ATTACHMENT not in {reason for report in reports for _line, reason in report.parked}
    offices.c1.one(offices.branch.receipt(offices.c1))
    assert offices.c1.told(offices.branch).attachments == ()


def test_whatever_may_be_set_a_reader_takes():
    largest = next(entry for entry in ENTRIES if entry.key == "exchange.part_mib")
    assert largest.default * 1024 * 1024 == PART_BYTES
    escaped = 2  # each sign may need another before it
    assert largest.maximum * 1024 * 1024 * escaped + 14 * 1024 * 1024 < envelope.LARGEST_TEXT


def test_room_that_was_made_for_many_files_is_let_go_when_they_are_in(offices):
    def pages():
        with offices.branch.store.unit_of_work(read_only=True) as uow:
            return uow.session.connection().exec_driver_sql("PRAGMA cache_size").scalar()

    seen = []
    before = pages()
    contents = [offices.c1.register(f"客户{number}") and offices.c1.export(offices.branch) for number in range(20)]
    files = [(str(number), lambda content=content: content) for number, content in enumerate(contents)]
    offices.branch.receiving.take(files, offices.branch.manager, lambda done, _total: seen.append(done) or True)
    assert seen == list(range(1, 21))
    assert pages() == before
