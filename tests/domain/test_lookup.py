"""How results are grouped for the eye without losing their order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.lookup import BEST, HitStatus, LookupHit, MatchKind, in_groups


def hit(number: int, kind: Kind) -> LookupHit:
    return LookupHit(
        id=f"{kind}.{number}", kind=kind, title="冻结", title_en="Freeze", summary="", summary_en="",
        status=HitStatus.ACTIVE, valid_from=date(2026, 1, 1), valid_to=None, match=MatchKind.TITLE,
    )  # fmt: skip


some_hits = st.lists(st.sampled_from(list(Kind)), max_size=20).map(
    lambda kinds: [hit(number, kind) for number, kind in enumerate(kinds)]
)


def shown(hits):
    return [found for group in in_groups(hits) for found in group.hits]


@given(some_hits)
def test_grouping_loses_nothing_and_keeps_the_best_in_front(hits):
    assert sorted(found.id for found in shown(hits)) == sorted(found.id for found in hits)
    assert shown(hits)[:BEST] == hits[:BEST]


@given(some_hits)
def test_grouping_twice_is_grouping_once(hits):
    assert shown(shown(hits)) == shown(hits)


@given(some_hits)
def test_inside_a_group_the_better_stays_above(hits):
    for group in in_groups(hits):
        places = [hits.index(found) for found in group.hits]
        assert places == sorted(places)


def test_results_of_one_kind_stand_under_one_heading():
    groups = in_groups([hit(number, Kind.FAQ) for number in range(5)])
    assert [group.kind for group in groups] == [Kind.FAQ]


def test_no_results_make_no_headings():
    assert in_groups([]) == ()
