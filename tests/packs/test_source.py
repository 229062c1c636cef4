"""Reading whole packs: whatever an editor writes, the answer is faults with places and never a crash."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.faults import Severity
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.packs.files import read_folder
from hfc_desktop.packs.source import read_pack, read_source
from hfc_desktop.packs.validator import check_packs
from hfc_desktop.packs.yaml_loader import load, walk
from hfc_desktop.wording.faults import fault_hint, fault_text

BASE = Path(__file__).parent / "data" / "base"
TODAY = date(2026, 11, 24)
FILES = dict(read_folder(BASE))
KIND_FILES = sorted(name for name in FILES if name.count("/") == 1)
ODD = st.recursive(
    st.sampled_from(
        ["", "yes", "010", "2026-13-01", "faq.sample", "-1", "9" * 400, "P", "冻结", "!x", "{", "0001-01-01"]
    ),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "text", "next"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def replaced(value, path, new):
    if not path:
        return new
    if isinstance(value, dict):
        return {**value, path[0]: replaced(value[path[0]], path[1:], new)}
    return [replaced(inner, path[1:], new) if number == path[0] else inner for number, inner in enumerate(value)]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_value_at_any_place_gives_faults_and_never_a_crash(data):
    name = data.draw(st.sampled_from([*KIND_FILES, "pack.yaml"]))
    value = load(FILES[name], name).value
    path, _text = data.draw(st.sampled_from(list(walk(value))))
    path = path[: data.draw(st.integers(1, len(path)))]
    spoilt = replaced(value, path, data.draw(ODD))
    source = read_pack({**FILES, name: json.dumps(spoilt, ensure_ascii=False).encode()}, "x")
    for fault in check_packs([source], TODAY):
        assert fault_text(fault.code, fault.params, "zh")
        assert fault_hint(fault.code, fault.params, "en")
        assert fault.line <= 1 or fault.file != f"x/{name}"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([*KIND_FILES, "regions.csv"]), st.data())
def test_a_file_cut_or_spoilt_anywhere_gives_faults_and_never_a_crash(name, data):
    whole = FILES[name]
    at = data.draw(st.integers(0, len(whole)))
    spoilt = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 9)) :]
    check_packs([read_pack({**FILES, name: spoilt}, "x")], TODAY)


def codes(files):
    return {(fault.file, fault.code): fault.severity for fault in read_pack({**FILES, **files}, "x").faults}


def test_files_that_do_not_belong_are_told():
    found = codes(
        {
            "faqs/one.yaml": b"x",
            "faq/one.yml": b"x",
            "faq/sub/one.yaml": b"x",
            "notes.docx": b"x",
            "faq/冻结.yaml": b"x",
            "assets/run.exe": b"MZ",
            "assets/a.png": b"GIF89a",
            "NOTICE": b"from elsewhere",
            "LICENSE-regions.txt": b"MIT",
            "lookup/pinyin.json": b"{}",
        }
    )
    assert found == {
        ("x/faqs/one.yaml", "file.unknown_folder"): Severity.ERROR,
        ("x/faq/one.yml", "file.unexpected"): Severity.WARNING,
        ("x/faq/sub/one.yaml", "file.unexpected"): Severity.WARNING,
        ("x/notes.docx", "file.unexpected"): Severity.WARNING,
        ("x/faq/冻结.yaml", "file.name"): Severity.ERROR,
        ("x/assets/run.exe", "asset.type"): Severity.ERROR,
        ("x/assets/a.png", "asset.not_that_type"): Severity.ERROR,
    }


def test_a_pack_of_a_newer_format_is_not_judged_by_our_rules():
    manifest = FILES["pack.yaml"].replace(b"schema: 1", b"schema: 2\nnew_field: x")
    assert set(codes({"pack.yaml": manifest, "future/one.yaml": b"x: 1"})) == {("x/pack.yaml", "pack.newer_schema")}


def test_what_editors_and_systems_leave_behind_is_not_read(tmp_path):
    for name in (
        "pack.yaml",
        "faq/one.yaml",
        ".git/config",
        "faq/.one.yaml.swp",
        "faq/one.yaml~",
        "Thumbs.db",
        ".DS_Store",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x: 1", encoding="utf-8")
    assert list(read_folder(tmp_path)) == ["faq/one.yaml", "pack.yaml"]


def test_a_folder_without_a_description_and_one_with_a_link_are_refused(tmp_path):
    with pytest.raises(UserMistakeError) as caught:
        read_source(tmp_path)
    assert caught.value.code == "packs.no_manifest"
    (tmp_path / "pack.yaml").write_text("schema: 1", encoding="utf-8")
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "one.yaml").symlink_to("/etc/hostname")
    with pytest.raises(UserMistakeError) as caught:
        read_source(tmp_path)
    assert caught.value.code == "packs.link_in_folder"


def test_a_file_that_cannot_be_opened_is_a_fault_of_the_surroundings(tmp_path):
    class Locked(type(tmp_path)):
        """A path whose bytes cannot be read, as when another program holds the file."""

        def read_bytes(self):
            raise PermissionError(13, "in use")

    (tmp_path / "pack.yaml").write_text("schema: 1", encoding="utf-8")
    with pytest.raises(EnvironmentFaultError):
        read_folder(Locked(tmp_path))
