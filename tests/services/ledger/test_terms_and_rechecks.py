"""Extensions, mediation, taking a case up again, and re-checks, through the service over a real store."""

from dataclasses import replace
from datetime import date

import pytest

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.handling import LinkKind, RecheckResult
from hfc_desktop.errors import SecurityRefusalError


def obeyed(case):
    return min(clock.due for clock in case.clocks if clock.state in ("running", "paused"))


def test_the_first_extension_is_granted_by_the_branch_and_the_second_above_it(house):
    case = house.investigating()
    house.clock.go(12)
    case = house.act(case, "request_extension", reason="调取历史录像")
    assert case.status is Status.EXTENSION_PENDING
    assert house.why_not(case, "approve_extension", "M1") == ""
    case = house.act(case, "approve_extension", "M1")
    assert (case.status, obeyed(case)) == (Status.INVESTIGATING, date(2026, 4, 9))
    house.clock.go(15)
    case = house.act(case, "request_extension", reason="等待司法鉴定")
    assert house.why_not(case, "approve_extension", "M1") == "cases.superior_approves"
    case = house.act(case, "approve_extension", "M0", notice=house.notice("extension"))
    assert obeyed(case) == date(2026, 5, 9)


def test_an_extension_approved_and_never_told_does_not_count(house):
    case = house.investigating()
    case = house.act(house.act(case, "request_extension", reason="一"), "approve_extension", "M1")
    case = house.act(house.act(case, "request_extension", reason="二"), "approve_extension", "M0")
    assert obeyed(case) == date(2026, 4, 9)
    told = house.act(case, "notify", notice=house.notice("extension"))
    assert obeyed(told) == date(2026, 5, 9)


def test_approved_on_day_30_and_told_on_day_31_is_a_breach(house):
    case = house.investigating()
    case = house.act(house.act(case, "request_extension", reason="一"), "approve_extension", "M1")
    house.clock.go(30)
    case = house.act(house.act(case, "request_extension", reason="二"), "approve_extension", "M0")
    house.clock.go(1)
    case = house.act(case, "notify", notice=house.notice("extension"))
    assert obeyed(case) == date(2026, 4, 9)
    assert house.terms.due_today(house.actors["M1"])[0].days_left == -1


def test_an_extension_after_the_term_is_refused(house):
    case = house.investigating()
    house.clock.go(16)
    assert house.why_not(case, "request_extension", reason="晚") == "cases.extension_too_late"


def test_whoever_asks_does_not_grant(house):
    case = house.act(house.investigating(), "request_extension", "M1", reason="复杂")
    assert house.why_not(case, "approve_extension", "M1") == "cases.second_person"


def test_a_refused_extension_leaves_the_term(house):
    case = house.act(house.investigating(), "request_extension", reason="复杂")
    case = house.act(case, "return", "M1", reason="不复杂")
    assert (case.status, obeyed(case)) == (Status.INVESTIGATING, date(2026, 3, 25))
    assert case.extensions[-1].refused


def test_mediation_stops_the_clock_and_the_way_goes_on_where_it_was(house):
    case = house.investigating()
    house.clock.go(2)
    case = house.act(case, "pause", to="银行业纠纷调解中心", document="调解受理书")
    assert case.status is Status.MEDIATING
    house.clock.go(9)
    case = house.act(case, "resume", document="调解终止书", settled=False)
    assert (case.status, obeyed(case)) == (Status.INVESTIGATING, date(2026, 4, 4))
    assert case.pauses[0].settled is False


def test_a_case_taken_up_again_keeps_its_old_clock_and_its_history(house):
    case = house.closed()
    house.clock.go(40)
    again = house.act(case, "reopen", "M1", reason="客户补充证据")
    assert (again.status, again.outcome, again.told_at) == (Status.REOPENED, None, None)
    assert again.reopenings[0].outcome == "compensated"
    assert obeyed(again) == date(2026, 3, 25)
    assert house.terms.due_today(house.actors["M1"])[0].band == "red"
    assert house.act(again, "investigate").status is Status.INVESTIGATING


def test_a_reopened_case_is_approved_and_told_anew(house, ledger_parts):
    case = house.closed()
    house.clock.go(3)
    case = house.act(house.act(case, "reopen", "M1", reason="新证据"), "investigate")
    case = house.act(case, "submit", values=ledger_parts["proposal"])
    assert house.why_not(case, "decide") == "cases.not_approved"


def test_a_recheck_is_a_case_of_its_own_above_with_its_own_clock(house):
    case = house.closed()
    house.clock.go(10)
    case = house.act(case, "recheck", document="核查申请书", reason="请求改变决定")
    assert case.status is Status.RECHECKING
    new = house.now(replace(case, id=case.recheck.case))
    assert (new.organisation, new.recheck_of) == ("1000", case.id)
    assert [(clock.name, clock.due) for clock in new.clocks] == [("recheck", date(2026, 4, 19))]
    assert {recusal.staff_no for recusal in new.recusals} == {"H1"}
    assert new.links[0].kind is LinkKind.RECHECK_OF


def test_who_decided_before_does_not_recheck(house):
    case = house.act(house.closed(), "recheck", document="申请书")
    new = house.now(replace(case, id=case.recheck.case))
    with pytest.raises(SecurityRefusalError):
        house.act(new, "accept", "H1")


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (RecheckResult.UPHELD, Status.CLOSED),
        (RecheckResult.CHANGED, Status.CLOSED),
        (RecheckResult.REDO, Status.REOPENED),
    ],
)
def test_the_result_of_a_recheck_comes_back(house, ledger_parts, result, status):
    case = house.act(house.closed(), "recheck", document="申请书")
    new = house.act(house.now(replace(case, id=case.recheck.case)), "assign", "M0", staff_no="H0")
    for action in ("accept", "contact", "investigate"):
        new = house.act(new, action, "H0")
    new = house.act(new, "submit", "H0", values=ledger_parts["proposal"])
    new = house.act(house.act(new, "approve", "M0"), "decide", "H0")
    assert house.why_not(new, "tell", "H0", notice=house.notice()) == "cases.missing"
    house.act(new, "tell", "H0", notice=house.notice(), result=result)
    back = house.now(case)
    assert (back.status, back.recheck.result) == (status, result)


def test_a_late_application_needs_a_reason(house):
    case = house.closed()
    house.clock.go(31)
    assert house.why_not(case, "recheck", document="申请书") == "cases.recheck_late"
    taken = house.act(case, "recheck", document="申请书", reason="住院无法按期申请")
    assert taken.recheck.late
