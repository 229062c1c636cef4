"""What can be done with a case, as a window says it: the verb, its key, and what must be filled in for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import Outcome, Responsibility, RootCause, Severity
from hfc_desktop.domain.handling import DeclineGround, NoticeKind, RecheckResult
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import NOTICE_KINDS
from hfc_desktop.i18n import N_
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What a field of a form takes."""

    LINE = "line"
    AREA = "area"
    CHOICE = "choice"
    YES_NO = "yes_no"
    MONEY = "money"
    NUMBER = "number"
    PERSON = "person"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an action's form.

    Attributes:
        name: attribute of ``Step``, or field of the record when ``value``.
        text: message id of its label.
        value: it goes into the record.
        needed: the action is refused without it; marked with a word.
        table: table of ``wording.terms`` that has the words of ``codes``.
        least: of a number; ``most`` its largest value.
    """

    name: str
    text: str
    kind: Kind
    value: bool = False
    needed: bool = False
    table: str = ""
    codes: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


def _codes(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)


def _choice(name: str, text: str, table: str, choices: type[StrEnum], **more: bool) -> Field:
    return Field(name, text, Kind.CHOICE, table=table, codes=_codes(choices), **more)


_REASON: Final = Field("reason", N_("Why"), Kind.AREA, needed=True)
_REMARK: Final = Field("reason", N_("Remark"), Kind.AREA)
_PAPER: Final = Field("document", N_("Paper: its number, or where it lies"), Kind.LINE, needed=True)
_NOTICE: Final = Field("notice", N_("Notice to the customer"), Kind.NOTICE)
_NOTICE_NEEDED: Final = Field("notice", N_("Notice to the customer"), Kind.NOTICE, needed=True)
_SATISFACTION: Final = Field(
    "satisfaction", N_("Satisfaction, 1 to 5; 0 when not asked"), Kind.NUMBER, value=True, most=5
)
_ACCEPTED: Final = Field("accepted_by_customer", N_("The customer accepts it"), Kind.YES_NO, value=True)
_DECISION: Final = (
    Field("investigation", N_("What was found out"), Kind.AREA, value=True, needed=True),
    Field("policy_basis", N_("Rules that apply"), Kind.AREA, value=True, needed=True),
    Field("decision", N_("Decision"), Kind.AREA, value=True, needed=True),
    Field("remedies", N_("What the customer can do if they disagree"), Kind.AREA, value=True, needed=True),
    _choice("responsibility", N_("Who is responsible"), "responsibility", Responsibility, value=True, needed=True),
    Field("compensation_fen", N_("Compensation in yuan"), Kind.MONEY, value=True),
)


@dataclass(frozen=True, slots=True)
class Face:
    """How an action looks.

    Attributes:
        fields: its form; an action without fields is done at once.
        grave: it ends or stops something; its button says so.
    """

    fields: tuple[Field, ...] = ()
    grave: bool = False


def word(action: Action) -> str:
    """The action in words."""
    return term("action", action.value)


FACES: Final[Mapping[Action, Face]] = {
    Action.ACCEPT: Face((_choice("severity", N_("Severity of the case"), "severity", Severity, value=True),)),
    Action.CONTACT: Face((_NOTICE,)),
    Action.INVESTIGATE: Face((Field("investigation", N_("What was found out"), Kind.AREA, value=True),)),
    Action.SUBMIT: Face(_DECISION),
    Action.APPROVE: Face((_REMARK,)),
    Action.DECIDE: Face(_DECISION),
    Action.TELL: Face((_NOTICE_NEEDED, _SATISFACTION, _ACCEPTED)),
    Action.CLOSE: Face(
        (
            _choice("outcome", N_("How it ended"), "outcome", Outcome, value=True, needed=True),
            _choice("root_cause", N_("Root cause"), "root_cause", RootCause, value=True, needed=True),
            _SATISFACTION,
            _ACCEPTED,
        ),
    ),
    Action.ASSIGN: Face(),
    Action.REQUEST_EXTENSION: Face((_REASON,)),
    Action.APPROVE_EXTENSION: Face((_NOTICE,)),
    Action.RETURN: Face((_REASON,), grave=True),
    Action.PAUSE: Face((Field("to", N_("Who mediates"), Kind.LINE, needed=True), _PAPER, _NOTICE)),
    Action.RESUME: Face((_PAPER, Field("settled", N_("Mediation settled the matter"), Kind.YES_NO), _NOTICE)),
    Action.NOTIFY: Face((_NOTICE_NEEDED,)),
    Action.CHECK: Face((Field("passed", N_("It passes"), Kind.YES_NO, needed=True), _REMARK)),
    Action.ESCALATE: Face(
        (
            Field("level", N_("New level"), Kind.NUMBER, needed=True, least=1, most=4),
            _REASON,
            Field("document", N_("Paper that names it level 4"), Kind.LINE),
        ),
    ),
    Action.RECHECK: Face((_PAPER, _REMARK)),
    Action.FINISH_RECHECK: Face((_choice("result", N_("Result"), "recheck_result", RecheckResult, needed=True),)),
    Action.RECUSE: Face((Field("staff_no", N_("Who"), Kind.PERSON, needed=True), _REASON), grave=True),
    Action.WITHDRAW: Face((_PAPER, _NOTICE), grave=True),
    Action.DECLINE: Face(
        (_choice("ground", N_("Ground"), "decline_ground", DeclineGround, needed=True), _REASON, _NOTICE_NEEDED),
        grave=True,
    ),
    Action.TRANSFER: Face(
        (Field("to", N_("Where it goes"), Kind.LINE, needed=True), _REASON, _NOTICE_NEEDED),
        grave=True,
    ),
    Action.REOPEN: Face((_REASON,)),
    Action.ARCHIVE: Face(),
    Action.HOLD: Face((_REASON,)),
    Action.RELEASE: Face((_REASON,)),
    Action.MERGE: Face(),
    Action.UNMERGE: Face((_REASON,), grave=True),
    Action.SPLIT: Face((Field("document", N_("The matters in it, one a line"), Kind.AREA, needed=True), _REASON)),
}
"""Face of every action, in the order in which a case shows them."""


RECHECK_RESULT: Final = _choice("result", N_("Result of the re-check"), "recheck_result", RecheckResult, needed=True)
"""What telling the decision of a re-check asks for besides."""


def fields_of(action: Action, *, of_recheck: bool = False) -> tuple[Field, ...]:
    """The form of an action; the decision of a re-check is told with its result."""
    fields = FACES[action].fields
    return (RECHECK_RESULT, *fields) if of_recheck and action is Action.TELL else fields


def notice_kinds(action: Action) -> tuple[NoticeKind, ...]:
    """Notices that may come with an action, the usual one first."""
    allowed = NOTICE_KINDS.get(action, frozenset())
    return tuple(kind for kind in NoticeKind if kind in allowed)
