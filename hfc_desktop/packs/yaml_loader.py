"""The strict reader of pack YAML: text, lists and mappings, each with its line and column.

A small, plain part of YAML is allowed, since bank editors are no programmers and every surprise of YAML costs a wrong
number at a counter: all scalars stay text (``NO``, ``010``, ``22:22``, ``1_000``), a value is left out rather than
null, and anchors, aliases, tags, directives, several documents, tabs and invisible characters are refused. PyYAML's C
parser gives the events; building is a loop of our own, so depth is bounded and no library error escapes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from hfc_desktop.domain.guidance.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES: Final = 1024 * 1024
"""Largest YAML file."""
MAX_DEPTH: Final = 20
"""Deepest nesting of lists and mappings."""

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Step: TypeAlias = "str | int"
Path: TypeAlias = "tuple[Step, ...]"


@dataclass(slots=True)
class Place:
    """Where a value stands; a tree beside the value tree. Lines and columns count from 1, columns in characters."""

    line: int
    column: int
    key_line: int = 0
    key_column: int = 0
    children: dict[Step, Place] = field(default_factory=dict)

    def at(self, path: Path) -> Place:
        """The place of the value at ``path``, or of the nearest value around it that exists."""
        here = self
        for step in path:
            found = here.children.get(step)
            if found is None:
                return here
            here = found
        return here

    def point(self) -> tuple[int, int]:
        """Line and column to show: a list or mapping is pointed at by its key, a text by itself."""
        if self.children and self.key_line:
            return self.key_line, self.key_column
        return self.line, self.column

    def key_point(self) -> tuple[int, int]:
        """Line and column of the key, or of the value where there is no key."""
        return (self.key_line, self.key_column) if self.key_line else (self.line, self.column)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds. ``value`` is ``None`` when the file cannot be used at all."""

    value: Value | None
    place: Place
    faults: tuple[Fault, ...]


class _StopError(Exception):
    """Carries the fault after which reading this file makes no sense."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


# -- bytes to text --------------------------------------------------------------------------------------------------

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control, bidirectional, zero-width and unassigned characters: a reader cannot see what they do."""


def _file_fault(file: str, code: str, line: int = 0, column: int = 0, **params: str | int) -> _StopError:
    return _StopError(Fault(file=file, line=line, column=column, code=code, params=params))


