"""The workbench's verbs on the command line: ``demo``, ``screenshots``, ``bench``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfc_desktop.cli.output import Bar, note, say, say_json, say_table
from hfc_desktop.i18n import gettext as _
from hfc_desktop.paths import DataDir
from hfc_desktop.workbench.bench.registry import BENCHES, measure

if TYPE_CHECKING:
    from hfc_desktop.workbench.bench.figures import Figure


@click.command(help=_("Make DIR a data folder with a believable branch, marked as demo."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--complaints", type=click.IntRange(0, 200_000), default=2000, help=_("How many matters to invent."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON document on stdout."))
def demo(folder: Path, complaints: int, as_json: bool) -> None:
    """Make a demo folder."""
    from hfc_desktop.workbench.demo.make import make_demo

    made = make_demo(DataDir(folder), complaints, Bar(_("Demo data")))
    if as_json:
        say_json({"users": made.users, "complaints": made.complaints, "branches": made.branches})
        return
    say(_("{complaints} matters, {users} people and {branches} offices in {folder}.").format(
        complaints=made.complaints, users=made.users, branches=made.branches, folder=folder
    ))  # fmt: skip
    say(_("Everything in it is invented. Staff number {user}, PIN {pin}.").format(user=made.teller, pin=made.pin))


@click.command(help=_("Save every screen of the window on demo data as PNG in DIR, off-screen."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help=_("Language of the window."))
@click.option("--size", default="1366x768", help=_("Size of the window in logical pixels, WIDTHxHEIGHT."))
@click.option("--scale", type=click.FloatRange(0.5, 4), default=1.0, help=_("Scale of the screen, as 1.25."))
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", help=_("Light or dark."))
def screenshots(folder: Path, lang: str, size: str, scale: float, theme: str) -> None:
    """Save pictures of all screens."""
    width, _cross, height = size.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise click.BadParameter(_("Give the size as WIDTHxHEIGHT, for example 1366x768."), param_hint="--size")
    from hfc_desktop.workbench.screenshots import Shot, take

    for path in take(folder, Shot(int(width), int(height), scale, lang, theme)):
        say(str(path))


@click.command(help=_("Print the sheet of all keys of the window as PDF."))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT.pdf", required=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help=_("Language of the sheet."))
def keys(output: Path, lang: str) -> None:
    """Print the sheet."""
    from hfc_desktop.workbench.key_sheet import print_key_sheet

    code = print_key_sheet(output, lang)
    say(_("Saved {file}, check code {code}.").format(file=output, code=code))


@click.command(help=_("Run the benchmarks named, or all; each figure stands beside its floor."))
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON document on stdout."))
def bench(names: tuple[str, ...], as_json: bool) -> None:
    """Measure."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        raise click.BadParameter(
            _("There is no benchmark {name}. There are: {known}.").format(name=unknown[0], known=", ".join(BENCHES))
        )
    heads = [_("Name"), _("Ours"), _("Floor"), _("Ratio"), _("Limit")]  # a measured window may speak another language
    figures: list[Figure] = []
    for name in names or BENCHES:
        note(name)
        figures += measure(name)
    if as_json:
        say_json([figure.to_json() for figure in figures])
        return
    rows = [
        [
            figure.name,
            f"{figure.ours:.2f} {figure.unit}",
            f"{figure.floor:.2f} {figure.unit}" if figure.floor else "-",
            "-" if figure.ratio is None else f"{figure.ratio:.2f}",
            f"{figure.limit:.2f}" if figure.limit else "-",
        ]
        for figure in figures
    ]
    say_table(heads, rows)
