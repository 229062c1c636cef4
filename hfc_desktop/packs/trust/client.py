"""The client that verifies metadata: python-tuf's, reading from one file, with the moment of expiry given from outside.

Rotation, thresholds, rollback, mix-and-match and size caps are the library's tested code; nothing here checks a
signature. A branch PC's clock may stand in 2009, so the moment that decides expiry comes from our clock policy.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater, UpdaterConfig
from tuf.ngclient.fetcher import FetcherInterface

from hfc_desktop.packs.trust.container import MAX_ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tuf.api.metadata import Root, Snapshot, Targets, Timestamp

BASE: Final = "hfcpack:///"
NEVER: Final = datetime.min.replace(tzinfo=UTC)
"""A moment at which nothing has expired: for what is looked at before the clock is judged."""
_NOT_FOUND: Final = 404


class MemberFetcher(FetcherInterface):
    """Reads by exact member name; no path is ever made of a name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def _fetch(self, url: str) -> Iterator[bytes]:
        content = self._files.get(url.removeprefix(BASE))
        if content is None:
            raise DownloadHTTPError(f"no {url.removeprefix(BASE)}", _NOT_FOUND)
        return iter((content,))


class ImportClient(Updater):
    """Verifies what one source of metadata offers against what is trusted already.

    Args:
        metadata_dir: folder with the trusted metadata.
        metadata_base_url: where new metadata is.
        target_dir: folder for verified targets.
        target_base_url: where they are.
        fetcher: reads them; HTTP if not given.
        bootstrap: the trusted root; ``None`` for the one in ``metadata_dir``.
        moment: what counts as now for expiry; the system's clock if not given.

    Attributes:
        place: ``metadata_dir``.
    """

    def __init__(
        self,
        metadata_dir: str,
        metadata_base_url: str,
        target_dir: str | None = None,
        target_base_url: str | None = None,
        fetcher: FetcherInterface | None = None,
        *,
        bootstrap: bytes | None,
        moment: datetime | None = None,
    ) -> None:
        super().__init__(
            metadata_dir,
            metadata_base_url,
            target_dir,
            target_base_url,
            fetcher,
            UpdaterConfig(max_root_rotations=MAX_ROOTS),
            bootstrap=bootstrap,
        )
        self.place = metadata_dir
        if moment is not None:
            self._set_moment(moment)

    def _set_moment(self, moment: datetime) -> None:
        """The one place that reaches into the library; a release that moves the clock elsewhere fails here loudly."""
        if not isinstance(self._trusted_set.reference_time, datetime):
            raise TypeError("python-tuf keeps its reference time elsewhere now")
        self._trusted_set.reference_time = moment

    @property
    def root(self) -> Root:
        """The trusted root."""
        return self._trusted_set.root

    @property
    def timestamp(self) -> Timestamp:
        """The trusted timestamp; only after ``refresh``."""
        return self._trusted_set.timestamp

    @property
    def snapshot(self) -> Snapshot:
        """The trusted snapshot; only after ``refresh``."""
        return self._trusted_set.snapshot

    @property
    def targets(self) -> Targets:
        """The trusted targets; only after ``refresh``."""
        return self._trusted_set.targets
