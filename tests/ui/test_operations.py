"""Background work: where it runs, what arrives, what does not."""

import gc
import threading
import time
import weakref

import pytest
from PySide6.QtCore import QObject

from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.operations import ImmediateOperations, Operations


@pytest.fixture
def operations(qapp):
    made = Operations(Hub())
    yield made
    assert made.close()


def waits_for(qtbot, condition):
    qtbot.waitUntil(lambda: bool(condition()), timeout=5000)


def fail(error):
    raise error


def test_work_runs_elsewhere_and_its_result_arrives_here(qtbot, operations):
    seen = []
    operations.query(lambda _progress: threading.get_ident()).on_success(
        lambda worker: seen.append((worker, threading.get_ident()))
    ).start()
    waits_for(qtbot, lambda: seen)
    worker, here = seen[0]
    assert worker != here == threading.get_ident()


def test_writes_come_one_after_the_other_in_one_thread(qtbot, operations):
    done = []

    def write(number):
        def work(_progress):
            time.sleep(0.01 * (3 - number))
            return (number, threading.get_ident()), None

        return work

    for number in range(3):
        operations.command(write(number)).on_success(done.append).start()
    waits_for(qtbot, lambda: len(done) == 3)
    assert [number for number, _thread in done] == [0, 1, 2]
    assert len({thread for _number, thread in done}) == 1


def test_only_the_latest_of_a_lane_is_heard(qtbot, operations):
    heard, ran, go_on = [], [], threading.Event()

    def slow(_progress):
        go_on.wait(5)
        return "old"

    operations.query(slow).in_lane("lookup").on_success(heard.append).start()
    for text in ("newer", "newest"):
        operations.query(lambda _progress, text=text: ran.append(text) or text).in_lane("lookup").on_success(
            heard.append
        ).start()
    go_on.set()
    waits_for(qtbot, lambda: heard)
    qtbot.wait(20)
    assert heard == ["newest"]
    assert ran == ["newest"], "what is stale before it begins is not even done"


def test_lanes_do_not_disturb_one_another(qtbot, operations):
    heard = []
    operations.query(lambda _progress: "a").in_lane("a").on_success(heard.append).start()
    operations.query(lambda _progress: "b").in_lane("b").on_success(heard.append).start()
    waits_for(qtbot, lambda: sorted(heard) == ["a", "b"])


def test_a_known_fault_goes_to_whoever_asked(qtbot, operations):
    faults, ended = [], []
    operations.query(lambda _progress: fail(UserMistakeError("x.y"))).on_failure(faults.append).on_end(
        lambda: ended.append(True)
    ).start()
    waits_for(qtbot, lambda: ended)
    assert [fault.code for fault in faults] == ["x.y"]


def test_a_known_fault_that_nobody_wants_goes_to_the_window(qtbot, operations):
    with qtbot.waitSignal(operations.hub.fault) as told:
        operations.query(lambda _progress: fail(EnvironmentFaultError("x.y"))).start()
    assert told.args[0].code == "x.y"


def test_a_bug_never_passes_for_a_fault(qtbot, operations):
    faults = []
    with qtbot.waitSignal(operations.hub.bug) as told:
        operations.query(lambda _progress: fail(KeyError("王五"))).on_failure(faults.append).start()
    assert isinstance(told.args[0], KeyError)
    assert not faults


def test_a_write_tells_everybody_what_it_touched(qtbot, operations):
    owner = QObject()
    with qtbot.waitSignal(operations.hub.changes_made) as told:
        operations.command(lambda _progress: ("id", Changes.of("draft", "id")), owner=owner).start()
    assert told.args[0].concerns("draft", "id")
    assert told.args[1] is owner


def test_a_write_that_touched_nothing_tells_nobody(qtbot, operations):
    done = []
    with qtbot.assertNotEmitted(operations.hub.changes_made):
        operations.command(lambda _progress: (1, None)).on_success(done.append).start()
        waits_for(qtbot, lambda: done)


