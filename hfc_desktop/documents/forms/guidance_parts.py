"""Parts of a note that come from guidance: advice, dialogue, checklist, restriction, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.documents import words
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table, fields, label_width
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.documents import CheckPart, HandlingNote, PathLine, PhoneLine, RestrictionPart, UsedItem


def heads(*texts: str) -> tuple[Cell, ...]:
    """The head of a table."""
    return tuple(Cell(text, style.TABLE_HEAD) for text in texts)


def advice(note: HandlingNote) -> list[Block]:
    """What the customer was told first, and the guidance it rests on, with the version that was read."""
    result: list[Block] = []
    if note.first_advice:
        result.append(Notice((Paragraph(note.first_advice, style.PROSE),), style.SAY, style.SAY_GROUND, before=3))
    settled = (
        _("Settled at the counter; the customer was told.") if note.told_customer else _("Settled at the counter.")
    )
    if note.settled_on_spot:
        result.append(Paragraph(settled))
    elif note.told_customer and note.first_advice:
        result.append(Paragraph(_("The customer was told the above.")))
    if note.used:
        text = _("Guidance used: {items}").format(items=_("; ").join(used_item(item) for item in note.used))
        result.append(Paragraph(text, style.SMALL, before=4))
    return result


def used_item(item: UsedItem) -> str:
    """An item with pack and version."""
    title = words.either(item.title, item.title_en)
    version = _("version {number}").format(number=item.version)
    sample = _("sample") if item.is_sample else ""
    detail = words.listed(item.pack, version, sample)
    return _("{title} ({detail})").format(title=title, detail=detail)


def dialogue(note: HandlingNote) -> list[Block]:
    """The steps that were taken, in order."""
    return path_table(note.path)


def path_table(path: Sequence[PathLine]) -> list[Block]:
    """The same for steps by themselves."""
    if not path:
        return []
    with_notes = any(line.note or line.flag for line in path)
    rows = []
    for place, line in enumerate(path, start=1):
        row = [str(place), line.step, line.answer, words.clock_time(line.at)]
        if with_notes:
            row.append(words.joined(line.note, line.flag))
        rows.append(tuple(Cell(text) for text in row))
    names = ["", _("Step"), _("Answer given"), _("Time")]
    shares: tuple[float, ...] = (5, 55, 30, 10)
    if with_notes:
        names.append(_("Remark"))
        shares = (5, 40, 22, 9, 24)
    return [Table(shares, tuple(rows), heads(*names))]


def checklist(note: HandlingNote) -> list[Block]:
    """Entries with answers; points and level only where the value has them."""
    return [] if note.checklist is None else checklist_blocks(note.checklist)


def checklist_blocks(part: CheckPart) -> list[Block]:
    """The same for a part by itself."""
    scored = part.score is not None
    rows = []
    for place, line in enumerate(part.lines, start=1):
        row = [str(place), line.text, term("answer", line.answer)]
        if scored:
            row.append("" if line.points is None else str(line.points))
        rows.append(tuple(Cell(text) for text in row))
    names = ["", words.listed(part.title, _("version {number}").format(number=part.version)), _("Answer given")]
    shares: tuple[float, ...] = (5, 75, 20)
    if scored:
        names.append(_("Points"))
        shares = (5, 67, 18, 10)
    result: list[Block] = [Table(shares, tuple(rows), heads(*names))]
    return [*result, *_score(part)] if scored else result


def _score(part: CheckPart) -> list[Block]:
    level = part.label or (term("check_level", part.level) if part.level else "")
    text = _("Score {score}: {level}").format(score=part.score, level=level)
    if part.stopped_by:
        text += _("; stopped by {entries}").format(entries=_(", ").join(part.stopped_by))
    return [Paragraph(text, style.STRONG, before=3)]


def restriction(note: HandlingNote) -> list[Block]:
    """Who imposed it, what it does, who alone lifts it, what the customer does and brings."""
    return [] if note.restriction is None else restriction_blocks(note.restriction)


def restriction_blocks(part: RestrictionPart) -> list[Block]:
    """The same for a part by itself."""
    lifter = Entry(_("Lifted by"), Paragraph(part.lifter, style.STRONG), hang=label_width() - 10, sign_look=style.LABEL)
    result: list[Block] = [
        fields(_restriction_rows(part)),
        Notice((lifter,), before=5),
    ]
    result += _numbered(_("What to do"), part.steps)
    if part.papers:
        papers = Paragraph(_("; ").join(part.papers))
        result.append(Entry(_("Papers to bring"), papers, hang=label_width(), before=3, sign_look=style.LABEL))
    if part.phones:
        result.append(phone_table(part.phones))
    return result


def _restriction_rows(part: RestrictionPart) -> list[tuple[str, str] | tuple[str, str, str, str]]:
    sample = _("sample") if part.is_sample else ""
    name = words.listed(words.either(part.title, part.title_en), sample)
    pairs = [
        (_("Kind"), words.listed(name, part.code)),
        (_("Imposed by"), part.imposer),
        (_("Effect"), part.effect),
        (_("How long"), part.duration),
        (_("Legal ground"), _("; ").join(words.law(ground) for ground in part.grounds)),
    ]
    return [pair for pair in pairs if pair[1]]


def _numbered(label: str, texts: Sequence[str]) -> list[Block]:
    """Numbered lines behind one label."""
    return [
        Entry(
            label if place == 1 else "",
            Paragraph(f"{place}. {text}", style.BODY),
            hang=label_width(),
            before=3 if place == 1 else 0,
            sign_look=style.LABEL,
        )
        for place, text in enumerate(texts, start=1)
    ]


def phones(note: HandlingNote) -> list[Block]:
    """Numbers that were given."""
    return [phone_table(note.phones)] if note.phones else []


def _number(line: PhoneLine) -> str:
    return "\n".join((line.number, _("sample, cannot be dialled"))) if line.is_sample else line.number


def phone_table(lines: Sequence[PhoneLine]) -> Table:
    """Numbers with hours, what each is for, and when it was last checked."""
    rows = tuple(
        (
            Cell(words.either(line.organ, line.organ_en)),
            Cell(_number(line), style.TABLE.but(bold=True)),
            Cell(words.joined(line.hours, line.note)),
            Cell(words.day(line.verified_on)),
        )
        for line in lines
    )
    return Table((30, 20, 36, 14), rows, heads(_("Who answers"), _("Number"), _("Hours and use"), _("Checked on")))
