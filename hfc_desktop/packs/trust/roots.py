"""Roots: which keys a publisher has, for what, and how many must sign."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root
from tuf.api.serialization import DeserializationError

from hfc_desktop.domain.publishing import Duty
from hfc_desktop.errors import SecurityRefusalError
from hfc_desktop.packs.trust.keys import public_key
from hfc_desktop.packs.trust.reasons import PUBLISHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.domain.publishing import PublicKey

ROLES_OF: Final[dict[Duty, tuple[str, ...]]] = {
    Duty.ROOT: ("root",),
    Duty.AUTHOR: ("targets",),
    Duty.APPROVER: ("targets",),
    Duty.SEAL: ("targets",),
    Duty.RELEASE: ("snapshot", "timestamp"),
}
"""Metadata that each duty signs."""
_GROUPS: Final = 8
_GROUP: Final = 4


def checked_root(content: bytes, publisher: str, label: str) -> Root:
    """A root that holds in itself: signed by enough of its own keys, and of that publisher.

    Raises:
        SecurityRefusalError: it does not hold.
    """
    try:
        metadata: Metadata[Any] = Metadata.from_bytes(content)
        root = metadata.signed
        if not isinstance(root, Root) or root.unrecognized_fields.get(PUBLISHER) != publisher:
            raise SecurityRefusalError("trust.no_root", path=label, publisher=publisher)
        root.verify_delegate(Root.type, metadata.signed_bytes, metadata.signatures)
    except (DeserializationError, RepositoryError) as error:
        raise SecurityRefusalError("trust.no_root", path=label, publisher=publisher) from error
    return root


def fingerprint(root: Root) -> str:
    """What is read over the telephone to make sure of a root: 8 groups of 4 over its keys, thresholds and publisher."""
    content = {
        "keys": {keyid: key.to_dict() for keyid, key in root.keys.items()},
        "roles": {name: role.to_dict() for name, role in root.roles.items()},
        "publisher": root.unrecognized_fields.get(PUBLISHER, ""),
        "version": root.version,
    }
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return "-".join(digest[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP)).upper()


def holders(root: Root) -> tuple[str, ...]:
    """Posts that hold keys, as ``author: 编辑岗``, in order of duties."""
    order = [duty.value for duty in Duty]
    keys = sorted(keys_of(root), key=lambda key: (order.index(key.duty) if key.duty in order else len(order), key.name))
    return tuple(f"{key.duty}: {key.name}" for key in keys)


def keys_of(root: Root) -> Iterable[PublicKey]:
    """The keys that a root names."""
    return [public_key(key) for key in root.keys.values()]


def publisher_of(content: bytes) -> str:
    """The publisher that a root states; empty when it is no root."""
    try:
        stated = json.loads(content)["signed"][PUBLISHER]
    except (ValueError, KeyError, TypeError):
        return ""
    return str(stated)
