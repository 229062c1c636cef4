"""Faults 22-27 and 45: files that are made to do harm, or merely renamed."""

from __future__ import annotations

import io
import os
import struct
import time
import unicodedata
import zipfile
import zlib

import pytest

from hfc_desktop.errors import SecurityRefusalError
from hfc_desktop.packs.archive import written
from hfc_desktop.packs.trust import container
from tests.faults.pack_house import members, pack_files, with_members


def zipped(entries, method=zipfile.ZIP_STORED):
    """A zip as a hostile tool writes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries:
            entry = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = method
            archive.writestr(entry, data)
    return target.getvalue()


def directory(data):
    """Where the directory begins; the payload inside has one of its own."""
    return struct.unpack("<L", data[-6:-2])[0]


def outer(data, extra, *, at=None):
    """The container with members put in by force."""
    entries = list(members(data).items())
    entries[len(entries) if at is None else at : len(entries) if at is None else at] = extra
    return zipped(entries)


def payload_of(bank, entries, method=zipfile.ZIP_DEFLATED):
    """A truly signed file whose payload is this zip: even the publisher's own keys do not open the gate."""
    bank.submit(zipped(entries, method))
    bank.approve()
    return bank.release()


def signed_payload(bank, payload):
    bank.submit(payload)
    bank.approve()
    return bank.release()


def crowd(count):
    """A zip of very many empty members, written by hand since the library takes seconds."""
    names = [f"faq/{number:06d}".encode() for number in range(count)]
    local = b"".join(struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, 10, 0) + name for name in names)
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 10, 0, 0, 0, 0, 0, number * 40) + name
        for number, name in enumerate(names)
    )
    return local + central + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(central), len(local), 0)


GOOD = list(pack_files().items())


@pytest.mark.parametrize("place", ["outer", "payload", "nested"])
def test_fault_22_a_bomb_is_refused_before_it_grows(bank, counter, refused, place):
    bomb = zlib.compress(b"\0" * 60_000_000, 9)
    if place == "outer":
        data = zipped([*members(bank.publish()).items(), ("targets/x/bomb", b"\0" * 30_000_000)], zipfile.ZIP_DEFLATED)
    elif place == "payload":
        data = payload_of(bank, [*GOOD, ("assets/bomb.bin", b"\0" * 60_000_000)])
    else:
        data = payload_of(bank, [*GOOD, ("assets/inner.zip", zipped([("a", bomb)], zipfile.ZIP_DEFLATED))])
    started = time.monotonic()
    refused(counter.install, data)
    assert time.monotonic() - started < 2
    assert counter.catalogue.installed() == ()


def test_fault_22_members_that_overlap_are_refused(bank, counter, refused):
    data = bytearray(bank.publish())
    last = data.rfind(b"PK\1\2")
    data[last + 42 : last + 46] = struct.pack("<L", 0)
    assert isinstance(refused(counter.install, bytes(data)), SecurityRefusalError)


@pytest.mark.parametrize("stated", [5, 60_000_000])
def test_fault_23_a_member_that_lies_about_its_size_is_refused(bank, counter, refused, stated):
    payload = bytearray(written(pack_files()))
    for sign, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = payload.find(sign) + place
        payload[at : at + 4] = struct.pack("<L", stated)
    error = refused(counter.install, signed_payload(bank, bytes(payload)))
    assert error.code in ("packs.archive_bomb", "packs.archive_damaged", "packs.archive_too_large")


