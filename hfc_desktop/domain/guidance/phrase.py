"""Reply phrases (回复用语)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hfc_desktop.domain.guidance.item import GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(GuidanceItem):
    """One phrase for letters and records."""

    kind: ClassVar[Kind] = Kind.PHRASE

    situation: str
    """When it fits."""
    text: str
    """The phrase; {name} marks are filled in and never printed unfilled."""
    variants: tuple[str, ...] = ()
    """Other wordings."""
    shortcut: str = ""
    """Letters that insert it."""
