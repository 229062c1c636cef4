"""One sentence for each known fault, in the language in use: what happened, where, and what to do next.

A subject adds its sentences in a table of its own (``errors_<subject>.py``) and lists it in ``_TABLES``.
"""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import gettext
from hfc_desktop.wording import (
    errors_checklists,
    errors_custody,
    errors_desk,
    errors_documents,
    errors_house,
    errors_install,
    errors_lists,
    errors_lookup,
    errors_packs,
    errors_preview,
    errors_receptions,
    errors_records,
    errors_window,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.errors import HfcError

_TABLES: Final = (
    errors_documents.SENTENCES,
    errors_house.SENTENCES,
    errors_install.SENTENCES,
    errors_lists.SENTENCES,
    errors_lookup.SENTENCES,
    errors_records.SENTENCES,
    errors_checklists.SENTENCES,
    errors_custody.SENTENCES,
    errors_desk.SENTENCES,
    errors_packs.SENTENCES,
    errors_preview.SENTENCES,
    errors_receptions.SENTENCES,
    errors_window.SENTENCES,
)

SENTENCES: Final[Mapping[str, str]] = ChainMap(*(dict(table) for table in _TABLES))
"""Message id by error code. Braces are filled from the error's values."""


def error_text(error: HfcError) -> str:
    """The sentence for ``error`` in the language in use."""
    return gettext(SENTENCES[error.code]).format_map(error.params)
