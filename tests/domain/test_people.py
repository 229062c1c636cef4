"""Rights of roles, and the throttle on wrong PINs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.people import AUDIENCES, RIGHTS, Attempts, Right, Role, allows

TELLER, HANDLER, MANAGER = Role.TELLER, Role.COMPLAINT_HANDLER, Role.BRANCH_MANAGER
AUTHOR, APPROVER, AUDITOR, ADMIN = Role.AUTHOR, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR

MATRIX = {
    Right.COMPLAINT_RECORD: {TELLER, HANDLER, MANAGER},
    Right.COMPLAINT_READ_COUNTER: {TELLER, HANDLER, MANAGER},
    Right.COMPLAINT_READ_BRANCH: {HANDLER, MANAGER, AUDITOR},
    Right.COMPLAINT_EDIT_OWN: {TELLER, HANDLER, MANAGER},
    Right.COMPLAINT_EDIT_BRANCH: {MANAGER},
    Right.COMPLAINT_HANDLE: {HANDLER, MANAGER},
    Right.COMPLAINT_APPROVE: {MANAGER},
    Right.COMPLAINT_CHECK: {HANDLER, MANAGER},
    Right.COMPLAINT_MERGE: {MANAGER},
    Right.LIST_EXPORT: {MANAGER},
    Right.REVEAL: {TELLER, HANDLER, MANAGER},
    Right.LEDGER_IMPORT: {MANAGER},
    Right.LEGAL_HOLD: {MANAGER},
    Right.DESTRUCTION_PROPOSE: {HANDLER, MANAGER},
    Right.DESTRUCTION_APPROVE: {MANAGER},
    Right.LOG_READ: {MANAGER, AUDITOR},
    Right.LOG_VERIFY: {MANAGER, AUDITOR},
    Right.USER_READ: {MANAGER, AUDITOR, ADMIN},
    Right.USER_MANAGE: {ADMIN},
    Right.USER_UNLOCK: {MANAGER, ADMIN},
    Right.PACK_INSTALL: {MANAGER, APPROVER, ADMIN},
    Right.PACK_WRITE: {AUTHOR},
    Right.PACK_APPROVE: {APPROVER},
    Right.EXCHANGE: {MANAGER},
    Right.BACKUP: {MANAGER, ADMIN},
    Right.FEEDBACK_READ: {HANDLER, MANAGER, AUTHOR, APPROVER},
    Right.TRAINING_OVERSEE: {MANAGER},
    Right.SETTING_CHANGE: {MANAGER, ADMIN},
}


@pytest.mark.parametrize("right", MATRIX)
def test_a_right_belongs_to_these_roles_and_no_other(right):
    assert {role for role in Role if allows(role, right)} == MATRIX[right]


def test_every_role_is_in_the_tables():
    assert set(RIGHTS) == set(AUDIENCES) == set(Role)


def test_two_people_are_needed_for_a_pack_and_an_auditor_changes_nothing():
    assert not any(allows(role, Right.PACK_WRITE) and allows(role, Right.PACK_APPROVE) for role in Role)
    assert RIGHTS[AUDITOR] <= {Right.COMPLAINT_READ_BRANCH, Right.LOG_READ, Right.LOG_VERIFY, Right.USER_READ}


def test_every_right_stands_in_the_matrix():
    assert set(MATRIX) == set(Right)


def test_who_manages_people_or_guidance_reads_no_complaints():
    for role in (ADMIN, AUTHOR, APPROVER):
        assert not any(right.value.startswith(("complaint", "list", "reveal", "ledger")) for right in RIGHTS[role])


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (99, 900)]
)
def test_five_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour(failures, seconds):
    assert Attempts(failures=failures).wait_ms() == seconds * 1000


def test_the_wait_runs_down_with_the_uptime():
    attempts = Attempts(failures=4).with_failure(1_000)
    assert attempts.remaining_ms(1_000) == 30_000
    assert attempts.remaining_ms(30_999) == 1
    assert attempts.remaining_ms(31_000) == 0


def test_a_restart_of_the_machine_begins_the_wait_anew():
    attempts = Attempts(failures=6, since_ms=5_000_000).after_restart(2_000)
    assert attempts.remaining_ms(2_000) == 60_000


@given(st.integers(0, 30), st.integers(0, 10**9), st.integers(0, 10**9))
def test_no_uptime_makes_a_wait_longer_than_it_was_set(failures, since, now):
    attempts = Attempts(failures=failures, since_ms=since).after_restart(now)
    assert 0 <= attempts.remaining_ms(now) <= attempts.wait_ms()
