"""Head office's bench: beginning and building packs."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.errors import UserMistakeError
from hfc_desktop.packs.opening import PINYIN, open_pack, packs_in, readings_in
from hfc_desktop.packs.workshop import Workshop

BASE = Path(__file__).parent / "data" / "base"
TODAY = date(2026, 11, 24)


def fake_readings(items):
    return {item.title: ["yang li"] for item in items}


@pytest.fixture
def workshop():
    return Workshop(fake_readings)


def test_the_skeleton_of_a_new_pack_has_no_fault(workshop, tmp_path):
    names = workshop.begin(tmp_path / "My Pack 1", TODAY)
    assert "pack.yaml" in names
    assert workshop.check([tmp_path / "My Pack 1"], TODAY) == []
    assert open_pack(tmp_path / "My Pack 1").manifest.pack_id == "my-pack-1"


@given(st.text(alphabet="我的包abc-_ 1", min_size=1, max_size=8).filter(lambda name: name.strip(" .")))
def test_any_folder_name_gives_a_valid_skeleton(name):
    from hfc_desktop.packs.skeleton import skeleton
    from hfc_desktop.packs.source import read_pack
    from hfc_desktop.packs.workshop import _NOT_IN_ID

    pack_id = _NOT_IN_ID.sub("-", name.lower()).strip("-") or "new-pack"
    files = {key: text.encode() for key, text in skeleton(pack_id, TODAY).items()}
    assert read_pack(files, "x").faults == ()


def test_a_folder_that_holds_something_is_left_alone(workshop, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserMistakeError) as caught:
        workshop.begin(tmp_path, TODAY)
    assert caught.value.code == "packs.not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_built_pack_holds_the_same_items_and_the_readings(workshop, tmp_path):
    built = workshop.build(BASE, tmp_path, TODAY)
    path = tmp_path / "targets" / "headoffice" / "base-1.payload.zip"
    assert built.path == str(path)
    assert built.size == path.stat().st_size
    source = open_pack(path)
    assert [found.item for found in source.items] == [found.item for found in open_pack(BASE).items]
    assert source.faults == ()
    assert readings_in([source])["样例问题"] == ["yang li"]
    assert not workshop.differences(BASE, path)


def test_building_twice_gives_the_same_bytes(workshop, tmp_path):
    one = workshop.build(BASE, tmp_path / "one.zip", TODAY)
    two = workshop.build(BASE, tmp_path / "two.zip", TODAY)
    assert one.sha256 == two.sha256
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_pack_with_errors_is_not_built(workshop, tmp_path):
    shutil.copytree(BASE, tmp_path / "bad")
    (tmp_path / "bad" / "faq" / "sample.yaml").write_text("- id: faq.x\n", encoding="utf-8")
    with pytest.raises(UserMistakeError) as caught:
        workshop.build(tmp_path / "bad", tmp_path / "out", TODAY)
    assert caught.value.code == "packs.build_has_errors"
    assert not (tmp_path / "out").exists()


def test_a_pack_that_cannot_be_read_is_not_compared(workshop, tmp_path):
    shutil.copytree(BASE, tmp_path / "bad")
    (tmp_path / "bad" / "faq" / "sample.yaml").write_text("- id: faq.x\n", encoding="utf-8")
    with pytest.raises(UserMistakeError) as caught:
        workshop.differences(BASE, tmp_path / "bad")
    assert "faq/sample.yaml:1:" in caught.value.params["place"]


def test_packs_are_found_in_a_publication_a_folder_and_a_file(workshop, tmp_path):
    built = Path(workshop.build(BASE, tmp_path / "pub", TODAY).path)
    assert packs_in(tmp_path / "pub") == [built]
    assert packs_in(built) == [built]
    assert packs_in(BASE) == [BASE]
    assert packs_in(BASE.parent) == [BASE]
    with pytest.raises(UserMistakeError):
        packs_in(tmp_path)


@pytest.mark.parametrize("damage", [b"{", b"[1]", b'{"a": 1}', b'{"a": [1]}'])
def test_readings_that_are_none_are_left_aside(damage, workshop, tmp_path):
    source = open_pack(Path(workshop.build(BASE, tmp_path / "one.zip", TODAY).path))
    files = {**source.files, PINYIN: damage}
    assert readings_in([type(source)("x", None, source.manifest_place, (), (), frozenset(), files, ())]) == {}


def test_every_kind_has_a_schema_with_descriptions(workshop):
    schemas = workshop.schemas()
    assert len(schemas) == 21
    fields = schemas["scenario"]["$defs"]["Node"]["properties"]
    assert fields["must_not_say"]["description"].startswith("What not to say")
    assert schemas["pack"]["$defs"]["PackManifest"]["additionalProperties"] is False
    json.dumps(schemas)
