"""Texts in two languages by gettext. Message ids are English; Chinese is complete in ``resources/locale``.

One catalogue a room (``ui.po``, ``cli.po``, ``wording.po``, ``documents.po``) so that rooms change apart; at run time
they are asked one after the other, each read when it is first needed. Look a text up when it is shown, never at import,
so that the language can change while running.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Final

from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHINESE: Final = "zh"
ENGLISH: Final = "en"
LANGUAGES: Final = (CHINESE, ENGLISH)


def language_from_environment() -> str:
    """``HFC_LANG`` if set, else the system's locale; English if that says English, Chinese otherwise."""
    variables = ("HFC_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    named = next((value for name in variables if (value := os.environ.get(name))), None)
    if named is None and sys.platform == "win32":
        named = locale.getlocale()[0]
    named = (named or "").lower()
    return ENGLISH if named.startswith("en") else CHINESE


class _State:
    """The language in use; one a process, since a screen and a document of one print must agree."""

    language: str = language_from_environment()


_SPOKEN: Final[ContextVar[str | None]] = ContextVar("hfc_language", default=None)
"""Language of a document while it is made; other threads go on in the language in use."""


@cache
def _files(language: str) -> tuple[Path, ...]:
    """Catalogues of a language: shared words, then the window's, so that its start reads no other."""
    folder = resources_dir() / "locale" / language / "LC_MESSAGES"
    return tuple(sorted(folder.glob("*.mo"), key=lambda path: path.stem, reverse=True))


@cache
def _read(path: Path) -> _gettext.GNUTranslations:
    with path.open("rb") as stream:
        return _gettext.GNUTranslations(stream)


def _translated(language: str, message: str, look: Callable[[_gettext.GNUTranslations], str]) -> str | None:
    """The text from the first catalogue that has one; ``None`` when none has."""
    for path in _files(language):
        text = look(_read(path))
        if text != message:
            return text
    return None


def set_language(language: str) -> None:
    """Switch the language of all texts that are looked up from now on.

    Raises:
        ValueError: the language is not one of ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _State.language = language


def language() -> str:
    """The language in use here, ``zh`` or ``en``."""
    return _SPOKEN.get() or _State.language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Look texts up in ``language`` inside the ``with``, in this thread alone: for a document in another language.

    Raises:
        ValueError: the language is not one of ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def gettext(message: str) -> str:
    """The text of ``message`` in the language in use."""
    return in_language(language(), message)


def pgettext(context: str, message: str) -> str:
    """As ``gettext``, for a word that means different things in different places."""
    found = _translated(language(), message, lambda catalogue: catalogue.pgettext(context, message))
    return message if found is None else found


def ngettext(singular: str, plural: str, number: int) -> str:
    """As ``gettext``, by number."""
    own = singular if number == 1 else plural
    found = _translated(language(), own, lambda catalogue: catalogue.ngettext(singular, plural, number))
    return own if found is None else found


def in_language(language: str, message: str) -> str:
    """The text of ``message`` in a language other than the one in use, for documents and two-language reports."""
    found = _translated(language, message, lambda catalogue: catalogue.gettext(message))
    return message if found is None else found


def N_(message: str) -> str:  # noqa: N802  the name that gettext tools know
    """Mark ``message`` for translation where it stands in a table; the reader of the table looks it up."""
    return message
