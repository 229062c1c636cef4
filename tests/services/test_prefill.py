"""What the topic of a reception fills into the record: line, business, reason, and the scenario itself."""

from datetime import datetime
from functools import cache

import pytest

from hfc_desktop.bootstrap.content import ShippedRules
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.reception import Reception
from hfc_desktop.services.prefill import prefill_from
from hfc_desktop.services.scenarios import class_entries, line_of, named_on, rules_of_scenario

AT = datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)


@cache
def shipped():
    return ShippedRules()


@cache
def entries():
    return class_entries(shipped())


def slugs(axis):
    tables = shipped().items_of("classification")
    return [entry.slug for table in tables if table.axis == axis for entry in table.entries]


class Guidance:
    """The bundled packs, as far as a form is filled from them."""

    def items_of(self, kind):
        return shipped().items_of(kind)

    def item(self, item_id):
        return next((item for item in self.items_of(item_id.split(".")[0]) if item.id == item_id), None)


@pytest.mark.parametrize("slug", slugs("scenario"))
def test_every_scenario_fills_line_business_and_reason(slug):
    known = prefill_from(Reception(id="r", started_at=AT, topic=slug), Guidance())
    assert known.scenario == slug
    assert known.business_line == line_of(slug, entries())
    assert known.business in slugs("business")
    assert known.reason in slugs("reason")


def test_a_finer_scenario_says_more_than_the_one_above_it():
    assert named_on("credit_card", "reason", entries()) == "rules_processes"
    assert named_on("credit_card.waiver", "reason", entries()) == "pricing"
    assert named_on("credit_card.waiver", "business", entries()) == "credit_card"


def test_scenarios_with_a_term_of_their_own():
    assert rules_of_scenario("credit_record.correction", entries()) == ("credit_objection",)
    assert rules_of_scenario("account_restriction.due_diligence", entries()) == ("aml_objection",)
    assert rules_of_scenario("branch_service.waiting", entries()) == ()
    assert rules_of_scenario("none", entries()) == ()


def test_the_axes_of_the_standard_stay_as_they_are():
    tables = [item for item in shipped().items_of("classification") if isinstance(item, Classification)]
    for table in tables:
        if table.axis != "scenario":
            assert not any(entry.business or entry.reason or entry.rules for entry in table.entries)
