"""What a record takes over from its reception, as lines of label and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.reception import Reception


def lines(reception: Reception | None) -> list[tuple[str, str]]:
    """Everything that was looked up, each guidance item with its version and pack."""
    if reception is None:
        return []
    found = [
        (_("Guidance"), f"{use.title} · v{use.version}" + (f" · {use.pack}" if use.pack else ""))
        for use in reception.uses
        if use.item
    ]
    if reception.path:
        last = reception.path[-1]
        title = next((use.title for use in reception.uses if use.item == last.item), last.item)
        steps = _("{n} steps").format(n=len(reception.path))
        found.append((_("Dialogue"), f"{title} · v{last.version} · {steps}"))
    if reception.outcome:
        found.append((_("How the dialogue ended"), term("reception_outcome", reception.outcome)))
    checklist = reception.checklist
    if checklist is not None:
        level = checklist.label or term("check_level", checklist.level)
        text = _("{title}: {level}, {score} points").format(title=checklist.title, level=level, score=checklist.score)
        found.append((_("Checklist"), f"{text} · v{checklist.version}"))
    found += _found_out(reception)
    if reception.hotlines:
        found.append((_("Numbers given"), str(len(reception.hotlines))))
    if reception.remark:
        found.append((_("Remark"), reception.remark))
    return found


def _found_out(reception: Reception) -> list[tuple[str, str]]:
    """What was found out or done for this customer beside what was looked up."""
    found: list[tuple[str, str]] = []
    imposed = reception.imposed
    if imposed is not None and imposed.ends_on is not None:
        found.append((_("Restriction ends on"), f"{imposed.began_on} – {imposed.ends_on}"))
    if reception.rule is not None:
        found.append((_("Rule applied"), f"{reception.rule.rule} · {reception.rule.name} · v{reception.rule.version}"))
    if reception.stop_loss is not None:
        done = len(reception.stop_loss.done)
        found.append((_("Stop-loss"), _("{n} acts done").format(n=done) + f" · v{reception.stop_loss.version}"))
    if reception.interception is not None:
        found.append((_("Interception"), term("means", reception.interception.means.value)))
    return found
