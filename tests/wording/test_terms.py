"""Every enum value that is shown has a word in both languages."""

from enum import StrEnum

import pytest

from hfc_desktop import i18n
from hfc_desktop.domain import (
    complaint,
    deadlines,
    early_signs,
    escalation,
    handling,
    life_cycle,
    people,
    reception,
    record_fields,
    registers,
    repeats,
)
from hfc_desktop.domain.guidance import checklist, hotline, item, pack, restriction, scenario
from hfc_desktop.domain.guidance.cohort import Comparison
from hfc_desktop.domain.lookup import HitStatus, MatchKind
from hfc_desktop.wording.terms import TERMS, term

ENUMS: dict[str, type[StrEnum]] = {
    "nature": complaint.Nature,
    "status": complaint.Status,
    "severity": complaint.Severity,
    "source": complaint.ComplaintSource,
    "outcome": complaint.Outcome,
    "party_role": complaint.PartyRole,
    "party_kind": complaint.PartyKind,
    "id_type": complaint.IdType,
    "action": life_cycle.Action,
    "public_state": life_cycle.PublicState,
    "link_kind": handling.LinkKind,
    "repeat_kind": repeats.RepeatKind,
    "task_kind": escalation.TaskKind,
    "sign": early_signs.Sign,
    "sign_state": early_signs.SignState,
    "register": registers.RegisterKind,
    "supervision_state": registers.NoticeState,
    "problem_state": registers.ProblemState,
    "plan_state": registers.PlanState,
    "privacy": record_fields.Privacy,
    "band": deadlines.Band,
    "clock_state": deadlines.ClockState,
    "kind": item.Kind,
    "line": item.BusinessLine,
    "audience": item.Audience,
    "confidentiality": item.Confidentiality,
    "item_status": item.ItemStatus,
    "risk": item.Risk,
    "confidence": item.Confidence,
    "role": people.Role,
    "organisation_level": people.OrganisationLevel,
    "imposer": restriction.Imposer,
    "flow": restriction.Flow,
    "capability": hotline.Capability,
    "hotline_level": hotline.HotlineLevel,
    "answer_type": checklist.AnswerType,
    "node_type": scenario.NodeType,
    "usefulness": reception.Usefulness,
    "pack_form": pack.PackForm,
    "comparison": Comparison,
    "match": MatchKind,
    "hit_status": HitStatus,
}


@pytest.fixture(params=i18n.LANGUAGES)
def language(request):
    before = i18n.language()
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language(before)


@pytest.mark.parametrize("group", ENUMS)
def test_every_member_has_a_word(group):
    assert TERMS[group].keys() == {member.value for member in ENUMS[group]}


def test_every_field_of_a_record_and_every_refusal_has_words():
    assert TERMS["field"].keys() == set(record_fields.FIELD_RULES)


def test_words_are_in_the_language_in_use(language):
    for group, words in TERMS.items():
        for value in words:
            shown = term(group, value)
            chinese = any("\u4e00" <= character <= "\u9fff" for character in shown)
            assert chinese is (language == i18n.CHINESE), (group, value, shown)


def test_values_of_one_group_are_told_apart(language):
    for group in TERMS:
        shown = [term(group, value) for value in TERMS[group]]
        assert len(set(shown)) == len(shown), group


def test_an_unknown_value_is_shown_as_it_is():
    assert term("status", "from_a_later_version") == "from_a_later_version"
