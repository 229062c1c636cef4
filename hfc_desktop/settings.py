"""Settings as data: one table of entries (type, default, text); the settings page and ``hfc doctor`` read this table.

What the law or head office decides (deadlines, thresholds, calendars, hotlines) is not here but in packs, with dates.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Value = str | int | bool


class Entry(NamedTuple):
    """One setting.

    Attributes:
        key: dotted name, also its place in ``settings.json``.
        default: value when nothing is stored; its type is the setting's type.
        text: message id of what it does, for the settings page.
        choices: allowed values of a text setting; empty when free.
        minimum: smallest value of a number.
        maximum: largest value of a number.
        group: heading on the settings page, a key of ``GROUPS``; empty for what the window remembers by itself.
        office: whether it counts for everybody here, so that not everybody may change it.
    """

    key: str
    default: Value
    text: str
    choices: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 1_000_000
    group: str = ""
    office: bool = False


GROUPS: Final[Mapping[str, str]] = {
    "look": N_("Look"),
    "office": N_("This office and counter"),
    "work": N_("At work"),
    "safety": N_("Safety"),
    "reader": N_("Card reader"),
}
"""Headings of the settings page, in its order."""

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry("language", "zh", N_("Language of the window"), choices=("zh", "en"), group="look"),
    Entry("theme", "light", N_("Light or dark window"), choices=("light", "dark"), group="look"),
    Entry("type_percent", 100, N_("Size of type in percent"), minimum=100, maximum=150, group="look"),
    Entry("reduced_motion", False, N_("No moving parts in the window"), group="look"),
    Entry("region", "", N_("Region of this office, GB/T 2260 code"), group="office", office=True),
    Entry("organisation", "", N_("Code of this office"), group="office", office=True),
    Entry("counter", "", N_("Two-character code of this counter"), group="office", office=True),
    Entry("lookup.limit", 30, N_("How many results the search shows"), minimum=5, maximum=200, group="work"),
    Entry(
        "draft.autosave_ms",
        1000,
        N_("Milliseconds after the first unsaved change until a draft is written"),
        minimum=200,
        maximum=2000,
        group="work",
    ),
    Entry(
        "lock.idle_minutes",
        3,
        N_("Minutes without a key until the window locks"),
        minimum=1,
        maximum=60,
        group="safety",
        office=True,
    ),
    Entry(
        "hotline.amber_days",
        90,
        N_("Days after the last check until a number is shown amber"),
        minimum=1,
        maximum=3650,
        group="work",
        office=True,
    ),
    Entry(
        "hotline.grey_days",
        180,
        N_("Days after the last check until a number must be verified before giving"),
        minimum=1,
        maximum=3650,
        group="work",
        office=True,
    ),
    Entry(
        "retention.years",
        5,
        N_("Years from closing for which files are kept"),
        minimum=3,
        maximum=50,
        group="safety",
        office=True,
    ),
    Entry(
        "exchange.part_mib",
        16,
        N_("Mebibytes of text after which a file for another office is followed by a further one"),
        minimum=1,
        maximum=48,
        group="office",
        office=True,
    ),
    Entry("print.folder", "", N_("Folder offered first when a document is saved"), group="work"),
    Entry("print.printer", "", N_("Printer used last")),
    Entry("ledger.columns", "", N_("Columns of the list of matters, with their widths")),
    Entry(
        "reader.prefix", "", N_("Sign that a card or bar-code reader sends first; empty for no reader"), group="reader"
    ),
    Entry("keys.changed", "", N_("Keys that are not as in the map")),
    Entry("compact.place", "", N_("Where the compact window stood last")),
)

_BY_KEY: Final[Mapping[str, Entry]] = {entry.key: entry for entry in ENTRIES}


def _checked(entry: Entry, value: object) -> Value:
    if isinstance(entry.default, bool):
        good = isinstance(value, bool)
    elif isinstance(entry.default, int):
        good = isinstance(value, int) and not isinstance(value, bool) and entry.minimum <= value <= entry.maximum
    else:
        good = isinstance(value, str) and (not entry.choices or value in entry.choices)
    if not good:
        raise UserMistakeError("settings.bad_value", key=entry.key, value=str(value))
    assert isinstance(value, str | int | bool)
    return value


class Settings:
    """The settings of one data folder. Unknown keys in the file are kept, so that an older program loses nothing."""

    def __init__(self, path: Path | None = None, values: Mapping[str, object] | None = None) -> None:
        self._path = path
        self._values: dict[str, object] = dict(values or {})

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read ``settings.json``; a missing file means all defaults.

        Raises:
            UserMistakeError: the file is not a JSON object.
            EnvironmentFaultError: it cannot be read.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return cls(path)
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentFaultError("settings.unreadable", path=str(path), reason=str(error)) from error
        try:
            stored = json.loads(text)
        except json.JSONDecodeError as error:
            raise UserMistakeError("settings.not_json", path=str(path), line=error.lineno) from error
        if not isinstance(stored, dict):
            raise UserMistakeError("settings.not_json", path=str(path), line=1)
        return cls(path, stored)

    def _get(self, key: str) -> Value:
        entry = _BY_KEY[key]
        return _checked(entry, self._values[key]) if key in self._values else entry.default

    def text(self, key: str) -> str:
        """A text setting."""
        value = self._get(key)
        assert isinstance(value, str)
        return value

    def number(self, key: str) -> int:
        """A whole-number setting."""
        value = self._get(key)
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """A yes-or-no setting."""
        value = self._get(key)
        assert isinstance(value, bool)
        return value

    def set(self, key: str, value: Value) -> None:
        """Change one setting in memory; ``save`` writes it.

        Raises:
            UserMistakeError: the value does not fit the entry, or there is no such setting.
        """
        if key not in _BY_KEY:
            raise UserMistakeError("settings.unknown", key=key)
        self._values[key] = _checked(_BY_KEY[key], value)

    def save(self) -> None:
        """Write the file whole or not at all.

        Raises:
            EnvironmentFaultError: it cannot be written; the old file stays as it was.
        """
        if self._path is None:
            return
        body = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        part = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(body, encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise EnvironmentFaultError("settings.unwritable", path=str(self._path), reason=str(error)) from error
