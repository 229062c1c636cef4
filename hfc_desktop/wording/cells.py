"""Why a row of a table was rejected, in the language in use: the cell by its heading, and what is expected there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import N_, gettext
from hfc_desktop.wording.errors import SENTENCES, error_text
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Mapping


class Fault(Protocol):
    """What is wrong with a cell: its heading, empty for a whole row; what; and the values for the sentence."""

    @property
    def column(self) -> str:
        """Heading of the cell."""
        ...

    @property
    def code(self) -> str:
        """What is wrong."""
        ...

    @property
    def params(self) -> Mapping[str, Any]:
        """Values for the sentence."""
        ...


CELLS: Final[Mapping[str, str]] = {
    "cell.no_day": N_("this is no day; write 2026-03-17 or 2026-03-17 09:30"),
    "cell.no_number": N_("this is no number"),
    "cell.not_whole": N_("an amount has at most two places behind the point, a count has none"),
    "cell.no_flag": N_("write yes or no"),
    "cell.unknown_word": N_("this word is not known here; known are: {choices}. Name it in a mapping file"),
    "cell.rounded": N_(
        "the spreadsheet rounded this number; make the column text in the file that it comes from, and fill it again"
    ),
    "cell.missing": N_("{field} is missing"),
    "cell.twice": N_("the same case stands in row {first} already"),
    "cell.not_yours": N_("the case belongs to an office that is not yours"),
    "cell.unknown_office": N_("the office is not known here, or is not yours"),
    "cell.out_of_range": N_("{field} is out of its range"),
    "cell.closed_before_receipt": N_("the case cannot have been closed before it was received"),
    "cell.only_complaints": N_("{field} belongs to complaints alone"),
}
"""Message id by code. Other codes are those of errors of records."""


def cell_text(fault: Fault) -> str:
    """The reason, with the heading of the cell before it when it is about one."""
    if fault.code in CELLS:
        said = gettext(CELLS[fault.code]).format_map(_worded(fault.params))
    elif fault.code in SENTENCES:
        said = error_text(UserMistakeError(fault.code, **fault.params))
    else:
        said = fault.code
    return f"{fault.column}: {said}" if fault.column else said


def _worded(params: Mapping[str, Any]) -> dict[str, object]:
    """The values of a fault in words: a field by its name, codes by theirs."""
    words: dict[str, object] = dict(params)
    if "field" in words:
        words["field"] = term("field", str(words["field"]))
    choices = params.get("choices")
    if isinstance(choices, list):
        group = str(params.get("group", ""))
        words["choices"] = ", ".join(term(group, str(code)) if group in TERMS else str(code) for code in choices)
    return words
