"""Letters of a complaint: receipt, reply, extension, declining, withdrawal, re-check, mediation, transfer.

Each form is a row of ``LETTERS``: a title and its sections. What it must not be printed without stands in
``domain.letters.REQUIRED`` (Order No. 3 of 2020, arts. 15, 16, 18, 19, 20 and 23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.forms import case_parts
from hfc_desktop.documents.forms.case_parts import field_table, labelled, prose
from hfc_desktop.documents.forms.compose import Builder, FormSpec
from hfc_desktop.documents.forms.guidance_parts import phone_table
from hfc_desktop.documents.forms.page_head import Signatures
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table
from hfc_desktop.domain.documents import Form
from hfc_desktop.domain.parties import PartyRole
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.letters import CaseLetter, Remedies

Section = tuple[str, Builder["CaseLetter"]]


def _addressee(letter: CaseLetter) -> str:
    """Whom a letter speaks to: the first complainant."""
    found = next((party.name for party in letter.parties if party.role is PartyRole.COMPLAINANT), "")
    return _("To {name}:").format(name=found) if found else _("To the complainant:")


def _opened(letter: CaseLetter, text: str, **values: object) -> list[Block]:
    """Addressee and first sentence."""
    first = text.format(
        day=words.day(letter.received_at.date()),
        time=words.moment(letter.received_at),
        number=letter.head.number,
        **values,
    )
    return [Paragraph(_addressee(letter), style.STRONG, before=4), Paragraph(first, before=3)]


# -- sections that several letters share ----------------------------------------------------------------------------


def _who(letter: CaseLetter) -> list[Block]:
    handler = words.post(letter.handler_post, letter.handler_role)
    return case_parts.who(letter.parties, letter.received_at, handler, letter.head.office.phone)


def _matter(letter: CaseLetter) -> list[Block]:
    return case_parts.matter(letter.matter)


def _claim(letter: CaseLetter) -> list[Block]:
    return prose(letter.matter.claim)


def _terms(letter: CaseLetter) -> list[Block]:
    return case_parts.time_box(letter.terms, internal=letter.internal is not None)


def _papers(letter: CaseLetter) -> list[Block]:
    """Originals that were seen and files that were taken in."""
    result: list[Block] = []
    if letter.filing.capacity:
        seen = _(", ").join(term("paper", paper) for paper in letter.filing.papers)
        result += labelled(_("Filed by"), term("capacity", letter.filing.capacity))
        result += labelled(_("Originals seen"), seen or _("none yet"))
    if letter.papers:
        rows = tuple(
            (Cell(str(place)), Cell(paper.name), Cell(words.size(paper.bytes)), Cell(paper.check))
            for place, paper in enumerate(letter.papers, start=1)
        )
        head = ("", _("Paper or file"), _("File size"), _("First characters of its check sum"))
        result.append(Table((6, 52, 14, 28), rows, tuple(Cell(text, style.TABLE_HEAD) for text in head)))
    return result


def _findings(letter: CaseLetter) -> list[Block]:
    return prose(letter.ruling.findings)


def _decision(letter: CaseLetter) -> list[Block]:
    return case_parts.decision(letter.ruling)


def _basis(letter: CaseLetter) -> list[Block]:
    return prose(letter.ruling.basis)


def _recheck_way(remedies: Remedies) -> str:
    """How to apply for a re-check: where, until when, on what basis."""
    office = words.office_name(remedies.office) if remedies.office else ""
    if not office:
        return ""
    return case_parts.recheck_way(office, remedies.days, remedies.article, remedies.last_day, remedies.told_on)


def _ways(letter: CaseLetter) -> list[Block]:
    """What the decision names, then re-check, mediation, arbitration or court, the regulator's line (art. 19)."""
    body = letter.remedies.mediation_body or _("a mediation body for financial disputes")
    mediation = _("Mediation: you and we can apply together to {body}; the time it takes does not count.")
    steps = [
        _recheck_way(letter.remedies),
        mediation.format(body=body),
        _("Arbitration or court: you can apply for arbitration under an agreement to arbitrate, or sue, by law."),
        _("12378: the regulator's line for bank and insurance customers."),
    ]
    shown = [text for text in steps if text]
    result: list[Block] = [Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(shown, start=1)]
    phones = letter.remedies.phones
    return [*prose(letter.ruling.remedies), *result, *([phone_table(phones)] if phones else [])]


