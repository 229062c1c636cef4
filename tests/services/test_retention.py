"""The end of a record: when, by whom, and that nothing of it is left."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hfc_desktop.domain.complaint import Outcome, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.retention import DestructionList, EndedCase, ListState, due_cases, keep_until, years_later
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.services.records import put_changed_complaint
from hfc_desktop.services.retention import RetentionService

LONG_AGO = datetime(2020, 3, 2, 9, 0, tzinfo=SHANGHAI)
TODAY = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
MARKER = "独一无二的标记"


@pytest.fixture
def retention(branch):
    return RetentionService(branch.store.unit_of_work, branch.clock, branch.store.scrub, years=5)


@pytest.fixture
def closed(branch, registered):
    """A matter that was closed long ago; keyword arguments are fields of the record."""

    def closed(**fields):
        branch.clock.at = LONG_AGO
        case = registered(facts=f"{MARKER}，欧阳震华13812345678", claim=MARKER)
        values = {"status": Status.CLOSED, "closed_at": LONG_AGO + timedelta(days=9), "outcome": Outcome.EXPLAINED}
        ended = replace(case, **(values | fields))
        with branch.store.unit_of_work() as uow:
            put_changed_complaint(uow, branch.manager, case, ended, reason=MARKER)
            uow.commit()
        branch.clock.at = TODAY
        return ended

    return closed


def code_of(call, *arguments):
    with pytest.raises((UserMistakeError, SecurityRefusalError)) as caught:
        call(*arguments)
    return caught.value.code


def pages(store, key):
    """Every page of the store's file and of its log of writes, deciphered, whatever the tables say."""
    content = store.path.read_bytes()
    size, reserve = 4096, 80
    plain = []
    for start in range(0, len(content), size):
        page = content[start : start + size]
        body = page[16:-reserve] if start == 0 else page[:-reserve]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[-reserve : -reserve + 16]))
        plain.append(cipher.decryptor().update(body))
    log = store.path.with_name(store.path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0
    return b"".join(plain)


# -- when ---------------------------------------------------------------------------------------------------------


def ended(**fields):
    values = {
        "id": "c", "number": "n", "organisation": "1100", "status": Status.CLOSED, "ended_on": date(2020, 2, 29),
        "kept_until": None, "held": False,
    }  # fmt: skip
    return EndedCase(**(values | fields))


@pytest.mark.parametrize(
    ("years", "kept_until", "until"),
    [
        (5, None, date(2025, 3, 1)),
        (4, None, date(2024, 2, 29)),
        (1, None, date(2023, 3, 1)),
        (5, date(2030, 1, 1), date(2030, 1, 1)),
        (5, date(2021, 1, 1), date(2023, 3, 1)),
    ],
)
def test_the_term_is_never_below_three_years(years, kept_until, until):
    assert keep_until(ended(kept_until=kept_until), years) == until


def test_a_case_is_due_the_day_after_its_last_day():
    case = ended(ended_on=date(2020, 5, 1))
    assert due_cases((case,), 5, date(2025, 5, 1)) == ()
    assert [one.id for one in due_cases((case,), 5, date(2025, 5, 2))] == ["c"]


def test_a_merged_case_is_kept_as_long_as_its_lead():
    child = ended(id="child", status=Status.MERGED, lead="lead")
    lead = ended(id="lead", ended_on=date(2024, 1, 1))
    assert due_cases((child,), 5, date(2026, 1, 1)) == ()
    assert due_cases((child, lead), 5, date(2026, 1, 1)) == ()
    assert len(due_cases((child, lead), 5, date(2030, 1, 1))) == 2


def test_years_go_back_as_well():
    assert years_later(date(2024, 2, 29), -3) == date(2021, 3, 1)


def test_due_are_ended_cases_of_the_own_offices_alone(retention, branch, closed, registered):
    case = closed()
    registered()
    assert [one.number for one in retention.due(branch.manager)] == [case.number]
    assert retention.due(branch.elsewhere) == ()


# -- how ----------------------------------------------------------------------------------------------------------


def test_two_people_sign_and_the_content_is_gone(retention, branch, closed, events):
    case, kept = closed(), closed(closed_at=TODAY - timedelta(days=400))
    made, _changes = retention.propose([case.id], "保存期满", branch.handler)
    proofs, changes = retention.approve(made.id, branch.manager)
    assert changes.concerns("complaint", case.id)
    (proof,) = proofs
    assert (proof.number, proof.made_by, proof.signed_by, proof.reason) == (case.number, "H1", "M1", "保存期满")
    with branch.store.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(case.id) is None
        assert uow.complaints.get(kept.id) is not None
        assert all(uow.log.private(event) == {} for event in uow.log.events("complaint", case.id))
        assert uow.log.chain_break() is None
        assert uow.log.anchor_break() is None
    (gone,) = [event for event in events("complaint") if event.op is Op.REDACT]
    assert (gone.key, gone.fields["sha256"], gone.fields["number"]) == (proof.event, proof.sha256, case.number)


def test_nothing_of_it_is_on_any_page_of_the_file(retention, branch, closed):
    case = closed()
    made, _changes = retention.propose([case.id], "保存期满", branch.handler)
    branch.store.scrub()
    assert MARKER.encode() in pages(branch.store, branch.key)
    retention.approve(made.id, branch.manager)
    left = pages(branch.store, branch.key)
    assert case.number.encode() in left  # the proof is
    for word in (MARKER, "欧阳震华", "13812345678", "11010519491231002X"):
        assert word.encode() not in left


def test_names_that_were_searched_for_in_that_time_are_forgotten_too(retention, branch, closed):
    branch.clock.at = LONG_AGO
    branch.ledger.rows(ComplaintFilter(text="欧阳震华"), branch.manager)
    case = closed()
    branch.ledger.rows(ComplaintFilter(text="张三丰"), branch.manager)
    made, _changes = retention.propose([case.id], "保存期满", branch.handler)
    retention.approve(made.id, branch.manager)
    with branch.store.unit_of_work(read_only=True) as uow:
        searched = [uow.log.private(event) for event in uow.log.events("complaint", "") if event.op is Op.READ]
        assert searched == [{}, {"text": "张三丰"}]
        assert uow.log.chain_break() is None


def test_the_tables_made_again_from_the_log_do_not_bring_it_back(retention, branch, closed):
    case = closed()
    made, _changes = retention.propose([case.id], "保存期满", branch.handler)
    retention.approve(made.id, branch.manager)
    assert branch.store.rebuild().changed == ()
    with branch.store.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(case.number) is None
        assert uow.custody.proof(case.number) is not None


def test_the_words_of_the_index_still_find_what_stays(retention, branch, closed):
    case = closed()
    other = closed(closed_at=TODAY, facts="补发回单")
    made, _changes = retention.propose([case.id], "保存期满", branch.handler)
    retention.approve(made.id, branch.manager)
    found = branch.ledger.rows(ComplaintFilter(text="补发回单"), branch.manager)
    assert [row.id for row in found] == [other.id]


def test_whoever_made_the_list_cannot_sign_it_and_the_attempt_is_recorded(retention, branch, closed, events):
    made, _changes = retention.propose([closed().id], "保存期满", branch.manager)
    assert code_of(retention.approve, made.id, branch.manager) == "retention.same_person"
    assert [event.actor for event in events("destruction") if event.op is Op.REFUSED] == ["M1"]
    retention.approve(made.id, branch.other)


def test_a_legal_hold_stops_it_before_and_after_listing(retention, branch, closed):
    held = closed(legal_hold=True)
    assert [one.held for one in retention.due(branch.manager)] == [True]
    assert code_of(retention.propose, [held.id], "因", branch.handler) == "retention.held"
    case = closed()
    made, _changes = retention.propose([case.id], "因", branch.handler)
    with branch.store.unit_of_work() as uow:
        put_changed_complaint(uow, branch.manager, case, replace(case, legal_hold=True))
        uow.commit()
    assert code_of(retention.approve, made.id, branch.manager) == "retention.changed"
    with branch.store.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(case.id) is not None


def test_what_is_open_or_too_young_stays(retention, branch, closed, registered):
    assert code_of(retention.propose, [registered().id], "因", branch.handler) == "retention.open"
    young = closed(closed_at=TODAY - timedelta(days=700))
    assert code_of(retention.propose, [young.id], "因", branch.handler) == "retention.not_due"


def test_a_list_needs_cases_and_a_reason_and_holds_each_case_once(retention, branch, closed):
    case = closed()
    assert code_of(retention.propose, [], "因", branch.handler) == "retention.nothing_chosen"
    assert code_of(retention.propose, [case.id], " ", branch.handler) == "retention.reason_needed"
    assert code_of(retention.propose, ["none"], "因", branch.handler) == "records.not_found"
    made, _changes = retention.propose([case.id, case.id], "因", branch.handler)
    assert len(made.cases) == 1
    assert code_of(retention.propose, [case.id], "因", branch.handler) == "retention.on_a_list"


def test_a_dropped_list_destroys_nothing_and_is_settled(retention, branch, closed):
    case = closed()
    made, _changes = retention.propose([case.id], "因", branch.handler)
    dropped, _changes = retention.drop(made.id, branch.manager)
    assert dropped.state is ListState.DROPPED
    assert code_of(retention.approve, made.id, branch.other) == "retention.list_settled"
    assert code_of(retention.approve, "none", branch.other) == "retention.no_list"
    retention.propose([case.id], "再来", branch.handler)
    assert [type(one) for one in retention.lists(branch.manager)] == [DestructionList] * 2
    assert branch.store.rebuild().changed == ()


def test_while_somebody_reads_traces_stay_for_a_moment_and_that_is_said(branch, closed):
    def busy():
        raise EnvironmentFaultError("storage.locked", path="x")

    retention = RetentionService(branch.store.unit_of_work, branch.clock, busy, years=5)
    made, _changes = retention.propose([closed().id], "因", branch.handler)
    with pytest.raises(EnvironmentFaultError) as caught:
        retention.approve(made.id, branch.manager)
    assert caught.value.code == "retention.not_scrubbed"
    assert retention.lists(branch.manager)[0].state is ListState.DONE


def test_the_file_is_not_called_clean_while_somebody_reads_an_older_state(branch, closed):
    closed()
    with branch.store.unit_of_work(read_only=True) as reading:
        reading.log.count()
        closed()
        with pytest.raises(EnvironmentFaultError):
            branch.store.scrub()
    branch.store.scrub()


def test_the_proof_is_found_by_number_and_by_no_other(retention, branch, closed):
    case = closed()
    made, _changes = retention.propose([case.id], "因", branch.handler)
    retention.approve(made.id, branch.manager)
    assert retention.proof(case.number, branch.auditor).list_id == made.id
    assert code_of(retention.proof, "none", branch.manager) == "retention.no_proof"
