"""Faults 59-71: stores that were put back, values written twice, clocks that are wrong, programs of another age."""

import hashlib
import json
from datetime import datetime, timedelta

import pytest

from hfc_desktop.bootstrap.exchange import new_life_if_needed
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.exchange import FileState, Life, Reason
from hfc_desktop.domain.people import Role
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.storage.store import copy_store
from tests.faults.exchange_house import BRANCH, SECRET, Office, body, chain, opened, sealed, worded
from tests.faults.pack_house import said


def share(offices, *names):
    """Everybody named sends everything to the branch, and gets everything from it."""
    for name in names:
        offices.branch.one(getattr(offices, name).export(offices.branch))
    for name in names:
        content = offices.branch.export(getattr(offices, name))
        if content is not None:
            getattr(offices, name).one(content)


def test_fault_59_a_branch_put_back_from_a_backup_lives_on_without_loss_or_double(offices):
    kept = offices.c1.register()
    backup = offices.folder / "backup.db"
    copy_store(offices.c1.path, SECRET, backup)
    sent = offices.c1.register()
    offices.branch.one(offices.c1.export(offices.branch))
    before = offices.c1.store.identity()
    offices.c1.store.close()
    offices.c1.path.write_bytes(backup.read_bytes())
    for beside in ("-wal", "-shm"):
        offices.c1.path.with_name(offices.c1.path.name + beside).unlink(missing_ok=True)
    again = offices.open["c1"] = Office("c1", offices.c1.folder, offices.c1.keys)
    new_life_if_needed(again.store)
    assert again.store.identity()[0] == before[0]
    assert again.store.identity()[1] != before[1]
    fresh = again.register()
    report = offices.branch.one(again.export(offices.branch))
    assert report.forks == ()
    assert {case for case in (kept.id, sent.id, fresh.id) if offices.branch.shown(case)} == {
        kept.id, sent.id, fresh.id
    }  # fmt: skip
    again.one(offices.branch.export(again, full=True))
    assert again.shown(sent.id) is not None, "what the backup lacked comes back from the branch"
    assert again.digest().whole == offices.branch.digest().whole


def test_fault_60_a_receiver_put_back_from_a_backup_voids_its_receipts_and_gets_all_again(offices):
    offices.branch.register()
    content = offices.branch.export(offices.head)
    offices.head.one(content)
    offices.branch.one(offices.head.receipt(offices.branch))
    assert offices.branch.told(offices.head).lives[0].high_water > 0
    incarnation = offices.head.store.renew_incarnation()
    offices.head.one(content)
    offices.branch.one(offices.head.receipt(offices.branch))
    told = offices.branch.told(offices.head)
    assert (told.incarnation, told.number) == (incarnation, 1)


def test_fault_60_a_receiver_that_lost_everything_is_sent_everything_again(offices):
    case = offices.branch.register()
    offices.head.one(offices.branch.export(offices.head))
    offices.branch.one(offices.head.receipt(offices.branch))
    backup = offices.made / "head" / "store.db"
    offices.head.store.close()
    offices.head.path.write_bytes(backup.read_bytes())
    for beside in ("-wal", "-shm"):
        offices.head.path.with_name(offices.head.path.name + beside).unlink(missing_ok=True)
    again = offices.open["head"] = Office("head", offices.head.folder, offices.head.keys)
    again.store.renew_incarnation()
    offices.branch.register()
    again.one(offices.branch.export(again))
    assert again.shown(case.id) is None, "by the old receipt it was not sent"
    offices.branch.one(again.receipt(offices.branch))
    assert offices.branch.told(again).number == 1
    again.one(offices.branch.export(again))
    assert again.shown(case.id) is not None


def test_fault_61_a_branch_that_lost_its_store_is_seeded_from_above(offices):
    case = offices.branch.register()
    offices.head.one(offices.branch.export(offices.head))
    with pytest.raises(UserMistakeError) as caught:
        offices.head.export(offices.branch)
    assert "--full" in said(caught.value)[0]
    seed = offices.head.export(offices.branch, full=True)
    lost = offices.open.pop("branch")
    lost.store.close()
    (offices.folder / "branch").rename(offices.folder / "lost")
    new = offices.branch
    new.store.renew_incarnation()
    assert new.one(seed).new > 0
    assert case.id in {key.record for key in _events(new)}
    values = new.state(case.id).values
    assert values["status"] == "registered"
    assert "claim" not in values, "names and texts never left the branch; only the counters can bring them back"


def _events(office):
    with office.store.unit_of_work(read_only=True) as uow:
        return list(uow.log.events("complaint"))


