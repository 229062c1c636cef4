"""Quizzes: every question has one right answer among its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.quiz import Quiz
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def _questions(item: Quiz) -> Findings:
    seen: set[str] = set()
    for number, question in enumerate(item.questions):
        path = ("questions", number)
        if question.id in seen:
            yield error((*path, "id"), "id.inside_twice", id=question.id)
        seen.add(question.id)
        if len(question.options) < 2:
            yield error((*path, "options"), "quiz.few_options")
        elif len(set(question.options)) < len(question.options):
            yield error((*path, "options"), "quiz.same_options")
        if not 1 <= question.answer <= len(question.options):
            yield error((*path, "answer"), "quiz.answer_range", value=question.answer, count=len(question.options))


def rules(item: Quiz, _context: Context) -> Findings:
    """Questions, pass mark, terms."""
    if not item.questions:
        yield error(("questions",), "list.empty", field="questions")
    yield from _questions(item)
    if not 1 <= item.pass_percent <= 100:
        yield error(("pass_percent",), "quiz.pass_range", value=item.pass_percent)
    if item.due_days <= 0:
        yield error(("due_days",), "number.not_positive", field="due_days")
    if item.retries < 0:
        yield error(("retries",), "number.negative", field="retries")


def search_text(item: Quiz) -> SearchText:
    """Found by its questions; shows the first."""
    stems = [question.stem for question in item.questions]
    return made(item, first_words=first(stems), weak=[*stems, *(question.explain for question in item.questions)])
