"""Shows help: the topic of the screen one came from, all others beside it, a search over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.help.topics import START, Topic, search, topics
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.ui.context import Context

_NAME: Final = int(Qt.ItemDataRole.UserRole)
_SCHEME: Final = "help"
_MOVES: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up})


class _Box(QLineEdit):
    """The search; arrows move in the list of topics meanwhile."""

    def __init__(self, below: QListWidget) -> None:
        super().__init__()
        self._below = below
        self.setProperty("look", "search")
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(_("Search the help"))

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(tokens.READING_WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the list; all else is typed."""
        if Qt.Key(event.key()) in _MOVES:
            self._below.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class HelpScreen(Screen):
    """Topics at the left, one of them at the right."""

    name: ClassVar[str] = "help"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._topics = topics()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Topics"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.count = ElidedLabel(size=Type.CAPTION, ink="second")
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(_("Help"))
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(tokens.ROOMY)
        self.box = _Box(self.list)
        side = QWidget()
        side.setLayout(column(self.count, self.list, gap=tokens.GAP))
        side.setFixedWidth(tokens.LIST_WIDTH[0] - tokens.CONTROL)
        whole = row(side, surface(column(self.page, margin=tokens.HAIR)), gap=tokens.PAD, margin=tokens.PAD)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.box.textChanged.connect(lambda: self._find(""))
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.page.anchorClicked.connect(self._follow)
        context.theme.changed.connect(self._show)

    def title(self) -> str:
        """Not shown: the search box stands in its place."""
        return _("Help")

    def strip_widget(self) -> QWidget:
        """The search box stands in the title strip."""
        return self.box

    def arrive(self, argument: object = None) -> None:
        """``argument`` is the name of the screen that help is wanted for."""
        wanted = argument if isinstance(argument, str) and argument else START
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)
        self._find(wanted)
        self.box.setFocus()

    def go_back(self) -> bool:
        """The text first."""
        if not self.box.text():
            return False
        self.box.clear()
        return True

    def _find(self, wanted: str) -> None:
        found = search(self._topics, self.box.text())
        self.list.blockSignals(True)
        self.list.clear()
        for topic in found:
            item = QListWidgetItem(topic.title)
            item.setData(_NAME, topic.name)
            item.setToolTip(topic.title)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.count.set_whole(_("{n} topics").format(n=len(found)) if found else _("Nothing about that. Try one word."))
        at = next((at for at, topic in enumerate(found) if topic.name == wanted), 0)
        if found:
            self.list.setCurrentRow(at)
        self._show()

    def shown_topic(self) -> Topic | None:
        """The topic that is shown."""
        item = self.list.currentItem()
        name = "" if item is None else str(item.data(_NAME))
        return next((topic for topic in self._topics if topic.name == name), None)

    def _show(self) -> None:
        topic = self.shown_topic()
        self.page.setMarkdown("" if topic is None else topic.text)
        self._give_air()

    def _give_air(self) -> None:
        """Line height and room between paragraphs, which Markdown leaves out."""
        block = self.page.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setLineHeight(
                tokens.LINE_HEIGHT_PERCENT - 20, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            form.setBottomMargin(tokens.STEP if block.textList() else tokens.PAD)
            QTextCursor(block).setBlockFormat(form)
            block = block.next()
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        """A link to another topic; there are no others."""
        if link.scheme() == _SCHEME:
            self.arrive(link.path())
