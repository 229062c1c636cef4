"""The handling note (投诉处理单): what was said, what the bank answers by when, and what the customer can do next.

Order No. 3 of 2020, arts. 13, 18, 20 and 23. The customer's copy and the file copy are one form; what only the file
copy may say is simply absent from the customer's value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.guidance_parts import advice, checklist, dialogue, phones, restriction
from hfc_desktop.documents.forms.page_head import Signatures, TitleBand
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Heading, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table, fields, label_width
from hfc_desktop.domain.complaint import Nature, PartyKind, PartyRole
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.documents import HandlingNote, Internal, NoteParty, TermLine


def title(note: HandlingNote) -> str:
    """Title of the note; a consultation is no complaint and is not called one."""
    return _("Complaint handling note") if note.nature is Nature.COMPLAINT else _("Matter handling note")


def blocks_of(note: HandlingNote) -> list[Block]:
    """Everything between header and foot; sections without content are left out, the rest numbered through."""
    sections: list[tuple[str, list[Block]]] = [
        (_("Complainant") if note.nature is Nature.COMPLAINT else _("Customer"), _who(note)),
        (_("The matter") if note.nature is Nature.COMPLAINT else _("What it is about"), _matter(note)),
        (_("Time limits"), _time_box(note)),
        (_("First advice given"), advice(note)),
        (_("Steps taken in conversation"), dialogue(note)),
        (_("Checklist"), checklist(note)),
        (_("Account restriction"), restriction(note)),
        (_("Numbers given"), phones(note)),
        (_("What you can do next"), _remedies(note)),
        (_("Signatures"), _signatures(note)),
        (_("For the file only"), _internal(note.internal) if note.internal else []),
    ]
    subtitle = words.listed(words.office_name(note.head.office), term("nature", note.nature))
    result: list[Block] = [TitleBand(note.head, title(note), subtitle)]
    shown = [(name, content) for name, content in sections if content]
    for number, (name, content) in enumerate(shown, start=1):
        result.append(Heading(words.section_sign(number) + name))
        result += content
    return result


# -- who ------------------------------------------------------------------------------------------------------------


def _who(note: HandlingNote) -> list[Block]:
    rows: list[tuple[str, str] | tuple[str, str, str, str]] = []
    for party in note.parties:
        rows += _party_rows(party)
    rows.append(
        (
            _("Received"),
            words.moment(note.received_at),
            _("Handled by"),
            f"{note.handler_post} {note.head.office.phone}".strip(),
        )
    )
    return [fields(rows)]


def _party_rows(party: NoteParty) -> Iterable[tuple[str, str] | tuple[str, str, str, str]]:
    role = term("party_role", party.role)
    paper = term("id_type", party.id_type) if party.id_type else ""
    papers = f"{paper} {party.id_masked}".strip()
    if party.role is PartyRole.RESPONDENT:
        yield (_("Respondent named"), party.name)
        return
    kind = "" if party.kind is PartyKind.PERSON else term("party_kind", party.kind)
    yield (role, f"{party.name}（{kind}）" if kind else party.name)
    if papers or party.phone_masked:
        yield (_("Identity document"), papers, _("Telephone"), party.phone_masked)
    if party.account_masked:
        yield (_("Account"), party.account_masked)
    if party.address_masked:
        yield (_("Address"), party.address_masked)
    if party.role is PartyRole.REPRESENTATIVE:
        yield (_("Authority to act"), _("original seen") if party.authority_seen else _("not seen yet"))


# -- matter ---------------------------------------------------------------------------------------------------------


def _matter(note: HandlingNote) -> list[Block]:
    texts = (
        (_("Claim"), note.claim),
        (_("Facts"), note.facts),
        (_("Grounds"), note.basis),
        (
            _("Result hoped for"),
            words.joined(term("demand", note.demand) if note.demand else "", note.expected_outcome),
        ),
    )
    result: list[Block] = [
        Entry(name, Paragraph(text), hang=label_width(), before=3, sign_look=style.LABEL)
        for name, text in texts
        if text
    ]
    classes = note.classes
    pairs = [
        (_("Product"), note.product),
        (_("Happened on"), words.day(note.occurred_on)),
        (_("Amount"), words.money(note.amount_fen)),
        (_("Loss"), words.money(note.loss_fen)),
        (_("Line"), term("line", classes.line) if classes.line else ""),
        (_("Channel"), words.named(classes.channel)),
        (_("Business"), words.named(classes.business)),
        (_("Cause of complaint"), words.named(classes.reason)),
        (_("Topic"), words.named(classes.scenario)),
    ]
    rows = in_pairs([pair for pair in pairs if pair[1]])
    return [*result, fields(rows, before=6)] if rows else result


def in_pairs(
    pairs: list[tuple[str, str]],
) -> list[tuple[str, str] | tuple[str, str, str, str]]:
    """Labels and values two in a row; a value too long for half a row has one of its own."""
    rows: list[tuple[str, str] | tuple[str, str, str, str]] = []
    waiting: tuple[str, str] | None = None
    for pair in pairs:
        if len(pair[1]) > 40:
            rows.append(pair)
        elif waiting is None:
            waiting = pair
        else:
            rows.append((*waiting, *pair))
            waiting = None
    if waiting is not None:
        rows.append(waiting)
    return rows


# -- time box -------------------------------------------------------------------------------------------------------


def _time_box(note: HandlingNote) -> list[Block]:
    if not note.terms:
        return []
    internal = note.internal is not None
    head = [_("Time limit"), _("Last day"), _("Legal basis and condition")]
    shares: tuple[float, ...] = (30, 22, 48)
    if internal:
        head.insert(2, _("Internal target"))
        shares = (26, 20, 20, 34)
    rows = tuple(tuple(Cell(text) for text in _term_row(line, internal=internal)) for line in note.terms)
    result: list[Block] = [Table(shares, rows, tuple(Cell(text, style.TABLE_HEAD) for text in head))]
    hint = _("Days are counted from the day after receipt; a term ends at the end of its last day, Beijing time.")
    if any(line.estimated for line in note.terms):
        hint = words.sentences(hint, _("Working days are estimated: the calendar of that year is not out yet."))
    result.append(Paragraph(hint, style.SMALL, before=3))
    return result


def _term_row(line: TermLine, *, internal: bool) -> list[str]:
    name = words.either(line.label, line.label_en)
    if line.days:
        length = _("{count} {unit}").format(count=line.days, unit=term("basis", line.basis))
        name = _("{name} ({length})").format(name=name, length=length)
    due = words.moment(line.due_at) if line.due_at else words.day_and_weekday(line.due)
    condition = ""
    if line.later:
        condition = _("only when extended")
        if line.approval:
            condition = _("only when extended with approval by {post}").format(post=line.approval)
    certainty = term("confidence", line.confidence) if line.confidence == "unsure" else ""
    row = [name, due, words.joined(line.article, condition, line.notice, certainty)]
    if internal:
        row.insert(2, words.day_and_weekday(line.internal_target) or "—")
    return row


# -- remedies -------------------------------------------------------------------------------------------------------


def _remedies(note: HandlingNote) -> list[Block]:
    if note.nature is not Nature.COMPLAINT:
        phone = note.head.office.phone
        text = _("If the answer does not settle the matter, you can make a complaint at this branch.")
        if phone:
            text = words.sentences(text, _("Its telephone is {phone}.").format(phone=phone))
        return [Paragraph(text)]
    superior = (
        words.office_name(note.recheck_office) if note.recheck_office else _("the superior office of this branch")
    )
    steps = (
        _(
            "Re-check: within 30 days of receiving our decision you can apply in writing to {office}; it decides "
            "within 30 days of the application (Order No. 3 of 2020, art. 20)."
        ).format(office=superior),
        _(
            "Mediation: you and we can apply together to a mediation body for financial disputes; the time that "
            "mediation takes does not count towards the term (arts. 23 and 24)."
        ),
        _("Arbitration or court: you can apply for arbitration under an agreement to arbitrate, or sue, by law."),
        _(
            "12378: the line of the National Financial Regulatory Administration for bank and insurance customers, "
            "if our answer does not settle the matter."
        ),
    )
    return [Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(steps, start=1)]


# -- signatures -----------------------------------------------------------------------------------------------------


def _signatures(note: HandlingNote) -> list[Block]:
    customer = (_("Customer"), _("Received a copy of this note; this is no agreement with its content."))
    handler = (_("Handled by"), _("Wrote down what was said and handed over the note."))
    seal = (_("Branch"), _("Seal"))
    years = _("The file is kept for at least {years} years from the day the matter is closed.").format(
        years=note.keep_years
    )
    privacy = _(
        "Your data are used only to handle this matter and to meet legal duties (Personal Information Protection Law, "
        "art. 13). You can ask this branch for a copy or a correction."
    )
    genuine = _("Whether this print agrees with our record can be checked at this branch by its check code.")
    return [
        Signatures((customer, handler, seal)),
        Notice((Paragraph(words.sentences(privacy, years, genuine), style.SMALL),), style.LINE, before=8),
    ]


# -- file copy ------------------------------------------------------------------------------------------------------


def _internal(internal: Internal) -> list[Block]:
    repeat = _("Repeat no. {number} of {lead}").format(number=internal.repeat_no, lead=internal.repeat_of)
    pairs = [
        (_("Status"), term("status", internal.status)),
        (_("Level"), str(internal.level)),
        (_("Severity"), term("severity", internal.severity)),
        (_("Came in by"), term("source", internal.source)),
        (_("Regulator's reference"), internal.regulator_ref),
        (_("Repeat complaint"), repeat if internal.repeat_no else ""),
        (_("Registered at"), words.moment(internal.registered_at)),
        (_("Counter"), internal.counter),
        (_("First receiver"), internal.first_receiver),
        (_("Handler"), internal.handler),
        (_("Marks"), _(", ").join(internal.tags)),
        (_("Outcome"), term("outcome", internal.outcome) if internal.outcome else ""),
        (_("Remark"), internal.remark),
    ]
    return [
        fields(in_pairs([pair for pair in pairs if pair[1]])),
        Paragraph(_("File copy: not handed out, never printed together with the customer's copy."), style.SMALL),
    ]
