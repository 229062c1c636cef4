"""How a form becomes blocks: a title band, then the sections that have something to say, numbered through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.page_head import TitleBand
from hfc_desktop.documents.layout.blocks import Heading
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.documents import NoteHead

T = TypeVar("T")
Builder = Callable[[T], "list[Block]"]
"""Blocks of one section; none when the value has nothing for it."""


@dataclass(frozen=True, slots=True)
class FormSpec(Generic[T]):
    """A form in words: its title and what stands under it.

    Attributes:
        title: message id.
        sections: message id of the heading with what fills it.
        opening: what stands between title and first section, without a heading.
        closing: what stands behind the last section, without a heading.
        subtitle: what stands under the title beside the office.
    """

    title: str
    sections: tuple[tuple[str, Builder[T]], ...]
    opening: Builder[T] | None = None
    closing: Builder[T] | None = None
    subtitle: Callable[[T], str] | None = None


def blocks_of(spec: FormSpec[Any], head: NoteHead, value: object) -> list[Block]:
    """Everything between header and foot. Sections without content are left out, the rest numbered through."""
    subtitle = spec.subtitle(value) if spec.subtitle else ""
    result: list[Block] = [TitleBand(head, _(spec.title), words.listed(words.office_name(head.office), subtitle))]
    if spec.opening:
        result += spec.opening(value)
    number = 0
    for name, build in spec.sections:
        content = build(value)
        if content:
            number += 1
            result += [Heading(words.section_sign(number) + _(name)), *content]
    return [*result, *(spec.closing(value) if spec.closing else [])]
