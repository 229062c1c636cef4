"""Feedback, opened items, favourites, receipts and states of questions between domain values and tables."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from hfc_desktop.domain.desk import Feedback, FeedbackCount, Receipt
from hfc_desktop.domain.reception import Usefulness
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.training import QuestionState
from hfc_desktop.storage.models import FavouriteRow, FeedbackRow, OpenedRow, QuestionRow, ReceiptRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from hfc_desktop.domain.desk import Opened


class SqlDesk:
    """``ports.DeskRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- feedback ---------------------------------------------------------------------------------------------------

    def put_feedback(self, feedback: Feedback) -> bool:
        """Store an answer, replacing an earlier one; True when it is a new one."""
        new = self._session.get(FeedbackRow, feedback.id) is None
        self._session.merge(FeedbackRow(**document(feedback)))
        return new

    def feedback(self, since: date | None = None) -> Sequence[Feedback]:
        """All answers, the oldest first."""
        wanted = select(FeedbackRow).order_by(FeedbackRow.at, FeedbackRow.id)
        if since is not None:
            wanted = wanted.where(FeedbackRow.at >= since.isoformat())
        return [_feedback(row) for row in self._session.scalars(wanted)]

    def feedback_counts(self, item: str = "") -> Sequence[FeedbackCount]:
        """Answers by item and version; of one item if named."""
        wanted = select(FeedbackRow.item, FeedbackRow.version, FeedbackRow.given, func.count()).group_by(
            FeedbackRow.item, FeedbackRow.version, FeedbackRow.given
        )
        if item:
            wanted = wanted.where(FeedbackRow.item == item)
        found: dict[tuple[str, int], Counter[str]] = {}
        for name, version, given, number in self._session.execute(wanted):
            found.setdefault((name, version), Counter())[given] += number
        return [
            FeedbackCount(item=name, version=version, **{answer.value: counts[answer.value] for answer in Usefulness})
            for (name, version), counts in sorted(found.items())
        ]

    # -- what was opened --------------------------------------------------------------------------------------------

    def put_opened(self, reception: str, staff_no: str, organisation: str, opened: Iterable[Opened]) -> bool:
        """Store what was opened in a reception, replacing what was stored before; True when it is a new reception."""
        known = select(func.count()).select_from(OpenedRow).where(OpenedRow.reception == reception)
        new = not self._session.scalar(known)
        self._session.execute(delete(OpenedRow).where(OpenedRow.reception == reception))
        self._session.add_all(
            OpenedRow(
                reception=reception,
                item=one.item,
                version=one.version,
                staff_no=staff_no,
                organisation=organisation,
                at=one.at.isoformat(),
            )
            for one in opened
        )
        self._session.flush()
        return new

    def recent(self, staff_no: str, most: int) -> Sequence[str]:
        """Items that a person opened, the last one first."""
        last = func.max(OpenedRow.at)
        wanted = (
            select(OpenedRow.item)
            .where(OpenedRow.staff_no == staff_no)
            .group_by(OpenedRow.item)
            .order_by(last.desc(), OpenedRow.item)
            .limit(most)
        )
        return self._session.scalars(wanted).all()

    def most_used(self, organisation: str, since: date, most: int) -> Sequence[str]:
        """Items that a branch opened most often since a day."""
        wanted = (
            select(OpenedRow.item)
            .where(OpenedRow.organisation == organisation, OpenedRow.at >= since.isoformat())
            .group_by(OpenedRow.item)
            .order_by(func.count().desc(), OpenedRow.item)
            .limit(most)
        )
        return self._session.scalars(wanted).all()

    # -- favourites -------------------------------------------------------------------------------------------------

    def favourites(self, staff_no: str) -> Sequence[str]:
        """A person's favourites in their order."""
        wanted = select(FavouriteRow.item).where(FavouriteRow.staff_no == staff_no).order_by(FavouriteRow.position)
        return self._session.scalars(wanted).all()

    def put_favourites(self, staff_no: str, items: Sequence[str]) -> None:
        """Store a person's favourites."""
        self._session.execute(delete(FavouriteRow).where(FavouriteRow.staff_no == staff_no))
        self._session.add_all(
            FavouriteRow(staff_no=staff_no, position=place, item=item) for place, item in enumerate(items)
        )
        self._session.flush()

    # -- training ---------------------------------------------------------------------------------------------------

    def put_receipt(self, receipt: Receipt) -> bool:
        """Store a receipt; True when it is a new one. The first reading counts."""
        if self._session.get(ReceiptRow, (receipt.staff_no, receipt.item, receipt.version)) is not None:
            return False
        self._session.add(ReceiptRow(**document(receipt)))
        self._session.flush()
        return True

    def receipts(self, staff_no: str = "") -> Sequence[Receipt]:
        """All receipts, or one person's."""
        wanted = select(ReceiptRow).order_by(ReceiptRow.staff_no, ReceiptRow.item, ReceiptRow.version)
        if staff_no:
            wanted = wanted.where(ReceiptRow.staff_no == staff_no)
        return [_receipt(row) for row in self._session.scalars(wanted)]

    def put_question(self, state: QuestionState) -> bool:
        """Store how far a person is with a question; True when it was never asked before."""
        new = self._session.get(QuestionRow, (state.staff_no, state.quiz, state.question)) is None
        self._session.merge(QuestionRow(**document(state)))
        return new

    def questions(self, staff_no: str) -> Sequence[QuestionState]:
        """All questions that a person answered at least once."""
        wanted = select(QuestionRow).where(QuestionRow.staff_no == staff_no)
        return [_question(row) for row in self._session.scalars(wanted)]


def _feedback(row: FeedbackRow) -> Feedback:
    return Feedback(
        id=row.id,
        item=row.item,
        version=row.version,
        pack=row.pack,
        given=Usefulness(row.given),
        reason=row.reason,
        words=row.words,
        staff_no=row.staff_no,
        organisation=row.organisation,
        counter=row.counter,
        at=datetime.fromisoformat(row.at),
    )


def _receipt(row: ReceiptRow) -> Receipt:
    return Receipt(
        staff_no=row.staff_no,
        organisation=row.organisation,
        item=row.item,
        version=row.version,
        pack=row.pack,
        at=datetime.fromisoformat(row.at),
    )


def _question(row: QuestionRow) -> QuestionState:
    return QuestionState(
        staff_no=row.staff_no,
        quiz=row.quiz,
        question=row.question,
        digest=row.digest,
        box=row.box,
        due=date.fromisoformat(row.due),
        right=row.right,
        wrong=row.wrong,
        last_right=row.last_right,
    )
