"""One sentence for each known fault, in the language in use: what happened, where, and what to do next.

A subject adds its sentences in a table of its own (``errors_<subject>.py``) and lists it in ``_TABLES``.
"""

from __future__ import annotations

from collections import ChainMap
from enum import Enum
from typing import TYPE_CHECKING, Final

from hfc_desktop.errors import HfcError, system_reason
from hfc_desktop.i18n import N_, gettext
from hfc_desktop.wording import (
    errors_authoring,
    errors_cases,
    errors_checklists,
    errors_custody,
    errors_desk,
    errors_documents,
    errors_exchange,
    errors_house,
    errors_install,
    errors_lists,
    errors_lookup,
    errors_packs,
    errors_preview,
    errors_receptions,
    errors_records,
    errors_tables,
    errors_trust,
    errors_window,
)
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Mapping


_TABLES: Final = (
    errors_authoring.SENTENCES,
    errors_cases.SENTENCES,
    errors_documents.SENTENCES,
    errors_exchange.SENTENCES,
    errors_house.SENTENCES,
    errors_install.SENTENCES,
    errors_lists.SENTENCES,
    errors_lookup.SENTENCES,
    errors_records.SENTENCES,
    errors_tables.SENTENCES,
    errors_trust.SENTENCES,
    errors_checklists.SENTENCES,
    errors_custody.SENTENCES,
    errors_desk.SENTENCES,
    errors_packs.SENTENCES,
    errors_preview.SENTENCES,
    errors_receptions.SENTENCES,
    errors_window.SENTENCES,
)

SYSTEM_REASONS: Final[Mapping[str, str]] = {
    "disk_full": N_("the disk is full"),
    "no_permission": N_("no permission"),
    "read_only": N_("it is write-protected"),
    "no_folder": N_("its folder is not there"),
    "not_found": N_("it is not there"),
    "is_folder": N_("it is a folder"),
    "exists": N_("it is there already"),
    "busy": N_("another program is using it"),
    "name_too_long": N_("its name is too long"),
    "bad_name": N_("its name cannot be used here"),
    "disk_fault": N_("the disk did not answer as it should"),
    "gone": N_("the drive is gone"),
    "too_large": N_("it is too large"),
    "too_many_open": N_("too many files are open"),
    "encoding": N_("it is not text in UTF-8"),
    "does_not_fit": N_("its content has not the expected form"),
    "damaged": N_("its content is damaged"),
    "other": N_("the system gave no reason that is known here"),
}
"""Words for ``errors.system_reason``."""

SENTENCES: Final[Mapping[str, str]] = ChainMap(*(dict(table) for table in _TABLES))
"""Message id by error code. Braces are filled from the error's values."""


def error_text(error: HfcError) -> str:
    """The sentence for ``error`` in the language in use."""
    worded = {name: _worded(error.code, name, value) for name, value in error.params.items()}
    return gettext(SENTENCES[error.code]).format_map({**worded, **_reason(error)})


_GROUP_OF: Final[Mapping[str, str]] = {
    "Action": "action",
    "Status": "status",
    "NoticeKind": "notice_kind",
    "Paper": "paper",
    "Form": "form",
    "Stage": "pack_stage",
    "Part": "letter_part",
}
"""Groups of words for the enums that stand in the values of an error."""


def _worded(code: str, name: str, value: object) -> object:
    """A value of an error in words: a member of an enum, several of them, the name of a field, what is missing."""
    if isinstance(value, tuple | list):
        return gettext(", ").join(str(_worded(code, name, entry)) for entry in value)
    if isinstance(value, Enum):
        group = _GROUP_OF.get(type(value).__name__, "")
        return term(group, str(value.value)) if group in TERMS else value.value
    if name in ("role", "right"):
        return term(name, str(value))
    if name == "what" and (group := code.rpartition(".")[2]) in TERMS:
        return term(group, str(value))
    return term("field", value) if name == "field" and code.startswith("cases.") and isinstance(value, str) else value


def _reason(error: HfcError) -> dict[str, str]:
    """The system's reason in words of ours.

    Raised as a code (``errors.system_reason``), or found out from the cause when it was raised in the system's words.
    """
    if "reason" not in error.params:
        return {}
    said, cause = str(error.params["reason"]), error.__cause__
    if said not in SYSTEM_REASONS and cause is not None and not isinstance(cause, HfcError):
        said = system_reason(cause)
    return {"reason": gettext(SYSTEM_REASONS[said])} if said in SYSTEM_REASONS else {}
