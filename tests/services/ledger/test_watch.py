"""Levels, tasks, early signs, registers, and terms: what time and rules do to cases, and which rules those are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hfc_desktop.domain.complaint import Severity
from hfc_desktop.domain.early_signs import Sign, SignState
from hfc_desktop.domain.escalation import TaskKind
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.domain.registers import (
    ContingencyPlan,
    Demand,
    NoticeState,
    PlanDuty,
    Problem,
    ProblemState,
    RegisterKind,
    SupervisionNotice,
)
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError

# -- levels by rule -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "level", "tasks"),
    [
        ({}, 0, set()),
        ({"amount_fen": 999_999}, 0, set()),
        ({"amount_fen": 1_000_000}, 1, set()),
        ({"loss_fen": 5_000_000}, 2, set()),
        ({"source": "media"}, 2, {"media"}),
        ({"source": "pboc_transfer"}, 2, {"regulator"}),
        ({"tags": ("judicial",)}, 1, {"legal"}),
        ({"tags": ("public_opinion", "petition")}, 2, {"media", "report"}),
        ({"people_count": 4}, 0, set()),
        ({"people_count": 5}, 2, {"mass"}),
        ({"people_count": 20}, 3, {"mass", "report"}),
    ],
)
def test_a_new_case_gets_the_level_and_the_tasks_that_the_rules_give(house, fields, level, tasks):
    case = house.register(**fields)
    assert case.level == level
    found = house.watch.tasks(house.actors["M1"], case=case.id)
    assert {task.kind.value for task in found} == tasks
    assert house.store.rebuild().changed == ()


def test_twenty_people_make_it_major_and_major_is_never_below_level_3(house):
    case = house.register(people_count=20)
    assert (case.severity, case.level) == (Severity.MAJOR, 3)
    named = house.complaints.edit(house.register().id, {"severity": "major"}, house.actors["H1"])[0]
    assert named.level == 3


def test_a_consultation_is_never_raised(house):
    assert house.register(nature="consultation", amount_fen=9_000_000).level == 0


def test_time_raises_once_and_says_by_which_rule(house):
    case = house.register()
    house.clock.go(12)
    risen, changes = house.watch.sweep(house.actors["M1"])
    assert [(change.rule, change.after) for change in risen] == [("due_3", 1)]
    assert changes.concerns("complaint", case.id)
    assert house.watch.sweep(house.actors["M1"]) == ((), type(changes)())
    house.clock.go(2)
    assert [change.rule for change in house.watch.sweep(house.actors["M1"])[0]] == ["due_1"]
    house.clock.go(3)
    assert [change.rule for change in house.watch.sweep(house.actors["M1"])[0]] == ["overdue"]
    assert house.now(case).level == 3


def test_at_75_and_90_percent_of_the_term_somebody_is_reminded(house):
    case = house.register()
    house.clock.go(11)
    house.watch.sweep(house.actors["M1"])
    assert {task.rule for task in house.watch.tasks(house.actors["M1"], case=case.id)} == set()
    house.clock.go(1)  # day 12 of 15: 80 %
    house.watch.sweep(house.actors["M1"])
    assert {task.rule for task in house.watch.tasks(house.actors["M1"], case=case.id)} == {"used_75"}
    house.clock.go(2)
    house.watch.sweep(house.actors["M1"])
    assert {task.rule for task in house.watch.tasks(house.actors["M1"], case=case.id)} == {"used_75", "used_90"}


def test_what_was_taken_for_a_question_gets_its_clocks_once_it_is_a_complaint(house):
    question = house.register(nature="consultation", claim="", facts="问年费")
    assert question.clocks == ()
    values = {"nature": "complaint", "claim": "退还年费"}
    case, _changes = house.complaints.edit(question.id, values, house.actors["T1"])
    assert decision(case).due == date(2026, 3, 25)
    back, _changes = house.complaints.edit(case.id, {"nature": "consultation"}, house.actors["T1"])
    assert (back.clocks, back.rules) == ((), ())


def test_a_term_moves_on_while_mediation_goes_on(house):
    case = house.act(house.investigating(), "pause", to="调解中心", document="受理书")
    assert decision(case).due == date(2026, 3, 25)
    house.clock.go(9)
    house.watch.sweep(house.actors["M1"])
    assert decision(house.now(case)).due == date(2026, 4, 3)
    assert house.watch.sweep(house.actors["M1"])[1].touched == {}
    assert house.store.rebuild().changed == ()


def test_an_estimate_becomes_certain_once_the_calendar_is_issued(house):
    house.clock.go(260)  # 2026-11-25: the third stage ends in 2027
    case = house.register()
    late = next(clock for clock in case.clocks if clock.name == "extension_2")
    assert late.estimated
    house.packs.changed["calendar"] = tuple(
        replace(item, provisional=False) for item in house.packs.items_of("calendar")
    )
    house.open_services()
    house.watch.sweep(house.actors["M1"])
    after = next(clock for clock in house.now(case).clocks if clock.name == "extension_2")
    assert (after.estimated, after.due) == (False, late.due)


def test_one_scenario_at_three_offices_within_seven_days_raises_all_of_them(house):
    cases = [house.register(who, scenario="credit_card.waiver") for who in ("T1", "T2")]
    assert house.watch.sweep(house.actors["M0"])[0] == ()
    house.clock.go(6)
    cases.append(house.register("T3", scenario="credit_card.waiver"))
    house.watch.sweep(house.actors["M0"])
    assert [house.now(case).level for case in cases] == [3, 3, 3]


def test_the_numbers_of_a_later_edition_count_from_its_day(house):
    rules = next(item for item in house.packs.items_of("ruleset") if item.rule == "escalation")
    dearer = tuple(replace(rule, at_least=2_000_000) if rule.name == "amount_10k" else rule for rule in rules.levels)
    later = replace(rules, id="ruleset.escalation-2", valid_from=date(2026, 4, 1), levels=dearer)
    house.packs.changed["ruleset"] = (*house.packs.items_of("ruleset"), later)
    house.open_services()
    assert house.register(amount_fen=1_500_000).level == 1
    house.clock.go(30)
    assert house.register(amount_fen=1_500_000).level == 0


def test_level_four_is_only_for_what_was_named_so(house):
    case = house.register()
    raise_it = {"reason": "总行点名", "level": 4}
    assert house.why_not(case, "escalate", "M1", **raise_it) == "cases.level_four"
    risen = house.act(case, "escalate", "M1", document="督查通知书〔2026〕3号", **raise_it)
    assert (risen.level, risen.severity) == (4, Severity.MAJOR)
    assert house.why_not(risen, "escalate", "M1", reason="x", level=3) == "cases.level_must_rise"


# -- tasks --------------------------------------------------------------------------------------------------------


def test_a_task_is_due_in_working_days_and_is_finished_with_a_word(house):
    case = house.register(tags=("judicial",))
    (task,) = house.watch.tasks(house.actors["M1"])
    assert (task.kind, task.due, task.complaint) == (TaskKind.LEGAL, date(2026, 3, 12), case.id)
    done, _changes = house.watch.finish_task(task.id, house.actors["H1"], "法律部无异议")
    assert (done.done_by, done.note) == ("H1", "法律部无异议")
    assert house.watch.tasks(house.actors["M1"]) == ()
    house.complaints.edit(case.id, {"claim": "改"}, house.actors["M1"], "更正")
    assert house.watch.tasks(house.actors["M1"]) == ()  # each reason opens its task once
    assert "无异议" not in str([event.fields for event in house.events("task")])


def test_a_task_by_hand_is_given_away_and_taken_up_again(house):
    case = house.register()
    task, _changes = house.watch.open_task(TaskKind.CARE, case.id, house.actors["H1"], due=date(2026, 3, 20))
    house.watch.give_task(task.id, "H2", house.actors["M1"])
    house.watch.finish_task(task.id, house.actors["H2"])
    again, _changes = house.watch.reopen_task(task.id, house.actors["H2"])
    assert (again.owner, again.done_at) == ("H2", None)
    with pytest.raises(UserMistakeError):
        house.watch.finish_task("no such task", house.actors["H1"])


# -- early signs --------------------------------------------------------------------------------------------------


def test_words_of_the_lists_are_seen_and_the_longest_counts(house):
    (hit,) = house.watch.signs_in("我要投诉")
    assert (hit.meaning, hit.words) == ("明确要投诉", ("我要投诉",))
    assert house.watch.signs_in("今天天气很好") == ()


def test_a_slip_is_settled_or_becomes_a_complaint_and_is_counted_apart(house):
    slip, _changes = house.signs.note((Sign.WALKED_OUT,), house.actors["T1"], note="要找媒体曝光")
    assert (slip.signs, slip.weight) == ((Sign.WALKED_OUT, Sign.WORDS), 5)
    other, _changes = house.signs.note((Sign.LONG_QUEUE,), house.actors["T1"], scenario="branch_service.waiting")
    house.signs.settle(other.id, house.actors["T1"], "安排弹性窗口")
    house.clock.go(hours=2)
    draft = house.signs.to_draft(slip.id, house.actors["T1"])
    assert (draft.received_at, draft.facts) == (slip.at, "要找媒体曝光")
    case, _changes = house.complaints.register(replace(draft, claim="道歉"), house.actors["T1"])
    (became,) = (one for one in house.signs.slips(house.actors["M1"]) if one.id == slip.id)
    assert (became.complaint, became.settled_by) == (case.id, "T1")
    states = {one.id: one.state for one in house.signs.slips(house.actors["M1"])}
    assert states == {slip.id: SignState.COMPLAINT, other.id: SignState.SETTLED}
    assert house.signs.slips(house.actors["M1"], open_only=True) == ()
    assert "曝光" not in str([event.fields for event in house.events("early_sign")])
    assert house.store.rebuild().changed == ()


def test_a_slip_says_something_and_a_teller_sees_their_own(house):
    with pytest.raises(UserMistakeError):
        house.signs.note((), house.actors["T1"], note="天气好")
    house.signs.note((Sign.NEWS,), house.actors["T2"])
    assert house.signs.slips(house.actors["T1"]) == ()
    assert len(house.signs.slips(house.actors["M0"])) == 1
    with pytest.raises(UserMistakeError):
        house.signs.settle("none", house.actors["T1"], "x")


# -- registers ----------------------------------------------------------------------------------------------------


def supervision(house, **fields):
    values = {
        "id": house.registers.new_id(house.actors["M1"]),
        "organisation": "1100",
        "reference": "督〔2026〕7号",
        "authority": "金融监管分局",
        "received_on": date(2026, 3, 10),
        "due": date(2026, 3, 31),
        "demands": (Demand(text="整改收费告知", owner="M1", due=date(2026, 3, 25)),),
    }
    return SupervisionNotice(**(values | fields))


def test_a_case_that_a_supervision_notice_names_is_major_at_level_4(house):
    case = house.register()
    notice = supervision(house, cases=(case.number,))
    changes = house.registers.put(notice, house.actors["M1"])
    assert changes.concerns("complaint", case.id)
    named = house.now(case)
    assert (named.level, named.severity) == (4, Severity.MAJOR)
    assert named.escalations[-1].rule == "supervision_notice"
    assert house.registers.get(notice.id, house.actors["M1"]).cases == (case.id,)


def test_registers_list_what_is_due_first_and_what_is_open(house):
    late, soon = supervision(house, due=date(2026, 5, 1)), supervision(house)
    for notice in (late, soon):
        house.registers.put(notice, house.actors["M1"])
    kind = RegisterKind.SUPERVISION_NOTICE
    assert [entry.id for entry in house.registers.entries(kind, house.actors["M1"])] == [soon.id, late.id]
    house.registers.put(replace(soon, state=NoticeState.CLOSED), house.actors["M1"])
    assert [e.id for e in house.registers.entries(kind, house.actors["M1"], open_only=True)] == [late.id]
    assert "整改收费告知" not in str([event.fields for event in house.events(kind.value)])


def test_problems_and_plans_are_records_of_their_own(house):
    actor = house.actors["M1"]
    problem = Problem(
        id=house.registers.new_id(actor), organisation="1100", title="年费告知不清", opened_on=date(2026, 3, 10)
    )
    plan = ContingencyPlan(
        id=house.registers.new_id(actor),
        organisation="1100",
        title="政策调整预案",
        trigger="减免标准变化",
        duties=(PlanDuty(who="大堂经理", what="分流", within_minutes=10),),
    )
    house.registers.put(problem, actor)
    house.registers.put(plan, actor)
    house.registers.put(replace(problem, state=ProblemState.ANALYSING, analysis="告知书字号过小"), actor)
    assert house.registers.entries(RegisterKind.PROBLEM, actor)[0].analysis == "告知书字号过小"
    assert house.registers.entries(RegisterKind.PLAN, actor) == (plan,)
    assert house.store.rebuild().changed == ()


def test_an_entry_needs_a_name_and_belongs_to_ones_own_office(house):
    with pytest.raises(UserMistakeError):
        house.registers.put(supervision(house, reference=" "), house.actors["M1"])
    with pytest.raises(SecurityRefusalError):
        house.registers.put(supervision(house, organisation="1200"), house.actors["M1"])
    with pytest.raises(UserMistakeError):
        house.registers.get("none", house.actors["M1"])
    with pytest.raises(SecurityRefusalError):
        house.registers.put(supervision(house), house.actors["T1"])


# -- rules that change --------------------------------------------------------------------------------------------


def decision(case):
    return next(clock for clock in case.clocks if clock.name == "decision" and clock.rule.startswith("order3"))


def test_a_changed_rule_set_changes_new_cases_only_and_old_ones_say_so(house):
    old = house.investigating()
    rules = next(item for item in house.packs.items_of("ruleset") if item.rule == "order3")
    shorter = tuple(replace(rule, days=10) if rule.name == "decision" else rule for rule in rules.clocks)
    house.packs.change_rule("order3", clocks=shorter, version=2)
    house.open_services()
    new = house.register()
    assert (decision(old).due, decision(new).due) == (date(2026, 3, 25), date(2026, 3, 20))
    house.clock.go(1)
    touched = house.act(old, "pause", to="调解中心", document="受理书")
    house.clock.go(4)
    touched = house.act(touched, "resume", document="终止书")
    assert decision(touched).due == date(2026, 3, 30)  # counted anew, and by the edition that it came under
    kept = {one.rule: one for one in house.terms.editions(old.id, house.actors["M1"])}
    assert (kept["order3"].kept.version, kept["order3"].now.version, kept["order3"].differs) == (1, 2, True)
    assert not kept["first_contact"].differs
    assert not any(one.differs for one in house.terms.editions(new.id, house.actors["M1"]))
    assert house.store.rebuild().changed == ()


def test_a_rule_set_that_is_gone_from_the_pack_still_governs_its_cases(house):
    old = house.investigating()
    house.packs.changed["ruleset"] = tuple(i for i in house.packs.items_of("ruleset") if i.rule != "order3")
    house.open_services()
    after = house.act(old, "submit", values={
        "investigation": "a", "policy_basis": "b", "decision": "c", "remedies": "d", "responsibility": "bank",
    })  # fmt: skip
    assert decision(after).due == date(2026, 3, 25)
    kept = {one.rule: one for one in house.terms.editions(old.id, house.actors["M1"])}
    assert kept["order3"].now is None
    assert kept["order3"].differs


def test_a_scenario_with_a_term_of_its_own_gets_it(house):
    case = house.register(scenario="credit_record.correction")
    objection = next(clock for clock in case.clocks if clock.rule.startswith("credit_objection"))
    assert (objection.due, objection.label) == (date(2026, 3, 30), "征信异议书面答复")


def test_a_transfer_of_a_case_that_is_open_starts_its_own_clock_and_restarts_none(house):
    case = house.register()
    house.clock.go(14)
    values = {"transferred_by": "pboc_transfer", "transferred_on": "2026-03-24", "regulator_due": "2026-03-27"}
    after, _changes = house.complaints.edit(case.id, values, house.actors["M1"], "人民银行转办")
    running = {(clock.rule.split("@")[0], clock.name): clock.due for clock in after.clocks if clock.state == "running"}
    assert running[("order3", "decision")] == date(2026, 3, 25)
    assert running[("pboc5", "decision")] == date(2026, 4, 8)
    assert running[("order3", "supervisor_letter")] == date(2026, 3, 27)
    assert after.level == 2


def test_a_corrected_receipt_moves_the_clock_and_needs_the_manager(house):
    case = house.register()
    earlier = (case.received_at - timedelta(days=3)).isoformat()
    with pytest.raises(SecurityRefusalError):
        house.complaints.edit(case.id, {"received_at": earlier}, house.actors["T1"])
    after, _changes = house.complaints.edit(case.id, {"received_at": earlier}, house.actors["M1"], "实为周六来电")
    assert decision(after).due == date(2026, 3, 22)


# -- due lists ----------------------------------------------------------------------------------------------------


def test_the_due_list_masks_names_and_shows_band_and_flags(house, ledger_parts):
    case = house.register(received=ledger_parts["on"]("2026-03-07"), parties=(ledger_parts["someone"](),))
    house.act(house.act(case, "accept"), "contact")
    house.clock.go(9)
    (line,) = house.terms.due_week(house.actors["M1"])
    assert (line.complainant, line.days_left, line.band.value) == ("张*", 3, "amber")
    assert line.late_entry
    assert line.may_extend
    assert house.terms.due_today(house.actors["M1"]) == ()
    assert house.terms.due_list(house.actors["M1"], date(2026, 3, 22), date(2026, 3, 22)) == (line,)


def test_the_calendar_file_holds_a_day_a_case_and_no_name(house, ledger_parts):
    case = house.register(parties=(ledger_parts["someone"](),))
    house.act(house.act(case, "accept"), "contact")
    lines = house.terms.due_list(house.actors["M1"])
    text = house.terms.calendar_file(lines)
    rows = text.split("\r\n")
    assert rows[0] == "BEGIN:VCALENDAR"
    assert rows[-2:] == ["END:VCALENDAR", ""]
    assert f"DTSTART;VALUE=DATE:{20260325}" in rows
    assert f"DTEND;VALUE=DATE:{20260326}" in rows
    assert case.number in text
    assert "张" not in text
    assert all(len(row.encode()) <= 75 for row in rows)
    unfolded = text.replace("\r\n ", "")
    assert "《银行业保险业消费投诉处理管理办法》第十八条" in unfolded


def test_the_right_to_due_lists_ends_at_the_own_branch(house):
    house.register("T2")
    assert house.terms.due_list(house.actors["M1"]) == ()
    assert len(house.terms.due_list(house.actors["M0"])) == 1
    with pytest.raises(SecurityRefusalError):
        house.terms.due_list(house.actors["A1"])


def test_a_step_is_nobodys_business_at_another_branch(house):
    case = house.register("T2")
    with pytest.raises(SecurityRefusalError):
        house.cases.act(case.id, Step(action="accept"), house.actors["H1"])
