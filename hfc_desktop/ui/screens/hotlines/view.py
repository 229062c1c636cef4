"""Layout of the book of hotlines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from hfc_desktop.domain.desk import Wrong
from hfc_desktop.domain.guidance.hotline import Freshness
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.hotlines import NATIONAL
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.screens.hotlines.model import CHECKED, HotlineModel
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.fitted import FittedFrame
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.ui.widgets.text import ElidedLabel, badge, label, paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.services.hotlines import Place
    from hfc_desktop.ui.screens.hotlines.model import Line
    from hfc_desktop.ui.theme import Theme

_CODE: Final = int(Qt.ItemDataRole.UserRole)
_LONGEST: Final = 60
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOVES: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})
_TREE_SHARE: Final = 0.2
_DETAIL_SHARE: Final = 0.44
_DETAIL: Final = (120, 260)
"""Height of the marked entry, lowest and highest; what is more scrolls."""


class Box(QLineEdit):
    """What one types into; arrows move in the table meanwhile, Enter copies.

    Attributes:
        moved: ``(key event)`` an arrow that belongs to the table.
        copy_wanted: Enter.
    """

    moved = Signal(object)
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "search")
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(_("Place or organ, in pinyin initials too; Enter copies the number"))

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(tokens.READING_WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the table, Enter copies; all else is typed."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(event)
        elif key in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)


class Table(QTableView):
    """The entries.

    Attributes:
        copy_wanted: Enter or a double click.
        typed: ``(text)`` letters that belong into the box.
    """

    copy_wanted = Signal()
    typed = Signal(str)

    def __init__(self, model: HotlineModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("Hotlines"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.CONTROL)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for section in (1, CHECKED):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        self.doubleClicked.connect(self.copy_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter copies, letters go on typing."""
        key, text = Qt.Key(event.key()), event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and plain:
            self.copy_wanted.emit()
        elif plain and text.isprintable() and text.strip() and text != "?":
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def show_columns(self, width: int) -> None:
        """Leave out what does not fit: hours first, then what it is good for; both stand below as well."""
        self.setColumnHidden(3, width < tokens.READING_WIDTH)
        self.setColumnHidden(2, width < tokens.DIALOG[0])


