"""PDFium, which reads and draws PDF files, through one door: it bears one thread at a time in a whole process.

Two threads in it end the process, at once or, since they spoil what all documents share, at a later call that is quite
innocent. So nothing else imports pypdfium2: a document is used under one lock, nothing of it leaves the block that
opened it, and all of it is closed there. What is closed late, by Python, would be closed in whatever thread let go of
it, beside one that draws::

    with pdfium.opened(content) as document, closing(document[0]) as page: ...
"""

from __future__ import annotations

import atexit
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.errors import EnvironmentFaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK: Final = threading.RLock()
"""Re-entrant, since a second document in the same thread is no danger."""
_over = False


@contextmanager
def opened(content: bytes, password: str = "") -> Iterator[Any]:
    """A document of pypdfium2; pages and their texts are closed with it, bitmaps are closed by whoever makes them.

    Others wait meanwhile: copy what is needed and leave. From the UI thread only where no worker draws.

    Raises:
        EnvironmentFaultError: these bytes are no PDF that can be read, or the password does not open it.
    """
    with _LOCK:
        if _over:
            raise EnvironmentFaultError("preview.not_a_pdf", reason="closing")
        import pypdfium2  # large, so only when a document is wanted; here, since loading it starts the library

        try:
            document = pypdfium2.PdfDocument(content, password=password or None)
        except pypdfium2.PdfiumError as error:
            raise EnvironmentFaultError("preview.not_a_pdf", reason=str(error)) from error
        _watch_the_end()
        try:
            yield document
        finally:
            document.close()


@cache
def _watch_the_end() -> None:
    """Once, after the first document: what is registered last is called first.

    By then pypdfium2 has registered the end of the library, and Python that of its finalizers, which close documents.
    """
    atexit.register(_end)


def _end() -> None:
    """Let nobody in any more: pypdfium2 takes the library down at the end, whether or not a worker is in it."""
    global _over  # the library is one for the whole process, too
    with _LOCK:
        _over = True
