"""The summary of an issue in words: for the changelog of the pack, and for the circular that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.pack_fields import field_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.guidance.reports import FieldChange, ItemChange, ItemName, PackDifference


def change_word(change: FieldChange) -> str:
    """What happened to a field, in one word."""
    return {
        "added": _("new"),
        "removed": _("gone"),
        "changed": _("reworded"),
        "reordered": _("other order"),
        "wording": _("punctuation only"),
    }[change.kind]


def field_words(change: FieldChange) -> str:
    """The path of a field in words: what the window calls its parts, and their numbers or names."""
    parts = []
    for part in change.field.split("."):
        name, bracket, rest = part.partition("[")
        parts.append(field_label(name) + (f" {rest.rstrip(']')}" if bracket else ""))
    return " › ".join(parts)


def counts(found: PackDifference) -> str:
    """How many items are new, changed and gone, in one line."""
    groups = (
        (ngettext("{n} new item", "{n} new items", len(found.added)), found.added),
        (ngettext("{n} changed item", "{n} changed items", len(found.changed)), found.changed),
        (ngettext("{n} item taken back", "{n} items taken back", len(found.withdrawn)), found.withdrawn),
    )
    parts = [text.format(n=len(items)) for text, items in groups if items]
    return _(", ").join(parts) or _("no item changed")


def changelog_note(found: PackDifference | None) -> str:
    """One line for the changelog of the pack; the first issue has nothing to compare with."""
    if found is None:
        return _("First issue.")
    gone_or_new = (item.title for item in (*found.added, *found.withdrawn))
    if not (found.added or found.changed or found.withdrawn):
        return _("Description of the pack changed.")
    names = [*(item.title for item in found.changed), *gone_or_new]
    shown = _(", ").join(names[:3])
    return _("{counts}: {names}{more}").format(counts=counts(found), names=shown, more="…" if len(names) > 3 else "")


def circular(manifest: PackManifest, found: PackDifference | None) -> str:
    """The text of the circular: which issue, from when, and what changed item by item."""
    title = manifest.title if language() == CHINESE or not manifest.title_en else manifest.title_en
    lines = [
        _("Circular: {title}, issue {issue}").format(title=title, issue=manifest.issue),
        "",
        _("Issued by {department} on {issued}, in force from {effective}, to be reviewed by {review}.").format(
            department=manifest.department,
            issued=manifest.issued_on,
            effective=manifest.effective_from,
            review=manifest.review_by,
        ),
    ]
    if found is None:
        lines += ["", _("This is the first issue.")]
    else:
        lines += ["", counts(found) + _(".")]
        lines += _named(_("New items"), found.added)
        lines += _changed(found.changed)
        lines += _named(_("Items taken back"), found.withdrawn)
    lines += ["", _("Install the file that comes with this circular, and check the fingerprint by telephone.")]
    return "\n".join(lines) + "\n"


def _named(heading: str, items: Sequence[ItemName]) -> list[str]:
    if not items:
        return []
    return ["", heading, *(f"{number}. {item.title}" for number, item in enumerate(items, 1))]


def _changed(items: Sequence[ItemChange]) -> list[str]:
    if not items:
        return []
    lines = ["", _("Changed items")]
    for number, item in enumerate(items, 1):
        lines.append(f"{number}. {item.title}")
        lines += [f"   - {text}" for text in _changes(item.changes)]
    return lines


def _changes(changes: Iterable[FieldChange]) -> list[str]:
    return [
        f"{field_words(change)} ({change_word(change)}): {_after(change)}"
        for change in changes
        if change.field not in ("version", "changelog") and change.kind != "wording"
    ]


def _after(change: FieldChange) -> str:
    return change.before if change.kind == "removed" else change.after
