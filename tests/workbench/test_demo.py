"""The demo: believable, marked, whole, and the same log behind every table."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.paths import DataDir
from hfc_desktop.workbench.demo.make import make_demo
from hfc_desktop.workbench.demo.matters import SURGES, Draw

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    data = DataDir(tmp_path_factory.mktemp("演示 数据") / "branch")
    make_demo(data, 120)
    return data


def hfc(data: DataDir, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hfc_desktop", *words, "--data", str(data.root)],
        cwd=ROOT,
        env={**os.environ, "HFC_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_folder_is_marked_and_signs_in_without_a_pin(demo):
    assert "虚构" in demo.demo_mark.read_text(encoding="utf-8")
    application = open_application(demo)
    session = application.open_records().people.sign_in_demo()
    assert session.user.staff_no == "60417"
    application.close()


def test_a_manager_sees_the_records_of_the_branch(demo):
    application = open_application(demo)
    records = application.open_records()
    manager = records.people.sign_in_demo("60401")
    assert 10 < records.complaints.count(ComplaintFilter(), manager.actor) < 120
    application.close()


def test_the_self_check_finds_everything_whole_and_the_tables_follow_from_the_log(demo):
    done = hfc(demo, "doctor", "--rebuild", "--json")
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert checks["store"]["ok"], checks
    assert checks["rebuild"]["ok"], checks
    assert checks["packs"]["ok"], checks


def test_a_folder_in_use_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(UserMistakeError):
        make_demo(DataDir(tmp_path), 5)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"


def test_the_same_day_draws_the_same_matters_with_both_surges_in_them(demo):
    today = open_application(demo).now().date()
    first, again = Draw(today).matters(400), Draw(today).matters(400)
    assert first == again
    for surge in SURGES:
        assert sum(matter.topic == surge.topic for matter in first) >= surge.matters
