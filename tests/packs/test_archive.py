"""Built packs: written the same way every time, and read so that no crafted file does harm."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.errors import HfcError, SecurityRefusalError, UserMistakeError
from hfc_desktop.packs.archive import MAX_FILE, read_archive, unpacked, written
from hfc_desktop.packs.files import MAX_FILES

FILES = {"pack.yaml": b"schema: 1\n" * 30, "faq/one.yaml": "问".encode() * 200, "assets/a.png": bytes(range(256)) * 9}


def crafted(entries, method=zipfile.ZIP_DEFLATED):
    """A zip as a careless or hostile tool would write it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries:
            entry = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = method
            archive.writestr(entry, data)
    return target.getvalue()


def refusal(data):
    with pytest.raises(HfcError) as caught:
        unpacked(data, "x.zip")
    return caught.value


def test_what_was_written_is_read_back():
    assert dict(unpacked(written(FILES), "x.zip")) == FILES


def test_equal_content_gives_equal_bytes_whatever_the_order():
    assert written(FILES) == written(dict(reversed(FILES.items())))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_flipped_bit_anywhere_is_refused_or_harmless(data):
    whole = written(FILES)
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = bytearray(whole)
    spoilt[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = dict(unpacked(bytes(spoilt), "x.zip"))
    except HfcError:
        return
    assert found == FILES


def test_a_file_cut_off_anywhere_is_refused():
    whole = written(FILES)
    for length in [*range(0, len(whole), 97), len(whole) - 1]:
        refusal(whole[:length])


@pytest.mark.parametrize("glue", ["before", "behind"])
def test_bytes_glued_on_are_refused(glue):
    whole = written(FILES)
    error = refusal(b"MZ" + whole if glue == "before" else whole + b"\0")
    assert isinstance(error, SecurityRefusalError)
    assert error.code == "packs.archive_extra"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml", "faq/../../evil.yaml", "..\\..\\evil", "/etc/passwd", "C:/evil", "C:\\evil", "\\\\host\\share",
        "faq/CON.yaml", "nul", "a:b", "faq/x.", "faq/ x.yaml", "faq//x.yaml", "faq/", "名称.yaml", "a" * 200,
        "one/two/three/four/five.yaml",
    ],
)  # fmt: skip
def test_unsafe_names_are_refused(name):
    error = refusal(crafted([("pack.yaml", b"x"), (name, b"x")]))
    assert (type(error), error.code) == (SecurityRefusalError, "packs.archive_name")


def test_a_name_with_a_nul_is_refused():
    whole = crafted([("pack.yaml", b"x"), ("faq/axb", b"x")]).replace(b"faq/axb", b"faq/a\0b")
    assert refusal(whole).code == "packs.archive_name"


def test_links_are_refused():
    link = zipfile.ZipInfo("faq/link.yaml")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert refusal(crafted([("pack.yaml", b"x"), (link, b"/etc/passwd")])).code == "packs.archive_name"


@pytest.mark.parametrize("twin", ["faq/one.yaml", "FAQ/ONE.yaml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_refused(twin):
    error = refusal(crafted([("pack.yaml", b"x"), ("faq/one.yaml", b"x"), (twin, b"y")]))
    assert error.code == "packs.archive_twice"


def test_a_bomb_is_refused_before_it_is_unpacked():
    error = refusal(crafted([("pack.yaml", b"x"), ("faq/bomb.yaml", b"\0" * 20_000_000)]))
    assert (type(error), error.code) == (SecurityRefusalError, "packs.archive_bomb")


def test_a_member_that_lies_about_its_size_is_refused():
    whole = bytearray(crafted([("pack.yaml", b"\0" * 100_000)]))
    for sign, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = whole.find(sign) + place
        whole[at : at + 4] = struct.pack("<L", 5)
    assert refusal(bytes(whole)).code == "packs.archive_bomb"


def test_too_many_members_are_refused_by_their_count_alone():
    whole = bytearray(crafted([("pack.yaml", b"x")]))
    whole[-14:-10] = struct.pack("<HH", MAX_FILES + 1, MAX_FILES + 1)
    assert refusal(bytes(whole)).code == "packs.archive_too_large"


def test_encrypted_split_and_oddly_packed_files_are_refused():
    for at, value in ((6, 1), (8, 12)):  # flags, method
        whole = bytearray(written(FILES))
        first = whole.find(b"PK\1\2")
        whole[at : at + 2] = struct.pack("<H", value)
        whole[first + at + 2 : first + at + 4] = struct.pack("<H", value)
        assert refusal(bytes(whole)).code == "packs.archive_kind"
    whole = bytearray(written(FILES))
    whole[-18:-16] = b"\1\0"
    assert refusal(bytes(whole)).code == "packs.archive_kind"


def test_members_that_overlap_are_refused():
    whole = bytearray(crafted([("pack.yaml", b"x" * 50), ("faq/one.yaml", b"x" * 50)], zipfile.ZIP_STORED))
    second = whole.rfind(b"PK\1\2")
    whole[second + 42 : second + 46] = struct.pack("<L", 0)
    assert refusal(bytes(whole)).code == "packs.archive_extra"


def test_a_zip_that_is_no_pack_says_so():
    error = refusal(crafted([("readme.txt", b"x")]))
    assert (type(error), error.code) == (UserMistakeError, "packs.no_manifest")


def test_the_name_of_the_file_does_not_matter(tmp_path):
    path = tmp_path / "下载 (1).tmp"
    path.write_bytes(written(FILES))
    assert dict(read_archive(path)) == FILES


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path):
    path = tmp_path / "big.zip"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE * 4)
    with pytest.raises(SecurityRefusalError):
        read_archive(path)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_anything_else_is_refused_by_name(data):
    refusal(data)
