"""Layout of training: notices at the left, the marked one or the question in the middle."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import ElidedLabel, badge, label, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.domain.guidance.quiz import Question
    from hfc_desktop.domain.training import Progress
    from hfc_desktop.services.training import Notice, Reading, Verdict
    from hfc_desktop.ui.theme import Theme

_ID: Final = int(Qt.ItemDataRole.UserRole)
_SHARE: Final = 0.3


def title_of(item: object) -> str:
    """Title of an item in the language in use."""
    chinese, english = str(getattr(item, "title", "")), str(getattr(item, "title_en", ""))
    return chinese if language() == CHINESE or not english else english


class Notices(QListWidget):
    """Notices, unread ones first.

    Attributes:
        marked: ``(id)`` of the notice that is to be shown.
        opened: Enter: go and read it.
    """

    marked = Signal(str)
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Notices to read"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._moved)
        self.itemActivated.connect(lambda _item: self.opened.emit())

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show them; the marked one stays marked."""
        before = self.marked_id()
        self.blockSignals(True)
        self.clear()
        for notice in notices:
            self.addItem(self._item(notice))
        at = next((at for at, notice in enumerate(notices) if notice.item.id == before), 0)
        self.blockSignals(False)
        if notices:
            self.setCurrentRow(at)

    def _item(self, notice: Notice) -> QListWidgetItem:
        unread = notice.read_at is None
        sign = (
            ("warn", "never") if unread and notice.item.urgent else ("record", "accent") if unread else ("check", "say")
        )
        made = QListWidgetItem(icons.icon(self._theme, *sign), title_of(notice.item))
        made.setData(_ID, notice.item.id)
        made.setToolTip(title_of(notice.item))
        state = _("not read yet") if unread else _("read")
        made.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{title_of(notice.item)}, {state}")
        if unread:
            made.setFont(self._theme.font(bold=True))
        return made

    def marked_id(self) -> str:
        """Id of the marked notice; empty for none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_ID))

    def _moved(self, now: QListWidgetItem | None, _before: object) -> None:
        if now is not None:
            self.marked.emit(str(now.data(_ID)))


class Paper(QScrollArea):
    """What is read in the middle; its parts are made anew each time."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(tokens.PAD)
        self._parts.setContentsMargins(tokens.ROOMY, tokens.ROOMY, tokens.ROOMY, tokens.ROOMY)
        inside = QWidget()
        inside.setLayout(self._parts)
        self.setWidget(inside)

    def fill(self, *parts: QWidget) -> None:
        """Show these parts from the top."""
        clear(self._parts)
        for part in parts:
            self._parts.addWidget(part)
            part.show()
        self._parts.addStretch(1)
        self.verticalScrollBar().setValue(0)


class NoticePaper(QFrame):
    """One notice, and the button that says that it was read.

    Attributes:
        read: it was read.
        card_wanted: all of it.
    """

    read = Signal()
    card_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._paper = Paper()
        self.confirm = button(_("I have read this notice"), self.read.emit, look="primary", key="training.read")
        self.card = button(_("Whole card"), self.card_wanted.emit)
        self.state = label("", Type.CAPTION, "say")
        line = row(self.state, None, self.card, self.confirm)
        line.setContentsMargins(tokens.ROOMY, tokens.GAP, tokens.ROOMY, tokens.PAD)
        whole = column(self._paper, line, gap=0, margin=tokens.HAIR)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_notice(self, notice: Notice) -> None:
        """Show one."""
        item = notice.item
        since = _("In force from {day}").format(day=item.effective_from.isoformat())
        head = f"{since} · {notice.pack} · v{item.version}"
        parts: list[QWidget] = [label_wrapped(title_of(item), Type.PAGE_TITLE), paragraph(head, Type.CAPTION, "second")]
        if item.urgent:
            parts.append(badge(_("Urgent"), "never"))
        parts += [paragraph(fact) for fact in item.facts]
        for pair in item.comparison:
            before = paragraph(f"{_('Before')}: {pair.before}", ink="second")
            after = paragraph(f"{_('After')}: {pair.after}")
            parts.append(
                surface(column(label(pair.aspect, Type.STRONG), before, after, gap=tokens.STEP, margin=tokens.GAP))
            )
        if item.script:
            said = column(label(_("What to say"), Type.STRONG, "say"), gap=tokens.STEP, margin=tokens.GAP)
            for line in item.script:
                said.addWidget(paragraph(line.text))
            parts.append(surface(said, "say"))
        if item.do_not_say:
            never = column(label(_("Must not be said"), Type.STRONG, "never"), gap=tokens.STEP, margin=tokens.GAP)
            for words in item.do_not_say:
                never.addWidget(paragraph(words))
            parts.append(surface(never, "never"))
        self._paper.fill(*parts)
        self.confirm.setVisible(notice.read_at is None)
        self.state.setText(
            "" if notice.read_at is None else _("Read on {day}").format(day=f"{notice.read_at:%Y-%m-%d %H:%M}")
        )


