"""Sentences for faults of tables: files that come in, ledgers that are taken over, lists that go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "tables.unreadable": N_("The file {path} cannot be read: {reason}. Nothing was changed."),
    "tables.too_large": N_("The file {path} is too large. At most {most} MB are read; divide it."),
    "tables.too_many": N_(
        "The table in {path} has too many rows or columns. At most {rows} rows and {columns} columns are read; "
        "divide it."
    ),
    "tables.no_workbook": N_(
        "{path} is no workbook that can be read: it is damaged, or protected by a password. "
        "Open it in Excel and save it again without a password."
    ),
    "tables.no_table": N_("{path} is no table. Save it as CSV or as an Excel workbook."),
    "tables.bad_encoding": N_(
        "The text in {path} is neither UTF-8 nor GB18030. Save it again as “CSV UTF-8”, or name its encoding."
    ),
    "tables.bad_line": N_("{path}, line {line}: not one JSON document. Nothing was changed."),
    "tables.empty": N_("{path} holds no table: its first row must hold the headings."),
    "tables.cannot_encode": N_("The list cannot be written in {encoding}. Choose utf-8-sig or gb18030."),
    "imports.no_column": N_(
        "No heading in {path} says what is needed: {field}. Name the column in a mapping file, or rename it."
    ),
    "imports.bad_mapping": N_(
        "The mapping {path} is not usable ({place}). It holds “columns”, “values” and “defaults”, each a list of names."
    ),
    "imports.unknown_field": N_("The mapping names the field {field}, which a ledger has not. Fields: {choices}."),
    "imports.nothing": N_("There is nothing to take over: no row is new or changed."),
    "imports.changed_meanwhile": N_(
        "The ledger was changed after the preview ({number}). Nothing was taken over. Preview again."
    ),
    "imports.not_found": N_("There is no import {wanted}. See “hfc imports list”."),
    "imports.undone": N_("The import {wanted} was undone already."),
    "imports.touched": N_(
        "{count} records of this import were worked on since ({number} among them). Nothing was undone."
    ),
    "imports.reason_needed": N_("Say why the import is undone; the reason is kept with your name."),
    "exports.no_columns": N_("No column was chosen. Choose at least one."),
}
