"""Booklets: a guidance pack as a printed compendium, from its sources or its built file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.documents import Booklet, Form
from hfc_desktop.domain.guidance.item import Confidentiality, GuidanceItem, ItemStatus, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.services.pack_ports import PackWorkshop
    from hfc_desktop.services.ports import DocumentRenderer

_KINDS: Final = {kind: place for place, kind in enumerate(Kind)}


class BookletService:
    """Makes booklets.

    Args:
        workshop: reads packs.
        renderer: makes the PDF.
        app_version: of this program.
    """

    def __init__(self, workshop: PackWorkshop, renderer: DocumentRenderer, app_version: str) -> None:
        self._workshop = workshop
        self._renderer = renderer
        self._app_version = app_version

    def booklet(self, path: Path, language: str, beside: Sequence[Path] = ()) -> Booklet:
        """What is printed of a pack.

        Args:
            path: folder or built file of the pack.
            language: ``zh`` or ``en``.
            beside: packs that its items refer to; only their titles are used.

        Raises:
            UserMistakeError: a path names no pack, or one with errors.
            EnvironmentFaultError: a pack cannot be read.
        """
        manifest, items = self._workshop.read(path)
        others = [item for other in beside for item in self._workshop.read(other)[1]]
        living = [item for item in items if item.status is ItemStatus.ACTIVE]
        open_items = [item for item in living if item.confidentiality is not Confidentiality.RESTRICTED]
        return Booklet(
            manifest=manifest,
            items=tuple(sorted(open_items, key=_order)),
            left_out=len(living) - len(open_items),
            language=language,
            app_version=self._app_version,
            titles=_titles((*others, *items), language),
        )

    def pdf(self, booklet: Booklet) -> bytes:
        """The booklet as PDF; the same booklet gives the same bytes."""
        return self._renderer.render(Form.BOOKLET, booklet)


def _order(item: GuidanceItem) -> tuple[int, str, str]:
    return (_KINDS[item.kind], item.line.value, item.id)


def _titles(items: Iterable[GuidanceItem], language: str) -> Mapping[str, str]:
    """Titles by id; those of restricted items are not given away."""
    return {
        item.id: (item.title if language == "zh" else item.title_en or item.title)
        for item in items
        if item.confidentiality is not Confidentiality.RESTRICTED
    }
