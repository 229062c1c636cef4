"""Faults 1-21 and 44: versions, signatures, keys, roots, clocks, publishers."""

from __future__ import annotations

import json
import struct
from datetime import datetime, timedelta

import pytest

from hfc_desktop.domain.publishing import Wishes
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.packs.trust import container
from hfc_desktop.workbench import trial_pack
from tests.faults.pack_house import CHINA, NOW, Counter, Publisher, members, newest, pack_files, with_members


def unchanged(counter, refused, data, wishes=None):
    """The refusal of a file, after which everything is as it was."""
    before = counter.snapshot()
    error = refused(counter.install, data, wishes)
    assert counter.snapshot() == before
    return error


def test_fault_01_an_older_pack_than_the_one_installed_is_refused(bank, counter, refused):
    first = bank.publish()
    counter.install(bank.publish(issue=2))
    error = unchanged(counter, refused, first)
    assert (type(error), error.code) == (SecurityRefusalError, "packs.older_than_installed")
    assert (error.params["offered"], error.params["have"]) == ("1.1", "2.1")
    assert counter.version() == ["2.1"]


def test_fault_02_the_same_pack_again_changes_nothing(bank, counter):
    data = bank.publish()
    counter.install(data)
    before = counter.snapshot()
    report = counter.install(data)
    assert (report.installed, report.unchanged) == ((), ("sample-1",))
    assert counter.snapshot() == before


def test_fault_03_issues_in_between_may_be_missing_and_are_counted(bank, counter):
    counter.install(bank.publish(issue=3))
    data = bank.publish(issue=9)
    (verdict,) = counter.catalogue.examine([counter.file(data)])
    assert (verdict.status, verdict.skipped, verdict.have) == ("newer", 5, "3.1")
    counter.install(data)
    assert counter.version() == ["9.1"]


@pytest.mark.parametrize("part", ["payload", "metadata", "directory"])
def test_fault_04_one_flipped_bit_is_refused(bank, counter, refused, part):
    data = bytearray(bank.publish())
    at = {
        "payload": data.find(b".payload.zip") + 60,
        "metadata": data.find(b"signatures") + 40,
        "directory": struct.unpack("<L", data[-6:-2])[0] + 20,
    }[part]
    data[at] ^= 4
    error = unchanged(counter, refused, bytes(data))
    assert "包.hfcpack" in error.params["path"]


def test_fault_04_a_bit_flipped_with_its_checksum_mended_is_refused_by_the_signature(bank, counter, refused):
    data = with_members(bank.publish(), **{".payload.zip": lambda old: old[:100] + bytes([old[100] ^ 1]) + old[101:]})
    assert unchanged(counter, refused, data).code == "trust.altered"


def test_fault_05_a_truncated_file_is_refused_wherever_it_was_cut(bank, counter, refused):
    data = bank.publish()
    for length in [*range(0, len(data), 1024), len(data) - 1]:
        refused(counter.install, data[:length])
    assert counter.catalogue.installed() == ()


@pytest.mark.parametrize("glued", ["before", "behind"])
def test_fault_06_bytes_before_or_behind_are_refused(bank, counter, refused, glued):
    data = bank.publish()
    error = unchanged(counter, refused, b"MZ" + data if glued == "before" else data + b"\0")
    assert error.code in ("packs.archive_extra", "packs.archive_damaged")


def test_fault_07_old_content_under_new_metadata_is_refused(bank, counter, refused):
    old = members(bank.publish())
    new = members(bank.publish(issue=2))
    name = newest(new, "targets")
    mixed = {**new, name: old[newest(old, "targets")]}
    payload = next(name for name in old if name.endswith(".zip"))
    mixed = {key: value for key, value in mixed.items() if not key.endswith(".zip") and key != container.MARK}
    mixed[payload] = old[payload]
    error = unchanged(counter, refused, container.packed(mixed))
    assert (type(error), error.code) == (SecurityRefusalError, "trust.mixed")


def stripped(data, duty, publisher):
    """The file without the content signature of one duty."""
    keyid = {hand[0].name: hand for hand in publisher.keys.of(duty)}
    ids = [key for key, value in publisher.room.root().keys.items() if value.unrecognized_fields["x-hfc-name"] in keyid]

    def drop(content):
        document = json.loads(content)
        document["signatures"] = [one for one in document["signatures"] if one["keyid"] not in ids]
        return json.dumps(document).encode()

    return with_members(data, **{"targets.json": drop})


@pytest.mark.parametrize(("duty", "code"), [("approver", "trust.no_approver"), ("author", "trust.no_author")])
def test_fault_08_one_signature_of_two_is_refused_and_the_missing_one_is_named(bank, counter, refused, duty, code):
    error = unchanged(counter, refused, stripped(bank.publish(), duty, bank))
    assert (type(error), error.code) == (SecurityRefusalError, code)


