"""The conditions of the life cycle by name. Each answers why an action is refused, or nothing.

A refusal is a code with values; ``wording.errors_cases`` has a sentence for each, so that nobody is told only "no".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from hfc_desktop.domain.case_dates import notices_now, reopened_at
from hfc_desktop.domain.complaint import Complaint, Nature, Severity, Status
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import next_stage, stage_before
from hfc_desktop.domain.handling import DeclineGround, Notice, NoticeKind, RecheckResult, was_told
from hfc_desktop.domain.life_cycle import OPEN_STATES, Action, is_recused, right_for, states_for, transition
from hfc_desktop.domain.parties import MOST_GROUP_REPRESENTATIVES, PartyRole, missing_papers
from hfc_desktop.domain.people import Actor, Role, allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One action with what comes with it.

    Attributes:
        at: when it really happened; the moment of entering it when left out.
        values: fields of the record in their JSON form; which ones an action takes stands in ``life_cycle.TAKES``.
        notice: a notice to the customer that was given with it.
        document: reference or hash of the paper that proves it (withdrawal slip, mediation paper, application).
        to: office, body or place: who mediates, where the matter goes.
        stage: of an extension; the next one when 0.
        level: of an escalation.
        staff_no: who is assigned or recused.
        passed: verdict of a quality check, with ``faults``.
        settled: whether mediation settled the matter.
        result: of a re-check.
        lead_status: state of the lead case of a merger.
    """

    action: Action
    at: datetime | None = None
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    notice: Notice | None = None
    document: str = ""
    to: str = ""
    stage: int = 0
    level: int = 0
    staff_no: str = ""
    passed: bool | None = None
    faults: tuple[str, ...] = ()
    ground: DeclineGround | None = None
    settled: bool | None = None
    result: RecheckResult | None = None
    lead_status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a condition must know beside the case.

    Attributes:
        superiors: offices above the one that the case belongs to, nearest first.
        limits: numbers of the bank's own rules in force, by name.
        office_level: level of the acting person's office.
        assignee: role of the person named in the step; none when there is no such active person.
    """

    superiors: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    office_level: str = ""
    assignee: Role | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: a code of ``wording.errors_cases`` with its values."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    security: bool = False


@dataclass(frozen=True, slots=True)
class _Try:
    """A step that somebody tries: everything a condition looks at. ``case`` has the step's values in it already."""

    case: Complaint
    step: Step
    actor: Actor
    at: datetime
    around: Surroundings

    @property
    def on(self) -> date:
        return local_day(self.at)


Guard = Callable[[_Try], Refusal | None]


def _unless(holds: bool, code: str, **params: object) -> Refusal | None:
    return None if holds else Refusal(f"cases.{code}", params)


def _given(text: str, what: str) -> Refusal | None:
    return _unless(bool(text.strip()), "missing", what=what)


# -- who ----------------------------------------------------------------------------------------------------------


def _papers_seen(tried: _Try) -> Refusal | None:
    missing = [paper for party in tried.case.parties for paper in missing_papers(party)]
    return _unless(not missing, "papers_missing", papers=missing)


def _group_represented(tried: _Try) -> Refusal | None:
    came = sum(party.role is PartyRole.GROUP_REPRESENTATIVE for party in tried.case.parties)
    return _unless(came <= MOST_GROUP_REPRESENTATIVES, "too_many_representatives", most=MOST_GROUP_REPRESENTATIVES)


def _handler_named(tried: _Try) -> Refusal | None:
    return _unless(bool(tried.case.handler), "no_handler")


def _not_the_handler(tried: _Try) -> Refusal | None:
    return _unless(tried.actor.staff_no != tried.case.handler, "second_person", what="handler")


def _not_the_decider(tried: _Try) -> Refusal | None:
    return _unless(tried.actor.staff_no != tried.case.decided_by, "second_person", what="decider")


def _not_the_asker(tried: _Try) -> Refusal | None:
    asked = next((entry for entry in reversed(tried.case.extensions) if entry.approved_on is None), None)
    return _unless(asked is None or asked.asked_by != tried.actor.staff_no, "second_person", what="asker")


