"""Texts in two languages by gettext. Message ids are English; Chinese is complete in ``resources/locale``.

One catalogue a room (``ui.po``, ``cli.po``, ``wording.po``, ``documents.po``) so that rooms change apart; at run time
they are asked one after the other, each read when it is first needed. Look a text up when it is shown, never at import,
so that the language can change while running.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_left
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import NullTranslations, c2py
from struct import unpack_from
from typing import TYPE_CHECKING, Final

from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHINESE: Final = "zh"
ENGLISH: Final = "en"
LANGUAGES: Final = (CHINESE, ENGLISH)
_REMEMBERED: Final = 4096
"""Texts of each catalogue that are remembered."""


def language_from_environment() -> str:
    """``HFC_LANG`` if set, else the system's locale; English if that says English, Chinese otherwise."""
    variables = ("HFC_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    named = next((value for name in variables if (value := os.environ.get(name))), None)
    if named is None and sys.platform == "win32":
        import locale  # elsewhere nobody needs it

        named = locale.getlocale()[0]
    named = (named or "").lower()
    return ENGLISH if named.startswith("en") else CHINESE


class _State:
    """The language in use; one a process, since a screen and a document of one print must agree."""

    language: str = language_from_environment()


_SPOKEN: Final[ContextVar[str | None]] = ContextVar("hfc_language", default=None)
"""Language of a document while it is made; other threads go on in the language in use."""
_ROOM: Final[ContextVar[str]] = ContextVar("hfc_room", default="ui")
"""Room whose own words go before those of other rooms, behind the shared ones."""


@cache
def _files(language: str, room: str = "ui") -> tuple[Path, ...]:
    """Catalogues of a language: shared words, then the room's own, then the rest.

    The room is the window's by default, so that its start reads no other.
    """
    folder = resources_dir() / "locale" / language / "LC_MESSAGES"
    found = sorted(folder.glob("*.mo"), key=lambda path: path.stem, reverse=True)
    return tuple(sorted(found, key=lambda path: (path.stem != "wording", path.stem != room)))


class Catalogue(NullTranslations):
    """A compiled catalogue that is searched where it lies.

    ``GNUTranslations`` reads every message into a table first, which takes longer with every text that is written. The
    format keeps messages in the order of their bytes, so that they can be found by halving (GNU gettext manual, 10.3).

    Args:
        path: an ``.mo`` file with the byte order of ``texts compile``, little-endian.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = path.read_bytes()
        self._count, self._originals, self._translations = unpack_from("<8x3I", self._file)
        self._plural = c2py("n != 1")
        for line in (self._find("") or "").splitlines():
            name, _colon, value = line.partition(":")
            if name.lower() == "plural-forms":
                self._plural = c2py(value.partition("plural=")[2].rstrip("; "))

    def _text(self, table: int, at: int) -> bytes:
        size, start = unpack_from("<2I", self._file, table + 8 * at)
        return self._file[start : start + size]

    def originals(self) -> list[str]:
        """All messages, as they lie."""
        return [self._text(self._originals, at).decode() for at in range(self._count)]

    def _find(self, key: str) -> str | None:
        wanted = key.encode()
        at = bisect_left(range(self._count), wanted, key=lambda index: self._text(self._originals, index))
        if at == self._count or self._text(self._originals, at) != wanted:
            return None
        return self._text(self._translations, at).decode()

    def gettext(self, message: str) -> str:
        """The text; the message itself when there is none."""
        return self._find(message) or message

    def pgettext(self, context: str, message: str) -> str:
        """The text in a context."""
        return self._find(f"{context}\x04{message}") or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text by number."""
        found = self._find(f"{msgid1}\0{msgid2}")
        if found is None:
            return msgid1 if n == 1 else msgid2
        return found.split("\0")[self._plural(n)]


@cache
def _read(path: Path) -> Catalogue:
    return Catalogue(path)


@lru_cache(_REMEMBERED)
def _found(path: Path, message: str) -> str:
    """The same few texts are asked for again and again, as by every row of a list."""
    return _read(path).gettext(message)


def _translated(language: str, message: str, look: Callable[[Catalogue], str]) -> str | None:
    """The text from the first catalogue that has one; ``None`` when none has."""
    for path in _files(language, _ROOM.get()):
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
def speaking(language: str, room: str = "documents") -> Iterator[None]:
    """Look texts up in ``language`` inside the ``with``, in this thread alone: for a document in another language.

    Args:
        language: which.
        room: whose own words are asked before those of the window: one English label may need another Chinese on paper.

    Raises:
        ValueError: the language is not one of ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    token, room_token = _SPOKEN.set(language), _ROOM.set(room)
    try:
        yield
    finally:
        _SPOKEN.reset(token)
        _ROOM.reset(room_token)


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
    paths = _files(language, _ROOM.get())
    return next((text for path in paths if (text := _found(path, message)) != message), message)


def N_(message: str) -> str:  # noqa: N802  the name that gettext tools know
    """Mark ``message`` for translation where it stands in a table; the reader of the table looks it up."""
    return message


def NC_(context: str, message: str) -> str:  # noqa: N802  the name that gettext tools know
    """As ``N_``, for a word that the reader of the table looks up by ``pgettext`` in ``context``."""
    del context  # read by the tool that collects texts
    return message
