"""How long a text may be, by the name of its field: far beyond what anybody reads at a counter, and no further.

A card, a slide or a printed page must hold what an editor writes, and a text pasted by mistake must be told to the
editor and not to 16,000 branches. A list's limit is that of each of its entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfc_desktop.packs.yaml_loader import Path, Value

MOST: Final = 1000
"""Characters of a text whose field is not named below."""
_NAME, _LINE, _PAGE = 120, 300, 4000
LIMITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("id", "slug", "topic", "pack_id", "code", "codes", "number", "tags", "author", "approver"), _NAME),
    **dict.fromkeys(("title", "name", "label", "term", "aliases", "line", "organ", "department", "pinyin"), _NAME),
    **dict.fromkeys(("title_en", "name_en", "label_en", "term_en", "summary", "messages", "words"), _LINE),
    **dict.fromkeys(("foreword", "answer_long", "record_template", "story", "text", "facts", "answer"), _PAGE),
}


def limit_of(field: str) -> int:
    """Most characters of a text in a field of this name."""
    return LIMITS.get(field, MOST)


def too_long(value: Value, path: Path = (), field: str = "") -> Iterator[tuple[Path, int, int]]:
    """Texts that are too long: where, how many characters, and how many there may be."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from too_long(inner, (*path, name), name)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from too_long(inner, (*path, place), field)
    elif len(value) > limit_of(field):
        yield path, len(value), limit_of(field)


def described(schema: Any, field: str = "") -> Any:  # noqa: ANN401  any JSON value
    """A JSON schema with the limit at each free text."""
    if isinstance(schema, list):
        return [described(inner, field) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: described(inner, field) for name, inner in schema.items() if name != "properties"}
    if "properties" in schema:
        made["properties"] = {name: described(inner, name) for name, inner in schema["properties"].items()}
    if field and schema.get("type") == "string" and not {"enum", "const", "format"} & schema.keys():
        made["maxLength"] = limit_of(field)
    return made
