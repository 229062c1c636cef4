"""Papers of a reception: restriction slip, facts for the police, interception, reward."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.documents import words
from hfc_desktop.documents.forms import guidance_parts
from hfc_desktop.documents.forms.case_parts import field_table, prose
from hfc_desktop.documents.forms.compose import FormSpec
from hfc_desktop.documents.forms.guidance_parts import phone_table, used_item
from hfc_desktop.documents.forms.page_head import Signatures
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table
from hfc_desktop.domain.guidance.restriction import Imposer
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.documents import RestrictionPart, UsedItem
    from hfc_desktop.domain.interception import Interception
    from hfc_desktop.domain.reception_forms import InterceptionSheet, PoliceFacts, RestrictionSlip, RewardSheet
    from hfc_desktop.domain.slips import ReceptionPaper


def _used(items: Sequence[UsedItem]) -> list[Block]:
    """The guidance that a paper rests on, with version and pack."""
    if not items:
        return []
    text = _("Guidance used: {items}").format(items=_("; ").join(used_item(item) for item in items))
    return [Paragraph(text, style.SMALL, before=6)]


# -- restriction slip -----------------------------------------------------------------------------------------------


def _slip(printed: ReceptionPaper) -> RestrictionSlip:
    return cast("RestrictionSlip", printed.paper)


def _handover(printed: ReceptionPaper) -> list[Block]:
    """When a named post speaks, the slip says so, and nothing of the measure; the post is on the file copy alone."""
    slip = _slip(printed)
    if slip.restriction is not None:
        return []
    text = _("Our colleague in charge speaks with you about this matter in person.")
    if slip.handover_post:
        text = _("Our colleague at the post named here speaks with you about this matter: {post}.")
    return [Notice((Paragraph(text.format(post=slip.handover_post), style.PROSE),), before=3)]


def _restriction(printed: ReceptionPaper) -> list[Block]:
    slip = _slip(printed)
    if slip.restriction is None:
        return []
    period = _("{first} to {last}").format(first=words.day(slip.began_on), last=words.day(slip.ends_on))
    known = period if slip.began_on and slip.ends_on else words.day(slip.began_on or slip.ends_on)
    others = tuple(line for line in slip.restriction.phones if line not in slip.phones)
    told = replace(slip.restriction, phones=others)  # the rest stand in a section of their own
    return [*guidance_parts.restriction_blocks(told), *field_table([(_("Period shown"), known)])]


def _phones(printed: ReceptionPaper) -> list[Block]:
    phones = _slip(printed).phones
    return [phone_table(phones)] if phones else []


def _slip_limits(printed: ReceptionPaper) -> list[Block]:
    phone = printed.head.office.phone
    asked = _("Questions about this slip: {phone}.").format(phone=phone) if phone else ""
    return prose(words.sentences(_part_of_the_bank(_slip(printed).restriction), asked))


def _part_of_the_bank(restriction: RestrictionPart | None) -> str:
    """What the bank can do about it: little where an authority decided, all where it did itself."""
    if restriction is None or restriction.imposed_by in {Imposer.CUSTOMER, Imposer.RULE, None}:
        return ""
    if restriction.imposed_by is Imposer.BANK:
        return _("We set this restriction ourselves. If you do not agree with it, tell us: we check it and answer you.")
    return _("We carry out what the office in charge decided and cannot lift it ourselves; we do not know its reasons.")


def _slip_used(printed: ReceptionPaper) -> list[Block]:
    slip = _slip(printed)
    return _used((slip.used,)) if slip.restriction else []


def _slip_signed(_printed: ReceptionPaper) -> list[Block]:
    customer = (_("Customer"), _("Received this slip."))
    return [Signatures((customer, (_("Handled by"), _("Explained it and handed it over.")), (_("Branch"), _("Seal"))))]


RESTRICTION_SLIP: Final[FormSpec[ReceptionPaper]] = FormSpec(
    N_("Information about an account restriction"),
    (
        (N_("Who speaks with you"), _handover),
        (N_("Account restriction"), _restriction),
        (N_("Whom to call"), _phones),
        (N_("What we can and cannot do"), _slip_limits),
        (N_("Signatures"), _slip_signed),
    ),
    closing=_slip_used,
    subtitle=lambda printed: words.moment(printed.paper.at),
)


# -- facts for the police -------------------------------------------------------------------------------------------


def _police(printed: ReceptionPaper) -> PoliceFacts:
    return cast("PoliceFacts", printed.paper)


def _paid(printed: ReceptionPaper) -> list[Block]:
    facts = _police(printed).stop_loss.facts
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


def _open_facts(printed: ReceptionPaper) -> list[Block]:
    """What the police ask first and nobody knows yet, to be written in by hand."""
    missing = _police(printed).missing
    return [Entry("□", Paragraph(f"{term('loss_fact', name)}：＿＿＿＿＿＿＿＿＿＿＿＿"), before=1) for name in missing]


def _contact(printed: ReceptionPaper) -> list[Block]:
    facts = _police(printed).stop_loss.facts
    return field_table([(_("Spoke through"), facts.contact), (_("App or site"), facts.link)])


def _story(printed: ReceptionPaper) -> list[Block]:
    return prose(_police(printed).stop_loss.facts.story)


def _report(printed: ReceptionPaper) -> list[Block]:
    under_way = _police(printed).stop_loss
    minutes = under_way.sent_minutes_ago
    return field_table(
        [
            (_("Came to us at"), words.moment(under_way.started_at)),
            (_("Money had left"), _("{minutes} minutes before").format(minutes=minutes) if minutes else ""),
            (_("Reported to 110 at"), words.moment(under_way.reported_at)),
            (_("Police case number"), under_way.case_no),
            (_("Taken down by"), printed.receiver),
        ]
    )


def _next_steps(printed: ReceptionPaper) -> list[Block]:
    steps = (
        _("Report first, forms later: call 110 at once, read out the payee's account, the amount and the time."),
        _("Keep the chat, the call list, the slip and this sheet; do not delete the app before the police saw it."),
        _("Nobody gets money back for a fee; whoever offers that is part of the fraud."),
        _("Change the passwords of phone and online banking, and report the card lost if others know its data."),
    )
    result: list[Block] = [Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(steps, start=1)]
    phones = _police(printed).phones
    return [*result, *([phone_table(phones)] if phones else [])]


def _done(printed: ReceptionPaper) -> list[Block]:
    done = _police(printed).stop_loss.done
    if not done:
        return []
    rows = tuple(
        (Cell(words.clock_time(act.at)), Cell(act.text), Cell(term("audience", act.role) if act.role else ""))
        for act in done
    )
    head = (_("Time"), _("What was done"), _("Post"))
    return [Table((12, 66, 22), rows, tuple(Cell(text, style.TABLE_HEAD) for text in head))]


def _police_signed(_printed: ReceptionPaper) -> list[Block]:
    mine = (_("Customer"), _("These are my own statements; I give them to the police."))
    return [Signatures((mine, (_("Handled by"), _("Wrote down what was said.")), (_("Branch"), _("Seal"))))]


POLICE_FACTS: Final[FormSpec[ReceptionPaper]] = FormSpec(
    N_("Facts of a loss for the police"),
    (
        (N_("The payment"), _paid),
        (N_("Still to be found out"), _open_facts),
        (N_("How the other side was in touch"), _contact),
        (N_("What happened"), _story),
        (N_("Reporting to the police"), _report),
        (N_("What to do now"), _next_steps),
        (N_("What was done at the counter"), _done),
        (N_("Signatures"), _police_signed),
    ),
    closing=lambda printed: _used((_police(printed).used,)),
    subtitle=lambda _printed: _("for reporting to the police only"),
)


# -- interception and reward ----------------------------------------------------------------------------------------


def _record(printed: ReceptionPaper) -> InterceptionSheet:
    return cast("InterceptionSheet", printed.paper)


def _stopped_fields(found: Interception, fraud_type: str, follow_up: str) -> list[Block]:
    return field_table(
        [
            (_("Stopped at"), words.moment(found.at)),
            (_("Amount saved"), words.money(found.amount_fen)),
            (_("How it would have left"), term("means", found.means)),
            (_("Type of fraud"), fraud_type),
            (_("Payee"), found.payee),
            (_("Second talk by"), found.handed_to),
            (_("Police office"), found.police_unit),
            (_("Confirmed by the police"), words.moment(found.confirmed_at) if found.confirmed else _("not yet")),
            (_("Visit or call again by"), follow_up),
        ]
    )


def _stopped(printed: ReceptionPaper) -> list[Block]:
    record = _record(printed)
    kind = record.fraud_type
    name = words.either(kind.title, kind.title_en) if kind else ""
    return _stopped_fields(record.interception, name, words.day_and_weekday(record.follow_up_by))


def _signs(printed: ReceptionPaper) -> list[Block]:
    return [Entry("·", Paragraph(text), before=1) for text in _record(printed).interception.signs]


def _talk(printed: ReceptionPaper) -> list[Block]:
    return guidance_parts.path_table(_record(printed).path)


def _checklist(printed: ReceptionPaper) -> list[Block]:
    part = _record(printed).checklist
    return guidance_parts.checklist_blocks(part) if part else []


def _people(printed: ReceptionPaper) -> list[Block]:
    if not printed.posts:
        return []
    rows = tuple((Cell(str(place)), Cell(post), Cell(staff)) for place, (staff, post) in enumerate(printed.posts, 1))
    head = ("", _("Post"), _("Staff number"))
    return [Table((8, 52, 40), rows, tuple(Cell(text, style.TABLE_HEAD) for text in head))]


def _signed(*signers: tuple[str, str]) -> list[Block]:
    return [Signatures(tuple((_(who), _(meaning)) for who, meaning in signers))]


INTERCEPTION: Final[FormSpec[ReceptionPaper]] = FormSpec(
    N_("Record of a stopped fraud"),
    (
        (N_("What was stopped"), _stopped),
        (N_("What was seen and heard"), _signs),
        (N_("Steps taken in conversation"), _talk),
        (N_("Checklist"), _checklist),
        (N_("Who took part"), _people),
        (N_("Remarks"), lambda printed: prose(_record(printed).interception.remark)),
        (
            N_("Signatures"),
            lambda _printed: _signed(
                (N_("Handled by"), N_("What is written here happened so.")),
                (N_("Supervisor"), N_("Took over the second talk.")),
                (N_("Branch manager"), N_("Seen.")),
            ),
        ),
    ),
    closing=lambda printed: _used(_record(printed).used),
)


def _application(printed: ReceptionPaper) -> RewardSheet:
    return cast("RewardSheet", printed.paper)


def _due(printed: ReceptionPaper) -> list[Block]:
    due = _application(printed).due
    title = words.listed(due.title, _("version {number}").format(number=due.version), due.pack)
    return field_table(
        [
            (_("Reward table"), title),
            (_("Amount saved"), words.money(due.amount_fen)),
            (_("For one person"), words.money(due.single_fen)),
            (_("For the team"), words.money(due.team_fen) if due.team_fen else ""),
            (_("On top"), due.extra),
            (_("Decided by"), due.approver),
            (_("Report by"), words.day_and_weekday(printed.report_by)),
        ]
    )


def _ticked(texts: Sequence[str]) -> list[Block]:
    return [Entry("□", Paragraph(text), before=1) for text in texts]


REWARD: Final[FormSpec[ReceptionPaper]] = FormSpec(
    N_("Application for a reward"),
    (
        (N_("What was stopped"), lambda printed: _stopped_fields(_application(printed).interception, "", "")),
        (N_("What the table gives"), _due),
        (N_("Conditions"), lambda printed: _ticked(_application(printed).due.conditions)),
        (N_("Proof enclosed"), lambda printed: _ticked(_application(printed).due.evidence)),
        (N_("None of these applies"), lambda printed: _ticked(_application(printed).due.exclusions)),
        (N_("Who took part"), _people),
        (N_("Remarks"), lambda printed: prose(_application(printed).interception.remark)),
        (
            N_("Signatures"),
            lambda _printed: _signed(
                (N_("Applicants"), N_("What is written here is true.")),
                (N_("Branch manager"), N_("Checked conditions and proof.")),
                (N_("Decided by"), N_("Granted: yes / no; amount")),
            ),
        ),
    ),
)
