"""The authoring desk on real files: who may do what, what a changed word undoes, and an issue that branches accept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.authoring import open_authoring
from hfc_desktop.bootstrap.publishing import open_publishing
from hfc_desktop.domain.authoring import KeyInHand, Signing, Stage
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.domain.publishing import Duty
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.paths import DataDir, bundled_packs_dir
from hfc_desktop.ui.circular import changelog_note, circular

AUTHOR = Actor(staff_no="10021", role=Role.AUTHOR, organisation="000000", counter="")
APPROVER = Actor(staff_no="10022", role=Role.APPROVER, organisation="000000", counter="")
TELLER = Actor(staff_no="60417", role=Role.TELLER, organisation="604", counter="01")
PASS = "纸上写着的口令 用来试 7"


@pytest.fixture(scope="module")
def desk(made_demo, tmp_path_factory):
    application = open_application(DataDir(shutil.copytree(made_demo.root, tmp_path_factory.mktemp("desk") / "data")))
    yield open_authoring(application)
    application.close()


@pytest.fixture
def pack(tmp_path):
    """Sources of a small pack beside those that it refers to."""
    for name in ("assistance-execution", "reference", "account-restrictions"):
        shutil.copytree(bundled_packs_dir() / name, tmp_path / "源" / name)
    return tmp_path / "源" / "assistance-execution"


@pytest.fixture(scope="module")
def head_office(tmp_path_factory):
    """Head office's folder and its keys, one a post; making keys is slow on purpose."""
    desk, place = open_publishing(), tmp_path_factory.mktemp("head-office")
    keys = place / "钥匙"
    duties = [(f"根{n}", Duty.ROOT) for n in range(3)]
    duties += [("编写岗", Duty.AUTHOR), ("审核岗", Duty.APPROVER), ("发布岗", Duty.RELEASE)]
    for name, duty in duties:
        desk.make_key(keys, name, duty, "ed25519", PASS)
    private = {name: next(keys.glob(f"{name}*.key")) for name, _duty in duties}
    desk.begin(place / "发布", "headoffice", list(private.values()))
    for name in ("根0", "根1"):
        desk.sign_root(place / "发布", private[name], PASS)
    return place / "发布", private


@pytest.fixture
def publication(head_office, tmp_path):
    """A copy of it that nothing was published from yet."""
    folder, private = head_office
    return Path(shutil.copytree(folder, tmp_path / "发布")), private


def signing(publication, out: Path, **other):
    folder, private = publication
    hands = {"author": "编写岗", "approver": "审核岗", "release": "发布岗"} | other
    return Signing(
        publication=folder,
        out=out,
        **{duty: KeyInHand(path=private[name], passphrase=PASS) for duty, name in hands.items()},
    )


def first_item(desk, pack):
    outline = desk.open(pack, AUTHOR)
    return next(entry for entry in outline.entries if entry.item)


def reworded(desk, pack, actor=AUTHOR, title="查控平台协助：新的说法"):
    entry = first_item(desk, pack)
    was = desk.read(pack, entry, actor)
    text = desk.forms.set(was.text, ("title",), title)
    return desk.save(pack, entry, text, was.seen, actor)


def sent(desk, pack):
    reworded(desk, pack)
    return desk.send_to_review(pack, desk.next_numbers(pack, AUTHOR), AUTHOR)


def test_the_tree_holds_the_description_and_every_item_once(desk, pack):
    entries = desk.open(pack, AUTHOR).entries
    assert entries[0].kind == "pack"
    items = [entry.item for entry in entries if entry.item]
    assert len(items) == len(set(items)) > 3
    assert all(entry.title for entry in entries if entry.item)


def test_an_item_of_every_file_is_cut_so_that_writing_it_back_changes_nothing(desk, tmp_path):
    for pack in sorted(bundled_packs_dir().glob("*/pack.yaml")):
        folder = Path(shutil.copytree(pack.parent, tmp_path / pack.parent.name))
        before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
        for last in {entry.file: entry for entry in desk.open(folder, AUTHOR).entries}.values():
            found = desk.read(folder, last, AUTHOR)
            assert not last.item or f"id: {last.item}" in found.text
            assert desk.save(folder, last, found.text, found.seen, AUTHOR).into_pack
        assert {path: path.read_bytes() for path in before} == before


