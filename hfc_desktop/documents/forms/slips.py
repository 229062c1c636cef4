"""Papers of a reception: restriction slip, facts for the police, interception, reward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.forms import guidance_parts
from hfc_desktop.documents.forms.case_parts import field_table, labelled, prose
from hfc_desktop.documents.forms.compose import FormSpec
from hfc_desktop.documents.forms.guidance_parts import phone_table
from hfc_desktop.documents.forms.page_head import Signatures
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.slips import InterceptionSheet, PoliceFacts, RestrictionSlip


# -- restriction slip -----------------------------------------------------------------------------------------------


def _told(slip: RestrictionSlip) -> list[Block]:
    if not slip.may_tell:
        return []
    return [Notice((Paragraph(slip.may_tell, style.PROSE),), style.SAY, style.SAY_GROUND, before=3)]


def _imposed(slip: RestrictionSlip) -> list[Block]:
    found = slip.imposed
    if found is None:
        return []
    period = _("{first} to {last}").format(first=words.day(found.began_on), last=words.day(found.ends_on))
    known = period if found.began_on and found.ends_on else words.day(found.began_on or found.ends_on)
    return field_table([(_("Period shown"), known), (_("Office in charge"), found.unit)])


def _restriction(slip: RestrictionSlip) -> list[Block]:
    return [*guidance_parts.restriction_blocks(slip.restriction), *_imposed(slip)]


def _phones(slip: RestrictionSlip) -> list[Block]:
    return [phone_table(slip.phones)] if slip.phones else []


def _slip_limits(slip: RestrictionSlip) -> list[Block]:
    phone = slip.head.office.phone
    ours = _("We carry out what the office in charge decided and cannot lift it ourselves; we do not know its reasons.")
    asked = _("Questions about this slip: {phone}.").format(phone=phone) if phone else ""
    return prose(words.sentences(ours, asked))


def _slip_signed(_slip: RestrictionSlip) -> list[Block]:
    customer = (_("Customer"), _("Received this slip."))
    return [Signatures((customer, (_("Handled by"), _("Explained it and handed it over.")), (_("Branch"), _("Seal"))))]


RESTRICTION_SLIP: Final[FormSpec[RestrictionSlip]] = FormSpec(
    N_("Information about an account restriction"),
    (
        (N_("What this means"), _told),
        (N_("Account restriction"), _restriction),
        (N_("Whom to call"), _phones),
        (N_("What we can and cannot do"), _slip_limits),
        (N_("Signatures"), _slip_signed),
    ),
    subtitle=lambda slip: words.moment(slip.received_at),
)


# -- facts for the police -------------------------------------------------------------------------------------------


def _paid(sheet: PoliceFacts) -> list[Block]:
    facts = sheet.facts
    return field_table(
        [
            (_("Amount"), words.money(facts.amount_fen)),
            (_("Sent at"), facts.sent_at),
            (_("Payee"), facts.payee_name),
            (_("Payee's account"), facts.payee_account),
            (_("Payee's bank"), facts.payee_bank),
            (_("Payer"), facts.payer_name),
            (_("Payer's account"), facts.payer_account),
            (_("Payer's bank"), facts.payer_bank),
            (_("Channel"), facts.channel),
            (_("Slip number"), facts.slip_no),
            (_("Where the customer is"), facts.place),
        ]
    )


def _contact(sheet: PoliceFacts) -> list[Block]:
    return field_table([(_("Spoke through"), sheet.facts.contact), (_("App or site"), sheet.facts.link)])


def _story(sheet: PoliceFacts) -> list[Block]:
    return prose(sheet.facts.story)


def _report(sheet: PoliceFacts) -> list[Block]:
    minutes = _("{minutes} minutes before").format(minutes=sheet.sent_minutes_ago) if sheet.sent_minutes_ago else ""
    return field_table(
        [
            (_("Came to us at"), words.moment(sheet.started_at)),
            (_("Money had left"), minutes),
            (_("Reported to 110 at"), words.moment(sheet.reported_at)),
            (_("Police case number"), sheet.case_no),
            (_("Taken down by"), sheet.receiver),
        ]
    )


def _next_steps(sheet: PoliceFacts) -> list[Block]:
    steps = (
        _("Report first, forms later: call 110 at once, read out the payee's account, the amount and the time."),
        _("Keep the chat, the call list, the slip and this sheet; do not delete the app before the police saw it."),
        _("Nobody gets money back for a fee; whoever offers that is part of the fraud."),
        _("Change the passwords of phone and online banking, and report the card lost if others know its data."),
    )
    result: list[Block] = [Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(steps, start=1)]
    return [*result, *([phone_table(sheet.phones)] if sheet.phones else [])]


def _done(sheet: PoliceFacts) -> list[Block]:
    if not sheet.done:
        return []
    rows = tuple(
        (Cell(words.clock_time(act.at)), Cell(act.text), Cell(term("role", act.role) if act.role else ""))
        for act in sheet.done
    )
    head = (_("Time"), _("What was done"), _("Post"))
    return [Table((12, 66, 22), rows, tuple(Cell(text, style.TABLE_HEAD) for text in head))]


def _police_signed(_sheet: PoliceFacts) -> list[Block]:
    mine = (_("Customer"), _("These are my own statements; I give them to the police."))
    return [Signatures((mine, (_("Handled by"), _("Wrote down what was said.")), (_("Branch"), _("Seal"))))]


POLICE_FACTS: Final[FormSpec[PoliceFacts]] = FormSpec(
    N_("Facts of a loss for the police"),
    (
        (N_("The payment"), _paid),
        (N_("How the other side was in touch"), _contact),
        (N_("What happened"), _story),
        (N_("Reporting to the police"), _report),
        (N_("What to do now"), _next_steps),
        (N_("What was done at the counter"), _done),
        (N_("Signatures"), _police_signed),
    ),
    subtitle=lambda _sheet: _("for reporting to the police only"),
)


# -- interception and reward ----------------------------------------------------------------------------------------


def _stopped(sheet: InterceptionSheet) -> list[Block]:
    found = sheet.found
    return field_table(
        [
            (_("Stopped at"), words.moment(found.at)),
            (_("Amount saved"), words.money(found.amount_fen)),
            (_("How it would have left"), term("means", found.means)),
            (_("Type of fraud"), sheet.fraud_type),
            (_("Payee"), found.payee),
            (_("Second talk by"), found.handed_to),
            (_("Police office"), found.police_unit),
            (_("Confirmed by the police"), words.moment(found.confirmed_at) if found.confirmed else _("not yet")),
            (_("Visit or call again by"), words.day_and_weekday(sheet.follow_up_by)),
        ]
    )


def _signs(sheet: InterceptionSheet) -> list[Block]:
    return [Entry("·", Paragraph(text), before=1) for text in sheet.found.signs]


def _checklist(sheet: InterceptionSheet) -> list[Block]:
    return guidance_parts.checklist_blocks(sheet.checklist) if sheet.checklist else []


def _words_used(sheet: InterceptionSheet) -> list[Block]:
    return prose(sheet.first_words)


def _people(sheet: InterceptionSheet) -> list[Block]:
    if not sheet.posts:
        return []
    rows = tuple((Cell(str(place)), Cell(post), Cell(staff)) for place, (staff, post) in enumerate(sheet.posts, 1))
    head = ("", _("Post"), _("Staff number"))
    return [Table((8, 52, 40), rows, tuple(Cell(text, style.TABLE_HEAD) for text in head))]


def _remark(sheet: InterceptionSheet) -> list[Block]:
    return prose(sheet.found.remark)


def _signed(*signers: tuple[str, str]) -> list[Block]:
    return [Signatures(tuple((_(who), _(meaning)) for who, meaning in signers))]


INTERCEPTION: Final[FormSpec[InterceptionSheet]] = FormSpec(
    N_("Record of a stopped fraud"),
    (
        (N_("What was stopped"), _stopped),
        (N_("What was seen and heard"), _signs),
        (N_("What was said to the customer"), _words_used),
        (N_("Checklist"), _checklist),
        (N_("Who took part"), _people),
        (N_("Remarks"), _remark),
        (
            N_("Signatures"),
            lambda _sheet: _signed(
                (N_("Handled by"), N_("What is written here happened so.")),
                (N_("Supervisor"), N_("Took over the second talk.")),
                (N_("Branch manager"), N_("Seen.")),
            ),
        ),
    ),
)


def _due(sheet: InterceptionSheet) -> list[Block]:
    due = sheet.reward
    if due is None:
        return prose(_("The reward table gives nothing for this amount, or the amount is not known."))
    title = words.listed(due.title, _("version {number}").format(number=due.version), due.pack)
    return field_table(
        [
            (_("Reward table"), title),
            (_("Amount saved"), words.money(due.amount_fen)),
            (_("For one person"), words.money(due.single_fen)),
            (_("For the team"), words.money(due.team_fen) if due.team_fen else ""),
            (_("On top"), due.extra),
            (_("Decided by"), due.approver),
            (_("Report by"), words.day_and_weekday(sheet.report_by)),
        ]
    )


def _ticked(texts: Sequence[str]) -> list[Block]:
    return [Entry("□", Paragraph(text), before=1) for text in texts]


REWARD: Final[FormSpec[InterceptionSheet]] = FormSpec(
    N_("Application for a reward"),
    (
        (N_("What was stopped"), _stopped),
        (N_("What the table gives"), _due),
        (N_("Conditions"), lambda sheet: _ticked(sheet.reward.conditions) if sheet.reward else []),
        (N_("Proof enclosed"), lambda sheet: _ticked(sheet.reward.evidence) if sheet.reward else []),
        (N_("None of these applies"), lambda sheet: _ticked(sheet.reward.exclusions) if sheet.reward else []),
        (N_("Who took part"), _people),
        (N_("Remarks"), lambda sheet: labelled(_("Remark"), sheet.found.remark)),
        (
            N_("Signatures"),
            lambda _sheet: _signed(
                (N_("Applicants"), N_("What is written here is true.")),
                (N_("Branch manager"), N_("Checked conditions and proof.")),
                (N_("Decided by"), N_("Granted: yes / no; amount")),
            ),
        ),
    ),
)
