"""A head office for trials: keys in memory alone, made anew each time, worth nothing anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.publishing import Content, Duty, PublicKey
from hfc_desktop.packs.trust.keys import use_check
from hfc_desktop.packs.trust.publication import Publication, payload_name
from hfc_desktop.security.signatures import ED25519, new_private, signing_key, verify

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.security.signatures import SigningKey

_POSTS: Final = {
    Duty.ROOT: ("试用根一", "试用根二", "试用根三"),
    Duty.AUTHOR: ("试用编写岗",),
    Duty.APPROVER: ("试用审批岗",),
    Duty.RELEASE: ("试用发布岗",),
}


class TrialPublisher:
    """Publishes in a folder of its own."""

    def __init__(self, folder: Path, now: datetime) -> None:
        use_check(verify)
        self._now = now
        self._hands: dict[Duty, list[tuple[PublicKey, SigningKey]]] = {
            duty: [_hand(name, duty) for name in names] for duty, names in _POSTS.items()
        }
        self._room = Publication(folder)
        self._room.begin("headoffice", [hand[0] for hands in self._hands.values() for hand in hands], now)
        for hand in self._hands[Duty.ROOT][:2]:
            self._room.sign_root(*hand)

    @property
    def root(self) -> bytes:
        """The root that a counter must trust."""
        return self._room.first_root()

    def publish(self, payload: bytes, manifest: PackManifest) -> bytes:
        """The file that travels, of a built pack."""
        line = manifest.pack_id
        stated: dict[str, str | int | bool] = {
            "pack_id": line,
            "issue": manifest.issue,
            "content_version": manifest.content_version,
        }
        content = Content(line=line, files={payload_name(line, manifest.issue): payload}, stated=stated)
        self._room.submit(content, *self._hands[Duty.AUTHOR][0], self._now)
        self._room.approve(line, *self._hands[Duty.APPROVER][0])
        return self._room.release(line, *self._hands[Duty.RELEASE][0], self._now)


def _hand(name: str, duty: Duty) -> tuple[PublicKey, SigningKey]:
    key = signing_key(ED25519, new_private(ED25519))
    return PublicKey(name=name, duty=duty.value, scheme=ED25519, public=key.public), key
