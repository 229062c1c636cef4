"""The parts of a letter, from a record. What a copy must not say is left out here, as for a note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import free_text
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import Trigger
from hfc_desktop.domain.documents import ApprovalLine, Form
from hfc_desktop.domain.handling import NoticeKind, first_notice
from hfc_desktop.domain.letters import (
    CaseLetter,
    DecliningPart,
    ExtensionPart,
    Filing,
    Matter,
    MediationPart,
    PaperLine,
    RecheckPart,
    Remedies,
    TransferPart,
)
from hfc_desktop.domain.parties import PartyRole
from hfc_desktop.services.note_parts import NoteParts, clock_begun_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from hfc_desktop.domain.complaint import Clock, Complaint
    from hfc_desktop.domain.documents import Internal, NoteHead, Office
    from hfc_desktop.domain.guidance.ruleset import Ruleset
    from hfc_desktop.services.note_parts import Post

_CHECK_SHOWN: Final = 12
"""Characters of a file's hash by which it is known again."""
_REGULATOR_LINE: Final = "hotline.12378"


class LetterParts(NoteParts):
    """Builds a letter for one copy of one matter."""

    def letter(
        self,
        head: NoteHead,
        *,
        superior: Office | None,
        keep_years: int,
        post_of: Callable[[str], Post],
        rules: Sequence[Ruleset],
        related: Complaint | None = None,
        given: Mapping[str, str] | None = None,
    ) -> CaseLetter:
        """The whole letter.

        Args:
            head: as printed.
            superior: office that decides a re-check.
            keep_years: years for which the file is kept.
            post_of: post of a staff number.
            rules: rule sets in force on the day of receipt.
            related: the other case of a re-check: the original of a re-check, the re-check of an original.
            given: what the record does not hold, as ``body`` of a mediation that is only proposed, ``transfer_reason``.
        """
        case, said = self._complaint, given or {}
        handler = post_of(case.handler)
        ruled = related if related is not None and related.recheck_of == case.id else case
        return CaseLetter(
            head=head,
            nature=case.nature,
            parties=self._parties(),
            received_at=case.received_at,
            matter=self._matter(),
            handler_post=handler.title,
            handler_role=handler.role,
            keep_years=keep_years,
            filing=self._filing(),
            papers=self._papers(),
            terms=self._terms(),
            ruling=self._ruling(ruled if head.form is Form.RECHECK else case),
            remedies=self._remedies(head, superior, rules),
            extension=self._extension(post_of),
            declining=self._declining(),
            withdrawn_at=case.withdrawn_at,
            recheck=self._recheck(superior, related),
            mediation=self._mediation(said),
            transfer=self._transfer(said),
            notices=self._notices() if self._file else (),
            internal=self._letter_internal(post_of) if self._file else None,
        )

    # -- what was asked -----------------------------------------------------------------------------------------------

    def _matter(self) -> Matter:
        case = self._complaint
        return Matter(
            claim=free_text.masked(case.claim),
            facts=free_text.masked(case.facts),
            basis=free_text.masked(case.basis),
            demand=case.demand,
            expected_outcome=free_text.masked(case.expected_outcome),
            product=case.product,
            occurred_on=case.occurred_on,
            amount_fen=case.amount_fen,
            loss_fen=case.loss_fen,
            classes=self._classes(),
        )

    def _filing(self) -> Filing:
        found = next((party for party in self._complaint.parties if party.role is PartyRole.REPRESENTATIVE), None)
        return Filing(capacity=found.capacity, papers=found.papers) if found else Filing()

    def _papers(self) -> tuple[PaperLine, ...]:
        return tuple(
            PaperLine(name=free_text.masked(one.name), bytes=one.bytes, check=one.sha256[:_CHECK_SHOWN])
            for one in self._complaint.attachments
        )

    # -- what was decided ---------------------------------------------------------------------------------------------

    def _remedies(self, head: NoteHead, superior: Office | None, rules: Sequence[Ruleset]) -> Remedies:
        """A re-check is applied for within a term that begins when the decision is received (art. 20)."""
        phones = self._phones((_REGULATOR_LINE,))
        rule = clock_begun_by(rules, Trigger.DECISION_RECEIVED)
        if rule is None or superior is None:
            return Remedies(office=superior, phones=phones)
        return Remedies(
            office=superior,
            days=rule.days,
            last_day=self._recheck_last(head, rule),
            article=rule.article,
            told_on=self._told_on(),
            phones=phones,
        )

    def _extension(self, post_of: Callable[[str], Post]) -> ExtensionPart | None:
        granted = [one for one in self._complaint.extensions if not one.refused]
        if not granted:
            return None
        last = max(granted, key=lambda one: one.stage)
        clock, approver = self._stage(last.stage), post_of(last.approved_by)
        return ExtensionPart(
            stage=last.stage,
            reason=free_text.masked(last.reason),
            asked_on=last.asked_on,
            due_before=self._due_of(last.stage - 1),
            due=self._due_of(last.stage),
            approved_on=last.approved_on,
            approved_by=approver.title,
            approved_role=approver.role,
            article=clock,
        )

    def _due_of(self, stage: int) -> date | None:
        return next((clock.due for clock in self._staged() if clock.stage == stage), None)

    def _stage(self, stage: int) -> str:
        return next((clock.article for clock in self._staged() if clock.stage == stage), "")

    def _staged(self) -> tuple[Clock, ...]:
        """The clocks of the ladder of stages: those of the rule set that has a second one."""
        ladder = {clock.rule for clock in self._complaint.clocks if clock.stage}
        return tuple(
            clock
            for clock in self._complaint.clocks
            if clock.rule in ladder and (clock.stage or _begins_a_ladder(clock, self._complaint.clocks))
        )

    def _declining(self) -> DecliningPart | None:
        case = self._complaint
        if case.decline_ground is None and not case.decline_reason:
            return None
        return DecliningPart(ground=case.decline_ground, reason=free_text.masked(case.decline_reason))

    def _recheck(self, superior: Office | None, related: Complaint | None) -> RecheckPart | None:
        """From the re-check's own case or from the original, whichever was asked for."""
        case = self._complaint
        original = related if case.recheck_of else case
        if original is None or original.recheck is None:
            return None
        return RecheckPart(
            office=superior,
            original_number=original.number,
            applied_on=original.recheck.applied_on,
            result=original.recheck.result,
            decided_on=original.recheck.decided_on,
            original_decision=free_text.masked(original.decision),
        )

    def _mediation(self, given: Mapping[str, str]) -> MediationPart | None:
        pause = self._complaint.pauses[-1] if self._complaint.pauses else None
        body = given.get("body", "") or (pause.body if pause else "")
        if not body:
            return None
        return MediationPart(
            body=body,
            since=pause.first if pause else None,
            document=pause.document if pause else "",
            proposal=free_text.masked(given.get("proposal", "")),
        )

    def _transfer(self, given: Mapping[str, str]) -> TransferPart | None:
        case = self._complaint
        if not case.transfer_to:
            return None
        told = first_notice(case.notices, NoticeKind.TRANSFER)
        return TransferPart(
            to=case.transfer_to,
            on=local_day(told.at) if told else None,
            reason=free_text.masked(given.get("transfer_reason", "")),
        )

    # -- for the file -------------------------------------------------------------------------------------------------

    def _letter_internal(self, post_of: Callable[[str], Post]) -> Internal:
        approvals = tuple(
            ApprovalLine(
                post=post_of(one.by).title or one.role,
                at=one.at,
                granted=one.granted,
                compensation_fen=one.compensation_fen,
            )
            for one in self._complaint.approvals
        )
        return replace(self._internal(remark=False), approvals=approvals)


def _begins_a_ladder(clock: Clock, clocks: Sequence[Clock]) -> bool:
    """Whether a clock of stage 0 is the one that the extensions follow: it began on the same day as they did."""
    later = [one for one in clocks if one.rule == clock.rule and one.stage]
    return any(one.started_on == clock.started_on and one.due > clock.due for one in later)
