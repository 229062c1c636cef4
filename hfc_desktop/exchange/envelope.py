"""The file that travels: signed, deflated, encrypted with age; and reading one that may be damaged or hostile.

Header line, one line an event, trailer line with count, hash and signature. It is signed before it is encrypted, and
the receiver stands inside what is signed, so that nobody can send a file on to somebody else in the sender's name.
Every step of reading has a limit of its own, and nothing is believed before the signature holds.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyrage

from hfc_desktop.domain.events import canonical
from hfc_desktop.domain.exchange import FORMAT, SCHEMA, Header, Line, Piece, Reason
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.exchange import keys, strict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hfc_desktop.exchange.keys import DeviceKeys

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of an encrypted file."""
LARGEST_TEXT: Final = 128 * 1024 * 1024
"""Bytes after inflating."""
LONGEST_LINE: Final = 1024 * 1024
"""Bytes of a line."""
_CHUNK: Final = 64 * 1024
_PIECE: Final = b'{"a":'
_BEGINS: Final = b'{"e":"'
_CONTEXT: Final = b"hfcx file\n"
_NO_KEY: Final = "No matching keys found"


class RefusedFileError(Exception):
    """A file that is kept apart as a whole.

    Attributes:
        reason: why.
        header: what it says of itself, as far as it was read; not proven.
    """

    def __init__(self, reason: Reason, header: Header | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.header = header


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of an authentic file that cannot be read; ``number`` counts from 1, the header being 1."""

    number: int
    reason: Reason
    raw: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """An authentic file."""

    header: Header
    lines: tuple[Line, ...]
    bad: tuple[BadLine, ...]
    pieces: tuple[Piece, ...] = ()


def seal(header: Header, lines: Iterable[Line | Piece], sender: DeviceKeys, recipients: Sequence[str]) -> bytes:
    """Sign, deflate and encrypt.

    Args:
        header: its ``recipient`` is the receiver; ``count`` is that of ``lines``.
        lines: events in the order in which they are to be read.
        sender: the keys of this device.
        recipients: who can open it: the receiver, and this office itself.
    """
    packer, digest = zlib.compressobj(6), hashlib.sha256()
    parts: list[bytes] = []
    for text in (canonical(document(header)), *(_raw(line) for line in lines)):
        digest.update(text + b"\n")
        parts.append(packer.compress(text + b"\n"))
    trailer = {
        "count": header.count,
        "sha256": digest.hexdigest(),
        "signature": sender.sign(_CONTEXT + digest.digest()),
    }
    parts += [packer.compress(canonical(trailer) + b"\n"), packer.flush()]
    return bytes(pyrage.encrypt(b"".join(parts), [pyrage.x25519.Recipient.from_str(text) for text in recipients]))


def _raw(line: Line | Piece) -> bytes:
    """A line; empty parts do not travel. Texts go as they are: their bytes are what was hashed."""
    if isinstance(line, Piece):
        return canonical({"a": line.sha256, "b": b64encode(line.content).decode("ascii"), "m": line.media_type})
    parts = {name: value for name, value in (("e", line.body), ("p", line.private), ("s", line.salt)) if value}
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def unseal(content: bytes, identity: str, recipients: Sequence[str], key_of: Callable[[Header], str | None]) -> Opened:
    """Open a file and prove whose it is.

    Args:
        content: the file.
        identity: age identity of this device.
        recipients: age recipients that stand for this device.
        key_of: public signing key of the device that a header names; ``None`` for one that is not known.

    Raises:
        RefusedFileError: it is not for us, damaged, or not signed by whom it says.
    """
    if len(content) > LARGEST_FILE:
        raise RefusedFileError(Reason.TOO_BIG)
    text = _read_text(decrypted(content, identity))
    header, trailer, digest = _header(text.first), _trailer(text.last), text.digest
    if header.min_reader > SCHEMA:
        raise RefusedFileError(Reason.NEWER_READER, header)
    public = key_of(header)
    if public is None:
        raise RefusedFileError(Reason.UNKNOWN_DEVICE, header)
    if trailer["sha256"] != digest.hex():
        raise RefusedFileError(Reason.DAMAGED, header)
    if not keys.verifies(public, _CONTEXT + digest, str(trailer["signature"])):
        raise RefusedFileError(Reason.FOREIGN_KEY, header)
    if header.recipient not in recipients:
        raise RefusedFileError(Reason.READDRESSED, header)
    if not header.count == trailer["count"] == len(text.lines):
        raise RefusedFileError(Reason.WRONG_COUNT, header)
    return _read_lines(header, text.lines)


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of a file; of one that is too long the beginning, and that it is.

    Attributes:
        first: the header.
        lines: all between the header and the trailer.
        last: the trailer.
        digest: SHA-256 of all lines but the trailer.
    """

    first: bytes
    lines: Sequence[tuple[bytes, bool]]
    last: bytes
    digest: bytes


def _read_text(packed: bytes) -> _Text:
    """Take a text apart while it inflates, so that an endless line never stands in memory.

    Raises:
        RefusedFileError: it is damaged, too big, or has not the lines that each file has.
    """
    lines: list[tuple[bytes, bool]] = []
    digest, rest, cut = hashlib.sha256(), b"", False
    held = b""
    """The last whole line, which is the trailer if none comes after it."""
    for part in _inflating(packed):
        *ends, rest_of_part = part.split(b"\n")
        for end in ends:
            if lines:
                digest.update(held)
            held = b"" if cut else rest + end + b"\n"
            if cut:
                digest.update(end + b"\n")
            lines.append(((rest if cut else rest + end)[:LONGEST_LINE], cut or len(rest) + len(end) > LONGEST_LINE))
            rest, cut = b"", False
        if cut:
            digest.update(rest_of_part)
            continue
        rest += rest_of_part
        if len(rest) > LONGEST_LINE:
            digest.update(held + rest if lines else rest)
            held, cut = b"", True
    if len(lines) < 3 or rest or cut or lines[0][1] or lines[-1][1]:
        raise RefusedFileError(Reason.DAMAGED)
    return _Text(lines[0][0], lines[1:-1], lines[-1][0], digest.digest())


def decrypted(content: bytes, identity: str) -> bytes:
    """What an identity opens.

    Raises:
        RefusedFileError: it is not for us, or damaged.
    """
    try:
        return bytes(pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(identity)]))
    except pyrage.DecryptError as error:
        raise RefusedFileError(Reason.NOT_FOR_US if str(error) == _NO_KEY else Reason.DAMAGED) from error