def _line_column(text: str, index: int) -> tuple[int, int]:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _decoded(data: bytes, file: str) -> str:
    """The text of a UTF-8 file, with or without a mark at its start."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _file_fault(file, "file.utf16", 1, 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if b"\0" in data:
            raise _file_fault(file, "file.utf16", 1, 1) from error
        raise _file_fault(file, "file.gbk" if _is_gbk(data) else "file.not_utf8", line, 1) from error


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def decoded(data: bytes, file: str) -> tuple[str, tuple[Fault, ...]]:
    """The text of ``data``, or empty text and the fault that keeps it from being read.

    Refused are other encodings than UTF-8, tabs, and characters that cannot be seen.
    """
    try:
        return _clean_text(data, file), ()
    except _StopError as stop:
        return "", (stop.fault,)


def _clean_text(data: bytes, file: str) -> str:
    text = _decoded(data, file)
    tab = text.find("\t")
    if tab >= 0:
        raise _file_fault(file, "yaml.tab", *_line_column(text, tab))
    hidden = _INVISIBLE.search(text)
    if hidden:
        raise _file_fault(file, "text.invisible", *_line_column(text, hidden.start()), character=_name(hidden.group()))
    return text


# -- events to values -----------------------------------------------------------------------------------------------

_PROBLEMS: Final[tuple[tuple[str, str], ...]] = (
    ("exceeded", "yaml.too_deep"),
    ("mapping values are not allowed", "yaml.colon"),
    ("could not find expected ':'", "yaml.no_colon"),
    ("did not find expected key", "yaml.indentation"),
    ("did not find expected '-' indicator", "yaml.indentation"),
    ("block sequence entries are not allowed", "yaml.indentation"),
    ("block mapping", "yaml.indentation"),
    ("found unexpected end of stream", "yaml.unclosed_quote"),
    ("found unexpected document indicator", "yaml.unclosed_quote"),
    ("found unknown escape character", "yaml.escape"),
    ("did not find expected hexdecimal number", "yaml.escape"),
    ("invalid Unicode character escape code", "yaml.escape"),
    ("cannot start any token", "yaml.reserved"),
    ("did not find expected ',' or ']'", "yaml.unclosed_bracket"),
    ("did not find expected ',' or '}'", "yaml.unclosed_bracket"),
    ("did not find expected node content", "yaml.unclosed_bracket"),
)
"""What the parser says, and which fault of ours it is; anything else is ``yaml.syntax``."""


_SHOWN_WHERE_IT_OPENS: Final = frozenset({"yaml.unclosed_quote", "yaml.unclosed_bracket"})


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    value: list[Value] | dict[str, Value]
    place: Place
    key: str | None = None
    key_place: Place | None = None
    skip: bool = False


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    assert mark is not None
    return Place(mark.line + 1, mark.column + 1)


def _over_lines(event: yaml.ScalarEvent, place: Place) -> tuple[tuple[int, int], int] | None:
    """Where a text in quotation marks opens and on which line it ends, if that is another one."""
    end = event.end_mark
    if event.style not in {'"', "'"} or end is None or end.line + 1 == place.line:
        return None
    return (place.line, place.column), end.line + 1


class _Builder:
    """Builds one file's value from the parser's events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        self.value: Value | None = None
        self.place = Place(1, 1)
        self.documents = 0
        self.quoted: tuple[tuple[int, int], int] | None = None

    def fault(self, code: str, place: Place, **params: str | int) -> None:
        """Note a fault and go on."""
        self.faults.append(Fault(file=self.file, line=place.line, column=place.column, code=code, params=params))

    def stop(self, code: str, place: Place, **params: str | int) -> _StopError:
        """A fault after which reading on makes no sense."""
        return _file_fault(self.file, code, place.line, place.column, **params)

    def take(self, event: yaml.Event) -> None:
        """Take one event in."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self.fault("yaml.alias", _place(event), name=str(event.anchor))
            self._put("", _place(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self.fault("yaml.directive", _place(event))
        if self.documents > 1:
            raise self.stop("yaml.several_documents", _place(event))

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor is not None:
            self.fault("yaml.anchor", place, name=str(event.anchor))
        if event.tag is not None:
            self.fault("yaml.tag", place, name=str(event.tag))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place, text = _place(event), str(event.value)
        self._properties(event, place)
        self.quoted = _over_lines(event, place)
        if event.style == '"':
            hidden = _INVISIBLE.search(text) or re.search("\t", text)
            if hidden:
                self.fault("text.invisible", place, character=_name(hidden.group()))
        holder = self.open[-1] if self.open else None
        if holder is not None and isinstance(holder.value, dict) and holder.key_place is None:
            self._key(holder, text, place)
            return
        if not text and not event.style:
            self._empty(place, holder)
        self._put(text, place)

    def _empty(self, place: Place, holder: _Open | None) -> None:
        if holder is None:
            raise _file_fault(self.file, "file.empty")
        if holder.key_place is None:
            self.fault("yaml.empty_entry", place)
        else:
            self.fault("yaml.empty_value", holder.key_place, field=holder.key or "")

    def _key(self, holder: _Open, text: str, place: Place) -> None:
        assert isinstance(holder.value, dict)
        holder.key, holder.key_place = text, place
        holder.skip = text in holder.value
        if holder.skip:
            self.fault("yaml.duplicate_key", place, field=text, first=holder.place.children[text].key_line)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        place = _place(event)
        self._properties(event, place)
        holder = self.open[-1] if self.open else None
        if holder is not None and isinstance(holder.value, dict) and holder.key_place is None:
            raise self.stop("yaml.key_not_text", place)
        if len(self.open) >= MAX_DEPTH:
            raise self.stop("yaml.too_deep", place, limit=MAX_DEPTH)
        self.open.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else [], place))

    def _end(self) -> None:
        done = self.open.pop()
        self._put(done.value, done.place)

    def _put(self, value: Value, place: Place) -> None:
        """Hang a finished value where it belongs."""
        if not self.open:
            self.value, self.place = value, place
            return
        holder = self.open[-1]
        if isinstance(holder.value, list):
            holder.place.children[len(holder.value)] = place
            holder.value.append(value)
            return
        if holder.key_place is None:  # an alias in the place of a key; its fault is noted
            holder.key, holder.key_place, holder.skip = "", place, True
            return
        if not holder.skip:
            assert holder.key is not None
            place.key_line, place.key_column = holder.key_place.line, holder.key_place.column
            holder.place.children[holder.key] = place
            holder.value[holder.key] = value
        holder.key_place, holder.skip = None, False


_STRAY: Final = frozenset({"yaml.indentation", "yaml.unclosed_bracket"})
"""What the parser says of text behind a quotation mark that was meant to open and not to close."""
_FULL_WIDTH_COLON: Final = re.compile(r"(?:- +)?[A-Za-z_]+(?P<colon>\uff1a)")
_AS_COLON: Final = frozenset({"yaml.no_colon", "yaml.colon", "yaml.indentation", "yaml.syntax"})


def _syntax_fault(error: yaml.YAMLError, text: str, builder: _Builder) -> _StopError:
    problem, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    code = next((code for words, code in _PROBLEMS if words in f"{context} {problem}"), "yaml.syntax")
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if code in _SHOWN_WHERE_IT_OPENS:
        marks.reverse()
    mark = next((mark for mark in marks if mark is not None), None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    colon = _full_width_colon(text.splitlines(), line) if code in _AS_COLON else None
    if colon is not None:
        return _file_fault(builder.file, "yaml.wide_colon", *colon)
    if code in _STRAY and builder.quoted is not None and _line_of(error) == builder.quoted[1]:
        code, (line, column) = "yaml.unclosed_quote", builder.quoted[0]
    return _file_fault(builder.file, code, line, column, problem=problem, limit=MAX_DEPTH)


def _line_of(error: yaml.YAMLError) -> int:
    """The line, from 1, at which the parser could not go on; 0 when it does not say."""
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else 0


def _full_width_colon(lines: Sequence[str], line: int) -> tuple[int, int] | None:
    """Where a field is written with the Chinese colon, on the line of the fault or the one before."""
    for number in (line - 1, line):
        if 1 <= number <= len(lines):
            text = lines[number - 1]
            found = _FULL_WIDTH_COLON.match(text.lstrip(" "))
            if found is not None:
                return number, len(text) - len(text.lstrip(" ")) + found.start("colon") + 1
    return None


def _built(text: str, builder: _Builder) -> None:
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise _syntax_fault(error, text, builder) from error
    if builder.value is None:
        raise _file_fault(builder.file, "file.empty")


def load(data: bytes, file: str) -> Loaded:
    """Read one YAML file.

    Args:
        data: its bytes.
        file: its name as faults shall show it.

    Returns:
        The value and places, or faults. Faults that leave the rest readable (a duplicate key) come with a value, so
        that an editor sees as much as possible at once.
    """
    builder = _Builder(file)
    try:
        if len(data) > MAX_BYTES:
            raise _file_fault(file, "file.too_large", limit=MAX_BYTES // 1024)
        _built(_clean_text(data, file), builder)
    except _StopError as stop:
        return Loaded(None, Place(1, 1), (*builder.faults, stop.fault))
    return Loaded(builder.value, builder.place, tuple(builder.faults))


def walk(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """All texts in ``value`` with their paths, in order of the file."""
    if isinstance(value, str):
        yield path, value
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
        return
    for number, inner in enumerate(value):
        yield from walk(inner, (*path, number))
