"""The walk at twice the scale, as a process of its own: prints what is wrong and says so by its exit status."""

import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.i18n import set_language
from hfc_desktop.paths import DataDir
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.main_window import MainWindow
from hfc_desktop.ui.operations import ImmediateOperations
from hfc_desktop.ui.theme import Theme

sys.path.insert(0, str(Path(__file__).parent))
from places import cards, screens
from test_walk import wrong

LOGICAL = (960, 540)


def walk(root, lang):
    """What is wrong in one language."""
    set_language(lang)
    application = open_application(DataDir(root))
    window = MainWindow(application, ImmediateOperations(Hub()), Theme(QApplication.instance()))
    window.resize(*LOGICAL)
    window.show()
    window.activateWindow()
    window.settle()
    window.banner.hide()
    QTest.qWait(30)
    assert window.devicePixelRatioF() == 2
    found = [f"{lang} {name}: {fault}" for name in screens(window) for fault in wrong(window)]
    if lang == "zh":
        found += [f"{card}: {fault}" for card in cards(window) for fault in wrong(window)]
    window.close()
    application.close()
    return found


if __name__ == "__main__":
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(sys.argv[1], Path(place) / "demo")
        everything = [fault for lang in ("zh", "en") for fault in walk(folder, lang)]
    sys.stdout.write("\n".join(everything) + "\n")
    sys.exit(1 if everything else 0)
