"""The card of a hotline: digits first, then how fresh they are and what they are good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.hotline import Freshness, age_on
from hfc_desktop.domain.guidance.item import SpokenLine
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.model import Digits, Fact, Facts, Lead, Never, Points, Say, Tone, Words
from hfc_desktop.ui.widgets.cards.presenting.frame import build, section
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.hotline import Age, Hotline, Number
    from hfc_desktop.ui.widgets.cards.model import CardModel
    from hfc_desktop.ui.widgets.cards.presenting.frame import Frame


def age_of(item: Hotline, frame: Frame) -> Age:
    """How old the last check is on the day of the frame; an entry counts as amber or grey after so many days."""
    return age_on(item.last_verified, frame.today, frame.amber_days, frame.grey_days)


def _warning(age: Age) -> str:
    if age.freshness is Freshness.GREY:
        return _("Verify before giving: last checked {days} days ago").format(days=age.days)
    if age.freshness is Freshness.AMBER:
        return _("Last checked {days} days ago").format(days=age.days)
    return ""


def _one(item: Hotline, number: Number, age: Age) -> Digits:
    tone = {Freshness.FRESH: Tone.PLAIN, Freshness.AMBER: Tone.WARN, Freshness.GREY: Tone.FAINT}[age.freshness]
    extension = _("then {keys}").format(keys=number.extension) if number.extension else ""
    note = " · ".join(part for part in (extension, number.note) if part)
    return Digits(number.number, note or item.organ, item.id, tone, _warning(age))


def digits_of(item: Hotline, frame: Frame) -> tuple[Digits, ...]:
    """Every number of an entry, in the order of use."""
    age = age_of(item, frame)
    return tuple(_one(item, number, age) for number in item.numbers)


def _place(item: Hotline) -> str:
    reach = term("hotline_level", item.level)
    return f"{reach} · {item.region_code}" if item.region_code else reach


def present(item: Hotline, frame: Frame) -> CardModel:
    """The card."""
    digits = digits_of(item, frame)
    capabilities = tuple(term("capability", capability) for capability in item.capabilities)
    spoken = (SpokenLine(text=item.use_text),) if item.use_text else ()
    lead = (
        Lead(_("Number"), digits[0]),
        Lead(_("Good for"), Words(" · ".join(capabilities))),
        Lead(_("What to say"), Say(spoken)) if spoken else Lead(_("Who answers"), Words(item.organ)),
    )
    languages = " · ".join(_(words.LANGUAGES[code]) if code in words.LANGUAGES else code for code in item.languages)
    checked = " · ".join(part for part in (words.day(item.last_verified), item.verified_by, item.verified_how) if part)
    rows = (
        Fact(_("Who answers"), item.organ),
        Fact(_("Hours"), item.hours),
        Fact(_("Languages"), languages),
        Fact(_("Reach"), _place(item)),
        Fact(_("Whose place counts"), item.jurisdiction),
        Fact(_("Easiest to reach"), item.wait_tip),
        Fact(_("Last checked"), checked, _warning(age_of(item, frame))),
    )
    sections = (
        section(_("Further numbers"), *digits[1:]),
        section(_("Do not give it for"), Never(item.do_not_use_for, _("Not for")), tone=Tone.NEVER),
        section(_("About this number"), Facts(tuple(row for row in rows if row.value))),
        section(_("Have at hand when calling"), Points(item.needs)),
    )
    return build(item, frame, lead, sections)
