"""The comparison as a page: for the screen and for paper alike."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.circular import change_word, counts, field_words
from hfc_desktop.ui.screens.pack_compare.words import as_html, differing
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.guidance.reports import FieldChange, ItemName, PackDifference
    from hfc_desktop.ui.tokens import Colours


def page(found: PackDifference, colours: Colours) -> str:
    """What changed, item by item, as markup in the colours of a scheme."""
    parts = [
        f"<p>{html.escape(found.before)} → {html.escape(found.after)}</p>",
        f"<p><b>{html.escape(counts(found))}</b></p>",
    ]
    parts += _named(_("New items"), found.added, colours.say)
    if found.changed:
        parts.append(_heading(_("Changed items"), colours.accent))
    for item in found.changed:
        parts.append(_title(item.kind, item.title, item.id, colours))
        parts.append(_table(item.changes, colours))
    parts += _named(_("Items taken back"), found.withdrawn, colours.never)
    if found.manifest:
        parts += [_heading(_("Description of the pack"), colours.second), _table(found.manifest, colours)]
    return "".join(parts)


def _heading(text: str, ink: str) -> str:
    return f'<h3 style="color:{ink}">{html.escape(text)}</h3>'


def _title(kind: str, title: str, item: str, colours: Colours) -> str:
    word = html.escape(term("kind", kind))
    return (
        f'<p><b>{html.escape(title)}</b> <span style="color:{colours.second}">{word} · {html.escape(item)}</span></p>'
    )


def _named(heading: str, items: Sequence[ItemName], ink: str) -> list[str]:
    if not items:
        return []
    rows = "".join(
        f"<li>{html.escape(item.title)} ({html.escape(term('kind', item.kind))} · {html.escape(item.id)})</li>"
        for item in items
    )
    return [_heading(heading, ink), f"<ul>{rows}</ul>"]


def _table(changes: Sequence[FieldChange], colours: Colours) -> str:
    rows = "".join(_row(change, colours) for change in changes)
    border = f'border="1" style="border-collapse:collapse;border-color:{colours.line}"'
    return f'<table width="100%" cellpadding="{tokens.STEP}" cellspacing="0" {border}>{rows}</table>'


def _row(change: FieldChange, colours: Colours) -> str:
    if change.before and change.after:
        left, right = differing(change.before, change.after)
        before = as_html(left, colours.never_ground, struck=True)
        after = as_html(right, colours.say_ground, struck=False)
    else:
        before = as_html([(change.before, True)] if change.before else [], colours.never_ground, struck=True)
        after = as_html([(change.after, True)] if change.after else [], colours.say_ground, struck=False)
    name = html.escape(field_words(change))
    word = html.escape(change_word(change))
    cell = f'<td width="20%" style="color:{colours.second}">{name}<br>{word}</td>'
    return f'<tr>{cell}<td width="40%">{before or "–"}</td><td width="40%">{after or "–"}</td></tr>'
