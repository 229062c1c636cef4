"""The key of the record store: 32 random bytes, and where they are kept.

Kept in the operating system's store for secrets where there is a real one, else in the file named by ``HFC_KEY_FILE``,
else wrapped under a passphrase in the data folder. Beside it always a copy wrapped under a recovery code, which is
shown once: a reset password or a new profile takes the system's store away. ``keys/store.json`` says which it is, and
holds a mark by which a wrong key is told from a damaged store. A demo folder holds its key in the open, and says so.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from hfc_desktop.domain.store_key import KeyPlace, NewKey
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.security.wrapping import DoesNotOpenError, unwrap, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfc_desktop.paths import DataDir

KEY_BYTES: Final = 32
KEY_FILE_VARIABLE: Final = "HFC_KEY_FILE"
LEAST_PASSPHRASE: Final = 10
_SERVICE: Final = "HFC Desktop record store"
_DEMO_NOTICE: Final = "DEMO KEY. It protects nothing: every record in this folder is invented."
_CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_GROUPS: Final = 6
_GROUP_LENGTH: Final = 5


class SystemStore(Protocol):
    """The part of keyring that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """A stored secret."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a secret."""
        ...


def system_store() -> SystemStore | None:
    """The system's store for secrets; ``None`` when there is only a null, plain-text or failing one."""
    import keyring
    from keyring.errors import KeyringError

    try:
        backend = keyring.get_keyring()
        name = f"{type(backend).__module__}.{type(backend).__qualname__}".lower()
        if any(part in name for part in ("null", "fail", "plaintext", "file")) or backend.priority < 1:
            return None
    except (KeyringError, RuntimeError):
        return None
    return backend


def load_store_key(
    data: DataDir,
    passphrase: Callable[[], str] | None = None,
    environment: Mapping[str, str] = os.environ,
    system: Callable[[], SystemStore | None] = system_store,
) -> bytes:
    """The key of the data folder's record store.

    Args:
        data: the folder.
        passphrase: asks for the passphrase; called only when nothing else gives the key.
        environment: where ``HFC_KEY_FILE`` is looked up.
        system: gives the system's store for secrets.

    Raises:
        EnvironmentFaultError: no key was found, or it is not this store's.
        UserMistakeError: the passphrase is wrong.
        SecurityRefusalError: a demo key lies beside records that are not demo data.
    """
    facts = _read_facts(data)
    key = _looked_up(data, facts, environment, system)
    if key is None and facts.get("wrapped") and passphrase is not None:
        try:
            key = unwrap(facts["wrapped"], passphrase(), _binding(facts, "passphrase"))
        except DoesNotOpenError as error:
            raise UserMistakeError("keys.wrong_passphrase") from error
    if key is None:
        raise EnvironmentFaultError("keys.missing", path=str(data.root))
    if facts and not hmac.compare_digest(_mark(key), str(facts.get("mark", ""))):
        raise EnvironmentFaultError("keys.does_not_fit", path=str(data.root))
    return key


def _looked_up(
    data: DataDir,
    facts: Mapping[str, Any],
    environment: Mapping[str, str],
    system: Callable[[], SystemStore | None],
) -> bytes | None:
    if facts.get("place") == KeyPlace.DEMO:
        if not data.is_demo:
            raise SecurityRefusalError("keys.not_demo", path=str(data.root))
        return _read_key_file(_demo_file(data))
    if facts.get("place") == KeyPlace.SYSTEM:
        key = _from_system(facts, system())
        if key is not None:
            return key
    named = environment.get(KEY_FILE_VARIABLE)
    return _read_key_file(Path(named)) if named else None


def _from_system(facts: Mapping[str, Any], store: SystemStore | None) -> bytes | None:
    from keyring.errors import KeyringError

    if store is None:
        return None
    try:
        kept = store.get_password(_SERVICE, str(facts["id"]))
    except KeyringError:
        return None
    return _parsed(kept) if kept else None


def make_store_key(
    data: DataDir,
    passphrase: Callable[[], str] | None = None,
    environment: Mapping[str, str] = os.environ,
    system: Callable[[], SystemStore | None] = system_store,
) -> NewKey:
    """Make the key of a new record store and put it away.

    A file named by ``HFC_KEY_FILE`` comes first, since somebody named it; it is made when it is not there.

    Raises:
        EnvironmentFaultError: there is a key already, it cannot be written, or there is no safe place for it.
        UserMistakeError: the passphrase is too short.
    """
    if _facts_file(data).exists():
        raise EnvironmentFaultError("keys.exists", path=str(data.root))
    facts: dict[str, Any] = {"format": 1, "id": secrets.token_hex(16)}
    named = environment.get(KEY_FILE_VARIABLE)
    there = Path(named) if named and Path(named).exists() else None
    key = _read_key_file(there) if there else secrets.token_bytes(KEY_BYTES)
    return _put_away(data, facts, key, passphrase, environment, system)


def forget_store_key(data: DataDir) -> None:
    """Take back what ``make_store_key`` wrote into the data folder, when no store came of it."""
    _facts_file(data).unlink(missing_ok=True)