NAMES = [
    "../evil.yaml", "..\\evil.yaml", "/etc/evil", "C:\\evil", "C:/evil", "\\\\host\\share\\evil", "faq/CON.yaml",
    "a:b", "faq/x.", "faq/x ", "名称.yaml",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_fault_24_an_unsafe_name_is_refused_outside_and_inside(bank, counter, refused, name):
    outside = refused(counter.install, outer(bank.publish(), [(name, b"x")]))
    inside = refused(counter.install, payload_of(bank, [*GOOD, (name, b"x")]))
    assert (outside.code, inside.code) == ("packs.archive_name", "packs.archive_name")
    assert not list(counter.root.rglob("*evil*"))


def test_fault_24_a_nul_and_a_link_are_refused(bank, counter, refused):
    nul = zipped([*GOOD, ("faq/axb.yaml", b"x")]).replace(b"faq/axb", b"faq/a\0b")
    assert refused(counter.install, signed_payload(bank, nul)).code == "packs.archive_name"
    link = zipfile.ZipInfo("faq/link.yaml")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert refused(counter.install, payload_of(bank, [*GOOD, (link, b"/etc/passwd")])).code == "packs.archive_name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_fault_25_a_member_that_is_there_twice_is_refused(bank, counter, refused):
    data = bank.publish()
    first = next(name for name in members(data) if name.endswith("root.json"))
    assert refused(counter.install, outer(data, [(first, b"x")])).code == "packs.archive_twice"
    for twin in ("faq/one.yaml", "FAQ/ONE.yaml"):
        error = refused(counter.install, payload_of(bank, [*GOOD, (twin, b"x")]))
        assert error.code in ("packs.archive_twice", "packs.archive_name")


def test_fault_25_names_that_differ_in_unicode_form_alone_are_refused(bank, counter, refused):
    entries = [(f"faq/{unicodedata.normalize(form, 'é')}.yaml", b"x") for form in ("NFC", "NFD")]
    assert refused(counter.install, payload_of(bank, [*GOOD, *entries])).code == "packs.archive_name"


def test_fault_26_a_hundred_thousand_members_are_refused_by_their_count(bank, counter, refused):
    data = bytearray(bank.publish())
    data[-14:-10] = struct.pack("<HH", 50_000, 50_000)
    many = crowd(100_000)
    for file in (bytes(data), many):
        started = time.monotonic()
        assert isinstance(refused(counter.install, file), SecurityRefusalError)
        assert time.monotonic() - started < 1


@pytest.mark.parametrize(("at", "value"), [(6, 1), (8, 12), (8, 8)])
def test_fault_27_encrypted_and_oddly_packed_members_are_refused(bank, counter, refused, at, value):
    data = bytearray(bank.publish())
    first = directory(data)
    data[at : at + 2] = struct.pack("<H", value)
    data[first + at + 2 : first + at + 4] = struct.pack("<H", value)
    assert refused(counter.install, bytes(data)).code == "packs.archive_kind"


def test_fault_27_split_and_zip64_archives_are_refused(bank, counter, refused):
    split = bytearray(bank.publish())
    split[-18:-16] = b"\1\0"
    assert refused(counter.install, bytes(split)).code == "packs.archive_kind"
    large = bytearray(bank.publish())
    large[-6:-2] = b"\xff\xff\xff\xff"
    assert refused(counter.install, bytes(large)).code == "packs.archive_kind"


def test_members_out_of_their_order_are_refused(bank, counter, refused):
    names = list(members(bank.publish()).items())
    error = refused(counter.install, zipped([names[0], *reversed(names[1:])]))
    assert error.code == "packs.archive_order"


@pytest.mark.parametrize("missing", ["timestamp.json", "snapshot.json", "targets.json", ".payload.zip"])
def test_a_container_that_lacks_a_part_is_refused(bank, counter, refused, missing):
    assert refused(counter.install, with_members(bank.publish(), **{missing: None})).code == "trust.incomplete"


def test_a_container_of_a_newer_format_asks_for_an_update(bank, counter, refused):
    entries = [(name, b"2" if name == container.MARK else data) for name, data in members(bank.publish()).items()]
    assert refused(counter.install, zipped(entries)).code == "trust.newer_format"


@pytest.mark.parametrize("name", ["包.zip", "包 (1).hfcpack", "download.tmp", "无后缀"])
def test_fault_45_the_name_of_the_file_does_not_matter(bank, counter, name):
    assert counter.install(bank.publish(), name=name).installed == ("sample-1",)


def test_fault_45_a_very_long_path_is_read(bank, counter):
    folder = counter.root / "/".join(["长" * 40] * 4)
    folder.mkdir(parents=True)
    path = folder / ("指" * 40 + ".hfcpack")
    path.write_bytes(bank.publish())
    assert len(os.fsencode(path)) > 260
    assert counter.catalogue.install([path]).installed == ("sample-1",)


def test_a_stick_with_several_issues_brings_the_newest(bank, counter):
    for issue in (1, 2, 10):
        counter.file(bank.publish(issue=issue), f"sample-{issue}.hfcpack")
    report = counter.catalogue.install([counter.root / "stick"])
    assert report.installed == ("sample-10",)
