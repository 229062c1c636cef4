"""Joins training to the store: receipts, answers, who is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hfc_desktop.domain.people import Right, allows
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.training import QUESTION, RECEIPT
from hfc_desktop.ui import keys
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.training.view import TrainingView, readings_table, title_of
from hfc_desktop.ui.widgets.boxes import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.training import Asked, Progress
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.training import Notice, Reading, TrainingService, Verdict
    from hfc_desktop.ui.context import Context


class TrainingScreen(Screen):
    """Reading, learning, practising."""

    name: ClassVar[str] = "training"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = TrainingView(context.theme, lambda: context.navigator.act("practice"))
        self.setLayout(column(self.view))
        self._notices: tuple[Notice, ...] = ()
        self._session: list[Asked] = []
        self._at = 0
        self._waiting = False
        view = self.view
        view.notices.marked.connect(self._show_notice)
        view.notices.opened.connect(lambda: view.notice.confirm.setFocus())
        view.notice.read.connect(self._confirm)
        view.notice.card_wanted.connect(lambda: context.navigator.open("counter", view.notices.marked_id()))
        view.quiz.begun.connect(self._begin)
        view.quiz.chosen.connect(self._answer)
        view.quiz.go_on.connect(self._go_on)
        keys.bind(self, "training.read", self._confirm)

    # -- the screen contract ------------------------------------------------------------------------------------------

    def title(self) -> str:
        """What is trained."""
        return _("Training")

    def subject(self) -> str:
        """The notice that is shown."""
        return self.view.notices.marked_id() if self.view.middle.currentWidget() is self.view.notice else ""

    def arrive(self, argument: object = None) -> None:
        """Unread notices first; without any, the questions."""
        self._read_again()
        self.view.notices.setFocus()

    def go_back(self) -> bool:
        """A question under way is left; what was answered is kept."""
        if not self._session:
            return False
        self._session = []
        self._show_quizzes()
        return True

    def refresh(self, changes: Changes) -> None:
        """Somebody read or answered."""
        if changes.concerns(RECEIPT) or (changes.concerns(QUESTION) and not self._session):
            self._read_again()

    # -- notices ------------------------------------------------------------------------------------------------------

    def _training(self) -> TrainingService:
        return self.context.application.open_records().desk.training

    def _read_again(self) -> None:
        actor = self.context.session.actor
        if actor is None:
            return
        self.context.operations.query(lambda _progress: self._training().notices(actor), owner=self).in_lane(
            "training"
        ).on_success(self._show_notices).start()
        if not self._session:
            self._show_quizzes()

    def _show_notices(self, notices: tuple[Notice, ...]) -> None:
        self._notices = notices
        unread = sum(notice.read_at is None for notice in notices)
        self.view.show_count(unread)
        self.view.notices.show_notices(notices)
        if not unread and not self._session:
            self.view.middle.setCurrentWidget(self.view.quiz)

    def _show_notice(self, notice_id: str) -> None:
        found = next((notice for notice in self._notices if notice.item.id == notice_id), None)
        if found is not None:
            self.view.notice.show_notice(found)
            self.view.middle.setCurrentWidget(self.view.notice)

    def _confirm(self) -> None:
        """This person read the notice that is shown."""
        actor, notice = self.context.session.actor, self.subject()
        if actor is None or not notice:
            return
        self.context.operations.command(
            lambda _progress: (None, self._training().confirm(notice, actor)), owner=self
        ).on_success(lambda _nothing: self._next_unread()).start()

    def _next_unread(self) -> None:
        self.context.navigator.say(_("Noted that you read it."))
        self.view.notices.setFocus()

    # -- questions ----------------------------------------------------------------------------------------------------

    def _show_quizzes(self) -> None:
        actor = self.context.session.actor
        if actor is not None:
            self.context.operations.query(lambda _progress: self._progress_of(actor), owner=self).in_lane(
                "training.progress"
            ).on_success(self._show_progress).start()

    def _progress_of(self, actor: Actor) -> tuple[tuple[Progress, ...], dict[str, str], tuple[Reading, ...]]:
        """In the worker: how far one is, names of quizzes, and for a manager who is missing."""
        training = self._training()
        titles = {quiz.id: title_of(quiz) for quiz in training.quizzes(actor)}
        oversees = allows(actor.role, Right.TRAINING_OVERSEE)
        return training.progress(actor), titles, training.readings(actor) if oversees else ()

    def _show_progress(self, found: tuple[tuple[Progress, ...], dict[str, str], tuple[Reading, ...]]) -> None:
        progress, titles, readings = found
        table = readings_table(readings) if readings else ()
        self.view.quiz.show_progress(progress, lambda quiz: titles.get(quiz, quiz), table)

    def _begin(self, quiz: str) -> None:
        actor = self.context.session.actor
        if actor is not None:
            self.context.operations.query(
                lambda _progress: self._training().to_ask(actor, quiz), owner=self
            ).on_success(self._ask).start()

    def _ask(self, asked: Sequence[Asked]) -> None:
        self._session, self._at = list(asked), 0
        self.view.middle.setCurrentWidget(self.view.quiz)
        self._show_question()

    def _place(self) -> str:
        return _("Question {n} of {all}").format(n=self._at + 1, all=len(self._session))

    def _show_question(self) -> None:
        self._waiting = True
        self.view.quiz.show_question(self._place(), self._session[self._at].question)

    def _answer(self, number: int) -> None:
        actor = self.context.session.actor
        if actor is None or not self._waiting or self._at >= len(self._session):
            return
        asked = self._session[self._at]
        if number > len(asked.question.options):
            return
        self._waiting = False
        self.context.operations.command(
            lambda _progress: self._training().answer(asked.quiz, asked.question.id, number, actor), owner=self
        ).on_success(self._told).start()

    def _told(self, verdict: Verdict) -> None:
        ref = verdict.question.ref
        self.view.quiz.show_verdict(self._place(), verdict, lambda: self.context.navigator.open("counter", ref))

    def _go_on(self) -> None:
        self._at += 1
        if self._at < len(self._session):
            self._show_question()
            return
        count, self._session = len(self._session), []
        self.context.navigator.say(_("{n} questions answered.").format(n=count))
        self._show_quizzes()
        self.view.notices.setFocus()
