"""Words for faults of the files of a guidance pack: encoding, YAML, fields, assets, description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "file.empty": (
        N_("The file is empty."),
        N_("Write an item in it, or delete the file."),
    ),
    "file.gbk": (
        N_("The file is saved as GBK, not as UTF-8."),
        N_("Open it in your editor, choose “Save as” and the encoding UTF-8."),
    ),
    "file.utf16": (
        N_("The file is saved as UTF-16 (“Unicode”), not as UTF-8."),
        N_("Open it in your editor, choose “Save as” and the encoding UTF-8."),
    ),
    "file.not_utf8": (
        N_("The file is no UTF-8 text."),
        N_("Save it as UTF-8; if it cannot be read any more, take it from a backup."),
    ),
    "file.too_large": (
        N_("The file is larger than {limit} KiB."),
        N_("Split it: several files of one kind may lie in one folder."),
    ),
    "file.name": (
        N_("This file name does not work on every system."),
        N_("Use letters, digits, hyphens and underscores only, at most three folders deep."),
    ),
    "file.unexpected": (
        N_("This file is not part of a pack and is left out."),
        N_("Items are “<kind>/<name>.yaml”; pictures lie in assets/."),
    ),
    "file.unknown_folder": (
        N_("“{folder}” is no kind of guidance."),
        N_("The folder must be named after a kind, such as restriction or faq."),
    ),
    "text.invisible": (
        N_("The text holds a character that cannot be seen: {character}."),
        N_("Delete it; it often comes along when text is copied from a web page or a chat."),
    ),
    "yaml.tab": (
        N_("There is a tab here."),
        N_("Replace it by spaces; set your editor to insert spaces for the Tab key."),
    ),
    "yaml.anchor": (
        N_("“&{name}” is an anchor, which guidance does not use."),
        N_("Write the text out; a text that begins with & goes into quotation marks."),
    ),
    "yaml.alias": (
        N_("“*{name}” is an alias, which guidance does not use."),
        N_("Write the text out; a text that begins with * goes into quotation marks."),
    ),
    "yaml.tag": (
        N_("“{name}” is a tag, which guidance does not use."),
        N_("Remove it; a text that begins with ! goes into quotation marks."),
    ),
    "yaml.directive": (
        N_("The file begins with a YAML directive, which guidance does not use."),
        N_("Delete the lines that begin with %."),
    ),
    "yaml.several_documents": (
        N_("The file holds a second document."),
        N_("Delete the line “---”; several items of a file are written as a list, each with “- ”."),
    ),
    "yaml.duplicate_key": (
        N_("“{field}” is given twice; the first is in line {first}."),
        N_("Keep one of them."),
    ),
    "yaml.key_not_text": (
        N_("A list or mapping stands where the name of a field belongs."),
        N_("Write “name: value”."),
    ),
    "yaml.empty_value": (
        N_("“{field}” has no value."),
        N_("Write one, or delete the line: what is not given is left out."),
    ),
    "yaml.empty_entry": (
        N_("An entry of the list is empty."),
        N_("Write its text, or delete the line."),
    ),
    "yaml.too_deep": (
        N_("Lists and mappings are nested more than {limit} deep."),
        N_("Check the indentation; no item needs so many levels."),
    ),
    "yaml.colon": (
        N_("A colon with a space makes a field here, which cannot stand at this place."),
        N_("Put the text into quotation marks, or write the Chinese colon “：”."),
    ),
    "yaml.no_colon": (
        N_("The line before has no colon."),
        N_("Write “name: value”, or indent the line so that it continues the text above."),
    ),
    "yaml.wide_colon": (
        N_("A field ends in the Chinese colon “：” here."),
        N_("Write “name: value” with the colon of the English keyboard and a space."),
    ),
    "yaml.indentation": (
        N_("The line is indented differently from the lines that it belongs to."),
        N_("Give all fields of one item the same number of spaces."),
    ),
    "yaml.unclosed_quote": (
        N_("A quotation mark that opens here is never closed."),
        N_("Add the closing mark; both must be straight ones."),
    ),
    "yaml.unclosed_bracket": (
        N_("A bracket that opens here is never closed, or a comma is missing."),
        N_("Close it, or write the list with one entry a line."),
    ),
    "yaml.escape": (
        N_("A backslash in quotation marks begins something unknown."),
        N_("Use single quotation marks, in which a backslash is only a backslash."),
    ),
    "yaml.reserved": (
        N_("A text may not begin with this character."),
        N_("Put the text into quotation marks."),
    ),
    "yaml.syntax": (
        N_("The line cannot be read ({problem})."),
        N_("Compare it with a neighbouring item; indentation, colon and quotation marks are the usual reasons."),
    ),
    "schema.missing_field": (
        N_("“{field}” is missing."),
        N_("Add it; “hfc packs schema” says what it means."),
    ),
    "schema.unknown_field": (
        N_("There is no field “{field}”."),
        N_("Correct or delete it."),
    ),
    "schema.bad_choice": (
        N_("“{value}” is no value for “{field}”."),
        N_("Choose one of: {allowed}."),
    ),
    "schema.bad_date": (
        N_("“{value}” is no day for “{field}”."),
        N_("Write it as 2026-11-01; a last day that is not known is left out."),
    ),
    "schema.too_long": (
        N_("“{field}” has {count} characters; {limit} are allowed."),
        N_("Nobody reads that much at a counter: say it in less, or part it into several entries."),
    ),
    "schema.bad_number": (
        N_("“{value}” is no whole number for “{field}”."),
        N_("Write digits only, such as 10, without leading zeros or separators."),
    ),
    "schema.bad_flag": (
        N_("“{value}” is neither true nor false for “{field}”."),
        N_("Write true or false."),
    ),
    "schema.text_expected": (
        N_("“{field}” wants one text, not a list or mapping."),
        N_("Write the text behind the colon; a list is not possible here."),
    ),
    "schema.list_expected": (
        N_("“{field}” wants a list."),
        N_("Write one entry a line, each with “- ”, or [one, two]."),
    ),
    "schema.mapping_expected": (
        N_("“{field}” wants fields of its own."),
        N_("Write “name: value” lines below it, indented."),
    ),
    "schema.bad_value": (
        N_("“{value}” does not fit “{field}” ({reason})."),
        N_("“hfc packs schema” says what is expected."),
    ),
    "asset.type": (
        N_("This type of file is not allowed in assets/."),
        N_("Use png, jpg, svg or pdf."),
    ),
    "asset.not_that_type": (
        N_("The content is not what the file's ending says."),
        N_("Save it anew in the right format."),
    ),
    "asset.too_many_pixels": (
        N_("The picture is larger than {limit} pixels in one direction."),
        N_("Scale it down."),
    ),
    "asset.svg_harm": (
        N_("The drawing holds a script, an event or something fetched from elsewhere."),
        N_("Save it as plain SVG, or as png."),
    ),
    "regions.columns": (
        N_("The table of regions lacks the columns code and name."),
        N_("Begin the file with a line such as code,name,short,aliases,parent."),
    ),
    "regions.code": (
        N_("“{value}” is no GB/T 2260 code."),
        N_("Write six digits."),
    ),
    "regions.name": (
        N_("Region {value} has no name."),
        N_("Write its full name."),
    ),
    "regions.duplicate": (
        N_("Region {value} is there twice; the first is in line {first}."),
        N_("Keep one line; other names go into the column aliases."),
    ),
    "regions.not_csv": (
        N_("The table of regions cannot be read ({reason})."),
        N_("Save it as CSV with commas, UTF-8."),
    ),
    "pack.newer_schema": (
        N_("The pack has format {schema}; this program reads up to {known}."),
        N_("Update the program; the guidance installed before stays in force."),
    ),
    "pack.syntax": (
        N_("“{value}” is not the right form for “{field}”."),
        N_("pack_id: lower-case letters, digits, hyphens; publisher: headoffice or region-650000; min_app: 0.1.0."),
    ),
    "pack.twice": (
        N_("Pack “{value}” is there twice; the other is {other}."),
        N_("Give one of them another pack_id, or remove it."),
    ),
    "pack.no_items": (
        N_("The pack holds no item."),
        N_("Add a folder of a kind with a file in it."),
    ),
    "pack.required_absent": (
        N_("Pack “{pack}”, which this one requires, is not at hand."),
        N_("Check it together with this one, so that references can be followed."),
    ),
    "pack.requires_itself": (
        N_("The pack requires itself."),
        N_("Delete the line."),
    ),
    "pack.effective_before_issue": (
        N_("The pack is in force from {day}, before its day of issue."),
        N_("Check both days."),
    ),
    "pack.withdrawn_but_active": (
        N_("“{id}” is listed as withdrawn and is still there as active."),
        N_("Set its status to withdrawn with a reason, or take it off the list."),
    ),
}
"""Message and hint by code."""
