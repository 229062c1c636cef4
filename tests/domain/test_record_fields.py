"""The table of the record's fields: complete, and what leaves the branch follows from it."""

from dataclasses import fields

import pytest

from hfc_desktop.domain import handling
from hfc_desktop.domain.complaint import Complaint
from hfc_desktop.domain.parties import Party
from hfc_desktop.domain.record_fields import FIELD_RULES, PARTY_CLASSES, Group, Leaves, Prints, Privacy

ENTRY_TYPES = {
    "attachments": handling.Attachment,
    "extensions": handling.CaseExtension,
    "pauses": handling.CasePause,
    "notices": handling.Notice,
    "recusals": handling.Recusal,
    "approvals": handling.Approval,
    "merged": handling.MergedCase,
    "links": handling.CaseLink,
    "escalations": handling.LevelChange,
    "recheck": handling.Recheck,
    "checks": handling.QualityCheck,
    "reopenings": handling.Reopening,
    "correction": handling.Correction,
}
MAY_NAME_SOMEBODY = {"reason", "remark", "name", "target_masked", "what", "body", "document", "end_document", "gap"}


def test_every_field_has_a_row_and_every_row_a_field():
    assert set(FIELD_RULES) == {field.name for field in fields(Complaint)}
    assert set(PARTY_CLASSES) == {field.name for field in fields(Party)}


def test_all_groups_of_the_ledger_are_there():
    assert {rule.group for rule in FIELD_RULES.values()} == set(Group)


def test_personal_data_never_leave_as_they_are():
    for rule in FIELD_RULES.values():
        if rule.privacy is Privacy.C2:
            assert rule.leaves is not Leaves.YES or rule.name == "customer_key", rule.name


@pytest.mark.parametrize("name", sorted(ENTRY_TYPES))
def test_parts_that_leave_are_parts_of_the_entry_and_name_nobody(name):
    rule = FIELD_RULES[name]
    assert rule.leaves is Leaves.PARTS
    assert set(rule.parts) <= {field.name for field in fields(ENTRY_TYPES[name])}
    assert MAY_NAME_SOMEBODY.isdisjoint(rule.parts)


def test_the_customers_copy_shows_no_level_no_repeats_and_no_flags():
    for name in ("level", "repeat_no", "tags", "escalations", "customer_key", "severity"):
        assert FIELD_RULES[name].prints is Prints.NO
