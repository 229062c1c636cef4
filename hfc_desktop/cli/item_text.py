"""A guidance item as lines of text: every filled field under its name, in the order in which a card shows them.

Works for every kind by the fields of its dataclass, so a new kind needs only names for its new fields.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.guidance.cohort import Comparison, Condition
from hfc_desktop.domain.guidance.item import Confidence, GuidanceItem, Source
from hfc_desktop.i18n import CHINESE, N_, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LABELS: Final[Mapping[str, str]] = {
    # account restrictions
    "code": N_("Code"), "imposer_text": N_("Imposed by"), "effect": N_("Effect"), "duration": N_("How long"),
    "query_path": N_("Where to look"), "lifter": N_("Who can lift it"), "steps": N_("Steps"), "papers": N_("Papers"),
    "may_tell": N_("May tell"), "must_not_tell": N_("Must not tell"), "script": N_("What to say"),
    "hotlines": N_("Numbers to give"), "handover": N_("Open instead"), "handover_post": N_("Hand over to"),
    "expiry_check": N_("When it ends"), "dated_rules": N_("Rules by date"), "ground": N_("Legal ground"),
    # dialogues, checklists
    "trigger_phrases": N_("Customer says"), "start": N_("First step"), "nodes": N_("Steps of the dialogue"),
    "script_lines": N_("Lines for any step"), "do_not_say": N_("Do not say"), "escalation": N_("Hand on"),
    "record_template": N_("Record begins with"), "forms": N_("Forms"), "items": N_("Entries"), "bands": N_("Bands"),
    "stop_rules": N_("Stop rules"), "who_signs": N_("Who signs"),
    # hotlines
    "organ": N_("Who answers"), "numbers": N_("Numbers"), "capabilities": N_("Good for"), "hours": N_("Hours"),
    "languages": N_("Languages"), "jurisdiction": N_("Which place counts"), "needs": N_("Have at hand"),
    "wait_tip": N_("Getting through"), "use_text": N_("When giving it"), "do_not_use_for": N_("Not for"),
    "last_verified": N_("Last checked"), "verified_by": N_("Checked by"), "verified_how": N_("How checked"),
    "region_code": N_("Region code"), "level": N_("Reach"),
    # questions, bulletins, policies
    "questions": N_("Questions"), "answer_short": N_("Short answer"), "answer_long": N_("Long answer"),
    "next_steps": N_("Next steps"), "facts": N_("Facts"), "comparison": N_("Before and after"),
    "cohorts": N_("For whom"), "after_script": N_("What to say once it has ended"), "applies_to": N_("Applies to"),
    "lesson": N_("Lesson"), "effective_from": N_("In effect from"), "effective_to": N_("In effect until"),
    "deciding_date": N_("Day that decides"), "rules": N_("Rules"), "transition_script": N_("About the change"),
    # fraud
    "signs": N_("Signs"), "targets": N_("Usual targets"), "payment_paths": N_("How the money leaves"),
    "hard_flags": N_("Hard red flags"), "story": N_("How it goes"), "say": N_("Helpful lines"),
    "edition": N_("Edition of the list"), "number": N_("Place in the list"),
    # parts of fields
    "softer": N_("Softer"), "elderly": N_("For the elderly"), "english": N_("In English"), "basis": N_("Basis"),
    "valid_from": N_("Valid from"), "valid_to": N_("Valid until"), "cohort": N_("For whom"), "limits": N_("How far"),
    "conditions": N_("Condition for it"), "rule_approver": N_("Post that decides"), "rule": N_("Rule"),
    "options": N_("Answers"), "next": N_("Next step"), "flag": N_("Sign raised"), "when": N_("In which case"),
    "to": N_("Handed to"), "why": N_("Reason for it"), "within_minutes": N_("Within minutes"),
    "customer_says": N_("Customer says"), "outcome": N_("Ends as"), "must_not_say": N_("Do not say"),
    "note_to_record": N_("For the record"), "timer_seconds": N_("Seconds at most"), "red_flag": N_("Warning sign"),
    "before": N_("Before the change"), "after": N_("After the change"), "answer": N_("What to answer"),
    "incoming": N_("Money in"), "outgoing": N_("Money out"), "non_counter": N_("Without the counter"),
    "new_business": N_("New business"), "amount": N_("Part affected"), "initial": N_("First period"),
    "extension": N_("Each extension"), "maximum": N_("At most"), "auto_release": N_("Ends by itself"),
    "what": N_("What to look for"), "place": N_("Where to open"), "source": N_("Where from"),
    "version": N_("Item version"), "on": N_("On the day"), "note": N_("Remark"), "weight": N_("Points"),
    "min": N_("From points"), "max": N_("To points"), "action": N_("What to do"), "hard_stop": N_("Stops at once"),
    "meaning": N_("Meaning"), "role": N_("Who acts"),
    # the envelope
    "psychology": N_("What the customer feels"), "prevention": N_("Prevention"), "response": N_("Response"),
    "sources": N_("Sources"), "related": N_("See also"), "codes": N_("Codes that lead here"),
    "messages": N_("Messages that lead here"), "aliases": N_("Also called"), "region": N_("Regions"),
    "audience": N_("For"), "line": N_("Line"), "confidentiality": N_("Confidentiality"), "changelog": N_("Changes"),
    "overlaid": N_("Local fields"), "publisher": N_("Publisher"), "fields": N_("Fields"),
}  # fmt: skip
"""Names of fields; a field without one is shown under its own name."""

_HEAD: Final = frozenset(
    {
        "id", "title", "title_en", "summary", "summary_en", "valid_from", "valid_to", "review_by", "status", "version",
        "author", "approver", "is_sample", "superseded_by", "supersedes", "withdrawn_reason",
    }
)  # fmt: skip
_NOT_FOR_READERS: Final = frozenset(
    {
        "pinyin", "print_allowed", "feedback_open", "topic", "tags", "keywords_negative", "risk_level", "imposer",
        "hotline_of_freezing_unit", "corporate", "urgent", "open_fields", "overlays",
    }
)  # fmt: skip
_COMPARED: Final = {
    Comparison.BEFORE: "<", Comparison.ON_OR_BEFORE: "≤", Comparison.AFTER: ">", Comparison.ON_OR_AFTER: "≥",
    Comparison.IS: "=",
}  # fmt: skip
_TERM_GROUPS: Final = {
    "line": "line", "audience": "audience", "confidentiality": "confidentiality", "capabilities": "capability",
    "level": "hotline_level", "incoming": "flow", "outgoing": "flow", "non_counter": "flow", "new_business": "flow",
    "confidence": "confidence",
}  # fmt: skip


def item_lines(item: GuidanceItem) -> Iterator[str]:
    """All filled fields of ``item``; kind's own fields first, then what all kinds share."""
    shared = {field.name for field in fields(GuidanceItem)}
    own = [field.name for field in fields(item) if field.name not in shared]
    for name in (*own, *(field.name for field in fields(GuidanceItem))):
        value = getattr(item, name)
        if name not in _HEAD | _NOT_FOR_READERS and value not in ("", (), None, False):
            yield from _field_lines(name, value)


