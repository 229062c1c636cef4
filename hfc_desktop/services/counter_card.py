"""The counter card: numbers, first words and codes on paper, for the day when the machine is down.

It is made from installed guidance alone, so it needs no login and holds no customer data. What is for named posts only
is left out, and how much that was is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.branch_papers import CardCode, CardScene, CounterCard, KeySheet
from hfc_desktop.domain.documents import Copy, Form, Mark, NoteHead, Office, check_code
from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import Audience, Kind
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.scenario import Scenario
from hfc_desktop.domain.record_json import to_json
from hfc_desktop.services.reception_forms import may_be_printed, phone_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hfc_desktop.domain.branch_papers import KeyLine
    from hfc_desktop.services.notes import House
    from hfc_desktop.services.ports import GuidanceIndex

_NO_OFFICE: Final = Office(code="", name="", name_en="")
_AT_THE_COUNTER: Final = frozenset({Audience.TELLER, Audience.LOBBY})


def paper_head(
    form: Form, house: House, at: datetime, language: str, code: str, packs: tuple[str, ...] = ()
) -> NoteHead:
    """Head of a paper that belongs to no record: its number is its form and day."""
    return NoteHead(
        form=form,
        copy=Copy.FILE,
        mark=Mark.DEMO if house.demo else Mark.NONE,
        language=language,
        number=f"{form.value.upper().replace('_', '-')}-{at:%Y%m%d}",
        office=_NO_OFFICE,
        printed_at=at,
        print_no=1,
        check_code=code,
        app_version=house.app_version,
        rule_set="",
        packs=packs,
    )


def counter_card(guidance: GuidanceIndex, house: House, at: datetime, language: str) -> CounterCard:
    """The card of the installed guidance on a day.

    Args:
        guidance: the installed packs.
        house: what stands on every print.
        at: print time; what does not hold on its day is left out.
        language: ``zh`` or ``en``.
    """
    found = [item for kind in (Kind.HOTLINE, Kind.SCENARIO, Kind.RESTRICTION) for item in guidance.items_of(kind)]
    valid = [item for item in found if item.holds_on(at.date()) and _AT_THE_COUNTER.intersection(item.audience)]
    shown = [item for item in valid if may_be_printed(item)]
    phones = phone_lines(item for item in shown if isinstance(item, Hotline) and not item.region)
    scenes = tuple(_scene(item) for item in shown if isinstance(item, Scenario))
    codes = tuple(sorted((_code(item) for item in shown if isinstance(item, Restriction)), key=lambda one: one.code))
    packs = tuple(f"{pack.pack_id}-{pack.issue}" for pack in guidance.packs())
    said = check_code({"phones": to_json(phones), "scenes": to_json(scenes), "codes": to_json(codes)})
    return CounterCard(
        head=paper_head(Form.COUNTER_CARD, house, at, language, said, packs),
        phones=phones,
        scenes=scenes,
        codes=codes,
        left_out=len(valid) - len(shown),
    )


def _scene(item: Scenario) -> CardScene:
    lines = [line for node in item.nodes for line in node.say] or list(item.script_lines)
    first = lines[0] if lines else None
    return CardScene(
        title=item.title,
        title_en=item.title_en,
        first_words=first.text if first else item.summary,
        first_words_en=(first.english if first else "") or item.summary_en,
        never=item.do_not_say[0] if item.do_not_say else "",
    )


def _code(item: Restriction) -> CardCode:
    return CardCode(code=item.code, title=item.title, title_en=item.title_en, lifter=item.lifter)


def key_sheet(groups: Iterable[tuple[str, tuple[KeyLine, ...]]], house: House, at: datetime, language: str) -> KeySheet:
    """The sheet of keys that the window gives."""
    shown = tuple(groups)
    code = check_code({"groups": to_json(shown)})
    return KeySheet(head=paper_head(Form.KEY_SHEET, house, at, language, code), groups=shown)
