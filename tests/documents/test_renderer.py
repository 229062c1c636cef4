"""The printed note, read back from its own bytes."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hfc_desktop.documents import faces
from hfc_desktop.documents.renderer import Renderer
from hfc_desktop.domain.documents import Copy, Mark
from tests import pdf
from tests.documents.conftest import RARE, for_file, head, make_decided, make_extreme, make_short, make_typical

GOLDEN = Path(__file__).parents[1] / "golden"
NOTES = {
    "handling-typical": make_typical,
    "handling-short": make_short,
    "handling-file": lambda: for_file(make_typical()),
    "handling-extreme": make_extreme,
    "handling-decided": make_decided,
    "handling-decided-english": lambda: replace(make_decided(), head=head(language="en")),
    "handling-english": lambda: replace(make_typical(), head=replace(make_typical().head, language="en")),
}


def text_of(content):
    """Text of a PDF as another program reads it."""
    return "\n".join(line for page in pdf.texts(content) for line in page.replace("\r\n", "\n").split("\n"))


def packed(text):
    return "".join(text.split())


def rendered(note):
    return Renderer().render("handling", note)


@pytest.mark.parametrize("name", NOTES)
def test_the_text_is_the_golden_one(name):
    """To take a wanted change over: write the text that this test shows into the golden file."""
    assert text_of(rendered(NOTES[name]())).split("\n") == (GOLDEN / f"{name}.txt").read_text("utf-8").split("\n")


def test_every_field_comes_back_whole(typical):
    read = packed(text_of(rendered(typical)))
    texts = [
        typical.head.number,
        typical.head.check_code,
        RARE,
        typical.parties[0].id_masked,
        typical.parties[0].phone_masked,
        typical.claim,
        typical.facts,
        typical.basis,
        typical.first_advice,
        "2,600.00",
        "2026-12-09",
        "2026-12-24",
        "2027-01-23",
        typical.restriction.lifter,
        *typical.restriction.steps,
        *typical.restriction.papers,
        "12378",
        *(line.step for line in typical.path),
        *(line.answer for line in typical.path),
    ]
    assert [text for text in texts if packed(text) not in read] == []


def test_another_reader_sees_the_rare_characters_too(typical, tmp_path):
    file = tmp_path / "note.pdf"
    file.write_bytes(rendered(typical))
    try:
        read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed here")
    assert RARE in read
    assert "转账2,600.00元时提示" in read


def test_facts_of_two_thousand_characters_are_all_there(extreme):
    read = packed(text_of(rendered(extreme)))
    foot = packed(extreme.head.number)
    assert len(extreme.facts) == 2000
    for start in range(0, 1900, 100):
        piece = packed(extreme.facts[start : start + 30])
        assert piece in read or foot in read


def test_the_same_note_gives_the_same_bytes_and_another_gives_others(typical):
    assert rendered(typical) == rendered(typical)
    assert rendered(typical) != rendered(replace(typical, claim=typical.claim + "。"))


@pytest.mark.parametrize("name", NOTES)
def test_a_note_is_a_small_file(name):
    assert len(rendered(NOTES[name]())) < 200_000


def test_the_customers_copy_keeps_quiet_about_what_is_internal(typical):
    inside = for_file(typical)
    customer, file = (packed(text_of(rendered(note))) for note in (typical, inside))
    for secret in ("60417", "60410", "内部备注", "严重程度", "得分", "语速较快", "100398"):
        assert secret not in customer
        assert secret in file


def test_the_file_copy_holds_all_that_the_customers_copy_holds(typical):
    customer, file = (packed(text_of(rendered(note))) for note in (typical, for_file(typical)))
    for text in (RARE, typical.facts, typical.first_advice, typical.restriction.lifter, "2027-01-23"):
        assert packed(text) in customer
        assert packed(text) in file


def test_the_file_says_what_it_is_without_personal_data(typical):
    content = rendered(typical)
    stamp = Renderer().stamp(content)
    assert stamp == typical.head.stamp()
    properties = " ".join(pdf.properties(content).values())
    assert typical.parties[0].name not in properties
    assert "2846" not in properties


def test_no_other_file_has_a_stamp():
    assert Renderer().stamp(b"%PDF-1.4\nnothing") is None
    assert Renderer().stamp(b"") is None


def test_a_reprint_says_so_and_keeps_its_number(typical):
    again = replace(typical, head=replace(typical.head, print_no=2))
    read = text_of(rendered(again))
    assert "补打" in read
    assert "补打" not in text_of(rendered(typical))
    assert typical.head.number in read


@pytest.mark.parametrize(("mark", "word"), [(Mark.DEMO, "演示数据"), (Mark.DRAFT, "草稿")])
def test_drafts_and_demos_are_marked_on_every_page_clear_of_the_text(typical, mark, word):
    content = rendered(replace(typical, head=replace(typical.head, mark=mark)))
    assert all(word in page for page in pdf.texts(content))
    assert "投诉" not in pdf.text(content, left=560)


def test_every_embedded_face_is_ours_and_nothing_is_left_to_the_reader(typical):
    content = rendered(typical)
    assert b"Helvetica" not in content
    assert content.count(b"/FontFile2") >= 3


def test_copies_are_told_apart_in_the_head(typical):
    assert "客户联" in text_of(rendered(typical))
    file = for_file(typical)
    assert file.head.copy is Copy.FILE
    assert "留存联" in text_of(rendered(file))


def test_the_page_leads_to_its_sections(typical):
    assert pdf.outline(rendered(typical))[:3] == ["一、投诉人", "二、投诉事项", "三、办理期限"]


def test_faces_are_read_once(typical):
    rendered(typical)
    assert faces.main_face() is faces.main_face()


def test_the_file_has_what_an_archive_wants(typical):
    assert pdf.properties(rendered(typical))["CreationDate"] == "D:20261124110600+08'00'"
    content = rendered(typical)
    for needed in (b"/OutputIntents", b"/Lang", b"<x:xmpmeta", "投诉处理单".encode(), b"2026-11-24T11:06:00+08:00"):
        assert needed in content


def test_widths_in_the_file_are_numbers(typical):
    """An object that is no number would be written as its place in memory."""
    assert b"object at" not in rendered(typical)


_PRINT = """
import sys
from hfc_desktop.i18n import set_language
from hfc_desktop.documents.renderer import Renderer
from tests.documents.conftest import make_typical
set_language("zh")
sys.stdout.buffer.write(Renderer().render("handling", make_typical()))
"""


@pytest.mark.slow
def test_two_runs_of_the_program_give_the_same_bytes():
    """Not even the order of sets and dictionaries, which differs from run to run, is seen in the file."""
    made = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        made.append(subprocess.run([sys.executable, "-c", _PRINT], env=environment, capture_output=True, check=True))
    assert made[0].stdout == made[1].stdout
    assert made[0].stdout.startswith(b"%PDF")
