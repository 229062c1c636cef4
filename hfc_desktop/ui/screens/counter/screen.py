"""Joins the counter's view to the search, the cards and the reception."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, cast

from hfc_desktop.domain.guidance.vocabulary import Kind
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.counter.model import rows_of
from hfc_desktop.ui.screens.counter.view import CounterView
from hfc_desktop.ui.widgets.boxes import column
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.lookup import LookupHit, LookupResult
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.domain.restriction_path import Answers
    from hfc_desktop.services.lookup import LookupService
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.screens.counter.questions import RestrictionQuestions
    from hfc_desktop.ui.screens.counter.resume import ResumeLine
    from hfc_desktop.ui.widgets.cards.card import Card

_WAYS: Final[Mapping[str, Kind]] = {
    "freeze": Kind.RESTRICTION,
    "hotlines_here": Kind.HOTLINE,
}
"""Keys that narrow the search to one kind."""
_COMMANDS: Final = frozenset({"search", "checklist", "new_reception", "undo", "resume", *_WAYS})
_AT_FIRST: Final = Kind.SCENARIO
"""What the list offers before anything is typed."""
_TOPICS: Final = "classification.scenario"


class _Asked(NamedTuple):
    """What the results on screen answer."""

    text: str
    kind: Kind | None


class CounterScreen(Screen):
    """Search, open, carry over."""

    name: ClassVar[str] = "counter"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = CounterView(context.theme, self.act, self._report_missing)
        self.setLayout(column(self.view))
        self._kind: Kind | None = None
        self._shown: _Asked | None = None
        self._wanted: int | None = None
        self._trail: list[str] = []
        self._topics: dict[str, str] = {}
        self._ended: Reception | None = None
        self._resume_line: ResumeLine | None = None
        self._questions: RestrictionQuestions | None = None
        self._ranked = False
        self._rest = self._completing()
        self._join()

    def _join(self) -> None:
        view, context = self.view, self.context
        view.box.textChanged.connect(self.search)
        view.box.list_wanted.connect(self._into_list)
        view.box.open_wanted.connect(self._open_number)
        view.results.chosen.connect(self._open_hit)
        view.results.box_wanted.connect(view.focus_box)
        view.results.typed.connect(self._type_on)
        context.reception.changed.connect(self._show_reception)
        context.hub.guidance_changed.connect(self._guidance_changed)
        context.session.changed.connect(self.search)
        context.hub.settled.connect(self._offer)
        context.reception.offered.connect(self._ask_to_resume)
        context.reception.set_aside.connect(self._clear_table)

    def completing(self) -> Iterator[None]:
        """The middle and the right: not needed for the first search. Whoever asks goes on where it stands."""
        return self._rest

    def _completing(self) -> Iterator[None]:
        yield from self.view.completing()
        strip = self.view.strip
        assert strip is not None
        strip.remark_changed.connect(self.context.reception.remark)
        strip.removed.connect(self.context.reception.take_out)
        self.view.shelf.chosen.connect(self.open_item)
        self.context.hub.shelf_changed.connect(self.view.shelf.show_groups)
        if self.context.reception.begun:
            self._show_reception(self.context.reception.value)
        self._ask_to_resume()

    # -- the screen contract --------------------------------------------------------------------------------------

    def title(self) -> str:
        """Not shown: the search box stands in its place."""
        return _("Counter")

    def strip_widget(self) -> QWidget:
        """The search box stands in the title strip."""
        return self.view.box

    def arrive(self, argument: object = None) -> None:
        """Ready to type; ``argument`` may be the id of an item to open."""
        if isinstance(argument, str) and argument:
            self.open_item(argument)
        else:
            self.view.focus_box()

    def command(self, name: str) -> bool:
        """Search, the three ways in, next customer and its undo, the interrupted reception."""
        if name not in _COMMANDS or (name == "undo" and self._ended is None):
            return False
        self.act(name)
        return True

    def act(self, name: str) -> None:
        """What a key or a button of this screen does."""
        if name == "freeze" and self._kind is Kind.RESTRICTION:
            self._ask_for_restriction()
        elif name in _WAYS:
            self._narrow(_WAYS[name])
        elif name == "checklist":
            self.context.navigator.open("fraud_types")
        elif name in {"search", "unfilter"}:
            self._narrow(None)
        elif name in {"record", "hotlines"}:
            self.context.navigator.act(name)
        elif name == "new_reception":
            self._next_customer()
        elif name == "undo":
            self._take_back_next()
        elif name == "resume":
            self._resume()

    def subject(self) -> str:
        """The open card."""
        card = self.view.card()
        return "" if card is None else cast("Card[Any]", card).item.id

    def go_back(self) -> bool:
        """Card, list, box, text, kind, card before: one level each time."""
        view = self.view
        if view.box.hasFocus():
            return self._back_from_box()
        if view.results.hasFocus() or not view.results.rows.count_hits():
            view.focus_box()
        elif len(self._trail) > 1:
            self._trail.pop()
            self.open_item(self._trail.pop())
        else:
            view.results.setFocus()
        return True

    def _back_from_box(self) -> bool:
        view = self.view
        if view.box.text():
            view.box.clear()
        elif self._kind is not None:
            self._narrow(None)
        elif view.card() is not None:
            view.show_card(None)
            self._trail.clear()
        else:
            return False
        return True

    # -- searching ------------------------------------------------------------------------------------------------

    def _asked(self) -> _Asked:
        return _Asked(self.view.box.text().strip(), self._kind)

    def search(self) -> None:
        """Look up what is typed, off this thread; only the latest answer is shown."""
        lookup = self.context.application.lookup
        self._wanted, self._ranked = None, False
        if lookup is None:
            self.view.show_hint(_("Guidance is being installed. Search works as soon as it is done."))
            return
        asked = self._asked()
        self.context.operations.query(lambda _progress: self._look_up(lookup, asked), owner=self).in_lane(
            "lookup"
        ).on_success(lambda result: self._show(asked, result)).start()

    def _look_up(self, lookup: LookupService, asked: _Asked) -> LookupResult:
        """In the worker."""
        audience, settings = self.context.session.audience, self.context.application.settings
        if not asked.text:
            return lookup.browse(asked.kind or _AT_FIRST, audience=audience)
        return lookup.search(
            asked.text,
            kinds=(asked.kind,) if asked.kind else (),
            region=settings.text("region"),
            audience=audience,
            limit=settings.number("lookup.limit"),
        )

    def _show(self, asked: _Asked, result: LookupResult) -> None:
        if self._ranked:  # answered since: what was searched before is not asked any more
            return
        self._shown = asked
        view, count = self.view, len(result.hits)
        if asked.text and not count:
            view.results.show_rows(rows_of(result.nearest, _("Nearest")) if result.nearest else ())
            view.show_hint(_("Nothing fits “{text}”.").format(text=asked.text))
            view.count.set_whole(_("no results"))
        else:
            view.results.show_rows(rows_of(result.hits))
            view.show_hint("")
            view.count.set_whole(self._count_line(asked, count))
        view.missing.setVisible(bool(asked.text) and not count)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            view.results.open_number(wanted)

    @staticmethod
    def _count_line(asked: _Asked, count: int) -> str:
        line = ngettext("{n} result", "{n} results", count).format(n=count)
        return f"{term('kind', asked.kind)} · {line}" if asked.kind else line

    def answered(self, text: str) -> bool:
        """Whether the list shows the answer to what is typed; for whoever waits for it."""
        return self.view.box.text() == text and self._shown == self._asked()

    def _narrow(self, kind: Kind | None) -> None:
        """Search one kind alone; ``None`` for all."""
        changed, self._kind = kind != self._kind, kind
        view = self.view
        self._show_questions(kind is Kind.RESTRICTION)
        view.show_filter(term("kind", kind) if kind else "")
        view.box.prompt(_prompt(kind))
        if changed and view.box.text():
            view.box.clear()
        elif changed:
            self.search()
        view.focus_box()

    # -- no code at hand ------------------------------------------------------------------------------------------

    def _show_questions(self, wanted: bool) -> None:
        """The four questions instead of the empty state; an open card stays where it is."""
        if wanted and self.view.strip is not None:
            if self._questions is None:
                from hfc_desktop.ui.screens.counter.questions import RestrictionQuestions

                self._questions = RestrictionQuestions(self.context.theme)
                self._questions.answered.connect(self._rank)
                self._questions.done.connect(self._into_list)
            self.view.show_questions(self._questions)
        else:
            self.view.show_questions(None)

    def _ask_for_restriction(self) -> None:
        """The key for restrictions once more: nobody has a code."""
        self.view.box.clear()
        self.view.show_card(None)
        self._trail.clear()
        self._show_questions(wanted=True)
        if self._questions is not None:
            self._questions.restart()

    def _rank(self, answers: Answers) -> None:
        """Show the kinds of restriction that fit the answers, the best first."""
        lookup, audience = self.context.application.lookup, self.context.session.audience
        if lookup is None:
            return
        if not answers:
            self.search()
            return
        self._shown, self._ranked = None, True
        hits = lookup.restrictions_for(answers, audience=audience)  # a few dozen items: sooner done than handed over
        self.view.results.show_rows(rows_of(hits))
        self.view.count.set_whole(ngettext("{n} result", "{n} results", len(hits)).format(n=len(hits)))

    def _into_list(self) -> None:
        if self.view.results.rows.count_hits():
            self.view.results.setFocus()
        else:
            self.view.focusNextChild()

    def _type_on(self, text: str) -> None:
        self.view.box.setFocus()
        self.view.box.insert(text)

    def _offer(self) -> None:
        """What the list holds before anything is typed; it can wait until the window stands."""
        if self._shown is None and not self.view.box.text():
            self.search()

    def _guidance_changed(self) -> None:
        self._topics.clear()
        self.view.show_hint("")
        self.search()

    # -- opening --------------------------------------------------------------------------------------------------

    def _open_number(self, number: int) -> None:
        """Open a result of what is typed now, waiting for its answer if it is not there yet."""
        if self._shown == self._asked():
            self.view.results.open_number(number)
        else:
            self._wanted = number

    def _open_hit(self, hit: LookupHit) -> None:
        self._trail.clear()
        self.open_item(hit.id)

    def open_item(self, item_id: str) -> None:
        """Open the card of an item and put the focus on it."""
        lookup = self.context.application.lookup
        if lookup is None:
            return
        audience = self.context.session.audience
        self.context.operations.query(lambda _progress: lookup.opened(item_id, audience=audience), owner=self).in_lane(
            "open"
        ).on_success(self._show_card).start()

    def _show_card(self, found: tuple[GuidanceItem, Mapping[str, GuidanceItem | None]]) -> None:
        item, known = found
        self.complete()
        from hfc_desktop.ui.widgets.cards import card_for  # cards are not needed before the first paint

        card: Card[Any] = card_for(item, self.context, known)
        card.item_wanted.connect(self.open_item)
        self._trail.append(item.id)
        self.view.show_card(card)
        card.focus_start()

    # -- the reception --------------------------------------------------------------------------------------------

    def _show_reception(self, reception: Reception) -> None:
        from hfc_desktop.ui.screens.counter.carried import carried

        self.view.show_reception(reception, carried(reception, self._topic))

    def _topic(self, slug: str) -> str:
        """The name of a topic; the slug itself while no active pack names it."""
        lookup = self.context.application.lookup
        if not self._topics and lookup is not None:
            self._topics = _topic_names(lookup)
        return self._topics.get(slug, slug)

    def _next_customer(self) -> None:
        if not self.context.reception.value.is_empty:
            self._ended = self.context.reception.start_new()
            consulted = not self._ended.complaint
            kept = _("Kept as a consultation. Next customer.") if consulted else _("Ready for the next customer.")
            undo = _("Ctrl+Z brings the last one back.")
            self.context.navigator.say(f"{kept} {undo}")
        self._clear_table()

    def _clear_table(self) -> None:
        self.view.show_card(None)
        self._trail.clear()
        self._narrow(None)
        self.view.box.clear()

    def _ask_to_resume(self) -> None:
        """Ask about a reception that a breakdown interrupted; nothing is asked before the rest of the window stands."""
        wanted = self.context.reception.unfinished
        if self.view.strip is None or (wanted is None and self._resume_line is None):
            return
        if self._resume_line is None:
            from hfc_desktop.ui.screens.counter.resume import ResumeLine

            self._resume_line = ResumeLine(self._resume, self.context.reception.let_go)
            self.view.put_above(self._resume_line)
        self._resume_line.ask(wanted)

    def _resume(self) -> None:
        """Go on where the interrupted reception stopped."""
        found = self.context.reception.take_up()
        if found is None:
            return
        from hfc_desktop.domain.reception import where_it_stopped

        item = where_it_stopped(found)
        if found.stop_loss is not None and item == found.stop_loss.item:
            self.context.navigator.open("stop_loss")
        elif item:
            self.open_item(item)

    def _take_back_next(self) -> None:
        if self._ended is not None:
            self.context.reception.restore(self._ended)
            self._ended = None

    def _report_missing(self) -> None:
        self.context.reception.report_missing(self._asked().text)
        self.view.missing.hide()
        self.context.navigator.say(_("Noted as missing guidance; it goes up with your feedback."))
        self.view.focus_box()


def _prompt(kind: Kind | None) -> str:
    if kind is Kind.RESTRICTION:
        return _("Code as on the screen, such as J02, or what was frozen")
    if kind is Kind.HOTLINE:
        return _("Place or organ, in pinyin initials too")
    return _("Customer's words, a code, a message, or pinyin initials")


def _topic_names(lookup: LookupService) -> dict[str, str]:
    from hfc_desktop.domain.guidance.classification import Classification

    try:
        found = lookup.item(_TOPICS)
    except UserMistakeError:  # no active pack names topics; slugs are shown
        return {}
    if not isinstance(found, Classification):
        return {}
    chinese = language() == CHINESE
    return {entry.slug: entry.std_name if chinese or not entry.name_en else entry.name_en for entry in found.entries}
