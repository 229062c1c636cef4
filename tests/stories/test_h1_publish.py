"""H1: from an edited text to the signed file in twelve keys or ten clicks: checked, previewed, compared, approved.

Passphrases are typed text and counted as little as any other text; that another person signs in between is the rule of
two people, and no key of this job.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hfc_desktop.domain.authoring import Stage

sys.path.insert(0, str(Path(__file__).parent))

from author import APPROVER, AUTHOR, PHRASE, head_office, sources
from manager import Manager, sit_down, stand_up

from hfc_desktop.bootstrap.guidance import pack_service
from hfc_desktop.bootstrap.publishing import open_publishing
from hfc_desktop.ui.screens.pack_editor.dialogs import ReviewDialog
from hfc_desktop.ui.screens.pack_editor.publish import PublishDialog

KEYS, CLICKS = 12, 10


@pytest.fixture
def place(tmp_path):
    head_office(tmp_path)
    return tmp_path


@pytest.fixture
def window(qtbot, qapp, demo):
    made, application = sit_down(qtbot, qapp, demo, AUTHOR)
    yield made
    stand_up(made, application)


def edited(author, window, pack):
    """The start of the job: a text that was just changed and not saved."""
    window.open("pack_editor", pack)
    editor = window.shown()
    author.sees(lambda: editor.buffer)
    text = editor.buffer.text
    title = next(line for line in text.splitlines() if line.startswith("  title:"))
    cursor = editor.view.yaml.textCursor()
    cursor.setPosition(text.index(title) + len(title))
    editor.view.yaml.setTextCursor(cursor)
    editor.view.yaml.setFocus()
    QTest.keyClicks(editor.view.yaml, " 2026")
    assert editor.buffer.dirty
    return editor, title.partition(":")[2].strip() + " 2026"


def somebody_else(author, window, staff_no, pack):
    window.sign_out()
    window._sign_in_demo(staff_no=staff_no)
    author.sees(lambda: window.context.session.user is not None)
    window.open("pack_editor", pack)
    author.sees(lambda: window.shown().view.step.isVisible())
    window.activateWindow()
    author.sees(lambda: QApplication.focusWidget())


def stage(window):
    return window.shown().outline.stage


def published(author, dialog, place):
    author.sees(lambda: [one for one in dialog.findChildren(QLabel) if ".hfcpack" in one.text()])
    (file,) = (place / "out").glob("*.hfcpack")
    return file


def test_an_edited_text_becomes_a_signed_file_by_keys(qtbot, window, place):
    pack, author = sources(place), Manager(qtbot, window)
    editor, title = edited(author, window, pack)

    author.press("F8")
    author.sees(lambda: editor._all_checked)
    author.press("F9")
    author.sees(lambda: [one for one in editor.view.preview.findChildren(QLabel) if title in one.text()])
    author.press("Ctrl+M")
    author.sees(lambda: window.shown().name == "pack_compare" and window.shown().found)
    assert title in window.shown().changes.toPlainText()
    author.press("Ctrl+Return")
    author.dialog(ReviewDialog)
    author.press("Return")
    author.sees(lambda: window.shown().name == "pack_editor" and stage(window) is Stage.REVIEW)

    somebody_else(author, window, APPROVER, pack)
    author.press("Ctrl+Return")
    author.sees(lambda: stage(window) is Stage.APPROVED)
    author.press("Ctrl+Return")
    dialog = author.dialog(PublishDialog)
    for _hand in range(3):
        QTest.keyClicks(QApplication.focusWidget(), PHRASE)
        author.press("Return")
    file = published(author, dialog, place)
    assert author.keys <= KEYS, f"{author.keys} keys"
    author.sees(lambda: stage(window) is Stage.PUBLISHED)

    service, actor = pack_service(window.context.application), window.context.session.actor
    publication = open_publishing()
    root = publication.root_file(place / "publication")
    service.trust(root, publication.root_state(place / "publication").fingerprint, actor=actor)
    (verdict,) = service.examine([file])
    assert verdict.status == "newer"
    assert set(verdict.signature.signer.split(", ")) == {"author", "approver"}


def test_an_edited_text_becomes_a_signed_file_by_the_mouse(qtbot, window, place):
    pack, author = sources(place), Manager(qtbot, window)
    editor, title = edited(author, window, pack)

    author.click(editor.view.check)
    author.sees(lambda: editor._all_checked)
    author.click(editor.view.show_card)
    author.click(editor.view.compare)
    author.sees(lambda: window.shown().name == "pack_compare" and window.shown().found)
    assert title in window.shown().circular.toPlainText()
    author.click(window.shown().next)
    author.click(author.dialog(ReviewDialog).yes)
    author.sees(lambda: window.shown().name == "pack_editor" and stage(window) is Stage.REVIEW)

    somebody_else(author, window, APPROVER, pack)
    author.click(window.shown().view.step)
    author.sees(lambda: stage(window) is Stage.APPROVED)
    author.click(window.shown().view.step)
    dialog = author.dialog(PublishDialog)
    for phrase in (dialog.author_phrase, dialog.approver_phrase, dialog.release_phrase):
        if not phrase.hasFocus():
            author.click(phrase)
        QTest.keyClicks(phrase, PHRASE)
    author.click(dialog.go)
    assert published(author, dialog, place)
    assert author.clicks <= CLICKS, f"{author.clicks} clicks"
