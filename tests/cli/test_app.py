"""The command line's frame: verbs, languages, exit statuses, faults worded without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from hfc_desktop.cli import app
from hfc_desktop.cli.output import width
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.i18n import language, set_language

ROOT = Path(__file__).resolve().parents[2]


def hfc(*words: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hfc_desktop", *words],
        cwd=ROOT,
        env={**os.environ, "HFC_LANG": lang, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def english():
    before = language()
    set_language("en")
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (UserMistakeError("settings.unknown", key="colour"), 1, "no setting named colour"),
        (EnvironmentFaultError("settings.unreadable", path="x.json", reason="no"), 3, "x.json cannot be read"),
        (SecurityRefusalError("cli.no_user"), 4, "--user"),
    ],
)
def test_each_family_of_faults_has_its_exit_status_and_a_sentence(error, status, words, capsys, monkeypatch, english):
    def fail() -> None:
        raise error

    command = click.Command("lookup", callback=fail)
    monkeypatch.setattr(app.Verbs, "get_command", lambda *_: command)
    assert app.run(["lookup"]) == status
    captured = capsys.readouterr()
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_a_wrong_verb_is_a_usage_fault_in_both_languages():
    assert hfc("nosuchverb").returncode == 2
    chinese = hfc("nosuchverb", lang="zh")
    assert chinese.returncode == 2
    assert "没有命令" in chinese.stderr


def test_help_lists_every_verb_in_chinese():
    done = hfc("--help", lang="zh")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in app.VERBS)
    assert "用法" in done.stdout


def test_columns_count_chinese_twice():
    assert width("冻结a") == 5
