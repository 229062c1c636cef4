"""What comes in to be installed: who vouches for it, and whether that is enough here.

Three origins. Signed files are verified against what the data folder trusts. Packs that are part of the program are as
trustworthy as the program beside them, since whoever can change one can change the other. Anything else is unsigned,
and is taken only where no head office is trusted yet: a machine for trying things out.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.domain.publishing import HEAD_OFFICE, Signature
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, system_reason
from hfc_desktop.packs.archive import read_bytes, unpacked
from hfc_desktop.packs.opening import packs_in
from hfc_desktop.packs.source import PackSource, read_pack, read_source
from hfc_desktop.packs.trust import container
from hfc_desktop.packs.trust.state import version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hfc_desktop.domain.publishing import Wishes
    from hfc_desktop.packs.trust.importer import Importer, Verified
    from hfc_desktop.packs.trust.state import TrustState

BUNDLED_SIGNER = f"HFC Desktop {__version__}"
"""Who stands for a pack that is part of the program."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One pack that is to be installed.

    Attributes:
        verified: what was verified; ``None`` for what is not signed.
    """

    source: PackSource
    signature: Signature
    verified: Verified | None = None


@dataclass(frozen=True, slots=True)
class Trusting:
    """Whom a data folder trusts.

    Attributes:
        state: what it trusts; light.
        importer: verifies; loads the libraries for it.
        bundled: folder of the packs that are part of the program.
        office: code of the office that the data folder is of; empty while it is not set.
    """

    state: TrustState
    importer: Callable[[], Importer]
    bundled: Path
    office: Callable[[], str] = lambda: ""

    @contextmanager
    def apart(self) -> Iterator[Trusting]:
        """The same trust in a folder of its own, so that a trial run may learn without the data folder learning."""
        with _trial_folder() as place:
            copy = place / "trust"
            if self.state.folder.is_dir():
                shutil.copytree(self.state.folder, copy)
            state = self.state.at(copy)
            importer = self.importer()
            yield Trusting(state, lambda: importer.over(state), self.bundled, self.office)

    # -- reading ------------------------------------------------------------------------------------------------------

    def read(self, paths: Sequence[Path], wishes: Wishes) -> tuple[list[Incoming], list[Verified]]:
        """The packs that ``paths`` name, and the trust files among them, which are kept at once.

        A trust file beside packs is taken first, so that one stick can bring a region's root and its packs.

        Raises:
            UserMistakeError: a path names no pack, or a file is damaged.
            SecurityRefusalError: nobody who is trusted vouches for it.
            EnvironmentFaultError: it cannot be read.
        """
        found = [pack for path in paths for pack in packs_in(path)]
        signed: list[tuple[Path, bytes]] = []
        other: list[tuple[Path, bytes]] = []
        for path in found:
            data = read_bytes(path) if path.is_file() else b""
            (signed if container.is_container(data) else other).append((path, data))
        trusted = []
        packs = []
        for path, data in _newest_of_each(signed):
            verified = self.importer().verify(data, str(path), wishes)
            if verified.payload:
                packs.append(verified)
            else:
                self.importer().keep(verified)
                trusted.append(verified)
        incoming = [self._signed(verified) for verified in packs]
        incoming += [Incoming(self._plain(path, data), self._unsigned(path)) for path, data in other]
        for one in incoming:
            self._check(one)
        return incoming, trusted

    @staticmethod
    def _signed(verified: Verified) -> Incoming:
        label = f"{verified.line}-{verified.stated.get('issue', '')}"
        source = read_pack(unpacked(verified.payload, label), label)
        return Incoming(source, verified.signature, verified)

    @staticmethod
    def _plain(path: Path, data: bytes) -> PackSource:
        return read_pack(unpacked(data, str(path)), str(path)) if path.is_file() else read_source(path)

    def _unsigned(self, path: Path) -> Signature:
        if self._is_bundled(path):
            return Signature(publisher=HEAD_OFFICE, signer=BUNDLED_SIGNER, origin="bundled")
        return Signature()

    def _is_bundled(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.bundled.resolve())

    # -- whether it is enough -----------------------------------------------------------------------------------------

    def _check(self, one: Incoming) -> None:
        manifest, label = one.source.manifest, one.source.label
        if one.signature.origin == "unsigned" and self.state.root(HEAD_OFFICE) is not None:
            raise SecurityRefusalError("trust.unsigned", path=label)
        if manifest is None or one.verified is None:
            return
        stated = one.verified.stated
        told = (one.verified.publisher, one.verified.line, stated.get("issue"), stated.get("content_version"))
        if told != (manifest.publisher, manifest.pack_id, manifest.issue, manifest.content_version):
            raise SecurityRefusalError("trust.altered", path=label)
        if manifest.publisher != HEAD_OFFICE:
            self._check_scope(one.source)

    def _check_scope(self, source: PackSource) -> None:
        """A region publishes items of its own region alone, a branch for its own counters."""
        assert source.manifest is not None, "checked before"
        kind, _dash, code = source.manifest.publisher.partition("-")
        if kind == "branch" and self.office() not in ("", code):
            raise SecurityRefusalError("trust.other_branch", path=source.label, branch=code, office=self.office())
        if kind != "region":
            return
        prefix = _inside(code)
        for found in source.items:
            if not found.item.region or not all(place.startswith(prefix) for place in found.item.region):
                raise SecurityRefusalError("trust.other_region", path=source.label, id=found.item.id, region=code)

    def is_superseded(self, one: Incoming, pack_id: str) -> bool:
        """Whether signed packs of that id were verified here, so that a bundled one stays out.

        Raises:
            SecurityRefusalError: something unsigned would take the place of something signed.
        """
        if one.verified is not None or self.state.publisher_of(pack_id) is None:
            return False
        if one.signature.origin == "bundled":
            return True
        raise SecurityRefusalError("trust.unsigned_over_signed", path=one.source.label, pack=pack_id)


@contextmanager
def _trial_folder() -> Iterator[Path]:
    try:
        with TemporaryDirectory(prefix="hfc-trial-") as place:
            yield Path(place)
    except OSError as error:
        raise EnvironmentFaultError(
            "packs.folder_unwritable", path=gettempdir(), reason=system_reason(error)
        ) from error


def _newest_of_each(files: Sequence[tuple[Path, bytes]]) -> Iterator[tuple[Path, bytes]]:
    """Of several files of one line, as a stick gathers them over the months, the newest; trust files first."""
    best: dict[tuple[str, str], tuple[int, Path, bytes]] = {}
    for path, data in files:
        members = container.opened(data, str(path))
        targets = container.targets_of(members)
        folder, name = targets[0] if targets else ("", "")
        line = name.rpartition("-")[0] if folder != "trust" else ""
        version = version_of(members[container.TIMESTAMP])
        if (folder, line) not in best or version > best[folder, line][0]:
            best[folder, line] = (version, path, data)
    for key in sorted(best, key=lambda key: (key[0] != "trust", key)):
        _version, path, data = best[key]
        yield path, data


def _inside(region: str) -> str:
    """What the codes of all places in a region begin with: province, city and county have two digits each."""
    while len(region) > 2 and region.endswith("00"):
        region = region[:-2]
    return region