def _notices(letter: CaseLetter) -> list[Block]:
    return case_parts.notices(letter.notices)


def _file_only(letter: CaseLetter) -> list[Block]:
    return case_parts.file_only(letter.internal)


def _signed(*signers: tuple[str, str]) -> Builder[CaseLetter]:
    """Signature boxes and the privacy line; who signs is given as message ids."""

    def build(letter: CaseLetter) -> list[Block]:
        boxes = Signatures(tuple((_(who), _(meaning)) for who, meaning in signers))
        return [boxes, *case_parts.privacy(letter.keep_years)]

    return build


_RECEIVED: Final = (N_("Customer"), N_("Received this letter; this is no agreement with its content."))
_HANDLER: Final = (N_("Handled by"), N_("Handed over or sent out."))
_REVIEWER: Final = (N_("Reviewed by"), N_("Looked at form and content."))
_SEAL: Final = (N_("Branch"), N_("Seal"))
_TAIL: Final[tuple[Section, ...]] = (
    (N_("Notices"), _notices),
    (N_("For the file only"), _file_only),
)


def _form(title: str, opening: str | Builder[CaseLetter], *sections: Section) -> FormSpec[CaseLetter]:
    """A letter: opening sentence as a message id or as a function, sections, and what only the file has."""
    opener = opening if callable(opening) else _opening(opening)
    return FormSpec(title, (*sections, *_TAIL), opener, subtitle=lambda letter: term("nature", letter.nature))


def _opening(text: str) -> Builder[CaseLetter]:
    return lambda letter: _opened(letter, _(text))


# -- what single letters say ----------------------------------------------------------------------------------------


def _keep_in_touch(letter: CaseLetter) -> list[Block]:
    phone = letter.head.office.phone or _("the telephone shown in our premises")
    ask = _("Ask for the state of your complaint under {phone}, with the number of this receipt.").format(phone=phone)
    more = _("You can hand in further papers, name somebody to act for you, or withdraw the complaint at any time.")
    return [Paragraph(words.sentences(ask, more))]


def _extension(letter: CaseLetter) -> list[Block]:
    part = letter.extension
    if part is None:
        return []
    stage = _("extended as a complex matter") if part.stage == 1 else _("extended again as a very complex matter")
    return field_table(
        [
            (_("Longer term"), stage),
            (_("Legal basis"), words.law(part.article)),
            (_("Last day before"), words.day_and_weekday(part.due_before)),
            (_("New last day"), words.day_and_weekday(part.due)),
            (_("Asked for on"), words.day(part.asked_on)),
            (
                _("Approved by"),
                words.listed(words.post(part.approved_by, part.approved_role), words.day(part.approved_on)),
            ),
        ]
    )


def _extension_reason(letter: CaseLetter) -> list[Block]:
    return prose(letter.extension.reason) if letter.extension else []


def _extension_meaning(letter: CaseLetter) -> list[Block]:
    due = words.day(letter.extension.due) if letter.extension else ""
    text = _("We decide and tell you by {day} at the latest. You need not do anything; your rights stay as they are.")
    return [Paragraph(text.format(day=due))] if due else []


def _declining(letter: CaseLetter) -> list[Block]:
    part = letter.declining
    if part is None:
        return []
    ground = term("decline_ground", part.ground) if part.ground else ""
    return [*labelled(_("Ground for declining"), ground), *labelled(_("Stated reason"), part.reason)]


