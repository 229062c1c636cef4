"""The handling note (投诉处理单): one section after the other; a section without content is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.page_head import Signatures, TitleBand
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Heading, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table, fields
from hfc_desktop.domain.complaint import Nature, PartyRole
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.documents import CheckPart, HandlingNote, NoteParty, PhoneLine, RestrictionPart


def blocks_of(note: HandlingNote, title: str) -> list[Block]:
    """Everything between header and foot."""
    nature = term("nature", note.nature)
    subtitle = words.joined(words.office_name(note.head.office), nature)
    blocks: list[Block] = [TitleBand(note.head, title, subtitle)]
    number = 0
    for name, make in _sections():
        content = make(note)
        if content:
            number += 1
            blocks += [Heading(words.section_sign(number) + name), *content]
    blocks.append(_signatures(note))
    blocks.append(Paragraph(_privacy(note), style.SMALL.but(spread=True), before=8))
    return blocks


def _sections() -> tuple[tuple[str, Callable[[HandlingNote], list[Block]]], ...]:
    return (
        (_("Complainant"), _who),
        (_("The matter"), _matter),
        (_("Time limits"), _terms),
        (_("First advice given"), _advice),
        (_("Steps taken in conversation"), _path),
        (_("Checklist"), lambda note: _checklist(note.checklist)),
        (_("Account restriction"), lambda note: _restriction(note.restriction)),
        (_("Numbers given"), lambda note: _phones(note.phones)),
        (_("If you do not agree"), _remedies),
        (_("For the file only"), _internal),
    )


def _rows(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str] | tuple[str, str, str, str]]:
    """Pairs that say something, two a row while both are short."""
    rows: list[tuple[str, str] | tuple[str, str, str, str]] = []
    waiting: tuple[str, str] | None = None
    for label, value in pairs:
        if not value:
            continue
        if len(value) > 22 or "\n" in value:
            rows += [waiting] if waiting else []
            rows.append((label, value))
            waiting = None
        elif waiting is None:
            waiting = (label, value)
        else:
            rows.append((*waiting, label, value))
            waiting = None
    return [*rows, waiting] if waiting else rows


def _fields(pairs: Iterable[tuple[str, str]]) -> list[Block]:
    rows = _rows(pairs)
    return [fields(rows)] if rows else []


def _who(note: HandlingNote) -> list[Block]:
    return [block for party in note.parties for block in _fields(_party(party))]


def _party(party: NoteParty) -> list[tuple[str, str]]:
    who = term("party_role", party.role)
    seen = _("original seen") if party.authority_seen else ""
    identity = words.joined(term("id_type", party.id_type) if party.id_type else "", party.id_masked)
    return [
        (who, party.name),
        (_("Identity document"), identity),
        (_("Telephone"), party.phone_masked),
        (_("Account"), party.account_masked),
        (_("Address"), party.address_masked),
        (_("Authority to act"), seen if party.role is PartyRole.REPRESENTATIVE else ""),
    ]


def _matter(note: HandlingNote) -> list[Block]:
    classes = note.classes
    table = _fields(
        [
            (_("Received"), words.moment(note.received_at)),
            (_("Happened on"), words.day(note.occurred_on)),
            (_("Topic"), words.named(classes.scenario)),
            (_("Business"), words.named(classes.business)),
            (_("Channel"), words.named(classes.channel)),
            (_("Cause of complaint"), words.named(classes.reason)),
            (_("Line"), term("line", classes.line) if classes.line else ""),
            (_("Product"), note.product),
            (_("Amount"), words.money(note.amount_fen)),
            (_("Loss"), words.money(note.loss_fen)),
            (_("Result hoped for"), note.expected_outcome),
        ]
    )
    texts: list[Block] = []
    for label, text in ((_("Claim"), note.claim), (_("Facts"), note.facts), (_("Grounds"), note.basis)):
        if text:
            texts.append(Paragraph(label, style.STRONG.but(colour=style.SECOND), before=6, keep=True))
            texts.append(Paragraph(text, before=1))
    return [*table, *texts]


def _terms(note: HandlingNote) -> list[Block]:
    if not note.terms:
        return []
    rows = []
    for line in note.terms:
        due = words.moment(line.due_at) if line.due_at else words.day_and_weekday(line.due)
        label = words.either(line.label, line.label_en)
        if line.later:
            label = _("{term} (only if extended)").format(term=label)
        cells = [Cell(label), Cell(due), Cell(term("basis", line.basis)), Cell(line.article)]
        if note.internal:
            cells.insert(2, Cell(words.day(line.internal_target)))
        rows.append(tuple(cells))
    heads = [_("Term"), _("Last day"), _("Counted in"), _("Legal basis")]
    shares: tuple[float, ...] = (34, 20, 12, 34)
    if note.internal:
        heads.insert(2, _("Internal target"))
        shares = (30, 18, 13, 11, 28)
    blocks: list[Block] = [Table(shares, tuple(rows), tuple(Cell(head, style.TABLE_HEAD) for head in heads))]
    hint = _("Days are counted from the day after receipt; a term ends at the end of its last day, Beijing time.")
    return [*blocks, Paragraph(hint, style.SMALL, before=4)]


def _advice(note: HandlingNote) -> list[Block]:
    blocks: list[Block] = []
    if note.first_advice:
        inner = Paragraph(note.first_advice)
        blocks.append(Notice((inner,), style.SAY, style.SAY_GROUND, before=4))
    for used in note.used:
        title = words.either(used.title, used.title_en)
        sample = _("sample") if used.is_sample else ""
        version = _("version {number}").format(number=used.version)
        text = words.joined(title, used.pack, version, sample)
        blocks.append(Entry("•", Paragraph(text, style.BODY), hang=10))
    return blocks


def _path(note: HandlingNote) -> list[Block]:
    if not note.path:
        return []
    rows = []
    for line in note.path:
        answer = words.joined(line.answer, line.note)
        rows.append((Cell(words.clock_time(line.at)), Cell(line.step), Cell(answer)))
    heads = (_("Time"), _("Step"), _("Answer"))
    return [Table((10, 55, 35), tuple(rows), tuple(Cell(head, style.TABLE_HEAD) for head in heads))]


def _checklist(part: CheckPart | None) -> list[Block]:
    if part is None:
        return []
    title = words.joined(part.title, _("version {number}").format(number=part.version))
    rows = []
    for line in part.lines:
        cells = [Cell(line.text), Cell(term("answer", line.answer))]
        if part.score is not None:
            cells.append(Cell("" if line.points is None else str(line.points), style.TABLE.but(align="right")))
        rows.append(tuple(cells))
    heads, shares = [_("Question"), _("Answer")], [78, 22]
    if part.score is not None:
        heads, shares = [*heads, _("Points")], [70, 20, 10]
    blocks: list[Block] = [
        Paragraph(title, style.STRONG, keep=True),
        Table(tuple(shares), tuple(rows), tuple(Cell(head, style.TABLE_HEAD) for head in heads)),
    ]
    if part.score is not None:
        result = _("Score {score}: {level}").format(score=part.score, level=part.label or part.level)
        blocks.append(Paragraph(result, style.STRONG, before=4))
    return blocks


def _restriction(part: RestrictionPart | None) -> list[Block]:
    if part is None:
        return []
    title = words.joined(words.either(part.title, part.title_en), part.code)
    blocks: list[Block] = [
        Paragraph(title, style.STRONG, keep=True),
        *_fields(
            [
                (_("Imposed by"), part.imposer),
                (_("Effect"), part.effect),
                (_("How long"), part.duration),
                (_("Lifted by"), part.lifter),
                (_("Legal ground"), "\n".join(part.grounds)),
            ]
        ),
    ]
    blocks += _listed(_("Steps to have it lifted"), part.steps, numbered=True)
    blocks += _listed(_("Papers to bring"), part.papers)
    return [*blocks, *_phones(part.phones)]


def _listed(label: str, lines: Sequence[str], *, numbered: bool = False) -> list[Block]:
    if not lines:
        return []
    entries = [
        Entry(f"{place}." if numbered else "•", Paragraph(line, style.BODY), hang=14)
        for place, line in enumerate(lines, start=1)
    ]
    return [Paragraph(label, style.STRONG.but(colour=style.SECOND), before=6, keep=True), *entries]


def _phones(phones: Sequence[PhoneLine]) -> list[Block]:
    rows = []
    for phone in phones:
        number = words.joined(phone.number, _("sample, cannot be dialled") if phone.is_sample else "")
        checked = _("checked {day}").format(day=words.day(phone.verified_on)) if phone.verified_on else ""
        rows.append(
            (Cell(phone.organ), Cell(number, style.STRONG), Cell(words.joined(phone.hours, phone.note, checked)))
        )
    return [Table((38, 24, 38), tuple(rows))] if rows else []


def _remedies(note: HandlingNote) -> list[Block]:
    if note.nature is not Nature.COMPLAINT:
        return []
    lines = []
    if note.recheck_office is not None:
        lines.append(
            _(
                "Re-check: within 30 days of receiving our decision you may apply in writing to {office}; "
                "it decides within 30 days (Order No. 3 of 2020, art. 20)."
            ).format(office=words.office_name(note.recheck_office))
        )
    lines.append(_("Mediation: you and we may apply together to a mediation body; its time does not count (art. 23)."))
    lines.append(_("Arbitration or suit, as your contract and the law provide."))
    lines.append(_("The regulator's consumer line 12378 takes matters that we have already answered."))
    return _listed(_("Your ways"), lines, numbered=True)


def _internal(note: HandlingNote) -> list[Block]:
    inside = note.internal
    if inside is None:
        return []
    return _fields(
        [
            (_("Status"), term("status", inside.status)),
            (_("Level"), str(inside.level)),
            (_("Weight"), term("severity", inside.severity)),
            (_("Came in by"), term("source", inside.source)),
            (_("Regulator's reference"), inside.regulator_ref),
            (_("Repeat"), str(inside.repeat_no) if inside.repeat_no else ""),
            (_("Lead case"), inside.repeat_of),
            (_("Registered"), words.moment(inside.registered_at)),
            (_("First receiver"), inside.first_receiver),
            (_("Handler"), inside.handler),
            (_("Counter"), inside.counter),
            (_("Outcome"), term("outcome", inside.outcome) if inside.outcome else ""),
            (_("Remark"), inside.remark),
        ]
    )


def _signatures(note: HandlingNote) -> Signatures:
    customer = (_("Customer"), _("Signing means received, not agreed."))
    bank = (note.handler_post or _("Handler"), words.joined(_("Telephone"), note.head.office.phone))
    if note.internal is None:
        return Signatures((customer, bank))
    return Signatures((customer, bank, (_("Reviewer"), _("Checked for the file."))))


def _privacy(note: HandlingNote) -> str:
    return _(
        "Your data are used to handle this matter only, and this file is kept for {years} years after it is closed. "
        "Numbers are masked; the whole ones are with the bank."
    ).format(years=note.keep_years)
