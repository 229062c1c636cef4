"""The three error families. Rooms raise codes and values; the window and the command line word them.

A code is dotted lower snake case (``packs.file_damaged``) and has a sentence in both languages in ``wording.errors``.
Whatever is not an ``HfcError`` is a bug: it goes to a crash report without customer data.
"""

from __future__ import annotations

import errno
from typing import ClassVar, Final


class HfcError(Exception):
    """Base of the faults that this program knows by name.

    Attributes:
        code: dotted name of the fault; key of its wording.
        params: values for the wording. Never customer data: they may reach a log.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Code and values, for logs; never shown to a user."""
        return f"{self.code} {self.params}" if self.params else self.code


class UserMistakeError(HfcError):
    """The input was at fault; the wording says what, where, and what to do next. Exit status 1."""


class EnvironmentFaultError(HfcError):
    """The surroundings failed: disk full, locked, damaged, no permission, a missing part. Exit status 3."""

    exit_status = 3


class SecurityRefusalError(HfcError):
    """Refused for security: signature, expiry, rollback, role. Exit status 4."""

    exit_status = 4


def system_reason(error: BaseException) -> str:
    """Why the system refused, as a code with words in both languages; the system's own words are in one alone.

    Give it as the value ``reason`` of an error. ``wording.errors`` words it, and takes it from the cause of an error
    that was raised with the system's words.
    """
    if isinstance(error, UnicodeError):
        return "encoding"
    if isinstance(error, OSError):
        in_use = getattr(error, "winerror", None) in _IN_USE
        return "busy" if in_use else _REASONS.get(error.errno or 0, "other")
    return "does_not_fit" if isinstance(error, ValueError | KeyError | TypeError) else "damaged"


_IN_USE: Final = (32, 33)
"""Windows: another program has the file, or a part of it."""
_REASONS: Final = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "disk_full",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_found",
    errno.EISDIR: "is_folder",
    errno.EEXIST: "exists",
    errno.EBUSY: "busy",
    errno.EAGAIN: "busy",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EINVAL: "bad_name",
    errno.EIO: "disk_fault",
    errno.ENODEV: "gone",
    errno.ENXIO: "gone",
    errno.EFBIG: "too_large",
    errno.EMFILE: "too_many_open",
}


def crash_report(error: BaseException) -> str:
    """What may be kept of a bug: kinds of exceptions and places in the code, never their messages or values.

    Messages are left out since they may quote what a customer said.
    """
    import traceback  # a bug can wait for it; the start of the window cannot

    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"
