"""Cards of what staff decide and do among themselves: policies, cases, duties, plans, rewards, quizzes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.model import Fact, Facts, Grid, Lead, Links, Points, Say, Section, Words
from hfc_desktop.ui.widgets.cards.presenting.frame import build, links_to, must_not_say, section, spoken
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.case import Case
    from hfc_desktop.domain.guidance.duties import Duties
    from hfc_desktop.domain.guidance.plan import Plan
    from hfc_desktop.domain.guidance.policy import Policy, PolicyRule
    from hfc_desktop.domain.guidance.quiz import Quiz
    from hfc_desktop.domain.guidance.reward import Reward, RewardBand
    from hfc_desktop.ui.widgets.cards.model import Block, CardModel
    from hfc_desktop.ui.widgets.cards.presenting.frame import Frame


def span_of(rule: PolicyRule) -> str:
    """When a rule holds, in words."""
    if rule.valid_from and rule.valid_to:
        return _("{first} to {last}").format(first=words.day(rule.valid_from), last=words.day(rule.valid_to))
    if rule.valid_from:
        return _("from {day}").format(day=words.day(rule.valid_from))
    if rule.valid_to:
        return _("until {day}").format(day=words.day(rule.valid_to))
    return _("at any time")


def rule_section(rule: PolicyRule, *, folded: bool = True) -> Section:
    """Everything about one rule of a policy."""
    rows = (
        Fact(_("For whom"), rule.cohort.name),
        Fact(_("When"), span_of(rule)),
        Fact(_("Post that decides"), rule.rule_approver),
    )
    blocks: list[Block] = [Facts(rows), Points(rule.limits)]
    if rule.conditions:
        blocks.append(Facts(tuple(Fact(_("Condition"), text) for text in rule.conditions)))
    return Section(f"{rule.id} · {rule.name}", (*blocks, *((Say(rule.script),) if rule.script else ())), folded)


def compared(before: PolicyRule, now: PolicyRule) -> Section:
    """Two rules side by side, as the customer is shown them: the one that held before, and the one that applies."""
    rows = (
        (_("How far it goes"), "\n".join(before.limits), "\n".join(now.limits)),
        (_("Condition"), "\n".join(before.conditions) or "—", "\n".join(now.conditions) or "—"),
        (_("Post that decides"), before.rule_approver, now.rule_approver),
    )
    header = ("", _("Before: {rule}").format(rule=before.id), _("Now: {rule}").format(rule=now.id))
    return Section(_("Before and after"), (Grid(header, rows, strong=frozenset({0})),))


def policy(item: Policy, frame: Frame) -> CardModel:
    """A table of dated rules; which of them applies is asked by its own card."""
    lead = (
        Lead(_("What it is"), Words(item.summary)),
        Lead(_("What decides"), Words(_("The day on which: {fact}").format(fact=words.fact(item.deciding_date)))),
        Lead(_("What to say"), Say(item.transition_script[:1])),
    )
    rows = tuple((rule.id, rule.cohort.name, span_of(rule), "；".join(rule.limits)) for rule in item.rules)
    header = (_("Rule"), _("For whom"), _("When"), _("How far it goes"))
    asked = tuple(Fact(question.question, question.answer) for question in item.questions)
    sections = (
        section(_("All rules"), Grid(header, rows)),
        section(_("Do not say"), must_not_say(item.do_not_say)),
        section(_("More wording"), Say(item.transition_script[1:])),
        *(rule_section(rule) for rule in item.rules),
        section(_("Questions that customers ask"), Facts(asked)),
    )
    return build(item, frame, lead, sections)


def case(item: Case, frame: Frame) -> CardModel:
    """A case: what happened, what worked, what to take from it."""
    lead = (
        Lead(_("Course of the case"), Words(item.facts[0])),
        Lead(_("What worked"), Words(item.what_worked[0])),
        Lead(_("Lesson"), Words(item.lesson)),
    )
    timeline = tuple((moment.when, moment.what) for moment in item.timeline)
    ids = tuple(item_id for item_id in (item.fraud_type, item.quiz) if item_id)
    sections = (
        section(_("In order"), Grid((_("When"), _("What")), timeline) if timeline else None),
        section(_("Facts"), Points(item.facts[1:])),
        section(_("What worked"), Points(item.what_worked[1:])),
        section(_("Amount"), Words(item.amount_band)),
        section(_("Learn more"), Links(links_to(frame, ids))),
    )
    return build(item, frame, lead, sections)


def _phase(name: str) -> str:
    return term("phase", name)


def duties(item: Duties, frame: Frame) -> CardModel:
    """Who does what: a table of posts and phases, or a timeline minute by minute."""
    first = item.duties[0]
    owners = [f"{_phase(duty.phase)}：{duty.role}" for duty in item.duties if duty.owner]
    lead = (
        Lead(_("What it is"), Words(item.summary)),
        Lead(_("Who answers for it"), Words(" · ".join(owners))),
        Lead(_("What to do first"), Words(f"{first.role}：{first.acts[0]}", big=True)) if first.acts else None,
    )
    if item.timeline:
        header: tuple[str, ...] = (_("Minute"), _("What"), _("Who"))
        rows = [
            (phase, "\n".join(duty.acts), duty.role)
            for phase in item.phases
            for duty in item.duties
            if duty.phase == phase
        ]
        body = section(_("Minute by minute"), Grid(header, tuple(rows), strong=frozenset({0})))
    else:
        header = (_("Post"), *(_phase(phase) for phase in item.phases))
        posts = dict.fromkeys(duty.role for duty in item.duties)
        cells = {(duty.role, duty.phase): duty for duty in item.duties}
        table = []
        for post in posts:
            found = (cells.get((post, phase)) for phase in item.phases)
            texts = ("\n".join(duty.acts) + (_(" (owner)") if duty.owner else "") if duty else "—" for duty in found)
            table.append((post, *texts))
        body = section(_("Who does what"), Grid(header, tuple(table), strong=frozenset({0})))
    return build(item, frame, lead, (body,))


def plan(item: Plan, frame: Frame) -> CardModel:
    """A contingency plan."""
    lead = (
        Lead(_("What sets it off"), Words(item.trigger)),
        Lead(_("What to do first"), Words(f"{item.steps[0].role}：{item.steps[0].act}", big=True)),
        Lead(_("What to say"), spoken(item.wording[:1])),
    )
    steps = tuple((step.role, step.act, words.period(step.within)) for step in item.steps)
    rows = (
        Fact(_("Posts involved"), " · ".join(item.roles)),
        Fact(_("Customers are told"), item.notice_start),
        Fact(_("The old way is accepted"), item.grace),
    )
    sections = (
        section(_("Steps"), Grid((_("Post"), _("What"), _("Within")), steps, strong=frozenset({0}))),
        section(_("More wording"), spoken(item.wording[1:])),
        section(_("Treated differently"), Points(item.exceptions)),
        section(_("About this plan"), Facts(tuple(row for row in rows if row.value))),
    )
    return build(item, frame, lead, sections)


def _reward_row(band: RewardBand) -> tuple[str, ...]:
    upper = words.money(band.max_fen) if band.max_fen is not None else ""
    if band.event != "interception":
        saved = "—"
    else:
        saved = f"{words.money(band.min_fen)} – {upper}" if upper else f"≥ {words.money(band.min_fen)}"
    team = words.money(band.team_fen) if band.team_fen else "—"
    return (term("reward_event", band.event), saved, words.money(band.single_fen), team, band.extra or "—")


def reward(item: Reward, frame: Frame) -> CardModel:
    """A reward table with its conditions."""
    limit = _("within {n} working days").format(n=item.report_within_working_days)
    lead = (
        Lead(_("What it is"), Words(item.summary)),
        Lead(_("Report it"), Words(limit, big=True)),
        Lead(_("Post that decides"), Words(item.reward_approver)),
    )
    header = (_("For"), _("Saved, yuan"), _("One person, yuan"), _("Team, yuan"), _("On top"))
    rows = tuple(_reward_row(band) for band in item.bands)
    sections = (
        section(_("Table"), Grid(header, rows, numbers=frozenset({1, 2, 3}))),
        section(_("Conditions"), Points(item.conditions)),
        section(_("Evidence"), Points(item.evidence)),
        section(_("Not rewarded"), Points(item.exclusions)),
    )
    return build(item, frame, lead, sections)


def quiz(item: Quiz, frame: Frame) -> CardModel:
    """The frame of a quiz; its questions are asked by its own card."""
    rows = (
        Fact(_("Questions"), str(len(item.questions))),
        Fact(_("To pass"), f"{item.pass_percent} %"),
        Fact(_("To be taken within"), _("{n} days").format(n=item.due_days)),
        Fact(_("May be repeated"), _("{n} times").format(n=item.retries)),
    )
    lead = (Lead(_("What it is"), Words(item.summary)), Lead(_("Rules"), Facts(rows)))
    return build(item, frame, lead, ())
