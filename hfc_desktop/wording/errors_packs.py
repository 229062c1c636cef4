"""Sentences for faults of reading, building and comparing guidance packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "packs.no_manifest": N_(
        "{path} is no guidance pack: there is no pack.yaml in it. "
        "Name the folder of a pack, or a folder of pack folders."
    ),
    "packs.link_in_folder": N_("{path} is a link. Put the file itself into the pack, so that it can travel."),
    "packs.too_large": N_(
        "{path} is larger than a pack may be ({files} files, {mib} MiB). Split it, or leave large pictures out."
    ),
    "packs.unreadable": N_("{path} cannot be read ({reason}). Check that it is there and that you may read it."),
    "packs.stored_item_damaged": N_(
        "An item of kind {kind} in the installed guidance is damaged ({reason}). Records are not affected. "
        "Install the packs again, or return to the previous build with “hfc packs rollback”."
    ),
    "packs.archive_damaged": N_(
        "{path} is damaged or incomplete ({reason}). Nothing was changed. Copy it again from where it came."
    ),
    "packs.archive_too_large": N_(
        "{path} was refused: it is larger than a pack may be, packed or unpacked. Nothing was changed. "
        "Tell the publisher; a pack of guidance is a few megabytes."
    ),
    "packs.archive_bomb": N_(
        "{path} was refused: {member} unpacks to far more than guidance does. Nothing was changed. "
        "Do not use this file; tell the publisher."
    ),
    "packs.archive_name": N_(
        "{path} was refused: it holds a file with the unsafe name “{member}”. Nothing was changed. "
        "Do not use this file; tell the publisher."
    ),
    "packs.archive_twice": N_(
        "{path} was refused: it holds {member} twice. Nothing was changed. Do not use this file; tell the publisher."
    ),
    "packs.archive_kind": N_(
        "{path} was refused: it is encrypted, split, or packed in a way that guidance packs are not. "
        "Nothing was changed. Ask the publisher for a pack made by “hfc packs build”."
    ),
    "packs.archive_extra": N_(
        "{path} was refused: there is something before, between or behind its parts. Nothing was changed. "
        "Copy it again; if that does not help, do not use this file and tell the publisher."
    ),
    "packs.not_empty": N_("{path} exists and is not empty. Name a new folder for the new pack."),
    "packs.bad_id": N_("“{value}” cannot be a pack id. Use lower-case letters, digits and hyphens, as in my-pack."),
    "packs.unwritable": N_("{path} could not be written ({reason}). Check free space and rights."),
    "packs.build_has_errors": N_(
        "{pack} has {count} errors and was not built. First: {place}. “hfc packs validate” lists all of them."
    ),
    "packs.copy_damaged": N_(
        "The installed copy of pack {pack} in {path} is damaged; searching still works. "
        "Install that pack again, then this one."
    ),
    "packs.needs_newer_program": N_(
        "{pack} was made for a newer program ({wanted}; this is {have}). Update the program, then install it again; "
        "the guidance in force is unchanged."
    ),
    "packs.unknown_kind": N_("There is no kind “{kind}”. Choose one of: {allowed}."),
    "packs.unreadable_items": N_(
        "{pack} has {count} errors and cannot be compared. First: {place}. “hfc packs validate” lists all of them."
    ),
    "packs.too_large_packed": N_("{path} is larger than {mib} MiB when packed. Leave large pictures out, or split it."),
    "packs.rollback_other": N_(
        "Pack {pack} is not among what returning would change. “hfc packs list” shows the builds that are kept."
    ),
}
