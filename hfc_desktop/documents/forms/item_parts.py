"""Parts that guidance items of all kinds are printed with: labelled texts, lists, wording, prohibitions, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table, label_width
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.guidance.item import Escalation, GuidanceItem, Source, SpokenLine

NOTE: Final = style.SMALL.but(spread=True)


def heads(*texts: str) -> tuple[Cell, ...]:
    """The head of a table."""
    return tuple(Cell(text, style.TABLE_HEAD) for text in texts)


def cells(*texts: str) -> tuple[Cell, ...]:
    """A row of a table."""
    return tuple(Cell(text) for text in texts)


def labelled(label: str, text: str) -> list[Block]:
    """A text behind its label; nothing for an empty text."""
    if not text:
        return []
    return [Entry(label, Paragraph(text), hang=label_width(), before=3, sign_look=style.LABEL)]


def listed(label: str, texts: Sequence[str], *, numbered: bool = False) -> list[Block]:
    """Texts behind one label, each on a line of its own."""
    return [
        Entry(
            label if place == 1 else "",
            Paragraph(f"{place}. {text}" if numbered else text),
            hang=label_width(),
            before=3 if place == 1 else 1,
            sign_look=style.LABEL,
        )
        for place, text in enumerate(texts, start=1)
    ]


def spoken(lines: Sequence[SpokenLine], label: str = "") -> list[Block]:
    """What may be said, with its variants, on the ground that means so on the screen as well."""
    inner: list[Block] = []
    for line in lines:
        inner.append(Paragraph(line.text, style.PROSE, before=4))
        for name, text in (
            (_("softer"), line.softer),
            (_("for the elderly"), line.elderly),
            (_("in English"), line.english),
            (_("basis"), line.basis),
        ):
            if text:
                inner.append(Entry(name, Paragraph(text, style.SMALL), hang=52, before=1))
    return _box(label or _("Say"), inner, style.SAY, style.SAY_GROUND)


def never(texts: Sequence[str], label: str = "") -> list[Block]:
    """What must not be said."""
    inner: list[Block] = [Paragraph(text, style.PROSE, before=2) for text in texts]
    return _box(label or _("Do not say"), inner, style.NEVER, style.NEVER_GROUND)


def _box(label: str, inner: Sequence[Block], colour: str, ground: str) -> list[Block]:
    if not inner:
        return []
    name = Paragraph(label, style.SMALL.but(bold=True, colour=colour), keep=True)
    return [Notice((name, *inner), colour, ground, before=5)]


def names(ids: Sequence[str], titles: Mapping[str, str]) -> str:
    """Titles of items, or their ids where no title is known."""
    return _("; ").join(titles.get(item_id, item_id) for item_id in ids)


def escalations(rows: Sequence[Escalation]) -> list[Block]:
    """When to hand on, to whom, how soon."""
    lines = []
    for row in rows:
        soon = "" if row.within_minutes is None else _("within {count} minutes").format(count=row.within_minutes)
        lines.append(cells(row.when, row.to, soon))
    head = heads(_("In which case"), _("Hand over to"), _("How soon"))
    return [Table((56, 28, 16), tuple(lines), head)] if lines else []


def opening(item: GuidanceItem) -> list[Block]:
    """What stands under the title: summary, state, for whom, codes, what customers call it."""
    until = words.day(item.valid_to) or _("until further notice")
    audience = _(", ").join(term("audience", one) for one in item.audience)
    facts = words.listed(
        item.id,
        _("version {number}").format(number=item.version),
        term("line", item.line),
        audience,
        _("valid {first} to {last}").format(first=words.day(item.valid_from), last=until),
        _("review by {day}").format(day=words.day(item.review_by)),
        term("confidentiality", item.confidentiality),
        term("risk", item.risk_level),
        _("sample") if item.is_sample else "",
    )
    return [
        Paragraph(words.either(item.summary, item.summary_en), style.STRONG, before=1, keep=True),
        Paragraph(facts, NOTE, before=1),
        *labelled(_("Codes"), _(", ").join(item.codes)),
        *labelled(_("Screen messages"), _("; ").join(item.messages)),
        *labelled(_("Also called"), _("; ").join(item.aliases)),
        *labelled(_("Places"), _(", ").join(item.region)),
    ]


def closing(item: GuidanceItem, titles: Mapping[str, str]) -> list[Block]:
    """What every kind ends with: how the customer feels, prevention, response, related items, sources, changes."""
    changes = [
        _("version {number}, {day}: {text}").format(number=note.version, day=words.day(note.on), text=note.text)
        for note in item.changelog
    ]
    return [
        *labelled(_("How the customer feels"), item.psychology),
        *listed(_("Prevention"), item.prevention),
        *listed(_("Response"), item.response, numbered=True),
        *labelled(_("See also"), names(item.related, titles)),
        *labelled(_("Replaces"), names(item.supersedes, titles)),
        *labelled(_("Replaced by"), names((item.superseded_by,), titles) if item.superseded_by else ""),
        *listed(_("Sources"), [source(one) for one in item.sources]),
        *listed(_("Changes"), changes),
        Paragraph(
            words.listed(
                _("Author: {post}").format(post=item.author), _("Approved by: {post}").format(post=item.approver)
            ),
            style.SMALL,
            before=3,
        ),
    ]


def source(one: Source) -> str:
    """Title, article, document, and how certain it is."""
    checked = ""
    if one.verified_on is not None:
        checked = _("compared on {day} by {post}").format(day=words.day(one.verified_on), post=one.verified_by)
    detail = _("; ").join(part for part in (one.document, term("confidence", one.confidence), checked) if part)
    return _("{title} ({detail})").format(title=f"{one.title}{one.article}", detail=detail)
