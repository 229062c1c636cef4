"""Training: notices with receipts of who read which version, and quizzes that come back until they are known.

Everybody reads and learns for themselves; seeing who is missing needs ``Right.TRAINING_OVERSEE``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from hfc_desktop.domain.desk import Receipt
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.guidance.vocabulary import ItemStatus, Kind
from hfc_desktop.domain.people import AUDIENCES, Right, Role
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.training import SESSION, answered, progress_of, state_of, to_ask
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.rights import needs, open_to_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hfc_desktop.domain.guidance.bulletin import Bulletin
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.quiz import Question, Quiz
    from hfc_desktop.domain.people import Actor, User
    from hfc_desktop.domain.training import Asked, Progress, QuestionState
    from hfc_desktop.services.ports import GuidanceIndex, Now, UnitOfWork, UnitOfWorkFactory

RECEIPT = "receipt"
QUESTION = "question"
"""Kinds of record, as they stand in events and in ``Changes``."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A bulletin that this person must read.

    Attributes:
        read_at: when this version was read; ``None`` while it was not.
    """

    item: Bulletin
    pack: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a branch is with one notice."""

    item: Bulletin
    read: int
    missing: tuple[User, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of an answer."""

    right: bool
    question: Question
    state: QuestionState


class TrainingService:
    """Notices and quizzes of one store, over the active guidance."""

    def __init__(self, uow: UnitOfWorkFactory, guidance: GuidanceIndex | None, now: Now) -> None:
        self._units = uow
        self._guidance = guidance
        self._now = now

    # -- notices ------------------------------------------------------------------------------------------------------

    @open_to_all("everybody learns: own notices, own answers")
    def notices(self, actor: Actor) -> tuple[Notice, ...]:
        """Notices for this person: unread ones first, urgent before others, the newest first."""
        with self._units(read_only=True) as uow:
            read = {(receipt.item, receipt.version): receipt.at for receipt in uow.desk.receipts(actor.staff_no)}
        found = [
            Notice(item, self._pack_of(item.id), read.get((item.id, item.version)))
            for item in self._bulletins(actor.role)
        ]
        found.sort(key=lambda notice: notice.item.effective_from, reverse=True)
        return tuple(sorted(found, key=lambda notice: (notice.read_at is not None, not notice.item.urgent)))

    @open_to_all("everybody learns: own notices, own answers")
    def unread(self, actor: Actor) -> int:
        """How many notices this person has not read."""
        return sum(notice.read_at is None for notice in self.notices(actor))

    @open_to_all("everybody learns: own notices, own answers")
    def confirm(self, item_id: str, actor: Actor) -> Changes:
        """Keep that this person read a notice, in the version that is active now. The first reading counts.

        Raises:
            UserMistakeError: it is no notice of the active packs for this person.
        """
        item = next((one for one in self._bulletins(actor.role) if one.id == item_id), None)
        if item is None:
            raise UserMistakeError("desk.no_notice", id=item_id)
        receipt = Receipt(
            staff_no=actor.staff_no,
            organisation=actor.organisation,
            item=item.id,
            version=item.version,
            pack=self._pack_of(item.id),
            at=self._now(),
        )
        with self._units() as uow:
            if not uow.desk.put_receipt(receipt):
                return Changes()
            uow.log.append(actor, RECEIPT, receipt.id, Op.CREATE, document(receipt))
            uow.commit()
        return Changes.of(RECEIPT, receipt.id)

    @needs(Right.TRAINING_OVERSEE, table=RECEIPT)
    def readings(self, actor: Actor) -> tuple[Reading, ...]:
        """Who of the branch has not read which notice yet.

        Raises:
            SecurityRefusalError: the actor does not oversee training.
        """
        with self._units(read_only=True) as uow:
            users = [user for user in uow.people.users() if user.active and user.organisation == actor.organisation]
            read = {(receipt.staff_no, receipt.item, receipt.version) for receipt in uow.desk.receipts()}
        return tuple(self._reading(item, users, read) for item in self._bulletins(actor.role))

    @staticmethod
    def _reading(item: Bulletin, users: Sequence[User], read: set[tuple[str, str, int]]) -> Reading:
        concerned = [user for user in users if _is_for(item, user.role)]
        missing = tuple(user for user in concerned if (user.staff_no, item.id, item.version) not in read)
        return Reading(item, len(concerned) - len(missing), missing)

    def _bulletins(self, role: Role) -> list[Bulletin]:
        today = self._now().date()
        items = [] if self._guidance is None else self._guidance.items_of(Kind.BULLETIN)
        return [
            cast("Bulletin", item)
            for item in items
            if item.status is ItemStatus.ACTIVE
            and (item.valid_to is None or today <= item.valid_to)
            and _is_for(item, role)
        ]

    def _pack_of(self, item: str) -> str:
        return "" if self._guidance is None else self._guidance.pack_of(item)

    # -- quizzes ------------------------------------------------------------------------------------------------------

    @open_to_all("everybody learns: own notices, own answers")
    def quizzes(self, actor: Actor) -> tuple[Quiz, ...]:
        """Quizzes for this person, by id."""
        items = [] if self._guidance is None else self._guidance.items_of(Kind.QUIZ)
        today = self._now().date()
        return tuple(cast("Quiz", item) for item in items if item.holds_on(today) and _is_for(item, actor.role))

    @open_to_all("everybody learns: own notices, own answers")
    def to_ask(self, actor: Actor, quiz: str = "", most: int = SESSION) -> tuple[Asked, ...]:
        """Questions to ask this person today, of one quiz if named."""
        wanted = [one for one in self.quizzes(actor) if not quiz or one.id == quiz]
        with self._units(read_only=True) as uow:
            known = _known(uow, actor)
        return to_ask(wanted, known, actor.staff_no, self._now().date(), most)

    @open_to_all("everybody learns: own notices, own answers")
    def answer(self, quiz: str, question: str, chosen: int, actor: Actor) -> tuple[Verdict, Changes]:
        """Take an answer, counted from 1, and set when the question comes back.

        Raises:
            UserMistakeError: there is no such question for this person.
        """
        found = next(
            (
                (one, asked)
                for one in self.quizzes(actor)
                for asked in one.questions
                if (one.id, asked.id) == (quiz, question)
            ),
            None,
        )
        if found is None:
            raise UserMistakeError("desk.no_question", id=f"{quiz}/{question}")
        whole, asked = found
        right = chosen == asked.answer
        with self._units() as uow:
            before = state_of(_known(uow, actor), actor.staff_no, whole, asked)
            after = answered(before, right, self._now().date())
            op = Op.CREATE if uow.desk.put_question(after) else Op.SET
            uow.log.append(actor, QUESTION, after.id, op, document(after))
            uow.commit()
        return Verdict(right, asked, after), Changes.of(QUESTION, after.id)

    @open_to_all("everybody learns: own notices, own answers")
    def progress(self, actor: Actor) -> tuple[Progress, ...]:
        """How far this person is with each quiz."""
        with self._units(read_only=True) as uow:
            known = _known(uow, actor)
        today = self._now().date()
        return tuple(progress_of(quiz, known, actor.staff_no, today) for quiz in self.quizzes(actor))


def _is_for(item: GuidanceItem, role: Role) -> bool:
    return bool(set(item.audience) & set(AUDIENCES[role]))


def _known(uow: UnitOfWork, actor: Actor) -> Mapping[tuple[str, str], QuestionState]:
    return {(state.quiz, state.question): state for state in uow.desk.questions(actor.staff_no)}
