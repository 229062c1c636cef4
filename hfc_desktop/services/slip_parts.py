"""A paper of a reception for one copy: built by ``reception_forms``, with what this copy must not say taken out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfc_desktop.domain import free_text, masking
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import count_term
from hfc_desktop.domain.documents import Copy, Form
from hfc_desktop.domain.reception_forms import InterceptionSheet, PoliceFacts, RewardSheet
from hfc_desktop.domain.slips import ReceptionPaper
from hfc_desktop.services.deadlines import working_days
from hfc_desktop.services.reception_forms import ReceptionForms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hfc_desktop.domain.documents import NoteHead
    from hfc_desktop.domain.interception import Interception
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.domain.reception_forms import RestrictionSlip
    from hfc_desktop.domain.slips import Paper
    from hfc_desktop.services.deadlines import RuleSource
    from hfc_desktop.services.ports import GuidanceIndex


class SlipParts:
    """Builds a paper for one copy of one reception."""

    def __init__(self, reception: Reception, guidance: GuidanceIndex, copy: Copy) -> None:
        self._reception = reception
        self._forms = ReceptionForms(guidance)
        self._file = copy is Copy.FILE

    def packs(self) -> tuple[str, ...]:
        """Packs of the guidance used, each once."""
        return tuple(dict.fromkeys(use.pack for use in self._reception.uses if use.pack))

    def paper(
        self, head: NoteHead, *, receiver: str, post_of: Callable[[str], str], rules: RuleSource | None
    ) -> ReceptionPaper:
        """The whole paper.

        Args:
            head: as printed.
            receiver: who received the customer.
            post_of: post of a staff number.
            rules: where calendars are found.

        Raises:
            UserMistakeError: the reception has nothing for this form.
        """
        value = self._value(head.form)
        found = value.interception if isinstance(value, InterceptionSheet | RewardSheet) else None
        return ReceptionPaper(
            head=head,
            paper=value,
            receiver=receiver if self._file else "",
            report_by=_report_by(value, rules) if isinstance(value, RewardSheet) else None,
            posts=_posts(found, post_of) if found and self._file else (),
        )

    def _value(self, form: Form) -> Paper:
        makers: dict[Form, Callable[[Reception], Paper]] = {
            Form.RESTRICTION_SLIP: self._restriction_slip,
            Form.POLICE_FACTS: self._police_facts,
            Form.INTERCEPTION: self._forms.interception,
            Form.REWARD: self._forms.reward,
        }
        return makers[form](self._reception)

    def _restriction_slip(self, reception: Reception) -> RestrictionSlip:
        """On the customer's copy without the post that speaks: "anti-money-laundering post" would tip them off."""
        made = self._forms.restriction_slip(reception)
        return made if self._file else replace(made, handover_post="")

    def _police_facts(self, reception: Reception) -> PoliceFacts:
        made = self._forms.police_facts(reception)
        facts = made.stop_loss.facts
        if not self._file:
            return replace(made, stop_loss=replace(made.stop_loss, done=()))
        masked = replace(
            facts,
            payer_account=masking.card_on_paper(facts.payer_account),
            payee_account=masking.card_on_paper(facts.payee_account),
            story=free_text.masked(facts.story),
        )
        return replace(made, stop_loss=replace(made.stop_loss, facts=masked))


def _posts(found: Interception, post_of: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    return tuple((staff_no, post_of(staff_no)) for staff_no in found.people)


def _report_by(sheet: RewardSheet, rules: RuleSource | None) -> date | None:
    if rules is None:
        return None
    start = local_day(sheet.interception.at)
    return count_term(start, sheet.due.report_within_working_days, working_days(rules)).due
