"""The form of one action: what the life cycle wants to know, what is needed marked with a word, refusals beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from hfc_desktop.domain.handling import DeclineGround, Notice, NoticeKind, NoticeResult, NoticeWay, RecheckResult
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.actions import FACES, Field, Kind, fields_of, notice_kinds, word
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.life_cycle import Action
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.widgets.ledger.assign import Colleague

_AREA_LINES: Final = 3
_FEN: Final = 100


class Editor:
    """One field: its widget and what stands in it, in JSON form."""

    def __init__(self, field: Field, widget: QWidget) -> None:
        self.field, self.widget = field, widget

    def value(self) -> object:
        """What was filled in; ``None`` for nothing."""
        widget = self.widget
        if isinstance(widget, QLineEdit):
            return _fen(widget.text()) if self.field.kind is Kind.MONEY else widget.text().strip() or None
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip() or None
        if isinstance(widget, QSpinBox):
            return widget.value() or None
        if isinstance(widget, QComboBox):
            return widget.currentData()
        return None

    def fill(self, value: object) -> None:
        """Put in what the record has already."""
        widget = self.widget
        if value is None:
            return
        if isinstance(widget, QLineEdit):
            widget.setText(
                f"{value / _FEN:.2f}" if self.field.kind is Kind.MONEY and isinstance(value, int) else str(value)
            )
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(str(value))
        elif isinstance(widget, QSpinBox) and isinstance(value, int):
            widget.setValue(value)
        elif isinstance(widget, QComboBox):
            widget.setCurrentIndex(max(0, widget.findData(value)))


class NoticeEditor(QWidget):
    """A notice: what was told, how, with which result."""

    def __init__(self, kinds: Sequence[NoticeKind], needed: bool) -> None:
        super().__init__()
        self._needed = needed
        self.kind, self.way, self.result = QComboBox(), QComboBox(), QComboBox()
        self.target, self.remark = QLineEdit(), QLineEdit()
        if not needed:
            self.way.addItem(_("no notice now"), None)
        for box, table, codes in (
            (self.kind, "notice_kind", kinds),
            (self.way, "notice_way", tuple(NoticeWay)),
            (self.result, "notice_result", tuple(NoticeResult)),
        ):
            for code in codes:
                box.addItem(term(table, code.value), code)
        self.kind.setVisible(len(kinds) > 1)
        for widget, name in (
            (self.kind, _("What is told")),
            (self.way, _("How it is told")),
            (self.result, _("What came of it")),
            (self.target, _("Where to: last digits are enough")),
            (self.remark, _("Proof: where it lies")),
        ):
            widget.setAccessibleName(name)
            if isinstance(widget, QLineEdit):
                widget.setPlaceholderText(name)
        self.setLayout(column(row(self.kind, self.way, self.result), row(self.target, self.remark), gap=tokens.STEP))

    def notice(self, at: datetime, by: str) -> Notice | None:
        """The notice; ``None`` when none is given now."""
        way = self.way.currentData()
        if way is None:
            return None
        return Notice(
            kind=NoticeKind(self.kind.currentData()),
            way=NoticeWay(way),
            at=at,
            by=by,
            result=NoticeResult(self.result.currentData()),
            target_masked=self.target.text().strip(),
            remark=self.remark.text().strip(),
        )


class ActionDialog(QDialog):
    """Asks for what an action needs.

    Attributes:
        agreed: ``(Step)`` it is to be done; the dialog stays until ``accept`` or ``refuse``.
    """

    agreed = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        action: Action,
        case: Complaint | None,
        context: Context,
        colleagues: Sequence[Colleague] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._action, self._context, self._colleagues = action, context, colleagues
        face = FACES[action]
        self.setWindowTitle(word(action))
        of_recheck = case is not None and bool(case.recheck_of)
        self.editors = [self._editor(field) for field in fields_of(action, of_recheck=of_recheck)]
        for editor in self.editors:
            if editor.field.value and case is not None:
                editor.fill(getattr(case, editor.field.name))
        self.said = paragraph("", ink="never")
        self.said.hide()
        self.go = button(word(action), self._agree, look="danger" if face.grave else "primary", key="record.save")
        self._lay_out(case)
        keys.bind(self, "record.save", self._agree)

    def _lay_out(self, case: Complaint | None) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(tokens.GAP)
        form.setHorizontalSpacing(tokens.PAD)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for editor in self.editors:
            need = _(" (needed)") if editor.field.needed else ""
            form.addRow(label(f"{_(editor.field.text)}{need}", ink="second"), editor.widget)
        body = QWidget()
        body.setLayout(form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        title = word(self._action) + (f" · {case.number}" if case is not None else "")
        buttons = row(None, button(_("Cancel"), self.reject, look="quiet", key="back"), self.go)
        self.setLayout(
            column(label(title, Type.CARD_TITLE), area, self.said, buttons, gap=tokens.GAP, margin=tokens.ROOMY)
        )
        wanted = body.sizeHint().height() + tokens.STRIP * 3
        self.resize(tokens.DIALOG[0] + tokens.STRIP * 2, min(wanted, tokens.DIALOG[2]))
        if self.editors:
            self.editors[0].widget.setFocus()
        else:
            self.go.setFocus()

    def _editor(self, field: Field) -> Editor:
        makers: Mapping[Kind, Callable[[], QWidget]] = {
            Kind.LINE: QLineEdit,
            Kind.MONEY: QLineEdit,
            Kind.AREA: self._area,
            Kind.CHOICE: lambda: self._combo(field),
            Kind.YES_NO: self._yes_no,
            Kind.NUMBER: lambda: _number(field),
            Kind.PERSON: self._person,
            Kind.NOTICE: lambda: NoticeEditor(notice_kinds(self._action), field.needed),
        }
        made = makers[field.kind]()
        made.setAccessibleName(_(field.text))
        return Editor(field, made)

    def _area(self) -> QWidget:
        made = QPlainTextEdit()
        made.setTabChangesFocus(True)
        made.setFixedHeight(self._context.theme.line_height() * _AREA_LINES + tokens.GAP)
        return made

    def _combo(self, field: Field) -> QWidget:
        made = QComboBox()
        made.addItem(_("not said yet"), None)
        for code in field.codes:
            made.addItem(term(field.table, code), code)
        return made

    @staticmethod
    def _yes_no() -> QWidget:
        made = QComboBox()
        for text, value in ((_("not said yet"), None), (_("Yes"), True), (_("No"), False)):
            made.addItem(text, value)
        return made

    def _person(self) -> QWidget:
        made = QComboBox()
        made.setEditable(True)
        made.addItem("", None)
        for colleague in self._colleagues:
            made.addItem(f"{colleague.name} {colleague.staff_no}", colleague.staff_no)
        return made

    def refuse(self, text: str) -> None:
        """Say why it was not done; what was typed stays."""
        set_paragraph(self.said, text)
        self.said.show()
        self.go.setEnabled(True)

    def _agree(self) -> None:
        self.go.setEnabled(False)
        self.agreed.emit(self.step())

    def step(self) -> Step:
        """The action with what was filled in."""
        values: dict[str, object] = {}
        given: dict[str, object] = {}
        actor = self._context.session.actor
        for editor in self.editors:
            field, widget = editor.field, editor.widget
            if isinstance(widget, NoticeEditor):
                given["notice"] = widget.notice(self._context.now(), actor.staff_no if actor else "")
                continue
            value = editor.value()
            if value is not None:
                (values if field.value else given)[field.name] = _typed(field, value)
        return Step(action=self._action, values=values, **given)  # type: ignore[arg-type]  # names of Step's own


def _typed(field: Field, value: object) -> object:
    """Choices of the step itself are values of their enumeration; those of the record stay codes."""
    kinds = {"ground": DeclineGround, "result": RecheckResult}
    return kinds[field.name](str(value)) if field.name in kinds and not field.value else value


def _fen(text: str) -> int | None:
    """Yuan as whole fen; ``None`` for what is no amount."""
    cleaned = text.replace(",", "").replace("，", "").strip()
    whole, _dot, rest = cleaned.partition(".")
    if not whole.isdigit() or (rest and not rest.isdigit()):
        return None
    return int(whole) * _FEN + int((rest + "00")[:2])


def _number(field: Field) -> QWidget:
    made = QSpinBox()
    made.setRange(field.least, field.most)
    return made