def _declining_ways(letter: CaseLetter) -> list[Block]:
    phone = letter.head.office.phone
    steps = [
        _(
            "The complainant can come in person, or send somebody with a signed letter of authority and both identity "
            "documents; we then take the matter up without delay."
        ),
        _("12378: the regulator's line for bank and insurance customers."),
        _("Questions about this letter: {phone}.").format(phone=phone) if phone else "",
    ]
    shown = [text for text in steps if text]
    return [Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(shown, start=1)]


def _withdrawal(letter: CaseLetter) -> list[Block]:
    statement = _(
        "I withdraw the complaint above of my own will. I know that handling ends on the day on which the bank "
        "receives this, and that I can complain again about new facts."
    )
    pairs = [(_("Withdrawn at"), words.moment(letter.withdrawn_at))]
    return [Notice((Paragraph(statement, style.PROSE),), before=3), *field_table(pairs)]


def _rechecked(letter: CaseLetter) -> list[Block]:
    part = letter.recheck
    if part is None:
        return []
    result = term("recheck_result", part.result) if part.result else ""
    return [
        *field_table(
            [
                (_("Decision checked again"), part.original_number),
                (_("Applied for on"), words.day(part.applied_on)),
                (_("Re-checked by"), words.office_name(part.office) if part.office else ""),
                (_("Result of the re-check"), words.listed(result, words.day(part.decided_on))),
            ]
        ),
        *labelled(_("Decision as it was"), part.original_decision),
    ]


def _recheck_ways(letter: CaseLetter) -> list[Block]:
    steps = (
        _("Mediation: you and we can apply together to a mediation body for financial disputes."),
        _("Arbitration or court: you can apply for arbitration under an agreement to arbitrate, or sue, by law."),
        _("12378: the regulator's line for bank and insurance customers."),
    )
    ways = [Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(steps, start=1)]
    return [*prose(letter.ruling.remedies), *ways]


def _mediation(letter: CaseLetter) -> list[Block]:
    part = letter.mediation
    if part is None:
        return []
    pairs = [
        (_("Mediation body"), part.body),
        (_("Begun on"), words.day(part.since)),
        (_("Paper of the mediation"), part.document),
    ]
    return [*field_table(pairs), *labelled(_("What we propose"), part.proposal)]


def _mediation_meaning(_letter: CaseLetter) -> list[Block]:
    steps = (
        _("Mediation is voluntary and costs you nothing; both sides apply, and either can end it at any time."),
        _("The days of mediation are not counted towards the term of our answer (Order No. 3 of 2020, art. 23)."),
        _("An agreement can be confirmed by a court; without one, you keep all other ways."),
    )
    return [Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(steps, start=1)]


def _transfer(letter: CaseLetter) -> list[Block]:
    part = letter.transfer
    if part is None:
        return []
    pairs = [(_("Goes to"), part.to), (_("Transferred on"), words.day(part.on))]
    return [*field_table(pairs), *labelled(_("Stated reason"), part.reason)]


def _transfer_terms(letter: CaseLetter) -> list[Block]:
    """For the office that takes it over; to the customer, terms of an office that lets go promise nothing."""
    return _terms(letter) if letter.internal is not None else []


def _transfer_signed(letter: CaseLetter) -> list[Block]:
    """The customer's copy is signed for by the customer, the file by who takes the case over."""
    taken = (N_("Receiving office"), N_("Took the case over."))
    given = (N_("Handed over by"), N_("Gave the case."))
    return _signed(*((taken, given) if letter.internal is not None else (_RECEIVED, _HANDLER)), _SEAL)(letter)


def _transfer_meaning(letter: CaseLetter) -> list[Block]:
    if letter.internal is not None:
        text = _("The receiving office signs for the case below and keeps the terms above; they are not begun anew.")
    else:
        text = _("The office above handles your matter from now on and will contact you; you need not file it again.")
    return [Paragraph(text)]


