"""The validator: a set of faulty files, one rule each, found at the right line; and what it says of packs together."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from hfc_desktop.domain.guidance.faults import Severity
from hfc_desktop.packs.validator import check_paths
from hfc_desktop.wording.faults import WORDS, fault_hint, fault_text

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "hfc_desktop" / "packs"
BASE = HERE / "data" / "base"
FAULTY = HERE / "faulty"
CASES = sorted(path for path in FAULTY.rglob("*.yaml"))
FILES = {"pack.yaml", "regions.csv", "pinyin.json"}
TODAY = date(2026, 11, 24)


def checked(root):
    faults = check_paths([root], TODAY)
    return [(Path(fault.file).relative_to(root).as_posix(), fault.line, fault.code) for fault in faults], faults


def expectation(path):
    """The first line of a faulty file says where which fault must be found, and which it causes in other files."""
    head = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    here, _bar, elsewhere = head.partition(" | elsewhere: ")
    name = path.relative_to(FAULTY).as_posix().partition("/")[2]
    found = [(name, int(line), code) for line, code in re.findall(r"(\d+) ([a-z_.]+)", here)]
    return found, re.findall(r"(\S+) ([a-z_.]+)", elsewhere)


def test_there_is_a_faulty_file_for_more_than_eighty_rules():
    assert len({path.relative_to(FAULTY).parts[0].partition("~")[0] for path in CASES}) >= 80


def test_the_pack_that_the_faulty_files_spoil_is_clean():
    assert checked(BASE)[0] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.relative_to(FAULTY).parts[0])
def test_each_fault_is_found_at_its_line_and_no_other(path, tmp_path):
    root = tmp_path / "pack"
    shutil.copytree(BASE, root)
    name = path.relative_to(FAULTY).as_posix().partition("/")[2]
    shutil.copy(path, root / name)
    here, elsewhere = expectation(path)
    found, faults = checked(root)
    assert [fault for fault in found if fault[0] == name] == sorted(here)
    assert [(file, code) for file, _line, code in found if file != name] == elsewhere
    for fault in faults:
        for language in ("zh", "en"):
            text = fault_text(fault.code, fault.params, language) + fault_hint(fault.code, fault.params, language)
            assert "{" not in text.replace("{name}", "")
            assert text.strip()


def test_every_fault_is_worded_in_chinese_and_in_english():
    for code in WORDS:
        for words in (fault_text, fault_hint):
            blank = dict.fromkeys(re.findall(r"{(\w+)}", "".join(WORDS[code])), "")
            assert re.search("[一-鿿]", words(code, blank, "zh")), code
            assert not re.search("[一-鿿]", words(code, blank, "en")), code


def test_every_code_that_the_engine_can_give_has_words():
    sources = [*PACKAGE.rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if "index" not in path.parts)
    families = "|".join(sorted({code.partition(".")[0] for code in WORDS}))
    named = set(re.findall(rf'"((?:{families})\.[a-z0-9_]+)"', text)) - FILES
    assert named - WORDS.keys() == set()
    assert WORDS.keys() - named == set()


def copy(root, name, pack_id, *, requires="", drop=()):
    folder = root / name
    shutil.copytree(BASE, folder)
    manifest = (folder / "pack.yaml").read_text(encoding="utf-8").replace("pack_id: base", f"pack_id: {pack_id}")
    (folder / "pack.yaml").write_text(manifest + requires, encoding="utf-8")
    for kind in drop:
        shutil.rmtree(folder / kind)
    return folder


ALL_BUT = [path.name for path in BASE.iterdir() if path.is_dir()]


def test_an_id_in_two_packs_is_found_in_the_second(tmp_path):
    copy(tmp_path, "a", "one")
    copy(tmp_path, "b", "two", drop=[kind for kind in ALL_BUT if kind != "glossary"])
    found, faults = checked(tmp_path)
    assert found == [("b/glossary/sample.yaml", 1, "id.twice")]
    assert "a/glossary/sample.yaml:1" in str(faults[0].params["other"])


def test_two_packs_of_one_id_are_told(tmp_path):
    copy(tmp_path, "a", "one")
    copy(tmp_path, "b", "one", drop=[kind for kind in ALL_BUT if kind != "faq"])
    assert checked(tmp_path)[0] == [("b/faq/sample.yaml", 1, "id.twice"), ("b/pack.yaml", 2, "pack.twice")]


def test_a_reference_to_a_pack_that_is_not_required_is_a_warning(tmp_path):
    copy(tmp_path, "a", "one", drop=["quiz"])
    copy(tmp_path, "b", "two", requires="", drop=[kind for kind in ALL_BUT if kind != "quiz"])
    found, faults = checked(tmp_path)
    assert [entry[2] for entry in found] == ["reference.not_required", "reference.not_required"]
    assert {fault.severity for fault in faults} == {Severity.WARNING}


def test_a_pack_alone_finds_the_packs_that_it_requires_beside_it(tmp_path):
    copy(tmp_path, "a", "one", drop=["quiz", "case"])
    second = copy(tmp_path, "b", "two", requires="requires: [one]\n", drop=[k for k in ALL_BUT if k not in {"quiz"}])
    assert check_paths([second], TODAY) == []


def test_while_a_required_pack_is_missing_lost_references_are_warnings(tmp_path):
    second = copy(tmp_path, "b", "two", requires="requires: [one]\n", drop=[k for k in ALL_BUT if k not in {"quiz"}])
    faults = check_paths([second], TODAY)
    assert [fault.code for fault in faults] == ["pack.required_absent", "reference.unresolved"]
    assert {fault.severity for fault in faults} == {Severity.WARNING}


def test_an_item_that_cannot_be_read_does_not_make_references_to_it_dead_as_well(tmp_path):
    root = copy(tmp_path, "a", "one")
    path = root / "faq" / "sample.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("answer_short", "answer_shrot"), encoding="utf-8")
    assert {fault.code for fault in check_paths([root], TODAY)} == {"schema.unknown_field", "schema.missing_field"}


def test_replacements_must_agree_at_both_ends_and_meet(tmp_path):
    root = copy(tmp_path, "a", "one")
    path = root / "glossary" / "sample.yaml"
    old = path.read_text(encoding="utf-8")
    new = old.replace("glossary.sample", "glossary.new").replace("2026-01-01", "2026-06-01")
    (root / "glossary" / "new.yaml").write_text(new + "  supersedes: [glossary.sample]\n", encoding="utf-8")
    path.write_text(old + "  superseded_by: glossary.new\n  valid_to: 2026-05-31\n", encoding="utf-8")
    assert check_paths([root], TODAY) == []
    path.write_text(old + "  superseded_by: glossary.new\n  valid_to: 2026-05-30\n", encoding="utf-8")
    assert [fault.code for fault in check_paths([root], TODAY)] == ["supersedes.gap"]
    path.write_text(old + "  superseded_by: glossary.new\n  supersedes: [glossary.new]\n", encoding="utf-8")
    assert "supersedes.cycle" in {fault.code for fault in check_paths([root], TODAY)}


def test_the_same_packs_give_the_same_faults_in_the_same_order(tmp_path):
    for case in CASES[:40]:
        target = tmp_path / "pack" / case.parent.name / f"{CASES.index(case)}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(case, target)
    shutil.copy(BASE / "pack.yaml", tmp_path / "pack" / "pack.yaml")
    first, second = check_paths([tmp_path], TODAY), check_paths([tmp_path], TODAY)
    assert first == second
    assert first == sorted(first, key=lambda fault: (fault.file, fault.line, fault.column))


def test_a_restricted_item_must_not_hand_over_to_a_restricted_one(tmp_path):
    root = copy(tmp_path, "a", "one")
    path = root / "restriction" / "sample.yaml"
    closed = "  confidentiality: restricted\n  print_allowed: false\n"
    text = path.read_text(encoding="utf-8")
    handing = closed + "  handover: glossary.sample\n  handover_post: 法律岗\n"
    path.write_text(text.replace("  line:", handing + "  line:"), encoding="utf-8")
    assert check_paths([root], TODAY) == []
    term = root / "glossary" / "sample.yaml"
    term.write_text(term.read_text(encoding="utf-8").replace("  line:", closed + "  line:"), encoding="utf-8")
    assert [fault.code for fault in check_paths([root], TODAY)] == ["restricted.handover_restricted"]


def test_an_open_item_and_its_restricted_twin_share_a_code(tmp_path):
    root = copy(tmp_path, "a", "one")
    path = root / "restriction" / "sample.yaml"
    twin = path.read_text(encoding="utf-8").replace("restriction.sample", "restriction.twin")
    closed = (
        "  confidentiality: restricted\n  print_allowed: false\n"
        "  handover: restriction.sample\n  handover_post: 法律岗\n  line:"
    )
    (root / "restriction" / "twin.yaml").write_text(twin.replace("  line:", closed), encoding="utf-8")
    assert check_paths([root], TODAY) == []


def test_a_region_publishes_only_for_places_inside_it(tmp_path):
    root = copy(tmp_path, "a", "one", drop=[kind for kind in ALL_BUT if kind != "glossary"])
    manifest = root / "pack.yaml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("publisher: headoffice", "publisher: region-650000"),
        encoding="utf-8",
    )
    path = root / "glossary" / "sample.yaml"
    text = path.read_text(encoding="utf-8")
    assert [fault.code for fault in check_paths([root], TODAY)] == ["region.not_scoped"]
    path.write_text(text.replace("  line:", '  region: ["650100"]\n  line:'), encoding="utf-8")
    assert check_paths([root], TODAY) == []
    path.write_text(text.replace("  line:", '  region: ["440100"]\n  line:'), encoding="utf-8")
    assert {fault.code for fault in check_paths([root], TODAY)} == {"region.unknown", "region.foreign"}


def test_a_pack_without_items_is_a_warning(tmp_path):
    root = copy(tmp_path, "a", "one", drop=ALL_BUT)
    assert [(fault.code, fault.severity) for fault in check_paths([root], TODAY)] == [
        ("pack.no_items", Severity.WARNING)
    ]
