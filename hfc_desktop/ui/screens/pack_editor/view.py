"""Layout of the authoring desk: tree, text or form, card; faults below; the steps of the pack above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hfc_desktop.domain.authoring import Stage
from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.screens.pack_editor.form import FormView
from hfc_desktop.ui.screens.pack_editor.tree import PackTree, entry_title
from hfc_desktop.ui.screens.pack_editor.yaml_edit import YamlEdit
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import ElidedLabel, badge, label, paragraph
from hfc_desktop.wording.faults import fault_hint, fault_text, severity_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.domain.authoring import Entry, Outline, Problem
    from hfc_desktop.ui.theme import Theme

_PREVIEW: Final = 380
"""Width of the card: that of the compact counter window."""
_TREE: Final = (176, 240)
_PROBLEMS: Final = (92, 150)
_PROBLEM: Final = int(Qt.ItemDataRole.UserRole)
_SHOWN: Final = 300
"""Most faults that are listed; the heading counts all."""
_TONES: Final = {
    Stage.DRAFT: "plain",
    Stage.REVIEW: "warn",
    Stage.APPROVED: "say",
    Stage.SIGNED: "say",
    Stage.PUBLISHED: "accent",
}


class EditorView(QWidget):
    """Everything on the screen; the screen decides what it shows.

    Attributes:
        problem_wanted: ``(Problem)`` go there.
    """

    problem_wanted = Signal(object)

    def __init__(self, theme: Theme, act: Callable[[str], object]) -> None:
        super().__init__()
        self._act, self._theme = act, theme
        self.tree, self.yaml, self.form = PackTree(), YamlEdit(theme), FormView()
        self._tools(act)
        self.centre = QStackedWidget()
        self.centre.addWidget(self.yaml)
        self.centre.addWidget(self.form)
        self._card = QVBoxLayout()
        self._card.setContentsMargins(0, 0, 0, 0)
        self.preview = QWidget()
        self.preview.setLayout(self._card)
        self.preview.setAccessibleName(_("Preview at the counter"))
        self._wanted = self._listed = False
        self.problems = QListWidget()
        self.problems.setAccessibleName(_("Problems"))
        self.problems.setWordWrap(True)
        self.problems.itemActivated.connect(self._go)
        self.problems.itemClicked.connect(self._go)
        self._count = ElidedLabel("", Type.STRONG)
        self._lay_out()
        self.show_nothing()

    def _tools(self, act: Callable[[str], object]) -> None:
        def made(name: str, text: str, look: str = "plain") -> QPushButton:
            key = f"editor.{name}" if f"editor.{name}" in keys.BY_NAME else ""
            return button(text, lambda: act(name), look=look, key=key)

        self.open = made("open", _("Open…"), "quiet")
        self.new_item = made("new_item", _("New item…"), "quiet")
        self.save = made("save", _("Save"))
        self.switch = made("view", _("As a form"))
        self.check = made("check", _("Check all"))
        self.show_card = made("preview", _("Preview"))
        self.compare = made("compare", _("Compare"))
        self.back = button(_("Give back…"), lambda: act("give_back"))
        self.step = button("", lambda: act("step"), look="primary")
        self._tool_widgets = (
            self.open, self.new_item, self.save, self.switch, self.check, self.show_card, self.compare, self.back,
            self.step,
        )  # fmt: skip

    def _lay_out(self) -> None:
        self._title, self._stage = ElidedLabel("", Type.CARD_TITLE), QVBoxLayout()
        self._stage.setContentsMargins(0, 0, 0, 0)
        head = row(self._title, self._stage, self.open, self.new_item, self.back, self.step, gap=tokens.STEP)
        head.setStretch(0, 1)
        self._said = ElidedLabel("", Type.CAPTION, "second")
        tools = row(self._said, self.switch, self.save, self.check, self.show_card, self.compare, gap=tokens.STEP)
        tools.setStretch(0, 1)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setHandleWidth(tokens.GAP)
        self._parts.setChildrenCollapsible(False)
        for part in (self.tree, self.centre, self.preview):
            self._parts.addWidget(part)
        self._parts.setStretchFactor(1, 1)
        self.tree.setMinimumWidth(_TREE[0])
        self.preview.setMinimumWidth(_PREVIEW)
        self.preview.setMaximumWidth(_PREVIEW)
        self._below = QWidget()
        self._below.setLayout(column(self._count, self.problems, gap=tokens.STEP))
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setHandleWidth(tokens.GAP)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._parts)
        self._halves.addWidget(self._below)
        self._halves.setStretchFactor(0, 1)
        self._below.setMinimumHeight(self._count.sizeHint().height())
        self.problems.setMinimumHeight(0)
        self._empty = QWidget()
        self._all = QStackedWidget()
        self._all.addWidget(self._empty)
        self._all.addWidget(self._halves)
        self._bars = QWidget()
        self._bars.setLayout(column(head, tools, gap=tokens.STEP))
        whole = column(self._bars, self._all, gap=tokens.GAP)
        whole.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._empty.setLayout(self._welcome())

    def _welcome(self) -> QVBoxLayout:
        text = _(
            "Here head office writes guidance: open the folder with the sources of a pack, change an item, see its "
            "card beside it, check it, have somebody else approve it, and publish it as one signed file."
        )
        self.begin = button(
            _("Open a pack folder…"), lambda: self._act("open"), look="primary", icon="pack", theme=self._theme
        )
        made = column(
            label(_("Write guidance"), Type.PAGE_TITLE),
            paragraph(text, ink="second"),
            row(self.begin, button(_("New pack…"), lambda: self._act("new_pack")), None),
            None,
            gap=tokens.PAD,
            margin=tokens.ROOMY,
        )
        return made

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Before a pack was opened."""
        self._bars.hide()
        self._all.setCurrentIndex(0)

    def show_outline(self, outline: Outline, step: str, *, writes: bool, approves: bool) -> None:
        """The pack, its stage, and what comes next."""
        self._bars.show()
        self._all.setCurrentIndex(1)
        title = outline.title if language() == CHINESE or not outline.title_en else outline.title_en
        self._title.set_whole(f"{title} · {outline.version}")
        clear(self._stage)
        self._stage.addWidget(badge(term("pack_stage", outline.stage.value), _TONES[outline.stage]))
        self.tree.show_outline(outline)
        self.step.setVisible(bool(step))
        self.step.setText(f"{step}  {keys.shown('editor.step')}")
        self.step.setAccessibleName(step)
        self.back.setVisible(approves and outline.stage in (Stage.REVIEW, Stage.APPROVED))
        self.new_item.setVisible(writes)
        self.save.setVisible(writes)
        self.yaml.setReadOnly(not writes)

    def say(self, text: str) -> None:
        """One line on the state of what is edited."""
        self._said.set_whole(text)

    def show_view(self, *, form: bool) -> None:
        """The text or the form."""
        self.centre.setCurrentIndex(1 if form else 0)
        text = _("YAML") if form else _("As a form")
        self.switch.setText(f"{text}  {keys.shown('editor.view')}")
        self.switch.setAccessibleName(text)

    def show_card_of(self, card: QWidget | None, text: str = "") -> None:
        """The card, or why there is none."""
        clear(self._card)
        if card is not None:
            self._card.addWidget(card, 1)
        else:
            self._card.addWidget(paragraph(text, ink="second"))
            self._card.addStretch(1)

    def show_problems(self, problems: Sequence[Problem], current: Entry | None, *, whole: bool) -> None:
        """List faults; those of the entry in hand are marked in its text."""
        self.problems.clear()
        for problem in problems[:_SHOWN]:
            item = QListWidgetItem(_row(problem, current))
            item.setData(_PROBLEM, problem)
            item.setForeground(self._theme.colour("never" if problem.fault.is_error else "text"))
            self.problems.addItem(item)
        errors = sum(problem.fault.is_error for problem in problems)
        counts = (
            ngettext("{n} error", "{n} errors", errors).format(n=errors),
            ngettext("{n} remark", "{n} remarks", len(problems) - errors).format(n=len(problems) - errors),
        )
        scope = _("whole pack") if whole else _("this item")
        nothing = _("Nothing wrong was found ({scope}).").format(scope=scope)
        self._count.set_whole(f"{_(', ').join(counts)} · {scope}" if problems else nothing)
        lines = {
            problem.line: "never" if problem.fault.is_error else "warn"
            for problem in sorted(problems, key=lambda found: found.fault.is_error)
            if problem.entry == current and problem.line
        }
        self.yaml.mark(lines)
        if bool(problems) is not self._listed:
            self._listed = bool(problems)
            self._fit_problems()

    def _go(self, item: QListWidgetItem) -> None:
        self.problem_wanted.emit(item.data(_PROBLEM))

    # -- room ---------------------------------------------------------------------------------------------------------

    def _fit_problems(self) -> None:
        """The list takes room only when there is something in it."""
        some = self.problems.count() > 0
        self.problems.setVisible(some)
        high = _PROBLEMS[self.height() > tokens.DIALOG[2]] if some else self._count.sizeHint().height()
        self._below.setMaximumHeight(self.height() if some else high)
        self._halves.setSizes([self.height() - high, high])

    @property
    def narrow(self) -> bool:
        """Whether text and card have no room beside one another."""
        return self.width() < tokens.NARROW

    def toggle_preview(self) -> None:
        """Where there is no room, the card takes the place of the text and gives it back."""
        self._wanted = not self._wanted if self.narrow else True
        (self.tree if self._wanted and self.narrow else self.yaml).setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def show_text_again(self) -> None:
        """The text is wanted: a fault was gone to, or an item chosen."""
        self._wanted = False
        self._fit()

    def _fit(self) -> None:
        self.centre.setVisible(not (self.narrow and self._wanted))
        self.preview.setVisible(self._wanted or not self.narrow)
        self.preview.setMaximumWidth(tokens.READING_WIDTH if self.narrow else _PREVIEW)
        if self.narrow:
            self._parts.setSizes([_TREE[0], self.width(), self.width()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the parts to the room."""
        super().resizeEvent(event)
        self._fit()
        self._fit_problems()
        self._parts.setSizes([_TREE[0] if self.narrow else _TREE[1], self.width(), _PREVIEW])


def _row(problem: Problem, current: Entry | None) -> str:
    fault = problem.fault
    elsewhere = f"{entry_title(problem.entry)} · " if problem.entry is not None and problem.entry != current else ""
    place = f"{problem.line}:{fault.column} " if problem.line else ""
    hint = fault_hint(fault.code, fault.params)
    return f"{severity_text(fault.severity.value)} · {elsewhere}{place}{fault_text(fault.code, fault.params)}  {hint}"
