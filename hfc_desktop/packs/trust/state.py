"""What a data folder trusts: for each publisher its newest root, for each of its lines the newest metadata seen.

One small file each, replaced whole, so that a crash leaves the old trust or the new one. Builds of the index are kept
apart from this: going back to an earlier build never makes older metadata acceptable again.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.publishing import HEAD_OFFICE
from hfc_desktop.errors import EnvironmentFaultError, system_reason
from hfc_desktop.packs.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PUBLISHER: Final = re.compile(r"headoffice|region-[1-9][0-9]{5}|branch-[0-9]{1,12}")
LINE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ROOT: Final = "root.json"
ROLES: Final = ("timestamp", "snapshot", "targets")


@dataclass(frozen=True, slots=True)
class LineState:
    """The newest metadata of one line.

    Attributes:
        metadata: bytes by role.
        released_at: newest date signed in it, ISO 8601.
    """

    metadata: Mapping[str, bytes] = field(default_factory=dict)
    released_at: str = ""


class TrustState:
    """The files under ``packs/trust``.

    Args:
        folder: where they are.
        shipped: folder with the roots that came with the program.
    """

    def __init__(self, folder: Path, shipped: Path) -> None:
        self.folder = folder
        self._shipped = shipped

    def at(self, folder: Path) -> TrustState:
        """The same over another folder."""
        return TrustState(folder, self._shipped)

    # -- roots --------------------------------------------------------------------------------------------------------

    def roots(self) -> dict[str, str]:
        """Publishers with a trusted root, and where it came from: shipped, installed or vouched."""
        found = {path.name.split(".")[0]: "shipped" for path in self._shipped.glob("*.root.json")}
        for path in self.folder.glob(f"*/{_ROOT}"):
            own = "installed" if path.parent.name == HEAD_OFFICE else "vouched"
            found.setdefault(path.parent.name, own)
        return {name: origin for name, origin in sorted(found.items()) if PUBLISHER.fullmatch(name)}

    def root(self, publisher: str) -> bytes | None:
        """The newest trusted root of a publisher.

        A root that is damaged in the data folder counts as none there; the one that came with the program stays.
        """
        roots = [self._read(self.folder / publisher / _ROOT), self._read(self._shipped / f"{publisher}.root.json")]
        return max((root for root in roots if root is not None), key=version_of, default=None)

    def put_root(self, publisher: str, content: bytes) -> None:
        """Trust this root from now on."""
        write_whole(self.folder / publisher / _ROOT, content, "packs.folder_unwritable")

    def drop(self, publisher: str) -> None:
        """Trust a publisher no longer; what is installed of it stays until somebody takes it out."""
        (self.folder / publisher / _ROOT).unlink(missing_ok=True)

    # -- lines --------------------------------------------------------------------------------------------------------

    def lines(self, publisher: str) -> tuple[str, ...]:
        """Lines of a publisher that were verified here."""
        return tuple(sorted(path.stem for path in (self.folder / publisher / "lines").glob("*.json")))

    def publisher_of(self, line: str) -> str | None:
        """The publisher whose signed packs of this line were verified here."""
        path = next(iter(sorted(self.folder.glob(f"*/lines/{line}.json"))), None)
        return path.parent.parent.name if path else None

    def line(self, publisher: str, line: str) -> LineState:
        """What was seen of a line.

        Raises:
            EnvironmentFaultError: its file is damaged; without it, an older pack could not be told from a newer one.
        """
        path = self.folder / publisher / "lines" / f"{line}.json"
        content = self._read(path)
        if content is None:
            return LineState()
        try:
            stored = json.loads(content)
            metadata = {role: base64.b64decode(stored[role], validate=True) for role in ROLES if role in stored}
            return LineState(metadata, str(stored.get("released_at", "")))
        except (ValueError, TypeError, AttributeError) as error:
            raise EnvironmentFaultError("trust.state_damaged", path=str(path)) from error

    def put_line(self, publisher: str, line: str, state: LineState) -> None:
        """Remember what was seen."""
        document: dict[str, Any] = {role: base64.b64encode(data).decode() for role, data in state.metadata.items()}
        document["released_at"] = state.released_at
        write_whole(
            self.folder / publisher / "lines" / f"{line}.json",
            json.dumps(document, indent=1).encode(),
            "packs.folder_unwritable",
        )

    def released(self) -> list[str]:
        """The dates signed in what was seen of each line, ISO 8601 with offset."""
        return [self.line(publisher, line).released_at for publisher in self.roots() for line in self.lines(publisher)]

    # -- files that head office vouches for ---------------------------------------------------------------------------

    def put_file(self, name: str, content: bytes) -> None:
        """Keep a file of the trust line."""
        write_whole(self.folder / HEAD_OFFICE / "files" / name, content, "packs.folder_unwritable")

    def file(self, name: str) -> bytes | None:
        """A file of the trust line, as ``devices.json``; ``None`` when none came yet."""
        return self._read(self.folder / HEAD_OFFICE / "files" / name)

    @staticmethod
    def _read(path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EnvironmentFaultError("packs.unreadable", path=str(path), reason=system_reason(error)) from error


def version_of(content: bytes) -> int:
    """The version that metadata states; 0 when it cannot be read as metadata."""
    try:
        version = json.loads(content)["signed"]["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0
    return version if isinstance(version, int) else 0
