"""Head office's bench: checks, compares, begins and builds packs. Nothing here touches a data folder."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.guidance.reports import BuiltPack, PackDifference
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.packs import schema, validator
from hfc_desktop.packs.archive import MAX_FILE, written
from hfc_desktop.packs.diff import difference
from hfc_desktop.packs.files import LOOKUP
from hfc_desktop.packs.opening import PINYIN, WORDS, open_pack
from hfc_desktop.packs.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.packs.source import PackSource

_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")
_PAYLOAD: Final = ".payload.zip"


class Workshop:
    """Works on packs as files.

    Args:
        readings: readings of the names of items, which travel in a built pack; see ``index.build.readings_for``.
        words: words of items cut for the index, which travel too; see ``index.cut.cut``. Without it they are cut
            where the pack is installed.
    """

    def __init__(
        self,
        readings: Callable[[Iterable[GuidanceItem]], Mapping[str, Sequence[str]]],
        words: Callable[[Iterable[GuidanceItem], Mapping[str, Sequence[str]]], Mapping[str, Any]] | None = None,
    ) -> None:
        self._readings = readings
        self._words = words

    def check(self, paths: Sequence[Path], today: date) -> Sequence[Fault]:
        """Every fault of the packs that ``paths`` name.

        Raises:
            UserMistakeError: a path names no pack.
            EnvironmentFaultError: a pack cannot be read.
        """
        return validator.check_paths(paths, today)

    def schemas(self) -> Mapping[str, Mapping[str, Any]]:
        """JSON Schema by kind, and ``pack`` for the description."""
        return schema.json_schemas()

    def differences(self, before: Path, after: Path) -> PackDifference:
        """What changed between two packs, each a folder or a built file.

        Raises:
            UserMistakeError: one of them is no pack, or cannot be read as one.
        """
        return difference(self._whole(before), self._whole(after))

    def read(self, path: Path) -> tuple[PackManifest, Sequence[GuidanceItem]]:
        """Description and items of a pack, a folder or a built file.

        Raises:
            UserMistakeError: it is no pack, or cannot be read as one.
            EnvironmentFaultError: it cannot be read.
        """
        source = self._whole(path)
        assert source.manifest is not None, "a pack without a description has errors"
        return source.manifest, [entry.item for entry in source.items]

    @staticmethod
    def _whole(path: Path) -> PackSource:
        source = open_pack(path)
        errors = [fault for fault in source.faults if fault.is_error]
        if errors:
            raise UserMistakeError("packs.unreadable_items", pack=source.label, count=len(errors), place=place(errors))
        return source

    def begin(self, folder: Path, today: date) -> Sequence[str]:
        """Write a commented skeleton into a new folder.

        Returns:
            Names of the files written.

        Raises:
            UserMistakeError: the folder holds something already, or its name gives no pack id.
            EnvironmentFaultError: it cannot be written.
        """
        pack_id = _NOT_IN_ID.sub("-", folder.resolve().name.lower()).strip("-") or "new-pack"
        files = skeleton(pack_id, today)
        try:
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise UserMistakeError("packs.not_empty", path=str(folder))
            for name, text in files.items():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise EnvironmentFaultError("packs.unwritable", path=str(folder), reason=_reason(error)) from error
        return list(files)

    def build(self, folder: Path, out: Path, today: date) -> BuiltPack:
        """Check a pack, add the readings of its names, and write it as one file; equal content gives equal bytes.

        Args:
            folder: the pack's sources.
            out: the file to write when it ends in ``.zip``, else a folder that gets the layout of a publication.
            today: the day that counts for reviews.

        Raises:
            UserMistakeError: the pack has errors, or is too large.
            EnvironmentFaultError: the file cannot be written; what was there before is unchanged.
        """
        content, manifest, items = self.payload(folder, today)
        target = _target(out, manifest)
        _write(target, content)
        return BuiltPack(
            pack_id=manifest.pack_id,
            issue=manifest.issue,
            content_version=manifest.content_version,
            path=str(target),
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            items=items,
        )

    def payload(self, folder: Path, today: date) -> tuple[bytes, PackManifest, int]:
        """The bytes of a built pack, its description, and how many items it holds; nothing is written.

        Raises:
            UserMistakeError: the pack has errors, or is too large.
        """
        errors = [fault for fault in validator.check_paths([folder], today) if fault.is_error]
        if errors:
            raise UserMistakeError("packs.build_has_errors", pack=str(folder), count=len(errors), place=place(errors))
        source = open_pack(folder)
        assert source.manifest is not None, "a pack without errors has a description"
        content = written(self._members(source))
        if len(content) > MAX_FILE:
            raise UserMistakeError("packs.too_large_packed", path=str(folder), mib=MAX_FILE >> 20)
        return content, source.manifest, len(source.items)

    def _members(self, source: PackSource) -> dict[str, bytes]:
        members = {name: data for name, data in source.files.items() if not name.startswith(LOOKUP)}
        items = [found.item for found in source.items]
        readings = self._readings(items)
        members[PINYIN] = _json(readings)
        if self._words is not None:
            members[WORDS] = _json(self._words(items, readings))
        return members


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def place(faults: Sequence[Fault]) -> str:
    """The first fault as file:line:column and code."""
    first = faults[0]
    return f"{first.file}:{first.line}:{first.column} {first.code}"


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _target(out: Path, manifest: PackManifest) -> Path:
    if out.suffix == ".zip":
        return out
    return out / "targets" / manifest.publisher / f"{manifest.pack_id}-{manifest.issue}{_PAYLOAD}"


def _write(target: Path, content: bytes) -> None:
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentFaultError("packs.unwritable", path=str(target), reason=_reason(error)) from error
