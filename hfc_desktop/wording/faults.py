"""Sentences for faults in guidance packs: what is wrong, and how to mend it, in either language."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_, in_language, language
from hfc_desktop.wording import faults_content, faults_files, faults_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, tuple[str, str]]] = ChainMap(
    dict(faults_files.WORDS), dict(faults_content.WORDS), dict(faults_kinds.WORDS)
)
"""Message and hint by code; braces are filled from the fault's values."""

_NEAREST: Final = N_("Did you mean “{nearest}”?")
_SEVERITIES: Final[Mapping[str, str]] = {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}


def fault_text(code: str, params: Mapping[str, str | int], lang: str | None = None) -> str:
    """What is wrong, in the language in use or the one named."""
    return in_language(lang or language(), WORDS[code][0]).format_map(params)


def fault_hint(code: str, params: Mapping[str, str | int], lang: str | None = None) -> str:
    """How to mend it, with the nearest known word where there is one."""
    chosen = lang or language()
    hint = in_language(chosen, WORDS[code][1]).format_map(params)
    if not params.get("nearest"):
        return hint
    space = " " if chosen == "en" else ""
    return in_language(chosen, _NEAREST).format_map(params) + space + hint


def severity_text(severity: str, lang: str | None = None) -> str:
    """How grave a fault is, in one word."""
    return in_language(lang or language(), _SEVERITIES[severity])
