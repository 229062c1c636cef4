"""Every import contract catches the breach it was written for: one is planted for each, in a copy of the package."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "floors: a room stands above all that it imports": ("domain/planted_up.py", "import hfc_desktop.services.changes"),
    "domain knows only the errors": ("domain/planted_text.py", "import hfc_desktop.i18n"),
    "services hold no wording": ("services/planted_words.py", "import hfc_desktop.wording.terms"),
    "domain and services are free of third-party libraries": ("services/planted_library.py", "import yaml"),
    "PySide6 only in the window": ("text/planted_window.py", "import PySide6.QtCore"),
    "SQLAlchemy, Alembic and SQLCipher only in storage": ("packs/planted_store.py", "import sqlalchemy"),
    "YAML only in packs": ("documents/planted_yaml.py", "import yaml"),
    "ReportLab only in documents": ("packs/planted_pdf.py", "import reportlab"),
    "PDFium through its one door, which holds the lock": ("documents/planted_pages.py", "import pypdfium2"),
    "spreadsheet libraries only in tables": ("documents/planted_sheet.py", "import xlsxwriter"),
    "adapters are reached through bootstrap alone": ("cli/planted_adapter.py", "import hfc_desktop.text.normaliser"),
    "the workbench is imported by the doors alone": ("ui/planted_bench.py", "import hfc_desktop.workbench.texts"),
    "one screen never imports another": (
        "ui/screens/counter/planted_screen.py",
        "import hfc_desktop.ui.screens.record.fields",
    ),
    "no circles among siblings": ("domain/planted_one.py", "import hfc_desktop.domain.planted_two"),
}
"""Contract to the file that breaks it."""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """The linter's lines on a copy of the package with all breaches planted."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "hfc_desktop", copy / "hfc_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for file, line in BREACHES.values():
        (copy / "hfc_desktop" / file).write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")
    other = copy / "hfc_desktop" / "domain" / "planted_two.py"
    other.write_text('"""Planted."""\n\nimport hfc_desktop.domain.planted_one\n', encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=False, env=_environment(copy)
    )
    return done.stdout.splitlines()


def _environment(copy: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(copy), "COLUMNS": "200"}


def test_there_is_a_breach_for_every_contract():
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as stream:
        contracts = tomllib.load(stream)["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == set(BREACHES)


@pytest.mark.parametrize("contract", BREACHES)
def test_the_planted_breach_is_caught(contract, verdicts):
    assert f"{contract} BROKEN" in verdicts, "\n".join(verdicts[:60])
