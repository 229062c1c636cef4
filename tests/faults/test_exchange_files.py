"""Faults 46-58: files that come twice, late, damaged, from strangers, or from two stores that live one life."""

import json

import pytest

from hfc_desktop.bootstrap.exchange import new_life_if_needed
from hfc_desktop.domain.exchange import FileState, Reason
from hfc_desktop.exchange import envelope
from hfc_desktop.exchange.keys import DeviceKeys
from hfc_desktop.storage.models import MetaRow
from tests.faults.exchange_house import OTHER, body, chain, encrypted, introduce, opened, sealed, worded


def three_files(offices):
    """Three files of a counter, none of which the branch has seen."""
    files = []
    for _turn in range(3):
        offices.c1.register()
        whole = offices.c1.export(offices.branch)
        header, lines, _trailer = opened(whole, offices.branch)
        files.append((header, lines, whole))
    return files


def parts(offices):
    """The counter's log in three files that do not overlap."""
    bodies = chain(offices.c1, 6)
    return [sealed(offices.c1, offices.branch, bodies[at : at + 2], spans=()) for at in (0, 2, 4)]


def test_fault_46_the_same_file_twice_and_under_another_name_changes_nothing(offices):
    offices.c1.register()
    content = offices.c1.export(offices.branch)
    first = offices.branch.one(content)
    before, rows = offices.branch.digest(), len(offices.branch.held())
    again, copied = offices.branch.take(content, content)
    assert first.new > 0
    assert (again.new, copied.new) == (0, 0)
    assert again.had == first.new
    assert (offices.branch.digest(), len(offices.branch.held())) == (before, rows)


def test_fault_47_files_out_of_order_show_a_gap_that_closes(offices):
    lines = chain(offices.c1, 6)
    first, second, third = (
        sealed(offices.c1, offices.branch, lines[at : at + 2], spans=_spans(offices.c1, at + 1, at + 2))
        for at in (0, 2, 4)
    )
    assert list(offices.branch.one(third).gaps.values()) == [((1, 4),)]
    assert list(offices.branch.one(first).gaps.values()) == [((3, 4),)]
    assert offices.branch.one(second).gaps == {}
    assert {offices.branch.shown(f"r{number}").id for number in range(1, 7)} == {f"r{n}" for n in range(1, 7)}


def _spans(office, first, last):
    from hfc_desktop.domain.exchange import LifeSpan

    return (LifeSpan(office.origin(), "b" * 32, first, last),)


def test_fault_48_a_file_that_never_arrives_is_a_gap_in_the_receipt_and_is_sent_again(offices):
    offices.c1.register()
    offices.branch.one(offices.c1.export(offices.branch))
    offices.c1.one(offices.branch.receipt(offices.c1))
    before = offices.c1.told(offices.branch).lives[0].high_water
    offices.c1.register()
    lost = offices.c1.export(offices.branch)
    offices.c1.register()
    later = offices.c1.export(offices.branch)
    header, lines, _trailer = opened(later, offices.branch)
    kept = lines[len(opened(lost, offices.branch)[1]) :]
    life = header["incarnation"]
    offices.branch.one(sealed(offices.c1, offices.branch, [], raw=kept, incarnation=life, spans=_life(header)))
    offices.c1.one(offices.branch.receipt(offices.c1))
    told = offices.c1.told(offices.branch).lives[0]
    assert told.high_water == before
    assert told.gaps == ((before + 1, before + len(lines) - len(kept)),)
    offices.branch.one(offices.c1.export(offices.branch))
    offices.c1.one(offices.branch.receipt(offices.c1))
    assert offices.c1.told(offices.branch).lives[0].gaps == ()


def _life(header):
    from hfc_desktop.domain.exchange import LifeSpan

    return tuple(LifeSpan(**span) for span in header["spans"])


