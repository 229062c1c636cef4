"""Shape and short word of each content kind, for lists. The full word is ``wording.terms``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.vocabulary import Kind
from hfc_desktop.domain.lookup import HitStatus
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGNS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.SCENARIO: ("say", N_("Scene")),
    Kind.CHECKLIST: ("checklist", N_("Check")),
    Kind.RESTRICTION: ("freeze", N_("Control")),
    Kind.HOTLINE: ("phone", N_("Phone")),
    Kind.FAQ: ("info", N_("Answer")),
    Kind.BULLETIN: ("record", N_("Notice")),
    Kind.CASE: ("user", N_("Story")),
    Kind.FRAUD_TYPE: ("warn", N_("Fraud")),
    Kind.POLICY: ("branch", N_("Policy")),
    Kind.PLAN: ("stop", N_("Plan")),
    Kind.REWARD: ("star", N_("Award")),
    Kind.PHRASE: ("copy", N_("Phrase")),
    Kind.DUTIES: ("user", N_("Duties")),
    Kind.QUIZ: ("check", N_("Quiz")),
    Kind.GLOSSARY: ("info", N_("Term")),
}
_OTHER: Final = ("pack", N_("Other"))

_STATES: Final[Mapping[HitStatus, tuple[str, str]]] = {
    HitStatus.EXPIRED: ("never", N_("Expired")),
    HitStatus.WITHDRAWN: ("never", N_("Withdrawn")),
    HitStatus.DUE_FOR_REVIEW: ("warn", N_("Review due")),
    HitStatus.FUTURE: ("warn", N_("Not yet in force")),
}


def sign(kind: Kind) -> tuple[str, str]:
    """Name of the icon, and the short word in the language in use."""
    icon, word = _SIGNS.get(kind, _OTHER)
    return icon, _(word)


def words() -> tuple[str, ...]:
    """All short words, to measure the width that a column of them needs."""
    return tuple(_(word) for _icon, word in (*_SIGNS.values(), _OTHER))


def state(status: HitStatus, is_sample: bool) -> tuple[str, str] | None:
    """Tone and word for an item that does not simply hold today, or is invented; ``None`` for all others."""
    found = _STATES.get(status)
    if found is not None:
        return found[0], _(found[1])
    return ("plain", _("Sample")) if is_sample else None
