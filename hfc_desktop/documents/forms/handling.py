"""The handling note (投诉处理单): what was said, what the bank answers by when, and what the customer can do next.

Order No. 3 of 2020, arts. 13, 18, 20 and 23. The customer's copy and the file copy are one form; what only the file
copy may say is simply absent from the customer's value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.forms import case_parts
from hfc_desktop.documents.forms.case_parts import prose
from hfc_desktop.documents.forms.compose import FormSpec
from hfc_desktop.documents.forms.guidance_parts import advice, checklist, dialogue, phones, restriction
from hfc_desktop.documents.forms.page_head import Signatures
from hfc_desktop.documents.layout.blocks import Entry, Paragraph
from hfc_desktop.domain.complaint import Nature
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.documents import HandlingNote


def spec_of(note: HandlingNote) -> FormSpec[HandlingNote]:
    """The form; a consultation is no complaint and is not called one."""
    return _COMPLAINT if note.nature is Nature.COMPLAINT else _OTHER


def _who(note: HandlingNote) -> list[Block]:
    handler = words.post(note.handler_post, note.handler_role)
    complaint = note.nature is Nature.COMPLAINT
    return case_parts.who(note.parties, note.received_at, handler, note.head.office.phone, complaint=complaint)


def _matter(note: HandlingNote) -> list[Block]:
    return case_parts.matter(note, complaint=note.nature is Nature.COMPLAINT)


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
        case_parts.recheck_way(superior, note.recheck_days, note.recheck_article, note.recheck_last, note.told_on),
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
    named = prose(note.ruling.remedies) if note.ruling else []
    return [*named, *(Entry(f"{place}.", Paragraph(text), before=2) for place, text in enumerate(steps, start=1))]


def _findings(note: HandlingNote) -> list[Block]:
    return prose(note.ruling.findings) if note.ruling else []


def _decision(note: HandlingNote) -> list[Block]:
    return case_parts.decision(note.ruling) if note.ruling else []


def _basis(note: HandlingNote) -> list[Block]:
    return prose(note.ruling.basis) if note.ruling else []


def _signatures(note: HandlingNote) -> list[Block]:
    customer = (_("Customer"), _("Received a copy of this note; this is no agreement with its content."))
    handler = (_("Handled by"), _("Wrote down what was said and handed over the note."))
    seal = (_("Branch"), _("Seal"))
    return [Signatures((customer, handler, seal)), *case_parts.privacy(note.keep_years)]


def _sections(who: str, matter: str) -> FormSpec[HandlingNote]:
    title = N_("Complaint handling note") if who == "Complainant" else N_("Matter handling note")
    return FormSpec(
        title,
        (
            (who, _who),
            (matter, _matter),
            (N_("Time limits"), lambda note: case_parts.time_box(note.terms, internal=note.internal is not None)),
            (N_("First advice given"), advice),
            (N_("Steps taken in conversation"), dialogue),
            (N_("Checklist"), checklist),
            (N_("Account restriction"), restriction),
            (N_("Numbers given"), phones),
            (N_("What we found"), _findings),
            (N_("Our decision"), _decision),
            (N_("Basis and reasons"), _basis),
            (N_("What you can do next"), _remedies),
            (N_("Notices"), lambda note: case_parts.notices(note.notices)),
            (N_("Signatures"), _signatures),
            (N_("For the file only"), lambda note: case_parts.file_only(note.internal)),
        ),
        subtitle=lambda note: term("nature", note.nature),
    )


_COMPLAINT: Final = _sections(N_("Complainant"), N_("The matter"))
_OTHER: Final = _sections(N_("Customer"), N_("What it is about"))
