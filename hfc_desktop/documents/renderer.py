"""Makes PDF bytes from frozen dataclasses (implements ``services.ports.DocumentRenderer``)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.documents import Form, HandlingNote
from hfc_desktop.i18n import speaking

if TYPE_CHECKING:
    from hfc_desktop.domain.documents import Stamp

_ONE_AT_A_TIME: Final = threading.Lock()
"""ReportLab keeps fonts and subsets in module state."""


class Renderer:
    """All forms. ReportLab and the faces are loaded by the first print."""

    def render(self, form: str, document: object) -> bytes:
        """The document as PDF; the same document gives the same bytes.

        Raises:
            EnvironmentFaultError: a font file is missing or damaged.
        """
        if form != Form.HANDLING or not isinstance(document, HandlingNote):
            raise TypeError(form)
        with _ONE_AT_A_TIME, speaking(document.head.language):
            return _handling(document)

    def stamp(self, content: bytes) -> Stamp | None:
        """What a printed file says of itself; ``None`` when it is none of ours."""
        from hfc_desktop.documents.stamps import stamp_of

        return stamp_of(content)


def _handling(note: HandlingNote) -> bytes:
    from hfc_desktop.documents.forms import handling
    from hfc_desktop.documents.forms.page_head import NoteTemplate
    from hfc_desktop.documents.layout import style
    from hfc_desktop.documents.layout.lines import forget_lines
    from hfc_desktop.documents.layout.pages import draw_pages
    from hfc_desktop.documents.layout.pen import Pen

    title = handling.title(note)
    pen = Pen(
        style.PAGE,
        title=f"{title} {note.head.number}",
        author=note.head.office.name,
        subject=title,
        keywords=note.head.stamp().to_text(),
        lang=note.head.language,
    )
    try:
        draw_pages(pen, handling.blocks_of(note), NoteTemplate(note.head, title))
        return pen.finish()
    finally:
        forget_lines()
