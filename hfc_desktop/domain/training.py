"""Learning by spaced repetition: a question that was answered rightly comes back later each time, a wrong one soon.

The boxes are those of Leitner: a right answer lifts a question by one box, a wrong one drops it to the first. A
question whose text or answer was changed counts as never asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from hfc_desktop.domain.guidance.quiz import Question, Quiz

DAYS_OF_BOX: Final = (1, 3, 7, 16, 35, 90)
"""Days until a question of each box is asked again."""
KNOWN_BOX: Final = 3
"""From this box on a question counts as known: it was right three times running, over ten days or more."""
SESSION: Final = 10
"""Questions in one sitting: about three minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionState:
    """How far one person is with one question.

    Attributes:
        box: 1 to 6, as in ``DAYS_OF_BOX``; 0 when it was never answered.
        due: day from which it may be asked again.
        digest: of the question as it was asked.
        last_right: whether the last answer was right.
    """

    staff_no: str
    quiz: str
    question: str
    digest: str
    box: int = 0
    due: date = date.min
    right: int = 0
    wrong: int = 0
    last_right: bool = False

    @property
    def id(self) -> str:
        """One state a person and question."""
        return f"{self.staff_no}:{self.quiz}:{self.question}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a quiz, to be asked now."""

    quiz: str
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one person is with one quiz.

    Attributes:
        questions: how many it has.
        answered: how many were answered at least once.
        right: how many were right the last time.
        known: how many sit in ``KNOWN_BOX`` or above.
        due: how many may be asked today, new ones included.
        passed: whether enough were right the last time, of all questions.
    """

    quiz: str
    questions: int
    answered: int
    right: int
    known: int
    due: int
    passed: bool


def digest_of(question: Question) -> str:
    """A short hash of what is asked and what is right."""
    text = "\n".join((question.stem, *question.options, str(question.answer)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def answered(before: QuestionState, right: bool, today: date) -> QuestionState:
    """The state after one more answer on ``today``."""
    box = min(before.box + 1, len(DAYS_OF_BOX)) if right else 1
    return replace(
        before,
        box=box,
        due=today + timedelta(days=DAYS_OF_BOX[box - 1]),
        right=before.right + right,
        wrong=before.wrong + (not right),
        last_right=right,
    )


def state_of(
    known: Mapping[tuple[str, str], QuestionState], staff_no: str, quiz: Quiz, question: Question
) -> QuestionState:
    """The stored state of a question, or a fresh one if there is none or the question was changed."""
    fresh = QuestionState(staff_no=staff_no, quiz=quiz.id, question=question.id, digest=digest_of(question))
    stored = known.get((quiz.id, question.id))
    return stored if stored is not None and stored.digest == fresh.digest else fresh


def to_ask(
    quizzes: Iterable[Quiz],
    known: Mapping[tuple[str, str], QuestionState],
    staff_no: str,
    today: date,
    most: int = SESSION,
) -> tuple[Asked, ...]:
    """What to ask today: what is due for longest and sits lowest first, then what was never asked, in its order."""
    states = [
        (state_of(known, staff_no, quiz, question), Asked(quiz.id, question))
        for quiz in quizzes
        for question in quiz.questions
    ]
    due = sorted(
        (pair for pair in states if pair[0].box and pair[0].due <= today), key=lambda pair: (pair[0].due, pair[0].box)
    )
    new = [pair for pair in states if not pair[0].box]
    return tuple(asked for _state, asked in (*due, *new)[:most])


def progress_of(quiz: Quiz, known: Mapping[tuple[str, str], QuestionState], staff_no: str, today: date) -> Progress:
    """How far a person is with a quiz."""
    states = [state_of(known, staff_no, quiz, question) for question in quiz.questions]
    right = sum(state.last_right for state in states)
    return Progress(
        quiz=quiz.id,
        questions=len(states),
        answered=sum(bool(state.box) for state in states),
        right=right,
        known=sum(state.box >= KNOWN_BOX for state in states),
        due=sum(not state.box or state.due <= today for state in states),
        passed=bool(states) and 100 * right >= quiz.pass_percent * len(states),
    )