def test_progress_is_shown_and_cancel_is_heard(qtbot, operations):
    shown, went_on = [], threading.Event()
    stopped = []

    def work(progress):
        progress(1, 3)
        went_on.wait(5)
        stopped.append(progress(2, 3))

    op = operations.query(work).with_progress(lambda done, total: shown.append((done, total))).start()
    waits_for(qtbot, lambda: shown)
    op.cancel()
    went_on.set()
    waits_for(qtbot, lambda: stopped)
    qtbot.wait(20)
    assert shown == [(1, 3)]
    assert stopped == [False]


def test_nothing_reaches_an_owner_that_is_gone_but_its_write_is_made(qtbot, operations):
    heard, written, go_on = [], [], threading.Event()
    owner = QObject()
    operations.command(lambda _progress: (go_on.wait(5), None)).start()

    def write(_progress):
        written.append(True)
        return None, Changes.of("draft", "d1")

    operations.command(write, owner=owner).on_success(heard.append).start()
    with qtbot.waitSignal(operations.hub.changes_made):
        owner.deleteLater()
        qtbot.wait(10)
        go_on.set()
    assert written
    assert not heard


def test_a_write_that_was_cancelled_before_its_turn_is_not_made(qtbot, operations):
    written, go_on = [], threading.Event()
    operations.command(lambda _progress: (go_on.wait(5), None)).start()
    op = operations.command(lambda _progress: (written.append(True), None)).start()
    op.cancel()
    go_on.set()
    assert operations.close()
    assert not written


def test_closing_lets_writes_finish(qapp):
    operations, written = Operations(Hub()), []

    def write(_progress):
        time.sleep(0.05)
        written.append(True)
        return None, None

    operations.command(write).start()
    assert operations.close()
    assert written


def test_the_immediate_kind_does_all_at_once_and_tells_the_same(qtbot):
    operations, heard = ImmediateOperations(Hub()), []
    with qtbot.waitSignal(operations.hub.changes_made):
        operations.command(lambda _progress: (1, Changes.of("draft", "d"))).on_success(heard.append).start()
    assert heard == [1]
    with qtbot.waitSignal(operations.hub.bug):
        operations.query(lambda _progress: fail(ValueError())).start()


class Held:
    """Stands for the widgets that a callback holds."""

    def hear(self, _result):
        """Nothing."""


def test_callbacks_are_let_go_on_this_thread_even_if_a_worker_still_holds_the_op(qtbot, operations):
    held, heard = Held(), []
    alive = weakref.ref(held)
    op = operations.query(lambda _progress: 1).on_success(held.hear).on_end(lambda: heard.append(True)).start()
    del held
    qtbot.waitUntil(lambda: bool(heard) and alive() is None, timeout=5000)
    assert op is not None


def test_the_callbacks_of_an_op_that_was_cancelled_before_it_began_are_let_go_as_well(qtbot, operations):
    go_on, held = threading.Event(), Held()
    alive = weakref.ref(held)
    operations.command(lambda _progress: (go_on.wait(5), None)).start()
    op = operations.command(lambda _progress: (None, None)).on_success(held.hear).start()
    del held
    op.cancel()
    go_on.set()
    waits_for(qtbot, lambda: alive() is None)


def test_what_a_worker_brings_after_the_end_is_dropped_without_a_word(qtbot, capfd):
    operations, heard = Operations(Hub()), []
    operations.query(lambda _progress: 1).on_success(heard.append).start()
    operations.end()
    qtbot.wait(5)
    assert not heard
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("kind", [Operations, ImmediateOperations])
def test_nothing_is_begun_after_the_end_and_what_it_held_is_let_go(qapp, kind):
    operations, begun, held = kind(Hub()), [], Held()
    alive = weakref.ref(held)
    operations.end()
    op = operations.command(lambda _progress: (begun.append(True), None)).on_success(held.hear).start()
    del held
    assert operations.close()
    assert begun == []
    assert alive() is None
    assert op is not None
    assert gc.isenabled(), "an op that is not begun keeps nobody from searching"


def test_no_cycle_is_searched_in_a_worker(qtbot, operations):
    assert not gc.isenabled()
    operations.close()
    assert gc.isenabled()