LETTERS: Final[Mapping[Form, FormSpec[CaseLetter]]] = {
    Form.RECEIPT: _form(
        N_("Receipt of a complaint"),
        N_("We received your complaint on {time} (Beijing time) and handle it under the number {number}."),
        (N_("Complainant"), _who),
        (N_("The matter"), _matter),
        (N_("Papers handed in"), _papers),
        (N_("Time limits"), _terms),
        (N_("How to reach us"), _keep_in_touch),
        (N_("Signatures"), _signed(_RECEIVED, _HANDLER, _SEAL)),
    ),
    Form.REPLY: _form(
        N_("Reply to a complaint"),
        N_("You complained on {day}; the matter has the number {number}. We looked into it and answer as follows."),
        (N_("What you asked for"), _claim),
        (N_("What we found"), _findings),
        (N_("Our decision"), _decision),
        (N_("Basis and reasons"), _basis),
        (N_("If you do not agree"), _ways),
        (N_("Signatures"), _signed(_RECEIVED, _HANDLER, _SEAL)),
    ),
    Form.EXTENSION: _form(
        N_("Notice of a longer term"),
        N_("Your complaint of {day} has the number {number}. We need longer than planned, and tell you why."),
        (N_("What you asked for"), _claim),
        (N_("The new term"), _extension),
        (N_("Why it takes longer"), _extension_reason),
        (N_("What this means for you"), _extension_meaning),
        (N_("Signatures"), _signed(_RECEIVED, _HANDLER, _SEAL)),
    ),
    Form.DECLINING: _form(
        N_("Notice that a matter is not taken up"),
        N_("On {day} a matter was put forward that has the number {number}. We do not take it up, for this reason."),
        (N_("What was asked for"), _claim),
        (N_("Why we do not take it up"), _declining),
        (N_("What you can do next"), _declining_ways),
        (N_("Signatures"), _signed(_RECEIVED, _HANDLER, _SEAL)),
    ),
    Form.WITHDRAWAL: _form(
        N_("Confirmation of a withdrawal"),
        N_("The complaint of {day} with the number {number} was withdrawn."),
        (N_("Complainant"), _who),
        (N_("What was asked for"), _claim),
        (N_("Withdrawal"), _withdrawal),
        (
            N_("Signatures"),
            _signed((N_("Customer"), N_("Withdraws the complaint and received a copy.")), _HANDLER, _SEAL),
        ),
    ),
    Form.RECHECK: _form(
        N_("Decision on a re-check"),
        N_("You applied for a re-check; it has the number {number}. We checked process, terms and result, and decide."),
        (N_("The re-check"), _rechecked),
        (N_("What we found"), _findings),
        (N_("Our decision"), _decision),
        (N_("Basis and reasons"), _basis),
        (N_("What you can do next"), _recheck_ways),
        (N_("Signatures"), _signed(_RECEIVED, _REVIEWER, _SEAL)),
    ),
    Form.MEDIATION: _form(
        N_("Proposal to mediate"),
        N_("Your complaint of {day} has the number {number}. To settle it we propose mediation by a third party."),
        (N_("The dispute"), _claim),
        (N_("Mediation"), _mediation),
        (N_("What this means for you"), _mediation_meaning),
        (
            N_("Signatures"),
            _signed(
                (N_("Customer"), N_("Agrees to mediation: yes / no")),
                (N_("For the bank"), N_("Agrees to mediation")),
                _SEAL,
            ),
        ),
    ),
    Form.TRANSFER: _form(
        N_("Transfer of a matter"),
        N_("The matter of {day} with the number {number} is handled by another office, to which it goes."),
        (N_("Complainant"), _who),
        (N_("The matter"), _matter),
        (N_("Where it goes"), _transfer),
        (N_("Papers handed in"), _papers),
        (N_("Time limits"), _transfer_terms),
        (N_("What follows"), _transfer_meaning),
        (N_("Signatures"), _transfer_signed),
    ),
}
"""The letters by form."""
