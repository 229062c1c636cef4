"""Layout of the note preview: pages at the left, choices and the three ways out at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hfc_desktop.domain.documents import Copy, Form, Subject, forms_of
from hfc_desktop.i18n import CHINESE, ENGLISH, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent, QStandardItemModel

    from hfc_desktop.ui.printing.pages import PageSize
    from hfc_desktop.ui.theme import Theme

ZOOMS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Steps around fitting the width, which is 1."""


class Sheet(QWidget):
    """One page: white in every theme, since paper is."""

    def __init__(self, theme: Theme, number: int, pages: int) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        name = _("Page {n} of {all}").format(n=number, all=pages)
        self.setAccessibleName(name)

    def show_image(self, image: QImage) -> None:
        """Show the page as drawn for this size."""
        self._image = image
        self.update()

    @property
    def image(self) -> QImage | None:
        """What is shown; ``None`` until it is drawn."""
        return self._image

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page inside a hair line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.PAPER))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._image)
        painter.setPen(QPen(self._theme.colour("line"), tokens.HAIR))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Pages(QScrollArea):
    """All pages under one another.

    Attributes:
        size_wanted: dots a point for which pages should be drawn, after the width or the zoom changed.
    """

    size_wanted = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sizes: tuple[PageSize, ...] = ()
        self._zoom = ZOOMS.index(1.0)
        self.sheets: list[Sheet] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages of the note"))
        self._body = QWidget()
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.ROOMY)
        self._box.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._body)

    def show_pages(self, sizes: Sequence[PageSize]) -> None:
        """Make room for pages of these sizes."""
        self._sizes = tuple(sizes)
        for sheet in self.sheets:
            sheet.hide()
            sheet.deleteLater()
        self.sheets = [Sheet(self._theme, number, len(sizes)) for number in range(1, len(sizes) + 1)]
        for sheet in self.sheets:
            self._box.addWidget(sheet)
        self._fit()

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1); 0 fits the width again."""
        wanted = ZOOMS.index(1.0) if step == 0 else self._zoom + step
        self._zoom = max(0, min(wanted, len(ZOOMS) - 1))
        self._fit()

    def go_to(self, number: int) -> None:
        """Show the top of page ``number``, from 0."""
        if 0 <= number < len(self.sheets):
            self.verticalScrollBar().setValue(self.sheets[number].y())

    def pixels_per_point(self) -> float:
        """Logical pixels for a point, so that the widest page fits, times the zoom."""
        widest = max((size.width for size in self._sizes), default=1.0)
        room = max(self.viewport().width() - tokens.GAP, tokens.WINDOW[0] // 4)
        fitting = min(room, tokens.READING_WIDTH) / widest
        return fitting * ZOOMS[self._zoom]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        scale = self.pixels_per_point()
        for sheet, size in zip(self.sheets, self._sizes, strict=True):
            sheet.setFixedSize(QSize(round(size.width * scale), round(size.height * scale)))
        if self._sizes:
            self.size_wanted.emit(scale * self.devicePixelRatioF())


FORMS: Final = (*forms_of(Subject.COMPLAINT), *forms_of(Subject.RECEPTION))
"""Forms that can be chosen, those of the matter first."""


class Choices(QWidget):
    """Which form, in which language, which copy, and the three ways out.

    Attributes:
        changed: another form or copy is wanted.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._copies = QButtonGroup(self)
        self.form = _combo(_("Form"), [(term("form", form), form) for form in FORMS])
        self.form.setCurrentIndex(FORMS.index(Form.HANDLING))
        self.tongue = _combo(_("Language of the form"), [("中文", CHINESE), ("English", ENGLISH)])
        self.draft = QCheckBox(_("Print as a draft"))
        self.draft.hide()
        self.body = QLineEdit()
        self.body.setPlaceholderText(_("Mediation body"))
        self.body.setAccessibleName(_("Mediation body"))
        self.body.hide()
        self.count = QLabel()
        self.count.setProperty("ink", "second")
        self.remarks = QCheckBox(_("With remarks"))
        self.remarks.setChecked(True)
        self.print = _button(_("Print ({key})").format(key=keys.shown("preview.print")), "primary")
        self.save = _button(_("Save PDF ({key})").format(key=keys.shown("preview.save_pdf")), "plain")
        self.both = _button(_("Print and save"), "plain")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._copies.idToggled.connect(self._toggled)
        self.remarks.toggled.connect(lambda _on: self.changed.emit())
        self.draft.toggled.connect(lambda _on: self.changed.emit())
        self.body.editingFinished.connect(self.changed)
        self.form.currentIndexChanged.connect(self._other_form)
        self.tongue.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, tokens.PAD, 0)
        box.setSpacing(tokens.GAP)
        box.addWidget(self.form)
        box.addWidget(self.tongue)
        box.addWidget(self.body)
        box.addWidget(self.count)
        for number, copy in enumerate(Copy):
            choice = QRadioButton(term("copy", copy.value))
            choice.setChecked(number == 0)
            self._copies.addButton(choice, number)
            box.addWidget(choice)
        box.addWidget(self.remarks)
        box.addWidget(self.draft)
        self.remarks.hide()
        for button in (self.print, self.save, self.both):
            box.addWidget(button)
        box.addWidget(self.said)
        self.run = Run()
        box.addWidget(self.run)
        box.addStretch(1)

    @property
    def chosen_form(self) -> Form:
        """The form that is chosen."""
        return FORMS[self.form.currentIndex()]

    @property
    def given(self) -> dict[str, str]:
        """What the record does not hold: the body of a mediation that is only proposed."""
        body = self.body.text().strip()
        return {"body": body} if body and self.chosen_form is Form.MEDIATION else {}

    def choose_form(self, form: Form) -> None:
        """Choose a form."""
        self.form.setCurrentIndex(FORMS.index(form))

    @property
    def chosen_language(self) -> str:
        """Language of the form."""
        return str(self.tongue.currentData())

    def speak(self, language: str) -> None:
        """Begin with a language, without asking for another drawing."""
        self.tongue.blockSignals(True)
        self.tongue.setCurrentIndex(self.tongue.findData(language))
        self.tongue.blockSignals(False)

    def begin_with(self, form: Form) -> None:
        """Begin with a form and its first copy, without asking for another drawing.

        A reception that led to no matter has none of a matter's forms, so those are not offered beside its papers.
        """
        model = cast("QStandardItemModel", self.form.model())
        for at, one in enumerate(FORMS):
            model.item(at).setEnabled(form.subject is Subject.COMPLAINT or one.subject is form.subject)
        self.blockSignals(True)
        self.choose_form(form)
        self.choose(form.copies[0])
        self.blockSignals(False)

    def offer_draft(self, offered: bool) -> None:
        """Whether something is missing, so that only a draft can be printed."""
        self.draft.setVisible(offered or self.draft.isChecked())

    def _other_form(self, _index: int) -> None:
        """Not every form has a customer's copy; a draft is asked for anew for each form."""
        copies = self.chosen_form.copies
        self._copies.blockSignals(True)
        for number, copy in enumerate(Copy):
            self._copies.button(number).setEnabled(copy in copies)
        if self.copy not in copies:
            self.choose(copies[0])
        self._copies.blockSignals(False)
        self.draft.blockSignals(True)
        self.draft.setChecked(False)
        self.draft.blockSignals(False)
        self.draft.hide()
        self.body.setVisible(self.chosen_form is Form.MEDIATION)
        self._show_remarks()
        self.changed.emit()

    def _show_remarks(self) -> None:
        self.remarks.setVisible(self.copy is Copy.FILE and self.chosen_form is Form.HANDLING)

    @property
    def copy(self) -> Copy:
        """The copy that is chosen."""
        return tuple(Copy)[self._copies.checkedId()]

    def choose(self, copy: Copy) -> None:
        """Choose a copy."""
        self._copies.button(tuple(Copy).index(copy)).setChecked(True)

    @property
    def with_remarks(self) -> bool:
        """Whether the file copy carries remarks; the customer's copy never does."""
        return self.copy is Copy.FILE and self.remarks.isChecked()

    def show_count(self, pages: int) -> None:
        """Say how many pages there are; nothing when there is none."""
        self.count.setText(ngettext("{n} page, A4", "{n} pages, A4", pages).format(n=pages) if pages else "")

    def say(self, text: str, tone: str = "say") -> None:
        """Say what came of it."""
        self.said.setText(text)
        self.said.setProperty("ink", tone)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)

    def set_ready(self, ready: bool) -> None:
        """Whether there is something to print."""
        for button in (self.print, self.save, self.both):
            button.setEnabled(ready)

    def _toggled(self, _number: int, chosen: bool) -> None:
        if chosen:
            self._show_remarks()
            self.changed.emit()


