"""Head office's side: nobody publishes alone, roots are renewed and keys revoked, and the order of steps is kept."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from hfc_desktop.domain.publishing import Content, Wishes
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.packs.trust.publication import Publication
from tests.faults.pack_house import NOW, Counter, Keys, Publisher, pack_files


@pytest.fixture
def bank(tmp_path):
    return Publisher(tmp_path / "总行")


def mistake(work, *arguments):
    with pytest.raises(UserMistakeError) as caught:
        work(*arguments)
    return caught.value


def test_a_root_is_in_force_with_two_of_three_signatures(tmp_path):
    keys = Keys("headoffice")
    room = Publication(tmp_path / "总行")
    assert room.begin("headoffice", keys.public(), NOW).have == 0
    assert mistake(room.root).code == "publish.no_root"
    first, second, third = keys.of("root")
    assert not room.sign_root(*first).complete
    assert not room.sign_root(*first).complete
    assert room.sign_root(*second).complete
    assert mistake(room.sign_root, *third).code == "publish.no_root_draft"


def test_a_root_needs_three_keys_and_each_duty_its_own(tmp_path):
    keys = Keys("headoffice")
    room = Publication(tmp_path / "总行")
    assert mistake(room.begin, "headoffice", keys.public()[1:], NOW).params["duty"] == "root"
    without_approver = [key for key in keys.public() if key.duty != "approver"]
    assert mistake(room.begin, "headoffice", without_approver, NOW).code == "publish.few_keys"
    author = keys.of("author")[0][0]
    from dataclasses import replace

    doubled = [*without_approver, replace(author, name="另一岗", duty="approver")]
    assert mistake(room.begin, "headoffice", doubled, NOW).code == "publish.key_twice"
    assert mistake(room.begin, "somebody", keys.public(), NOW).code == "publish.bad_publisher"
    assert not (tmp_path / "总行").exists()


def test_content_goes_from_author_to_approver_to_release_and_no_step_is_left_out(bank):
    assert mistake(bank.release).code == "publish.nothing"
    assert mistake(bank.approve).code == "publish.no_draft"
    bank.submit(pack_files())
    assert mistake(bank.release).params["duty"] == "approver"
    author, approver, release = (bank.keys.of(duty)[0] for duty in ("author", "approver", "release"))
    assert mistake(bank.room.approve, "sample", *author).code == "publish.other_key"
    assert mistake(bank.room.approve, "sample", *release).code == "publish.other_key"
    assert mistake(bank.room.release, "sample", *approver, NOW).code == "publish.other_key"
    bank.approve()
    assert bank.release()


def test_a_new_draft_drops_the_approval_of_the_old_one(bank):
    bank.submit(pack_files())
    bank.approve()
    bank.submit(pack_files(title="账户冻结改过的"))
    assert mistake(bank.release).code == "publish.not_signed"


def test_a_release_without_a_draft_renews_what_was_published(bank, tmp_path):
    counter = Counter(tmp_path / "柜台", bank)
    counter.install(bank.publish())
    bank.now = NOW + timedelta(days=300)
    renewed = bank.release()
    counter.now = NOW + timedelta(days=500)
    assert counter.install(renewed).unchanged == ("sample-1",)


def test_after_a_change_of_authors_the_old_content_is_not_released_again(bank):
    bank.publish()
    bank.rotate("author")
    assert mistake(bank.release).code == "publish.not_signed"
    assert bank.publish(issue=2)


def test_the_next_root_needs_old_and_new_keys(bank):
    old = bank.keys.of("root")
    new = [bank.keys.add(f"新根{n}", "root") for n in (1, 2, 3)]
    bank.room.change_root([hand[0] for hand in new], [hand[0].name for hand in old], NOW)
    for hand in new[:2]:
        state = bank.room.sign_root(*hand)
    assert (state.complete, state.missing_before) == (False, 2)
    bank.room.sign_root(*old[0])
    assert bank.room.sign_root(*old[2]).complete
    assert bank.room.root().version == 2


def test_an_unknown_post_cannot_be_taken_out(bank):
    assert mistake(bank.room.change_root, [], ["无此岗"], NOW).code == "publish.unknown_holder"


def test_a_region_whose_root_changed_is_vouched_for_again_or_followed_by_its_own_chain(bank, tmp_path):
    region = Publisher(tmp_path / "分行", "region-330000")
    counter = Counter(tmp_path / "柜台", bank)
    counter.install(bank.vouch({"region-330000.root.json": region.room.first_root()}))
    city = "  region: ['330100']\n"
    counter.install(region.publish(line="local", item=city))
    region.rotate("release")
    counter.install(region.publish(line="local", issue=2, item=city))
    assert {one.publisher: one.root for one in counter.catalogue.publishers()} == {"headoffice": 1, "region-330000": 2}


CITY = "  region: ['330100']\n"


def test_a_region_that_is_vouched_for_no_longer_is_refused_and_its_packs_stay(bank, tmp_path):
    region, other = Publisher(tmp_path / "分行", "region-330000"), Publisher(tmp_path / "另一分行", "region-320000")
    counter = Counter(tmp_path / "柜台", bank)
    counter.install(bank.vouch({f"{one.name}.root.json": one.room.first_root() for one in (region, other)}))
    counter.install(region.publish(line="local", item=CITY))
    content = Content(line="trust", files={"region-320000.root.json": other.room.first_root()})
    bank.room.submit(content, *bank.keys.of("author")[0], NOW)
    bank.approve("trust")
    counter.install(bank.release("trust"))
    with pytest.raises(SecurityRefusalError) as refused:
        counter.install(region.publish(line="local", issue=2, item=CITY))
    assert refused.value.code == "trust.unknown_publisher"
    assert counter.version() == ["1.1"]
    assert [one.publisher for one in counter.catalogue.publishers()] == ["headoffice", "region-320000"]


def test_a_region_that_lost_its_keys_begins_afresh_when_head_office_vouches_for_its_new_root(bank, tmp_path):
    region = Publisher(tmp_path / "分行", "region-330000")
    counter = Counter(tmp_path / "柜台", bank)
    counter.install(bank.vouch({"region-330000.root.json": region.room.first_root()}))
    for duty in ("release", "author"):
        region.rotate(duty)
    counter.install(region.publish(line="local", item=CITY))
    fresh = Publisher(tmp_path / "分行新", "region-330000")
    counter.install(bank.vouch({"region-330000.root.json": fresh.room.first_root()}))
    counter.install(fresh.publish(line="local", issue=2, item=CITY))
    assert counter.version() == ["2.1"]
    with pytest.raises(SecurityRefusalError):
        counter.install(region.publish(line="local", issue=3, item=CITY))


def test_lists_that_head_office_vouches_for_reach_the_counter(bank, tmp_path):
    counter = Counter(tmp_path / "柜台", bank)
    report = counter.install(bank.vouch({"devices.json": b'{"devices": []}'}))
    assert report.trusted == ("devices.json",)
    assert json.loads(counter.catalogue.trusted_file("devices.json")) == {"devices": []}
    assert counter.catalogue.trusted_file("others.json") is None


def test_a_root_is_trusted_by_its_fingerprint_and_then_nothing_unsigned_comes_in(bank, tmp_path):
    counter = Counter(tmp_path / "柜台")
    folder = tmp_path / "源"
    for name, data in pack_files("loose").items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert counter.catalogue.install([folder]).installed == ("loose-1",)
    root = counter.file(bank.room.first_root(), "root.json")
    with pytest.raises(SecurityRefusalError) as refused:
        counter.catalogue.trust(root, "0000")
    said = refused.value.params["fingerprint"]
    trusted = counter.catalogue.trust(root, said.lower().replace("-", " "))
    assert (trusted.publisher, trusted.fingerprint) == ("headoffice", said)
    with pytest.raises(SecurityRefusalError) as refused:
        counter.catalogue.install([folder])
    assert refused.value.code == "trust.unsigned"
    assert counter.install(bank.publish()).installed == ("sample-1",)
    other = Publisher(tmp_path / "别的总行")
    with pytest.raises(SecurityRefusalError) as refused:
        counter.catalogue.trust(counter.file(other.room.first_root(), "other.json"), said)
    assert refused.value.code in ("trust.root_is_there", "trust.other_fingerprint")


def test_a_signed_pack_takes_the_place_of_the_bundled_one_and_is_not_replaced_by_it(bank, tmp_path):
    counter = Counter(tmp_path / "柜台", bank)
    for name, data in pack_files(version=7).items():
        path = counter.root / "bundled" / "sample" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    bundled = counter.root / "bundled"
    counter.catalogue.install([bundled])
    (before,) = counter.catalogue.installed()
    assert (before.origin, before.number) == ("bundled", "1.7")
    assert before.signer.startswith("HFC Desktop")
    counter.install(bank.publish())
    (signed,) = counter.catalogue.installed()
    assert (signed.origin, signed.number) == ("signed", "1.1")
    assert counter.catalogue.install([bundled]).unchanged == ("sample-1",)
    assert counter.version() == ["1.1"]


def test_looking_at_a_file_changes_nothing_and_judges_as_an_installation_would(bank, tmp_path):
    counter = Counter(tmp_path / "柜台", bank)
    region = Publisher(tmp_path / "分行", "region-330000")
    trust = counter.file(bank.vouch({"region-330000.root.json": region.room.first_root()}), "trust.hfcpack")
    local = counter.file(region.publish(line="local", item="  region: ['330100']\n"), "local.hfcpack")
    before = counter.snapshot()
    found = counter.catalogue.examine([trust, local], Wishes())
    assert [(verdict.pack_id, verdict.status) for verdict in found] == [("trust", "trust"), ("local", "new")]
    assert counter.snapshot() == before
    with pytest.raises(SecurityRefusalError):
        counter.catalogue.examine([local])


def test_a_damaged_memory_of_what_was_seen_is_named(bank, tmp_path):
    counter = Counter(tmp_path / "柜台", bank)
    data = bank.publish()
    counter.install(data)
    next((counter.root / "packs" / "trust").rglob("sample.json")).write_bytes(b"{")
    from hfc_desktop.errors import EnvironmentFaultError

    with pytest.raises(EnvironmentFaultError) as fault:
        counter.install(data)
    assert fault.value.code == "trust.state_damaged"
