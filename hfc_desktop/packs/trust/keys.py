"""Signing keys as the metadata library knows them: ours sign and verify through ports, so any module can stand in."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, ClassVar, Final

from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.signer import KEY_FOR_TYPE_AND_SCHEME, Key, Signature, Signer, SSlibKey

from hfc_desktop.domain.publishing import PublicKey

if TYPE_CHECKING:
    from securesystemslib.signer import SecretsHandler

    from hfc_desktop.services.pack_ports import ContentSigner, SignatureCheck

DUTY: Final = "x-hfc-duty"
NAME: Final = "x-hfc-name"
"""What a root says of each key beside the key itself: what it is for, and which post holds it."""
SM2_TYPE: Final = "sm2"
SM2_SCHEME: Final = "sm2-sm3"


class Sm2Key(Key):
    """An SM2 key, verified by the check that ``use_check`` was given."""

    check: ClassVar[SignatureCheck | None] = None

    @classmethod
    def from_dict(cls, keyid: str, key_dict: dict[str, Any]) -> Sm2Key:
        """From metadata."""
        keytype, scheme, keyval = cls._from_dict(key_dict)
        if not isinstance(keyval.get("public"), str):
            raise ValueError("an SM2 key has a public point")
        return cls(keyid, keytype, scheme, keyval, key_dict)

    def to_dict(self) -> dict[str, Any]:
        """To metadata."""
        return self._to_dict()

    def verify_signature(self, signature: Signature, data: bytes) -> None:
        """Raises if the signature does not fit."""
        check = type(self).check
        try:
            raw = bytes.fromhex(signature.signature)
        except ValueError as error:
            raise UnverifiedSignatureError("signature is not hexadecimal") from error
        if check is None or not check(self.scheme, self.keyval["public"], raw, data):
            raise UnverifiedSignatureError(f"signature by {self.keyid} does not fit")


def use_check(check: SignatureCheck) -> None:
    """Let roots name SM2 keys; without this call such a root is refused as unreadable."""
    Sm2Key.check = staticmethod(check)
    KEY_FOR_TYPE_AND_SCHEME[(SM2_TYPE, SM2_SCHEME)] = Sm2Key


def metadata_key(key: PublicKey) -> Key:
    """A public key as metadata holds it. Its id covers key, duty and post, so that no two duties share a key id."""
    made: type[Key] = Sm2Key if key.scheme == SM2_SCHEME else SSlibKey
    keytype = SM2_TYPE if key.scheme == SM2_SCHEME else key.scheme
    content = {
        "keytype": keytype,
        "scheme": key.scheme,
        "keyval": {"public": key.public},
        DUTY: key.duty,
        NAME: key.name,
    }
    keyid = hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return made.from_dict(keyid, content)


def public_key(key: Key) -> PublicKey:
    """A key of metadata as our own value."""
    extra = key.unrecognized_fields
    return PublicKey(
        name=str(extra.get(NAME, "")),
        duty=str(extra.get(DUTY, "")),
        scheme=key.scheme,
        public=str(key.keyval.get("public", "")),
    )


class PortSigner(Signer):
    """Signs metadata with a key behind the port."""

    def __init__(self, public: PublicKey, signer: ContentSigner) -> None:
        self._public = metadata_key(public)
        self._signer = signer

    @property
    def public_key(self) -> Key:
        """The public half."""
        return self._public

    def sign(self, payload: bytes) -> Signature:
        """The signature over ``payload``."""
        return Signature(self._public.keyid, self._signer.sign(payload).hex())

    @classmethod
    def from_priv_key_uri(
        cls, priv_key_uri: str, public_key: Key, secrets_handler: SecretsHandler | None = None
    ) -> PortSigner:
        """Keys are handed over as objects here, never named by a URI."""
        raise TypeError(f"no key by URI: {priv_key_uri.partition(':')[0]}")
