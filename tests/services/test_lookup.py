from datetime import UTC, date, datetime

import pytest

from hfc_desktop.domain.guidance.bulletin import Bulletin
from hfc_desktop.domain.guidance.cohort import Cohort, Comparison, Condition
from hfc_desktop.domain.guidance.hotline import Capability, Hotline, HotlineLevel, Number
from hfc_desktop.domain.guidance.item import Audience, BusinessLine, Confidentiality, Kind
from hfc_desktop.domain.guidance.policy import Policy, PolicyRule
from hfc_desktop.domain.guidance.restriction import Duration, Effect, Imposer, Restriction
from hfc_desktop.domain.lookup import HitStatus, LookupResult
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.lookup import LookupService

SHARED = {
    "title_en": "",
    "summary": "",
    "line": BusinessLine.CARD,
    "valid_from": date(2023, 1, 1),
    "review_by": date(2027, 1, 1),
    "author": "编辑岗",
    "approver": "审核岗",
}


def condition(fact, op, value):
    return Condition(fact=fact, op=Comparison(op), value=value)


def rule(name, since, until, *conditions):
    cohort = Cohort(id=name, name=name, conditions=conditions, rule=name)
    return PolicyRule(
        id=name, name=name, valid_from=since, valid_to=until, cohort=cohort, limits=("限度",), rule_approver="分行"
    )


CHANGE, END = date(2023, 7, 15), date(2023, 10, 14)
OLD_CARD = condition("card_opened", "before", "2023-07-15")
NEW_CARD = condition("card_opened", "on_or_after", "2023-07-15")
PROMISED = condition("promised", "is", "yes")
NOT_PROMISED = condition("promised", "is", "no")
WAIVER = Policy(
    id="policy.waiver",
    title="息费减免",
    deciding_date="request_received",
    rules=(
        rule("W-OLD", None, date(2023, 7, 14)),
        rule("W-TRANS", CHANGE, END, OLD_CARD, PROMISED),
        rule("W-OLDCUST", CHANGE, END, OLD_CARD, NOT_PROMISED),
        rule("W-OLDCUST-LATER", date(2023, 10, 15), None, OLD_CARD),
        rule("W-NEWCUST", CHANGE, None, NEW_CARD),
    ),
    transition_script=(),
    **SHARED,
)
BULLETIN = Bulletin(
    id="bulletin.lending",
    title="惩戒期限调整",
    effective_from=date(2024, 12, 1),
    facts=("调整",),
    cohorts=(
        Cohort(id="before", name="此前", conditions=(condition("decision_date", "before", "2024-12-01"),), rule="五年"),
        Cohort(
            id="after", name="此后", conditions=(condition("decision_date", "on_or_after", "2024-12-01"),), rule="两年"
        ),
    ),
    **{**SHARED, "valid_to": date(2025, 12, 31)},
)
NEWER = Bulletin(
    id="bulletin.newer",
    title="再次调整",
    effective_from=date(2026, 1, 1),
    facts=(),
    supersedes=("bulletin.lending",),
    **{**SHARED, "valid_from": date(2026, 1, 1), "valid_to": date(2026, 3, 1)},
)
NEWEST = Bulletin(
    id="bulletin.newest",
    title="现行规定",
    effective_from=date(2026, 3, 2),
    facts=(),
    supersedes=("bulletin.newer",),
    **{**SHARED, "valid_from": date(2026, 3, 2)},
)


def restriction(slug, **fields):
    return Restriction(
        id=f"restriction.{slug}",
        title="管控",
        code="SMP-X01-2",
        imposer=Imposer.POLICE,
        imposer_text="公安",
        ground=(),
        effect=Effect(text=""),
        duration=Duration(text=""),
        query_path=(),
        lifter="公安",
        steps=(),
        may_tell=(),
        must_not_tell=(),
        script=(),
        **{**SHARED, **fields},
    )


def hotline(slug, region="", *capabilities):
    return Hotline(
        id=f"hotline.{slug}",
        title=slug,
        level=HotlineLevel.PREFECTURE if region else HotlineLevel.NATIONAL,
        region_code=region,
        organ="",
        capabilities=capabilities,
        numbers=(Number(number="000"),),
        last_verified=date(2026, 1, 1),
        verified_by="",
        verified_how="",
        **SHARED,
    )


