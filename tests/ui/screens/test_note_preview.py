"""The note preview: one set of bytes on screen, on paper and in the file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QRadioButton
from reportlab.pdfgen.canvas import Canvas

from hfc_desktop.domain.documents import Copy, Form
from hfc_desktop.domain.letters import Part
from hfc_desktop.domain.people import Role, User
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.settings import Settings
from hfc_desktop.ui.context import Context
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.operations import ImmediateOperations
from hfc_desktop.ui.printing import pages, paper
from hfc_desktop.ui.reception_holder import ReceptionHolder
from hfc_desktop.ui.screens.note_preview.screen import NotePreviewScreen
from hfc_desktop.ui.session import Session
from hfc_desktop.ui.theme import Theme

NOW = datetime.fromisoformat("2026-11-24T10:42:00+08:00")
A4 = (595, 842)


def a_pdf(count):
    """A PDF of so many A4 pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _page in range(count):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@dataclass(frozen=True)
class Head:
    form: Form
    copy: Copy
    number: str
    print_no: int


@dataclass(frozen=True)
class Note:
    head: Head
    remark: bool


class Notes:
    """Builds notes in memory and keeps what was printed."""

    def __init__(self):
        self.printed = []
        self.asked = []
        self.orders = []
        self.lacking = set()
        self.refusal = None

    def note(self, record, order, _actor):
        if self.refusal is not None:
            raise self.refusal
        if record in self.lacking and not order.draft:
            raise UserMistakeError("documents.block_missing", form=order.form, number=record, parts=(Part.FINDINGS,))
        self.asked.append((record, order.copy, order.remark))
        self.orders.append(order)
        same = (order.form, order.copy)
        prints = sum((note.head.form, note.head.copy) == same for note in self.printed)
        return Note(Head(order.form, order.copy, "3100A1" if record == "c1" else record, prints + 1), order.remark)

    def pdf(self, note):
        return a_pdf(2 if note.head.copy is Copy.FILE else 1)

    def record_print(self, note, _actor, _content=None):
        self.printed.append(note)
        return Changes.of("complaint", "c1")


@pytest.fixture(scope="module")
def theme(qapp):
    return Theme(qapp)


@pytest.fixture
def desk(qtbot, theme, tmp_path):
    notes, hub, session = Notes(), Hub(), Session()
    session.sign_in(
        User(staff_no="0417", name="甲", role=Role.TELLER, organisation="31000101", post="柜员", counter="A1"), None
    )
    settings = Settings(tmp_path / "settings.json")
    context = Context(
        application=SimpleNamespace(settings=settings, open_records=lambda: SimpleNamespace(notes=notes)),
        operations=ImmediateOperations(hub),
        hub=hub,
        theme=theme,
        session=session,
        reception=ReceptionHolder(lambda: NOW),
        navigator=SimpleNamespace(),
        now=lambda: NOW,
    )
    screen = NotePreviewScreen(context)
    qtbot.addWidget(screen)
    screen.resize(911, 472)
    screen.show()
    qtbot.waitExposed(screen)
    screen.ask_path = lambda _folder, name, _parent: tmp_path / name
    screen.ask_printer = lambda _name, _pages, _parent: printer_to(tmp_path / "paper.pdf")
    screen.arrive("c1")
    return SimpleNamespace(screen=screen, notes=notes, folder=tmp_path, settings=settings, view=screen.view)