def test_fault_49_files_that_overlap_are_taken_in(offices):
    lines = chain(offices.c1, 5)
    offices.branch.one(sealed(offices.c1, offices.branch, lines[:3]))
    report = offices.branch.one(sealed(offices.c1, offices.branch, lines[1:]))
    assert (report.new, report.had) == (2, 2)


@pytest.mark.parametrize("how", ["truncated", "flipped", "appended", "plain"])
def test_fault_50_a_damaged_file_is_put_aside(offices, how):
    offices.c1.register()
    content = offices.c1.export(offices.branch)
    damaged = {
        "truncated": content[:-40],
        "flipped": content[:-60] + bytes([content[-60] ^ 1]) + content[-59:],
        "appended": content + b"x",
        "plain": b"no file of ours",
    }[how]
    before = offices.branch.digest()
    assert offices.branch.one(damaged).quarantined is Reason.DAMAGED
    assert offices.branch.digest() == before
    assert [one.reason for one in offices.branch.files()] == ["damaged"]
    assert "重" in worded("damaged")[0] or "再" in worded("damaged")[0]


def test_fault_51_a_file_for_another_office_is_put_aside(offices):
    offices.c1.register()
    content = offices.c1.export(offices.branch)
    assert offices.c2.one(content).quarantined is Reason.NOT_FOR_US
    worded("not_for_us")


def test_fault_52_a_file_that_was_encrypted_anew_for_somebody_else_is_put_aside(offices):
    offices.branch.register()
    content = offices.branch.export(offices.head)
    packed = envelope.decrypted(content, offices.head.keys.identity)
    assert offices.c1.one(encrypted(packed, offices.c1)).quarantined is Reason.READDRESSED
    worded("readdressed")


def test_fault_53_a_stranger_waits_until_it_is_let_in_and_is_then_taken_in(offices):
    case = offices.other.register()
    introduce_one_way(offices.other, offices.branch)
    content = offices.other.export(offices.branch)
    assert offices.branch.one(content).quarantined is Reason.UNKNOWN_DEVICE
    assert [one.state for one in offices.branch.files(FileState.PARKED)] == [FileState.PARKED]
    asked, device = offices.other.devices.enrolment(offices.other.manager)
    offices.branch.devices.enrol(asked, offices.branch.manager)
    offices.branch.devices.approve(device.fingerprint, offices.branch.manager)
    reports, _changes = offices.branch.receiving.replay(offices.branch.manager)
    assert sum(report.new for report in reports) > 0
    assert offices.branch.files(FileState.PARKED) == []
    assert offices.branch.state(case.id).values["organisation"] == OTHER
    worded("unknown_device")


def introduce_one_way(knows, other):
    """Only one of them lets the other in."""
    content, device = other.devices.enrolment(other.manager, other.name)
    knows.devices.enrol(content, knows.manager)
    knows.devices.approve(device.fingerprint, knows.manager)


def test_fault_54_what_a_device_wrote_before_it_was_revoked_counts_and_nothing_after(offices):
    before = offices.c1.register()
    offices.branch.one(offices.c1.export(offices.branch))
    offices.branch.devices.revoke(offices.c1.device().fingerprint, offices.branch.manager)
    after = offices.c1.register()
    report = offices.branch.one(offices.c1.export(offices.branch))
    assert {reason for _line, reason in report.parked} == {Reason.REVOKED}
    assert report.new == 0
    assert offices.branch.shown(before.id) is not None
    assert offices.branch.shown(after.id) is None
    offices.branch.devices.approve(offices.c1.device().fingerprint, offices.branch.manager)
    offices.branch.receiving.replay(offices.branch.manager)
    assert offices.branch.shown(after.id) is not None
    worded("revoked")


def test_fault_55_the_signature_of_another_branch_is_no_signature(offices):
    lines = chain(offices.branch, 2)
    fake = sealed(offices.branch, offices.head, lines, keys=offices.other.keys)
    assert offices.head.one(fake).quarantined is Reason.FOREIGN_KEY
    stranger = sealed(offices.branch, offices.head, lines, keys=DeviceKeys.make())
    assert offices.head.one(stranger).quarantined is Reason.UNKNOWN_DEVICE
    worded("foreign_key")


