"""Files with signing keys: the private one under a passphrase, the public one to be handed to the key ceremony."""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.publishing import PublicKey
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.security.signatures import SCHEMES, is_public_key, new_private, signing_key
from hfc_desktop.security.wrapping import DoesNotOpenError, unwrap, wrap

if TYPE_CHECKING:
    from pathlib import Path

    from hfc_desktop.security.signatures import SigningKey

PRIVATE: Final = ".key"
PUBLIC: Final = ".pub.json"
LEAST_PASSPHRASE: Final = 12
_FORMAT: Final = "hfc-signing-key/1"
_LONGEST_FILE: Final = 64 * 1024
_LONGEST_NAME: Final = 60


def make_key(folder: Path, name: str, duty: str, scheme: str, passphrase: str) -> PublicKey:
    """Make a pair of keys and write both files, which must not exist yet.

    Args:
        folder: where to put them.
        name: the post that holds the key; also the name of the files.
        duty: what the key is for.
        scheme: ed25519 or sm2-sm3.
        passphrase: of the private file.

    Raises:
        UserMistakeError: the passphrase is short, the name cannot be a file's, or a file is there already.
        EnvironmentFaultError: the folder cannot be written.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise UserMistakeError("keys.short_passphrase", least=LEAST_PASSPHRASE)
    name = unicodedata.normalize("NFC", name.strip())
    if not name or len(name) > _LONGEST_NAME or not all(letter.isalnum() or letter in "-_" for letter in name):
        raise UserMistakeError("signing.bad_name", value=name)
    private = new_private(scheme)
    public = PublicKey(name=name, duty=duty, scheme=scheme, public=signing_key(scheme, private).public)
    document = {
        "format": _FORMAT,
        **asdict(public),
        "private": wrap(private, passphrase, _binding(public)),
    }
    _write(folder / f"{name}{PUBLIC}", {"format": _FORMAT, **asdict(public)}, 0o644)
    try:
        _write(folder / f"{name}{PRIVATE}", document, 0o600)
    except (UserMistakeError, EnvironmentFaultError):
        (folder / f"{name}{PUBLIC}").unlink(missing_ok=True)
        raise
    return public


def read_public(path: Path) -> PublicKey:
    """A public key from either of the two files.

    Raises:
        UserMistakeError: it is no key file.
        EnvironmentFaultError: it cannot be read.
    """
    return _public_of(_read(path), path)


def open_key(path: Path, passphrase: str) -> tuple[PublicKey, SigningKey]:
    """The key in a private file.

    Raises:
        UserMistakeError: it is no private key file, or the passphrase does not fit.
        EnvironmentFaultError: it cannot be read.
    """
    document = _read(path)
    public = _public_of(document, path)
    wrapped = document.get("private")
    if not isinstance(wrapped, dict):
        raise UserMistakeError("signing.not_private", path=str(path))
    try:
        key = signing_key(public.scheme, unwrap(wrapped, passphrase, _binding(public)))
    except (DoesNotOpenError, ValueError) as error:
        raise UserMistakeError("signing.wrong_passphrase", path=str(path)) from error
    if key.public != public.public:
        raise UserMistakeError("signing.bad_file", path=str(path))
    return public, key


def _binding(public: PublicKey) -> str:
    """A private key opens only beside the name, duty and public half that it was made with."""
    return f"{_FORMAT}/{public.scheme}/{public.duty}/{public.name}/{public.public}"


def _public_of(document: dict[str, Any], path: Path) -> PublicKey:
    values = [document.get(field) for field in ("name", "duty", "scheme", "public")]
    good = document.get("format") == _FORMAT and all(isinstance(value, str) and value for value in values)
    if not good or values[2] not in SCHEMES or not is_public_key(str(values[2]), str(values[3])):
        raise UserMistakeError("signing.bad_file", path=str(path))
    name, duty, scheme, public = map(str, values)
    return PublicKey(name=name, duty=duty, scheme=scheme, public=public)


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            document = json.loads(stream.read(_LONGEST_FILE))
    except OSError as error:
        raise EnvironmentFaultError("keys.file_unreadable", path=str(path), reason=system_reason(error)) from error
    except (ValueError, RecursionError) as error:
        raise UserMistakeError("signing.bad_file", path=str(path)) from error
    if not isinstance(document, dict):
        raise UserMistakeError("signing.bad_file", path=str(path))
    return document


def _write(path: Path, document: dict[str, Any], mode: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(document, stream, ensure_ascii=False, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError as error:
        raise UserMistakeError("signing.exists", path=str(path)) from error
    except OSError as error:
        raise EnvironmentFaultError("keys.unwritable", path=str(path), reason=system_reason(error)) from error
