"""Repeats: evidence first, texts rank, nothing merges by itself; merging, parting, splitting, linking."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hfc_desktop.domain.complaint import Outcome, Status
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.handling import LinkKind
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.repeats import RepeatKind
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.merging import SplitPart

ID = "110105194912310021"
OTHER_ID = "11010519491231002X"


@pytest.fixture
def of(house, ledger_parts):
    """Registers a complaint of one customer about the yearly fee; keyword arguments replace its parts."""

    def make(who="T1", id_number=ID, phone="13812345678", days=0, **fields):
        house.clock.go(days)
        party = ledger_parts["someone"](id_number=id_number, phone=phone, account_tail=fields.pop("tail", "1234"))
        return house.register(who, parties=(party,), **({"scenario": "credit_card.waiver"} | fields))

    return make


def found(house, case, who="M1"):
    return [(one.id, one.kind) for one in house.repeats.candidates(case.id, house.actors[who])]


# -- finding ------------------------------------------------------------------------------------------------------


def test_same_customer_topic_and_account_is_a_repeat_with_its_reasons(house, of):
    first, again = of(), of(days=12)
    (candidate,) = house.repeats.candidates(again.id, house.actors["M1"])
    assert (candidate.id, candidate.kind) == (first.id, RepeatKind.A)
    reasons = {reason.code: reason.value for reason in candidate.reasons}
    assert {"same_customer", "same_topic", "same_account"} <= reasons.keys()
    assert reasons["days_apart"] == 12


def test_the_windows_close_after_90_and_180_days(house, of):
    first = of()
    near = of(days=90)
    assert found(house, near) == [(first.id, RepeatKind.A)]
    wide = of(days=1)
    assert (first.id, RepeatKind.B) in found(house, wide)  # the same words, 91 days apart
    late = of(days=180)
    assert first.id not in [case_id for case_id, _kind in found(house, late)]


def test_without_a_key_the_last_four_digits_and_a_like_text_make_it_possible(house, of):
    first = of(id_number="", phone="13800005678", claim="要求退还信用卡年费三百元")
    again = of(id_number="", phone="13911115678", claim="再次要求退还信用卡年费300元", scenario="")
    assert found(house, again) == [(first.id, RepeatKind.C)]
    other = of(id_number="", phone="13922225678", claim="存折被柜员弄丢", facts="要求赔偿误工费", scenario="")
    assert found(house, other) == []


def test_another_customer_is_no_repeat_however_like_the_text(house, of):
    of()
    assert found(house, of(id_number=OTHER_ID, phone="13700001111")) == []


def test_different_customers_with_one_scenario_in_a_week_are_a_wave(house, of):
    for number in range(6):
        of(id_number=f"11010519491231{number:04d}", phone=f"1370000{number:04d}")
    of(id_number="110105194912310000", phone="13700000000")  # one of them came twice: no further customer
    (wave,) = house.repeats.waves(house.actors["M1"])
    assert (wave.scenario, wave.customers, wave.cases) == ("credit_card.waiver", 6, 7)


def test_while_it_is_typed_the_earlier_one_is_shown(house, of, ledger_parts):
    first = of()
    draft = house.draft(parties=(ledger_parts["someone"](id_number=ID, account_tail="1234"),))
    draft = replace(draft, scenario="credit_card.waiver")
    assert [one.id for one in house.repeats.while_typing(draft, house.actors["T1"])] == [first.id]


def test_what_waits_for_a_word_is_every_pair_once_and_no_more_after_it(house, of):
    first, second, third = of(), of(days=3), of(days=3)
    pairs = {(pair.one.id, pair.other.id) for pair in house.repeats.to_decide(house.actors["M1"])}
    assert pairs == {(second.id, first.id), (third.id, first.id), (third.id, second.id)}
    house.merging.merge(first.id, [second.id], house.actors["M1"], "同一事项")
    house.repeats.not_a_repeat(third.id, first.id, house.actors["M1"], "不同账单")
    assert house.repeats.to_decide(house.actors["M1"]) == ()


def test_not_a_repeat_is_remembered_and_can_be_taken_back(house, of):
    first, second = of(), of(days=1)
    house.repeats.not_a_repeat(first.id, second.id, house.actors["M1"])
    assert found(house, second) == []
    assert house.store.rebuild().changed == ()
    assert found(house, second) == []
    house.repeats.forget_verdict(second.id, first.id, house.actors["M1"])
    assert found(house, second) == [(first.id, RepeatKind.A)]
    assert house.store.rebuild().changed == ()


# -- merging ------------------------------------------------------------------------------------------------------


def clock_of(case):
    return min(clock.due for clock in case.clocks if clock.state == "running" and clock.name == "decision")


def test_merging_an_older_case_into_a_newer_gives_the_lead_its_clock(house, of):
    old, lead = of(), of(days=5)
    merged, changes = house.merging.merge(lead.id, [old.id], house.actors["M1"], "同一事项")
    assert clock_of(merged) == date(2026, 3, 25)
    assert clock_of(lead) == date(2026, 3, 30)
    child = house.now(old)
    assert (child.status, child.outcome, child.repeat_of, child.repeat_no) == (
        Status.MERGED,
        Outcome.MERGED,
        lead.id,
        1,
    )
    assert changes.concerns("complaint", old.id)
    assert {clock.state for clock in child.clocks} <= {"ended", "possible", "replaced"}


def test_both_counts_are_kept(house, of):
    cases = [of() for _ in range(4)]
    house.merging.merge(cases[0].id, [case.id for case in cases[1:3]], house.actors["M1"], "同一事项")
    counts = house.complaints.counts(ComplaintFilter(), house.actors["M1"])
    assert (counts.raw, counts.merged) == (4, 2)


def test_merged_cases_leave_the_due_lists(house, of):
    lead, child = of(), of()
    house.merging.merge(lead.id, [child.id], house.actors["M1"], "同一事项")
    house.clock.go(14)
    assert [line.id for line in house.terms.due_week(house.actors["M1"])] == [lead.id]


def test_repeats_raise_the_level_by_rule_and_the_rule_is_named(house, of):
    cases = [of(days=1) for _ in range(4)]
    lead = cases[0]
    for number, case in enumerate(cases[1:], start=1):
        merged, _changes = house.merging.merge(lead.id, [case.id], house.actors["M1"], "再次投诉")
        assert merged.level == number
    assert [change.rule for change in merged.escalations] == ["first_repeat", "second_repeat", "third_repeat"]
    assert merged.escalations[0].edition == "escalation@2020-03-01"
    assert "重复" in merged.escalations[0].label


def test_parting_brings_both_back_as_they_were(house, of):
    lead, child = of(), of(days=2)
    before = house.now(child)
    house.merging.merge(lead.id, [child.id], house.actors["M1"], "同一事项")
    parted, _changes = house.merging.unmerge(child.id, house.actors["M1"], "实为两事")
    assert replace(parted, clocks=()) == replace(before, clocks=())
    assert {clock.due: clock.state for clock in parted.clocks} == {clock.due: clock.state for clock in before.clocks}
    assert house.now(lead).merged == ()
    assert house.now(lead).level == 1  # a level never falls


def test_undo_parts_everything_of_the_last_merge(house, of):
    lead, one, two, three = of(), of(), of(), of()
    house.merging.merge(lead.id, [one.id], house.actors["M1"], "一")
    house.clock.go(hours=1)
    house.merging.merge(lead.id, [two.id, three.id], house.actors["M1"], "二")
    back, _changes = house.merging.undo_merge(lead.id, house.actors["M1"], "误并")
    assert [entry.id for entry in back.merged] == [one.id]
    assert [house.now(case).status for case in (one, two, three)] == [
        Status.MERGED,
        Status.REGISTERED,
        Status.REGISTERED,
    ]


def test_a_lead_that_is_merged_takes_its_cases_along_and_back(house, of):
    top, middle, low = of(), of(), of()
    house.merging.merge(middle.id, [low.id], house.actors["M1"], "一")
    house.clock.go(hours=1)
    merged, _changes = house.merging.merge(top.id, [middle.id], house.actors["M1"], "二")
    assert {entry.id for entry in merged.merged} == {middle.id, low.id}
    assert house.now(low).repeat_of == top.id
    house.merging.unmerge(middle.id, house.actors["M1"], "拆开")
    assert [entry.id for entry in house.now(middle).merged] == [low.id]
    assert house.now(low).repeat_of == middle.id
    assert house.now(top).merged == ()
    assert house.store.rebuild().changed == ()


def test_new_facts_open_a_clock_of_their_own_beside_the_leads(house, of):
    lead, child = of(), of(days=6)
    merged, _changes = house.merging.merge(
        lead.id, [child.id], house.actors["M1"], "同一事项", new_facts=[child.number]
    )
    own = next(clock for clock in merged.clocks if clock.name == f"decision:{child.number}")
    assert (own.due, own.state) == (date(2026, 3, 31), "running")
    assert clock_of(merged) == date(2026, 3, 25)
    assert house.now(child).new_facts


def test_the_lead_takes_the_values_that_were_chosen(house, of):
    lead, child = of(claim="退费"), of(claim="退还年费并道歉")
    merged, _changes = house.merging.merge(
        lead.id, [child.id], house.actors["M1"], "同一事项", fields={"claim": child.id}
    )
    assert merged.claim == "退还年费并道歉"
    with pytest.raises(UserMistakeError):
        house.merging.merge(lead.id, [of().id], house.actors["M1"], "x", fields={"level": child.id})


def test_a_merged_case_is_not_worked_on_alone(house, of):
    lead, child = of(), of()
    house.merging.merge(lead.id, [child.id], house.actors["M1"], "同一事项")
    child = house.now(child)
    for action in ("accept", "close", "archive", "decline"):
        assert house.why_not(child, action, "M1") == "cases.not_from_here"


def test_a_case_is_merged_neither_into_itself_nor_into_what_is_over(house, of):
    lead, over = of(), house.closed()
    for into, others, code in (
        (lead, [lead.id], "cases.merge_itself"),
        (lead, [], "cases.merge_itself"),
        (over, [lead.id], "cases.lead_closed"),
        (lead, [over.id], "cases.not_from_here"),
    ):
        with pytest.raises(UserMistakeError) as caught:
            house.merging.merge(into.id, others, house.actors["M1"], "x")
        assert caught.value.code == code


def test_the_archive_takes_merged_cases_along(house, of):
    lead, child = house.told(), of()
    with pytest.raises(UserMistakeError):
        house.merging.merge(lead.id, [lead.id], house.actors["M1"], "x")
    house.merging.merge(lead.id, [child.id], house.actors["M1"], "同一事项")
    closed = house.act(lead, "close", values={"outcome": "compensated", "root_cause": "process"})
    house.act(closed, "archive", "M1")
    assert house.now(child).archived_on == date(2026, 3, 10)


@pytest.mark.parametrize("who", ["T1", "H1", "X1", "A1"])
def test_merging_is_for_the_manager_and_every_other_try_is_recorded(house, of, who):
    lead, child = of(), of()
    for call in (
        lambda: house.merging.merge(lead.id, [child.id], house.actors[who], "x"),
        lambda: house.merging.unmerge(child.id, house.actors[who], "x"),
        lambda: house.merging.undo_merge(lead.id, house.actors[who], "x"),
        lambda: house.merging.split(lead.id, [SplitPart(claim="a")], house.actors[who], "x"),
        lambda: house.repeats.not_a_repeat(lead.id, child.id, house.actors[who]),
    ):
        with pytest.raises(SecurityRefusalError):
            call()
    assert sum(event.op is Op.REFUSED for event in house.events()) == 5


# -- splitting and linking ----------------------------------------------------------------------------------------


def test_a_case_is_split_into_several_with_its_own_receipt(house):
    case = house.register(claim="退年费；另要求赔偿")
    house.clock.go(4)
    (new,), _changes = house.merging.split(
        case.id, [SplitPart(claim="赔偿误工费", facts="往返三次")], house.actors["M1"], "两项诉求"
    )
    assert (new.received_at, new.claim, new.status) == (case.received_at, "赔偿误工费", Status.REGISTERED)
    assert clock_of(new) == date(2026, 3, 25)
    assert [link.kind for link in house.now(case).links] == [LinkKind.SPLIT_FROM]
    assert new.links[0].to == case.id


def test_a_link_goes_both_ways_and_a_repeat_raises_the_later_one(house, of):
    closed = house.closed()
    again = of(days=20)
    house.repeats.link(again.id, closed.id, LinkKind.REPEAT, house.actors["H1"], "结案后再来")
    assert (house.now(again).repeat_no, house.now(again).level) == (1, 1)
    assert [link.to for link in house.now(closed).links] == [again.id]
    assert found(house, again) == []
    house.repeats.unlink(again.id, closed.id, house.actors["H1"])
    assert (house.now(again).links, house.now(again).repeat_no) == ((), 0)


def test_side_by_side_the_differences_are_marked_and_reading_is_recorded(house, of):
    one, two = of(), of(claim="别的诉求")
    rows = {row.field: row for row in house.repeats.compare([one.id, two.id], house.actors["M1"])}
    assert rows["claim"].differs
    assert not rows["scenario"].differs
    assert sum(event.op is Op.READ for event in house.events()) == 2


def test_cases_of_other_branches_are_out_of_reach(house, of):
    own, foreign = of(), of("T2", received=house.clock() - timedelta(hours=1))
    with pytest.raises(SecurityRefusalError):
        house.merging.merge(own.id, [foreign.id], house.actors["M1"], "x")
    merged, _changes = house.merging.merge(own.id, [foreign.id], house.actors["M0"], "跨网点重复")
    assert merged.merged[0].id == foreign.id
