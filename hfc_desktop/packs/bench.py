"""The author's bench: one pack's sources cut into items, checked while they are typed, and written back whole.

An item is the lines from its own dash to the next item's, with the comments above it, so that whatever one edits there
leaves the rest of the file as it was. What is kept beside the pack (drafts, steps, the copy of the last issue) lies in
``.authoring``, which is no part of the pack.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.authoring import (
    Checked,
    Entry,
    Habits,
    History,
    ItemText,
    Outline,
    Passed,
    Problem,
    Saved,
    Stage,
)
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.packs import writing
from hfc_desktop.packs.files import MANIFEST, REGIONS, is_good_name, read_folder
from hfc_desktop.packs.item_forms import PACK, new_item
from hfc_desktop.packs.source import PackSource, SourceItem, read_pack
from hfc_desktop.packs.validator import check_packs, required_beside
from hfc_desktop.packs.whole_file import write_whole
from hfc_desktop.packs.yaml_loader import load

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from hfc_desktop.domain.authoring import Numbers
    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import GuidanceItem

BESIDE: Final = ".authoring"
_STATE: Final = "state.json"
_HABITS: Final = "habits.json"
_PUBLISHED: Final = "published.hfcpack"
_ALONE: Final = "pack.no_items"
"""What is always found when one file is checked without the others; the whole pack is asked for it."""
_CUT_FILES: Final = 64
"""Files of which it is remembered where their items lie; finding it costs a pass over the file."""


@dataclass(frozen=True, slots=True)
class _Slice:
    """The lines of one item: from ``first`` (counted from 0) up to ``end``."""

    first: int
    end: int


@dataclass(slots=True)
class _Known:
    """A pack as it was read last, with what it refers to and a stamp by which a change of that is seen."""

    files: Mapping[str, bytes]
    source: PackSource
    around: Sequence[PackSource]
    stamp: object = None


class Bench:
    """Works on the sources of packs in folders."""

    def __init__(self) -> None:
        self._known: dict[Path, _Known] = {}

    # -- reading ------------------------------------------------------------------------------------------------------

    def outline(self, folder: Path) -> Outline:
        """The pack in a folder, with all that one can open in it.

        Raises:
            UserMistakeError: it is no pack folder.
            EnvironmentFaultError: it cannot be read.
        """
        known = self._read(folder)
        manifest = known.source.manifest
        history, digest = self.history(folder), _digest(known.files)
        return Outline(
            folder=folder,
            pack_id=manifest.pack_id if manifest else folder.name,
            title=manifest.title if manifest else folder.name,
            title_en=manifest.title_en if manifest else "",
            version=f"{manifest.issue}.{manifest.content_version}" if manifest else "",
            entries=tuple(self._entries(folder, known)),
            digest=digest,
            stage=history.stage(digest),
            history=history,
            changed_since=history.changed_since(digest),
        )

    def _read(self, folder: Path) -> _Known:
        """The pack as it is now; only what changed since is read again, so that saving costs one file."""
        known = self._with(folder, read_folder(folder))
        self._known[folder] = known
        return known

    def _with(self, folder: Path, files: Mapping[str, bytes]) -> _Known:
        """The pack of these files; what the pack refers to is read again when it changed."""
        before = self._known.get(folder)
        changed = {name for name, data in files.items() if before is None or before.files.get(name) != data}
        alone = before is None or changed & {MANIFEST, REGIONS} or before.files.keys() - files.keys()
        if before is None or alone or before.source.broken_ids:
            source = read_pack(files, "")
        elif changed:
            part = read_pack({MANIFEST: files[MANIFEST], **{name: files[name] for name in changed}}, "")
            source = _merged(before.source, part, changed | {MANIFEST}, files)
        else:
            source = before.source
        if before is None or alone or before.stamp != _stamp(before.around):
            around = required_beside([source], [folder])
            return _Known(files, source, around, _stamp(around))
        return _Known(files, source, before.around, before.stamp)

    def _entries(self, folder: Path, known: _Known) -> list[Entry]:
        drafts = {path.name for path in (folder / BESIDE / "drafts").glob("*.yaml")}
        found = [Entry(file=MANIFEST, kind=PACK)]
        for name in sorted(known.files):
            kind, _slash, rest = name.partition("/")
            if rest and kind in {member.value for member in Kind} and name.endswith(".yaml"):
                found += _entries_of(known, name, kind)
        return [replace(entry, draft=_draft_name(entry) in drafts) for entry in found]

    def read(self, folder: Path, entry: Entry) -> ItemText:
        """One entry as text.

        Raises:
            UserMistakeError: it is not there any more.
        """
        text, cut = self._cut(folder, entry)
        lines = text.splitlines(keepends=True)
        own = "".join(lines[cut.first : cut.end])
        draft = folder / BESIDE / "drafts" / _draft_name(entry)
        kept = draft.read_text("utf-8") if draft.is_file() else ""
        return ItemText(entry=entry, text=own, first_line=cut.first + 1, seen=_hash(own.encode()), draft=kept)

    def _cut(self, folder: Path, entry: Entry) -> tuple[str, _Slice]:
        """The file of an entry and the lines in it that are its own."""
        try:
            data = (folder / entry.file).read_bytes()
        except FileNotFoundError as error:
            raise UserMistakeError("authoring.gone", file=entry.file, item=entry.item) from error
        except OSError as error:
            raise EnvironmentFaultError("packs.unreadable", path=entry.file, reason=system_reason(error)) from error
        text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        cut = _slice(text, entry.item)
        if cut is None:
            raise UserMistakeError("authoring.gone", file=entry.file, item=entry.item)
        return text, cut

    # -- checking -----------------------------------------------------------------------------------------------------

    def check(self, folder: Path, entry: Entry, text: str, today: date) -> Checked:
        """Faults of one entry as it is typed, and the item that it makes; other entries are as they were read last."""
        known = self._known.get(folder) or self._read(folder)
        whole, cut = self._cut(folder, entry)
        files = {MANIFEST: known.files[MANIFEST], entry.file: _put(whole, cut, text).encode()}
        source = read_pack(files, "")
        others = _without_file(known.source, entry.file)
        faults = [fault for fault in check_packs([source], today, [others, *known.around]) if fault.file == entry.file]
        last = cut.first + _count(text)
        mine = [
            fault
            for fault in faults
            if (not entry.item or not fault.line or cut.first < fault.line <= last) and fault.code != _ALONE
        ]
        return Checked(
            problems=_placed(mine, {entry: cut.first}, [entry]), item=_item_at(source, entry, cut.first, last)
        )

    def check_all(self, folder: Path, edits: Mapping[Entry, str], today: date) -> Checked:
        """Faults of the whole pack with texts that are not saved yet."""
        files = dict(read_folder(folder))
        for entry, text in edits.items():
            whole = files[entry.file].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
            cut = _slice(whole, entry.item)
            if cut is None:
                raise UserMistakeError("authoring.gone", file=entry.file, item=entry.item)
            files[entry.file] = _put(whole, cut, text).encode()
        known = self._with(folder, files)
        faults = check_packs([known.source], today, known.around)
        entries = self._entries(folder, known)
        starts = {entry: _first_of(files[entry.file], entry) for entry in entries}
        return Checked(problems=_placed(faults, starts, entries), whole=True)

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, folder: Path, entry: Entry, text: str, seen: str) -> Saved:
        """Put a text into its file; one that cannot be read is kept beside instead, and the pack stays as it is.

        Raises:
            UserMistakeError: somebody else changed the item meanwhile.
            EnvironmentFaultError: it cannot be written; the file is as it was.
        """
        whole, cut = self._cut(folder, entry)
        own = "".join(whole.splitlines(keepends=True)[cut.first : cut.end])
        if _hash(own.encode()) != seen:
            raise UserMistakeError("authoring.changed_meanwhile", file=entry.file, item=entry.item)
        new = _put(whole, cut, text)
        if load(new.encode(), "").faults or writing.readable(text) is None:
            self.keep_draft(folder, entry, text)
            return Saved(entry=entry, into_pack=False)
        write_whole(folder / entry.file, new.encode())
        self.keep_draft(folder, entry, "")
        return Saved(entry=replace(entry, item=_id_of(text) if entry.item else ""), into_pack=True)

    def keep_draft(self, folder: Path, entry: Entry, text: str) -> None:
        """Keep a text beside the pack, or drop what was kept when it is empty."""
        path = folder / BESIDE / "drafts" / _draft_name(entry)
        if text:
            write_whole(path, text.encode())
        else:
            path.unlink(missing_ok=True)

    def begin_item(self, folder: Path, kind: Kind, slug: str, today: date) -> Entry:
        """A new item in a file of its own, from the skeleton of its kind.

        Raises:
            UserMistakeError: the name will not do, or is taken.
        """
        name = f"{kind.value}/{slug}.yaml"
        item = f"{kind.value}.{slug}"
        if not is_good_name(name) or slug != slug.lower() or "_" in slug or "." in slug:
            raise UserMistakeError("authoring.bad_slug", value=slug)
        taken = {found.item.id for found in self._read(folder).source.items}
        if item in taken or (folder / name).exists():
            raise UserMistakeError("authoring.slug_taken", value=item)
        write_whole(folder / name, new_item(kind, slug, today).encode())
        return Entry(file=name, item=item, kind=kind.value)

    def number(self, folder: Path, numbers: Numbers) -> None:
        """Write number, dates and changelog of the issue into the description of the pack, comments left alone."""
        path = folder / MANIFEST
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        present = writing.readable(text)
        for name in ("issue", "content_version", "issued_on", "effective_from", "review_by"):
            value = str(getattr(numbers, name))
            there = isinstance(present, dict) and name in present
            text = writing.with_value(text, (name,), value) if there else writing.with_field(text, name, value)
        if numbers.note:
            text = _with_note(text, numbers)
        write_whole(path, text.encode())

    # -- kept beside --------------------------------------------------------------------------------------------------

    def digest(self, folder: Path) -> str:
        """Digest of the pack's files."""
        return _digest(read_folder(folder))

    def history(self, folder: Path) -> History:
        """The steps that the pack made.

        Raises:
            UserMistakeError: the file with them is damaged.
        """
        found = _json(folder / BESIDE / _STATE)
        try:
            steps = tuple(Passed(**{**step, "stage": Stage(step["stage"])}) for step in found.get("steps", ()))
            return History(steps=steps, editors=tuple(found.get("editors", ())))
        except (TypeError, KeyError, ValueError) as error:
            raise UserMistakeError("authoring.state_damaged", path=str(folder / BESIDE / _STATE)) from error

    def keep_history(self, folder: Path, history: History) -> None:
        """Keep them beside the pack."""
        _keep(folder / BESIDE / _STATE, {"format": 1, **asdict(history)})

    def habits(self, folder: Path) -> Habits:
        """Where one signed last; what is damaged counts as nothing, since it only saves typing."""
        found = _json(folder / BESIDE / _HABITS)
        names = set(Habits.__dataclass_fields__)
        return Habits(**{name: str(value) for name, value in found.items() if name in names})

    def keep_habits(self, folder: Path, habits: Habits) -> None:
        """Keep that beside the pack."""
        _keep(folder / BESIDE / _HABITS, asdict(habits))

    def keep_published(self, folder: Path, released: Path) -> None:
        """Keep a copy of what was published, for the next comparison."""
        write_whole(folder / BESIDE / _PUBLISHED, released.read_bytes())

    def published(self, folder: Path) -> Path | None:
        """The copy of what was published last from here."""
        path = folder / BESIDE / _PUBLISHED
        return path if path.is_file() else None


