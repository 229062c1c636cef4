"""A password for a file: AES-256 by revision 6 of the standard handler (ISO 32000-2, 7.6.4).

ReportLab has RC4 and an older AES revision whose check of the password is too quick to try out. Salts and keys are
random, so a locked file is another one each time. With the password everything is allowed; there is no second one.
"""

from __future__ import annotations

import os
from hashlib import sha256, sha384, sha512
from typing import TYPE_CHECKING, Any, Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

_ALL_ALLOWED: Final = -4
"""Bits 3 to 32 set: printing, copying and the rest are allowed once the file is open."""
_LONGEST_PASSWORD: Final = 127
_HASHES: Final = (sha256, sha384, sha512)
_FEWEST_ROUNDS: Final = 64


def _encrypted(key: bytes, mode: CBC | ECB, text: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), mode).encryptor()
    return encryptor.update(text) + encryptor.finalize()


def _hashed(password: bytes, salt: bytes, user: bytes = b"") -> bytes:
    """Algorithm 2.B: a hash that takes at least 64 rounds of AES and SHA-2."""
    key = sha256(password + salt + user).digest()
    rounds = 0
    while True:
        text = _encrypted(key[:16], modes.CBC(key[16:32]), (password + key + user) * 64)
        key = _HASHES[sum(text[:16]) % 3](text).digest()
        rounds += 1
        if rounds >= _FEWEST_ROUNDS and text[-1] <= rounds - 32:
            return key[:32]


class _Entries(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab is untyped
    """The encryption dictionary, which is itself not encrypted."""

    __RefOnly__ = 1

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, document: object) -> bytes:
        """As it stands in the file."""
        return self._text.encode("ascii")


class Lock:
    """What ReportLab asks of a document's encryption."""

    def __init__(self, password: str) -> None:
        self._password = password.encode("utf-8")[:_LONGEST_PASSWORD]
        self._key = os.urandom(32)

    def prepare(self, document: object) -> None:
        """Nothing depends on the document."""

    def register(self, number: int, version: int) -> None:
        """Nothing depends on the object."""

    def encode(self, text: bytes | str) -> bytes:
        """A string or stream of the file."""
        plain = text.encode("latin-1") if isinstance(text, str) else text
        start, pad = os.urandom(16), 16 - len(plain) % 16
        return start + _encrypted(self._key, modes.CBC(start), plain + bytes([pad]) * pad)

    def info(self) -> Any:  # noqa: ANN401  ReportLab's own object
        """The dictionary that readers need to open the file."""
        user, user_key = self._proof()
        owner, owner_key = self._proof(user)
        permissions = _ALL_ALLOWED.to_bytes(4, "little", signed=True) + b"\xff\xff\xff\xffTadb" + os.urandom(4)
        sealed = _encrypted(self._key, modes.ECB(), permissions)  # one block, as the standard says
        strings = {"U": user, "UE": user_key, "O": owner, "OE": owner_key, "Perms": sealed}
        entries = " ".join(f"/{name} <{value.hex()}>" for name, value in strings.items())
        filters = "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
        return _Entries(f"<< /Filter /Standard /V 5 /R 6 /Length 256 /P {_ALL_ALLOWED} {filters} {entries} >>")

    def _proof(self, user: bytes = b"") -> tuple[bytes, bytes]:
        """By what a password is checked, and the file's key under it (algorithms 8 and 9)."""
        check, wrap = os.urandom(8), os.urandom(8)
        proof = _hashed(self._password, check, user) + check + wrap
        key = _encrypted(_hashed(self._password, wrap, user), modes.CBC(bytes(16)), self._key)
        return proof, key