def test_fault_62_two_counters_that_edit_one_field_are_both_kept_and_the_manager_chooses(offices):
    case = offices.c1.register()
    share(offices, "c1", "c2")
    offices.c1.set(case.id, claim="要求退费")
    offices.c2.set(case.id, claim="要求道歉")
    share(offices, "c1", "c2")
    (found,) = offices.branch.conflicts.open(offices.branch.manager)
    values = {one.value: one.event for one in (found.conflict.shown, *found.conflict.others)}
    assert values.keys() == {"要求退费", "要求道歉"}
    offices.branch.conflicts.resolve(case.id, "claim", values["要求道歉"], offices.branch.manager, "电话核实")
    share(offices, "c1", "c2")
    for place in (offices.branch, offices.c1, offices.c2):
        assert place.shown(case.id).claim == "要求道歉"
        assert place.state(case.id).conflicts == ()


def test_fault_63_a_teller_edits_while_the_manager_closes_and_owners_decide(offices):
    case = offices.c1.register()
    share(offices, "c1", "c2")
    offices.c1.set(case.id, Role.TELLER, claim="补充诉求", level=4)
    offices.branch.step(case.id, "accept", "accepted")
    offices.branch.set(case.id, status="closed", level=1)
    share(offices, "c1", "c2")
    for place in (offices.branch, offices.c1):
        shown = place.shown(case.id)
        assert (shown.status.value, shown.level, shown.claim) == ("closed", 1, "补充诉求")
        assert ("not_owner", "level") in {(one.code, one.field) for one in place.state(case.id).aside}


def test_fault_64_an_edit_beside_a_deletion_brings_the_record_back_as_a_conflict(offices):
    case = offices.c1.register()
    share(offices, "c1", "c2")
    offices.branch.write(case.id, Op.TOMBSTONE, {})
    assert offices.branch.shown(case.id) is None
    offices.c1.set(case.id, claim="客户改口")
    share(offices, "c1", "c2")
    assert offices.branch.shown(case.id).claim == "客户改口"
    (found,) = offices.branch.conflicts.open(offices.branch.manager)
    assert found.conflict.field == "deleted"


def test_fault_65_an_old_file_does_not_bring_a_deleted_record_back(offices):
    case = offices.c1.register()
    old = offices.c1.export(offices.branch)
    offices.branch.one(old)
    offices.branch.write(case.id, Op.TOMBSTONE, {})
    offices.c1.register()
    offices.branch.take(old, offices.c1.export(offices.branch))
    assert offices.branch.shown(case.id) is None
    offices.c1.one(offices.branch.export(offices.c1))
    assert offices.c1.shown(case.id) is None


def test_fault_65_a_redacted_record_stays_forgotten_whatever_comes_later(offices):
    case = offices.c1.register()
    share(offices, "c1", "c2")
    with offices.branch.store.unit_of_work() as uow:
        keys = list(uow.log.redact("complaint", [case.id])[case.id])
        fields = {"gone": True, "what": "destroyed", "events": keys}
        uow.log.append(offices.branch.manager, "complaint", case.id, Op.REDACT, fields)
        uow.custody.remove_cases([case.id], ())
        uow.commit()
    offices.c2.set(case.id, claim="迟到的补充")
    share(offices, "c1", "c2")
    for place in (offices.branch, offices.c1, offices.c2):
        assert place.shown(case.id) is None
        with place.store.unit_of_work(read_only=True) as uow:
            assert not any(private for _event, private in uow.log.with_private("complaint", case.id)), place.name
            assert uow.log.chain_break() is None


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 9, tzinfo=SHANGHAI) - timedelta(hours=1),
        datetime(2029, 11, 24, tzinfo=SHANGHAI),
        datetime(1969, 12, 31, 23, 59, tzinfo=SHANGHAI),
    ],
    ids=["an hour back", "three years ahead", "before 1970"],
)
def test_fault_66_a_wrong_clock_changes_no_order_and_is_flagged(offices, at):
    case = offices.c1.register()
    share(offices, "c1", "c2")
    offices.c1.clock.at = at
    offices.c1.set(case.id, claim="第二次")
    report = offices.branch.one(offices.c1.export(offices.branch))
    assert offices.branch.shown(case.id).claim == "第二次"
    assert report.odd_times == (0 if at.year == 2026 else 2), "the edit, and that it was sent"
    offices.c2.one(offices.branch.export(offices.c2))
    offices.c2.set(case.id, claim="第三次")
    offices.branch.one(offices.c2.export(offices.branch))
    assert offices.branch.shown(case.id).claim == "第三次"
    assert offices.branch.shown(case.id).received_at == case.received_at


def test_fault_67_two_records_a_second_apart_stay_two(offices):
    one = offices.c1.register()
    offices.c2.clock.at += timedelta(seconds=1)
    two = offices.c2.register()
    share(offices, "c1", "c2")
    shown = [offices.branch.shown(case.id) for case in (one, two)]
    assert {case.id for case in shown} == {one.id, two.id}
    assert shown[0].parties[0].name == shown[1].parties[0].name