def test_fault_55_a_seal_that_its_device_did_not_sign_is_refused(offices):
    offices.c1.register()
    header, lines, _trailer = opened(offices.c1.export(offices.branch), offices.branch)
    from hfc_desktop.domain.exchange import Seal

    forged = Seal(**{**header["seals"][0], "hash": "0" * 64})
    content = sealed(offices.c1, offices.branch, [], raw=lines, seals=(forged,))
    assert offices.branch.one(content).quarantined is Reason.FOREIGN_KEY


@pytest.mark.parametrize("where", ["header", "trailer"])
def test_fault_56_a_count_that_does_not_fit_is_refused(offices, where):
    lines = chain(offices.c1, 2)
    wrong = {"count": 3} if where == "header" else {"extra": {"count": 3}}
    assert offices.branch.one(sealed(offices.c1, offices.branch, lines, **wrong)).quarantined is Reason.WRONG_COUNT
    worded("wrong_count")


def test_fault_57_an_unknown_predecessor_is_a_gap_and_another_content_of_a_number_is_a_fork(offices):
    later = body(offices.c1, 5, "f" * 64, record="r5")
    report = offices.branch.one(sealed(offices.c1, offices.branch, [later], spans=_spans(offices.c1, 5, 5)))
    assert list(report.gaps.values()) == [((1, 4),)]
    twin = body(offices.c1, 5, "e" * 64, record="r6")
    report = offices.branch.one(sealed(offices.c1, offices.branch, [twin], spans=_spans(offices.c1, 5, 5)))
    assert [reason for _line, reason in report.parked] == [Reason.FORK]
    assert len(report.forks) == 1
    assert offices.branch.shown("r6") is None
    assert offices.branch.shown("r5") is not None
    worded("fork")


def test_fault_58_a_copied_disk_that_nobody_noticed_is_a_fork_with_an_instruction(offices):
    offices.c1.register()
    twin = offices.copy_of(offices.c1, "c1-copy")
    one, two = offices.c1.register(), twin.register()
    offices.branch.one(offices.c1.export(offices.branch))
    report = offices.branch.one(twin.export(offices.branch))
    assert Reason.FORK in {reason for _line, reason in report.parked}
    assert offices.branch.shown(one.id) is not None
    assert offices.branch.shown(two.id) is None
    assert "hfc exchange status" in worded("fork")[0]
    twin.store.close()


def test_fault_58_a_copy_on_another_machine_begins_a_life_of_its_own(offices):
    offices.c1.store.on_its_machine()
    twin = offices.copy_of(offices.c1, "c1-copy")
    with twin.store.unit_of_work() as uow:
        uow.session.merge(MetaRow(key="machine", value="another machine"))
        uow.commit()
    new_life_if_needed(twin.store)
    assert twin.store.identity()[1] != offices.c1.store.identity()[1]
    one, two = offices.c1.register(), twin.register()
    offices.branch.take(offices.c1.export(offices.branch), twin.export(offices.branch))
    assert offices.branch.shown(one.id) is not None
    assert offices.branch.shown(two.id) is not None
    twin.store.close()


def test_bad_files_anywhere_in_the_order_change_nothing(offices):
    offices.c1.register()
    good = offices.c1.export(offices.branch)
    bad = [b"", b"\0" * 100, good[:-1], json.dumps({}).encode()]
    reports = offices.branch.take(bad[0], good, *bad[1:])
    assert [report.quarantined for report in reports] == [Reason.DAMAGED, None, *[Reason.DAMAGED] * 3]
    clean = offices.c1.export(offices.branch)
    assert clean is not None
    introduce(offices.c1, offices.branch)
