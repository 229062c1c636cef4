"""Cards that a teller looks up most beside restrictions: questions, fraud types, bulletins, dialogues, checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.item import SpokenLine
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.model import Fact, Facts, Grid, Lead, Links, Points, Say, Tone, Words
from hfc_desktop.ui.widgets.cards.presenting.frame import build, links_to, must_not_say, section, spoken

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.bulletin import Bulletin
    from hfc_desktop.domain.guidance.checklist import Checklist
    from hfc_desktop.domain.guidance.cohort import Cohort
    from hfc_desktop.domain.guidance.faq import Faq
    from hfc_desktop.domain.guidance.fraud_type import FraudType
    from hfc_desktop.domain.guidance.item import Escalation
    from hfc_desktop.domain.guidance.scenario import Scenario
    from hfc_desktop.ui.widgets.cards.model import CardModel
    from hfc_desktop.ui.widgets.cards.presenting.frame import Frame


def faq(item: Faq, frame: Frame) -> CardModel:
    """A question: the answer to say, the next step, the long answer to read up."""
    lead = (
        Lead(_("The question"), Words(item.questions[0])),
        Lead(_("What to do"), Words(item.next_steps[0])) if item.next_steps else None,
        Lead(_("What to say"), Say((SpokenLine(text=item.answer_short),))),
    )
    audience = Words(_("For companies."), faint=True) if item.corporate else None
    sections = (
        section(_("Do not say"), must_not_say(item.do_not_say)),
        section(_("In full"), Words(item.answer_long), audience),
        section(_("What the customer can do next"), Points(item.next_steps, numbered=True)),
        section(_("Other ways to ask it"), Points(item.questions[1:]), folded=True),
    )
    return build(item, frame, lead, sections)


def fraud_type(item: FraudType, frame: Frame) -> CardModel:
    """A type of fraud: how it goes, what to ask, what one sign is enough to stop."""
    lead = (
        Lead(_("How it goes"), Words(item.story)),
        Lead(_("What to ask"), spoken(item.questions[:1])),
        Lead(_("What to say"), spoken(item.say[:1])),
    )
    sections = (
        section(_("One of these is enough to stop"), Points(item.hard_flags), tone=Tone.NEVER),
        section(_("Do not say"), must_not_say(item.do_not_say)),
        section(_("Signs at the counter"), Points(item.signs)),
        section(_("More questions"), spoken(item.questions[1:])),
        section(_("More wording"), spoken(item.say[1:])),
        section(_("Usual targets"), Points(item.targets)),
        section(_("How the money leaves"), Points(item.payment_paths)),
        section(
            _("Place in the list"),
            Facts((Fact(_("Number"), str(item.number)), Fact(_("Edition of the list"), item.edition))),
            folded=True,
        ),
    )
    return build(item, frame, lead, sections)


def cohort_rows(cohorts: tuple[Cohort, ...]) -> tuple[Fact, ...]:
    """Who is treated how."""
    return tuple(Fact(f"{cohort.id} · {cohort.name}", cohort.rule) for cohort in cohorts)


def bulletin(item: Bulletin, frame: Frame) -> CardModel:
    """A dated change: the wording is that of the day, so it changes by itself when the change has ended."""
    over = item.effective_to is not None and item.effective_to < frame.today
    script, later = (item.after_script, item.script) if over else (item.script, item.after_script)
    span = _("from {day}").format(day=words.day(item.effective_from))
    if item.effective_to:
        span = _("{first} to {last}").format(first=words.day(item.effective_from), last=words.day(item.effective_to))
    lead = (
        Lead(_("What changes"), Words(item.facts[0])),
        Lead(_("When"), Words(span, big=True)),
        Lead(_("What to say now"), Say(script[:1])),
    )
    table = tuple((row.aspect, row.before, row.after) for row in item.comparison)
    other = _("Wording while it was in force") if over else _("Wording once it has ended")
    sections = (
        section(_("Before and after"), Grid(("", _("Before"), _("After")), table) if table else None),
        section(_("Who is treated how"), Facts(cohort_rows(item.cohorts))),
        section(_("Do not say"), must_not_say(item.do_not_say)),
        section(_("More wording"), Say(script[1:])),
        section(other, Say(later), folded=True),
        section(_("Facts"), Points(item.facts[1:])),
        section(_("It touches"), Links(links_to(frame, item.applies_to))),
        section(_("What it teaches"), Words(item.lesson), folded=True),
    )
    return build(item, frame, lead, sections)


def escalations(rules: tuple[Escalation, ...]) -> Facts:
    """When to hand a matter on, and to whom."""
    rows = []
    for rule in rules:
        limit = _("within {n} minutes").format(n=rule.within_minutes) if rule.within_minutes is not None else ""
        rows.append(Fact(rule.when, rule.to, limit))
    return Facts(tuple(rows))


def scenario(item: Scenario, frame: Frame) -> CardModel:
    """The frame of a dialogue; the running step is drawn by its own card."""
    lead = (Lead(_("What it is"), Words(item.summary)),)
    sections = (
        section(_("Lines of use at any step"), Say(item.script_lines)),
        section(_("Do not say, at any step"), must_not_say(item.do_not_say)),
        section(_("Hand on when"), escalations(item.escalation)),
        section(_("What the customer says"), Points(item.trigger_phrases), folded=True),
        section(_("Documents"), Points(item.forms), folded=True),
    )
    return build(item, frame, lead, sections)


def checklist(item: Checklist, frame: Frame) -> CardModel:
    """The frame of a checklist; questions and score are drawn by its own card."""
    lead = (Lead(_("What it is"), Words(item.summary)),)
    bands = tuple((f"{band.min}–{band.max}", band.label, band.action) for band in item.bands)
    signer = Facts((Fact(_("Signed by"), item.who_signs),)) if item.who_signs else None
    sections = (
        section(
            _("Levels"),
            Grid((_("Points"), _("Risk level"), _("What to do")), bands) if bands else None,
            signer,
            folded=True,
        ),
        section(_("It helps to recognise"), Links(links_to(frame, item.fraud_types))),
    )
    return build(item, frame, lead, sections)
