"""Every character of the general standard list prints and can be read back; what cannot be printed says so."""

import gzip
import subprocess

import pytest

from hfc_desktop.documents import faces
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Paragraph
from hfc_desktop.documents.layout.lines import printable
from hfc_desktop.documents.layout.pages import Sheet, draw_pages
from hfc_desktop.documents.layout.pen import Pen
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.paths import resources_dir
from tests import pdf


class Bare:
    """A page with nothing around its body."""

    def draw(self, pen, sheet):
        assert isinstance(sheet, Sheet)


def standard():
    lines = (resources_dir() / "fonts" / "ktgh.txt").read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def read_back(text, bold=False):
    pen = Pen(style.PAGE, title="t", author="a", subject="s", keywords="k", lang="zh")
    draw_pages(pen, [Paragraph(text, style.BODY.but(bold=bold))], Bare())
    return "".join(pdf.text(pen.finish()).split())


def test_the_list_is_whole():
    assert len(set(standard())) == 8105
    assert sum(ord(character) > 0xFFFF for character in standard()) == 196


@pytest.mark.parametrize("bold", [False, True])
def test_every_standard_character_is_printed_and_read_back(bold):
    text = standard()
    assert read_back(text, bold) == text


@pytest.mark.parametrize(
    ("block", "first", "last"),
    [("A", 0x3400, 0x4DB5), ("B", 0x20000, 0x2A6D6), ("C", 0x2A700, 0x2B734), ("D", 0x2B740, 0x2B81D),
     ("E", 0x2B820, 0x2CEA1), ("F", 0x2CEB0, 0x2EBE0)],
)  # fmt: skip
def test_extensions_a_to_f_have_a_face(block, first, last):
    lacking = [code for code in range(first, last + 1) if faces.glyph(chr(code)) is None]
    assert len(lacking) <= (last - first) // 300, block


def test_rare_names_come_back_exactly():
    name = "䶮𬭎㛃𠅤𪚥𫝀𬺓𭀀"
    assert read_back(name) == name


def test_a_rare_character_in_bold_is_thickened_rather_than_lost():
    found = faces.glyph("𪚥", bold=True)
    assert found is not None
    assert found.face.thickened


def test_what_no_face_has_is_named():
    assert printable("\U000323af\ue000") == "〔U+323AF无字形〕〔U+E000无字形〕"


def test_punctuation_has_a_half_wide_form():
    assert faces.half_glyph("。").width == pytest.approx(0.5)
    assert faces.half_glyph("账") is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttf", b"no font at all"),
        ("a.ttf", b""),
        ("a.ttf.gz", b"not packed"),
        ("a.ttf.gz", gzip.compress(b"x" * 99, mtime=0)),
    ],
    ids=["no_font", "empty", "not_packed", "packed_no_font"],
)
def test_a_damaged_font_is_a_fault_of_the_installation(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EnvironmentFaultError) as caught:
        faces.read_font(tmp_path / name)
    assert caught.value.code == "documents.font_missing"


def test_a_font_cut_short_is_found_damaged(tmp_path):
    whole = (resources_dir() / "fonts" / faces.HALF_REGULAR).read_bytes()
    (tmp_path / "a.ttf").write_bytes(whole[:900])
    with pytest.raises(EnvironmentFaultError):
        faces.read_font(tmp_path / "a.ttf")


def test_a_missing_font_is_named(tmp_path):
    with pytest.raises(EnvironmentFaultError) as caught:
        faces.read_font(tmp_path / "gone.ttf")
    assert str(tmp_path / "gone.ttf") in str(caught.value.params["path"])


def test_another_program_reads_every_standard_character_too(tmp_path):
    pen = Pen(style.PAGE, title="t", author="a", subject="s", keywords="k", lang="zh")
    draw_pages(pen, [Paragraph(standard(), style.BODY)], Bare())
    file = tmp_path / "standard.pdf"
    file.write_bytes(pen.finish())
    try:
        read = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True).stdout.decode()
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed here")
    assert "".join(read.split()) == standard()
