"""The house put together: damaged guidance stops nobody, and a new case always has its legal clocks."""

import shutil
from dataclasses import replace

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.application import Application
from hfc_desktop.bootstrap.checks import probes
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.paths import DataDir
from hfc_desktop.services.doctor import examine
from hfc_desktop.workbench.demo.make import make_demo


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = DataDir(tmp_path_factory.mktemp("made") / "demo")
    make_demo(data, 3)
    return data


@pytest.fixture
def data(made, tmp_path):
    return DataDir(shutil.copytree(made.root, tmp_path / "demo"))


def damage(data: DataDir) -> None:
    for index in data.packs.glob("builds/*/index.db"):
        index.write_bytes(b"no database" * 500)


def clocks_of_a_new_complaint(application: Application) -> tuple[str, ...]:
    records = application.open_records()
    actor = records.people.sign_in_demo().actor
    draft = replace(records.complaints.new_draft(None, actor), claim="请说明原因")
    complaint, _changes = records.complaints.register(draft, actor)
    return tuple(clock.rule for clock in complaint.clocks)


def test_damaged_guidance_is_named_and_the_records_still_open(data):
    damage(data)
    application = open_application(data)
    try:
        assert application.lookup is None
        assert application.guidance_fault.code == "lookup.index_damaged"
        index = next(check for check in examine(probes(application)) if check.name == "index")
        assert (index.ok, index.code) == (False, "lookup.index_damaged")
        assert application.open_records().people.organisations()
    finally:
        application.close()


def test_installing_again_mends_damaged_guidance(data):
    damage(data)
    application = open_application(data)
    try:
        application.install_bundled()
        assert application.guidance_fault is None
        assert application.lookup.search("sfdj").hits
    finally:
        application.close()


def test_a_complaint_has_its_clocks_even_where_no_guidance_is_installed(data):
    shutil.rmtree(data.packs)
    application = open_application(data)
    try:
        assert any(rule.startswith("order3@") for rule in clocks_of_a_new_complaint(application))
    finally:
        application.close()


def test_records_that_were_open_before_count_by_what_was_installed_since(data):
    shutil.rmtree(data.packs)
    application = open_application(data)
    try:
        before = application.open_records()
        application.install_bundled()
        after = application.open_records()
        assert after is not before
        reception_knows = after.complaints.new_draft(None, after.people.sign_in_demo().actor)
        assert reception_knows.channel == "counter"
        assert clocks_of_a_new_complaint(application)
    finally:
        application.close()


def test_a_folder_that_is_a_file_is_told_plainly(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFaultError) as fault:
        open_application(DataDir(tmp_path / "file"))
    assert fault.value.code == "data.no_folder"