def test_a_fault_is_found_at_its_line_while_it_is_typed_and_in_the_whole_pack(desk, pack):
    entry = [entry for entry in desk.open(pack, AUTHOR).entries if entry.item][1]
    text = desk.read(pack, entry, AUTHOR).text
    assert desk.check(pack, entry, text, AUTHOR).item.id == entry.item
    at = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("  line:"))
    broken = text.replace(text.splitlines()[at - 1], "  line: operatons")

    typed = desk.check(pack, entry, broken, AUTHOR)
    assert [(problem.line, problem.fault.code) for problem in typed.problems if problem.fault.is_error] == [
        (at, "schema.bad_choice")
    ]
    assert typed.problems[0].fault.params["nearest"] == "operations"

    whole = desk.check_all(pack, {entry: broken}, AUTHOR)
    assert whole.errors == 1
    (problem,) = (problem for problem in whole.problems if problem.fault.is_error)
    assert (problem.entry, problem.line) == (entry, at)


def test_a_text_that_cannot_be_read_is_kept_beside_and_the_pack_stays_whole(desk, pack):
    entry = first_item(desk, pack)
    was = desk.read(pack, entry, AUTHOR)
    before = (pack / entry.file).read_bytes()
    assert not desk.save(pack, entry, was.text + '  note: "open\n', was.seen, AUTHOR).into_pack
    assert (pack / entry.file).read_bytes() == before
    again = desk.read(pack, entry, AUTHOR)
    assert again.draft.endswith('"open\n')
    assert first_item(desk, pack).draft
    desk.save(pack, entry, was.text, was.seen, AUTHOR)
    assert not desk.read(pack, entry, AUTHOR).draft


def test_two_authors_do_not_overwrite_one_another(desk, pack):
    entry = first_item(desk, pack)
    was = desk.read(pack, entry, AUTHOR)
    reworded(desk, pack)
    with pytest.raises(UserMistakeError, match=r"authoring\.changed_meanwhile"):
        desk.save(pack, entry, was.text, was.seen, AUTHOR)


def test_a_new_item_of_any_kind_can_be_read_and_opened(desk, pack):
    for kind in Kind:
        entry = desk.begin_item(pack, kind, "brand-new", AUTHOR)
        text = desk.read(pack, entry, AUTHOR).text
        checked = desk.check(pack, entry, text, AUTHOR)
        assert checked.item is not None, f"{kind}: {[problem.fault for problem in checked.problems]}"
        assert desk.form(text, kind.value, AUTHOR).fields[0].value == f"{kind.value}.brand-new"
    with pytest.raises(UserMistakeError, match=r"authoring\.slug_taken"):
        desk.begin_item(pack, Kind.FAQ, "brand-new", AUTHOR)


@pytest.mark.parametrize("slug", ["", "两个", "a b", "A", "../x", "a.b", "con"])
def test_a_name_that_would_not_travel_is_refused(desk, pack, slug):
    with pytest.raises(UserMistakeError, match=r"authoring\.bad_slug"):
        desk.begin_item(pack, Kind.FAQ, slug, AUTHOR)


def test_the_issue_is_numbered_and_its_changelog_written_with_comments_left(desk, pack):
    before = (pack / "pack.yaml").read_text("utf-8")
    reworded(desk, pack)
    numbers = desk.next_numbers(pack, AUTHOR)
    note = changelog_note(desk.compare(pack, AUTHOR))
    assert "查控平台协助：新的说法" in note
    outline = desk.send_to_review(pack, replace(numbers, note=note), AUTHOR)
    after = (pack / "pack.yaml").read_text("utf-8")
    assert outline.stage is Stage.REVIEW
    assert (numbers.issue, numbers.content_version) > (1, 1), "newer than the installed one"
    assert note in after
    assert [line for line in before.splitlines() if line.lstrip().startswith("#")] == [
        line for line in after.splitlines() if line.lstrip().startswith("#")
    ]