def _person_named(tried: _Try) -> Refusal | None:
    return _given(tried.step.staff_no, "staff_no")


def _person_fit(tried: _Try) -> Refusal | None:
    if is_recused(tried.case, tried.step.staff_no):
        return Refusal("cases.assignee_recused", {"staff_no": tried.step.staff_no})
    fit = tried.around.assignee is not None and allows(tried.around.assignee, right_for(Action.INVESTIGATE))
    return _unless(fit, "assignee_unfit", staff_no=tried.step.staff_no)


# -- what comes with it -------------------------------------------------------------------------------------------


def _reason_given(tried: _Try) -> Refusal | None:
    return _given(tried.step.reason, "reason")


def _document_given(tried: _Try) -> Refusal | None:
    return _given(tried.step.document, "document")


def _place_given(tried: _Try) -> Refusal | None:
    return _given(tried.step.to, "place")


def _mediator_named(tried: _Try) -> Refusal | None:
    return _given(tried.step.to, "mediator")


def _verdict_given(tried: _Try) -> Refusal | None:
    if tried.step.passed is None:
        return _given("", "verdict")
    return _unless(tried.step.passed or bool(tried.step.faults or tried.step.reason.strip()), "missing", what="faults")


def _ground_given(tried: _Try) -> Refusal | None:
    return _unless(tried.step.ground is not None, "missing", what="ground")


def _other_ground_by_manager(tried: _Try) -> Refusal | None:
    other = tried.step.ground is DeclineGround.OTHER_LAWFUL
    return _unless(not other or tried.actor.role is Role.BRANCH_MANAGER, "other_ground")


NOTICE_KINDS: Final[Mapping[Action, frozenset[NoticeKind]]] = {
    Action.CONTACT: frozenset({NoticeKind.CONTACT}),
    Action.APPROVE_EXTENSION: frozenset({NoticeKind.EXTENSION}),
    Action.PAUSE: frozenset({NoticeKind.MEDIATION}),
    Action.RESUME: frozenset({NoticeKind.MEDIATION}),
    Action.TELL: frozenset({NoticeKind.DECISION}),
    Action.NOTIFY: frozenset(NoticeKind) - {NoticeKind.DECISION},
    Action.DECLINE: frozenset({NoticeKind.DECLINING}),
    Action.TRANSFER: frozenset({NoticeKind.TRANSFER}),
    Action.WITHDRAW: frozenset({NoticeKind.WITHDRAWAL}),
    Action.RECHECK: frozenset({NoticeKind.RECHECK}),
}
"""Which notices may come with which action. A decision is told by ``tell`` alone, after it was made."""


def _notice_given(tried: _Try) -> Refusal | None:
    return _given("x" if tried.step.notice else "", "notice")


def _notice_fits(step: Step) -> Refusal | None:
    if step.notice is None:
        return None
    kinds = NOTICE_KINDS.get(step.action, frozenset())
    return _unless(step.notice.kind in kinds, "wrong_notice", kind=step.notice.kind, wanted=sorted(kinds))


def _notice_after_decision(tried: _Try) -> Refusal | None:
    decided, notice = tried.case.decided_at, tried.step.notice
    return _unless(decided is None or notice is None or notice.at >= decided, "told_before_decided")


# -- the decision (arts. 18, 19, 29) ------------------------------------------------------------------------------


def _filled(name: str) -> Guard:
    def guard(tried: _Try) -> Refusal | None:
        value = getattr(tried.case, name)
        return _unless(value is not None and bool(str(value).strip()), "field_missing", field=name)

    return guard


def _approved(tried: _Try) -> Refusal | None:
    since = reopened_at(tried.case)
    last = next((said for said in reversed(tried.case.approvals) if since is None or said.at >= since), None)
    good = last is not None and last.granted and last.compensation_fen == tried.case.compensation_fen
    return _unless(good, "not_approved")