def printer_to(path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setFullPage(True)
    return printer


def test_the_customers_copy_is_shown_first(desk):
    assert desk.notes.asked == [("c1", Copy.CUSTOMER, False)]
    assert len(desk.view.pages.sheets) == 1
    assert desk.view.pages.sheets[0].image is not None
    assert desk.view.choices.print.isEnabled()


def test_the_file_copy_is_one_key_away_and_can_leave_remarks_out(desk, qtbot):
    first = next(iter(desk.view.choices.findChildren(QRadioButton)))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert desk.notes.asked[-1] == ("c1", Copy.FILE, True)
    assert len(desk.view.pages.sheets) == 2
    desk.view.choices.remarks.setFocus()
    qtbot.keyClick(desk.view.choices.remarks, Qt.Key.Key_Space)
    assert desk.notes.asked[-1] == ("c1", Copy.FILE, False)


def test_remarks_cannot_be_asked_for_on_the_customers_copy(desk):
    assert not desk.view.choices.remarks.isVisible()
    assert not desk.view.choices.with_remarks


def test_a_page_fits_the_width_and_zooms_by_key(desk, qtbot):
    fitted = desk.view.pages.sheets[0].width()
    assert fitted <= desk.view.pages.viewport().width()
    qtbot.keyClick(desk.screen.focusWidget(), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.pages.sheets[0].width() < fitted
    qtbot.keyClick(desk.screen.focusWidget(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.pages.sheets[0].width() == fitted


def test_saving_writes_the_bytes_that_are_shown_and_records_it(desk, qtbot):
    qtbot.keyClick(desk.screen.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (saved,) = desk.folder.glob("handling-*.pdf")
    assert saved.name == "handling-3100A1-customer.pdf"
    assert pages.page_sizes(saved.read_bytes())[0].width == A4[0]
    assert [note.head.copy for note in desk.notes.printed] == [Copy.CUSTOMER]
    assert desk.settings.text("print.folder") == str(desk.folder)
    assert desk.view.choices.said.text()


def test_what_is_shown_after_printing_is_a_reprint(desk, qtbot):
    qtbot.keyClick(desk.screen.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(desk.screen.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [note.head.print_no for note in desk.notes.printed] == [1, 2]
    assert (desk.folder / "handling-3100A1-customer-2.pdf").exists()


def test_printing_puts_every_page_on_paper(desk, qtbot):
    desk.view.choices.choose(Copy.FILE)
    key, modifiers = Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(desk.screen.focusWidget(), key, modifiers)
    assert len(pages.page_sizes((desk.folder / "paper.pdf").read_bytes())) == 2
    assert [note.head.copy for note in desk.notes.printed] == [Copy.FILE]


def test_printing_and_saving_is_one_print(desk, qtbot):
    desk.view.choices.both.setFocus()
    qtbot.keyClick(desk.view.choices.both, Qt.Key.Key_Space)
    assert (desk.folder / "paper.pdf").exists()
    assert (desk.folder / "handling-3100A1-customer.pdf").exists()
    assert len(desk.notes.printed) == 1


def test_changing_ones_mind_records_nothing(desk, qtbot):
    desk.screen.ask_path = lambda _folder, _name, _parent: None
    desk.screen.ask_printer = lambda _name, _pages, _parent: None
    desk.screen.save()
    desk.screen.print(then_save=True)
    assert desk.notes.printed == []


def test_a_folder_that_cannot_be_written_is_said_and_leaves_nothing(desk):
    desk.screen.ask_path = lambda _folder, name, _parent: desk.folder / "missing" / name
    desk.screen.save()
    assert "missing" in desk.view.choices.said.text()
    assert desk.notes.printed == []
    assert not list(desk.folder.rglob("*.part"))


def test_a_printer_that_refuses_is_said(desk):
    desk.screen.ask_printer = lambda _name, _pages, _parent: printer_to(desk.folder / "nowhere" / "paper.pdf")
    desk.screen.print(then_save=False)
    assert desk.view.choices.said.text()
    assert desk.notes.printed == []


def test_a_record_that_cannot_be_read_is_said(desk):
    desk.notes.refusal = UserMistakeError("settings.unknown", key="x")
    desk.screen.arrive("c2")
    assert desk.view.choices.said.text()
    assert not desk.view.choices.print.isEnabled()


def test_bytes_that_are_no_pdf_are_a_known_fault():
    with pytest.raises(EnvironmentFaultError, match="not_a_pdf"):
        pages.page_sizes(b"no pdf")


def test_a_picture_is_drawn_at_the_resolution_asked_for():
    image = pages.page_image(a_pdf(1), 0, 2.0)
    assert (image.width(), image.height()) == (2 * A4[0], 2 * A4[1])
    assert image.pixelColor(10, 10).name() == "#ffffff"


def test_no_printer_is_asked_for_more_than_its_paper_can_show():
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(2400)
    assert paper.dots_per_point(printer) == pages.LARGEST_DPI / pages.POINTS_PER_INCH


# -- forms ------------------------------------------------------------------------------------------------------------


def test_another_form_and_language_are_drawn_at_once(desk):
    choices = desk.view.choices
    choices.choose_form(Form.RECEIPT)
    choices.tongue.setCurrentIndex(choices.tongue.findData("en"))
    order = desk.notes.orders[-1]
    assert (order.form, order.language, order.copy) == (Form.RECEIPT, "en", Copy.CUSTOMER)


def test_what_is_for_the_file_alone_is_chosen_as_a_file_copy(desk):
    desk.view.choices.choose_form(Form.INTERCEPTION)
    assert desk.notes.orders[-1].copy is Copy.FILE
    first = next(iter(desk.view.choices.findChildren(QRadioButton)))
    assert not first.isEnabled()
    desk.view.choices.choose_form(Form.REPLY)
    assert first.isEnabled()


def test_what_is_missing_is_said_and_a_draft_is_offered(desk, qtbot):
    desk.notes.lacking = {"c1"}
    desk.view.choices.choose_form(Form.REPLY)
    assert "核查情况" in desk.view.choices.said.text() or "what was found" in desk.view.choices.said.text()
    assert not desk.view.choices.print.isEnabled()
    assert desk.view.pages.sheets == []
    assert desk.view.choices.draft.isVisible()
    desk.view.choices.draft.setFocus()
    qtbot.keyClick(desk.view.choices.draft, Qt.Key.Key_Space)
    assert desk.notes.orders[-1].draft
    assert desk.view.choices.print.isEnabled()
    desk.notes.lacking = set()
    desk.view.choices.choose_form(Form.RECEIPT)
    assert not desk.notes.orders[-1].draft
    assert not desk.view.choices.draft.isVisible()
    assert desk.view.choices.said.text() == ""


def test_a_mediation_that_is_only_proposed_is_given_its_body_here(desk, qtbot):
    assert not desk.view.choices.body.isVisible()
    desk.view.choices.choose_form(Form.MEDIATION)
    desk.view.choices.body.setFocus()
    desk.view.choices.body.setText("调解中心")
    qtbot.keyClick(desk.view.choices.body, Qt.Key.Key_Return)
    assert desk.notes.orders[-1].given == {"body": "调解中心"}
    desk.view.choices.choose_form(Form.REPLY)
    assert desk.notes.orders[-1].given == {}


# -- many -------------------------------------------------------------------------------------------------------------


def test_a_single_record_offers_no_run(desk):
    assert not desk.view.choices.run.isVisible()


@pytest.fixture
def many(desk):
    desk.screen.ask_folder = lambda _folder, _parent: desk.folder
    desk.screen.arrive(tuple(f"m{place:02d}" for place in range(12)))
    return desk


def over(desk):
    return lambda: desk.screen.view.choices.run.save.isEnabled() and bool(desk.view.choices.said.text())


def test_all_records_are_saved_and_recorded_one_by_one(many, qtbot):
    many.screen.save_all()
    qtbot.waitUntil(over(many))
    assert sorted(path.name for path in many.folder.glob("handling-m*.pdf"))[0].startswith("handling-m00-customer")
    assert len(list(many.folder.glob("handling-m*.pdf"))) == 12
    assert [note.head.number for note in many.notes.printed] == [f"m{place:02d}" for place in range(12)]
    assert "12" in many.view.choices.said.text()
    assert many.settings.text("print.folder") == str(many.folder)


def test_a_run_that_is_stopped_leaves_whole_notes_alone(many, qtbot):
    stop_at = {"m03"}

    def note(record, order, actor, made=many.notes.note):
        if record in stop_at:
            many.view.choices.run.cancel.click()
        return made(record, order, actor)

    many.notes.note = note
    many.screen.save_all()
    qtbot.waitUntil(over(many))
    assert len(many.notes.printed) == 4
    assert len(list(many.folder.glob("handling-m*.pdf"))) == 4
    assert not list(many.folder.rglob("*.part"))
    assert not many.view.choices.run.cancel.isVisible()


def test_what_one_record_lacks_does_not_hold_up_the_others(many, qtbot):
    many.notes.lacking = {"m05", "m07"}
    many.screen.save_all()
    qtbot.waitUntil(over(many))
    assert len(many.notes.printed) == 10
    assert "m05" in many.view.choices.said.text()
    assert "m07" in many.view.choices.said.text()


def test_a_folder_that_is_gone_ends_the_run(many, qtbot):
    many.screen.ask_folder = lambda _folder, _parent: many.folder / "missing"
    many.screen.save_all()
    qtbot.waitUntil(over(many))
    assert many.notes.printed == []
    assert "missing" in many.view.choices.said.text()


def test_all_records_go_to_one_printer(many, qtbot):
    many.screen.print_all()
    qtbot.waitUntil(over(many))
    assert len(many.notes.printed) == 12
    assert pages.page_sizes((many.folder / "paper.pdf").read_bytes())


def test_a_machine_without_a_printer_says_so(desk):
    def none(_name, _pages, _parent):
        raise EnvironmentFaultError("preview.no_printer")

    desk.screen.ask_printer = none
    desk.screen.print(then_save=False)
    assert "打印机" in desk.view.choices.said.text() or "printer" in desk.view.choices.said.text()
    desk.screen.print_all()
    assert desk.notes.printed == []


def test_only_the_pages_asked_for_are_printed():
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    assert list(paper.wanted_pages(printer, 4)) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert list(paper.wanted_pages(printer, 4)) == [1, 2]
    printer.setFromTo(2, 9)
    assert list(paper.wanted_pages(printer, 4)) == [1, 2, 3]
