"""The command line's door: ``hfc`` and ``python -m hfc_desktop``. It loads no window unless a verb needs one."""

from __future__ import annotations

import sys
from typing import Final

from hfc_desktop.i18n import N_

_WORKBENCH: Final = {
    "demo": ("hfc_desktop.workbench.verbs", N_("Make a data folder with a believable branch, marked as demo.")),
    "screenshots": ("hfc_desktop.workbench.verbs", N_("Save every screen of the window as a picture.")),
    "keys": ("hfc_desktop.workbench.verbs", N_("Print the sheet of all keys of the window.")),
    "bench": ("hfc_desktop.workbench.verbs", N_("Measure, each figure beside its floor.")),
}


def main() -> int:
    """Run the command line and give its exit status."""
    from hfc_desktop.cli.app import run

    return run(sys.argv[1:], _WORKBENCH)


if __name__ == "__main__":
    sys.exit(main())
