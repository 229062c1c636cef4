"""Steps of a case through the service, over a real store: the usual way, and the conditions of each step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hfc_desktop.domain.complaint import Outcome, Party, PartyRole, Status
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.handling import DeclineGround
from hfc_desktop.domain.parties import Capacity, Paper


def respondent(staff_no):
    return Party(role=PartyRole.RESPONDENT, name="柜员甲", staff_no=staff_no)


# -- the usual way ------------------------------------------------------------------------------------------------


def test_a_case_goes_its_whole_way_and_its_clocks_are_kept(house):
    case = house.closed()
    assert (case.status, case.outcome) == (Status.CLOSED, Outcome.COMPENSATED)
    decision = next(clock for clock in case.clocks if clock.name == "decision" and clock.rule.startswith("order3"))
    assert decision.state == "met"
    assert not any(clock.state == "running" and clock.name != "recheck_application" for clock in case.clocks)
    archived = house.act(case, "archive", "M1")
    assert archived.archived_on == date(2026, 3, 10)
    assert archived.keep_until == date(2031, 3, 10)


def test_the_history_names_every_step_and_who_took_it(house):
    case = house.closed()
    lines = house.cases.history(case.id, house.actors["M1"])
    steps = [(line.action, line.by) for line in lines if line.action]
    assert steps == [
        ("assign", "M1"),
        ("accept", "H1"),
        ("contact", "H1"),
        ("investigate", "H1"),
        ("submit", "H1"),
        ("approve", "M1"),
        ("decide", "H1"),
        ("tell", "H1"),
        ("close", "H1"),
    ]
    assert lines[0].op is Op.CREATE


def test_the_log_alone_makes_all_of_it_again(house):
    cases = [house.closed(), house.decided(), house.investigating()]
    assert house.store.rebuild().changed == ()
    assert [house.now(case) for case in cases] == cases


def test_texts_of_the_handling_stay_in_the_private_part(house):
    case = house.closed()
    shared = str([event.fields for event in house.events() if event.record == case.id])
    assert "签约单" not in shared
    assert "20000" not in shared
    assert "compensation_band" in shared


def test_a_question_is_closed_at_once_and_a_complaint_is_not(house):
    question = house.register(nature="consultation", claim="", facts="问利率")
    assert house.act(question, "close", values={"outcome": "explained"}).status is Status.CLOSED
    complaint = house.register()
    assert house.why_not(complaint, "close", values={"outcome": "settled"}) == "cases.not_over_at_once"
    settled = house.register(settled_on_spot=True, told_customer=True)
    assert house.act(settled, "close", values={"outcome": "settled"}).status is Status.CLOSED


def test_what_happened_yesterday_is_entered_today(house):
    case = house.register()
    house.clock.go(2)
    case = house.act(case, "assign", "M1", staff_no="H1")
    case = house.act(case, "accept", at=house.clock() - timedelta(days=1))
    assert case.accepted_at.date() == date(2026, 3, 11)
    assert house.why_not(case, "contact", at=house.clock() + timedelta(days=1)) == "cases.in_future"
    assert house.why_not(case, "contact", at=house.clock() - timedelta(days=9)) == "cases.before_receipt"


# -- conditions ---------------------------------------------------------------------------------------------------


def test_an_agent_shows_the_originals_first(house):
    agent = Party(role=PartyRole.REPRESENTATIVE, name="李四", capacity=Capacity.AGENT, papers=(Paper.AGENT_ID,))
    case = house.register(parties=(agent,))
    assert house.why_not(case, "accept") == "cases.papers_missing"
    whole = replace(agent, papers=(Paper.AGENT_ID, Paper.AUTHORISATION))
    with_papers = house.register(parties=(whole,))
    assert house.act(with_papers, "accept").status is Status.ACCEPTED


def test_a_group_sends_at_most_five(house):
    came = tuple(Party(role=PartyRole.GROUP_REPRESENTATIVE, name=f"代表{n}") for n in range(6))
    assert house.why_not(house.register(parties=came, people_count=30), "accept") == "cases.too_many_representatives"
    assert house.why_not(house.register(parties=came[:5], people_count=30), "accept") == ""


@pytest.mark.parametrize("field", ["investigation", "policy_basis", "decision", "remedies"])
def test_no_decision_without_the_blocks_of_article_19(house, ledger_parts, field):
    case = house.investigating()
    values = ledger_parts["proposal"] | {field: " "}
    assert house.why_not(case, "submit", values=values) == "cases.field_missing"


def test_the_handler_does_not_approve_their_own_proposal(house):
    case = house.investigating()
    case = house.act(case, "assign", "M1", staff_no="M1")
    case = house.act(case, "submit", "M1", values={
        "investigation": "a", "policy_basis": "b", "decision": "c", "remedies": "d", "responsibility": "bank",
    })  # fmt: skip
    assert house.why_not(case, "approve", "M1") == "cases.second_person"
    assert house.act(case, "approve", "M0").approvals[-1].by == "M0"


def test_compensation_above_the_office_is_for_the_superior(house, ledger_parts):
    case = house.act(house.investigating(), "submit", values=ledger_parts["proposal"] | {"compensation_fen": 600_000})
    assert house.why_not(case, "approve", "M1") == "cases.above_authority"
    assert house.why_not(case, "approve", "M0") == ""


def test_what_was_approved_is_what_is_decided(house, ledger_parts):
    case = house.act(house.submitted(), "approve", "M1")
    dearer = {"compensation_fen": 30_000}
    assert house.why_not(case, "decide", values=dearer) == "cases.not_approved"
    assert house.why_not(case, "decide") == ""


def test_a_proposal_that_was_sent_back_is_approved_anew(house, ledger_parts):
    case = house.act(house.submitted(), "approve", "M1")
    case = house.act(case, "return", "M1", reason="依据不足")
    case = house.act(case, "submit", values=ledger_parts["proposal"])
    assert house.why_not(case, "decide") == "cases.not_approved"


def test_a_call_that_nobody_answers_tells_nobody_until_the_third_day(house):
    case = house.decided()
    for day in range(3):
        assert case.status is Status.DECIDED
        case = house.act(case, "tell", notice=house.notice(way="phone", result="no_answer"))
        house.clock.go(1)
        assert (case.status is Status.TOLD) is (day == 2)
    decision = next(clock for clock in case.clocks if clock.name == "decision")
    assert decision.state == "met"  # dialled within the term (art. 21)


def test_decided_and_not_told_is_a_breach_after_the_last_day(house):
    case = house.decided()
    house.clock.go(20)
    line = next(line for line in house.terms.due_today(house.actors["M1"]) if line.id == case.id)
    assert (line.untold, line.days_left, line.band) == (True, -5, "red")
    late = house.act(case, "tell", notice=house.notice())
    assert next(clock for clock in late.clocks if clock.name == "decision").state == "missed"


def test_a_flagged_case_is_checked_by_a_second_person_before_it_closes(house, ledger_parts):
    case = house.told(source="nfra_transfer")
    assert case.level == 2
    assert house.why_not(case, "close", values=ledger_parts["ending"]) == "cases.not_checked"
    assert house.why_not(case, "check", "H1", passed=True) == "cases.second_person"
    failed = house.act(case, "check", "H2", passed=False, faults=("basis",))
    assert house.why_not(failed, "close", values=ledger_parts["ending"]) == "cases.not_checked"
    passed = house.act(failed, "check", "H2", passed=True)
    assert house.act(passed, "close", values=ledger_parts["ending"]).status is Status.CLOSED


def test_declining_names_the_ground_and_tells_the_person(house):
    case = house.register()
    assert house.why_not(case, "decline") == "cases.missing"
    given = {"ground": DeclineGround.OTHER_LAWFUL, "reason": "同一事项已有生效判决"}
    notice = house.notice("declining")
    assert house.why_not(case, "decline", notice=notice, **given) == "cases.other_ground"
    declined = house.act(case, "decline", "M1", notice=notice, **given)
    assert (declined.status, declined.outcome) == (Status.DECLINED, Outcome.DECLINED)
    assert {clock.state for clock in declined.clocks} <= {"ended", "possible", "replaced"}


def test_passing_on_names_the_place_and_stops_the_clocks(house):
    case = house.act(
        house.register(), "transfer", to="人寿保险公司", reason="代销产品", notice=house.notice("transfer")
    )
    assert (case.status, case.transfer_to) == (Status.TRANSFERRED, "人寿保险公司")
    assert house.terms.due_week(house.actors["M1"]) == ()


def test_withdrawal_ends_it_on_the_day(house):
    case = house.investigating()
    assert house.why_not(case, "withdraw") == "cases.missing"
    case = house.act(case, "withdraw", document="撤诉确认书")
    assert case.status is Status.WITHDRAWN
    assert next(clock for clock in case.clocks if clock.name == "decision").state == "stopped"
    assert next(clock for clock in case.clocks if clock.name == "withdrawal").due == date(2026, 3, 10)


def test_a_notice_of_another_kind_does_not_belong_to_a_step(house):
    assert house.why_not(house.decided(), "tell", notice=house.notice("extension")) == "cases.wrong_notice"
