"""How each content kind is printed in a booklet. Every field of its own is printed; nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.item_parts import cells, escalations, heads, labelled, listed, names, never, spoken
from hfc_desktop.documents.forms.item_parts import source as source_text
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Heading, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Table
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.tables import Cell
    from hfc_desktop.domain.guidance.bulletin import Bulletin
    from hfc_desktop.domain.guidance.case import Case
    from hfc_desktop.domain.guidance.checklist import CheckEntry, Checklist
    from hfc_desktop.domain.guidance.cohort import Cohort
    from hfc_desktop.domain.guidance.duties import Duties
    from hfc_desktop.domain.guidance.faq import Faq
    from hfc_desktop.domain.guidance.fraud_type import FraudType
    from hfc_desktop.domain.guidance.hotline import Hotline
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.plan import Plan
    from hfc_desktop.domain.guidance.policy import Policy, PolicyRule
    from hfc_desktop.domain.guidance.quiz import Quiz
    from hfc_desktop.domain.guidance.restriction import Restriction
    from hfc_desktop.domain.guidance.reward import Reward
    from hfc_desktop.domain.guidance.scenario import Node, Scenario

    Titles = Mapping[str, str]
    Maker = Callable[[GuidanceItem, Titles], list[Block]]

_SUB: Final = style.STRONG.but(size=9.5, leading=14, colour=style.TEXT)


def small_heading(text: str) -> Heading:
    """A heading inside an item."""
    return Heading(text, _SUB, before=7, level=2, bar=False)


def _one(item_id: str, titles: Titles) -> str:
    """Title of one item; nothing for none."""
    return names((item_id,), titles) if item_id else ""


# -- dialogues --------------------------------------------------------------------------------------------------------


def _scenario(item: Scenario, titles: Titles) -> list[Block]:
    result = listed(_("The customer says"), item.trigger_phrases)
    numbers = {node.id: str(place) for place, node in enumerate(item.nodes, start=1)}
    for node in item.nodes:
        result += _node(node, numbers, titles)
    return [
        *result,
        *spoken(item.script_lines, _("Of use at any step")),
        *never(item.do_not_say, _("Not to be said anywhere in this dialogue")),
        *escalations(item.escalation),
        *labelled(_("Text of the record"), item.record_template),
        *labelled(_("Documents"), _("; ").join(item.forms)),
    ]


def _node(node: Node, numbers: Mapping[str, str], titles: Titles) -> list[Block]:
    name = _("Step {number} · {type}: {text}").format(
        number=numbers[node.id], type=term("node_type", node.type), text=node.text
    )
    timer = _("at most {count} seconds").format(count=node.timer_seconds) if node.timer_seconds else ""
    result: list[Block] = [
        small_heading(name),
        *labelled(_("Who acts"), words.listed(node.role, timer)),
        *listed(_("The customer says"), node.customer_says),
        *spoken(node.say),
        *never(node.must_not_say),
        *labelled(_("Why"), node.why),
        *labelled(_("Basis"), node.basis),
        *labelled(_("Warning sign"), _("Reaching this step is a warning sign.") if node.red_flag else ""),
    ]
    answers = []
    for place, option in enumerate(node.options, start=1):
        target = _("step {number}").format(number=numbers.get(option.next, option.next))
        answers.append(cells(str(place), option.label, target, words.listed(option.flag, option.when)))
    if answers:
        result.append(Table((6, 54, 18, 22), tuple(answers), heads("", _("Answer given"), _("Go on to"), _("Mark"))))
    outcome = term("reception_outcome", node.outcome) if node.outcome else ""
    return [
        *result,
        *labelled(_("Ends with"), outcome),
        *labelled(_("For the record"), node.note_to_record),
        *labelled(_("Numbers to give"), names(node.hotlines, titles)),
    ]


# -- restrictions, hotlines -----------------------------------------------------------------------------------------


def _restriction(item: Restriction, titles: Titles) -> list[Block]:
    effect = item.effect
    flows = tuple(
        cells(term("direction", name), term("flow", getattr(effect, name)))
        for name in ("incoming", "outgoing", "non_counter", "new_business")
    )
    places = tuple(cells(row.place, row.what) for row in item.query_path)
    dated = [
        _("{first} to {last}: {text} {source}").format(
            first=words.day(rule.valid_from),
            last=words.day(rule.valid_to) or _("until further notice"),
            text=rule.text,
            source=source_text(rule.source) if rule.source else "",
        )
        for rule in item.dated_rules
    ]
    lifter = Paragraph(_("Lifted by: {who}").format(who=item.lifter), style.STRONG)
    return [
        *labelled(_("Main code"), item.code),
        *labelled(_("Imposed by"), words.listed(term("imposer", item.imposer), item.imposer_text)),
        Notice((lifter,), before=5),
        *labelled(_("Effect"), words.listed(effect.text, effect.amount)),
        Table((40, 60), flows, heads(_("What"), _("While it lasts"))),
        *labelled(_("How long"), item.duration.text),
        *labelled(_("When the period ends"), item.expiry_check),
        Table((14, 86), places, heads(_("Place"), _("What to look for"))),
        *listed(_("What to do"), item.steps, numbered=True),
        *listed(_("Papers to bring"), item.papers),
        *listed(_("May be told"), item.may_tell),
        *never(item.must_not_tell, _("Must not be told")),
        *spoken(item.script),
        *labelled(_("Numbers to give"), names(item.hotlines, titles)),
        *labelled(_("Which number"), _theirs() if item.hotline_of_freezing_unit else ""),
        *labelled(_("Handed over to"), words.listed(item.handover_post, _one(item.handover, titles))),
        *listed(_("Legal ground"), [source_text(one) for one in item.ground]),
        *listed(_("Dated rules"), dated),
    ]  # fmt: skip


def _theirs() -> str:
    return _("That of the freezing unit's region, not of the branch.")


def _hotline(item: Hotline, _titles: Titles) -> list[Block]:
    rows = tuple(cells(one.number, one.extension, one.note) for one in item.numbers)
    checked = _("compared on {day} by {post}").format(day=words.day(item.last_verified), post=item.verified_by)
    return [
        *labelled(_("Who answers"), words.listed(item.organ, term("hotline_level", item.level), item.region_code)),
        Table((36, 24, 40), rows, heads(_("Number"), _("Extension"), _("Use"))),
        *labelled(_("Good for"), _("; ").join(term("capability", one) for one in item.capabilities)),
        *labelled(_("Not for"), _("; ").join(item.do_not_use_for)),
        *labelled(_("Hours"), words.listed(item.hours, _(", ").join(item.languages))),
        *labelled(_("Whose place counts"), item.jurisdiction),
        *labelled(_("Have at hand"), _("; ").join(item.needs)),
        *labelled(_("Getting through"), item.wait_tip),
        *labelled(_("When giving it, say"), item.use_text),
        *labelled(_("Checked"), words.listed(checked, item.verified_how)),
    ]


# -- checklists -------------------------------------------------------------------------------------------------------


def _checklist(item: Checklist, titles: Titles) -> list[Block]:
    rows = tuple(_entry(place, entry) for place, entry in enumerate(item.items, start=1))
    bands = tuple(
        cells(f"{band.min}–{band.max}", term("check_level", band.level), band.label, band.action) for band in item.bands
    )
    asked = {entry.id: entry.text for entry in item.items}
    stops = tuple(
        cells(_("; ").join(asked.get(one, one) for one in rule.all_of), rule.then, _one(rule.hotline, titles))
        for rule in item.stop_rules
    )  # fmt: skip
    result: list[Block] = [
        Table((6, 44, 14, 36), rows, heads("", _("Question"), _("Points"), _("How to ask, what to keep")))
    ]
    if bands:
        head = heads(_("Score"), _("Risk level"), _("Level in words"), _("What to do now"))
        result.append(Table((12, 16, 18, 54), bands, head))
    if stops:
        result.append(Table((48, 34, 18), stops, heads(_("If all of these"), _("What to do now"), _("Call"))))
    return [
        *result,
        *labelled(_("Signed by"), item.who_signs),
        *labelled(_("Fraud types"), names(item.fraud_types, titles)),
    ]


def _entry(place: int, entry: CheckEntry) -> tuple[Cell, ...]:
    choices = _(" / ").join(entry.choices)
    scores = [_("{answer}: {points}").format(answer=term("answer", entry.risky), points=entry.weight)]
    if entry.unknown_weight:
        unknown = term("answer", "unknown")
        scores.append(_("{answer}: {points}").format(answer=unknown, points=entry.unknown_weight))
    marks = words.listed(
        _("must be answered") if entry.must else "",
        _("stops alone") if entry.hard_stop else "",
    )
    question = "\n".join(part for part in (entry.text, choices, marks) if part)
    more = "\n".join(part for part in (entry.help, entry.evidence, entry.stop_action) if part)
    return cells(str(place), question, "\n".join(scores), more)


# -- texts --------------------------------------------------------------------------------------------------------


def _faq(item: Faq, _titles: Titles) -> list[Block]:
    return [
        *listed(_("Asked as"), item.questions),
        Notice((Paragraph(item.answer_short),), style.SAY, style.SAY_GROUND, before=5),
        Paragraph(item.answer_long, before=5),
        *listed(_("Next steps"), item.next_steps, numbered=True),
        *never(item.do_not_say),
        *labelled(_("For whom"), _("Companies") if item.corporate else ""),
    ]


def _fraud_type(item: FraudType, _titles: Titles) -> list[Block]:
    return [
        *labelled(
            _("List"),
            words.listed(
                _("no. {number}").format(number=item.number), item.edition, term("fraud_group", item.group)
            ),
        ),
        Paragraph(item.story, before=4),
        *listed(_("Signs"), item.signs),
        *listed(_("Hard signs"), item.hard_flags),
        *listed(_("Ask"), item.questions),
        *labelled(_("Usually targeted"), _("; ").join(item.targets)),
        *labelled(_("How the money leaves"), _("; ").join(item.payment_paths)),
        *_said(item.say),
        *never(item.do_not_say),
    ]  # fmt: skip


def _said(texts: tuple[str, ...]) -> list[Block]:
    if not texts:
        return []
    name = Paragraph(_("Say"), style.SMALL.but(bold=True, colour=style.SAY), keep=True)
    lines = (Paragraph(text, before=2) for text in texts)
    return [Notice((name, *lines), style.SAY, style.SAY_GROUND, before=5)]


def _case(item: Case, titles: Titles) -> list[Block]:
    moments = tuple(cells(one.when, one.what) for one in item.timeline)
    return [
        *(Paragraph(text) for text in item.facts),
        *labelled(_("Amount"), item.amount_band),
        *labelled(_("Fraud type"), _one(item.fraud_type, titles)),
        Table((22, 78), moments, heads(_("When"), _("Course of the case"))),
        *listed(_("What worked"), item.what_worked),
        Notice((Paragraph(item.lesson),), before=5),
        *labelled(_("Quiz on it"), _one(item.quiz, titles)),
    ]


def _bulletin(item: Bulletin, titles: Titles) -> list[Block]:
    rows = tuple(cells(one.aspect, one.before, one.after) for one in item.comparison)
    last = words.day(item.effective_to) or _("until further notice")
    result: list[Block] = [
        *labelled(_("In force during"), _("{first} to {last}").format(first=words.day(item.effective_from), last=last)),
        *(Paragraph(text) for text in item.facts),
    ]
    if rows:
        result.append(Table((20, 40, 40), rows, heads("", _("Until then"), _("From then on"))))
    return [
        *result,
        *_cohorts(item.cohorts),
        *spoken(item.script, _("Say while it is in force")),
        *spoken(item.after_script, _("Say once it has ended")),
        *never(item.do_not_say),
        *labelled(_("Concerns"), names(item.applies_to, titles)),
        *labelled(_("Lesson"), item.lesson),
    ]


def _cohorts(cohorts: tuple[Cohort, ...]) -> list[Block]:
    rows = tuple(cells(one.id, one.name, _conditions(one), one.rule) for one in cohorts)
    return [Table((14, 28, 30, 28), rows, heads("", _("Which customers"), _("Conditions"), _("Rule")))] if rows else []


def _conditions(cohort: Cohort) -> str:
    return _("; ").join(f"{one.fact} {term('comparison', one.op)} {one.value}" for one in cohort.conditions)


def _policy(item: Policy, _titles: Titles) -> list[Block]:
    result = labelled(_("Deciding day"), item.deciding_date)
    for rule in item.rules:
        result += _rule(rule)
    questions = tuple(cells(one.question, one.answer) for one in item.questions)
    result += spoken(item.transition_script, _("Say about the change"))
    if questions:
        result.append(Table((40, 60), questions, heads(_("Question"), _("Answer"))))
    return [*result, *never(item.do_not_say)]


def _rule(rule: PolicyRule) -> list[Block]:
    first = words.day(rule.valid_from) or _("ever")
    last = words.day(rule.valid_to) or _("until further notice")
    return [
        small_heading(words.listed(rule.id, rule.name)),
        *labelled(_("In force during"), _("{first} to {last}").format(first=first, last=last)),
        *_cohorts((rule.cohort,)),
        *listed(_("How far"), rule.limits),
        *listed(_("Conditions"), rule.conditions),
        *labelled(_("Post that decides"), rule.rule_approver),
        *spoken(rule.script),
    ]


def _duties(item: Duties, _titles: Titles) -> list[Block]:
    rows = tuple(
        cells(
            term("phase", one.phase),
            words.listed(one.role, _("answers for it") if one.owner else ""),
            "\n".join(one.acts),
        )
        for one in sorted(item.duties, key=lambda duty: item.phases.index(duty.phase))
    )
    return [Table((18, 24, 58), rows, heads(_("Phase"), _("Post"), _("What it does")))]


def _reward(item: Reward, _titles: Titles) -> list[Block]:
    rows = tuple(
        cells(
            term("reward_event", band.event),
            _("{first} to {last}").format(
                first=words.money(band.min_fen), last=words.money(band.max_fen) or _("without limit")
            ),
            words.money(band.single_fen),
            words.money(band.team_fen),
            band.extra,
        )
        for band in item.bands
    )
    days = _("within {count} working days").format(count=item.report_within_working_days)
    return [
        Table((18, 34, 16, 16, 16), rows, heads(_("Event"), _("Amount saved"), _("One person"), _("Team"), _("Extra"))),
        *listed(_("Conditions"), item.conditions),
        *listed(_("Proof"), item.evidence),
        *listed(_("Not rewarded"), item.exclusions),
        *labelled(_("Post that decides"), item.reward_approver),
        *labelled(_("Report"), days),
    ]


def _plan(item: Plan, _titles: Titles) -> list[Block]:
    steps = tuple(cells(str(place), one.role, one.act, one.within) for place, one in enumerate(item.steps, start=1))
    return [
        *labelled(_("Set off by"), item.trigger),
        *labelled(_("Posts"), _("; ").join(item.roles)),
        Table((6, 22, 56, 16), steps, heads("", _("Post"), _("What it does"), _("Until"))),
        *_said(item.wording),
        *labelled(_("Told from"), item.notice_start),
        *labelled(_("Grace"), item.grace),
        *listed(_("Exceptions"), item.exceptions),
    ]


def _quiz(item: Quiz, titles: Titles) -> list[Block]:
    rule = _("pass at {percent} %, within {days} days, {retries} more tries").format(
        percent=item.pass_percent, days=item.due_days, retries=item.retries
    )
    result: list[Block] = labelled(_("Rule"), rule)
    for place, question in enumerate(item.questions, start=1):
        result.append(Paragraph(f"{place}. {question.stem}", style.STRONG, before=6, keep=True))
        result += [
            Paragraph(f"{chr(64 + number)}. {option}", style.BODY, before=1, indent=14)
            for number, option in enumerate(question.options, start=1)
        ]
        answer = _("Answer: {letter}. {why} ({ref})").format(
            letter=chr(64 + question.answer), why=question.explain, ref=titles.get(question.ref, question.ref)
        )
        result.append(Paragraph(answer, style.SMALL, before=1, indent=14))
    return result


KINDS: Final[Mapping[Kind, Maker]] = {
    kind: cast("Maker", maker)
    for kind, maker in (
        (Kind.SCENARIO, _scenario),
        (Kind.CHECKLIST, _checklist),
        (Kind.RESTRICTION, _restriction),
        (Kind.HOTLINE, _hotline),
        (Kind.FAQ, _faq),
        (Kind.BULLETIN, _bulletin),
        (Kind.CASE, _case),
        (Kind.FRAUD_TYPE, _fraud_type),
        (Kind.DUTIES, _duties),
        (Kind.REWARD, _reward),
        (Kind.POLICY, _policy),
        (Kind.PLAN, _plan),
        (Kind.QUIZ, _quiz),
    )
}
"""How a kind's own fields are printed; those of reference data are in ``item_tables``."""
