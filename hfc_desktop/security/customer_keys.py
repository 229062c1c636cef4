"""Keyed hashes of identity numbers: repeats are seen without identities.

HMAC-SHA-256 and not a plain hash: there are so few possible identity numbers that a plain hash is undone by trying all.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata


class HmacCustomerKeys:
    """``ports.CustomerKeys`` under one secret, which comes from the store and never leaves it in the clear."""

    def __init__(self, key_id: str, secret: bytes) -> None:
        self._key_id = key_id
        self._secret = secret

    def key_for(self, id_number: str) -> tuple[str, str]:
        """Key id and hash; however the number was typed (case, width, spaces, hyphens), the hash is the same."""
        wide = unicodedata.normalize("NFKC", id_number).upper()
        plain = "".join(character for character in wide if character.isalnum())
        return self._key_id, hmac.new(self._secret, plain.encode(), hashlib.sha256).hexdigest()
