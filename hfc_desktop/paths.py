"""Where things live: the data folder and the files that travel with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).resolve().parent


@cache
def _shipped(name: str) -> Path:
    """A folder shipped with the program: inside the wheel when installed, at the top level in a checkout."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources_dir() -> Path:
    """Fonts, icons and catalogues of texts."""
    return _shipped("resources")


def bundled_packs_dir() -> Path:
    """Guidance packs that come with the program, one folder a pack."""
    return _shipped("guidance_packs")


def default_data_dir() -> Path:
    """The data folder of this user on this machine when none is named."""
    import platformdirs

    return Path(platformdirs.user_data_dir("HFC Desktop", appauthor=False))


class DataDir(NamedTuple):
    """The layout of one data folder: store, installed packs, settings, logs. Nothing else builds these names."""

    root: Path

    @property
    def store(self) -> Path:
        """The encrypted record store."""
        return self.root / "store.db"

    @property
    def keys(self) -> Path:
        """Wrapped keys and the demo key file."""
        return self.root / "keys"

    @property
    def packs(self) -> Path:
        """Installed guidance packs and their lookup index."""
        return self.root / "packs"

    @property
    def settings(self) -> Path:
        """Settings of this data folder, JSON."""
        return self.root / "settings.json"

    @property
    def logs(self) -> Path:
        """Logs and crash reports, free of customer data."""
        return self.root / "logs"

    @property
    def backups(self) -> Path:
        """Encrypted backups of the store."""
        return self.root / "backups"

    @property
    def lock(self) -> Path:
        """Held by the running window, so that a second start finds the first."""
        return self.root / "window.lock"

    @property
    def demo_mark(self) -> Path:
        """Present when the folder holds demo data."""
        return self.root / "DEMO"

    @property
    def practice_mark(self) -> Path:
        """Present when the folder is one of practice, beside ``demo_mark``."""
        return self.root / "PRACTICE"

    @property
    def is_practice(self) -> bool:
        """Whether the folder is thrown away when the window closes."""
        return self.practice_mark.is_file()

    @property
    def is_demo(self) -> bool:
        """Whether every record in here is invented."""
        return self.demo_mark.is_file()
