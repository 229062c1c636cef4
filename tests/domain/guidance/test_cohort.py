from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.cohort import Cohort, Comparison, Condition, decide

OPENED_BEFORE = Condition(fact="card_opened", op=Comparison.BEFORE, value="2023-07-15")
OPENED_LATER = Condition(fact="card_opened", op=Comparison.ON_OR_AFTER, value="2023-07-15")
PROMISED = Condition(fact="promised", op=Comparison.IS, value="yes")
NOT_PROMISED = Condition(fact="promised", op=Comparison.IS, value="no")

TRANSITION = Cohort(id="W-TRANS", name="书面承诺过的老客户", conditions=(PROMISED, OPENED_BEFORE), rule="as promised")
OLD = Cohort(id="W-OLDCUST", name="没有承诺的老客户", conditions=(NOT_PROMISED, OPENED_BEFORE), rule="once a year")
NEW = Cohort(id="W-NEWCUST", name="新客户", conditions=(OPENED_LATER,), rule="once in two years")
COHORTS = (TRANSITION, OLD, NEW)

FACTS = st.fixed_dictionaries({"card_opened": st.dates().map(str), "promised": st.sampled_from(("yes", "no"))})


def test_all_facts_known_choose_one():
    assert decide(COHORTS, {"card_opened": "2020-05-01", "promised": "yes"}).chosen is TRANSITION
    assert decide(COHORTS, {"card_opened": "2023-07-15", "promised": "yes"}).chosen is NEW


def test_nothing_known_asks_first_for_what_decides_most():
    decision = decide(COHORTS, {})
    assert decision.chosen is None
    assert decision.possible == COHORTS
    assert decision.ask == ("card_opened", "promised")


def test_one_fact_may_be_enough():
    assert decide(COHORTS, {"card_opened": "2024-01-01"}).chosen is NEW
    assert decide(COHORTS, {"card_opened": "2020-05-01"}).ask == ("promised",)


def test_the_last_one_not_ruled_out_is_the_one():
    assert decide((TRANSITION, OLD), {"promised": "yes"}).chosen is TRANSITION


def test_no_cohorts_no_choice():
    assert decide((), {"promised": "yes"}).chosen is None


@given(FACTS)
def test_complete_facts_always_decide_and_the_choice_fits(facts):
    decision = decide(COHORTS, facts)
    assert decision.chosen is not None
    assert decision.chosen.matches(facts) is True
    assert decision.ask == ()


@given(FACTS, st.sets(st.sampled_from(("card_opened", "promised"))))
def test_more_facts_never_change_a_choice_and_always_narrow_it(facts, known):
    some = {name: value for name, value in facts.items() if name in known}
    before, after = decide(COHORTS, some), decide(COHORTS, facts)
    assert set(after.possible) <= set(before.possible)
    if before.chosen is not None:
        assert after.chosen is before.chosen


@given(FACTS)
def test_answering_what_is_asked_ends_in_a_choice(facts):
    known: dict[str, str] = {}
    for _round in range(len(facts) + 1):
        decision = decide(COHORTS, known)
        if decision.chosen is not None:
            break
        known[decision.ask[0]] = facts[decision.ask[0]]
    assert decision.chosen is decide(COHORTS, facts).chosen
