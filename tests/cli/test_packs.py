"""``hfc packs`` on the real command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hfc_desktop import i18n
from hfc_desktop.cli.app import run

BASE = Path(__file__).parents[1] / "packs" / "data" / "base"


class Shell:
    """Runs commands on one data folder and tells what came out."""

    def __init__(self, data, capsys):
        self.data, self.capsys = data, capsys

    def __call__(self, *words):
        arguments = ["packs", *map(str, words), "--data", str(self.data)]
        self.status = run(arguments)
        captured = self.capsys.readouterr()
        self.out, self.err = captured.out, captured.err
        return self.status

    def json(self, *words):
        self(*words, "--json")
        return json.loads(self.out)


@pytest.fixture
def hfc(tmp_path, capsys):
    i18n.set_language("en")
    yield Shell(tmp_path / "data", capsys)
    i18n.set_language("zh")


@pytest.fixture
def spoilt(tmp_path):
    root = tmp_path / "spoilt"
    shutil.copytree(BASE, root)
    path = root / "faq" / "sample.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("line: personal", "line: personel"), encoding="utf-8")
    return root


def test_a_clean_pack_has_status_0_and_says_so(hfc):
    assert hfc("validate", BASE) == 0
    assert hfc.out == ""
    assert "No faults" in hfc.err


def test_a_fault_is_one_line_with_place_code_message_and_hint(hfc, spoilt):
    assert hfc("validate", spoilt) == 1
    (line,) = hfc.out.splitlines()
    assert line.startswith(f"{spoilt}/faq/sample.yaml:6:9: schema.bad_choice: “personel” is no value")
    assert "Did you mean “personal”?" in line


def test_faults_as_json(hfc, spoilt):
    (fault,) = hfc.json("validate", spoilt)["faults"]
    assert hfc.status == 1
    assert {"file", "line", "column", "code", "message", "hint", "severity"} <= fault.keys()
    assert (fault["line"], fault["code"]) == (6, "schema.bad_choice")


def test_faults_in_chinese(hfc, spoilt):
    i18n.set_language("zh")
    hfc("validate", spoilt)
    assert "是不是“personal”" in hfc.out


def test_warnings_count_only_when_asked(hfc, tmp_path):
    root = tmp_path / "warned"
    shutil.copytree(BASE, root)
    path = root / "faq" / "sample.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  summary_en: One line\n", ""), encoding="utf-8")
    assert hfc("validate", root) == 0
    assert "warning: " in hfc.out
    assert hfc("validate", root, "--strict") == 1


def test_a_path_that_is_no_pack_is_the_users_mistake(hfc, tmp_path):
    assert hfc("validate", tmp_path) == 1
    assert "pack.yaml" in hfc.err


def test_no_path_is_wrong_usage(hfc):
    assert hfc("validate") == 2


def test_from_skeleton_to_installed_pack_and_back(hfc, tmp_path):
    source = tmp_path / "mine"
    assert hfc("new", source) == 0
    assert hfc("validate", source, "--strict") == 0
    built = hfc.json("build", source, "-o", tmp_path / "out")
    assert {"id", "version", "sha256", "items"} <= built.keys()
    assert hfc.json("install", built["path"])["installed"] == ["mine-1"]
    assert hfc.json("install", built["path"])["unchanged"] == ["mine-1"]
    (row,) = hfc.json("list")["packs"]
    assert (row["id"], row["version"], row["status"]) == ("mine", "1.1", "active")
    manifest = source / "pack.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("content_version: 1", "content_version: 2"), encoding="utf-8")
    assert hfc.json("install", source)["installed"] == ["mine-1"]
    assert hfc("install", built["path"]) == 4
    assert hfc("rollback", "mine") == 0
    assert hfc.json("list")["packs"][0]["version"] == "1.1"
    assert hfc("rollback") == 1


def test_a_pack_with_errors_is_not_installed(hfc, spoilt):
    assert hfc("install", spoilt) == 1
    assert "sample.yaml:6" in hfc.err
    assert hfc.json("list") == {"packs": []}


def test_a_comparison_in_text_and_as_json(hfc, spoilt, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(BASE, other)
    path = other / "faq" / "sample.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("带身份证。", "带护照。"), encoding="utf-8")
    assert hfc("diff", BASE, other) == 0
    assert "answer_short (changed): 带身份证。 → 带护照。" in hfc.out
    found = hfc.json("diff", BASE, other)
    assert [item["id"] for item in found["changed"]] == ["faq.sample"]
    assert found["added"] == found["withdrawn"] == []


def test_the_schema_of_a_kind(hfc):
    hfc("schema", "faq")
    assert json.loads(hfc.out)["title"] == "Faq"
    assert hfc("schema", "nothing") == 1


def test_a_hostile_file_is_refused_for_security(hfc, tmp_path):
    built = Path(hfc.json("build", BASE, "-o", tmp_path / "a.zip")["path"])
    built.write_bytes(built.read_bytes() + b"glued on")
    assert hfc("install", built) == 4
    assert "refused" in hfc.err
