"""Sections that several forms of a complaint share: who, matter, time limits, remedies, signatures, the file's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hfc_desktop.documents import words
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table, fields, label_width
from hfc_desktop.domain.complaint import PartyKind, PartyRole
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.documents import ApprovalLine, Internal, LevelLine, NoteClasses, NoteParty, TermLine
    from hfc_desktop.domain.rulings import NoticeLine, Ruling

Pair = tuple[str, str]
FieldRow = tuple[str, str] | tuple[str, str, str, str]


class MatterLike(Protocol):
    """What a matter says, on whichever form."""

    @property
    def claim(self) -> str: ...  # noqa: D102  the fields of ``domain.letters.Matter``
    @property
    def facts(self) -> str: ...  # noqa: D102
    @property
    def basis(self) -> str: ...  # noqa: D102
    @property
    def demand(self) -> str: ...  # noqa: D102
    @property
    def expected_outcome(self) -> str: ...  # noqa: D102
    @property
    def product(self) -> str: ...  # noqa: D102
    @property
    def occurred_on(self) -> date | None: ...  # noqa: D102
    @property
    def amount_fen(self) -> int | None: ...  # noqa: D102
    @property
    def loss_fen(self) -> int | None: ...  # noqa: D102
    @property
    def classes(self) -> NoteClasses: ...  # noqa: D102


def in_pairs(pairs: Sequence[Pair]) -> list[FieldRow]:
    """Labels and values two in a row; a value too long for half a row has one of its own, an empty one none."""
    rows: list[FieldRow] = []
    waiting: Pair | None = None
    for pair in pairs:
        if not pair[1]:
            continue
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


def field_table(pairs: Sequence[Pair], *, before: float = 4) -> list[Block]:
    """A field table of what has a value; nothing when nothing has."""
    rows = in_pairs(pairs)
    return [fields(rows, before=before)] if rows else []


def labelled(label: str, text: str) -> list[Block]:
    """A text behind its label; nothing without a text."""
    if not text:
        return []
    return [Entry(label, Paragraph(text), hang=label_width(), before=3, sign_look=style.LABEL)]


def prose(*texts: str) -> list[Block]:
    """Paragraphs of those that say something."""
    return [Paragraph(text, before=3) for text in texts if text]


# -- who ------------------------------------------------------------------------------------------------------------


def who(
    parties: Iterable[NoteParty], received_at: datetime, handler: str, phone: str, *, complaint: bool = True
) -> list[Block]:
    """Parties with their papers, when the matter came in, who handles it; who only asks is no complainant."""
    rows: list[FieldRow] = []
    for party in parties:
        rows += _party_rows(party, complaint=complaint)
    received = (_("Received"), words.moment(received_at))
    rows.append((*received, _("Handled by"), words.listed(handler, phone)))
    return [fields(rows)]


def _party_rows(party: NoteParty, *, complaint: bool) -> Iterable[FieldRow]:
    asks = party.role is PartyRole.COMPLAINANT and not complaint
    role = _("Customer") if asks else term("party_role", party.role)
    paper = term("id_type", party.id_type) if party.id_type else ""
    papers = f"{paper} {party.id_masked}".strip()
    if party.role is PartyRole.RESPONDENT:
        yield (_("Respondent named"), party.name)
        return
    kind = "" if party.kind is PartyKind.PERSON else term("party_kind", party.kind)
    yield (role, _("{name} ({detail})").format(name=party.name, detail=kind) if kind else party.name)
    if papers or party.phone_masked:
        yield (_("Identity document"), papers, _("Telephone"), party.phone_masked)
    if party.account_masked:
        yield (_("Account"), party.account_masked)
    if party.address_masked:
        yield (_("Address"), party.address_masked)
    if party.role is PartyRole.REPRESENTATIVE:
        yield (_("Authority to act"), _("original seen") if party.authority_seen else _("not seen yet"))


# -- matter ---------------------------------------------------------------------------------------------------------


def matter(value: MatterLike, *, complaint: bool = True) -> list[Block]:
    """Claim, facts, grounds, hopes, and how it is classified."""
    hoped = words.joined(term("demand", value.demand) if value.demand else "", value.expected_outcome)
    texts = (
        (_("Claim") if complaint else _("Asked"), value.claim),
        (_("Facts"), value.facts),
        (_("Grounds"), value.basis),
    )
    result = [block for name, text in (*texts, (_("Result hoped for"), hoped)) for block in labelled(name, text)]
    classes = value.classes
    pairs = [
        (_("Product"), value.product),
        (_("Happened on"), words.day(value.occurred_on)),
        (_("Amount"), words.money(value.amount_fen)),
        (_("Loss"), words.money(value.loss_fen)),
        (_("Line"), term("line", classes.line) if classes.line else ""),
        (_("Channel"), words.named(classes.channel)),
        (_("Business"), words.named(classes.business)),
        (_("Cause of complaint"), words.named(classes.reason) if complaint else ""),
        (_("Topic"), words.named(classes.scenario)),
    ]
    return [*result, *field_table(pairs, before=6)]


# -- time box -------------------------------------------------------------------------------------------------------


def time_box(terms: Sequence[TermLine], *, internal: bool) -> list[Block]:
    """The terms with last day, legal basis and condition; internal targets on the file copy."""
    if not terms:
        return []
    head = [_("Time limit"), _("Last day"), _("Legal basis and condition")]
    shares: tuple[float, ...] = (34, 20, 46)
    if internal:
        head.insert(2, _("Internal target"))
        shares = (26, 20, 20, 34)
    rows = tuple(tuple(Cell(text) for text in _term_row(line, internal=internal)) for line in terms)
    result: list[Block] = [Table(shares, rows, tuple(Cell(text, style.TABLE_HEAD) for text in head))]
    hint = _("Days are counted from the day after receipt; a term ends at the end of its last day, Beijing time.")
    if any(line.estimated for line in terms):
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
    row = [name, due, words.joined(words.law(line.article), condition, line.notice, certainty)]
    if internal:
        row.insert(2, words.day_and_weekday(line.internal_target) or "—")
    return row


# -- what was decided -----------------------------------------------------------------------------------------------


def decision(ruling: Ruling) -> list[Block]:
    """The decision, its day and what is paid."""
    decided = Notice((Paragraph(ruling.decision, style.PROSE),), before=3) if ruling.decision else None
    pairs = [
        (_("Decided on"), words.day(ruling.decided_on)),
        (_("Compensation or reduction"), words.money(ruling.compensation_fen or None)),
    ]
    return [*([decided] if decided else []), *field_table(pairs)]


def recheck_way(office: str, days: int, article: str, last: date | None = None, told: date | None = None) -> str:
    """How to apply for a re-check (art. 20): where, until when, on what basis."""
    text = _("Re-check: you can apply in writing to {office} within the term that the rules set.")
    if days and last is None:
        text = _(
            "Re-check: within {days} days of receiving our decision you can apply in writing to {office}, with your "
            "reasons ({article})."
        )
    elif last is not None and told is None:
        text = _(
            "Re-check: within {days} days of receiving this decision, at the latest on {day} if you receive it today, "
            "you can apply in writing to {office}, with your reasons ({article})."
        )
    elif last is not None:
        text = _(
            "Re-check: within {days} days of {told}, when you were told of this decision, at the latest on {day}, you "
            "can apply in writing to {office}, with your reasons ({article})."
        )
    values = {"days": days, "office": office, "article": words.law(article)}
    return text.format(day=words.day(last), told=words.day(told), **values)


def notices(lines: Sequence[NoticeLine]) -> list[Block]:
    """What was told how and when (art. 21 wants it proved); whom it went to on the file copy alone."""
    if not lines:
        return []
    targets = any(line.target for line in lines)
    names = [_("Time"), _("What was told"), _("Way of telling"), _("What came of it")]
    rows = [
        [words.moment(line.at), term("notice_kind", line.kind), term("notice_way", line.way)]
        + ([line.target] if targets else [])
        + [term("notice_result", line.result)]
        for line in lines
    ]
    shares: tuple[float, ...] = (26, 26, 24, 24)
    if targets:
        names.insert(3, _("Told to"))
        shares = (22, 20, 18, 22, 18)
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    return [Table(shares, cells, tuple(Cell(text, style.TABLE_HEAD) for text in names))]


# -- the end --------------------------------------------------------------------------------------------------------


def privacy(keep_years: int) -> list[Block]:
    """What happens with the data, how long, and how a print is proved."""
    years = _("The file is kept for at least {years} years from the day the matter is closed.").format(years=keep_years)
    use = _(
        "Your data are used only to handle this matter and to meet legal duties (Personal Information Protection Law, "
        "art. 13). You can ask this branch for a copy or a correction."
    )
    genuine = _("Whether this print agrees with our record can be checked at this branch by its check code.")
    return [Notice((Paragraph(words.sentences(use, years, genuine), style.SMALL),), style.LINE, before=8)]


def file_only(internal: Internal | None) -> list[Block]:
    """What only the file copy says."""
    if internal is None:
        return []
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
        (_("Responsibility"), term("responsibility", internal.responsibility) if internal.responsibility else ""),
        (_("Root cause"), term("root_cause", internal.root_cause) if internal.root_cause else ""),
        (_("Approvals"), _("; ").join(_approval(line) for line in internal.approvals)),
        (_("Level changes"), _("; ").join(_level(line) for line in internal.escalations)),
        (_("Remark"), internal.remark),
    ]
    return [
        *field_table(pairs),
        Paragraph(_("File copy: not handed out, never printed together with the customer's copy."), style.SMALL),
    ]


def _approval(line: ApprovalLine) -> str:
    granted = _("granted") if line.granted else _("sent back")
    return words.listed(line.post, words.moment(line.at), granted, words.money(line.compensation_fen))


def _level(line: LevelLine) -> str:
    change = _("level {before} to {after}").format(before=line.before, after=line.after)
    return words.listed(words.day(line.at.date()), change, words.either(line.label, line.label_en))