def test_fault_68_an_id_that_another_device_used_is_kept_apart_and_reported(offices):
    first = body(offices.c1, 1, record="r1")
    offices.branch.one(sealed(offices.c1, offices.branch, [first]))
    second = body(offices.c2, 2, "a" * 64, record="r1")
    report = offices.branch.one(sealed(offices.c2, offices.branch, [second]))
    assert [reason for _line, reason in report.parked] == [Reason.ID_TWICE]
    assert offices.branch.shown("r1").number == json.loads(first)["fields"]["number"]
    worded("id_twice")


def test_fault_69_a_step_that_the_case_did_not_allow_is_kept_and_does_not_count(offices):
    case = offices.c1.register()
    share(offices, "c1", "c2")
    offices.c1.step(case.id, "archive", "archived")
    report = offices.branch.one(offices.c1.export(offices.branch))
    assert [reason for _line, reason in report.parked] == [Reason.ILLEGAL_STEP]
    assert offices.branch.shown(case.id).status.value == "registered"
    worded("illegal_step")


def newer(offices, line, **more):
    """A file of a program of one schema more."""
    return sealed(offices.c1, offices.branch, [line], schema=2, **more)


def test_fault_70_what_a_newer_program_adds_is_kept_word_for_word_and_passed_on(offices):
    values = json.loads(body(offices.c1, 1))
    values["fields"]["mood"] = {"grade": 3}
    values["colour"] = "blue"
    line = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert offices.branch.one(newer(offices, line)).new == 1
    assert offices.branch.shown("r1").status.value == "registered"
    _header, lines, _trailer = opened(offices.branch.export(offices.head), offices.head)
    passed = [json.loads(raw)["e"] for raw in lines]
    assert line in passed, "byte for byte what came, so that its hash still holds"


def test_fault_70_an_unknown_op_waits_and_is_taken_in_by_a_program_that_knows_it(offices):
    line = body(offices.c1, 1, op="transmute")
    report = offices.branch.one(newer(offices, line))
    assert [reason for _line, reason in report.parked] == [Reason.NEWER_OP]
    assert offices.branch.receiving.replay(offices.branch.manager)[0] == ()
    assert len(offices.branch.parked()) == 1
    with offices.branch.store.unit_of_work() as uow:  # as if the program had learnt the op
        (parked,) = uow.exchange.parked()
        raw = parked.raw.replace(b"transmute", b"create")
        uow.exchange.unpark(parked)
        uow.exchange.park([type(parked)(parked.sha256, parked.number, parked.reason, parked.key, raw)])
        uow.commit()
    (report,), _changes = offices.branch.receiving.replay(offices.branch.manager)
    assert report.new == 1
    assert offices.branch.parked() == []
    assert offices.branch.shown("r1") is not None
    worded("newer_op")


def test_fault_70_an_unknown_choice_is_kept_and_the_record_is_shown_without_it(offices):
    values = json.loads(body(offices.c1, 1))
    values["fields"] |= {"outcome": "teleported"}
    offices.branch.one(newer(offices, json.dumps(values, sort_keys=True, separators=(",", ":"))))
    assert offices.branch.shown("r1").outcome is None
    assert offices.branch.state("r1").values["outcome"] == "teleported"


def test_fault_70_a_file_that_only_a_newer_program_may_read_waits_as_a_whole(offices):
    content = newer(offices, body(offices.c1, 1), min_reader=2)
    assert offices.branch.one(content).quarantined is Reason.NEWER_READER
    assert [one.reason for one in offices.branch.files(FileState.PARKED)] == ["newer_reader"]
    worded("newer_reader")


def test_fault_71_a_file_without_what_later_programs_added_is_taken_in(offices):
    values = json.loads(body(offices.c1, 1))
    for name in ("source", "first_receiver"):
        del values["fields"][name]
    line = json.dumps(values, sort_keys=True, separators=(",", ":"))
    assert offices.branch.one(sealed(offices.c1, offices.branch, [line], schema=0, min_reader=0)).new == 1
    assert offices.branch.shown("r1").source.value == "counter"


def test_a_receipt_says_what_is_held_and_its_head(offices):
    lines = chain(offices.c1, 3)
    offices.branch.one(sealed(offices.c1, offices.branch, lines))
    offices.c1.one(offices.branch.receipt(offices.c1))
    told = {Life(one.origin, one.incarnation): one for one in offices.c1.told(offices.branch).lives}
    life = told[Life(offices.c1.origin(), "b" * 32)]
    assert (life.high_water, life.head) == (3, hashlib.sha256(lines[-1].encode()).hexdigest())
    assert offices.branch.office == BRANCH
