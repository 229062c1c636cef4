"""The YAML of one item: line numbers, keys and comments told apart, lines with faults marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QPainter,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from hfc_desktop.ui.theme import Theme

_KEY: Final = re.compile(r"^(\s*(?:- )*)([A-Za-z_]+)(?=:)")
_COMMENT: Final = re.compile(r"(?:^|\s)#.*$")
_INDENT: Final = re.compile(r"^\s*(?:- )?")


class _Colours(QSyntaxHighlighter):
    def __init__(self, edit: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(edit.document())
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Names of fields in the accent, comments faint."""
        key = _KEY.match(text)
        if key:
            self.setFormat(key.start(2), len(key.group(2)), self._ink("accent"))
        comment = _COMMENT.search(text)
        if comment and text[: comment.start()].count('"') % 2 == 0:
            self.setFormat(comment.start(), len(text) - comment.start(), self._ink("faint"))

    def _ink(self, name: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.colour(name))
        return made


class _Gutter(QWidget):
    def __init__(self, edit: YamlEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        """As wide as the longest number."""
        return QSize(self._edit.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers of the lines in sight."""
        self._edit.paint_gutter(self, event)


class YamlEdit(QPlainTextEdit):
    """Edits text; going back is the screen's, which has one way back for text and form.

    Attributes:
        typed: ``(text)`` somebody typed.
        undo_wanted: somebody pressed the key for it.
    """

    typed = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: Mapping[int, str] = {}
        self._loading = False
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Text of the item (YAML)"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._colours = _Colours(self, theme)
        self._gutter = _Gutter(self)
        self.blockCountChanged.connect(lambda _count: self._fit())
        self.updateRequest.connect(self._scrolled)
        self.textChanged.connect(self._changed)
        theme.changed.connect(self._mark)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed; the cursor stays where it was as far as it can."""
        if text == self.toPlainText():
            return
        at = self.textCursor().position()
        self._loading = True
        self.setPlainText(text)
        self._loading = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(text)))
        self.setTextCursor(cursor)

    def mark(self, lines: Mapping[int, str]) -> None:
        """Mark lines, from 1, with a tone: never or warn."""
        self._marks = lines
        self._mark()

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there and bring it in sight."""
        block = self.document().findBlockByNumber(max(line, 1) - 1)
        cursor = QTextCursor(block if block.isValid() else self.document().lastBlock())
        cursor.movePosition(
            QTextCursor.MoveOperation.Right,
            QTextCursor.MoveMode.MoveAnchor,
            min(max(column, 1) - 1, block.length() - 1),
        )
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo go to the screen; Enter keeps the indent of the line."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not self.isReadOnly():
            cursor = self.textCursor()
            indent = _INDENT.match(cursor.block().text())
            width = min(len(indent.group()) if indent else 0, cursor.positionInBlock())
            cursor.insertText("\n" + " " * width)
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        if not self._loading:
            self.typed.emit(self.toPlainText())

    def _mark(self) -> None:
        found = []
        for line, tone in self._marks.items():
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                found.append(self._selection(block, self._theme.colour(f"{tone}_ground")))
        self.setExtraSelections(found)
        self._gutter.update()

    @staticmethod
    def _selection(block: QTextBlock, ground: QColor) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.format.setBackground(ground)
        made.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        made.cursor = QTextCursor(block)
        return made

    # -- line numbers -------------------------------------------------------------------------------------------------

    def gutter_width(self) -> int:
        """Pixels that the line numbers need."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * tokens.GAP

    def _fit(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    def _scrolled(self, _rect: QRect, _dy: int) -> None:
        self._gutter.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers are as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter_width(), inside.height()))

    def paint_gutter(self, gutter: QWidget, event: QPaintEvent) -> None:
        """Paint the numbers; a line with a fault has a sign before its number, since colour never speaks alone."""
        painter = QPainter(gutter)
        painter.fillRect(event.rect(), self._theme.colour("ground"))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            number = block.blockNumber() + 1
            tone = self._marks.get(number, "")
            painter.setPen(self._theme.colour(tone or "faint"))
            place = QRect(0, round(top), gutter.width() - tokens.STEP, self.fontMetrics().height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, f"!{number}" if tone else str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()
        painter.end()
