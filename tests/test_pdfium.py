"""PDFium is entered by one thread at a time, and nothing of a document outlives its block."""

import io
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from hfc_desktop import pdfium
from hfc_desktop.errors import EnvironmentFaultError

ROOT = Path(__file__).parents[1]
DOOR = ROOT / "hfc_desktop" / "pdfium.py"


@pytest.fixture(scope="module")
def content():
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(3):
        canvas.drawString(100, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_second_thread_waits_until_the_document_is_closed(content):
    heard = []

    def read():
        with pdfium.opened(content) as document:
            heard.append(len(document))

    with pdfium.opened(content) as document:
        other = threading.Thread(target=read)
        other.start()
        other.join(0.05)
        assert heard == []
        assert len(document) == 3
    other.join()
    assert heard == [3]


def test_one_thread_may_read_two_documents_side_by_side(content):
    with pdfium.opened(content) as one, pdfium.opened(content) as two:
        assert len(one) == len(two) == 3


def kept_of(document):
    page = document[0]
    return document, page, page.get_textpage()


def test_what_is_kept_is_closed_with_the_document(content):
    with pdfium.opened(content) as document:
        kept = kept_of(document)
    assert [one.raw for one in kept] == [None] * 3


def test_also_when_the_reader_fails(content):
    kept = []

    def failing():
        with pdfium.opened(content) as document:
            kept.extend(kept_of(document))
            raise LookupError

    with pytest.raises(LookupError):
        failing()
    assert [one.raw for one in kept] == [None] * 3
    with pdfium.opened(content) as document:
        assert len(document) == 3, "and the next one gets in"


def test_bytes_that_are_no_pdf_are_a_known_fault_and_let_go_of_the_lock(content):
    with pytest.raises(EnvironmentFaultError, match="not_a_pdf"), pdfium.opened(b"no pdf"):
        pass
    entered = []

    def come_in():
        with pdfium.opened(content):
            entered.append(True)

    other = threading.Thread(target=come_in, daemon=True)
    other.start()
    other.join(10)
    assert entered


def test_a_process_ends_well_while_a_worker_draws(content, tmp_path):
    """The library is taken down before the workers are waited for: none may be in it then, none may come in."""
    file = tmp_path / "three.pdf"
    file.write_bytes(content)
    script = f"""
import threading
from contextlib import closing
from pathlib import Path
from hfc_desktop import pdfium
from hfc_desktop.errors import EnvironmentFaultError

content, drawn = Path({str(file)!r}).read_bytes(), threading.Event()

def draw():
    while True:
        try:
            with pdfium.opened(content) as document, closing(document[0]) as page:
                page.render(scale=4).close()
        except EnvironmentFaultError:
            return
        drawn.set()

threading.Thread(target=draw, daemon=True).start()
drawn.wait(20)
"""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_else_opens_the_library():
    library = "pypdfium2"
    sources = [path for room in ("hfc_desktop", "tests") for path in (ROOT / room).rglob("*.py") if path != DOOR]
    found = [
        path.name
        for path in sources
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith((f"import {library}", f"from {library}"))
    ]
    assert found == []


def test_pages_are_drawn_while_another_thread_reads(content):
    """Both go through the door, as a preview's worker and whoever reads beside it."""
    stop, read = threading.Event(), []

    def reading():
        while not stop.is_set():
            with pdfium.opened(content) as document, closing(document[1]) as page, closing(page.get_textpage()) as text:
                read.append(text.get_text_bounded())

    other = threading.Thread(target=reading)
    other.start()
    try:
        for _time in range(20):
            with pdfium.opened(content) as document, closing(document[1]) as page:
                page.render(scale=1).close()
    finally:
        stop.set()
        other.join()
    assert set(read) == {"page 1"}
