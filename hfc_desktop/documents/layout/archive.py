"""What an archive wants of a file beside its pages (ISO 19005): properties as XMP, and a colour profile.

All faces are embedded and nothing is left to the reader. The file makes no claim to be PDF/A: ReportLab writes no
structure tags and no validator is part of this program, and a claim that nobody checked is worth nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_PROFILE: Final = "srgb.icc"
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>{dates}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]  # ReportLab is untyped
    """A catalog that also knows what colours mean."""

    __NoDefault__: Final = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    __Refs__: Final = __NoDefault__


@cache
def _profile() -> bytes:
    path = resources_dir() / "fonts" / _PROFILE
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("documents.font_missing", path=str(path), reason=str(error)) from error


def _stream(content: bytes, entries: Mapping[str, object], *, packed: bool) -> Any:  # noqa: ANN401
    return pdfdoc.PDFStream(
        pdfdoc.PDFDictionary(dict(entries)), content, filters=[pdfdoc.PDFZCompress] if packed else []
    )


def make_archivable(canvas: Any, lang: str, at: datetime | None) -> None:  # noqa: ANN401  ReportLab is untyped
    """Add properties as XMP and the sRGB output intent to a document that is not saved yet.

    Args:
        canvas: ReportLab's.
        lang: language tag of the text.
        at: when it was printed, as in the document's own properties.
    """
    document = canvas._doc  # noqa: SLF001  the canvas has no public way
    info = document.info
    names = ("title", "author", "subject", "keywords", "producer", "creator")
    values = {name: escape(str(getattr(info, name))) for name in names}
    dates = f"<xmp:CreateDate>{at.isoformat()}</xmp:CreateDate>" if at else ""
    xmp = _XMP.format(lang=lang, dates=dates, **values).encode("utf-8")
    catalog = document.Catalog
    catalog.__class__ = _Catalog
    types = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    catalog.Metadata = _stream(xmp, types, packed=False)
    profile = document.Reference(_stream(_profile(), {"N": 3}, packed=True), "hfc-colours")
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        }
    )
    catalog.OutputIntents = pdfdoc.PDFArray([intent])