SECRET = {"audience": (Audience.MANAGER,), "confidentiality": Confidentiality.RESTRICTED}
POLICE = restriction("p02", hotlines=("hotline.12389", "hotline.gone"), hotline_of_freezing_unit=True)
ITEMS = (
    WAIVER,
    BULLETIN,
    NEWER,
    NEWEST,
    POLICE,
    restriction("s01", handover="restriction.handover", **SECRET),
    restriction("n01", **SECRET),
    restriction("handover"),
    hotline("12389", "", Capability.COMPLAINT),
    hotline("xinjiang", "650000", Capability.APPEAL_FREEZE),
    hotline("urumqi", "650100", Capability.APPEAL_FREEZE),
    hotline("report-only", "650100", Capability.REPORT),
    hotline("kashi", "653100", Capability.APPEAL_FREEZE),
)


class Index:
    """An index that keeps what it was asked."""

    def __init__(self):
        self.asked = []
        self._items = {item.id: item for item in ITEMS}

    def search(self, query):
        self.asked.append(query)
        return LookupResult(query=query, hits=())

    def item(self, item_id):
        return self._items.get(item_id)

    def items_of(self, kind):
        return [item for item in ITEMS if item.kind is Kind(kind)]

    def packs(self):
        return []

    def pack_of(self, item_id):
        return "cards-3" if item_id in self._items else ""


@pytest.fixture
def index():
    return Index()


@pytest.fixture
def lookup(index):
    return LookupService(index, lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


def test_a_search_without_a_day_is_for_today_and_for_the_counter(lookup, index):
    lookup.search("冻结")
    assert index.asked[0].on == date(2026, 11, 24)
    assert index.asked[0].audience == (Audience.TELLER, Audience.LOBBY)


def test_what_is_asked_is_passed_on(lookup, index):
    lookup.search("冻结", kinds=[Kind.FAQ], region="650100", audience=[Audience.MANAGER], on=CHANGE, limit=3)
    query = index.asked[0]
    assert (query.kinds, query.region, query.audience) == ((Kind.FAQ,), "650100", (Audience.MANAGER,))
    assert (query.on, query.limit) == (CHANGE, 3)


def test_an_unknown_item_is_the_asker_s_mistake(lookup):
    with pytest.raises(UserMistakeError) as caught:
        lookup.item("restriction.zzz")
    assert (caught.value.code, caught.value.params["id"]) == ("lookup.no_such_item", "restriction.zzz")


@pytest.mark.parametrize(
    ("item", "code", "instead"),
    [
        ("restriction.s01", "lookup.restricted_see", "restriction.handover"),
        ("restriction.n01", "lookup.restricted", ""),
    ],
)
def test_a_restricted_item_is_refused_and_says_where_to_go(lookup, item, code, instead):
    with pytest.raises(SecurityRefusalError) as caught:
        lookup.item(item)
    assert (caught.value.code, caught.value.params["handover"]) == (code, instead)
    assert lookup.item(item, audience=(Audience.MANAGER,)).id == item


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2022, 12, 31), HitStatus.FUTURE),
        (date(2023, 1, 1), HitStatus.ACTIVE),
        (date(2025, 12, 31), HitStatus.ACTIVE),
        (date(2026, 1, 1), HitStatus.EXPIRED),
    ],
)
def test_the_state_follows_the_day(lookup, day, status):
    assert lookup.status(BULLETIN, day) is status


def test_an_item_past_its_review_is_due(lookup):
    assert lookup.status(NEWEST, date(2027, 1, 2)) is HitStatus.DUE_FOR_REVIEW


def test_the_replacement_is_the_one_that_holds_on_the_day(lookup):
    assert lookup.replacement(BULLETIN, date(2026, 2, 1)) is NEWER
    assert lookup.replacement(BULLETIN, date(2026, 6, 1)) is NEWEST
    assert lookup.replacement(NEWEST) is None


# -- which rule -------------------------------------------------------------------------------------------------------