def _within_authority(tried: _Try) -> Refusal | None:
    limit = tried.around.limits.get(f"authority.{tried.around.office_level}")
    over = limit is not None and (tried.case.compensation_fen or 0) > limit
    return _unless(not over, "above_authority", limit=(limit or 0) // 100)


MAJOR_LEVEL: Final = 2


def _level_of_major(tried: _Try) -> Refusal | None:
    major = tried.case.severity is Severity.MAJOR
    return _unless(not major or tried.case.level >= MAJOR_LEVEL, "major_level", level=MAJOR_LEVEL)


def needs_check(case: Complaint, limits: Mapping[str, int]) -> bool:
    """Whether a second person must look at a case before it is closed, by the bank's own rules in force."""
    level, compensation = limits.get("check.level"), limits.get("check.compensation_fen")
    return (
        case.severity is Severity.MAJOR
        or (level is not None and case.level >= level)
        or (compensation is not None and (case.compensation_fen or 0) >= compensation)
    )


def _checked(tried: _Try) -> Refusal | None:
    since = reopened_at(tried.case)
    last = next((seen for seen in reversed(tried.case.checks) if since is None or seen.at >= since), None)
    done = last is not None and last.passed
    return _unless(done or not needs_check(tried.case, tried.around.limits), "not_checked")


def _told_or_tried(tried: _Try) -> Refusal | None:
    return _unless(was_told(notices_now(tried.case), NoticeKind.DECISION), "not_told")


def _over_at_once(tried: _Try) -> Refusal | None:
    """A question is over when it was answered; a complaint only when it was settled and the customer was told."""
    settled = tried.case.settled_on_spot and tried.case.told_customer
    return _unless(tried.case.nature is not Nature.COMPLAINT or settled, "not_over_at_once")


# -- extensions, mediation, re-check ------------------------------------------------------------------------------


def _stage_possible(tried: _Try) -> Refusal | None:
    wanted = next_stage(tried.case.clocks)
    if wanted is None:
        return Refusal("cases.no_further_stage")
    return _unless(tried.step.stage in (0, wanted.stage), "stage_not_next", stage=wanted.stage)


def _extension_in_time(tried: _Try) -> Refusal | None:
    before = stage_before(tried.case.clocks)
    return _unless(before is None or tried.on <= before.due, "extension_too_late", due=before.due if before else "")


def _extension_approver(tried: _Try) -> Refusal | None:
    wanted = next_stage(tried.case.clocks)
    superior = wanted is not None and wanted.approved_by == "superior"
    above = tried.actor.organisation in tried.around.superiors
    return _unless(not superior or above, "superior_approves", stage=wanted.stage if wanted else 0)


def _pause_after_receipt(tried: _Try) -> Refusal | None:
    return _unless(tried.on >= local_day(tried.case.received_at), "pause_before_receipt")


def _resume_after_pause(tried: _Try) -> Refusal | None:
    first = next((pause.first for pause in tried.case.pauses if pause.last is None), tried.on)
    return _unless(tried.on >= first, "resume_before_pause", first=first)


def _superior_exists(tried: _Try) -> Refusal | None:
    return _unless(bool(tried.around.superiors), "no_superior")


def _no_recheck_yet(tried: _Try) -> Refusal | None:
    return _unless(not tried.case.recheck_of and tried.case.recheck is None, "rechecked_already")


def recheck_due(case: Complaint) -> date | None:
    """Last day on which the customer may ask for a re-check, by the case's own rules; none before they were told."""
    clock = next((clock for clock in case.clocks if clock.name == "recheck_application"), None)
    return clock.due if clock else None


def _recheck_in_time(tried: _Try) -> Refusal | None:
    due = recheck_due(tried.case)
    late = due is not None and tried.on > due
    return _unless(not late or bool(tried.step.reason.strip()), "recheck_late", due=due or "")


def _recheck_decided(tried: _Try) -> Refusal | None:
    return _unless(tried.step.result is not None, "missing", what="result")


def _recheck_result_given(tried: _Try) -> Refusal | None:
    """Who tells the decision of a re-check says what it came to."""
    return _unless(not tried.case.recheck_of or tried.step.result is not None, "missing", what="result")


# -- repeats, escalation, archive ---------------------------------------------------------------------------------


def _lead_is_open(tried: _Try) -> Refusal | None:
    return _unless(tried.step.lead_status in OPEN_STATES, "lead_closed")


HIGHEST_LEVEL: Final = 4


def _level_rises(tried: _Try) -> Refusal | None:
    return _unless(tried.case.level < tried.step.level <= HIGHEST_LEVEL, "level_must_rise", level=tried.case.level)


def _level_four_by_name(tried: _Try) -> Refusal | None:
    """Level 4 is only for what the supervisor or head office names so; the paper that does is needed."""
    return _unless(tried.step.level < HIGHEST_LEVEL or bool(tried.step.document.strip()), "level_four")


def _held(tried: _Try) -> Refusal | None:
    return _unless(tried.case.legal_hold, "not_held")


def _not_held(tried: _Try) -> Refusal | None:
    return _unless(not tried.case.legal_hold, "held_already")


GUARDS: Final[Mapping[str, Guard]] = {
    "papers_seen": _papers_seen,
    "group_represented": _group_represented,
    "handler_named": _handler_named,
    "not_the_handler": _not_the_handler,
    "not_the_decider": _not_the_decider,
    "not_the_asker": _not_the_asker,
    "person_named": _person_named,
    "person_fit": _person_fit,
    "reason_given": _reason_given,
    "document_given": _document_given,
    "place_given": _place_given,
    "mediator_named": _mediator_named,
    "verdict_given": _verdict_given,
    "ground_given": _ground_given,
    "other_ground_by_manager": _other_ground_by_manager,
    "notice_given": _notice_given,
    "notice_after_decision": _notice_after_decision,
    "investigation_given": _filled("investigation"),
    "basis_given": _filled("policy_basis"),
    "decision_given": _filled("decision"),
    "remedies_given": _filled("remedies"),
    "responsibility_given": _filled("responsibility"),
    "outcome_given": _filled("outcome"),
    "cause_given": _filled("root_cause"),
    "approved": _approved,
    "within_authority": _within_authority,
    "level_of_major": _level_of_major,
    "checked": _checked,
    "told_or_tried": _told_or_tried,
    "over_at_once": _over_at_once,
    "stage_possible": _stage_possible,
    "extension_in_time": _extension_in_time,
    "extension_approver": _extension_approver,
    "pause_after_receipt": _pause_after_receipt,
    "resume_after_pause": _resume_after_pause,
    "superior_exists": _superior_exists,
    "no_recheck_yet": _no_recheck_yet,
    "recheck_in_time": _recheck_in_time,
    "recheck_decided": _recheck_decided,
    "recheck_result_given": _recheck_result_given,
    "lead_is_open": _lead_is_open,
    "level_rises": _level_rises,
    "level_four_by_name": _level_four_by_name,
    "held": _held,
    "not_held": _not_held,
}
"""Conditions by name; the table of the life cycle names them."""


def refusal(case: Complaint, step: Step, actor: Actor, at: datetime, around: Surroundings) -> Refusal | None:
    """Why a step is refused; ``None`` when it may be taken.

    Args:
        case: the case with the step's values in it already.
        step: what somebody wants to do.
        actor: who.
        at: when it happened.
        around: what the conditions must know beside the case.
    """
    blocked = _blocked(case, step.action, actor)
    if blocked is not None:
        return blocked
    row = transition(step.action, case.status)
    if row is None:
        states = sorted(states_for(step.action))
        return Refusal("cases.not_from_here", {"action": step.action, "status": case.status, "states": states})
    unfit = _notice_fits(step)
    if unfit is not None:
        return unfit
    tried = _Try(case, step, actor, at, around)
    return next(filter(None, (GUARDS[name](tried) for name in row.conditions)), None)


def _blocked(case: Complaint, action: Action, actor: Actor) -> Refusal | None:
    """Who must not do it at all, whatever the state: that is looked at first, and is a matter for the log."""
    right = right_for(action)
    if not allows(actor.role, right):
        return Refusal("people.refused", {"role": actor.role.value, "right": right.value}, security=True)
    if action is not Action.RECUSE and is_recused(case, actor.staff_no):
        return Refusal("cases.recused", {"number": case.number}, security=True)
    return None
