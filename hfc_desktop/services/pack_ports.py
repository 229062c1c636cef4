"""What use cases of guidance packs need from the adapters: building, keeping, publishing and verifying them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.guidance.reports import BuiltPack, InstalledPack, InstallReport, PackDifference
    from hfc_desktop.domain.publishing import (
        Content,
        PublicKey,
        RootState,
        Signature,
        TrustedPublisher,
        Verdict,
        Wishes,
    )
    from hfc_desktop.services.ports import Progress


class PackWorkshop(Protocol):
    """Works on guidance packs as files: checks, compares, begins, builds. Touches no data folder."""

    def check(self, paths: Sequence[Path], today: date) -> Sequence[Fault]:
        """Every fault of the packs that ``paths`` name, in order of files and lines."""
        ...

    def schemas(self) -> Mapping[str, Mapping[str, Any]]:
        """JSON Schema by kind, and ``pack`` for the description."""
        ...

    def differences(self, before: Path, after: Path) -> PackDifference:
        """What changed between two packs, by meaning."""
        ...

    def read(self, path: Path) -> tuple[PackManifest, Sequence[GuidanceItem]]:
        """Description and items of a pack without errors."""
        ...

    def begin(self, folder: Path, today: date) -> Sequence[str]:
        """Write a commented skeleton; answers the names of its files."""
        ...

    def build(self, folder: Path, out: Path, today: date) -> BuiltPack:
        """Check a pack and write it as one file."""
        ...


class PackShelf(Protocol):
    """The packs installed in one data folder."""

    def install(
        self, paths: Sequence[Path], progress: Progress | None = None, wishes: Wishes | None = None
    ) -> InstallReport | None:
        """Install packs, all of them or none; ``None`` when cancelled."""
        ...

    def examine(self, paths: Sequence[Path], wishes: Wishes | None = None) -> Sequence[Verdict]:
        """Verify packs as an installation would, and change nothing."""
        ...

    def publishers(self) -> Sequence[TrustedPublisher]:
        """Everybody whose signed packs are accepted."""
        ...

    def trust(self, root: Path, fingerprint: str) -> TrustedPublisher:
        """Trust a head office by its root and the fingerprint that it read out."""
        ...

    def source_folder(self, pack: InstalledPack) -> Path:
        """Where the installed copy of a pack lies."""
        ...

    def installed(self) -> Sequence[InstalledPack]:
        """Packs of the active build, by id."""
        ...

    def roll_back(self, pack_id: str = "") -> InstallReport:
        """Return to the build before; with a pack, to the newest one in which that pack was another."""
        ...


# -- records ------------------------------------------------------------------------------------------------------


class ContentSigner(Protocol):
    """Signs what head office publishes: a key file, or a bank's own module or card behind the same form."""

    @property
    def scheme(self) -> str:
        """ed25519 or sm2-sm3."""
        ...

    @property
    def public(self) -> str:
        """The public key, hexadecimal."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature over ``data``."""
        ...


class SigningKeyFiles(Protocol):
    """Files with signing keys, the private ones under a passphrase."""

    def make(self, folder: Path, name: str, duty: str, scheme: str, passphrase: str) -> PublicKey:
        """A new pair of files."""
        ...

    def public(self, path: Path) -> PublicKey:
        """The public key in either file."""
        ...

    def open(self, path: Path, passphrase: str) -> tuple[PublicKey, ContentSigner]:
        """The key in a private file."""
        ...


class PublicationRoom(Protocol):
    """One publisher's folder: its roots, and what was published last on each line."""

    @property
    def publisher(self) -> str:
        """Whose it is."""
        ...

    def begin(self, publisher: str, keys: Sequence[PublicKey], now: datetime) -> RootState:
        """Begin with the draft of the first root."""
        ...

    def change_root(self, add: Sequence[PublicKey], remove: Sequence[str], now: datetime) -> RootState:
        """Draft the next root."""
        ...

    def sign_root(self, public: PublicKey, key: ContentSigner) -> RootState:
        """Sign the draft; with the last signature needed it is in force."""
        ...

    def root_state(self) -> RootState:
        """The root in force, or how far its next one is."""
        ...

    def root_file(self) -> Path:
        """The file of the root in force."""
        ...

    def first_root(self) -> bytes:
        """The first root, which every branch was given."""
        ...

    def published(self, line: str) -> Mapping[str, bytes]:
        """What was published last on a line."""
        ...

    def stated(self, line: str) -> Mapping[str, str | int | bool]:
        """What the signature on it says of it; empty before the first release and for the trust line."""
        ...

    def number(self, line: str) -> str:
        """How often a line was released."""
        ...

    def submit(self, content: Content, public: PublicKey, key: ContentSigner, now: datetime) -> Mapping[str, str]:
        """Sign content as its author; answers SHA-256 by name."""
        ...

    def approve(self, line: str, public: PublicKey, key: ContentSigner) -> None:
        """Sign a draft as approver or seal."""
        ...

    def release(self, line: str, public: PublicKey, key: ContentSigner, now: datetime) -> bytes:
        """The file that travels."""
        ...


class PackContents(Protocol):
    """Makes what is signed."""

    def of_pack(self, source: Path, publisher: str, today: date) -> Content:
        """A pack's sources, checked and built."""
        ...

    def with_withdrawal(
        self, published: Mapping[str, bytes], publisher: str, item_id: str, reason: str, today: date
    ) -> Content:
        """What is published, with one item taken back."""
        ...

    def of_trust(self, published: Mapping[str, bytes], added: Mapping[str, bytes]) -> Content:
        """Roots and lists that head office vouches for."""
        ...


class PackVerifier(Protocol):
    """Verifies a released file as a branch would that trusts nothing but this root."""

    def __call__(self, data: bytes, label: str, root: bytes) -> Signature:
        """Who signed it."""
        ...


class SignatureCheck(Protocol):
    """Verifies a signature by any scheme that this program knows."""

    def __call__(self, scheme: str, public: str, signature: bytes, data: bytes) -> bool:
        """Whether it fits; false for whatever is malformed."""
        ...


# -- security and documents -----------------------------------------------------------------------------------------
