"""Layout of the note preview: pages at the left, choices and the three ways out at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hfc_desktop.domain.documents import Copy
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent

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


class Choices(QWidget):
    """Which copy, and the three ways out.

    Attributes:
        changed: another copy is wanted.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._copies = QButtonGroup(self)
        self.title = QLabel(_("Handling note"))
        self.title.setProperty("type", Type.CARD_TITLE.value)
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

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, tokens.PAD, 0)
        box.setSpacing(tokens.GAP)
        box.addWidget(self.title)
        box.addWidget(self.count)
        for number, copy in enumerate(Copy):
            choice = QRadioButton(term("copy", copy.value))
            choice.setChecked(number == 0)
            self._copies.addButton(choice, number)
            box.addWidget(choice)
        box.addWidget(self.remarks)
        self.remarks.hide()
        for button in (self.print, self.save, self.both):
            box.addWidget(button)
        box.addWidget(self.said)
        box.addStretch(1)

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
        """Say how many pages there are."""
        self.count.setText(ngettext("{n} page, A4", "{n} pages, A4", pages).format(n=pages))

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
            self.remarks.setVisible(self.copy is Copy.FILE)
            self.changed.emit()


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
        area.setFixedWidth(tokens.CARRIED_WIDTH[0] - tokens.PAD)
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
