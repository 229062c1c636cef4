"""Content as it is put before the author: a checked pack, a withdrawal of one item, or files to be vouched for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

from hfc_desktop.domain.publishing import TRUST_LINE, Content
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.packs.archive import unpacked, written
from hfc_desktop.packs.files import MANIFEST
from hfc_desktop.packs.source import read_pack
from hfc_desktop.packs.trust.publication import payload_name
from hfc_desktop.packs.trust.roots import checked_root
from hfc_desktop.packs.yaml_loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.packs.yaml_loader import Value

_VOUCHED: Final = re.compile(r"(?:region|branch)-[0-9]{1,12}")
_FILE: Final = re.compile(r"[a-z][a-z0-9-]{0,40}\.json")


class ContentMaker:
    """Makes content.

    Args:
        payload: checks and builds a pack on a day; answers its bytes, description and number of items.
    """

    def __init__(self, payload: Callable[[Path, date], tuple[bytes, PackManifest, int]]) -> None:
        self._payload = payload

    def of_pack(self, source: Path, publisher: str, today: date) -> Content:
        """A pack's sources, checked and built.

        Raises:
            UserMistakeError: it has errors, or names another publisher.
        """
        data, manifest, items = self._payload(source, today)
        return _content(data, manifest, items, publisher, str(source))

    def with_withdrawal(
        self, published: Mapping[str, bytes], publisher: str, item_id: str, reason: str, today: date
    ) -> Content:
        """What is published, with one item taken back: its text stays, marked as withdrawn, so history can show it.

        Raises:
            UserMistakeError: the item is not in it, or was withdrawn before.
        """
        name, data = next(iter(published.items()))
        files = dict(unpacked(data, name))
        found = next((entry for entry in read_pack(files, name).items if entry.item.id == item_id), None)
        if found is None or found.item.status.value != "active":
            raise UserMistakeError("publish.not_there", id=item_id)
        member = found.file.removeprefix(f"{name}/")
        files[member] = _marked(files[member], member, item_id, reason)
        files[MANIFEST] = _told(files[MANIFEST], item_id, reason, today)
        source = read_pack(files, name)
        if source.manifest is None or any(fault.severity.value == "error" for fault in source.faults):
            raise UserMistakeError("publish.damaged", path=name)
        return _content(written(files), source.manifest, len(source.items), publisher, name)

    @staticmethod
    def of_trust(published: Mapping[str, bytes], added: Mapping[str, bytes]) -> Content:
        """Roots of regions and branches, and other files that head office vouches for; those of before stay.

        Raises:
            UserMistakeError: a name is not usable.
            SecurityRefusalError: a root does not hold in itself.
        """
        for name, data in added.items():
            owner = name.removesuffix(".root.json")
            if owner != name and _VOUCHED.fullmatch(owner):
                checked_root(data, owner, name)
            elif not _FILE.fullmatch(name):
                raise UserMistakeError("publish.bad_file", name=name)
        return Content(line=TRUST_LINE, files={**published, **added})


def _content(data: bytes, manifest: PackManifest, items: int, publisher: str, label: str) -> Content:
    if manifest.publisher != publisher:
        raise UserMistakeError("publish.other_publisher", pack=label, stated=manifest.publisher, publisher=publisher)
    stated: dict[str, str | int | bool] = {
        "pack_id": manifest.pack_id,
        "issue": manifest.issue,
        "content_version": manifest.content_version,
        "title": manifest.title,
        "title_en": manifest.title_en,
        "urgent": manifest.urgent,
    }
    name = payload_name(manifest.pack_id, manifest.issue)
    return Content(line=manifest.pack_id, files={name: data}, stated=stated, items=items)


def _marked(data: bytes, file: str, item_id: str, reason: str) -> bytes:
    """The file with that one item marked as withdrawn, all else as it was."""
    value = load(data, file).value
    entries: Sequence[Value] = value if isinstance(value, list) else [value] if value is not None else []
    for entry in entries:
        if isinstance(entry, dict) and entry.get("id") == item_id:
            entry["status"], entry["withdrawn_reason"] = "withdrawn", reason
    return _dumped(value)


def _told(data: bytes, item_id: str, reason: str, today: date) -> bytes:
    """The description one version on, urgent, with the withdrawal in it."""
    value = load(data, MANIFEST).value
    assert isinstance(value, dict), "it was published"
    withdrawn = value.setdefault("withdrawn", [])
    assert isinstance(withdrawn, list), "it was published"
    withdrawn.append({"id": item_id, "reason": reason, "since": today.isoformat()})
    value["content_version"] = str(int(str(value["content_version"])) + 1)
    value["urgent"] = "true"
    return _dumped(value)


def _dumped(value: Any) -> bytes:  # noqa: ANN401  lists, mappings and texts
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)
    return str(text).encode()
