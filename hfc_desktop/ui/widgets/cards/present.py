"""The presentation of each content kind. A new kind adds one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.ui.widgets.cards.presenting import counter, hotline, reference, restriction, staff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.ui.widgets.cards.model import CardModel
    from hfc_desktop.ui.widgets.cards.presenting.frame import Frame

_PRESENTATIONS: Final[Mapping[Kind, Callable[[Any, Frame], CardModel]]] = {
    Kind.RESTRICTION: restriction.present,
    Kind.HOTLINE: hotline.present,
    Kind.SCENARIO: counter.scenario,
    Kind.CHECKLIST: counter.checklist,
    Kind.FAQ: counter.faq,
    Kind.FRAUD_TYPE: counter.fraud_type,
    Kind.BULLETIN: counter.bulletin,
    Kind.POLICY: staff.policy,
    Kind.CASE: staff.case,
    Kind.DUTIES: staff.duties,
    Kind.PLAN: staff.plan,
    Kind.REWARD: staff.reward,
    Kind.QUIZ: staff.quiz,
    Kind.GLOSSARY: reference.glossary,
    Kind.PHRASE: reference.phrase,
    Kind.CALENDAR: reference.calendar,
    Kind.RULESET: reference.ruleset,
    Kind.CLASSIFICATION: reference.classification,
}


def present(item: GuidanceItem, frame: Frame) -> CardModel:
    """What the card of ``item`` shows on the frame's day."""
    return _PRESENTATIONS.get(item.kind, reference.generic)(item, frame)
