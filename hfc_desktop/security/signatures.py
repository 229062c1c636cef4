"""Signing keys for what head office publishes: Ed25519, and SM2 with SM3 where a bank's policy asks for it.

One form for both, so that a bank's own module or card (GM/T 0018, SKF) can take the place of a key file: whatever has
``scheme``, ``public`` and ``sign`` can sign. Verifying is one function. SM2 comes from ``gmalg``, whose gaps are closed
here: public keys are checked to lie on the curve, and a signature has exactly 64 bytes.
"""

from __future__ import annotations

import secrets
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = "ed25519"
SM2: Final = "sm2-sm3"
SCHEMES: Final = (ED25519, SM2)

_BYTES: Final = 32
"""Length of a private key, of an Ed25519 public key, and of each half of an SM2 signature."""
_SM2_POINT: Final = 65
_SM2_ORDER: Final = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
_SM2_USER: Final = b"1234567812345678"
"""The user id that GB/T 35276 sets where parties agree on none."""


def _sm2(private: bytes | None = None, point: bytes | None = None, user: bytes = _SM2_USER) -> Any:  # noqa: ANN401
    import gmalg  # loaded only where a root asks for SM2

    return gmalg.SM2(private, user, point)


class Ed25519SigningKey:
    """A private Ed25519 key."""

    scheme = ED25519

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.public = self._key.public_key().public_bytes_raw().hex()

    def sign(self, data: bytes) -> bytes:
        """The signature over ``data``."""
        return self._key.sign(data)


class Sm2SigningKey:
    """A private SM2 key; the digest is SM3 over the signer's identity and the data."""

    scheme = SM2

    def __init__(self, private: bytes) -> None:
        if not 1 <= int.from_bytes(private, "big") <= _SM2_ORDER - 2:
            raise ValueError("SM2 private key out of range")
        self._private = private
        self._point = bytes(_sm2().generate_pk(private))
        self.public = self._point.hex()

    def sign(self, data: bytes) -> bytes:
        """The signature over ``data``: r and s, 32 bytes each."""
        r, s = _sm2(self._private, self._point).sign(data)
        return bytes(r).rjust(_BYTES, b"\0") + bytes(s).rjust(_BYTES, b"\0")


SigningKey = Ed25519SigningKey | Sm2SigningKey


def new_private(scheme: str) -> bytes:
    """A fresh private key.

    Raises:
        ValueError: there is no such scheme.
    """
    if scheme == ED25519:
        return secrets.token_bytes(_BYTES)
    if scheme == SM2:
        return (secrets.randbelow(_SM2_ORDER - 2) + 1).to_bytes(_BYTES, "big")
    raise ValueError(scheme)


def signing_key(scheme: str, private: bytes) -> SigningKey:
    """The key that signs with ``private``.

    Raises:
        ValueError: there is no such scheme, or ``private`` is no key of it.
    """
    if scheme == ED25519:
        return Ed25519SigningKey(private)
    if scheme == SM2:
        return Sm2SigningKey(private)
    raise ValueError(scheme)


def is_public_key(scheme: str, public: str) -> bool:
    """Whether ``public`` is a key of ``scheme``; an SM2 point that is not on the curve is none."""
    try:
        raw = bytes.fromhex(public)
    except ValueError:
        return False
    if scheme == ED25519:
        return len(raw) == _BYTES
    return scheme == SM2 and len(raw) == _SM2_POINT and raw[0] == 4 and bool(_sm2().verify_pk(raw))


def verify(scheme: str, public: str, signature: bytes, data: bytes, user: bytes = _SM2_USER) -> bool:
    """Whether ``signature`` over ``data`` was made by the private half of ``public``; false for whatever is malformed.

    Args:
        scheme: one of ``SCHEMES``.
        public: the public key, hexadecimal.
        signature: the signature.
        data: what was signed.
        user: the identity that goes into an SM2 digest.
    """
    if not is_public_key(scheme, public):
        return False
    point = bytes.fromhex(public)
    return _ed25519_fits(point, signature, data) if scheme == ED25519 else _sm2_fits(point, signature, data, user)


def _ed25519_fits(public: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def _sm2_fits(public: bytes, signature: bytes, data: bytes, user: bytes) -> bool:
    if len(signature) != 2 * _BYTES:
        return False
    return bool(_sm2(None, public, user).verify(data, signature[:_BYTES], signature[_BYTES:]))