def make_demo_key(data: DataDir) -> bytes:
    """Make the key of a demo folder, in the open and marked as such.

    Raises:
        EnvironmentFaultError: there is a key already, or it cannot be written.
        SecurityRefusalError: the folder is not marked as demo data.
    """
    if not data.is_demo:
        raise SecurityRefusalError("keys.not_demo", path=str(data.root))
    if _facts_file(data).exists():
        raise EnvironmentFaultError("keys.exists", path=str(data.root))
    key = secrets.token_bytes(KEY_BYTES)
    _write(_demo_file(data), f"{_DEMO_NOTICE}\n{key.hex()}\n")
    facts = {"format": 1, "id": secrets.token_hex(16), "place": KeyPlace.DEMO.value, "mark": _mark(key)}
    _write(_facts_file(data), json.dumps(facts, indent=2))
    return key


def recover_store_key(
    data: DataDir,
    code: str,
    passphrase: Callable[[], str] | None = None,
    environment: Mapping[str, str] = os.environ,
    system: Callable[[], SystemStore | None] = system_store,
) -> NewKey:
    """Open the recovery copy and put the key away afresh, under a new recovery code.

    Raises:
        UserMistakeError: the code does not fit.
        EnvironmentFaultError: there is no recovery copy, or the key cannot be put away.
    """
    facts = _read_facts(data)
    if "recovery" not in facts:
        raise EnvironmentFaultError("keys.missing", path=str(data.root))
    try:
        key = unwrap(facts["recovery"], _plain(code), _binding(facts, "recovery"))
    except DoesNotOpenError as error:
        raise UserMistakeError("keys.wrong_recovery_code", path=str(data.root)) from error
    facts.pop("wrapped", None)
    return _put_away(data, facts, key, passphrase, environment, system)


def _put_away(
    data: DataDir,
    facts: dict[str, Any],
    key: bytes,
    passphrase: Callable[[], str] | None,
    environment: Mapping[str, str],
    system: Callable[[], SystemStore | None],
) -> NewKey:
    """Put a key in the best place there is, with a recovery copy under a fresh code."""
    named = environment.get(KEY_FILE_VARIABLE)
    store = None if named else system()
    said = ""
    if named:
        _write(Path(named), key.hex() + "\n")
        place = KeyPlace.FILE
    elif store is not None:
        store.set_password(_SERVICE, str(facts["id"]), key.hex())
        place = KeyPlace.SYSTEM
    elif passphrase is not None:
        said = _good_passphrase(passphrase())
        facts["wrapped"] = wrap(key, said, _binding(facts, "passphrase"))
        place = KeyPlace.PASSPHRASE
    else:
        raise EnvironmentFaultError("keys.no_safe_place")
    code = _new_code()
    facts |= {
        "place": place.value,
        "mark": _mark(key),
        "recovery": wrap(key, _plain(code), _binding(facts, "recovery")),
    }
    _write(_facts_file(data), json.dumps(facts, indent=2))
    return NewKey(key, place, code, said)


def _facts_file(data: DataDir) -> Path:
    return data.keys / "store.json"


def _demo_file(data: DataDir) -> Path:
    return data.keys / "demo.key"


def _binding(facts: Mapping[str, Any], use: str) -> str:
    """What a wrapped key is bound to, so that it opens only in its own folder and for its own use."""
    return f"hfc-store-key/{facts.get('id', '')}/{use}"


def _mark(key: bytes) -> str:
    """Tells whether a key is the right one, and nothing about the key."""
    return hmac.new(key, b"hfc store key mark", hashlib.sha256).hexdigest()[:32]


def _good_passphrase(passphrase: str) -> str:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise UserMistakeError("keys.short_passphrase", least=LEAST_PASSPHRASE)
    return passphrase


def _new_code() -> str:
    letters = [secrets.choice(_CODE_ALPHABET) for _place in range(_CODE_GROUPS * _GROUP_LENGTH)]
    return "-".join("".join(letters[start : start + _GROUP_LENGTH]) for start in range(0, len(letters), _GROUP_LENGTH))


def _plain(code: str) -> str:
    """A recovery code as it was made, however it was written down."""
    return "".join(character for character in code.upper() if character.isalnum())


def _parsed(text: str) -> bytes | None:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def _read_key_file(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("keys.file_unreadable", path=str(path), reason=_reason(error)) from error
    if len(content) == KEY_BYTES:
        return content
    lines = content.decode("ascii", errors="replace").split()
    key = _parsed(lines[-1]) if lines else None
    if key is None:
        raise EnvironmentFaultError("keys.file_bad", path=str(path))
    return key


def _read_facts(data: DataDir) -> dict[str, Any]:
    path = _facts_file(data)
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise EnvironmentFaultError("keys.file_unreadable", path=str(path), reason=_reason(error)) from error
    except ValueError as error:
        raise EnvironmentFaultError("keys.file_bad", path=str(path)) from error
    if not isinstance(facts, dict):
        raise EnvironmentFaultError("keys.file_bad", path=str(path))
    return facts


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise EnvironmentFaultError("keys.unwritable", path=str(path), reason=_reason(error)) from error


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