def inflated(packed: bytes) -> bytes:
    """The text of a file, as far as the limit lets it grow.

    Raises:
        RefusedFileError: it grows beyond the limit, or is damaged.
    """
    return b"".join(_inflating(packed))


def _inflating(packed: bytes) -> Iterator[bytes]:
    """The text of a file in parts of bounded size."""
    inflater, size = zlib.decompressobj(), 0
    try:
        for at in range(0, len(packed), _CHUNK):
            rest = packed[at : at + _CHUNK]
            while rest and not inflater.eof:
                part = inflater.decompress(rest, _CHUNK)
                size += len(part)
                if size > LARGEST_TEXT:
                    raise RefusedFileError(Reason.TOO_BIG)
                yield part
                rest = inflater.unconsumed_tail
            if inflater.eof and (inflater.unused_data or at + _CHUNK < len(packed)):
                raise RefusedFileError(Reason.DAMAGED)
        if not inflater.eof:
            yield inflater.flush()
    except zlib.error as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    if not inflater.eof:
        raise RefusedFileError(Reason.DAMAGED)


def _header(raw: bytes) -> Header:
    try:
        values = strict.loads(raw)
        header = from_json(Header, values)
    except (strict.NotStrictError, UserMistakeError) as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    if header.format != FORMAT:
        raise RefusedFileError(Reason.DAMAGED)
    return header


def _trailer(raw: bytes) -> dict[str, Any]:
    try:
        values = strict.loads(raw)
    except strict.NotStrictError as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    if not isinstance(values, dict) or not {"count", "sha256", "signature"} <= values.keys():
        raise RefusedFileError(Reason.DAMAGED)
    return values


def _read_lines(header: Header, raw_lines: Sequence[tuple[bytes, bool]]) -> Opened:
    lines: list[Line] = []
    pieces: list[Piece] = []
    bad: list[BadLine] = []
    for number, (raw, cut) in enumerate(raw_lines, start=2):
        if cut:
            bad.append(BadLine(number, Reason.TOO_BIG, raw))
            continue
        try:
            if raw.startswith(_PIECE):
                pieces.append(_piece(raw))
            else:
                lines.append(read_line(raw, number))
        except strict.NotStrictError:
            bad.append(BadLine(number, Reason.BAD_LINE, raw))
    return Opened(header, tuple(lines), tuple(bad), tuple(pieces))


def _piece(raw: bytes) -> Piece:
    values = strict.loads(raw)
    texts = [values.get(name) for name in ("a", "m", "b")]
    if not all(isinstance(text, str) for text in texts):
        raise strict.NotStrictError("no text")
    try:
        return Piece(texts[0], texts[1], b64decode(texts[2], validate=True))
    except ValueError as error:
        raise strict.NotStrictError("no base64") from error


def read_line(raw: bytes, number: int = 0) -> Line:
    """A line; what a newer program adds beside the event is passed over.

    Raises:
        strict.NotStrictError: it is no line.
    """
    texts = _plain(raw) or _told(raw)
    body, private, salt = texts
    own = _object(private) if private else None
    return Line(
        body=body.decode(),
        salt=salt.decode(),
        private=private.decode(),
        number=number,
        values=_object(body),
        private_values=own,
    )


def _plain(raw: bytes) -> tuple[bytes, bytes, bytes] | None:
    """The texts of a line as this program writes it; ``None`` for any other, which the parser has to read.

    A line is a text in a text: every sign of the inner one is parsed again, so that nothing is looked at here but
    where it ends. Its quotes are all escaped, and nothing else is.
    """
    if not (raw.startswith(_BEGINS) and raw.endswith(b'"}')) or b"\t" in raw or b"\r" in raw:
        return None
    body, more, rest = raw[len(_BEGINS) : -2].partition(b'","p":"')
    private, salted, salt = rest.partition(b'","s":"')
    if bool(more) != bool(salted) or not (salt.isalnum() or not more):
        return None
    texts = [_unescaped(text) for text in (body, private)]
    return None if None in texts else (texts[0] or b"", texts[1] or b"", salt)


def _unescaped(text: bytes) -> bytes | None:
    escapes = text.count(b'\\"')
    return text.replace(b'\\"', b'"') if text.count(b'"') == escapes == text.count(b"\\") else None


def _told(raw: bytes) -> tuple[bytes, bytes, bytes]:
    values = strict.loads(raw)
    if not isinstance(values, dict):
        raise strict.NotStrictError("no object")
    texts = [values.get("e"), values.get("p", ""), values.get("s", "")]
    if not all(isinstance(text, str) for text in texts):
        raise strict.NotStrictError("no text")
    body, private, salt = (text.encode() for text in texts)
    return body, private, salt


def _object(text: bytes) -> dict[str, Any]:
    values = strict.loads(text)
    if not isinstance(values, dict):
        raise strict.NotStrictError("no object")
    return values