class PlaceTree(QTreeView):
    """Places with numbers.

    Attributes:
        chosen: ``(code)`` of a place; empty for all.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._places = QStandardItemModel(self)
        self.setModel(self._places)
        self.setHeaderHidden(True)
        self.setAccessibleName(_("Places"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_places(self, places: Sequence[Place]) -> None:
        """Show the tree, with the branch's own line open."""
        self._places.removeRows(0, self._places.rowCount())  # see counter.model: "clear" lets go of nothing
        root = self._places.invisibleRootItem()
        every = QStandardItem(_("All places"))
        every.setData("", _CODE)
        root.appendRow(every)
        for place in places:
            root.appendRow(self._item(place))
        self._open_own(places, QModelIndex())

    def _item(self, place: Place) -> QStandardItem:
        name = _("Whole country") if place.code == NATIONAL else place.name or place.code
        made = QStandardItem(f"{name}  {place.below}")
        made.setData(place.code, _CODE)
        made.setToolTip(name)
        for below in place.places:
            made.appendRow(self._item(below))
        return made

    def _open_own(self, places: Sequence[Place], parent: QModelIndex) -> None:
        first = 0 if parent.isValid() else 1
        for at, place in enumerate(places):
            if place.own:
                index = self._places.index(first + at, 0, parent)
                self.expand(index)
                self._open_own(place.places, index)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(str(current.data(_CODE)))

    def clear_choice(self) -> None:
        """No place is chosen: the search is over all of them."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.selectionModel().blockSignals(False)
        self.viewport().update()


class Detail(QFrame):
    """The marked entry, to be read aloud.

    Attributes:
        copy_wanted: the button was pressed.
        card_wanted: all of the entry.
        wrong_wanted: it is to be reported.
        reason: ``(Wrong)`` what is wrong with it.
    """

    copy_wanted = Signal()
    card_wanted = Signal()
    wrong_wanted = Signal()
    reason = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "card")
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(tokens.STEP)
        self._inside = FittedFrame()
        inner = QHBoxLayout(self._inside)
        inner.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        inner.setSpacing(tokens.ROOMY)
        inner.addLayout(self._left, 2)
        inner.addLayout(self._right, 3)
        scroll = scrolled(self._inside)
        self._ask = label(_("What is wrong?"), Type.STRONG)
        self.reasons = [self._reason(number, wrong) for number, wrong in enumerate(Wrong, 1)]
        self.asking = QWidget()
        self.asking.setLayout(row(self._ask, *self.reasons, None))
        keys.bind_digits(self.asking, "card.answer", self._by_digit)
        self.ways = QWidget()
        self.ways.setLayout(
            row(
                button(_("Copy"), self.copy_wanted.emit, look="primary", key="hotlines.copy", icon="copy", theme=theme),
                button(_("Whole entry"), self.card_wanted.emit),
                None,
                button(_("Wrong number"), self.wrong_wanted.emit, look="quiet", key="hotlines.wrong"),
            )
        )
        below = column(self.ways, self.asking, gap=0)
        below.setContentsMargins(tokens.ROOMY, 0, tokens.ROOMY, tokens.PAD)
        whole = column(scroll, below, gap=0, margin=tokens.HAIR)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.ask(False)

    def _reason(self, number: int, wrong: Wrong) -> QPushButton:
        made = button(f"{number} {term('hotline_wrong', wrong.value)}", partial(self.reason.emit, wrong))
        made.setAccessibleName(term("hotline_wrong", wrong.value))
        return made

    def _by_digit(self, at: int) -> None:
        reasons = tuple(Wrong)
        if at < len(reasons):
            self.reason.emit(reasons[at])

    def ask(self, wanted: bool) -> None:
        """Ask what is wrong, with the focus on the answers; or ask no more."""
        self.asking.setVisible(wanted)
        self.ways.setVisible(not wanted)
        if wanted:
            self.reasons[0].setFocus()

    def show_line(self, line: Line | None) -> None:
        """Show an entry; ``None`` when nothing fits."""
        clear(self._left)
        clear(self._right)
        self.ways.setEnabled(line is not None)
        if line is None:
            self._left.addWidget(paragraph(_("No number fits. Try a shorter word, or another place."), ink="second"))
            return
        self._fill_left(line)
        self._fill_right(line)
        for side in (self._left, self._right):
            side.addStretch(1)
            for at in range(side.count()):
                item = side.itemAt(at)
                part = None if item is None else item.widget()
                if part is not None:
                    part.show()  # now: what is not shown yet has no height
        self._inside.fit()

    def _fill_left(self, line: Line) -> None:
        grey = line.age.freshness is Freshness.GREY
        self._left.addWidget(ElidedLabel(line.title, Type.STRONG))
        number = label(line.number, Type.DIGITS, "faint" if grey else "text")
        number.setObjectName("digits")
        self._left.addWidget(number)
        for other in line.item.numbers[1:]:
            self._left.addWidget(paragraph(f"{other.number}  {other.note}", ink="second"))
        first = line.item.numbers[0]
        note = " · ".join(part for part in (first.extension, first.note) if part)
        if note:
            self._left.addWidget(paragraph(note, Type.CAPTION, "second"))
        if line.is_stale:
            words = (
                _("Verify before giving: last checked {days} days ago") if grey else _("Last checked {days} days ago")
            )
            self._left.addWidget(badge(words.format(days=line.age.days), "plain" if grey else "warn"))

    def _fill_right(self, line: Line) -> None:
        item = line.item
        if item.use_text:
            said = surface(column(paragraph(item.use_text), margin=tokens.GAP), "say")
            said.setAccessibleName(_("May be said: {line}").format(line=item.use_text))
            self._right.addWidget(said)
        if item.do_not_use_for:
            never = surface(
                column(
                    label(_("Not for"), Type.STRONG, "never"), paragraph(_("; ").join(item.do_not_use_for)), gap=0,
                    margin=tokens.GAP,
                ),
                "never",
            )  # fmt: skip
            self._right.addWidget(never)
        facts = (
            (_("Good for"), line.abilities),
            (_("Hours"), item.hours),
            (_("Have at hand"), _(", ").join(item.needs)),
            (_("Checked"), " · ".join(part for part in (line.checked, item.verified_by, item.verified_how) if part)),
        )
        for name, value in facts:
            if value:
                self._right.addWidget(
                    paragraph(_("{name}: {value}").format(name=name, value=value), Type.CAPTION, "second")
                )


class HotlinesView(QWidget):
    """Places, entries, the marked one."""

    def __init__(self, theme: Theme, missing: Callable[[], object]) -> None:
        super().__init__()
        self.box = Box()
        self.tree = PlaceTree()
        self.lines = HotlineModel(theme, self)
        self.table = Table(self.lines)
        self.detail = Detail(theme)
        self.count = ElidedLabel(size=Type.CAPTION, ink="second")
        self.missing = button(_("Report a missing number"), missing, look="link")
        self.missing.hide()
        head = row(self.count, self.missing)
        head.setStretch(0, 1)
        right = column(head, self.table, self.detail, gap=tokens.GAP)
        right.setStretch(1, 1)
        self._whole = row(self.tree, gap=tokens.PAD, margin=tokens.PAD)
        self._whole.addLayout(right, 1)
        self.setLayout(self._whole)
        self.box.moved.connect(self._move)
        self.table.typed.connect(self._type_on)

    def resizeEvent(self, event: QEvent) -> None:
        """The tree takes its share, the detail no more than it needs."""
        self.tree.setFixedWidth(max(tokens.CARRIED_WIDTH[0] - tokens.CONTROL, int(self.width() * _TREE_SHARE)))
        self.detail.setFixedHeight(max(_DETAIL[0], min(_DETAIL[1], int(self.height() * _DETAIL_SHARE))))
        self.table.show_columns(self.width() - self.tree.width())

    def show_lines(self, lines: Sequence[Line], heading: str) -> None:
        """Show entries with the first one marked."""
        self.lines.show(lines)
        self.count.set_whole(heading)
        self.missing.setVisible(not lines)
        self.table.setVisible(bool(lines))
        if lines:
            self.table.selectRow(0)
        else:
            self.detail.show_line(None)

    def marked(self) -> Line | None:
        """The entry that is marked."""
        return self.lines.line(self.table.currentIndex().row())

    def _move(self, event: QKeyEvent) -> None:
        self.table.keyPressEvent(event)

    def _type_on(self, text: str) -> None:
        self.box.setFocus()
        self.box.insert(text)
