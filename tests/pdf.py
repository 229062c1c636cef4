"""What other programs find in a PDF, read as the product reads it: under the lock, and closed at once.

Tests go through here or through ``pdfium.opened``: a window's worker may draw while the test reads.
"""

from contextlib import closing

from hfc_desktop import pdfium


def texts(content, password="", **area):
    """Text of each page, or of an ``area`` of it in points: ``left``, ``bottom``, ``right``, ``top``."""
    read = []
    with pdfium.opened(content, password) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                read.append(text.get_text_bounded(**area))
    return read


def text(content, password="", **area):
    """Text of all pages, one after the other."""
    return "".join(texts(content, password, **area))


def properties(content):
    """Properties by their names: title, author, keywords."""
    with pdfium.opened(content) as document:
        return document.get_metadata_dict()


def outline(content):
    """Titles in the outline, in order."""
    with pdfium.opened(content) as document:
        return [entry.get_title() for entry in document.get_toc()]
