"""The authoring desk in the window: one text under YAML and form, faults gone to, nothing lost, each role its part."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit

from hfc_desktop.domain.authoring import Stage
from hfc_desktop.paths import bundled_packs_dir
from hfc_desktop.ui.screens.pack_compare.words import as_html, differing
from hfc_desktop.ui.screens.pack_editor.dialogs import GiveBackDialog, NewItemDialog

AUTHOR, APPROVER, TELLER = "10021", "10022", "60417"


@pytest.fixture
def pack(tmp_path):
    for name in ("assistance-execution", "reference", "account-restrictions"):
        shutil.copytree(bundled_packs_dir() / name, tmp_path / "源" / name)
    return tmp_path / "源" / "assistance-execution"


@pytest.fixture
def faults(window):
    """Faults that the window was told of."""
    told = []
    window.context.hub.fault.connect(told.append)
    return told


@pytest.fixture
def editor(window, pack):
    return sit(window, pack, AUTHOR)


def sit(window, pack, staff_no):
    window.settle()
    window.sign_out()
    window._sign_in_demo(staff_no=staff_no)
    window.open("pack_editor", pack)
    return window.shown()


def retype(editor, old, new):
    """Put the cursor behind ``old`` and type over it."""
    edit = editor.view.yaml
    cursor = edit.textCursor()
    at = edit.toPlainText().index(old)
    cursor.setPosition(at)
    cursor.setPosition(at + len(old), cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    edit.setFocus()
    QTest.keyClicks(edit, new)


def card_texts(editor):
    return " ".join(label.text() for label in editor.view.preview.findChildren(QLabel))


def test_what_is_typed_is_checked_and_shown_as_a_card_and_undone_as_one_step(editor):
    before = editor.view.yaml.toPlainText()
    summary = next(line for line in before.splitlines() if line.startswith("  title_en:"))
    retype(editor, summary, "  title_en: Typed just now")
    editor._check_typed()
    assert "Typed just now" in card_texts(editor)
    assert editor.view.tree.currentItem().text(0).startswith("*")
    QTest.keyClick(editor.view.yaml, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.view.yaml.toPlainText() == before
    assert not editor.buffer.dirty
    QTest.keyClick(
        editor.view.yaml, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert "Typed just now" in editor.view.yaml.toPlainText()


def test_a_fault_is_listed_with_its_hint_and_gone_to(editor):
    retype(editor, "line: ", "line: x")
    editor._check_typed()
    (row,) = [editor.view.problems.item(at) for at in range(editor.view.problems.count())][:1]
    assert row.text().startswith("错误")
    editor.view.yaml.go_to(1)
    editor.view.problems.itemActivated.emit(row)
    line = editor.view.yaml.textCursor().block().text()
    assert line.strip().startswith("line: x")


def test_form_and_yaml_are_one_text(editor):
    editor._switch()
    title = editor.view.form.editors[("title",)]
    title.selectAll()
    QTest.keyClicks(title, "FORM")
    assert "  title: FORM\n" in editor.buffer.text
    line = editor.view.form.editors[("line",)]
    assert isinstance(line, QComboBox)
    line.textActivated.emit("legal")
    assert "line: legal" in editor.buffer.text
    aliases = [path for path in editor.view.form.editors if path[0] == "aliases"]
    editor.view.form.grown.emit(("aliases",))
    assert ("aliases", len(aliases)) in editor.view.form.editors
    editor.view.form.removed.emit(("aliases", 0))
    editor.view.form.added.emit("valid_to")
    assert "valid_to: 20" in editor.buffer.text
    while editor.buffer.can_undo:
        editor.command("undo")
    assert editor.buffer.text == editor.buffer.read.text


def test_unsaved_text_is_there_again_after_the_window_was_closed(editor, window, pack, faults):
    entry = editor.buffer.read.entry
    retype(editor, "line: ", 'line: "')
    text = editor.buffer.text
    editor.leave()
    editor._buffers, editor.buffer, editor.outline = {}, None, None
    editor.open_pack(pack)
    assert editor.buffer.read.entry == entry
    assert editor.buffer.text == text
    editor.save()
    assert not faults
    assert 'line: "' not in (pack / entry.file).read_text("utf-8"), "what cannot be read never enters the pack"


def test_saving_writes_the_item_and_leaves_the_rest_of_the_file(editor, pack):
    entry = editor.buffer.read.entry
    before = (pack / entry.file).read_text("utf-8")
    retype(editor, "title_en: ", "title_en: Z ")
    editor.save()
    assert (pack / entry.file).read_text("utf-8") == before.replace("title_en: ", "title_en: Z ", 1)
    assert not editor.buffer.dirty


def test_a_new_item_is_made_and_opened(editor, window):
    editor._ask_item()
    dialog = next(one for one in editor.findChildren(QDialog) if isinstance(one, NewItemDialog))
    dialog.findChild(QLineEdit).setText("brand-new")
    dialog.yes.click()
    assert editor.buffer.read.entry.item.endswith(".brand-new")


def test_an_approver_reads_and_gives_back_but_does_not_write(window, pack):
    author = sit(window, pack, AUTHOR)
    retype(author, "title_en: ", "title_en: Z ")
    author.save()
    service = author.service()
    service.send_to_review(pack, service.next_numbers(pack, author.actor), author.actor)

    editor = sit(window, pack, APPROVER)
    assert editor.view.yaml.isReadOnly()
    assert not editor.view.save.isVisible()
    assert editor.view.back.isVisible()
    editor._ask_back()
    dialog = next(one for one in editor.findChildren(QDialog) if isinstance(one, GiveBackDialog))
    assert not dialog.yes.isEnabled()
    dialog.findChild(QLineEdit).setText("依据要写文号")
    dialog.yes.click()
    assert editor.outline.stage is Stage.DRAFT
    assert not editor.view.step.isVisible(), "a draft is the author's turn"


def test_a_teller_is_refused(window, pack):
    assert sit(window, pack, TELLER).name != "pack_editor"
    assert "当前登录的岗位不使用此页面" in window.banner.text()


def test_in_a_narrow_window_text_and_card_take_turns(editor, window):
    window.resize(911, 472)
    assert editor.view.centre.isVisible()
    assert not editor.view.preview.isVisible()
    QTest.keyClick(editor.view.yaml, Qt.Key.Key_F9)
    assert editor.view.preview.isVisible()
    QTest.keyClick(editor.view.tree, Qt.Key.Key_F9)
    assert editor.view.centre.isVisible()


def test_compare_marks_the_words_that_differ_and_prints_and_copies(editor, window, qapp, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    retype(editor, "title_en: ", "title_en: Brandnew ")
    editor._compare()
    compare = window.shown()
    assert compare.name == "pack_compare"
    assert "Brandnew" in compare.changes.toPlainText()
    compare._copy()
    assert "Brandnew" in qapp.clipboard().text()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "对比.pdf"))
    compare.print_to(printer)
    assert (tmp_path / "对比.pdf").read_bytes().startswith(b"%PDF")


def test_words_that_differ_are_marked_by_more_than_colour():
    left, right = differing("先问清 abc 再办", "先说明 abd 再办")
    assert "".join(text for text, _differs in left) == "先问清 abc 再办"
    assert [text for text, differs in right if differs] == ["说明", "abd"]
    assert "underline" in as_html(right, "#fff", struck=False)
    assert as_html([("<b>", False)], "#fff", struck=True) == "&lt;b&gt;"
