"""Options that every command has, and what a command gets to work with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.paths import DataDir, default_data_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.bootstrap.application import Application, Records
    from hfc_desktop.services.people import Session

_F = TypeVar("_F", bound="Callable[..., Any]")


@dataclass
class Desk:
    """What a command works with: the data folder, the person, the output; services are opened when first asked for."""

    data: DataDir
    user: str = ""
    json: bool = False
    _application: Application | None = field(default=None, repr=False)
    _records: Records | None = field(default=None, repr=False)

    @property
    def application(self) -> Application:
        """Settings, guidance and packs of the data folder."""
        if self._application is None:
            from hfc_desktop.bootstrap import open_application

            self._application = open_application(self.data)
        return self._application

    @property
    def records(self) -> Records:
        """The encrypted records; asks for a passphrase on the terminal only when nothing else gives the key."""
        if self._records is None:
            self._records = self.application.open_records(ask_passphrase)
        return self._records

    def session(self) -> Session:
        """Sign in the person named by ``--user`` or ``HFC_USER``; a demo folder signs in without a PIN.

        Raises:
            SecurityRefusalError: nobody is named, or the PIN does not fit.
        """
        people = self.records.people
        name = self.user or os.environ.get("HFC_USER", "")
        if self.data.is_demo:
            return people.sign_in_demo(name)
        if not name:
            raise SecurityRefusalError("cli.no_user")
        return people.sign_in(name, own_pin())

    def close(self) -> None:
        """Give back what was opened."""
        if self._application is not None:
            self._application.close()


def ask_passphrase() -> str:
    """The passphrase of the store, from the terminal."""
    return str(click.prompt(_("Passphrase of the record store"), hide_input=True, err=True))


def own_pin() -> str:
    """The PIN of whoever works, from ``HFC_PIN_FILE`` or the terminal."""
    named = os.environ.get("HFC_PIN_FILE")
    if named is None:
        return str(click.prompt(_("PIN"), hide_input=True, err=True))
    try:
        return Path(named).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFaultError("cli.pin_file", path=named, reason=str(error)) from error


def _desk() -> Desk:
    root = click.get_current_context().find_root()
    if root.obj is None:
        root.obj = Desk(DataDir(Path(os.environ.get("HFC_DATA") or default_data_dir())))
        root.call_on_close(root.obj.close)
    assert isinstance(root.obj, Desk)
    return root.obj


def _take_data(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        _desk().data = DataDir(value)


def _take_user(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        _desk().user = value


def _take_json(_context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        _desk().json = True


def common(command: _F) -> _F:
    """Give a command ``--data``, ``--user`` and ``--json``, and the ``Desk`` as its first argument."""

    def with_desk(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  passes through what click brings
        return command(_desk(), *args, **kwargs)

    wrapped = update_wrapper(with_desk, command)
    for option in (
        click.option(
            "--json", is_flag=True, expose_value=False, callback=_take_json, help=_("One JSON document on stdout.")
        ),
        click.option("--user", expose_value=False, callback=_take_user, help=_("Staff number (also HFC_USER).")),
        click.option(
            "--data",
            type=click.Path(path_type=Path),
            expose_value=False,
            is_eager=True,
            callback=_take_data,
            help=_("Data folder (also HFC_DATA)."),
        ),
    ):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]
