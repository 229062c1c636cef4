"""Makes PDF bytes from frozen dataclasses (implements ``services.ports.DocumentRenderer``)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.documents import Booklet, Form, HandlingNote
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
        with _ONE_AT_A_TIME:
            try:
                if form == Form.HANDLING and isinstance(document, HandlingNote):
                    with speaking(document.head.language):
                        return _handling(document)
                if form == Form.BOOKLET and isinstance(document, Booklet):
                    with speaking(document.language):
                        return _booklet(document)
            finally:
                _forget()
        raise TypeError(form)

    def stamp(self, content: bytes) -> Stamp | None:
        """What a printed file says of itself; ``None`` when it is none of ours."""
        from hfc_desktop.documents.stamps import stamp_of

        return stamp_of(content)


def _handling(note: HandlingNote) -> bytes:
    from hfc_desktop.documents.forms import handling
    from hfc_desktop.documents.forms.page_head import NoteTemplate
    from hfc_desktop.documents.layout import style
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
        at=note.head.printed_at,
    )
    draw_pages(pen, handling.blocks_of(note), NoteTemplate(note.head, title))
    return pen.finish()


def _booklet(booklet: Booklet) -> bytes:
    from hfc_desktop.documents.booklet import render_booklet

    return render_booklet(booklet)


def _forget() -> None:
    """Keep no text of a finished document in memory."""
    from hfc_desktop.documents.layout.lines import forget_lines

    forget_lines()
