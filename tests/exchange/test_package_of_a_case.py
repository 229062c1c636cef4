"""A raised case goes up by itself, with what may leave of it and nothing else, and is taken in as any file is."""

import json
from dataclasses import replace

import pytest

from hfc_desktop.domain.complaint import ComplaintSource, Party, PartyRole
from hfc_desktop.domain.disclosure import BAND_FIELDS
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.handling import Notice, NoticeKind, NoticeResult, NoticeWay
from hfc_desktop.domain.record_fields import FIELD_RULES, Leaves
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from tests.faults.exchange_house import BRANCH, HEAD, OTHER, Bank, make_bank, opened

RAISED = {"source": ComplaintSource.NFRA_TRANSFER, "regulator_ref": "总局转〔2026〕8号"}
PLANTED = (
    "欧阳样例", "13912345678", "11010519491231002X", "退还年费八百元", "儿子王小样代办", "6222020200011234567",
    "139****5678", "工号88", "北京市样例路", "凭证.pdf",
)  # fmt: skip
GOES = {"action", *BAND_FIELDS.values()} | {
    name for name, rule in FIELD_RULES.items() if rule.leaves in (Leaves.YES, Leaves.PARTS)
}


@pytest.fixture
def offices(tmp_path):
    made, live = tmp_path / "made", tmp_path / "open"
    made.mkdir()
    live.mkdir()
    bank = Bank(live, made, make_bank(made))
    yield bank
    bank.close()


def raised(office, **fields):
    """A case that the rules raise to level 2 at once, with all that must stay planted in it."""
    people = (
        Party(
            role=PartyRole.COMPLAINANT, name="欧阳样例", phone="13912345678", id_number="11010519491231002X",
            address="北京市样例路一号",
        ),
        Party(role=PartyRole.REPRESENTATIVE, name="王小样", phone="13800001111"),
        Party(role=PartyRole.RESPONDENT, staff_no="工号88"),
    )  # fmt: skip
    values = {"claim": "退还年费八百元", "facts": "儿子王小样代办，卡号 6222020200011234567", "amount_fen": 80_000}
    return office.register(parties=people, **RAISED, **values, **fields)


def bodies(content, reader):
    header, lines, _trailer = opened(content, reader)
    return header, [json.loads(line) for line in lines]


def test_in_it_is_what_may_leave_of_the_case_and_nothing_else(offices):
    branch, head = offices.branch, offices.head
    other = branch.register()
    case = raised(branch)
    told = Notice(
        kind=NoticeKind.CONTACT, way=NoticeWay.SMS, at=branch.clock(), by="M190", result=NoticeResult.SENT,
        target_masked="139****5678", remark="已告知欧阳样例",
    )  # fmt: skip
    branch.set(case.id, notices=[document(told)], investigation="问过欧阳样例，凭证.pdf", compensation_fen=80_000)
    branch.ledger.get(case.id, branch.manager)

    made = branch.sending.package(case.id, branch.manager)
    assert made.to.office == HEAD
    assert made.name == "650111-case-20261124-100000-000000.hfcx"
    header, lines = bodies(made.content, head)
    assert header["private"] is False
    assert len(lines) == made.events
    assert all(set(line) == {"e"} for line in lines), "no private part, no attachment"
    events = [json.loads(line["e"]) for line in lines]
    assert {event["table"] for event in events} == {"complaint", "task", "rule_edition"}
    of_case = [event for event in events if event["table"] == "complaint"]
    assert {event["record"] for event in of_case} == {case.id}
    assert {event["op"] for event in of_case} <= {"create", "set", "act"}
    assert {name for event in of_case for name in event["fields"]} <= GOES
    whole = "\n".join(line["e"] for line in lines)
    assert [planted for planted in PLANTED if planted in whole] == []
    assert other.id not in whole
    assert other.number not in whole


def test_the_office_above_has_the_case_with_its_level_terms_and_tasks_and_later_the_rest(offices):
    branch, head = offices.branch, offices.head
    case, other = raised(branch), branch.register()
    (report,) = head.take(branch.sending.package(case.number, branch.manager).content)
    assert report.quarantined is None
    there = head.shown(case.id)
    assert (there.level, there.source, there.regulator_ref) == (2, case.source, case.regulator_ref)
    assert [clock.due for clock in there.clocks] == [clock.due for clock in case.clocks]
    assert (there.claim, there.facts, there.amount_fen) == ("", "", None)
    assert [party.name for party in there.parties] == []
    assert head.shown(other.id) is None
    with head.store.unit_of_work(read_only=True) as uow:
        assert [task.kind for task in uow.registers.tasks((), complaint=case.id)] == ["regulator"]

    head.one(branch.export(head))
    assert head.shown(other.id) is not None
    assert head.digest().shared == branch.digest().shared


def test_that_it_was_sent_is_in_the_history_of_the_case(offices):
    case = raised(offices.branch)
    offices.branch.sending.package(case.id, offices.branch.manager)
    with offices.branch.store.unit_of_work(read_only=True) as uow:
        (sent,) = [event for event in uow.log.events("complaint", case.id) if event.op is Op.EXPORT]
    assert (sent.actor, sent.fields) == (offices.branch.manager.staff_no, {"what": "package", "to": HEAD})


def code_of(act, *arguments):
    with pytest.raises((UserMistakeError, SecurityRefusalError)) as caught:
        act(*arguments)
    return caught.value.code


def test_only_a_raised_case_goes_and_only_up_to_a_device_that_was_let_in(offices):
    branch, head = offices.branch, offices.head
    package = branch.sending.package
    assert code_of(package, branch.register().id, branch.manager) == "exchange.not_raised"
    case = raised(branch)
    assert code_of(package, case.id, branch.manager, BRANCH) == "exchange.several_devices"
    assert code_of(package, case.id, branch.manager, "c1") == "exchange.not_above"
    assert code_of(package, case.id, branch.manager, OTHER) == "exchange.no_such_device"
    assert code_of(package, case.id, branch.teller) == "people.refused"
    assert code_of(package, "no such case", branch.manager) == "records.not_found"
    stranger = replace(branch.manager, organisation=OTHER)
    assert code_of(package, case.id, stranger) == "people.own_records_only"
    branch.devices.revoke(head.device().fingerprint, branch.manager)
    assert code_of(package, case.id, branch.manager) == "exchange.nobody_above"
