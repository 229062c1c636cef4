"""Secrets that are being set: asked twice on a terminal, or read from a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable


def pin_file_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--pin-file``."""
    return click.option(
        "--pin-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=_("A file with the new PIN; asked for on the terminal if left out."),
    )


def new_pin(file: Path | None) -> str:
    """The PIN to set.

    Raises:
        EnvironmentFaultError: the file cannot be read.
    """
    if file is None:
        return str(click.prompt(_("New PIN"), hide_input=True, confirmation_prompt=_("Once more"), err=True))
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise EnvironmentFaultError("cli.pin_file", path=str(file), reason=reason) from error


def new_passphrase() -> str:
    """The passphrase to wrap the store's key under."""
    text = _("This system has no safe place for keys. Passphrase for the record store")
    return str(click.prompt(text, hide_input=True, confirmation_prompt=_("Once more"), err=True))


def environment_pin_file() -> Path | None:
    """The file named by ``HFC_PIN_FILE``."""
    named = os.environ.get("HFC_PIN_FILE")
    return Path(named) if named else None