def _field_lines(name: str, value: object) -> Iterator[str]:
    label = _(LABELS[name]) if name in LABELS else name.replace("_", " ")
    if isinstance(value, tuple):
        yield f"{label}{_colon()}"
        for entry in value:
            first, *more = _value_lines(name, entry)
            yield f"  - {first}"
            yield from (f"    {line}" for line in more)
    else:
        first, *more = _value_lines(name, value)
        yield f"{label}{_colon()}{first}"
        yield from (f"    {line}" for line in more)


def _colon() -> str:
    return "：" if language() == CHINESE else ": "


def _value_lines(name: str, value: Any) -> list[str]:  # noqa: ANN401  any field of any kind
    if isinstance(value, Source):
        return [source_line(value)]
    if isinstance(value, Condition):
        return [f"{value.fact} {_COMPARED[value.op]} {value.value}"]
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    if is_dataclass(value):
        return _dataclass_lines(value)
    if isinstance(value, StrEnum):
        group = _TERM_GROUPS.get(name, name)
        return [term(group, value.value) if group in TERMS else value.value]
    if isinstance(value, date):
        return [value.isoformat()]
    return [part for part in str(value).split("\n") if part] or [""]


def _dataclass_lines(value: Any) -> list[str]:  # noqa: ANN401  any nested value of any kind
    """The main text first, then each other filled part as ``name: value``."""
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    main = next(
        (name for name in ("text", "name", "number", "place", "question", "aspect", "term") if parts.get(name)), ""
    )
    lines = [str(parts.pop(main))] if main else []
    parts.pop("id", None)
    for name, part in parts.items():
        if part in ("", (), None, False) or (isinstance(part, StrEnum) and part.value == "open"):
            continue
        entries = part if isinstance(part, tuple) else (part,)
        texts = ["；".join(_value_lines(name, entry)) for entry in entries]
        lines.append(f"{_(LABELS[name]) if name in LABELS else name}{_colon()}{' | '.join(texts)}")
    return lines or [""]


def source_line(source: Source) -> str:
    """A source in one line, with its certainty unless the text was looked up."""
    text = " ".join(filter(None, (source.title, source.article, source.document)))
    if source.confidence is Confidence.LOOKED_UP:
        return text
    return f"{text}  [{term('confidence', source.confidence)}]"
