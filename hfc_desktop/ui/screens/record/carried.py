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
        found.append((_("Dialogue"), _("{n} steps").format(n=len(reception.path))))
    if reception.outcome:
        found.append((_("How the dialogue ended"), term("reception_outcome", reception.outcome)))
    checklist = reception.checklist
    if checklist is not None:
        level = checklist.label or term("check_level", checklist.level)
        found.append(
            (
                _("Checklist"),
                _("{title}: {level}, {score} points").format(title=checklist.title, level=level, score=checklist.score),
            )
        )
    if reception.hotlines:
        found.append((_("Numbers given"), str(len(reception.hotlines))))
    if reception.remark:
        found.append((_("Remark"), reception.remark))
    return found
