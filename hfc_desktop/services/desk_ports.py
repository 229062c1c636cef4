"""What use cases of the desk need from the store: favourites, what was opened, feedback, receipts, quiz answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hfc_desktop.domain.desk import Feedback, FeedbackCount, Opened, Receipt
    from hfc_desktop.domain.training import QuestionState


class DeskRepository(Protocol):
    """What a desk keeps beside its records; each is a projection of the log."""

    def put_feedback(self, feedback: Feedback) -> bool:
        """Store an answer, replacing an earlier one; True when it is a new one."""
        ...

    def feedback(self, since: date | None = None) -> Sequence[Feedback]:
        """All answers, the oldest first."""
        ...

    def feedback_counts(self, item: str = "") -> Sequence[FeedbackCount]:
        """Answers by item and version; of one item if named."""
        ...

    def put_opened(self, reception: str, staff_no: str, organisation: str, opened: Iterable[Opened]) -> bool:
        """Store what was opened in a reception, replacing what was stored before; True when it is a new one."""
        ...

    def recent(self, staff_no: str, most: int) -> Sequence[str]:
        """Items that a person opened, the last one first."""
        ...

    def most_used(self, organisation: str, since: date, most: int) -> Sequence[str]:
        """Items that a branch opened most often since a day."""
        ...

    def favourites(self, staff_no: str) -> Sequence[str]:
        """A person's favourites in their order."""
        ...

    def put_favourites(self, staff_no: str, items: Sequence[str]) -> None:
        """Store a person's favourites."""
        ...

    def put_receipt(self, receipt: Receipt) -> bool:
        """Store a receipt; True when it is a new one. The first reading counts."""
        ...

    def receipts(self, staff_no: str = "") -> Sequence[Receipt]:
        """All receipts, or one person's."""
        ...

    def put_question(self, state: QuestionState) -> bool:
        """Store how far a person is with a question; True when it was never asked before."""
        ...

    def questions(self, staff_no: str) -> Sequence[QuestionState]:
        """All questions that a person answered at least once."""
        ...
