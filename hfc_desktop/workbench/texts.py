"""Keeps the catalogues of texts: collects message ids, takes in Chinese, compiles, and tells what is missing.

``python -m hfc_desktop.workbench.texts update | fill ROOM FILE.json | check``
"""

from __future__ import annotations

import ast
import io
import json
import os
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_FOLDER: Final = resources_dir() / "locale" / "zh" / "LC_MESSAGES"
ROOMS: Final[dict[str, tuple[str, ...]]] = {
    "ui": ("ui",),
    "cli": ("cli", "__main__.py"),
    "documents": ("documents",),
    "messages": (),
    "wording": ("wording", "settings.py", "services", "packs", "workbench"),
}
"""Catalogue by the places that it collects from. ``messages`` holds the words of the command-line library, which looks
for them under that name."""
_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "N_": None,
    "NC_": ((1, "c"), 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "in_language": (2,),
}
_WRITTEN: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in every catalogue: same texts, same bytes."""


@contextmanager
def _lock() -> Iterator[None]:
    """One writer at a time, since several people may work in one checkout."""
    path = _FOLDER / ".lock"
    for _attempt in range(200):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL)
            break
        except FileExistsError:
            time.sleep(0.1)
    else:
        raise SystemExit(f"{path} is held; delete it if nobody is writing")
    try:
        yield
    finally:
        os.close(handle)
        path.unlink()


def collected(room: str) -> Catalog:
    """All message ids of a room, without translations."""
    catalog = Catalog(locale="zh", project="HFC Desktop", charset="utf-8")
    for place in ROOMS[room]:
        target = _PACKAGE / place
        folder, pattern = (target, "**.py") if target.is_dir() else (target.parent, target.name)
        rows = extract_from_dir(str(folder), [(pattern, "python")], keywords=_KEYWORDS)
        for _file, _line, message, _comments, context in rows:
            catalog.add(message, context=context)
        for path in sorted(folder.glob("**/*.py" if target.is_dir() else pattern)):
            for message, context in nested(path.read_text(encoding="utf-8")):
                catalog.add(message, context=context)
    return catalog


def nested(source: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Message ids with their context that stand inside f-strings, which Babel does not read before Python 3.12."""
    for made in ast.walk(ast.parse(source)):
        if isinstance(made, ast.JoinedStr):
            for part in ast.walk(made):
                if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in _KEYWORDS:
                    yield from _message(part, _KEYWORDS[part.func.id] or (1,))


def _message(
    call: ast.Call, places: tuple[int | tuple[int, str], ...]
) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The id and context of one call; nothing where they are looked up by a variable."""
    values = [part.value if isinstance(part, ast.Constant) else None for part in call.args]
    ids = [values[place - 1] for place in places if isinstance(place, int)]
    context = next((values[place[0] - 1] for place in places if isinstance(place, tuple)), None)
    texts = tuple(text for text in ids if isinstance(text, str))
    if texts and len(texts) == len(ids):
        yield texts[0] if len(texts) == 1 else texts, context if isinstance(context, str) else None


def stored(room: str) -> Catalog:
    """The catalogue as it stands in the file; empty when there is none yet."""
    path = _FOLDER / f"{room}.po"
    if not path.exists():
        return Catalog(locale="zh", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale="zh")


def _key(message: Message) -> str:
    """What a text is filled in by: its message id, behind its context when it has one, as in a compiled catalogue."""
    first = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}\x04{first}" if message.context else first


def _compiled(catalog: Catalog) -> bytes:
    """The catalogue as an ``.mo`` file, in the order of its bytes: ``write_mo`` sorts by the id before the context."""
    joined = Catalog(locale="zh", charset="utf-8", creation_date=_WRITTEN, revision_date=_WRITTEN)
    joined.mime_headers = catalog.mime_headers
    for message in catalog:
        if message.id:
            joined.add(_key(message) if message.context else message.id, message.string)
    stream = io.BytesIO()
    write_mo(stream, joined)
    return stream.getvalue()


def _merged(room: str, chinese: dict[str, str], *, keep_old: bool) -> Catalog:
    fresh, old = collected(room), stored(room)
    if keep_old:
        for message in list(old):
            if message.id:
                fresh.add(message.id, message.string, context=message.context)
    for message in fresh:
        if not message.id:
            continue
        key = _key(message)
        known = old.get(message.id, message.context)
        if key in chinese:
            message.string = chinese[key] if isinstance(message.id, str) else (chinese[key],)
        elif known is not None:
            message.string = known.string
    return fresh


def _write(room: str, catalog: Catalog) -> None:
    for message in catalog:
        message.locations = []
    po = io.BytesIO()
    catalog.header_comment = "# Chinese texts of HFC Desktop."
    catalog.creation_date = catalog.revision_date = _WRITTEN
    write_po(po, catalog, sort_output=True, width=0, omit_header=False, include_lineno=False)
    (_FOLDER / f"{room}.po").write_bytes(po.getvalue())
    (_FOLDER / f"{room}.mo").write_bytes(_compiled(catalog))


def update(room: str, chinese: dict[str, str] | None = None) -> None:
    """Collect a room's message ids again, keep what is translated, take in ``chinese``, compile.

    Without ``chinese`` texts that the code no longer holds are dropped; with it they stay, since the code that holds
    them may be half written.
    """
    with _lock():
        _write(room, _merged(room, chinese or {}, keep_old=chinese is not None))


def missing(room: str) -> list[str]:
    """Message ids of a room that have no Chinese yet, or that the stored catalogue does not know."""
    known = stored(room)
    lacking = []
    for message in collected(room):
        if not message.id:
            continue
        entry = known.get(message.id, message.context)
        strings = () if entry is None else (entry.string if isinstance(entry.string, tuple) else (entry.string,))
        if not strings or not all(strings):
            lacking.append(_key(message))
    return lacking


def clashes() -> list[str]:
    """Shared words that another room says otherwise: shared ones go first at run time, so hers would never be seen."""
    shared = {(message.id, message.context): message.string for message in stored("wording") if message.id}
    found = []
    for room in ROOMS:
        for message in stored(room) if room != "wording" else ():
            ours = shared.get((message.id, message.context))
            if message.id and ours and message.string and message.string != ours:
                found.append(f"{room}: {_key(message)}: {message.string} / {ours}")
    return found


def main(arguments: list[str]) -> int:
    """Run one of the three verbs; ``check`` answers 1 when something is missing or said in two ways."""
    verb = arguments[0] if arguments else "check"
    if verb == "fill":
        update(arguments[1], json.loads(Path(arguments[2]).read_text(encoding="utf-8")))
    elif verb == "update":
        for room, places in ROOMS.items():
            if places:
                update(room)
    rooms = [arguments[1]] if verb == "fill" else list(ROOMS)
    lacking = [(room, text) for room in rooms for text in missing(room)]
    for room, text in lacking:
        sys.stdout.write(f"{room}: {json.dumps(text, ensure_ascii=False)}\n")
    twice = clashes()
    for line in twice:
        sys.stdout.write(f"{line}\n")
    return 1 if (lacking or twice) and verb == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
