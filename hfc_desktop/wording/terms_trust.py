"""Words for who vouches for guidance packs, and for what verifying one found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

TRUST_TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "pack_origin": {
        "signed": N_("signed"),
        "bundled": N_("part of the program"),
        "unsigned": N_("not signed"),
    },
    "pack_verdict": {
        "new": N_("new here"),
        "newer": N_("newer than what is installed"),
        "again": N_("replaces the installed copy"),
        "same": N_("already installed"),
        "trust": N_("vouches for others"),
    },
    "pack_warning": {
        "clock_behind": N_(
            "The clock of this computer is behind the newest thing seen here; that date was used instead. "
            "Set the date of the computer."
        ),
    },
    "publisher": {
        "headoffice": N_("Head office"),
        "region": N_("Region"),
        "branch": N_("Branch"),
    },
    "key_duty": {
        "root": N_("Root"),
        "author": N_("Author"),
        "approver": N_("Approver"),
        "seal": N_("SM2 seal"),
        "release": N_("Release"),
    },
}
