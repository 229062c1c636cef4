"""Papers of a branch that are lists: due list, key sheet, counter card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.compose import FormSpec
from hfc_desktop.documents.forms.guidance_parts import heads, phone_table
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Entry, Paragraph
from hfc_desktop.documents.layout.tables import Cell, Table
from hfc_desktop.domain.deadlines import Band
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.domain.branch_papers import CounterCard, DueList, DueRow, KeyLine, KeySheet

# -- due list ---------------------------------------------------------------------------------------------------------

_ROW: Final = style.TABLE.but(size=8, leading=11.5)
_LOOKS: Final[Mapping[Band, style.TextStyle]] = {
    Band.RED: _ROW.but(bold=True, colour=style.NEVER),
    Band.AMBER: _ROW.but(bold=True, colour=style.WARN),
}


def _rows(rows: tuple[DueRow, ...]) -> list[Block]:
    if not rows:
        return []
    made = tuple(
        (
            Cell(words.moment(row.due_at) if row.due_at else words.day_and_weekday(row.due), _ROW),
            Cell(_left(row), _LOOKS.get(row.band, _ROW)),
            Cell(row.number, _ROW),
            Cell(words.joined(row.customer, row.topic), _ROW),
            Cell(words.either(row.clock, row.clock_en), _ROW),
            Cell(words.listed(row.handler, _("level {level}").format(level=row.level)), _ROW),
        )
        for row in rows
    )
    head = heads(
        _("Last day"), _("Days left"), _("Case number"), _("Customer and topic"), _("Time limit"), _("Handler")
    )
    return [Table((18, 12, 22, 18, 18, 12), made, head)]


def _left(row: DueRow) -> str:
    """Days left or over, in words; what was decided and not told is said, too."""
    over = row.days_left < 0
    days = (_("{days} days over") if over else _("{days} days")).format(days=abs(row.days_left))
    return words.joined(days, _("decided, not told") if row.untold else "")


def _span(due: DueList) -> list[Block]:
    late = sum(row.days_left < 0 for row in due.rows)
    untold = sum(row.untold for row in due.rows)
    text = _(
        "Terms that end from {first} to {last}, and those that are over: {count} in all, {late} over, {untold} decided "
        "and not told."
    )
    values = {"first": words.day(due.first), "last": words.day(due.last), "count": len(due.rows)}
    return [Paragraph(text.format(late=late, untold=untold, **values), before=4)]


DUE_LIST: Final[FormSpec[DueList]] = FormSpec(
    N_("Due list"),
    (
        (N_("Term over"), lambda due: _rows(tuple(row for row in due.rows if row.days_left < 0))),
        (N_("Decided, the customer not told"), lambda due: _rows(tuple(row for row in due.rows if row.untold))),
        (
            N_("Terms to come"),
            lambda due: _rows(tuple(row for row in due.rows if row.days_left >= 0 and not row.untold)),
        ),
    ),
    opening=_span,
)


# -- key sheet --------------------------------------------------------------------------------------------------------


def key_sections(sheet: KeySheet) -> FormSpec[KeySheet]:
    """One section a place of the window."""
    sections = tuple((name, _Keys(lines)) for name, lines in sheet.groups)
    return FormSpec(N_("Key sheet"), sections)


class _Keys:
    """Builds the table of one place."""

    def __init__(self, lines: tuple[KeyLine, ...]) -> None:
        self._lines = lines

    def __call__(self, _sheet: KeySheet) -> list[Block]:
        rows = tuple((Cell("  ".join(line.keys), style.TABLE.but(bold=True)), Cell(line.text)) for line in self._lines)
        return [Table((34, 66), rows)] if rows else []


# -- counter card -----------------------------------------------------------------------------------------------------


def _scenes(card: CounterCard) -> list[Block]:
    never = _("Never say: {words}")
    result: list[Block] = []
    for scene in card.scenes:
        title = words.either(scene.title, scene.title_en)
        said = words.either(scene.first_words, scene.first_words_en)
        text = words.sentences(said, never.format(words=scene.never) if scene.never else "")
        result.append(Entry(title, Paragraph(text, _CARD), hang=150, before=2, sign_look=_CARD.but(bold=True)))
    return result


_CARD: Final = style.SMALL.but(size=8, leading=11, colour=style.TEXT)


def _codes(card: CounterCard) -> list[Block]:
    look = style.TABLE.but(size=8, leading=10.5)
    rows = tuple(
        (
            Cell(code.code, look.but(bold=True)),
            Cell(words.either(code.title, code.title_en), look),
            Cell(code.lifter, look),
        )
        for code in card.codes
    )
    return [Table((18, 34, 48), rows, heads(_("Code"), _("Kind"), _("Lifted by")))] if rows else []


def _left_out(card: CounterCard) -> list[Block]:
    if not card.left_out:
        return []
    text = _("{count} items for named posts only are not printed.").format(count=card.left_out)
    return [Paragraph(text, style.SMALL, before=4)]


COUNTER_CARD: Final[FormSpec[CounterCard]] = FormSpec(
    N_("Counter card"),
    (
        (N_("Numbers"), lambda card: [phone_table(card.phones)] if card.phones else []),
        (N_("First words"), _scenes),
        (N_("Codes"), _codes),
    ),
    closing=_left_out,
)