# -- cutting --------------------------------------------------------------------------------------------------------


def _entries_of(known: _Known, name: str, kind: str) -> list[Entry]:
    """The items of a file; the whole file when its items cannot be told apart."""
    cuts = _cuts(known.files[name].decode("utf-8-sig", errors="replace").replace("\r\n", "\n"))
    titles = {found.item.id: found.item for found in known.source.items if found.file == name}
    if not cuts or "" in cuts:
        return [Entry(file=name, kind=kind)]
    return [
        Entry(
            file=name,
            item=item,
            kind=kind,
            title=titles[item].title if item in titles else "",
            title_en=titles[item].title_en if item in titles else "",
        )
        for item in cuts
    ]


@lru_cache(maxsize=_CUT_FILES)
def _cuts(text: str) -> Mapping[str, _Slice]:
    """The lines of each item by its id; nothing for a file that cannot be cut."""
    loaded = load(text.encode(), "")
    count = _count(text)
    if isinstance(loaded.value, dict):
        return {_stated_id(loaded.value): _Slice(0, count)}
    if not isinstance(loaded.value, list) or any(fault.code == "yaml.duplicate_key" for fault in loaded.faults):
        return {}
    lines = text.splitlines()
    firsts = [_top(lines, loaded.place.children[at].line - 1) for at in range(len(loaded.value))]
    ends = [*firsts[1:], count]
    found = {
        _stated_id(value): _Slice(first if at else 0, end)
        for at, (value, first, end) in enumerate(zip(loaded.value, firsts, ends, strict=True))
    }
    return found if len(found) == len(loaded.value) else {}


