"""The keys of a device: one to sign what it sends, one to open what is sent to it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_GROUPS: Final = 8
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """Both private keys; they live in the encrypted store alone.

    Attributes:
        signing: Ed25519 private key, 32 bytes.
        identity: age identity, ``AGE-SECRET-KEY-1…``.
    """

    signing: bytes
    identity: str

    @classmethod
    def make(cls) -> DeviceKeys:
        """New keys."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(pyrage.x25519.Identity.generate()))

    @property
    def public(self) -> str:
        """Ed25519 public key, hexadecimal."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw().hex()

    @property
    def recipient(self) -> str:
        """Recipient of age, ``age1…``."""
        return str(pyrage.x25519.Identity.from_str(self.identity).to_public())

    def sign(self, data: bytes) -> str:
        """Signature, hexadecimal."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(data).hex()


def fingerprint(public: str, recipient: str) -> str:
    """Eight groups of four digits that two people can read to each other; both keys are in it.

    Raises:
        ValueError: ``public`` is no hexadecimal.
    """
    digest = hashlib.sha256(b"hfc device\n" + bytes.fromhex(public) + recipient.encode()).digest()
    digits = str(int.from_bytes(digest[:16], "big") % 10 ** (_GROUPS * _GROUP)).rjust(_GROUPS * _GROUP, "0")
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def is_recipient(text: str) -> bool:
    """Whether something can be encrypted to ``text``."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def verifies(public: str, data: bytes, signature: str) -> bool:
    """Whether a signature is the key's over ``data``."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
