"""Feedback after use: what somebody thinks of an item, counted by version and kept for the export.

Anybody who is signed in gives it, about what they used themselves, and a second thought replaces the first. Reading
other people's words needs ``Right.FEEDBACK_READ``, since free text may hold more than it should; counts need none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.desk import Feedback
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.rights import needs, open_to_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hfc_desktop.domain.desk import FeedbackCount, Wrong
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception import ItemUse
    from hfc_desktop.services.ports import Now, UnitOfWorkFactory

FEEDBACK = "feedback"
"""Kind of record, as it stands in events and in ``Changes``."""
_PRIVATE = "words"


class FeedbackService:
    """Feedback of one store."""

    def __init__(self, uow: UnitOfWorkFactory, now: Now) -> None:
        self._units = uow
        self._now = now

    @open_to_all("whoever served with an item may say whether it helped")
    def give(self, reception: str, uses: Sequence[ItemUse], actor: Actor, wrong: Wrong | None = None) -> Changes:
        """Keep what was thought of some items in a reception; uses without an answer are passed over.

        Args:
            reception: id of the reception; the same item in the same reception is one answer.
            uses: items with their answers; one without an item is a search that found nothing.
            actor: who says so.
            wrong: what is wrong with a hotline, where that was asked.
        """
        given = [
            self._feedback(f"{reception}:{use.item or f'missing-{place}'}", use, actor, wrong)
            for place, use in enumerate(uses)
            if use.helpful is not None
        ]
        if not given:
            return Changes()
        with self._units() as uow:
            for feedback in given:
                new = uow.desk.put_feedback(feedback)
                shared = document(feedback)
                words = {_PRIVATE: shared.pop(_PRIVATE)}
                uow.log.append(actor, FEEDBACK, feedback.id, Op.CREATE if new else Op.SET, shared, words)
            uow.commit()
        return Changes.of(FEEDBACK, *(feedback.id for feedback in given))

    def _feedback(self, record: str, use: ItemUse, actor: Actor, wrong: Wrong | None) -> Feedback:
        assert use.helpful is not None
        return Feedback(
            id=record,
            item=use.item,
            version=use.version,
            pack=use.pack,
            given=use.helpful,
            reason=wrong.value if wrong else "",
            words=use.gap,
            staff_no=actor.staff_no,
            organisation=actor.organisation,
            counter=actor.counter,
            at=self._now(),
        )

    @open_to_all("counts name nobody and stand on the card")
    def counts(self, item: str = "") -> Sequence[FeedbackCount]:
        """Answers by item and version; of one item if named."""
        with self._units(read_only=True) as uow:
            return uow.desk.feedback_counts(item)

    @needs(Right.FEEDBACK_READ, table=FEEDBACK)
    def entries(self, actor: Actor, since: date | None = None) -> Sequence[Feedback]:
        """All answers with their words, the oldest first, for the export and the inbox.

        Raises:
            SecurityRefusalError: the actor may not read other people's words.
        """
        with self._units(read_only=True) as uow:
            return uow.desk.feedback(since)
