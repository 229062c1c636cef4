"""Starting the program, as a process of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hfc_desktop.paths import DataDir
from hfc_desktop.ui.app import options

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "alembic", "reportlab", "pydantic", "pypinyin", "tuf", "cryptography", "yaml", "rapidfuzz")


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if name not in {"HFC_LANG", "HFC_KEY_FILE"}}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [(["--data", "x"], Path("x")), (["--demo", "--data", "y"], Path("y"))],
    ids=["data", "demo"],
)
def test_the_data_folder_is_the_one_that_was_named(arguments, folder):
    assert options(arguments).folder().root == folder


def test_demo_data_have_a_folder_of_their_own():
    assert options(["--demo"]).folder().root != options([]).folder().root


def test_nothing_heavy_is_loaded_by_the_first_paint(made_demo):
    script = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from hfc_desktop.bootstrap import open_application
from hfc_desktop.paths import DataDir
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.theme import Theme

app = QApplication([])
window = make_window(open_application(DataDir(Path({str(made_demo.root)!r}))), Theme(app))

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, app.quit)
        return False

watch = Watch()
window.installEventFilter(watch)
window.show()
app.exec()
assert window.context.application.lookup.search("sfdj").hits[0].id == "restriction.j02"
print(sorted({{name.partition(".")[0] for name in sys.modules}} & set({HEAVY!r})))
import os
sys.stdout.flush()
os._exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_an_unusable_data_folder_is_told_in_plain_words(tmp_path):
    (tmp_path / "file").write_text("")
    process = start("--data", str(tmp_path / "file"))
    _out, told = process.communicate(timeout=60)
    assert process.returncode == 3
    assert str(tmp_path / "file") in told
    assert "Traceback" not in told


def test_a_second_start_brings_the_first_window_forward(made_demo, tmp_path):
    import shutil

    folder = DataDir(shutil.copytree(made_demo.root, tmp_path / "demo"))
    first = start("--data", str(folder.root))
    try:
        deadline = time.monotonic() + 30
        while not folder.lock.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1)
        second = start("--data", str(folder.root))
        _out, told = second.communicate(timeout=60)
        assert second.returncode == 0
        assert "Traceback" not in told
        assert told.strip()
        assert first.poll() is None
    finally:
        first.terminate()
        first.communicate(timeout=30)


def test_a_wrong_option_is_told_with_the_right_ones():
    process = start("--colour", "red")
    _out, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "--data" in told
