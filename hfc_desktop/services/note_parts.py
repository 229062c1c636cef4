"""The parts of a note, from a record and the guidance that it quotes. What a copy must not say is left out here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain import free_text, masking
from hfc_desktop.domain.case_dates import decision_received, notices_now
from hfc_desktop.domain.complaint import Nature, PartyRole
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import Trigger, count_term
from hfc_desktop.domain.documents import (
    CheckLine,
    CheckPart,
    Copy,
    HandlingNote,
    Internal,
    LevelLine,
    Named,
    NoteClasses,
    NoteParty,
    PathLine,
    PhoneLine,
    RestrictionPart,
    TermLine,
    UsedItem,
)
from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.guidance.item import Confidentiality
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.scenario import Scenario
from hfc_desktop.domain.handling import NoticeKind, NoticeResult
from hfc_desktop.domain.rulings import NoticeLine, Ruling
from hfc_desktop.services.reception_forms import may_be_printed, phone_lines, restriction_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hfc_desktop.domain.complaint import Clock, Complaint, Party
    from hfc_desktop.domain.documents import NoteHead, Office
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.ruleset import ClockRule, Ruleset
    from hfc_desktop.domain.reception import ChecklistResult, PathStep
    from hfc_desktop.services.ports import GuidanceIndex

_ON_CUSTOMER_COPY: Final = frozenset({PartyRole.COMPLAINANT, PartyRole.REPRESENTATIVE})
_POSSIBLE: Final = "possible"
_NOT_SHOWN: Final = frozenset({"replaced"})


class Post(NamedTuple):
    """Somebody's post as their office calls it, and the code of their role."""

    title: str = ""
    role: str = ""


