"""Changes single values in the YAML of an item and leaves everything else as it was: comments, order, quoting, lines.

PyYAML's nodes say at which character a value begins and ends; only those characters are replaced. What was written is
read again, so a text that would not say what was meant is never handed out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from hfc_desktop.errors import UserMistakeError
from hfc_desktop.packs.yaml_loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfc_desktop.domain.authoring import FieldPath, Step
    from hfc_desktop.packs.yaml_loader import Value

_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~][^\n]*|-[^\s][^\n]*")
"""What may be tried without quotes; reading it again has the last word."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text of an item.

    Attributes:
        entry_of: path of the list of texts that it stands in; empty for none.
    """

    path: FieldPath
    value: str
    entry_of: FieldPath = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """A value, its key if it has one, and whether it stands between brackets."""

    node: yaml.Node
    key: yaml.Node | None
    parent: yaml.Node
    flow: bool


def readable(text: str) -> Value | None:
    """What the text says; ``None`` while it has any fault of writing. A list of one item counts as that item."""
    loaded = load(text.encode(), "")
    if loaded.value is None or loaded.faults:
        return None
    value = loaded.value
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def leaves(text: str) -> Iterator[Leaf]:
    """All texts of an item in order; none while it cannot be read."""
    value = readable(text)
    if isinstance(value, dict):
        yield from _leaves(value, ())


def _leaves(value: Value, path: FieldPath) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(path, value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    else:
        for number, inner in enumerate(value):
            if isinstance(inner, str):
                yield Leaf((*path, number), inner, path)
            else:
                yield from _leaves(inner, (*path, number))


# -- changing -------------------------------------------------------------------------------------------------------


def with_value(text: str, path: FieldPath, value: str) -> str:
    """The text with one value changed.

    Raises:
        UserMistakeError: the text cannot be read, or has no such value.
    """
    spot = _spot(text, path)
    start, end = _start(spot.node), _end(text, spot.node)
    indent = _indent_of(spot)
    return _first_good(
        (f"{text[:start]}{way}{text[end:]}" for way in _ways(value, indent, flow=spot.flow)), text, path, value
    )


def with_entry(text: str, path: FieldPath, value: str) -> str:
    """The text with one more entry at the end of a list of texts.

    Raises:
        UserMistakeError: the text cannot be read, or has no such list.
    """
    node = _list_at(text, path)
    flow = bool(node.flow_style)
    ways = _ways(value, 0 if flow else _column(node) + 2, flow=flow)
    return _first_good((_appended(text, node, way) for way in ways), text, (*path, len(node.value)), value)


def with_block(text: str, path: FieldPath, entry: str) -> str:
    """The text with one more entry, written as YAML already, at the end of a list of anything.

    Raises:
        UserMistakeError: the text cannot be read, or has no such list.
    """
    return _appended(text, _list_at(text, path), entry)


def _list_at(text: str, path: FieldPath) -> yaml.SequenceNode:
    node = _spot(text, path).node
    if not isinstance(node, yaml.SequenceNode):
        raise UserMistakeError("authoring.no_such_field", field=shown(path))
    return node


def _appended(text: str, node: yaml.SequenceNode, entry: str) -> str:
    if node.flow_style:
        close = text.rindex("]", 0, _end(text, node))
        return f"{text[:close].rstrip()}{', ' if node.value else ''}{entry}{text[close:]}"
    at = _line_end(text, _end(text, node.value[-1]))
    return f"{_ended(text[:at])}{' ' * _column(node)}- {entry}\n{text[at:]}"


def without(text: str, path: FieldPath) -> str:
    """The text without one value; a list that would be empty goes with its field.

    Raises:
        UserMistakeError: the text cannot be read, or has no such value.
    """
    spot = _spot(text, path)
    parent = spot.parent
    if isinstance(path[-1], int) and len(parent.value) == 1:
        return without(text, path[:-1])
    if spot.flow:
        return _without_in_flow(text, spot, parent)
    start = _start(spot.key or spot.node)
    start = text.rfind("\n", 0, start) + 1
    end = _line_end(text, _end(text, spot.node))
    if spot.key is not None and parent.value[0][0] is spot.key and text[start:].lstrip().startswith("- "):
        raise UserMistakeError("authoring.keeps_field", field=shown(path))
    return text[:start] + text[end:]


def with_field(text: str, name: str, value: str) -> str:
    """The text with one more field of the item at its end.

    Args:
        text: the text.
        name: name of the field.
        value: YAML of its value, as it stands behind the colon.

    Raises:
        UserMistakeError: the text cannot be read.
    """
    root = _root(text)
    assert isinstance(root, yaml.MappingNode)
    at = _line_end(text, _end(text, root.value[-1][1]))
    return f"{_ended(text[:at])}{' ' * _column(root)}{name}: {value}\n{text[at:]}"


def written(value: str) -> str:
    """A text as YAML writes it between brackets or behind a colon."""
    return next(way for way in _ways(value, 0, flow=True) if readable(f"a: [{way}]") == {"a": [value]})


def shown(path: FieldPath) -> str:
    """A path as an editor reads it: ``nodes[3].say``, counting entries from 1."""
    parts = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).lstrip(".")


def _ways(value: str, indent: int, *, flow: bool) -> Iterator[str]:
    """Ways to write a text, the plainest first."""
    if "\n" in value and not flow:
        keeps = value.endswith("\n") and not value.endswith("\n\n")
        body = value[:-1] if keeps else value
        lines = "\n".join(f"{' ' * indent}{line}" if line else "" for line in body.split("\n"))
        yield f"|{'' if keeps else '-'}\n{lines}"
    elif _PLAIN.fullmatch(value) and not (flow and re.search(r"[,\[\]{}]", value)):
        yield value
    yield f'"{value.translate(_ESCAPED)}"'


def _first_good(ways: Iterator[str], before: str, path: FieldPath, value: str) -> str:
    """The first way that reads as it was meant, all other values being what they were."""
    wanted = {leaf.path: leaf.value for leaf in leaves(before)} | {path: value}
    for text in ways:
        if {leaf.path: leaf.value for leaf in leaves(text)} == wanted:
            return text
    raise UserMistakeError("authoring.cannot_write", field=shown(path))


# -- finding --------------------------------------------------------------------------------------------------------


def _root(text: str) -> yaml.Node:
    if readable(text) is None:
        raise UserMistakeError("authoring.not_readable")
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert root is not None, "what is readable has a root"
    if isinstance(root, yaml.SequenceNode):
        root = root.value[0]
    if not isinstance(root, yaml.MappingNode) or not root.value:
        raise UserMistakeError("authoring.not_readable")
    return root


def _spot(text: str, path: FieldPath) -> _Spot:
    node = _root(text)
    found = None
    flow = bool(getattr(node, "flow_style", False))
    for step in path:
        parent = node
        key, inner = _child(parent, step)
        if inner is None:
            raise UserMistakeError("authoring.no_such_field", field=shown(path))
        flow = bool(getattr(parent, "flow_style", False)) or flow
        found, node = _Spot(inner, key, parent, flow), inner
    if found is None:
        raise UserMistakeError("authoring.no_such_field", field="")
    return found


def _child(node: yaml.Node, step: Step) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), (None, None))
    inside = isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
    return None, node.value[step] if inside else None


def _without_in_flow(text: str, spot: _Spot, parent: yaml.Node) -> str:
    inner = [pair[1] if isinstance(pair, tuple) else pair for pair in parent.value]
    at = inner.index(spot.node)
    first = _start(spot.key or spot.node)
    if at + 1 < len(inner):
        following = parent.value[at + 1]
        return text[:first] + text[_start(following[0] if isinstance(following, tuple) else following) :]
    before = _end(text, inner[at - 1]) if at else first
    return text[:before] + text[_end(text, spot.node) :]


def _start(node: yaml.Node) -> int:
    mark = node.start_mark
    assert mark is not None
    return int(mark.index)


def _column(node: yaml.Node) -> int:
    mark = node.start_mark
    assert mark is not None
    return int(mark.column)


def _end(text: str, node: yaml.Node) -> int:
    """Where the characters of a value end; marks of blocks lie at what follows, behind blank lines and comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    mark = node.end_mark
    assert mark is not None
    end = int(mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return _block_end(text, node, end)
    return end


def _block_end(text: str, node: yaml.ScalarNode, end: int) -> int:
    """The end of a block's last line, before the line break; comments behind the block are not its own."""
    start = _start(node)
    lines = text[start:end].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        shorter = lines[:-1]
        if lines[-1].lstrip().startswith("#") and lines[-1].strip() in str(node.value):
            break
        lines = shorter
    return start + len("\n".join(lines))


def _indent_of(spot: _Spot) -> int:
    """Columns by which a block under this value must be indented."""
    return (_column(spot.key) if spot.key is not None else _column(spot.parent)) + 2


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
