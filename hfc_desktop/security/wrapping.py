"""Wraps a key under a passphrase or recovery code: Argon2id makes a wrapping key of it, AES-256-GCM wraps.

The parameters stand beside the result, so that they can be raised later without losing old files.
"""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING, Any, Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY_KIB: Final = 64 * 1024
TIME_COST: Final = 3
LANES: Final = 1
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_WRAPPING_BYTES: Final = 32
_MOST_MEMORY_KIB: Final = 1024 * 1024
_MOST_TIME: Final = 20


class DoesNotOpenError(Exception):
    """The passphrase does not fit, or the wrapped key was changed."""


def _wrapping_key(secret: str, salt: bytes, memory_kib: int, time_cost: int) -> bytes:
    return hash_secret_raw(
        secret.encode(),
        salt,
        time_cost=time_cost,
        memory_cost=memory_kib,
        parallelism=LANES,
        hash_len=_WRAPPING_BYTES,
        type=Type.ID,
    )


def wrap(key: bytes, secret: str, bound_to: str) -> dict[str, Any]:
    """``key`` under ``secret``, as a JSON object. ``bound_to`` must be given again to open it."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    wrapping = _wrapping_key(secret, salt, MEMORY_KIB, TIME_COST)
    return {
        "scheme": "argon2id+aes-256-gcm",
        "memory_kib": MEMORY_KIB,
        "time_cost": TIME_COST,
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "wrapped": base64.b64encode(AESGCM(wrapping).encrypt(nonce, key, bound_to.encode())).decode(),
    }


def unwrap(document: Mapping[str, Any], secret: str, bound_to: str) -> bytes:
    """The key that ``wrap`` put away.

    Raises:
        DoesNotOpenError: wrong secret, or the document is damaged or of another kind.
    """
    try:
        memory, cost = int(document["memory_kib"]), int(document["time_cost"])
        if not (8 <= memory <= _MOST_MEMORY_KIB and 1 <= cost <= _MOST_TIME):
            raise DoesNotOpenError
        wrapping = _wrapping_key(secret, base64.b64decode(document["salt"]), memory, cost)
        nonce, wrapped = base64.b64decode(document["nonce"]), base64.b64decode(document["wrapped"])
        return AESGCM(wrapping).decrypt(nonce, wrapped, bound_to.encode())
    except (KeyError, TypeError, ValueError, InvalidTag, HashingError) as error:
        raise DoesNotOpenError from error