class NoteParts:
    """Builds the parts for one copy of one matter."""

    def __init__(self, complaint: Complaint, guidance: GuidanceIndex | None, copy: Copy) -> None:
        self._complaint = complaint
        self._guidance = guidance
        self._file = copy is Copy.FILE

    def handling_note(
        self,
        head: NoteHead,
        *,
        handler: Post,
        recheck_office: Office | None,
        keep_years: int,
        remark: bool,
        rules: Sequence[Ruleset] = (),
    ) -> HandlingNote:
        """The whole note; ``rules`` are the rule sets in force on the day of receipt."""
        case, reception = self._complaint, self._complaint.reception
        recheck = clock_begun_by(rules, Trigger.DECISION_RECEIVED)
        decided = case.decided_at is not None
        return HandlingNote(
            head=head,
            nature=case.nature,
            parties=self._parties(),
            received_at=case.received_at,
            occurred_on=case.occurred_on,
            claim=free_text.masked(case.claim),
            facts=free_text.masked(case.facts),
            basis=free_text.masked(case.basis),
            demand=free_text.masked(case.demand),
            expected_outcome=free_text.masked(case.expected_outcome),
            product=case.product,
            amount_fen=case.amount_fen,
            loss_fen=case.loss_fen,
            classes=self._classes(),
            terms=self._terms(),
            first_advice=free_text.masked(case.first_advice),
            settled_on_spot=case.settled_on_spot,
            told_customer=case.told_customer,
            used=self._used(),
            path=self._path(),
            checklist=self._checklist(reception.checklist) if reception and reception.checklist else None,
            restriction=self._restriction(reception.restriction) if reception else None,
            phones=self._phones(reception.hotlines) if reception else (),
            handler_post=handler.title,
            handler_role=handler.role,
            recheck_office=recheck_office if case.nature is Nature.COMPLAINT else None,
            keep_years=keep_years,
            internal=self._internal(remark=remark) if self._file else None,
            recheck_days=recheck.days if recheck else 0,
            recheck_article=recheck.article if recheck else "",
            ruling=self._ruling(case) if decided else None,
            recheck_last=self._recheck_last(head, recheck) if recheck and decided else None,
            told_on=self._told_on() if decided else None,
            notices=self._notices(),
        )

    def packs(self) -> tuple[str, ...]:
        """Packs of the guidance used, each once."""
        return tuple(dict.fromkeys(use.pack for use in self._complaint.guidance_used if use.pack))

    def _item(self, item_id: str) -> GuidanceItem | None:
        return self._guidance.item(item_id) if self._guidance and item_id else None

    # -- who ----------------------------------------------------------------------------------------------------------

    def _parties(self) -> tuple[NoteParty, ...]:
        """On the customer's copy the respondent is left out: it may name a member of staff."""
        parties = self._complaint.parties
        return tuple(_party(party) for party in parties if self._file or party.role in _ON_CUSTOMER_COPY)

    # -- what ---------------------------------------------------------------------------------------------------------

    def _classes(self) -> NoteClasses:
        case = self._complaint
        return NoteClasses(
            line=case.business_line,
            channel=self._named("channel", case.channel),
            business=self._named("business", case.business),
            reason=self._named("reason", case.reason),
            scenario=self._named("scenario", case.scenario),
        )

    def _named(self, axis: str, slug: str) -> Named | None:
        if not slug:
            return None
        item = self._item(f"classification.{axis}")
        entries = item.entries if isinstance(item, Classification) else ()
        found = next((entry for entry in entries if entry.slug == slug), None)
        if found is None:  # a slug says something to staff alone
            return Named(slug=slug) if self._file else None
        return Named(slug=slug, name=found.std_name, name_en=found.name_en)

    def _terms(self) -> tuple[TermLine, ...]:
        shown = [clock for clock in self._complaint.clocks if clock.state not in _NOT_SHOWN]
        return tuple(self._term(clock) for clock in sorted(shown, key=lambda clock: (clock.due, clock.stage)))

    def _term(self, clock: Clock) -> TermLine:
        """On the customer's copy without notes to staff, and without a source of which a lawyer is not sure yet."""
        sure = clock.confidence != "unsure"
        days = (clock.due - clock.started_on).days - clock.paused_days
        return TermLine(
            label=clock.label or clock.name,
            label_en=clock.label_en,
            article=clock.article if self._file or sure else "",
            due=clock.due,
            basis=clock.basis,
            stage=clock.stage,
            days=days if clock.basis == "calendar" else 0,
            later=clock.state == _POSSIBLE,
            due_at=clock.due_at,
            notice=clock.notice if self._file else "",
            approval=clock.approval if self._file else "",
            internal_target=clock.internal_target if self._file else None,
            estimated=clock.estimated,
            confidence=clock.confidence if self._file else "known",
        )

    # -- what was decided ---------------------------------------------------------------------------------------------

    def _ruling(self, case: Complaint) -> Ruling:
        return Ruling(
            findings=free_text.masked(case.investigation),
            decision=free_text.masked(case.decision),
            basis=free_text.masked(case.policy_basis),
            remedies=free_text.masked(case.remedies),
            compensation_fen=case.compensation_fen,
            decided_on=local_day(case.decided_at) if case.decided_at else None,
            responsibility=case.responsibility if self._file else None,
        )

    def _told_on(self) -> date | None:
        """When the customer had the decision; a call that nobody answered begins no term of theirs."""
        received = decision_received(self._complaint)
        return None if received is None else local_day(received)

    def _recheck_last(self, head: NoteHead, rule: ClockRule) -> date:
        """Last day to apply for a re-check: counted from when the decision was told, else from this print (art. 20)."""
        return count_term(self._told_on() or local_day(head.printed_at), rule.days, None).due

    def _notices(self) -> tuple[NoticeLine, ...]:
        """All on the file copy, without what was tried in vain or whom it went to on the customer's."""
        case, reached = self._complaint, (NoticeResult.RECEIVED, NoticeResult.SENT)
        if not self._file:
            decisions = [one for one in notices_now(case) if one.kind is NoticeKind.DECISION and one.result in reached]
            return tuple(NoticeLine(kind=one.kind, way=one.way, at=one.at, result=one.result) for one in decisions)
        return tuple(
            NoticeLine(kind=one.kind, way=one.way, at=one.at, result=one.result, target=one.target_masked)
            for one in case.notices
        )

    # -- what was done ------------------------------------------------------------------------------------------------

    def _used(self) -> tuple[UsedItem, ...]:
        rows = []
        for use in self._complaint.guidance_used:
            item = self._item(use.item)
            if item is not None and item.confidentiality is Confidentiality.RESTRICTED:
                continue  # for its audience only, never printed
            rows.append(
                UsedItem(
                    item=use.item,
                    title=use.title,
                    title_en=item.title_en if item else "",
                    version=use.version,
                    pack=use.pack,
                    is_sample=bool(item and item.is_sample),
                )
            )
        return tuple(rows)

    def _path(self) -> tuple[PathLine, ...]:
        steps = self._complaint.reception.path if self._complaint.reception else ()
        if not self._file:
            return self._said(steps)
        return tuple(
            PathLine(
                step=step.text,
                answer=free_text.masked(step.answer),
                at=step.at,
                note=free_text.masked(step.note) if self._file else "",
                flag=step.flag if self._file else "",
            )
            for step in steps
        )

    def _said(self, steps: Iterable[PathStep]) -> tuple[PathLine, ...]:
        """For the customer: what was said at each step, in the version that was read.

        What a step is, and how the teller judged an answer, is wording for staff.
        """
        lines = []
        for step in steps:
            item = self._item(step.item)
            if isinstance(item, Scenario) and item.version == step.version and may_be_printed(item):
                said = next((node.say for node in item.nodes if node.id == step.node), ())
                lines += [PathLine(step=line.text, answer="", at=step.at) for line in said[:1]]
        return tuple(lines)

    def _checklist(self, result: ChecklistResult) -> CheckPart:
        lines = tuple(
            CheckLine(
                text=answer.text, answer=free_text.masked(answer.answer), points=answer.points if self._file else None
            )
            for answer in result.answers
        )
        if not self._file:
            return CheckPart(title=result.title, version=result.version, lines=lines)
        return CheckPart(
            title=result.title,
            version=result.version,
            lines=lines,
            score=result.score,
            level=result.level,
            label=result.label,
            stopped_by=result.stopped_by,
        )

    def _restriction(self, item_id: str) -> RestrictionPart | None:
        item = self._item(item_id)
        if isinstance(item, Restriction) and item.confidentiality is Confidentiality.RESTRICTED:
            item = self._item(item.handover)  # what everybody may see instead
        if not isinstance(item, Restriction) or not may_be_printed(item):
            return None
        return restriction_part(item, self._phones(item.hotlines), code=self._file)

    def _phones(self, ids: tuple[str, ...]) -> tuple[PhoneLine, ...]:
        return phone_lines(self._item(item_id) for item_id in ids)

    # -- for the file -------------------------------------------------------------------------------------------------

    def _internal(self, *, remark: bool) -> Internal:
        case = self._complaint
        return Internal(
            status=case.status,
            level=case.level,
            severity=case.severity,
            source=case.source,
            regulator_ref=case.regulator_ref,
            repeat_no=case.repeat_no,
            repeat_of=case.repeat_of,
            registered_at=case.registered_at,
            first_receiver=case.first_receiver,
            handler=case.handler,
            counter=case.counter,
            tags=case.tags,
            topic=case.scenario,
            remark=free_text.masked(case.reception.remark) if remark and case.reception else "",
            outcome=case.outcome.value if case.outcome else "",
            responsibility=case.responsibility.value if case.responsibility else "",
            root_cause=case.root_cause.value if case.root_cause else "",
            escalations=tuple(
                LevelLine(
                    at=change.at, before=change.before, after=change.after, label=change.label, label_en=change.label_en
                )
                for change in case.escalations
            ),
        )


def _party(party: Party) -> NoteParty:
    return NoteParty(
        role=party.role,
        kind=party.kind,
        name=party.name,
        id_type=party.id_type,
        id_masked=masking.id_number(party.id_number),
        phone_masked=masking.phone(party.phone),
        account_masked=f"****{party.account_tail}" if party.account_tail else "",
        address_masked=masking.address(party.address),
        authority_seen=party.authority_seen,
    )


def clock_begun_by(rules: Sequence[Ruleset], trigger: Trigger) -> ClockRule | None:
    """The clock that a trigger starts, in the first rule set that has one."""
    return next((clock for one in rules for clock in one.clocks if clock.trigger == trigger), None)
