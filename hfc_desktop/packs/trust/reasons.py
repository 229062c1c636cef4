"""Says in our own words why metadata was not accepted: whose signature is missing, which key was revoked.

The library has refused already when this is asked; nothing here can let anything pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from securesystemslib.exceptions import StorageError
from tuf.api.exceptions import BadVersionNumberError, DownloadHTTPError, RepositoryError
from tuf.api.metadata import Metadata, Root

from hfc_desktop.domain.publishing import Duty
from hfc_desktop.errors import SecurityRefusalError
from hfc_desktop.packs.trust.container import METADATA, TIMESTAMP, root_versions
from hfc_desktop.packs.trust.keys import public_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.errors import HfcError

CONTENT: Final = "x-hfc-content"
"""Duties whose signatures a root asks for on content."""
PUBLISHER: Final = "x-hfc-publisher"
"""The publisher that a root is of."""
RELEASED: Final = "x-hfc-released-at"
"""When a release was made; in the timestamp."""

_MISSING: Final = {
    Duty.AUTHOR: "trust.no_author",
    Duty.APPROVER: "trust.no_approver",
    Duty.SEAL: "trust.no_seal",
    Duty.RELEASE: "trust.no_release",
}


def parsed(content: bytes) -> Metadata[Any] | None:
    """Metadata, if it can be read and written in the form in which it is signed."""
    try:
        metadata: Metadata[Any] = Metadata.from_bytes(content)
        written = metadata.signed_bytes
    except (RepositoryError, StorageError):
        return None
    return metadata if written else None


def newest(files: Mapping[str, bytes], role: str) -> bytes:
    """The newest metadata of a role in a container; empty when there is none."""
    names = [name for name in files if name.startswith(METADATA) and name.endswith(f".{role}.json")]
    best = max(names, key=lambda name: int(name.removeprefix(METADATA).split(".")[0]), default="")
    return files[best] if best else b""


def followed(root: Root, files: Mapping[str, bytes], label: str) -> Root:
    """The root that a container's chain leads to from the trusted one.

    Raises:
        SecurityRefusalError: a root on the way is not signed by enough keys of its predecessor and its own.
    """
    for version in root_versions(files):
        if version <= root.version:
            continue
        metadata = parsed(files[f"{METADATA}{version}.root.json"])
        if metadata is None or not isinstance(metadata.signed, Root) or metadata.signed.version != version:
            raise SecurityRefusalError("trust.unreadable", path=label, member=f"{version}.root.json")
        result = metadata.signed.get_root_verification_result(root, metadata.signed_bytes, metadata.signatures)
        if not result.verified:
            part = result.second if result.first.verified else result.first
            raise SecurityRefusalError(
                "trust.root_not_signed", path=label, root=version, have=len(part.signed), need=part.threshold
            )
        root = metadata.signed
    return root


def reason(error: Exception, root: Root, files: Mapping[str, bytes], label: str) -> HfcError:
    """The refusal in our words."""
    try:
        root = followed(root, files, label)
    except SecurityRefusalError as refusal:
        return refusal
    if isinstance(error, DownloadHTTPError):
        return SecurityRefusalError("trust.incomplete", path=label, member=str(error).removeprefix("no "))
    unsigned = _unsigned(root, files, label)
    if unsigned is not None:
        return unsigned
    if isinstance(error, BadVersionNumberError):
        return SecurityRefusalError("trust.mixed", path=label)
    if isinstance(error, RepositoryError):
        metadata = [name for name in sorted(files) if name.startswith(METADATA)]
        unreadable = next((name for name in metadata if parsed(files[name]) is None), "")
        if unreadable:
            return SecurityRefusalError("trust.unreadable", path=label, member=unreadable.removeprefix(METADATA))
    return SecurityRefusalError("trust.altered", path=label)


def _unsigned(root: Root, files: Mapping[str, bytes], label: str) -> SecurityRefusalError | None:
    for role in ("timestamp", "snapshot", "targets"):
        metadata = parsed(files.get(TIMESTAMP, b"") if role == "timestamp" else newest(files, role))
        if metadata is None:
            continue
        result = root.get_verification_result(role, metadata.signed_bytes, metadata.signatures)
        if not result.verified:
            return _whose(root, role, metadata, files, label)
    return None


def _whose(
    root: Root, role: str, metadata: Metadata[Any], files: Mapping[str, bytes], label: str
) -> SecurityRefusalError:
    known = set(root.roles[role].keyids)
    revoked = _named(files, [keyid for keyid in metadata.signatures if keyid not in known])
    if revoked:
        return SecurityRefusalError("trust.key_revoked", path=label, holder=revoked)
    if role != "targets":
        return SecurityRefusalError(_MISSING[Duty.RELEASE], path=label)
    return lacking_duty(root, metadata, label) or SecurityRefusalError("trust.altered", path=label)


def _named(files: Mapping[str, bytes], keyids: list[str]) -> str:
    """Post that held one of these keys in an earlier root of the chain."""
    for version in root_versions(files):
        metadata = parsed(files[f"{METADATA}{version}.root.json"])
        if metadata is not None and isinstance(metadata.signed, Root):
            for keyid in keyids:
                if keyid in metadata.signed.keys:
                    return public_key(metadata.signed.keys[keyid]).name or keyid[:8]
    return ""


def lacking_duty(root: Root, metadata: Metadata[Any], label: str) -> SecurityRefusalError | None:
    """Whether content lacks the signature of a duty that the root asks for.

    A threshold counts keys; two people with two duties is the bank's rule, so it is checked beside the threshold: one
    signature for each duty, and no key twice under two names.
    """
    result = root.get_verification_result("targets", metadata.signed_bytes, metadata.signatures)
    signed = [public_key(key) for key in result.signed.values()]
    if len({key.public for key in signed}) < len(signed):
        return SecurityRefusalError("trust.same_key", path=label)
    duties = {key.duty for key in signed}
    for duty in root.unrecognized_fields.get(CONTENT, ()):
        if duty not in duties:
            return SecurityRefusalError(_MISSING[Duty(duty)], path=label)
    return None
