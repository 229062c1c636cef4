"""Attachments by their content, and the legal hold of a case."""

import hashlib

import pytest

from hfc_desktop.domain.events import Op
from hfc_desktop.errors import HfcError, UserMistakeError

# -- attachments --------------------------------------------------------------------------------------------------


def test_an_attachment_lies_under_its_hash_and_is_not_readable_in_the_file(house):
    case = house.register()
    content = b"%PDF-1.7 " + "客户身份证影像".encode() * 200
    added, _changes = house.cases.attach(case.id, "身份证.pdf", content, house.actors["T1"])
    assert added.sha256 == hashlib.sha256(content).hexdigest()
    assert added.media_type == "application/pdf"
    assert house.cases.attachment(case.id, added.sha256, house.actors["H1"]) == content
    house.store.close()
    assert "客户身份证影像".encode() not in b"".join(
        path.read_bytes() for path in house.store.path.parent.iterdir() if path.is_file()
    )


def test_reading_an_attachment_is_recorded_and_its_name_stays_in_the_branch(house):
    case = house.register()
    added, _changes = house.cases.attach(case.id, "张三的流水.png", b"\x89PNG\r\n\x1a\n..", house.actors["T1"])
    house.cases.attachment(case.id, added.sha256, house.actors["H1"])
    reads = [event for event in house.events() if event.op is Op.READ]
    assert reads[-1].fields == {"attachment": added.sha256}
    assert "张三" not in str([event.fields for event in house.events()])


@pytest.mark.parametrize("content", [b"", b"x" * (20 * 1024 * 1024 + 1)])
def test_an_empty_or_huge_attachment_is_refused(house, content):
    with pytest.raises(UserMistakeError) as caught:
        house.cases.attach(house.register().id, "a", content, house.actors["T1"])
    assert caught.value.code == "cases.attachment_size"


def test_the_same_file_twice_and_a_file_of_another_case_are_refused(house):
    case, other = house.register(), house.register()
    added, _changes = house.cases.attach(case.id, "a", b"one", house.actors["T1"])
    for call in (
        lambda: house.cases.attach(case.id, "b", b"one", house.actors["T1"]),
        lambda: house.cases.attachment(other.id, added.sha256, house.actors["H1"]),
    ):
        with pytest.raises(HfcError):
            call()


# -- archive ------------------------------------------------------------------------------------------------------


def test_a_legal_hold_is_set_and_lifted_in_any_state(house):
    case = house.closed()
    held = house.act(case, "hold", "M1", reason="诉讼")
    assert held.legal_hold
    assert house.why_not(held, "hold", "M1", reason="再") == "cases.held_already"
    assert not house.act(held, "release", "M1", reason="结案").legal_hold
