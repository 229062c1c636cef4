"""The services of the ledger's custody: taking over, giving out, destroying; and the words that tables are read by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hfc_desktop import __version__
from hfc_desktop.i18n import LANGUAGES, in_language

if TYPE_CHECKING:
    from pathlib import Path

    from hfc_desktop.domain.imports import ImportMapping
    from hfc_desktop.domain.ledger_table import Words
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.exports import ExportService
    from hfc_desktop.services.imports import ImportService
    from hfc_desktop.services.ledger_ports import RuleSource
    from hfc_desktop.services.ports import Now
    from hfc_desktop.services.retention import RetentionService
    from hfc_desktop.storage.store import Store


class Custody(NamedTuple):
    """What comes into the ledger as a table, goes out as one, and ends."""

    imports: ImportService
    exports: ExportService
    retention: RetentionService


def wire_custody(store: Store, now: Now, complaints: ComplaintService, rules: RuleSource, keep_years: int) -> Custody:
    """The services over an open store."""
    from hfc_desktop.documents.saving import save
    from hfc_desktop.services.exports import ExportService
    from hfc_desktop.services.imports import ImportService
    from hfc_desktop.services.retention import RetentionService
    from hfc_desktop.tables.reading import FileTables
    from hfc_desktop.tables.writing import MemoryTables

    uow = store.unit_of_work
    return Custody(
        imports=ImportService(uow, now, FileTables(), lambda: ledger_words(rules), complaints, __version__),
        exports=ExportService(uow, now, MemoryTables(), save),
        retention=RetentionService(uow, now, store.scrub, keep_years),
    )


def ledger_words(rules: RuleSource) -> Words:
    """The words that may stand for codes in a table: the codes, their words in both languages, the classification."""
    from hfc_desktop.domain.ledger_table import BESIDE, COLUMNS, heading_key
    from hfc_desktop.wording.terms import TERMS

    words: dict[str, dict[str, str]] = {}
    for group in {column.group for column in COLUMNS if column.group}:
        known = words.setdefault(group, {})
        known |= {heading_key(word): code for word, code in BESIDE.get(group, {}).items()}
        for code, message in TERMS.get(group, {}).items():
            known |= {heading_key(word): code for word in (code, *(in_language(one, message) for one in LANGUAGES))}
    for item in rules.items_of("classification"):
        known = words.setdefault(str(getattr(item, "axis", "")), {})
        for entry in getattr(item, "entries", ()):
            spellings = (entry.slug, entry.std_name, entry.name_en, entry.code)
            known |= {heading_key(word): entry.slug for word in spellings if word}
    return words


def read_mapping(path: Path) -> ImportMapping:
    """How a bank's own table is read, from a YAML file.

    Raises:
        UserMistakeError: it is no such file, or names a field that a ledger has not.
        EnvironmentFaultError: it cannot be read.
    """
    from hfc_desktop.domain.imports import ImportMapping
    from hfc_desktop.errors import UserMistakeError
    from hfc_desktop.packs.loose import read_loose_document

    said: Any = read_loose_document(path)
    parts = {"columns", "values", "defaults"}
    if not isinstance(said, dict) or set(said) - parts:
        raise UserMistakeError("imports.bad_mapping", path=str(path), place=", ".join(sorted(set(said or {}) - parts)))
    for part in parts:
        table = said.get(part) or {}
        nested = part == "values"
        good = isinstance(table, dict) and all(
            isinstance(value, dict) if nested else isinstance(value, str) for value in table.values()
        )
        if not good:
            raise UserMistakeError("imports.bad_mapping", path=str(path), place=part)
    return ImportMapping(
        columns=said.get("columns") or {}, values=said.get("values") or {}, defaults=said.get("defaults") or {}
    )