def test_fault_08_two_authors_are_no_author_and_approver(bank, tmp_path, refused):
    second = bank.keys.add("第二编写岗", "author")
    bank.room.change_root([second[0]], [], NOW)
    bank.sign_root()
    bank.submit(pack_files())
    metadata = bank.room._draft_of("sample")
    from hfc_desktop.packs.trust.keys import PortSigner

    metadata.sign(PortSigner(*second), append=True)
    (bank.room.folder / "lines/sample/draft.targets.json").write_bytes(metadata.to_bytes())
    bank.room._check_content = lambda *_parts: None
    counter = Counter(tmp_path / "另一柜台", bank)
    assert unchanged(counter, refused, bank.release()).code == "trust.no_approver"


def test_fault_09_one_key_signing_twice_counts_once(bank, counter, refused):
    def twice(content):
        document = json.loads(content)
        document["signatures"] = [document["signatures"][0]] * 2
        return json.dumps(document).encode()

    error = unchanged(counter, refused, with_members(bank.publish(), **{"targets.json": twice}))
    assert isinstance(error, SecurityRefusalError)


def test_fault_10_a_key_that_the_current_root_revoked_is_refused_by_name(bank, counter, refused):
    counter.install(bank.publish())
    public, key = bank.rotate("author")
    counter.install(bank.publish(issue=2))
    stale = members(bank.publish(issue=3))
    resigned = _signed_by(bank, stale, (public, key))
    error = unchanged(counter, refused, resigned)
    assert (error.code, error.params["holder"]) == ("trust.key_revoked", public.name)


def _signed_by(bank, files, hand):
    """The file with its content signed by another author, the rest as it is."""
    from tuf.api.metadata import Metadata

    from hfc_desktop.packs.trust.keys import PortSigner

    name = newest(files, "targets")
    metadata = Metadata.from_bytes(files[name])
    author = next(iter(metadata.signatures))
    del metadata.signatures[author]
    metadata.sign(PortSigner(*hand), append=True)
    changed = {**files, name: metadata.to_bytes()}
    return container.packed({key: value for key, value in changed.items() if key != container.MARK})


def test_fault_11_a_root_that_was_rotated_five_times_is_followed(bank, counter):
    counter.install(bank.publish())
    for duty in ("root", "author", "approver", "release", "root"):
        bank.rotate(duty)
    data = bank.publish(issue=2)
    assert container.root_versions(members(data)) == [1, 2, 3, 4, 5, 6]
    counter.install(data)
    assert counter.version() == ["2.1"]
    assert counter.catalogue.publishers()[0].root == 6


def test_fault_12_a_missing_root_on_the_way_is_named(bank, counter, refused):
    counter.install(bank.publish())
    bank.rotate("author")
    bank.rotate("author")
    data = with_members(bank.publish(issue=2), **{"/2.root.json": None})
    error = unchanged(counter, refused, data)
    assert (error.code, error.params["missing"]) == ("trust.chain_gap", 2)


def test_fault_13_a_root_that_the_old_keys_did_not_sign_is_refused(bank, counter, refused):
    counter.install(bank.publish())
    thief = bank.keys.of("root")[0]
    new = [bank.keys.add(f"盗用{n}", "root") for n in (1, 2, 3)]
    removed = [hand[0].name for hand in bank.keys.of("root")[:3]]
    bank.room.change_root([hand[0] for hand in new], removed, NOW)
    for hand in (thief, new[0], new[1]):
        bank.room.sign_root(*hand)
    draft = (bank.room.folder / "root.draft.json").read_bytes()
    files = members(bank.publish(issue=2))
    files.pop(container.MARK)
    error = unchanged(counter, refused, container.packed({**files, "metadata/2.root.json": draft}))
    assert (error.code, error.params["have"], error.params["need"]) == ("trust.root_not_signed", 1, 2)


def test_fault_14_a_stolen_release_key_is_outlived(bank, counter, refused):
    counter.install(bank.publish())
    folder = bank.room.folder / "lines" / "sample" / "metadata"
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    forward = json.loads((folder / "timestamp.json").read_bytes())
    forward["signed"]["version"] = 2**31
    (folder / "timestamp.json").write_bytes(json.dumps(forward).encode())
    counter.install(bank.release())  # the thief's: equal content, an endless version
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    assert refused(counter.install, bank.publish(issue=2)).code == "packs.older_than_installed"
    bank.rotate("release")
    counter.install(bank.publish(issue=3))
    assert counter.version() == ["3.1"]


def test_fault_15_an_expired_release_is_refused_and_a_manager_may_accept_it_with_a_reason(bank, counter, refused):
    data = bank.publish()
    counter.now = NOW + timedelta(days=401)
    counter.newest_record = counter.now.isoformat()
    error = unchanged(counter, refused, data)
    assert (error.code, error.params["expires"]) == ("trust.expired", "2027-12-29")
    assert refused(counter.install, data, Wishes(accept_expired=True)).code == "trust.no_reason"
    report = counter.install(data, Wishes(accept_expired=True, reason="总行专线中断"))
    assert (report.installed, report.overridden) == (("sample-1",), ("sample",))
    broken = with_members(data, **{".payload.zip": lambda old: old + b"x"})
    assert refused(counter.install, broken, Wishes(accept_expired=True, reason="试")).code == "trust.altered"


