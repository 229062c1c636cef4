"""Builds the papers of a reception from what was gathered and from the guidance that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import free_text
from hfc_desktop.domain.documents import CheckLine, CheckPart, PathLine, PhoneLine, RestrictionPart, UsedItem
from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import Confidentiality, Kind
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.reward import Reward
from hfc_desktop.domain.interception import reward_for
from hfc_desktop.domain.reception_forms import InterceptionSheet, PoliceFacts, RestrictionSlip, RewardSheet
from hfc_desktop.errors import UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.reception import ChecklistResult, Reception
    from hfc_desktop.services.ports import GuidanceIndex

_POLICE: Final = ("hotline.110", "hotline.96110")
"""Numbers on the facts sheet, where the packs have them; the emergency number first."""


class ReceptionForms:
    """Builds forms over the active guidance.

    Args:
        guidance: where items are found; without it nothing that quotes an item can be built.
    """

    def __init__(self, guidance: GuidanceIndex) -> None:
        self._guidance = guidance

    def restriction_slip(self, reception: Reception) -> RestrictionSlip:
        """What the customer may take home about the restriction.

        Raises:
            UserMistakeError: no restriction was looked up, or its item is gone from the packs.
        """
        item = self._guidance.item(reception.restriction) if reception.restriction else None
        if not isinstance(item, Restriction):
            raise UserMistakeError("receptions.no_restriction")
        told = may_be_printed(item)
        imposed = reception.imposed if told else None
        return RestrictionSlip(
            reception=reception.id,
            at=reception.started_at,
            restriction=restriction_part(item, self._phones(item.hotlines)) if told else None,
            handover_post="" if told else item.handover_post,
            began_on=imposed.began_on if imposed else None,
            ends_on=imposed.ends_on if imposed else None,
            phones=self._phones(reception.hotlines),
            used=self._used(item, reception),
        )

    def police_facts(self, reception: Reception) -> PoliceFacts:
        """What the customer takes to the police.

        Raises:
            UserMistakeError: no stop-loss was begun.
        """
        under_way = reception.stop_loss
        if under_way is None:
            raise UserMistakeError("receptions.no_stop_loss")
        return PoliceFacts(
            reception=reception.id,
            at=reception.started_at,
            stop_loss=under_way,
            missing=under_way.missing(),
            phones=self._phones(_POLICE),
            used=UsedItem(
                item=under_way.item,
                title=under_way.title,
                title_en="",
                version=under_way.version,
                pack=under_way.pack,
            ),
        )

    def interception(self, reception: Reception) -> InterceptionSheet:
        """The record of a stopped fraud.

        Raises:
            UserMistakeError: no interception was written down.
        """
        found = reception.interception
        if found is None:
            raise UserMistakeError("receptions.no_interception")
        kind = self._guidance.item(found.fraud_type) if found.fraud_type else None
        items = [self._guidance.item(use.item) for use in reception.uses if use.item]
        return InterceptionSheet(
            reception=reception.id,
            at=reception.started_at,
            interception=found,
            fraud_type=self._used(kind, reception) if kind else None,
            checklist=_check_part(reception.checklist) if reception.checklist else None,
            path=_path(reception),
            follow_up_by=found.follow_up_by(),
            used=tuple(self._used(item, reception) for item in items if item is not None),
        )

    def reward(self, reception: Reception) -> RewardSheet:
        """The application for the reward.

        Raises:
            UserMistakeError: no interception was written down, or the table has no row for it.
        """
        found = reception.interception
        if found is None:
            raise UserMistakeError("receptions.no_interception")
        tables = (item for item in self._guidance.items_of(Kind.REWARD) if isinstance(item, Reward))
        table = next((item for item in tables if item.holds_on(found.at.date())), None)
        due = reward_for(table, found, self._guidance.pack_of(table.id)) if table else None
        if due is None:
            raise UserMistakeError("receptions.no_reward")
        return RewardSheet(reception=reception.id, at=reception.started_at, interception=found, due=due)

    def _phones(self, ids: tuple[str, ...]) -> tuple[PhoneLine, ...]:
        return phone_lines(self._guidance.item(item_id) for item_id in ids)

    def _used(self, item: GuidanceItem, reception: Reception) -> UsedItem:
        use = reception.used(item.id)
        return UsedItem(
            item=item.id,
            title=item.title,
            title_en=item.title_en,
            version=use.version if use else item.version,
            pack=use.pack if use else self._guidance.pack_of(item.id),
            is_sample=item.is_sample,
        )


def may_be_printed(item: GuidanceItem) -> bool:
    """Whether an item may be on any paper."""
    return item.print_allowed and item.confidentiality is not Confidentiality.RESTRICTED


def phone_lines(items: Iterable[GuidanceItem | None]) -> tuple[PhoneLine, ...]:
    """Numbers of those hotlines that may be printed."""
    return tuple(
        PhoneLine(
            organ=item.organ,
            organ_en=item.title_en,
            number=number.number,
            hours=item.hours,
            note=number.note,
            verified_on=item.last_verified,
            is_sample=item.is_sample,
        )
        for item in items
        if isinstance(item, Hotline) and may_be_printed(item)
        for number in item.numbers
    )


def restriction_part(item: Restriction, phones: tuple[PhoneLine, ...], *, code: bool = False) -> RestrictionPart:
    """What may be told of a restriction; ``code`` for the file copy alone."""
    return RestrictionPart(
        title=item.title,
        title_en=item.title_en,
        imposer=item.imposer_text,
        effect=item.effect.text,
        duration=item.duration.text,
        lifter=item.lifter,
        steps=item.steps,
        papers=item.papers,
        phones=phones,
        grounds=tuple(f"{source.title} {source.article}".strip() for source in item.ground),
        code=item.code if code else "",
        imposed_by=item.imposer,
        version=item.version,
        is_sample=item.is_sample,
    )


def _check_part(result: ChecklistResult) -> CheckPart:
    return CheckPart(
        title=result.title,
        version=result.version,
        lines=tuple(
            CheckLine(text=answer.text, answer=free_text.masked(answer.answer), points=answer.points)
            for answer in result.answers
        ),
        score=result.score,
        level=result.level,
        label=result.label,
        stopped_by=result.stopped_by,
    )


def _path(reception: Reception) -> tuple[PathLine, ...]:
    return tuple(
        PathLine(
            step=step.text,
            answer=free_text.masked(step.answer),
            at=step.at,
            note=free_text.masked(step.note),
            flag=step.flag,
        )
        for step in reception.path
    )
