"""Sentences of faults: both languages whole, the system's own words in neither."""

import errno
import os

import pytest

from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.i18n import LANGUAGES, in_language, language, set_language
from hfc_desktop.wording.cells import CELLS
from hfc_desktop.wording.errors import SYSTEM_REASONS, error_text


@pytest.fixture(params=LANGUAGES)
def spoken(request):
    before = language()
    set_language(request.param)
    yield request.param
    set_language(before)


def raised(cause, reason):
    try:
        raise EnvironmentFaultError("storage.copy_failed", path="/x", reason=reason) from cause
    except EnvironmentFaultError as error:
        return error_text(error)


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (PermissionError(errno.EACCES, "Permission denied"), "no_permission"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "not_found"),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), "is_folder"),
        (OSError(errno.EROFS, "Read-only file system"), "read_only"),
        (OSError("something"), "other"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "encoding"),
        (ValueError("Invalid isoformat string"), "does_not_fit"),
        (RuntimeError("Failed to load document"), "damaged"),
    ],
)
def test_the_systems_words_are_replaced_by_ours_in_both_languages(spoken, cause, code):
    assert system_reason(cause) == code
    for reason in (code, str(cause), getattr(cause, "strerror", None) or ""):
        text = raised(cause, reason)
        assert in_language(spoken, SYSTEM_REASONS[code]) in text
        assert not [part for part in cause.args if isinstance(part, str) and len(part) > 6 and part in text]


def test_words_of_our_own_stay():
    own = EnvironmentFaultError("storage.copy_failed", path="/x", reason="eigene Worte")
    assert "eigene Worte" in error_text(own)
    assert error_text(UserMistakeError("records.reason_needed"))


def test_every_reason_that_a_file_system_gives_here_is_known():
    def code(number):
        return system_reason(OSError(number, os.strerror(number)))

    assert {code(getattr(errno, name)) for name in ("EACCES", "EPERM")} == {"no_permission"}
    assert {code(number) for number in errno.errorcode} <= SYSTEM_REASONS.keys()


@pytest.mark.parametrize("message", [*SYSTEM_REASONS.values(), *CELLS.values()])
def test_every_reason_has_its_chinese(message):
    assert in_language("zh", message) != message