def test_nobody_approves_what_they_wrote_and_nobody_without_the_right_does_anything(desk, pack):
    sent(desk, pack)
    with pytest.raises(SecurityRefusalError, match=r"people\.refused"):
        desk.approve(pack, AUTHOR)
    with pytest.raises(SecurityRefusalError, match=r"people\.refused"):
        desk.open(pack, TELLER)
    with pytest.raises(SecurityRefusalError, match=r"people\.refused"):
        reworded(desk, pack, APPROVER)
    both = Actor(staff_no=AUTHOR.staff_no, role=Role.APPROVER, organisation="000000", counter="")
    with pytest.raises(SecurityRefusalError, match=r"authoring\.own_work"):
        desk.approve(pack, both)
    assert desk.approve(pack, APPROVER).stage is Stage.APPROVED


def test_a_changed_word_undoes_the_approval_and_nothing_unapproved_is_signed(desk, pack, publication, tmp_path):
    sent(desk, pack)
    desk.approve(pack, APPROVER)
    reworded(desk, pack, title="又改了一次")
    outline = desk.open(pack, AUTHOR)
    assert outline.stage is Stage.DRAFT
    assert outline.changed_since.stage is Stage.APPROVED
    with pytest.raises(UserMistakeError, match=r"authoring\.wrong_stage"):
        desk.publish(pack, signing(publication, tmp_path), AUTHOR)


def test_a_pack_goes_back_with_a_reason_and_comes_again(desk, pack):
    sent(desk, pack)
    with pytest.raises(UserMistakeError, match=r"authoring\.no_reason"):
        desk.give_back(pack, " ", APPROVER)
    assert desk.give_back(pack, "第二条依据要写文号", APPROVER).stage is Stage.DRAFT
    assert desk.open(pack, AUTHOR).history.steps[-1].note == "第二条依据要写文号"
    assert desk.send_to_review(pack, desk.next_numbers(pack, AUTHOR), AUTHOR).stage is Stage.REVIEW


def test_an_approved_pack_becomes_a_file_with_the_signatures_of_two_people(desk, pack, publication, tmp_path):
    sent(desk, pack)
    desk.approve(pack, APPROVER)
    told = []
    released = desk.publish(pack, signing(publication, tmp_path / "出"), AUTHOR, lambda *at: told.append(at) or True)
    assert Path(released.path).read_bytes()
    assert all(post in released.signer for post in ("编写岗", "审核岗"))
    assert told[-1] == (5, 5)
    assert desk.fingerprint(publication[0], AUTHOR)
    outline = desk.open(pack, AUTHOR)
    assert outline.stage is Stage.PUBLISHED
    assert desk.habits(pack, AUTHOR).out == str(tmp_path / "出")
    assert not desk.compare(pack, AUTHOR), "nothing changed since what was just published"
    text = circular(desk.contents(pack, AUTHOR)[0], desk.compare(pack, AUTHOR, bundled_packs_dir() / pack.name))
    assert "查控平台协助：新的说法" in text


def test_a_cancelled_publication_leaves_nothing_and_is_begun_again(desk, pack, publication, tmp_path):
    sent(desk, pack)
    desk.approve(pack, APPROVER)
    out = tmp_path / "出"
    assert desk.publish(pack, signing(publication, out), AUTHOR, lambda done, _all: done < 3) is None
    assert not out.exists()
    assert desk.open(pack, AUTHOR).stage is Stage.SIGNED
    assert desk.publish(pack, signing(publication, out), AUTHOR).version


def test_the_approvers_key_in_the_authors_hand_is_refused(desk, pack, publication, tmp_path):
    sent(desk, pack)
    desk.approve(pack, APPROVER)
    with pytest.raises(UserMistakeError, match=r"publish\.other_key"):
        desk.publish(pack, signing(publication, tmp_path, approver="编写岗"), AUTHOR)
    assert "口令" not in repr(signing(publication, tmp_path))


def test_steps_stand_in_the_log(desk, pack):
    sent(desk, pack)
    desk.approve(pack, APPROVER)
    with desk._units(read_only=True) as uow:
        events = list(uow.log.events("pack", "assistance-execution"))[-2:]
    assert [(event.actor, event.fields["what"]) for event in events] == [("10021", "review"), ("10022", "approved")]
