"""Cards: one class a content kind where a kind asks something, one for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.ui.widgets.cards.asking import BulletinCard, PolicyCard
from hfc_desktop.ui.widgets.cards.card import Card
from hfc_desktop.ui.widgets.cards.checklist import ChecklistCard
from hfc_desktop.ui.widgets.cards.dialogue import ScenarioCard
from hfc_desktop.ui.widgets.cards.hotline import HotlineCard
from hfc_desktop.ui.widgets.cards.quiz import QuizCard
from hfc_desktop.ui.widgets.cards.restriction import RestrictionCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.ui.context import Context

_CLASSES: Final[Mapping[Kind, type[Card[Any]]]] = {
    Kind.SCENARIO: ScenarioCard,
    Kind.CHECKLIST: ChecklistCard,
    Kind.RESTRICTION: RestrictionCard,
    Kind.HOTLINE: HotlineCard,
    Kind.POLICY: PolicyCard,
    Kind.BULLETIN: BulletinCard,
    Kind.QUIZ: QuizCard,
}
"""Kinds that ask or compute something; every other kind is drawn from its presentation alone."""


def card_for(item: GuidanceItem, context: Context, known: Mapping[str, GuidanceItem | None] | None = None) -> Card[Any]:
    """The card of ``item``, reported to the reception as opened. ``focus_start`` puts the focus on it.

    ``known`` items, as ``LookupService.opened`` gives them, are not read again.
    Take it away by ``deleteLater``: a card lives until Qt has destroyed it.
    """
    made = _CLASSES.get(item.kind, Card)(item, context, known)
    context.reception.opened(item, made.frame.pack(item.id), item.title)
    return made