def test_fault_15_expiry_never_ends_what_is_active(bank, counter):
    counter.install(bank.publish())
    counter.now = NOW + timedelta(days=4000)
    assert counter.titles() == ["账户冻结怎么办"]


def test_fault_16_a_clock_in_2009_is_not_believed(bank, counter):
    counter.now = datetime(2009, 1, 1, 8, tzinfo=CHINA)
    report = counter.install(bank.publish())
    assert report.installed == ("sample-1",)
    assert report.warnings == ("clock_behind",)


def test_fault_17_a_clock_in_2040_is_asked_about_before_anything_is_called_expired(bank, counter, refused):
    counter.install(bank.publish())
    data = bank.publish(issue=2)
    counter.now = datetime(2040, 1, 1, 8, tzinfo=CHINA)
    error = unchanged(counter, refused, data)
    assert (type(error), error.code) == (UserMistakeError, "trust.clock_ahead")
    assert counter.titles() == ["账户冻结怎么办"]
    assert unchanged(counter, refused, data, Wishes(accept_date=True, reason="日期无误")).code == "trust.expired"


def test_fault_18_a_pack_past_its_review_day_still_opens(bank, counter):
    counter.install(bank.publish())
    counter.now = datetime(2027, 6, 1, 8, tzinfo=CHINA)
    index = counter.catalogue.open()
    item = index.item("faq.sample-one")
    index.close()
    assert item.review_by < counter.now.date()
    assert counter.titles() == ["账户冻结怎么办"]


def region(tmp_path, bank, code="330000"):
    made = Publisher(tmp_path / f"分行{code}", f"region-{code}")
    return made, bank.vouch({f"region-{code}.root.json": made.room.first_root()})


def test_fault_19_a_regional_key_for_a_national_path_is_refused(tmp_path, bank, counter, refused):
    branch, trust = region(tmp_path, bank)
    counter.install(trust)
    forged = members(branch.publish(pack_files(publisher="headoffice"), line="sample"))
    payload = next(name for name in forged if name.endswith(".zip"))
    forged[payload.replace("region-330000", "headoffice")] = forged.pop(payload)
    error = unchanged(counter, refused, container.packed({k: v for k, v in forged.items() if k != container.MARK}))
    assert isinstance(error, SecurityRefusalError)
    national = branch.publish(pack_files("other", publisher="headoffice"), line="other")
    assert unchanged(counter, refused, national).code == "trust.altered"
    everywhere = branch.publish(line="third")
    assert unchanged(counter, refused, everywhere).code == "trust.other_region"


def test_fault_19_a_region_that_nobody_vouches_for_is_refused(tmp_path, bank, counter, refused):
    branch, _trust = region(tmp_path, bank)
    data = branch.publish(item="  region: ['330100']\n")
    assert unchanged(counter, refused, data).code == "trust.unknown_publisher"


def test_fault_20_two_regions_with_the_same_id_stand_side_by_side(tmp_path, bank, counter):
    for code, city, title in (("330000", "330100", "冻结在杭州"), ("320000", "320100", "冻结在南京")):
        branch, trust = region(tmp_path, bank, code)
        counter.install(trust)
        data = branch.publish(
            pack_files(f"local-{code}", publisher=branch.name, title=title, item=f"  region: ['{city}']\n")
            | {"faq/one.yaml": _same_id(title, city)},
            line=f"local-{code}",
        )
        counter.install(data)
    index = counter.catalogue.open()
    found = {item.id: item.title for item in index.items_of("faq")}
    index.close()
    assert found == {"faq.r330000-same": "冻结在杭州", "faq.r320000-same": "冻结在南京"}


def _same_id(title, city):
    return trial_pack.question("same", title, more=f"  region: ['{city}']\n").encode()


def test_fault_21_an_sm2_signature_that_the_root_asks_for_must_be_there(tmp_path, refused):
    bank = Publisher(tmp_path / "国密总行", seal=True)
    counter = Counter(tmp_path / "国密柜台", bank)
    data = bank.publish()
    error = unchanged(counter, refused, stripped(data, "seal", bank))
    assert (type(error), error.code) == (SecurityRefusalError, "trust.no_seal")
    counter.install(data)
    assert counter.version() == ["1.1"]
    assert "印章岗" in counter.catalogue.installed()[0].signer


def test_fault_44_after_going_back_a_newer_pack_comes_in_and_an_older_does_not(bank, counter, refused):
    first = bank.publish()
    second = bank.publish(version=2, title="账户冻结改过的")
    counter.install(first)
    counter.install(second)
    counter.catalogue.roll_back()
    assert counter.version() == ["1.1"]
    assert refused(counter.install, first).code == "packs.older_than_installed"
    counter.install(second)
    assert counter.titles() == ["账户冻结改过的"]
