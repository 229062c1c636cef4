"""Rules of a pack as a whole: its description, and what must be unique in it and among packs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.rules.walk import HAN

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.packs.rules.findings import Context, Findings

_PACK_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PUBLISHER: Final = re.compile(r"headoffice|region-[1-9][0-9]{5}|branch-[0-9]{1,12}")
_VERSION: Final = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){2}")


def manifest(pack: PackManifest, _context: Context) -> Findings:
    """Identity and numbers of the description."""
    for name, pattern in (("pack_id", _PACK_ID), ("publisher", _PUBLISHER), ("min_app", _VERSION)):
        if not pattern.fullmatch(getattr(pack, name)):
            yield error((name,), "pack.syntax", field=name, value=getattr(pack, name))
    for name in ("issue", "content_version"):
        if getattr(pack, name) < 1:
            yield error((name,), "number.not_positive", field=name)
    if HAN.search(pack.title_en):
        yield error(("title_en",), "text.not_english", field="title_en")


def dates(pack: PackManifest, context: Context) -> Findings:
    """People and days of the description."""
    if pack.author == pack.approver:
        yield error(("approver",), "people.same", post=pack.author)
    if pack.effective_from < pack.issued_on:
        yield warning(("effective_from",), "pack.effective_before_issue", day=str(pack.effective_from))
    if pack.review_by < context.today:
        yield warning(("review_by",), "dates.review_overdue", day=str(pack.review_by))
    if pack.review_by < pack.effective_from:
        days = {"day": str(pack.review_by), "start": str(pack.effective_from)}
        yield error(("review_by",), "dates.review_before_start", **days)


def relations(pack: PackManifest, context: Context) -> Findings:
    """Required packs are at hand; nothing requires itself; a withdrawal concerns an item that is there no more."""
    for number, name in enumerate(pack.requires):
        if name == pack.pack_id:
            yield error(("requires", number), "pack.requires_itself")
        elif name in context.absent:
            yield warning(("requires", number), "pack.required_absent", pack=name)
    for number, withdrawal in enumerate(pack.withdrawn):
        item = context.library.items.get(withdrawal.id)
        if item is not None and item.status.value == "active":
            yield error(("withdrawn", number, "id"), "pack.withdrawn_but_active", id=withdrawal.id)


RULES: Final = (manifest, dates, relations)
