"""Feedback, read notices, quiz results and what was opened travel up by the same log and are counted at head office."""

from datetime import date, datetime

import pytest

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.desk import Opened, Receipt
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.reception import ItemUse, Reception, Usefulness
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.training import QuestionState
from hfc_desktop.services.feedback import FeedbackService
from hfc_desktop.services.receptions import ReceptionService
from tests.faults.exchange_house import BRANCH, Bank, make_bank

AT = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)


@pytest.fixture
def offices(tmp_path):
    made, opened = tmp_path / "made", tmp_path / "open"
    made.mkdir()
    opened.mkdir()
    bank = Bank(opened, made, make_bank(made))
    yield bank
    bank.close()


def append(office, table, record, fields):
    with office.store.unit_of_work() as uow:
        uow.log.append(office.teller, table, record, Op.CREATE, fields)
        uow.commit()


def up(offices):
    offices.branch.one(offices.c1.export(offices.branch))
    return offices.head.one(offices.branch.export(offices.head))


def test_feedback_of_counters_is_counted_at_head_office_without_its_words(offices):
    service = FeedbackService(offices.c1.store.unit_of_work, offices.c1.clock)
    for number, answer in enumerate((Usefulness.HELPFUL, Usefulness.WRONG, Usefulness.HELPFUL)):
        use = ItemUse(item="scenario.x", version=2, pack="p-1", title="t", at=AT, helpful=answer, gap="客户张三说不对")
        service.give(f"r{number}", [use], offices.c1.teller)
    up(offices)
    at_head = FeedbackService(offices.head.store.unit_of_work, offices.head.clock)
    (count,) = at_head.counts("scenario.x")
    assert (count.helpful, count.wrong, count.total) == (2, 1, 3)
    with offices.head.store.unit_of_work(read_only=True) as uow:
        assert {one.words for one in uow.desk.feedback()} == {""}
        assert {one.organisation for one in uow.desk.feedback()} == {BRANCH}
    with offices.branch.store.unit_of_work(read_only=True) as uow:
        assert {one.words for one in uow.desk.feedback()} == {"客户张三说不对"}


def test_notices_read_and_questions_answered_are_known_at_head_office(offices):
    receipt = Receipt(staff_no="T101", organisation=BRANCH, item="bulletin.a", version=1, pack="p-1", at=AT)
    append(offices.c1, "receipt", receipt.id, document(receipt))
    state = QuestionState(
        staff_no="T101", quiz="quiz.x", question="q1", digest="d", box=2, right=3, wrong=1, due=date(2026, 12, 1)
    )
    append(offices.c1, "question", state.id, document(state))
    up(offices)
    with offices.head.store.unit_of_work(read_only=True) as uow:
        assert list(uow.desk.receipts()) == [receipt]
        assert list(uow.desk.questions("T101")) == [state]


def test_what_was_opened_is_counted_at_head_office(offices):
    items = [document(Opened(item=name, version=1, at=AT)) for name in ("scenario.x", "hotline.y")]
    for number in range(3):
        fields = {"reception": f"r{number}", "staff_no": "T101", "organisation": BRANCH, "items": items}
        append(offices.c1, "opened", f"r{number}", fields)
    up(offices)
    with offices.head.store.unit_of_work(read_only=True) as uow:
        assert set(uow.desk.most_used(BRANCH, date(2026, 11, 1), 9)) == {"scenario.x", "hotline.y"}


def test_a_reception_goes_up_without_what_the_customer_said(offices):
    service = ReceptionService(offices.c1.store.unit_of_work, offices.c1.clock)
    reception = Reception(id="0190-r", started_at=AT, topic="scenario.x", remark="客户李四很着急")
    service.save(reception, offices.c1.teller)
    up(offices)
    with offices.head.store.unit_of_work(read_only=True) as uow:
        assert len(uow.receptions.counts(date(2026, 11, 1), date(2026, 11, 30), (BRANCH,))) == 1
        held = [body for life, spans in uow.exchange.spans().items()
                for body in uow.exchange.lines(life, spans.runs, private=True)]  # fmt: skip
    assert not any("李四" in line.body or "李四" in line.private for line in held)
