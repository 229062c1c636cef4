"""The payload zip of a pack: written the same way every time, read with suspicion.

Nothing in a zip from a stick is believed: the directory is read by hand first, so that a bomb, a hidden member or a
file glued on is refused before anything is unpacked. Members are never extracted by name.
"""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError, system_reason
from hfc_desktop.packs.files import MANIFEST, MAX_FILES, MAX_TOTAL, is_good_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

MAX_FILE: Final = 32 * 1024 * 1024
"""Largest archive."""
MAX_RATIO: Final = 100
"""Most bytes that one packed byte may become; guidance text packs about 4 : 1."""
_SMALL: Final = 4096
"""Below this size the ratio does not matter."""
_END: Final = struct.Struct("<4s4H2LH")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_STAMP: Final = (2020, 1, 1, 0, 0, 0)
_CHUNK: Final = 1 << 16
_UTF8: Final = 0x800
_ALLOWED_FLAGS: Final = _UTF8 | 0x6  # names in UTF-8, and the level of compression


@dataclass(frozen=True, slots=True)
class Form:
    """What an archive of one kind may look like.

    Attributes:
        is_good_name: whether a member may have a name.
        most_members: largest number of members.
        most_bytes: largest sum of their unpacked sizes.
        stored_only: whether members must not be compressed.
    """

    is_good_name: Callable[[str], bool] = is_good_name
    most_members: int = MAX_FILES
    most_bytes: int = MAX_TOTAL
    stored_only: bool = False


PAYLOAD: Final = Form()
"""The zip with the files of one pack."""


# -- writing ----------------------------------------------------------------------------------------------------------


