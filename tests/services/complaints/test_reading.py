"""Reading matters and lists: who sees what, and that it is recorded."""

from datetime import timedelta

import pytest

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.people import Role
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from tests.services.complaints.house import (
    ADMIN,
    AUDITOR,
    AUTHOR,
    COLLEAGUE,
    ELSEWHERE,
    HANDLER,
    MANAGER,
    TELLER,
    UPPER,
    actor,
    events,
    person,
    register,
)


def test_reading_a_record_is_recorded(service, store):
    complaint = register(service)
    assert service.get(complaint.number, TELLER) == complaint
    assert service.get(f" {complaint.id} ", MANAGER) == complaint
    reads = [event for event in events(store) if event.op is Op.READ]
    assert [(event.actor, event.record) for event in reads] == [("T1", complaint.id), ("M1", complaint.id)]


def test_an_unknown_number_is_said_to_be_unknown(service):
    with pytest.raises(UserMistakeError) as caught:
        service.get("110020261124A10001Z", TELLER)
    assert caught.value.code == "records.not_found"


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (TELLER, True), (MANAGER, True), (HANDLER, True), (UPPER, True), (AUDITOR, True),
        (COLLEAGUE, False), (ELSEWHERE, False), (ADMIN, False), (AUTHOR, False),
    ],
    ids=lambda value: getattr(value, "staff_no", value),
)  # fmt: skip
def test_who_sees_a_record_and_who_does_not(service, store, who, seen):
    complaint = register(service)
    if seen:
        assert service.count(ComplaintFilter(), who) == 1
        assert service.get(complaint.id, who).id == complaint.id
        assert [row.id for row in service.rows(ComplaintFilter(), who)] == [complaint.id]
        return
    with pytest.raises(SecurityRefusalError):
        service.get(complaint.id, who)
    refused = [event for event in events(store) if event.op is Op.REFUSED]
    assert [event.actor for event in refused] == [who.staff_no]


@pytest.mark.parametrize("who", [ADMIN, AUTHOR], ids=["administrator", "author"])
def test_a_list_is_refused_to_those_who_see_nothing(service, store, who):
    with pytest.raises(SecurityRefusalError):
        service.rows(ComplaintFilter(), who)
    assert events(store)[-1].op is Op.REFUSED


def test_a_teller_sees_the_counters_day_and_their_own_of_any_day(service, clock):
    own = register(service)
    mate = actor("T3", Role.TELLER, counter="A1")
    same_counter = register(service, mate)
    register(service, COLLEAGUE)
    assert {row.id for row in service.rows(ComplaintFilter(), TELLER)} == {own.id, same_counter.id}
    clock.at += timedelta(days=1)
    assert [row.id for row in service.rows(ComplaintFilter(), TELLER)] == [own.id]
    with pytest.raises(SecurityRefusalError):
        service.get(same_counter.id, TELLER)


def test_lists_show_no_full_names(service):
    register(service, parties=(person(name="欧阳锋"),))
    assert [row.complainant for row in service.rows(ComplaintFilter(), MANAGER)] == ["欧阳*"]


def test_a_list_cannot_be_widened_by_its_filter(service):
    register(service)
    assert service.rows(ComplaintFilter(organisation="1100"), ELSEWHERE) == []