def _top(lines: Sequence[str], at: int) -> int:
    """The first line of an item: that of its dash, or of the comments right above it."""
    while at and not lines[at].startswith("-"):
        at -= 1
    while at and lines[at - 1].startswith("#"):
        at -= 1
    return at


def _slice(text: str, item: str) -> _Slice | None:
    return _cuts(text).get(item) if item else _Slice(0, _count(text))


def _stated_id(value: object) -> str:
    stated = value.get("id") if isinstance(value, dict) else None
    return stated if isinstance(stated, str) else ""


def _id_of(text: str) -> str:
    return _stated_id(writing.readable(text))


def _count(text: str) -> int:
    return len(text.splitlines())


def _put(whole: str, cut: _Slice, text: str) -> str:
    lines = whole.splitlines(keepends=True)
    new = text if not text or text.endswith("\n") else text + "\n"
    return "".join(lines[: cut.first]) + new + "".join(lines[cut.end :])


def _first_of(data: bytes, entry: Entry) -> int:
    cut = _slice(data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n"), entry.item)
    return cut.first if cut else 0


# -- finding what a fault belongs to --------------------------------------------------------------------------------


def _placed(faults: Sequence[Fault], starts: Mapping[Entry, int], entries: Sequence[Entry]) -> tuple[Problem, ...]:
    by_file: dict[str, list[Entry]] = {}
    for entry in entries:
        by_file.setdefault(entry.file, []).append(entry)
    return tuple(_problem(fault, starts, by_file.get(fault.file, ())) for fault in faults)


def _problem(fault: Fault, starts: Mapping[Entry, int], near: Sequence[Entry]) -> Problem:
    """The last entry of its file that begins above the fault is the one that it is in."""
    above = [entry for entry in near if starts[entry] < max(fault.line, 1)]
    entry = max(above, key=lambda found: starts[found], default=near[0] if near else None)
    line = fault.line - starts[entry] if entry is not None and fault.line else fault.line
    return Problem(fault=fault, entry=entry, line=max(line, 0))


def _item_at(source: PackSource, entry: Entry, first: int, last: int) -> GuidanceItem | None:
    found = next((found for found in source.items if first < found.place.line <= last and entry.item), None)
    return found.item if found else None


def _merged(before: PackSource, part: PackSource, again: Collection[str], files: Mapping[str, bytes]) -> PackSource:
    """A pack of which some files were read again; what is known of the others still holds."""
    items = (found for found in before.items if found.file not in again)
    faults = (fault for fault in before.faults if fault.file not in again)
    return replace(
        before,
        items=(*items, *part.items),
        faults=(*faults, *part.faults),
        broken_ids=part.broken_ids,
        files=files,
        manifest=part.manifest,
        manifest_place=part.manifest_place,
    )


def _stamp(sources: Sequence[PackSource]) -> object:
    """Sizes and times of the files of packs beside, by which one sees that they changed."""
    paths = (path for source in sources for path in sorted(Path(source.label).rglob("*")))
    return [(str(path), found.st_mtime_ns, found.st_size) for path in paths if (found := path.stat())]


def _without_file(source: PackSource, name: str) -> PackSource:
    kept: tuple[SourceItem, ...] = tuple(found for found in source.items if found.file != name)
    return replace(source, items=kept)


# -- files beside ---------------------------------------------------------------------------------------------------


def _draft_name(entry: Entry) -> str:
    return f"{entry.item or entry.file.replace('/', '-').removesuffix('.yaml')}.yaml"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest(files: Mapping[str, bytes]) -> str:
    return _hash("\n".join(f"{name} {_hash(data)}" for name, data in sorted(files.items())).encode())


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise EnvironmentFaultError("packs.unreadable", path=str(path), reason=system_reason(error)) from error
    except ValueError as error:
        raise UserMistakeError("authoring.state_damaged", path=str(path)) from error
    return found if isinstance(found, dict) else {}


def _keep(path: Path, document: Mapping[str, object]) -> None:
    write_whole(path, json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _with_note(text: str, numbers: Numbers) -> str:
    """The text with the issue's line in the changelog of the pack."""
    present = writing.readable(text)
    notes = present.get("changelog") if isinstance(present, dict) else None
    if not isinstance(notes, list):
        return writing.with_field(text, "changelog", f"[{_note(numbers)}]")
    return writing.with_block(text, ("changelog",), _note(numbers))


def _note(numbers: Numbers) -> str:
    day = numbers.issued_on.isoformat()
    return f"{{version: {numbers.content_version}, on: {day}, text: {writing.written(numbers.note)}}}"