def written(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files: sorted, one date, one level, so equal content gives equal bytes."""
    return _zipped({name: files[name] for name in sorted(files)}, zipfile.ZIP_DEFLATED)


def stored(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, in their order and not compressed."""
    return _zipped(files, zipfile.ZIP_STORED)


def _zipped(files: Mapping[str, bytes], method: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=9) as archive:
        for name in files:
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = method
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()


# -- reading ----------------------------------------------------------------------------------------------------------


class _Member:
    """One entry of the central directory."""

    def __init__(self, fields: tuple[int, ...], name: bytes) -> None:
        self.flags, self.method = fields[3], fields[4]
        self.crc, self.packed, self.size = fields[7], fields[8], fields[9]
        self.mode, self.offset = fields[15] >> 16, fields[16]
        self.raw_name = name

    @property
    def name(self) -> str:
        """The name as text; what is no UTF-8 is shown with marks and then refused as a bad name."""
        return self.raw_name.decode("utf-8", "backslashreplace")


class _Reader:
    """Reads one archive."""

    def __init__(self, data: bytes, label: str, form: Form = PAYLOAD) -> None:
        self.data = data
        self.label = label
        self.form = form

    def damaged(self, reason: str) -> UserMistakeError:
        """The file cannot be whole."""
        return UserMistakeError("packs.archive_damaged", path=self.label, reason=reason)

    def refused(self, code: str, member: str = "") -> SecurityRefusalError:
        """The file is whole, and not what a publisher would make."""
        return SecurityRefusalError(code, path=self.label, member=member[:80])

    def files(self) -> dict[str, bytes]:
        """All files by name."""
        if len(self.data) > MAX_FILE:
            raise self.refused("packs.archive_too_large")
        members = self._directory()
        self._check_names(members)
        self._check_sizes(members)
        self._check_layout(members)
        return {member.name: self._content(member) for member in members}

    def _end(self) -> tuple[int, int, int]:
        """Number of members, and size and offset of the directory."""
        at = len(self.data) - _END.size
        if at < 0 or self.data[at : at + 4] != b"PK\5\6":
            glued = self.data.rfind(b"PK\5\6") >= 0
            raise self.refused("packs.archive_extra") if glued else self.damaged("end")
        _sign, disk, first, here, count, size, offset, comment = _END.unpack_from(self.data, at)
        if disk or first or here != count or comment or count == 0xFFFF or offset == 0xFFFFFFFF:
            raise self.refused("packs.archive_kind")
        if offset + size != at:
            raise self.refused("packs.archive_extra")
        if count > self.form.most_members:
            raise self.refused("packs.archive_too_large")
        return count, size, offset

    def _directory(self) -> list[_Member]:
        count, size, at = self._end()
        end, members = at + size, []
        for _number in range(count):
            if at + _CENTRAL.size > end or self.data[at : at + 4] != b"PK\1\2":
                raise self.damaged("directory")
            fields = _CENTRAL.unpack_from(self.data, at)
            name_length, extra, comment = fields[10:13]
            name = self.data[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
            if extra or comment:
                raise self.refused("packs.archive_extra")
            members.append(_Member(fields, name))
            at += _CENTRAL.size + name_length
        if at != end:
            raise self.refused("packs.archive_extra")
        return members

    def _check_names(self, members: Sequence[_Member]) -> None:
        seen: set[str] = set()
        for member in members:
            link_or_folder = member.mode & 0o170000 not in (0, 0o100000)
            if link_or_folder or not self.form.is_good_name(member.name):
                raise self.refused("packs.archive_name", ascii(member.name))
            folded = unicodedata.normalize("NFC", member.name).casefold()
            if folded in seen:
                raise self.refused("packs.archive_twice", member.name)
            seen.add(folded)
            methods = (zipfile.ZIP_STORED,) if self.form.stored_only else (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            if member.flags & ~_ALLOWED_FLAGS or member.method not in methods:
                raise self.refused("packs.archive_kind", member.name)

    def _check_sizes(self, members: Sequence[_Member]) -> None:
        if sum(member.size for member in members) > self.form.most_bytes:
            raise self.refused("packs.archive_too_large")
        for member in members:
            if member.size > max(_SMALL, member.packed * MAX_RATIO):
                raise self.refused("packs.archive_bomb", member.name)

    def _check_layout(self, members: Sequence[_Member]) -> None:
        """Members stand one behind the other from the first byte to the directory, and say the same twice."""
        _count, _size, directory = self._end()
        at = 0
        for member in sorted(members, key=lambda entry: entry.offset):
            if member.offset != at or at + _LOCAL.size > directory or self.data[at : at + 4] != b"PK\3\4":
                raise self.refused("packs.archive_extra", member.name)
            fields = _LOCAL.unpack_from(self.data, at)
            flags, method, crc, packed, size, name_length, extra = (fields[2], fields[3], *fields[6:11])
            name = self.data[at + _LOCAL.size : at + _LOCAL.size + name_length]
            told = (flags, method, crc, packed, size, name, extra)
            if told != (member.flags, member.method, member.crc, member.packed, member.size, member.raw_name, 0):
                raise self.refused("packs.archive_extra", member.name)
            at += _LOCAL.size + name_length + member.packed
        if at != directory:
            raise self.refused("packs.archive_extra")

    def _content(self, member: _Member) -> bytes:
        start = member.offset + _LOCAL.size + len(member.raw_name)
        packed = self.data[start : start + member.packed]
        content = packed if member.method == zipfile.ZIP_STORED else self._inflated(packed, member)
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise self.damaged(member.name)
        return content

    def _inflated(self, packed: bytes, member: _Member) -> bytes:
        """Unpack in pieces against the stated size, so that a lie costs nothing."""
        inflater, parts, total = zlib.decompressobj(-zlib.MAX_WBITS), [], 0
        waiting = packed
        try:
            while not inflater.eof:
                part = inflater.decompress(waiting, _CHUNK)
                waiting = inflater.unconsumed_tail
                total += len(part)
                if total > member.size:
                    raise self.refused("packs.archive_bomb", member.name)
                if not part and not waiting:
                    break
                parts.append(part)
        except zlib.error as error:
            raise self.damaged(member.name) from error
        if not inflater.eof or inflater.unused_data:
            raise self.damaged(member.name)
        return b"".join(parts)


def unpacked(data: bytes, label: str) -> Mapping[str, bytes]:
    """The files of an archive.

    Raises:
        UserMistakeError: it is damaged, or no pack.
        SecurityRefusalError: it is made to do harm, or not made as packs are.
    """
    files = _Reader(data, label).files()
    if MANIFEST not in files:
        raise UserMistakeError("packs.no_manifest", path=label)
    return files


def members(data: bytes, label: str, form: Form) -> dict[str, bytes]:
    """All members of an archive of another kind, in the order of its directory.

    Raises:
        UserMistakeError: it is damaged.
        SecurityRefusalError: it is made to do harm, or not of this form.
    """
    return _Reader(data, label, form).files()


def read_bytes(path: Path) -> bytes:
    """The whole of a file, one byte beyond the limit at most: from here on a stick may be pulled out.

    Raises:
        EnvironmentFaultError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_FILE + 1)
    except OSError as error:
        raise EnvironmentFaultError("packs.unreadable", path=str(path), reason=system_reason(error)) from error


def read_archive(path: Path) -> Mapping[str, bytes]:
    """The files of the archive at ``path``; its name does not matter.

    Raises:
        UserMistakeError: it is damaged, or no pack.
        SecurityRefusalError: it is made to do harm, or not made as packs are.
        EnvironmentFaultError: it cannot be read.
    """
    return unpacked(read_bytes(path), str(path))
