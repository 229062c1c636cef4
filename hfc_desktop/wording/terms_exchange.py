"""Words for the exchange of files with other offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

EXCHANGE_TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "device_state": {"asked": N_("Asks to be let in"), "enrolled": N_("Let in"), "revoked": N_("Revoked")},
}
