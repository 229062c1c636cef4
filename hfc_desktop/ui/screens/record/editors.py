"""One editor a field: its label with the word for required, the control, and one line of help or fault below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.record.fields import Editor
from hfc_desktop.ui.tokens import Type
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from hfc_desktop.ui.screens.record.fields import Field

Choice = tuple[str, str]
"""Value and the text that is shown for it."""


def _caption(text: str, ink: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("type", Type.CAPTION.value)
    made.setProperty("ink", ink)
    return made


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Choices(QComboBox):
    """A list of values; a long one can be searched by any part of a text."""

    picked = Signal()

    def __init__(self, choices: Sequence[Choice], *, searched: bool) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for value, text in choices:
            self.addItem(text, value)
        if searched:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(self.model(), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)
            line = self.lineEdit()
            assert line is not None
            line.setPlaceholderText(_("none chosen; type to search"))
            line.editingFinished.connect(self._settle)
        self.currentIndexChanged.connect(lambda _at: self.picked.emit())

    def value(self) -> str:
        """The value that is chosen."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Show ``value``; a value that is not offered is added, so that nothing is lost."""
        at = self.findData(value)
        if at < 0 and value:
            self.addItem(value, value)
            at = self.count() - 1
        self.setCurrentIndex(max(at, 0))
        self._settle()

    def _settle(self) -> None:
        """What was typed becomes the entry that it names, else the entry chosen before comes back."""
        line = self.lineEdit()
        if line is None:
            return
        at = next((place for place in range(self.count()) if self.itemText(place).strip() == line.text().strip()), -1)
        if at >= 0 and at != self.currentIndex():
            self.setCurrentIndex(at)
        line.setText(self.itemText(self.currentIndex()).strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and the sign that it opens."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), tokens.FOCUS))
        middle = QPointF(self.width() - tokens.ROOMY, self.height() / 2)
        reach = float(tokens.STEP)
        painter.drawPolyline(
            QPolygonF(
                [
                    middle + QPointF(-reach, -reach / 2),
                    middle + QPointF(0, reach / 2),
                    middle + QPointF(reach, -reach / 2),
                ]
            )
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form and never changes a value by accident."""
        event.ignore()


class FieldEditor(QWidget):
    """One field of the form.

    Attributes:
        edited: the value changed by hand; the key.
        left: the focus left the field; the key.
    """

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, field: Field, choices: Mapping[str, Sequence[Choice]]) -> None:
        super().__init__()
        self.field = field
        self.control = _CONTROLS[field.editor](field, choices)
        self.control.setAccessibleName(_(field.label))
        self._required = _caption(_("required"), "accent")
        self._required.setWordWrap(False)
        self._help = self._placed_help()
        self._below = _caption(self._help, "faint")
        self._lay_out()
        self._below.setVisible(bool(self._help))
        self._listen()
        for part in (self.control, self.control.focusProxy()):
            if part is not None:
                part.installEventFilter(self)
        line = self.control.lineEdit() if isinstance(self.control, QComboBox) else None
        if line is not None:
            line.installEventFilter(self)

    def _placed_help(self) -> str:
        """Put the help into the empty control; what is left over stands below it."""
        text = _(self.field.help) if self.field.help else ""
        if isinstance(self.control, QLineEdit | QPlainTextEdit):
            self.control.setPlaceholderText(text)
            return ""
        return text

    # -- value ----------------------------------------------------------------------------------------------------

    def value(self) -> str | bool:
        """What the field holds."""
        match self.control:
            case QCheckBox():
                return self.control.isChecked()
            case QPlainTextEdit():
                return self.control.toPlainText()
            case Choices():
                return self.control.value()
            case QLineEdit():
                return self.control.text()
        raise TypeError(type(self.control).__name__)

    def set_value(self, value: str | bool) -> None:
        """Show a value without reporting it as typed."""
        if value == self.value():
            return
        with QSignalBlocker(self.control):
            match self.control:
                case QCheckBox():
                    self.control.setChecked(bool(value))
                case QPlainTextEdit():
                    self.control.setPlainText(str(value))
                case Choices():
                    self.control.choose(str(value))
                case QLineEdit():
                    self.control.setText(str(value))

    # -- state ----------------------------------------------------------------------------------------------------

    def show_required(self, required: bool) -> None:
        """Mark the field as required, by a word."""
        self._required.setVisible(required)

    def show_problem(self, text: str) -> None:
        """Say what to enter; nothing takes the mark away and shows the help again."""
        fault = bool(text)
        shown = text or self._help
        self._below.setText(f"⚠ {shown}" if fault else shown)
        self._below.setProperty("ink", "never" if fault else "faint")
        self._below.setVisible(bool(shown))
        self.control.setProperty("fault", fault)
        self.control.setAccessibleDescription(text)
        restyle(self._below)
        restyle(self.control)

    @property
    def problem(self) -> str:
        """What is said to be entered; empty when nothing is wrong."""
        return self.control.accessibleDescription()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the focus leaves the control."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit(self.field.key)
        return super().eventFilter(watched, event)

    # -- drawing --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.FOCUS)
        if self.field.editor is not Editor.TICK:
            name = QLabel(_(self.field.label))
            name.setProperty("ink", "second")
            name.setProperty("type", Type.CAPTION.value)
            name.setBuddy(self.control)
            box.addLayout(_row(name, self._required))
        box.addWidget(self.control)
        box.addWidget(self._below)
        box.addStretch(1)

    def _listen(self) -> None:
        match self.control:
            case QCheckBox():
                self.control.toggled.connect(self._edited)
            case QPlainTextEdit():
                self.control.textChanged.connect(self._edited)
            case Choices():
                self.control.picked.connect(self._edited)
            case QLineEdit():
                self.control.textEdited.connect(self._edited)

    def _edited(self, *_value: object) -> None:
        self.edited.emit(self.field.key)


def _row(*parts: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(tokens.FOCUS, 0, 0, 0)
    made.setSpacing(tokens.GAP)
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return made


def _line(_field: Field, _choices: Mapping[str, Sequence[Choice]]) -> QWidget:
    return QLineEdit()


def _text(field: Field, _choices: Mapping[str, Sequence[Choice]]) -> QWidget:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    height = made.fontMetrics().lineSpacing() * field.lines + tokens.ROOMY
    made.setFixedHeight(max(height, tokens.CONTROL + tokens.STEP))
    return made


def _term(field: Field, _choices: Mapping[str, Sequence[Choice]]) -> QWidget:
    return Choices(
        [(value, term(field.group, value) if value else _("none")) for value in field.values], searched=False
    )


def _class(field: Field, choices: Mapping[str, Sequence[Choice]]) -> QWidget:
    return Choices([("", ""), *choices.get(field.group, ())], searched=True)


def _tick(field: Field, _choices: Mapping[str, Sequence[Choice]]) -> QWidget:
    return QCheckBox(_(field.label))


_CONTROLS: Final[Mapping[Editor, Callable[[Field, Mapping[str, Sequence[Choice]]], QWidget]]] = {
    Editor.LINE: _line,
    Editor.TEXT: _text,
    Editor.TERM: _term,
    Editor.CLASS: _class,
    Editor.TICK: _tick,
}