class QuizPaper(QFrame):
    """A question under way, or how far one is.

    Attributes:
        begun: ``(quiz id)`` is to be asked; empty for all of them.
        chosen: ``(number)`` from 1.
        go_on: the next question.
    """

    begun = Signal(str)
    chosen = Signal(int)
    go_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._paper = Paper()
        self.setLayout(column(self._paper, margin=tokens.HAIR))
        self.first: QPushButton | None = None
        keys.bind_digits(self, "card.answer", lambda at: self.chosen.emit(at + 1))

    def show_progress(
        self, progress: Sequence[Progress], titles: Callable[[str], str], missing: Sequence[QWidget]
    ) -> None:
        """How far one is with each quiz, and the way to start."""
        due = sum(one.due for one in progress)
        begin = button(_("Start"), partial(self.begun.emit, ""), look="primary", big=True)
        begin.setEnabled(bool(due))
        begin.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.first = begin
        count = ngettext("{n} question is due today", "{n} questions are due today", due).format(n=due)
        parts: list[QWidget] = [
            label(_("Quiz questions"), Type.PAGE_TITLE),
            paragraph(
                _("What you know comes back later each time, what you got wrong comes back tomorrow."), ink="second"
            ),
            label(count if due else _("Nothing is due today."), Type.STRONG),
            begin,
        ]
        parts += [self._quiz(one, titles(one.quiz)) for one in progress]
        self._paper.fill(*parts, *missing)

    def _quiz(self, one: Progress, title: str) -> QWidget:
        state = badge(_("Passed"), "say") if one.passed else badge(_("Not passed yet"), "plain")
        facts = _("{answered} of {all} answered · {right} right last time · {known} known · {due} due").format(
            answered=one.answered, all=one.questions, right=one.right, known=one.known, due=one.due
        )
        again = button(_("Only this one"), partial(self.begun.emit, one.quiz))
        again.setEnabled(bool(one.due))
        text = column(ElidedLabel(title, Type.STRONG), paragraph(facts, Type.CAPTION, "second"), gap=tokens.STEP)
        line = row(text, state, again, gap=tokens.PAD, margin=tokens.PAD)
        line.setStretch(0, 1)
        return surface(line)

    def show_question(self, place: str, question: Question) -> None:
        """Ask."""
        parts: list[QWidget] = [paragraph(place, Type.CAPTION, "second"), label_wrapped(question.stem, Type.SPOKEN)]
        answers = []
        for number, text in enumerate(question.options, 1):
            answer = button("", partial(self.chosen.emit, number), big=True)
            answer.setText(f"{number}  {text}")
            answer.setAccessibleName(text)
            answer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            answer.setProperty("aligned", "left")
            answers.append(answer)
        self.first = answers[0]
        self._paper.fill(*parts, *answers)
        self.first.setFocus()

    def show_verdict(self, place: str, verdict: Verdict, card: Callable[[], object]) -> None:
        """Say whether it was right and why, and when it comes back."""
        question = verdict.question
        word = (
            _("Right.")
            if verdict.right
            else _("Not right: {answer}").format(answer=question.options[question.answer - 1])
        )
        told = surface(
            column(label_wrapped(word, Type.STRONG), paragraph(question.explain), gap=tokens.STEP, margin=tokens.PAD),
            "say" if verdict.right else "never",
        )
        following = button(_("Go on"), self.go_on.emit, look="primary", big=True)
        more = button(_("What it is about"), card, look="link")
        more.setVisible(bool(question.ref))
        for part in (following, more):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.first = following
        back = _("Comes back on {day}.").format(day=verdict.state.due.isoformat())
        self._paper.fill(
            paragraph(place, Type.CAPTION, "second"),
            label_wrapped(question.stem, Type.SPOKEN),
            told,
            paragraph(back, Type.CAPTION, "second"),
            following,
            more,
        )
        following.setFocus()


def label_wrapped(text: str, size: Type) -> QWidget:
    """A title that breaks its lines."""
    return paragraph(text, size)


class TrainingView(QWidget):
    """Notices at the left; what is read or asked in the middle."""

    def __init__(self, theme: Theme, practise: Callable[[], object]) -> None:
        super().__init__()
        self.notices = Notices(theme)
        self.notice, self.quiz = NoticePaper(), QuizPaper()
        self.middle = QStackedWidget()
        self.middle.addWidget(self.quiz)
        self.middle.addWidget(self.notice)
        self.count = label("", Type.CARD_TITLE)
        self.questions = button(
            _("Quiz questions"), lambda: self.middle.setCurrentWidget(self.quiz), icon="check", theme=theme
        )
        practice = button(_("Practice on invented data"), practise, icon="training", theme=theme)
        side = column(self.count, self.notices, self.questions, practice, gap=tokens.GAP)
        side.setStretch(1, 1)
        self._left = QWidget()
        self._left.setLayout(side)
        whole = row(self._left, self.middle, gap=tokens.PAD, margin=tokens.PAD)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: object) -> None:
        """The list takes its share."""
        self._left.setFixedWidth(max(tokens.LIST_WIDTH[0], min(tokens.LIST_WIDTH[1], int(self.width() * _SHARE))))

    def show_count(self, unread: int) -> None:
        """How many notices wait."""
        text = ngettext("{n} notice to read", "{n} notices to read", unread).format(n=unread)
        self.count.setText(text if unread else _("All notices read"))


def readings_table(readings: Sequence[Reading]) -> tuple[QWidget, ...]:
    """For whoever oversees training: who has not read what."""
    parts: list[QWidget] = [label(_("Who has not read what"), Type.CARD_TITLE)]
    for reading in readings:
        people = _(", ").join(f"{user.post} {user.staff_no}" for user in reading.missing)
        done = _("{n} have read it").format(n=reading.read)
        missing = _("still missing: {people}").format(people=people) if people else _("nobody is missing")
        parts.append(
            surface(
                column(
                    paragraph(title_of(reading.item), Type.STRONG),
                    paragraph(f"{done} · {missing}", Type.CAPTION, "second" if not people else "warn"),
                    gap=tokens.STEP,
                    margin=tokens.PAD,
                )
            )
        )
    return tuple(parts)
