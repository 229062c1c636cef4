"""``hfc show``: one guidance item in full, as it holds on a day and for a customer's facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.cli.audience import audience_for, guidance, role_option
from hfc_desktop.cli.item_text import item_lines
from hfc_desktop.cli.options import Desk, common
from hfc_desktop.cli.output import say, say_json
from hfc_desktop.domain.guidance import codec
from hfc_desktop.domain.guidance.bulletin import Bulletin
from hfc_desktop.domain.guidance.item import Confidence
from hfc_desktop.domain.guidance.policy import Policy
from hfc_desktop.domain.guidance.restriction import DatedRule, Restriction
from hfc_desktop.domain.lookup import HitStatus
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hfc_desktop.domain.guidance.cohort import Cohort
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.services.lookup import LookupService
    from hfc_desktop.services.lookup_advice import RuleAnswer


@click.command(help=_("Show one guidance item in full: what holds on a day, and for a customer with these facts."))
@click.argument("item_id", metavar="ITEM_ID")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help=_("Day for which the answer must hold; today if left out."),
)
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="KEY=VALUE",
    help=_("What is known of the customer, as card_opened=2020-05-01 or promised=yes; may be repeated."),
)
@role_option()
@common
def command(
    desk: Desk, item_id: str, on: datetime | None, facts: tuple[str, ...], role: str | None
) -> None:  # fmt: skip
    """Show."""
    lookup = guidance(desk)
    item = lookup.item(item_id, audience=audience_for(desk, role))
    day = on.date() if on else lookup.today()
    answer = lookup.rule_for(item, day, _facts(facts)) if isinstance(item, Policy | Bulletin) else None
    if desk.json:
        say_json(_document(lookup, item, day, answer))
    else:
        _say_item(lookup, item, day, answer)


def _facts(pairs: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise UserMistakeError("lookup.fact_form", fact=pair)
        found[name.strip()] = value.strip()
    return found


def dated_rules_on(item: GuidanceItem, day: date) -> list[DatedRule]:
    """Rules inside a restriction that hold on ``day``."""
    rules = item.dated_rules if isinstance(item, Restriction) else ()
    return [rule for rule in rules if rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)]


def _has_begun(item: Bulletin, day: date) -> bool:
    return item.effective_from <= day


# -- JSON -----------------------------------------------------------------------------------------------------------


def _document(lookup: LookupService, item: GuidanceItem, day: date, answer: RuleAnswer | None) -> dict[str, Any]:
    status = lookup.status(item, day)
    document: dict[str, Any] = {
        "kind": item.kind.value,
        **codec.to_json(item),
        "on": day.isoformat(),
        "state": status.value,
        "pack": lookup.pack_of(item.id),
    }
    if status in (HitStatus.EXPIRED, HitStatus.WITHDRAWN):
        replacement = lookup.replacement(item, day)
        document["replaced_by"] = replacement.id if replacement else None
    if isinstance(item, Restriction) and item.dated_rules:
        document["rules_on_day"] = [rule.text for rule in dated_rules_on(item, day)]
    if isinstance(item, Policy):
        document["rules_in_force"] = [rule.id for rule in item.rules if rule.holds_on(day)]
    if isinstance(item, Bulletin):
        document["in_effect"] = _has_begun(item, day) and (item.effective_to is None or day <= item.effective_to)
    if answer is not None and (answer.possible or isinstance(item, Policy)):
        document["applies"] = _answer_document(answer)
    return document


def _answer_document(answer: RuleAnswer) -> dict[str, Any]:
    rule = answer.rule
    return {
        "cohort": answer.cohort.id if answer.cohort else None,
        "rule": rule.id if rule else (answer.cohort.rule if answer.cohort else None),
        "limits": list(rule.limits) if rule else [],
        "conditions": list(rule.conditions) if rule else [],
        "approver": rule.rule_approver if rule else None,
        "possible": [cohort.id for cohort in answer.possible],
        "ask": list(answer.ask),
        "deciding_day": answer.day.isoformat(),
    }


# -- text -----------------------------------------------------------------------------------------------------------


def _say_item(lookup: LookupService, item: GuidanceItem, day: date, answer: RuleAnswer | None) -> None:
    chinese = language() == CHINESE
    first, second = (item.title, item.title_en) if chinese or not item.title_en else (item.title_en, item.title)
    say(first)
    say(second)
    say(f"{item.id} · {term('kind', item.kind)} · {lookup.pack_of(item.id)} · v{item.version}")
    _say_state(lookup, item, day)
    say(item.summary if chinese or not item.summary_en else item.summary_en)
    if answer is not None and (answer.possible or isinstance(item, Policy)):
        _say_answer(answer)
    for rule in dated_rules_on(item, day):
        say(_("On {day} this holds: {rule}").format(day=day.isoformat(), rule=rule.text))
    if isinstance(item, Bulletin):
        _say_comparison(item, day)
    say()
    for line in item_lines(_rules_marked(item, day) if isinstance(item, Policy) else item):
        say(line)


def _rules_marked(item: Policy, day: date) -> Policy:
    """The policy with the rules that are in force first, and the others marked."""
    mark = _("not in force on {day}").format(day=day.isoformat())
    in_force = [rule for rule in item.rules if rule.holds_on(day)]
    others = [replace(rule, name=f"{rule.name} [{mark}]") for rule in item.rules if not rule.holds_on(day)]
    return replace(item, rules=(*in_force, *others))


def _say_state(lookup: LookupService, item: GuidanceItem, day: date) -> None:
    status = lookup.status(item, day)
    if status is HitStatus.ACTIVE:
        say(_("In force on {day}.").format(day=day.isoformat()))
    elif status is HitStatus.DUE_FOR_REVIEW:
        say("! " + _("Past its review date: check before you rely on it."))
    elif status is HitStatus.FUTURE:
        say("! " + _("Not in force until {day}.").format(day=item.valid_from.isoformat()))
    else:
        expired = _("Expired after {day}. Do not use.").format(day=item.valid_to)
        say("! " + (expired if status is HitStatus.EXPIRED else _("Withdrawn. Do not use.")))
        replacement = lookup.replacement(item, day)
        if replacement is not None:
            say("  " + _("Use {id} instead.").format(id=f"{replacement.id} {replacement.title}"))
    if item.is_sample:
        say("! " + _("Sample, invented for this product; no rule of any authority."))
    if any(source.confidence is Confidence.UNSURE for source in item.sources):
        say("! " + _("Some of its statements are not certain and must be checked by a lawyer before use."))


def _say_answer(answer: RuleAnswer) -> None:
    day = answer.day.isoformat()
    if answer.cohort is None:
        if not answer.possible:
            say(_("No rule of it holds on {day}.").format(day=day))
            return
        say(_("Which rule applies depends on: {facts}. Give them with --fact.").format(facts=", ".join(answer.ask)))
        for cohort in answer.possible:
            say(f"  - {cohort.id} {cohort.name}")
        return
    say(_("Applies on {day}: {rule}").format(day=day, rule=_rule_name(answer.cohort, answer)))
    if answer.rule is not None:
        for text in (*answer.rule.limits, *answer.rule.conditions):
            say(f"  - {text}")
        say("  " + _("Decided by: {post}").format(post=answer.rule.rule_approver))


def _rule_name(cohort: Cohort, answer: RuleAnswer) -> str:
    if answer.rule is not None:
        return f"{answer.rule.id} {answer.rule.name}"
    return f"{cohort.id} {cohort.name}: {cohort.rule}"


def _say_comparison(item: Bulletin, day: date) -> None:
    begun = _has_begun(item, day)
    for row in item.comparison:
        say(f"  {row.aspect}: {row.after if begun else row.before}")
