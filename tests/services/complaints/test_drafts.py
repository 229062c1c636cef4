"""Drafts of the record form: filled from the reception, kept, discarded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hfc_desktop.domain.complaint import (
    Nature,
)
from hfc_desktop.domain.events import Op
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from tests.services.complaints.house import COLLEAGUE, START, TELLER, events, filled, person, reception, shipped, use


def test_a_draft_without_a_reception_begins_now_at_the_counter(service):
    draft = service.new_draft(None, TELLER)
    assert (draft.received_at, draft.channel, draft.nature) == (START, "counter", Nature.COMPLAINT)


def test_a_draft_from_a_restriction_knows_topic_line_and_advice(service):
    item = next(item for item in shipped("restriction") if item.topic)
    draft = service.new_draft(reception(restriction=item.id, uses=(use(item.id),)), TELLER)
    assert draft.scenario == item.topic
    assert draft.business_line
    assert all(step in draft.first_advice for step in item.steps)
    assert draft.received_at == START - timedelta(minutes=8)
    assert draft.reception.uses[0].item == item.id


def test_the_topic_of_the_reception_comes_before_that_of_the_card(service):
    item = next(item for item in shipped("restriction") if item.topic)
    slugs = [entry.slug for table in shipped("classification") if table.axis == "scenario" for entry in table.entries]
    other = next(slug for slug in slugs if slug != item.topic)
    assert service.new_draft(reception(restriction=item.id, topic=other), TELLER).scenario == other


def test_a_hotline_looked_at_in_passing_is_not_the_matter(service):
    item = next(item for item in shipped("restriction") if item.topic)
    hotline = shipped("hotline")[0]
    draft = service.new_draft(reception(uses=(use(item.id), use(hotline.id)), hotlines=(hotline.id,)), TELLER)
    assert draft.scenario == item.topic
    assert draft.first_advice.endswith(hotline.title)


def test_an_item_that_is_no_longer_there_leaves_the_form_empty(service):
    draft = service.new_draft(reception(restriction="restriction.gone", uses=(use("faq.gone"),)), TELLER)
    assert (draft.scenario, draft.first_advice) == ("", "")


def test_a_draft_comes_back_as_it_was_typed(service, clock):
    draft = filled(service, claim="  退  ", parties=(person(),), amount_fen=5, occurred_on=date(2026, 11, 20))
    changes = service.save_draft(draft, TELLER)
    assert changes.concerns("draft", draft.id)
    assert service.drafts(TELLER) == [replace(draft, saved_at=START)]


def test_saving_a_draft_often_keeps_one_and_logs_one(service, store, clock):
    draft = filled(service)
    for number in range(5):
        clock.at += timedelta(seconds=1)
        service.save_draft(replace(draft, claim=f"第{number}版"), TELLER)
    assert [kept.claim for kept in service.drafts(TELLER)] == ["第4版"]
    assert [event.op for event in events(store, "draft")] == [Op.CREATE]


def test_drafts_are_newest_first_and_only_ones_own(service, clock):
    old = filled(service)
    service.save_draft(old, TELLER)
    clock.at += timedelta(minutes=1)
    new = filled(service)
    service.save_draft(new, TELLER)
    service.save_draft(filled(service, COLLEAGUE), COLLEAGUE)
    assert [draft.id for draft in service.drafts(TELLER)] == [new.id, old.id]


def test_another_persons_draft_is_neither_changed_nor_thrown_away(service):
    draft = filled(service)
    service.save_draft(draft, TELLER)
    with pytest.raises(SecurityRefusalError):
        service.save_draft(replace(draft, claim="别的"), COLLEAGUE)
    with pytest.raises(SecurityRefusalError):
        service.discard_draft(draft.id, COLLEAGUE)
    assert service.drafts(TELLER)[0].claim == draft.claim


def test_a_discarded_draft_is_gone_and_its_content_is_nowhere(service, store):
    draft = filled(service, claim="不应留下的内容")
    service.save_draft(draft, TELLER)
    service.discard_draft(draft.id, TELLER)
    assert service.drafts(TELLER) == []
    with store.unit_of_work(read_only=True) as uow:
        assert "不应留下" not in str([(event.to_json(), private) for event, private in uow.log.with_private()])
    with pytest.raises(UserMistakeError) as caught:
        service.discard_draft(draft.id, TELLER)
    assert caught.value.code == "records.draft_not_found"
