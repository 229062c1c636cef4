"""Head office's publishing desk: keys, publications, and the check of what was released."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hfc_desktop.bootstrap.clock import now
from hfc_desktop.bootstrap.content import index_tools

if TYPE_CHECKING:
    from hfc_desktop.domain.publishing import PublicKey, Signature
    from hfc_desktop.services.pack_ports import ContentSigner
    from hfc_desktop.services.ports import Now
    from hfc_desktop.services.publishing import PublishingService


class _KeyFiles:
    """Signing keys in files."""

    def make(self, folder: Path, name: str, duty: str, scheme: str, passphrase: str) -> PublicKey:
        """A new pair of files."""
        from hfc_desktop.security.signing_files import make_key

        return make_key(folder, name, duty, scheme, passphrase)

    def public(self, path: Path) -> PublicKey:
        """The public key in either file."""
        from hfc_desktop.security.signing_files import read_public

        return read_public(path)

    def open(self, path: Path, passphrase: str) -> tuple[PublicKey, ContentSigner]:
        """The key in a private file."""
        from hfc_desktop.security.signing_files import open_key

        return open_key(path, passphrase)


def open_publishing(clock: Now = now) -> PublishingService:
    """The publishing desk; needs no data folder."""
    from hfc_desktop.packs.index.build import readings_for
    from hfc_desktop.packs.index.cut import cut
    from hfc_desktop.packs.trust.content import ContentMaker
    from hfc_desktop.packs.trust.importer import Importer
    from hfc_desktop.packs.trust.keys import use_check
    from hfc_desktop.packs.trust.publication import Publication
    from hfc_desktop.packs.trust.roots import publisher_of
    from hfc_desktop.packs.trust.state import TrustState
    from hfc_desktop.packs.whole_file import write_whole
    from hfc_desktop.packs.workshop import Workshop
    from hfc_desktop.security.signatures import verify
    from hfc_desktop.services.publishing import PublishingService

    use_check(verify)

    def as_a_branch(data: bytes, label: str, root: bytes) -> Signature:
        with tempfile.TemporaryDirectory() as place:
            shipped = Path(place) / "shipped"
            shipped.mkdir()
            (shipped / f"{publisher_of(root)}.root.json").write_bytes(root)
            state = TrustState(Path(place) / "trust", shipped)
            return Importer(state, clock, verify).verify(data, label).signature

    workshop = Workshop(
        lambda items: readings_for(items, index_tools()), lambda items, readings: cut(items, index_tools(), readings)
    )
    return PublishingService(_KeyFiles(), Publication, ContentMaker(workshop.payload), as_a_branch, write_whole, clock)
