"""Terms from the rule sets and calendars of the packs."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.deadlines import CaseDates, obeyed
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.deadlines import DeadlineService, midday

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)


@cache
def shipped(kind):
    return tuple(read_items(kind, [path for f in bundled_folders() for path in sorted((f / kind).glob("*.yaml"))]))


class Packs:
    """Rule sets and calendars; a test may put others in."""

    def __init__(self):
        self.items = {kind: list(shipped(kind)) for kind in ("ruleset", "calendar")}

    def items_of(self, kind):
        return self.items[kind]


@pytest.fixture
def packs():
    return Packs()


@pytest.fixture
def service(packs):
    return DeadlineService(packs, lambda: NOW)


def on(text):
    return CaseDates(received_at=midday(date.fromisoformat(text)))


def test_without_a_name_all_common_rule_sets_apply(service):
    rules = {clock.rule.split("@")[0] for clock in service.clocks(on("2026-03-10"))}
    assert rules == {"order3", "first_contact"}


def test_a_rule_set_by_name_applies_alone(service):
    assert {clock.rule for clock in service.clocks(on("2026-03-10"), "aml_objection")} == {"aml_objection@2025-01-01"}


def test_a_rule_set_that_was_not_in_force_is_refused_with_the_names_there_are(service):
    with pytest.raises(UserMistakeError) as caught:
        service.clocks(on("2020-02-28"), "order3")
    assert caught.value.params["day"] == "2020-02-28"
    assert "order3" in caught.value.params["choices"]


def test_a_changed_rule_set_counts_for_what_comes_after_it(service, packs):
    old = next(rules for rules in packs.items["ruleset"] if rules.rule == "order3")
    shorter = replace(old.clocks[0], days=10)
    new = replace(old, id="ruleset.order3-2027", valid_from=date(2027, 1, 1), clocks=(shorter,))
    packs.items["ruleset"].append(new)
    assert obeyed(service.clocks(on("2026-12-31"), "order3")).due == date(2027, 1, 15)
    found = obeyed(service.clocks(on("2027-01-01"), "order3"))
    assert (found.due, found.rule) == (date(2027, 1, 11), "order3@2027-01-01")


def test_a_calendar_given_by_hand_replaces_that_year_alone(service, packs):
    own = next(item for item in packs.items["calendar"] if item.year == 2026)
    service.use([replace(own, holidays=(), workdays=())])
    assert service.term(date(2026, 9, 30), 1, working=True).due == date(2026, 10, 1)
    assert service.term(date(2025, 9, 30), 1, working=True).due == date(2025, 10, 9)


def test_plain_terms(service):
    assert service.term(date(2026, 1, 31), 7, working=True).due == date(2026, 2, 10)
    assert service.term(date(2026, 1, 31), 7, working=False).due == date(2026, 2, 7)
    assert service.term(date(2026, 1, 31), 0, working=True).due == date(2026, 1, 31)
    assert service.today() == date(2026, 11, 24)
