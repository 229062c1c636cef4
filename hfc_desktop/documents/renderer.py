"""Makes PDF bytes from frozen dataclasses (implements ``services.ports.DocumentRenderer``)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from hfc_desktop.domain.documents import Booklet, Form, NoteHead
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import speaking

if TYPE_CHECKING:
    from hfc_desktop.domain.documents import Stamp

_ONE_AT_A_TIME: Final = threading.Lock()
"""ReportLab keeps fonts and subsets in module state."""


@runtime_checkable
class Headed(Protocol):
    """Any document of one matter, reception, branch or meeting."""

    @property
    def head(self) -> NoteHead:
        """Top and foot of its pages."""
        ...


class Renderer:
    """All forms. ReportLab and the faces are loaded by the first print."""

    def render(self, form: str, document: object, password: str = "") -> bytes:
        """The document as PDF; the same document gives the same bytes, unless it has a password.

        Args:
            form: which form.
            document: what it says.
            password: needed to open the file; none when empty.

        Raises:
            EnvironmentFaultError: a font file is missing or damaged.
        """
        with _ONE_AT_A_TIME:
            try:
                if isinstance(document, Headed):
                    with speaking(document.head.language):
                        return _note(Form(form), document, password)
                if form == Form.BOOKLET and isinstance(document, Booklet):
                    with speaking(document.language):
                        return _booklet(document)
            finally:
                _forget()
        raise TypeError(form)

    def stamp(self, content: bytes, password: str = "") -> Stamp | None:
        """What a printed file says of itself; ``None`` when it is none of ours or the password does not fit."""
        from hfc_desktop.documents.stamps import stamp_of

        return stamp_of(content, password)


def _note(form: Form, document: Headed, password: str) -> bytes:
    from hfc_desktop.documents.forms.compose import blocks_of
    from hfc_desktop.documents.forms.page_head import NoteTemplate
    from hfc_desktop.documents.layout import style
    from hfc_desktop.documents.layout.pages import draw_pages
    from hfc_desktop.documents.layout.pen import Pen
    from hfc_desktop.documents.registry import spec_of

    head, spec = document.head, spec_of(form, document)
    title = _(spec.title)
    pen = Pen(
        style.PAGE,
        title=f"{title} {head.number}",
        author=head.office.name,
        subject=title,
        keywords=head.stamp().to_text(),
        lang=head.language,
        at=head.printed_at,
        password=password,
    )
    draw_pages(pen, blocks_of(spec, head, document), NoteTemplate(head, title))
    return pen.finish()


def _booklet(booklet: Booklet) -> bytes:
    from hfc_desktop.documents.booklet import render_booklet

    return render_booklet(booklet)


def _forget() -> None:
    """Keep no text of a finished document in memory."""
    from hfc_desktop.documents.layout.lines import forget_lines

    forget_lines()
