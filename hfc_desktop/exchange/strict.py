"""JSON as it may stand in a file from elsewhere: no double keys, no NaN, no endless numbers, no deep nesting."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

DEEPEST: Final = 32
"""Brackets within brackets; events have six."""
_LONGEST_NUMBER: Final = 19
"""Digits of a whole number: 64 bits."""
_QUOTED: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS: Final = re.compile(rb"[\[\]{}]")


class NotStrictError(ValueError):
    """The text is no JSON of the kind that is allowed."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrictError("a key stands twice")
    return found


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise NotStrictError("a number is too long")
    return int(text)


def _refuse(text: str) -> NoReturn:
    raise NotStrictError(f"no such number here: {text[:20]}")


def _depth(raw: bytes) -> int:
    """Deepest nesting, counted before parsing, since the parser itself goes down by recursion."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(_QUOTED.sub(b"", raw)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole, parse_float=_refuse, parse_constant=_refuse
)


def loads(raw: bytes) -> Any:  # noqa: ANN401  any JSON value comes out
    """Parse one JSON value.

    Raises:
        NotStrictError: it is not UTF-8, not JSON, or JSON that is not allowed.
    """
    brackets = raw.count(b"[") + raw.count(b"{")
    if brackets > DEEPEST and _depth(raw) > DEEPEST:
        raise NotStrictError("nested too deep")
    try:
        text = raw.decode("utf-8")
        value = _DECODER.decode(text)
        if b"\\u" in raw:
            json.dumps(value, ensure_ascii=False).encode(
                "utf-8"
            )  # a lone surrogate parses, and breaks whoever stores it
    except NotStrictError:
        raise
    except (ValueError, RecursionError) as error:
        raise NotStrictError(str(error)) from error
    return value
