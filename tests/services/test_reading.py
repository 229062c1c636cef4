"""One record: masked by default, unmasked on purpose and for a reason, both recorded."""

import pytest

from hfc_desktop.domain.events import Op
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.reading import ReadingService


@pytest.fixture
def reading(branch):
    return ReadingService(branch.store.unit_of_work, branch.clock)


def code_of(call, *arguments):
    with pytest.raises((UserMistakeError, SecurityRefusalError)) as caught:
        call(*arguments)
    return caught.value.code


def test_a_record_is_opened_masked_and_that_is_recorded(reading, branch, registered, events):
    case = registered()
    seen = reading.view(case.number, branch.manager)
    assert (seen.parties[0].name, seen.parties[0].phone) == ("欧阳**", "138****5678")
    assert seen.facts == "欧阳**称未被告知，电话138****5678"
    last = events("complaint")[-1]
    assert (last.op, last.actor, last.record, last.fields) == (Op.READ, "M1", case.id, {})


def test_revealing_needs_a_reason_that_stays_private(reading, branch, registered, events):
    case = registered()
    assert code_of(reading.reveal, case.id, branch.manager, " ") == "log.reason_needed"
    seen = reading.reveal(case.id, branch.manager, "回电欧阳震华")
    assert seen.parties[0].phone == "13812345678"
    last = events("complaint")[-1]
    assert (last.op, last.fields) == (Op.READ, {"what": "reveal"})
    assert "欧阳" not in str(last.to_json())
    with branch.store.unit_of_work(read_only=True) as uow:
        assert uow.log.private(last) == {"reason": "回电欧阳震华"}


def test_an_auditor_sees_masked_alone(reading, branch, registered):
    case = registered()
    assert reading.view(case.id, branch.auditor).parties[0].name == "欧阳**"
    assert code_of(reading.reveal, case.id, branch.auditor, "检查") == "people.refused"


def test_a_record_of_others_stays_closed_and_the_attempt_is_recorded(reading, branch, registered, events):
    case = registered()
    for call in (reading.view, lambda one, who: reading.reveal(one, who, "因")):
        assert code_of(call, case.id, branch.elsewhere) == "people.own_records_only"
    refused = [event for event in events("complaint") if event.op is Op.REFUSED]
    assert [(event.actor, event.record) for event in refused] == [("M9", case.id)] * 2


def test_an_unknown_number_is_said(reading, branch):
    assert code_of(reading.view, "none", branch.manager) == "records.not_found"
