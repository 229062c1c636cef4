"""The window: title strip, one screen at a time, status line. It finds screens by name and sends keys to them."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import set_language
from hfc_desktop.ui import keys, navigation, tokens
from hfc_desktop.ui.context import Context
from hfc_desktop.ui.later import Gradually
from hfc_desktop.ui.navigation import HOME, SIGN_IN, Onward, first_page
from hfc_desktop.ui.reception_holder import ReceptionHolder
from hfc_desktop.ui.session import Session
from hfc_desktop.ui.title_strip import TitleStrip
from hfc_desktop.ui.widgets.boxes import clear, column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QCloseEvent, QShortcut, QShowEvent

    from hfc_desktop.bootstrap.application import Application, Records
    from hfc_desktop.domain.guidance.reports import InstalledPack, InstallReport
    from hfc_desktop.domain.people import Actor, Organisation
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services import people
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.settings import Value
    from hfc_desktop.ui.desk import Desk
    from hfc_desktop.ui.errors_dialog import FaultTeller
    from hfc_desktop.ui.operations import Operations
    from hfc_desktop.ui.reception_keeper import ReceptionKeeper
    from hfc_desktop.ui.scan import Scan
    from hfc_desktop.ui.screen import Screen
    from hfc_desktop.ui.status_line import StatusLine
    from hfc_desktop.ui.theme import Theme
    from hfc_desktop.ui.widgets.banner import Banner

_AT_HOME: Final = ("search", "checklist", "freeze", "new_reception", "resume")
"""Keys that lead to the counter from everywhere."""
_PAGES: Final = ("settings", "training", "about")
"""Keys and menu entries that show the screen of that name."""
_COMPLETE_MS: Final = 60
"""After the window was shown, before what the first search does not need is built: the first key goes first."""
_IDLE_MS: Final = 600
"""After the window was shown, before the heavy parts are loaded in a worker."""
_WARMING: Final = ("冻结", "dongjie", "j02", "帳戶", "SMP-J", "dongjei")
"""Searches of each kind, made once before anybody types."""


class MainWindow(QWidget):
    """One window on one data folder. It is the navigator of its screens.

    It comes in three steps: the search stands with the first paint; ``complete`` builds the rest of the window;
    ``settle`` begins what takes longer, in workers.
    """

    def __init__(self, application: Application, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self.setMinimumSize(*tokens.WINDOW)
        self._application, self._operations, self._theme = application, operations, theme
        self.setWindowTitle(self._window_title())
        self._session = Session(self)
        self.context = Context(
            application=application,
            operations=operations,
            hub=operations.hub,
            theme=theme,
            session=self._session,
            reception=ReceptionHolder(application.now, self),
            navigator=self,
            now=application.now,
        )
        self._screens: dict[str, Screen] = {}
        self._trail: list[str] = []
        self._whole = column(gap=0)
        self.setLayout(self._whole)
        self._status: StatusLine | None = None
        self._banner: Banner | None = None
        self._faults: FaultTeller | None = None
        self._keeper: ReceptionKeeper | None = None
        self._settled = False
        self._own: dict[str, Callable[[], object]] = {
            "back": self.back,
            "record": lambda: self.open("record"),
            "stop_loss": lambda: self.open("stop_loss"),
            "undo": self._nothing_to_undo,
            "hotlines": self._hotlines,
            "person": self._change_person,
        }
        keys.use(application.settings.text("keys.changed"))
        self._bound: list[QShortcut] = []
        self._desk: Desk | None = None
        self._build()
        self._rest = Gradually(self, self._completing(), slice_s=0)

    def _build(self) -> None:
        """What the first paint shows; built again when the language changes."""
        clear(self._whole)
        self._strip = TitleStrip(self._theme, self._session)
        self._strip.chosen.connect(self.act)
        self._strip.page_chosen.connect(self.open)
        self._stack = QStackedWidget()
        self._whole.addWidget(self._strip)
        self._whole.addWidget(self._stack)
        self._whole.setStretchFactor(self._stack, 1)
        self.open(HOME)

    def _window_title(self) -> str:
        return _("HFC Desktop – practice") if self._application.data.is_practice else _("HFC Desktop")

    def complete(self) -> None:
        """All of the window that is not there yet, at once."""
        self._rest.finish()

    def _completing(self) -> Iterator[None]:
        """The rest of the window, in pieces: keys, banner, demo mark, status line, faults. Begun after the paint.

        The keys come first: whichever is pressed has the rest built at once.
        """
        self._bind_keys()
        yield
        from hfc_desktop.ui.status_line import StatusLine
        from hfc_desktop.ui.widgets.data_mark import data_mark

        yield
        banner = self.banner
        yield
        self._status = StatusLine(self._theme)
        yield
        if self._application.data.is_demo:
            self._whole.insertWidget(1, data_mark(self._application.data.is_practice))
        self._whole.insertWidget(self._whole.indexOf(self._stack), banner)
        self._whole.addWidget(self._status)
        yield
        self._strip.complete()
        yield
        for screen in tuple(self._screens.values()):
            yield from screen.completing()
            yield
        if self._desk is not None:
            self._desk.look_again()
        if self._faults is None:
            self._tell_faults()
            yield
            self._keep_receptions()
            yield
            self._listen()

    def _listen(self) -> None:
        """Hear of what others change."""
        hub = self._operations.hub
        hub.changes_made.connect(self._refresh)
        hub.guidance_changed.connect(self._show_packs)
        hub.guidance_changed.connect(self._count_drafts)
        self._session.changed.connect(self._count_drafts)

    @property
    def desk(self) -> Desk:
        """What the window does beside showing screens; made when it is first needed, after the first paint."""
        if self._desk is None:
            from hfc_desktop.ui.desk import Desk

            self._desk = Desk(self, self.context)
        return self._desk

    def _bind_keys(self) -> None:
        """Bind every key of the whole window; again after the map was changed."""
        for shortcut in self._bound:
            shortcut.setEnabled(False)  # it lives on until the event loop is reached again
            shortcut.deleteLater()
        self._bound = list(keys.bind_digits(self, "pages", lambda at: self.desk.go_to_page(at)))
        for key in keys.KEYS:
            if key.group in keys.WHOLE_WINDOW and key.name != "pages":
                self._bound += keys.bind(self, key.name, partial(self.act, key.name), window=True)

    def _tell_faults(self) -> None:
        from hfc_desktop.ui.errors_dialog import FaultTeller

        application = self._application
        self._faults = FaultTeller(
            self, self._theme, self._operations.hub, self.say, application.data.logs, application.now
        )

    def _keep_receptions(self) -> None:
        from hfc_desktop.ui.reception_keeper import ReceptionKeeper

        self._keeper = ReceptionKeeper(self.context, self)

    @property
    def faults(self) -> FaultTeller:
        """Who tells faults."""
        if self._faults is None:
            self.complete()
        assert self._faults is not None
        return self._faults

    @property
    def banner(self) -> Banner:
        """The line above the screen."""
        if self._banner is None:
            from hfc_desktop.ui.widgets.banner import Banner

            self._banner = Banner(self._theme)
        return self._banner

    # -- the navigator ------------------------------------------------------------------------------------------------

    def shown(self) -> Screen:
        """The screen that is shown."""
        return self._screens[self._trail[-1]]

    def open(self, name: str, argument: object = None) -> None:
        """Show a screen; asks who one is first where records are needed."""
        if self._desk is not None and name != HOME:
            self._desk.compact.unfold()
        if navigation.BY_NAME[name].needs_records and self._session.user is None:
            self._ask_who(Onward(name, argument))
            return
        if not navigation.is_offered(name, self._session.role):
            if self._trail[-1:] == [SIGN_IN]:
                self.open(HOME)
            self.say(_("This page is not for the role in which you are signed in: {person}.").format(
                person=self._session.named
            ), "warn")  # fmt: skip
            return
        if self._trail and self._trail[-1] != name:
            self.shown().leave()
        self._trail = [*self._trail[: self._trail.index(name)], name] if name in self._trail else [*self._trail, name]
        if SIGN_IN in self._trail[:-1]:
            self._trail.remove(SIGN_IN)
        if name not in self._screens:
            self._screens[name] = navigation.make(name, self.context)
            self._stack.addWidget(self._screens[name])
            if self._status is not None:
                self._screens[name].complete()
        self._show(name, argument)

    def _show(self, name: str, argument: object = None) -> None:
        screen = self._screens[name]
        self._stack.setCurrentWidget(screen)
        self._strip.show_middle(screen.strip_widget(), screen.title(), home=name == HOME)
        screen.arrive(argument)

    def back(self) -> None:
        """One level back: inside the screen if it has levels, else to the screen before."""
        if self.shown().go_back():
            return
        if len(self._trail) > 1:
            self.shown().leave()
            self._trail.pop()
            self._show(self._trail[-1])
        elif self._banner is not None:
            self._banner.hide()

    def say(self, text: str, tone: str = "say") -> None:
        """A line above the screen."""
        self.complete()
        self.banner.say(text, tone)

    # -- keys and menu ------------------------------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """A key or menu entry of the whole window; nothing of it works while the window is locked."""
        self.complete()
        if self._desk is not None and self._desk.lock.locked:
            return
        if name in _AT_HOME:
            if self._trail[-1] != HOME:
                self.open(HOME)
            self.shown().command(name)
        elif not self.shown().command(name):
            self._command(name)

    def _command(self, name: str) -> None:
        """What no screen dealt with."""
        if name in _PAGES:
            self.open(name)
        elif self.desk.knows(name):
            self.desk.act(name)
        else:
            self._own[name]()

    def _hotlines(self) -> None:
        """The book of hotlines; folded, the list of the compact window shows them."""
        if self.desk.compact.folded:
            self.shown().command("hotlines_here")
        else:
            self.open("hotlines")

    def _nothing_to_undo(self) -> None:
        self.say(_("There is nothing to undo here."), "accent")

    def rebuild(self, language: str = "") -> None:
        """Build everything again, in another language if one is named, and show the same screen."""
        if language:
            set_language(language)
        self.desk.compact.unfold()
        self.write_down()
        shown = self._trail[-1]
        self._screens.clear()
        self._trail.clear()
        self.setWindowTitle(self._window_title())
        self._status = self._banner = None
        keys.use(self._application.settings.text("keys.changed"))
        self._build()
        self._rest = Gradually(self, self._completing(), slice_s=0)
        self.complete()
        self._show_packs()
        self._count_drafts()
        if shown not in {HOME, SIGN_IN}:
            self.open(shown)

    def write_down(self) -> None:
        """Write what any screen has not written yet."""
        for screen in self._screens.values():
            screen.leave()

    def take_scan(self) -> Scan | None:
        """The card or identity card that was read last, handed over once."""
        return self.desk.take_scan()

    def _change_person(self) -> None:
        if self._session.user is not None:
            self.sign_out()
        elif self._application.data.is_demo:
            self._choose_demo_person()
        else:
            self._ask_who(None)

    def _choose_demo_person(self) -> None:
        """In a demo one may be anybody: the menu says who there is."""
        from hfc_desktop.ui.demo_people import choose

        choose(self, self.context, self._sign_in_demo)

    def sign_out(self) -> None:
        """Whoever sits here leaves; what was begun is written down first."""
        self.write_down()
        self._session.sign_out()
        self._trail = [HOME]
        self._show(HOME)

    def remember(self, key: str, value: Value) -> None:
        """Keep a setting."""
        settings = self._application.settings
        settings.set(key, value)

        def save(_progress: Progress) -> tuple[None, None]:
            settings.save()
            return None, None

        self._operations.command(save).start()

    # -- who sits here ------------------------------------------------------------------------------------------------

    def _ask_who(self, onward: Onward | None) -> None:
        if self._application.data.is_demo:
            self._sign_in_demo(onward)
        else:
            self.open(SIGN_IN, onward)

    def _sign_in_demo(self, onward: Onward | None = None, staff_no: str = "") -> None:
        application = self._application

        def work(_progress: Progress) -> tuple[tuple[people.Session, Organisation | None], None]:
            records = application.open_records()
            session = records.people.sign_in_demo(staff_no)
            return (session, records.people.organisation(session.user.organisation)), None

        def signed_in(found: tuple[people.Session, Organisation | None]) -> None:
            self._session.sign_in(found[0].user, found[1])
            wanted = onward or Onward(first_page(found[0].user.role))
            if wanted.screen:
                self.open(wanted.screen, wanted.argument)

        if onward is not None:
            self.banner.work(_("Opening the records…"), 0, 0)
        self._operations.command(work, owner=self).on_success(signed_in).on_end(self._worked).start()

    def _count_drafts(self) -> None:
        actor = self._session.actor
        if actor is None:
            self._show_drafts(0)
            return
        application = self._application
        self._operations.query(lambda _progress: waiting(application.open_records(), actor), owner=self).in_lane(
            "drafts"
        ).on_success(lambda found: self._show_drafts(*found)).start()

    def _show_drafts(self, count: int, unread: int = 0) -> None:
        if self._status is not None:
            self._status.show_records(count, unread)

    # -- what changed -------------------------------------------------------------------------------------------------

    def _refresh(self, changes: Changes, _initiator: object) -> None:
        for screen in self._screens.values():
            screen.refresh(changes)
        if changes.concerns("draft") or changes.concerns("receipt"):
            self._count_drafts()

    def _show_packs(self) -> None:
        application = self._application
        self._operations.query(lambda _progress: application.catalogue.installed(), owner=self).in_lane(
            "packs"
        ).on_success(self._show_installed).start()

    def _show_installed(self, packs: Sequence[InstalledPack]) -> None:
        if self._status is not None:
            self._status.show_packs(packs, self._application.now().date())

    # -- start and end ------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """What waits until the window stands is begun once it is painted and idle."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(_COMPLETE_MS, self, lambda: self._rest.start())
            QTimer.singleShot(_IDLE_MS, self, self.settle)

    def settle(self) -> None:
        """Install guidance at the first start, open the demo's records, load what the first record will need."""
        if self._operations.over:
            return  # closed before its turn came
        self.complete()
        self._settled = True
        self._operations.collector.begin(self.desk.idle.idle_seconds)
        self.desk.look_again()
        self.faults.tell_earlier()
        self._show_packs()
        self._warm_search()
        self._operations.hub.settled.emit()
        if self._application.lookup is None:
            self._install_guidance()
        if self._application.data.is_demo and self._session.user is None:
            self._sign_in_demo()
        elif self._application.data.store.is_file():
            warm = self._operations.query(lambda _progress: self._application.open_records(), owner=self)
            warm.in_lane("warm").on_failure(self._not_yet).start()

    def _warm_search(self) -> None:
        """Read the tables that the first Chinese word would wait for, and spare what stays from the collector.

        A full collection over everything that the window holds takes longer than a frame; frozen, it is passed over.
        """
        gc.freeze()
        lookup = self._application.lookup
        if lookup is not None:
            self._operations.query(lambda _progress: [lookup.search(text) for text in _WARMING], owner=self).start()

    def _not_yet(self, _error: HfcError) -> None:
        """A store that does not open unasked, as one with a passphrase: signing in opens it and tells any fault."""

    def _install_guidance(self) -> None:
        application = self._application
        damaged = application.guidance_fault is not None
        text = _("Mending the guidance…") if damaged else _("Installing the guidance that came with the program…")
        self.banner.work(text, 0, 0)
        self._operations.command(
            lambda progress: (application.install_bundled(progress), None), owner=self
        ).with_progress(lambda done, total: self.banner.work(text, done, total)).on_success(self._installed).on_end(
            self._worked
        ).start()

    def _installed(self, _report: InstallReport | None) -> None:
        self._operations.hub.guidance_changed.emit()

    def _worked(self) -> None:
        if not self.banner.is_notice():
            self.banner.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Drafts are written before the window goes; what would begin later has nothing to work on any more."""
        self.write_down()
        if self._desk is not None:
            self._desk.close()
        if self._keeper is not None:
            self._keeper.flush()
        self._operations.end()
        super().closeEvent(event)


def waiting(records: Records, actor: Actor) -> tuple[int, int]:
    """Drafts and notices that wait for a person."""
    from hfc_desktop.domain.people import Right, allows  # loaded with the records, not at the start

    drafts = records.complaints.drafts(actor) if allows(actor.role, Right.COMPLAINT_RECORD) else ()
    return len(drafts), records.desk.training.unread(actor)
