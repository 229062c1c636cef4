"""Builds the faces under ``resources/fonts`` from openly licensed sources; same sources, same bytes.

``python -m hfc_desktop.workbench.fonts FOLDER`` fetches the sources into FOLDER with npm and apt-get (once), checks
their sums and writes the faces. It needs ``fonttools`` (extra ``dev``) and about five minutes.

- ``hfc-sans-regular`` and ``-bold``: what is printed daily: the general standard list, GB 2312, Latin, signs.
- ``hfc-sans-half-regular`` and ``-bold``: punctuation of half the width, for beside punctuation and ends of lines.
- ``hfc-sans-more``: the other 20,000 ideographs of the same design, regular only (traditional, Extension A).
- ``hfc-rare``: Extensions B to F, in a Ming design; thinned out and packed, since it is opened for rare names only.
- ``srgb.icc``: what colours mean in a file that is kept, as Little CMS makes it, with a fixed date.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fontTools import subset
from fontTools.ttLib import TTFont

from hfc_desktop.paths import resources_dir
from hfc_desktop.workbench.outlines import shrink_font

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

NOTO_PACKAGE: Final = "@electron-fonts/noto-sans-sc@1.2.0"
NOTO_TARBALL: Final = "electron-fonts-noto-sans-sc-1.2.0.tgz"
HANAZONO_PACKAGE: Final = "fonts-hanazono=20170904-2.1"
HANAZONO_DEB: Final = "fonts-hanazono_20170904-2.1_all.deb"

SOURCES: Final = {
    "NotoSansSC-Regular.ttf": "ae82f4e2a55e1316a55bcc1d05e9555ce08d8bda07e893b486896b626fd852ff",
    "NotoSansSC-Bold.ttf": "297c1dd08c6176525405620d8425213906a7759cc3fe2b8dfa22991163bead36",
    "HanaMinB.ttf": "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
}
"""Font file by the SHA-256 that it must have."""

SIGNS: Final = (range(0x20, 0x3400), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0))
IDEOGRAPHS: Final = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32000))
HALVES: Final = {
    **dict.fromkeys("（〔［｛《〈「『【〖“‘", -500),
    **dict.fromkeys("）〕］｝》〉」』】〗”’、。，．：；", 0),
    "·": -250,
}
"""Full-width punctuation that gives up its empty half, by how far its ink is moved, in thousandths of the em."""
NOT_NEEDED: Final = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "FFTM", "gasp")
BUILT_AT: Final = 3_850_000_000
"""Time stamp inside the fonts (seconds since 1904), fixed so that the same sources give the same bytes."""


def general_standard() -> frozenset[int]:
    """The 8,105 characters of the general standard list (Unicode property kTGH)."""
    text = (resources_dir() / "fonts" / "ktgh.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(ord(character) for line in lines for character in line)


def _gb2312() -> frozenset[int]:
    found: set[int] = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found |= {ord(character) for character in bytes((row, cell)).decode("gb2312", errors="ignore")}
    return frozenset(found)


def _run(arguments: list[str], folder: Path) -> None:
    subprocess.run(arguments, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def fetch(folder: Path) -> None:
    """Bring the sources into ``folder`` unless they are there, and check their sums.

    Raises:
        SystemExit: a file is not the one that the faces were built from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "NotoSansSC-Bold.ttf").exists():
        _run(["npm", "pack", "--silent", NOTO_PACKAGE], folder)
        with tarfile.open(folder / NOTO_TARBALL) as archive:
            for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
                member = archive.extractfile(f"package/fonts/{name}")
                assert member is not None
                (folder / name).write_bytes(member.read())
    if not (folder / "HanaMinB.ttf").exists():
        _run(["apt-get", "download", "-q", HANAZONO_PACKAGE], folder)
        _run(["dpkg-deb", "-x", HANAZONO_DEB, "hanazono"], folder)
        (folder / "hanazono/usr/share/fonts/truetype/hanazono/HanaMinB.ttf").replace(folder / "HanaMinB.ttf")
    for name, wanted in SOURCES.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != wanted:
            raise SystemExit(f"{folder / name}: SHA-256 is {found}, not {wanted}")


def _cut(path: Path, unicodes: Iterable[int]) -> Any:  # noqa: ANN401  fontTools has no types
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True)
    options.drop_tables += NOT_NEEDED
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    return font


def _name(font: Any, family: str, style: str, copyright_line: str) -> None:  # noqa: ANN401
    table = font["name"]
    table.names = []
    texts = {
        0: copyright_line,
        1: family,
        2: style,
        3: f"{family} {style}",
        4: family if style == "Regular" else f"{family} {style}",
        5: "Version 1.000",
        6: f"{family.replace(' ', '')}-{style}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = BUILT_AT


def _bytes(font: Any) -> bytes:  # noqa: ANN401
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()


def _coverage(path: Path) -> Set[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _halve(font: Any) -> None:  # noqa: ANN401
    """Make punctuation half as wide; its ink stays whole, since the other half is empty."""
    names, outlines, metrics = font.getBestCmap(), font["glyf"], font["hmtx"].metrics
    for character, shift in HALVES.items():
        name = names[ord(character)]
        glyph = outlines[name]
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(outlines)
        metrics[name] = (500, glyph.xMin)


NOTO_LINE: Final = "Cut from Noto Sans SC. © 2014-2021 Adobe (http://www.adobe.com/)."
HANAZONO_LINE: Final = "Made from a font of the GlyphWiki Project. © 2008-2017 GlyphWiki Project."


PROFILE_MADE: Final = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
"""2000-01-01 in a profile's head (ICC.1, 7.2.10), so that the same library gives the same bytes."""


def colour_profile() -> bytes:
    """The sRGB profile; nothing is fetched for it."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = PROFILE_MADE
    return bytes(made)


def build(folder: Path, target: Path) -> None:
    """Write the faces from the sources in ``folder`` into ``target``."""
    signs = frozenset(code for block in SIGNS for code in block)
    daily = general_standard() | _gb2312() | signs
    ideographs = frozenset(code for block in IDEOGRAPHS for code in block)
    regular = folder / "NotoSansSC-Regular.ttf"
    noto = _coverage(regular)
    for name, family, style, source, wanted in (
        ("hfc-sans-regular", "HFC Sans", "Regular", regular, daily),
        ("hfc-sans-bold", "HFC Sans", "Bold", folder / "NotoSansSC-Bold.ttf", daily),
        ("hfc-sans-more", "HFC Sans More", "Regular", regular, (noto & ideographs) - daily),
    ):
        font = _cut(source, wanted)
        _name(font, family, style, NOTO_LINE)
        (target / f"{name}.ttf").write_bytes(_bytes(font))
    for style, source in (("Regular", regular), ("Bold", folder / "NotoSansSC-Bold.ttf")):
        font = _cut(source, [ord(character) for character in HALVES])
        _halve(font)
        _name(font, "HFC Sans Half", style, NOTO_LINE)
        (target / f"hfc-sans-half-{style.lower()}.ttf").write_bytes(_bytes(font))
    font = _cut(folder / "HanaMinB.ttf", ideographs - noto)
    shrink_font(font)
    _name(font, "HFC Rare", "Regular", HANAZONO_LINE)
    (target / "hfc-rare.ttf.gz").write_bytes(gzip.compress(_bytes(font), 9, mtime=0))
    (target / "srgb.icc").write_bytes(colour_profile())


def main(arguments: list[str]) -> int:
    """Fetch into the folder named, then build."""
    folder = Path(arguments[0])
    fetch(folder)
    build(folder, resources_dir() / "fonts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