def applies(lookup, day, **facts):
    answer = lookup.rule_for(WAIVER, day, facts)
    return answer.rule.id if answer.rule else None


def test_the_day_before_and_the_day_of_the_change(lookup):
    assert applies(lookup, date(2023, 7, 14)) == "W-OLD"
    assert applies(lookup, CHANGE, card_opened="2020-05-01", promised="yes") == "W-TRANS"
    assert applies(lookup, CHANGE, card_opened="2020-05-01", promised="no") == "W-OLDCUST"
    assert applies(lookup, CHANGE, card_opened="2023-07-15") == "W-NEWCUST"


def test_a_promise_counts_to_the_end_of_the_transition_and_no_longer(lookup):
    assert applies(lookup, END, card_opened="2020-05-01", promised="yes") == "W-TRANS"
    assert applies(lookup, date(2023, 10, 15), card_opened="2020-05-01", promised="yes") == "W-OLDCUST-LATER"


def test_a_request_received_earlier_keeps_the_earlier_rule(lookup):
    answer = lookup.rule_for(WAIVER, date(2023, 7, 20), {"request_received": "2023-07-10"})
    assert (answer.rule.id, answer.day) == ("W-OLD", date(2023, 7, 10))


def test_missing_facts_are_asked_for(lookup):
    answer = lookup.rule_for(WAIVER, CHANGE, {})
    assert answer.rule is None
    assert answer.ask == ("card_opened", "promised")
    assert lookup.rule_for(WAIVER, CHANGE, {"card_opened": "2020-05-01"}).ask == ("promised",)


def test_a_fact_that_is_no_day_is_the_asker_s_mistake(lookup):
    with pytest.raises(UserMistakeError) as caught:
        lookup.rule_for(WAIVER, CHANGE, {"card_opened": "去年"})
    assert caught.value.code == "lookup.bad_fact"


def test_the_facts_given_are_left_as_they_were(lookup):
    facts: dict[str, str] = {}
    lookup.rule_for(WAIVER, CHANGE, facts)
    assert facts == {}


def test_cohorts_of_a_bulletin_are_decided_by_their_own_dates(lookup):
    assert lookup.rule_for(BULLETIN, None, {"decision_date": "2024-11-30"}).cohort.rule == "五年"
    assert lookup.rule_for(BULLETIN, None, {"decision_date": "2024-12-01"}).cohort.rule == "两年"


def test_a_bulletin_that_differs_by_one_date_alone_takes_the_day_asked_for(lookup):
    assert lookup.rule_for(BULLETIN, date(2024, 11, 30)).cohort.rule == "五年"
    assert lookup.rule_for(BULLETIN, date(2024, 12, 1)).cohort.rule == "两年"
    assert lookup.rule_for(BULLETIN, date(2026, 1, 1), {"decision_date": "2020-01-01"}).cohort.rule == "五年"


# -- hotlines ---------------------------------------------------------------------------------------------------------


def test_the_freezing_unit_s_region_comes_first_nearest_first(lookup):
    found = [hotline.id for hotline in lookup.hotlines_for(POLICE, "650102")]
    assert found == ["hotline.urumqi", "hotline.xinjiang", "hotline.12389"]


def test_without_a_region_only_the_named_numbers(lookup):
    assert [hotline.id for hotline in lookup.hotlines_for(POLICE)] == ["hotline.12389"]
    assert lookup.hotlines_for(BULLETIN, "650100") == ()


# -- browsing ---------------------------------------------------------------------------------------------------------


def test_a_kind_is_browsed_with_the_number_to_dial_in_front(lookup):
    shown = lookup.browse(Kind.HOTLINE).hits
    assert {hit.kind for hit in shown} == {Kind.HOTLINE}
    assert all(hit.first_words for hit in shown)


def test_browsing_shows_a_restricted_card_to_its_audience_alone(lookup):
    for_tellers = {hit.id for hit in lookup.browse(Kind.RESTRICTION).hits}
    for_supervisors = {hit.id for hit in lookup.browse(Kind.RESTRICTION, audience=tuple(Audience)).hits}
    assert for_tellers < for_supervisors
