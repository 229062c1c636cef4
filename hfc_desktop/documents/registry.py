"""Which form is laid out by what: one line a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.documents.forms import branch_papers, handling, minutes, reports, slips
from hfc_desktop.documents.forms.letters import LETTERS
from hfc_desktop.domain.branch_papers import CounterCard, DueList, KeySheet, PeriodReport
from hfc_desktop.domain.documents import Form, HandlingNote
from hfc_desktop.domain.letters import CaseLetter
from hfc_desktop.domain.minutes import Minutes
from hfc_desktop.domain.reception_forms import InterceptionSheet, PoliceFacts, RestrictionSlip, RewardSheet
from hfc_desktop.domain.slips import ReceptionPaper

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfc_desktop.documents.forms.compose import FormSpec

PAPERS: Final[Mapping[Form, type]] = {
    Form.RESTRICTION_SLIP: RestrictionSlip,
    Form.POLICE_FACTS: PoliceFacts,
    Form.INTERCEPTION: InterceptionSheet,
    Form.REWARD: RewardSheet,
}
"""What each paper of a reception says."""

VALUES: Final[Mapping[Form, type]] = {
    Form.HANDLING: HandlingNote,
    **dict.fromkeys(LETTERS, CaseLetter),
    **dict.fromkeys(PAPERS, ReceptionPaper),
    Form.DUE_LIST: DueList,
    Form.KEY_SHEET: KeySheet,
    Form.COUNTER_CARD: CounterCard,
    Form.BRANCH_REPORT: PeriodReport,
    Form.HEADOFFICE_REPORT: PeriodReport,
    Form.MINUTES: Minutes,
}
"""What each form is made from. The booklet lays itself out."""

_SPECS: Final[Mapping[Form, FormSpec[Any]]] = {
    **LETTERS,
    Form.RESTRICTION_SLIP: slips.RESTRICTION_SLIP,
    Form.POLICE_FACTS: slips.POLICE_FACTS,
    Form.INTERCEPTION: slips.INTERCEPTION,
    Form.REWARD: slips.REWARD,
    Form.DUE_LIST: branch_papers.DUE_LIST,
    Form.COUNTER_CARD: branch_papers.COUNTER_CARD,
    Form.BRANCH_REPORT: reports.BRANCH_REPORT,
    Form.HEADOFFICE_REPORT: reports.HEADOFFICE_REPORT,
    Form.MINUTES: minutes.MINUTES,
}
_BY_VALUE: Final[Mapping[Form, Callable[[Any], FormSpec[Any]]]] = {
    Form.HANDLING: handling.spec_of,
    Form.KEY_SHEET: branch_papers.key_sections,
}
"""Forms whose sections depend on what they are about."""


def spec_of(form: Form, value: object) -> FormSpec[Any]:
    """How ``value`` is laid out as ``form``.

    Raises:
        TypeError: the value is none of this form, which is a bug of the caller.
    """
    fits = isinstance(value, VALUES[form])
    if not fits or (isinstance(value, ReceptionPaper) and not isinstance(value.paper, PAPERS[form])):
        raise TypeError(form)
    return _BY_VALUE[form](value) if form in _BY_VALUE else _SPECS[form]
