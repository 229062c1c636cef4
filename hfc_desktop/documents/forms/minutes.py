"""Minutes of an analysis meeting: who was there, and for each subject facts, discussion, decision, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.case_parts import field_table, labelled
from hfc_desktop.documents.forms.compose import FormSpec
from hfc_desktop.documents.forms.guidance_parts import heads
from hfc_desktop.documents.forms.page_head import Signatures
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Heading, Notice, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.minutes import AgendaItem, AgreedAction, Minutes

_SUBJECT: Final = style.TextStyle(10.5, 15.5, bold=True)


def _present(minutes: Minutes) -> list[Block]:
    meeting = minutes.meeting
    return field_table(
        [
            (_("Meeting"), words.listed(meeting.title, meeting.number)),
            (_("Held at"), words.moment(meeting.held_at)),
            (_("Meeting place"), meeting.place),
            (_("Chair"), meeting.chair),
            (_("Taken down by"), meeting.secretary),
            (_("Meeting before"), words.day(meeting.since)),
            (_("Attending"), _(", ").join(meeting.present)),
            (_("Excused"), _(", ").join(meeting.excused)),
        ]
    )


def _subjects(minutes: Minutes) -> list[Block]:
    result: list[Block] = []
    for place, item in enumerate(minutes.meeting.items, start=1):
        result.append(Heading(f"{place}. {item.title}", _SUBJECT, before=9 if place > 1 else 4, level=1, bar=False))
        result += _subject(item)
    return result


def _subject(item: AgendaItem) -> list[Block]:
    texts = (
        (_("Figures"), item.facts),
        (_("Discussed"), item.discussion),
        (_("Causes"), item.analysis),
        (_("Expected next"), item.forecast),
    )
    result = [block for name, text in texts for block in labelled(name, text)]
    if item.decision:
        decided = Paragraph(_("Decided: {text}").format(text=item.decision), style.PROSE.but(bold=True))
        result.append(Notice((decided,), before=5))
    return [*result, *_actions(item.actions)]


def _actions(actions: tuple[AgreedAction, ...]) -> list[Block]:
    if not actions:
        return []
    rows = tuple(
        (
            Cell(action.what),
            Cell(words.listed(action.owner, term("line", action.line) if action.line else "")),
            Cell(words.day_and_weekday(action.due)),
        )
        for action in actions
    )
    return [Table((48, 30, 22), rows, heads(_("Action agreed"), _("Responsible"), _("Until")), before=5)]


def _all_actions(minutes: Minutes) -> list[Block]:
    """All actions once more by day, to be followed up."""
    found = [(action, place) for place, item in enumerate(minutes.meeting.items, 1) for action in item.actions]
    if len(found) < 2:
        return []
    found.sort(key=lambda pair: (pair[0].due is None, pair[0].due or minutes.meeting.held_at.date(), pair[1]))
    rows = tuple(
        (Cell(words.day_and_weekday(action.due)), Cell(action.owner), Cell(action.what), Cell(str(place)))
        for action, place in found
    )
    return [Table((22, 20, 48, 10), rows, heads(_("Until"), _("Responsible"), _("Action agreed"), _("Subject no.")))]


def _next(minutes: Minutes) -> list[Block]:
    day = words.day_and_weekday(minutes.meeting.next_on)
    return [Paragraph(_("The next meeting is on {day}.").format(day=day))] if day else []


def _signed(_minutes: Minutes) -> list[Block]:
    chair = (_("Chair"), _("These minutes say what was discussed and decided."))
    return [Signatures((chair, (_("Taken down by"), ""), (_("Sent to"), _("Lines and offices named above"))))]


MINUTES: Final[FormSpec[Minutes]] = FormSpec(
    N_("Minutes of an analysis meeting"),
    (
        (N_("Meeting"), _present),
        (N_("Subjects"), _subjects),
        (N_("Actions by day"), _all_actions),
        (N_("Next meeting"), _next),
        (N_("Signatures"), _signed),
    ),
)
