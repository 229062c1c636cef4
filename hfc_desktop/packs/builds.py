"""The builds of the lookup index in a data folder, and the one pointer that says which is active.

Light on purpose: the window reads this before its first search. A build never changes once the pointer names it.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.errors import EnvironmentFaultError, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT: Final = 3
"""Builds kept, the active one among them."""
_WAIT_SECONDS: Final = 120


class Build:
    """One build.

    Attributes:
        number: 1, 2, 3, …
        folder: holds the index and the list of packs.
    """

    __slots__ = ("folder", "number")

    def __init__(self, number: int, folder: Path) -> None:
        self.number, self.folder = number, folder

    @property
    def index(self) -> Path:
        """The index file."""
        return self.folder / "index.db"

    @property
    def contents(self) -> Path:
        """The list of packs in it, JSON."""
        return self.folder / "build.json"


class Builds:
    """The builds under one ``packs`` folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "active.json"

    def _numbered(self, number: int) -> Build:
        return Build(number, self.folder / "builds" / f"{number:06d}")

    def all(self) -> list[Build]:
        """Finished builds, newest first."""
        found = self.folder.glob("builds/??????/build.json")
        numbers = sorted((int(path.parent.name) for path in found if path.parent.name.isdigit()), reverse=True)
        return [self._numbered(number) for number in numbers]

    def active(self) -> Build | None:
        """The build that the pointer names; ``None`` when nothing is installed.

        A damaged pointer means the newest finished build: it is written last, so it is the one that was meant.
        """
        try:
            stored = json.loads(self._pointer.read_text(encoding="utf-8"))
            build = self._numbered(int(stored["build"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return next(iter(self.all()), None)
        return build if build.index.is_file() else next(iter(self.all()), None)

    def begin(self) -> Build:
        """A fresh folder for the next build; leftovers of a broken-off one are cleared away.

        Raises:
            EnvironmentFaultError: it cannot be made.
        """
        finished = {build.number for build in self.all()}
        for leftover in (self.folder / "builds").glob("??????"):
            if leftover.name.isdigit() and int(leftover.name) not in finished:
                shutil.rmtree(leftover, ignore_errors=True)
        build = self._numbered(max(finished, default=0) + 1)
        try:
            build.folder.mkdir(parents=True)
        except OSError as error:
            reason = system_reason(error)
            raise EnvironmentFaultError("packs.folder_unwritable", path=str(build.folder), reason=reason) from error
        return build

    def finish(self, build: Build, contents: dict[str, Any]) -> None:
        """Declare a build whole and make it active: one rename each, so a crash leaves the old one or the new one."""
        _write_whole(build.contents, contents)
        self.activate(build)
        for old in self.all()[KEPT:]:
            if old.number != build.number:
                shutil.rmtree(old.folder, ignore_errors=True)

    def activate(self, build: Build) -> None:
        """Flip the pointer."""
        _write_whole(self._pointer, {"build": build.number})

    def contents(self, build: Build) -> dict[str, Any]:
        """What is in a build.

        Raises:
            EnvironmentFaultError: its list is damaged.
        """
        try:
            stored = json.loads(build.contents.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise EnvironmentFaultError("packs.build_damaged", path=str(build.contents), reason=str(error)) from error
        if not isinstance(stored, dict):
            raise EnvironmentFaultError("packs.build_damaged", path=str(build.contents), reason="")
        return stored

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time, over all processes; a second one waits. The lock ends with its process.

        Raises:
            EnvironmentFaultError: the folder cannot be written, or another program holds it too long.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = sqlite3.connect(self.folder / "lock.db", timeout=_WAIT_SECONDS, isolation_level=None)
            lock.execute("BEGIN EXCLUSIVE")
        except (OSError, sqlite3.OperationalError) as error:
            raise EnvironmentFaultError(
                "packs.folder_locked", path=str(self.folder), reason=system_reason(error)
            ) from error
        try:
            yield
        finally:
            lock.close()


def _write_whole(path: Path, document: dict[str, Any]) -> None:
    part = path.with_suffix(".part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            json.dump(document, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentFaultError("packs.folder_unwritable", path=str(path), reason=system_reason(error)) from error