class Run(QWidget):
    """Many records at once: how many, both ways out, how far it is, and a way to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.count = QLabel()
        self.print = _button(_("Print all"), "plain")
        self.save = _button(_("Save all as PDF"), "plain")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.left = QLabel()
        self.left.setProperty("ink", "second")
        self.cancel = _button(_("Stop"), "plain")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, tokens.GAP, 0, 0)
        box.setSpacing(tokens.GAP)
        for part in (self.count, self.print, self.save, self.bar, self.left, self.cancel):
            box.addWidget(part)
        self.show_records(0)

    def show_records(self, count: int) -> None:
        """Offer a run over several records; nothing for a single one."""
        self.setVisible(count > 1)
        self.count.setText(_("{n} records are chosen; the first is shown.").format(n=count))
        self.set_running(False)

    def set_running(self, running: bool) -> None:
        """Whether it goes on."""
        for part in (self.bar, self.left, self.cancel):
            part.setVisible(running)
        for button in (self.print, self.save):
            button.setEnabled(not running)

    def show_progress(self, done: int, count: int, seconds: int) -> None:
        """How far it is, and how long it will still take."""
        self.bar.setMaximum(count)
        self.bar.setValue(done)
        text = _("{done} of {count}, about {seconds} s left").format(done=done, count=count, seconds=seconds)
        self.left.setText(text)


def _combo(name: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for text, value in entries:
        made.addItem(text, value)
    return made


def _button(text: str, look: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    return made


class View(QWidget):
    """The whole screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pages = Pages(theme)
        self.choices = Choices()
        area = scrolled(self.choices)
        area.setFixedWidth(tokens.CARRIED_WIDTH[0] + tokens.ROOMY)
        side = QFrame()
        side.setProperty("surface", "card")
        inner = QVBoxLayout(side)
        inner.setContentsMargins(tokens.PAD, tokens.PAD, tokens.HAIR, tokens.PAD)
        inner.addWidget(area)
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        box.setSpacing(tokens.PAD)
        box.addWidget(self.pages, 1)
        box.addWidget(side)

    def hasHeightForWidth(self) -> bool:
        """Wrapped texts at the side must not decide how low the window can be."""
        return False
