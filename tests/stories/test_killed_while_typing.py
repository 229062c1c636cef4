"""Somebody pulls the plug while a teller types: at most the last two seconds are gone."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.paths import DataDir
from hfc_desktop.workbench.demo.make import make_demo

ROOT = Path(__file__).resolve().parents[2]
LOST_AT_MOST_SECONDS = 2.0


@pytest.mark.parametrize("seconds", [3.3, 4.7])
def test_what_was_typed_two_seconds_before_a_kill_is_in_the_draft(tmp_path, seconds):
    data = DataDir(tmp_path / "demo")
    make_demo(data, 5)
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "stories" / "typing_child.py"), str(data.root)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    watchdog = threading.Timer(60, child.kill)
    watchdog.start()
    lines = [child.stdout.readline()]
    assert lines[0], "the form did not open"
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        lines.append(child.stdout.readline())
    killed_at = time.monotonic()
    child.kill()
    lines += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    watchdog.cancel()

    told = [line.split() for line in lines if line.endswith("\n")]
    sure = [text for at, text in told if float(at) <= killed_at - LOST_AT_MOST_SECONDS]
    application = open_application(data)
    try:
        records = application.open_records()
        drafts = records.complaints.drafts(records.people.sign_in_demo().actor)
    finally:
        application.close()
    assert len(drafts) == 1
    assert len(sure) > 3, "too little was typed to tell"
    assert drafts[0].claim.startswith(sure[-1])
