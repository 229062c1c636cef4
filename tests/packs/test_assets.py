"""Pictures and documents in packs: four types, none that can do harm."""

from __future__ import annotations

import struct

import pytest

from hfc_desktop.packs.assets import fault_of

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 100, 50) + b"\x08\x02\0\0\0"
HUGE = PNG[:16] + struct.pack(">II", 30_000, 30_000)
JPG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 50, 100) + b"\x03" + bytes(9)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><path d="M0 0"/></svg>'


@pytest.mark.parametrize(
    ("name", "data"), [("a.png", PNG), ("a.jpg", JPG), ("A.JPEG", JPG), ("a.svg", SVG), ("a.pdf", b"%PDF-1.7\n")]
)
def test_the_four_types_are_accepted(name, data):
    assert fault_of(name, data) == ""


@pytest.mark.parametrize("name", ["a.gif", "a.exe", "a.html", "a", "a.png.js"])
def test_other_types_are_not(name):
    assert fault_of(name, PNG) == "asset.type"


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg", "a.pdf"])
def test_content_must_be_what_the_ending_says(name):
    assert fault_of(name, b"MZ" + bytes(100)) == "asset.not_that_type"


def test_a_picture_that_would_fill_the_memory_is_refused():
    assert fault_of("a.png", HUGE) == "asset.too_many_pixels"
    assert fault_of("a.jpg", JPG.replace(struct.pack(">HH", 50, 100), struct.pack(">HH", 9000, 9000))) == (
        "asset.too_many_pixels"
    )


@pytest.mark.parametrize(
    "harm",
    [
        b"<script>x</script>", b"< SCRIPT >", b'<a onload="x"/>', b'<a xlink:href="http://x"/>', b"<a href='file:///x'/>",
        b'<!DOCTYPE svg [<!ENTITY a "x">]>', b"<foreignObject/>", b"<style>@import 'x'</style>",
        b'<rect fill="url(http://x)"/>', b'<a href="javascript:x"/>',
    ],
)  # fmt: skip
def test_a_drawing_with_a_script_or_something_from_elsewhere_is_refused(harm):
    assert fault_of("a.svg", SVG.replace(b"<path", harm + b"<path")) == "asset.svg_harm"
