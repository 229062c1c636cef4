"""The guidance that comes with the program passes its own checks, and travels as built files without loss."""

from __future__ import annotations

from datetime import date

import pytest

from hfc_desktop.packs.archive import unpacked, written
from hfc_desktop.packs.files import pack_folders
from hfc_desktop.packs.source import read_pack, read_source
from hfc_desktop.packs.validator import check_packs, check_paths
from hfc_desktop.paths import bundled_packs_dir
from hfc_desktop.wording.faults import fault_text

TODAY = date(2026, 11, 24)
FOLDERS = pack_folders(bundled_packs_dir())


def told(faults):
    return [f"{fault.file}:{fault.line}:{fault.column}: {fault_text(fault.code, fault.params)}" for fault in faults]


def test_the_library_has_no_fault_not_even_a_warning():
    assert told(check_paths([bundled_packs_dir()], TODAY)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_pack_checked_alone_finds_what_it_requires_beside_it(folder):
    assert told(check_paths([folder], TODAY)) == []


def test_packed_and_unpacked_it_is_the_same_library():
    sources = [read_source(folder) for folder in FOLDERS]
    carried = [read_pack(unpacked(written(source.files), source.label), source.label) for source in sources]
    assert [[found.item for found in source.items] for source in carried] == [
        [found.item for found in source.items] for source in sources
    ]
    assert told(check_packs(carried, TODAY)) == []
