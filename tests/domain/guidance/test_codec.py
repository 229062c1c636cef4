"""Guidance items survive the way through JSON, and damage is told."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.codec import from_json, manifest_from_json, manifest_to_json, to_json
from hfc_desktop.domain.guidance.hotline import Capability, Hotline, HotlineLevel, Number
from hfc_desktop.domain.guidance.item import Audience, BusinessLine, Kind
from hfc_desktop.domain.guidance.kinds import ITEM_CLASSES
from hfc_desktop.domain.guidance.pack import PackManifest
from hfc_desktop.errors import EnvironmentFaultError

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=8)


def values(hint):
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if get_args(hint):
        inner = next(part for part in get_args(hint) if part is not type(None))
        return st.none() | values(inner)
    if is_dataclass(hint):
        return instances(hint)
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return {str: TEXT, int: st.integers(-(10**6), 10**6), bool: st.booleans(), date: st.dates()}[hint]


def instances(kind):
    hints = get_type_hints(kind)
    required = {f.name: values(hints[f.name]) for f in fields(kind) if f.default is MISSING}
    optional = {f.name: values(hints[f.name]) for f in fields(kind) if f.default is not MISSING}
    return st.fixed_dictionaries(required, optional=optional).map(lambda chosen: kind(**chosen))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_comes_back_equal_through_json_text(kind):
    @settings(max_examples=12, deadline=None)
    @given(instances(ITEM_CLASSES[kind]))
    def check(item):
        assert from_json(kind, json.loads(json.dumps(to_json(item)))) == item

    check()


HOTLINE = Hotline(
    id="hotline.96110",
    title="96110 反诈专线",
    title_en="Anti-fraud line",
    summary="",
    line=BusinessLine.OPERATIONS,
    audience=(Audience.TELLER, Audience.MANAGER),
    valid_from=date(2021, 1, 31),
    valid_to=None,
    review_by=date(2027, 12, 31),
    author="编辑岗",
    approver="审核岗",
    level=HotlineLevel.NATIONAL,
    organ="公安机关",
    capabilities=(Capability.APPEAL_FREEZE,),
    numbers=(Number(number="96110"),),
    last_verified=date(2026, 11, 24),
    verified_by="编辑岗",
    verified_how="拨打",
)
STORED = (
    '{"id":"hotline.96110","title":"96110 反诈专线","title_en":"Anti-fraud line","summary":"","line":"operations",'
    '"audience":["teller","manager"],"valid_from":"2021-01-31","review_by":"2027-12-31","author":"编辑岗",'
    '"approver":"审核岗","level":"national","organ":"公安机关","capabilities":["appeal_freeze"],'
    '"numbers":[{"number":"96110"}],"last_verified":"2026-11-24","verified_by":"编辑岗","verified_how":"拨打"}'
)


def test_an_item_is_stored_in_these_bytes_and_no_others():
    """The stamps of an index and the words that travel with packs are digests of them."""
    stored = json.dumps(to_json(HOTLINE), ensure_ascii=False, separators=(",", ":"))
    assert stored == STORED
    assert from_json("hotline", json.loads(STORED)) == HOTLINE


@settings(max_examples=20, deadline=None)
@given(instances(PackManifest))
def test_a_manifest_comes_back_equal(manifest):
    assert manifest_from_json(json.loads(json.dumps(manifest_to_json(manifest)))) == manifest


@settings(max_examples=30, deadline=None)
@given(instances(ITEM_CLASSES[Kind.RESTRICTION]), st.data())
def test_a_document_that_lost_or_changed_a_field_is_called_damaged(item, data):
    document = to_json(item)
    name = data.draw(st.sampled_from(["id", "line", "valid_from", "effect", "may_tell"]))
    document[name] = data.draw(st.sampled_from([None, 7.5, {"x": 1}, 3]))
    with pytest.raises(EnvironmentFaultError) as caught:
        from_json(Kind.RESTRICTION, document)
    assert caught.value.code == "packs.stored_item_damaged"


def test_a_missing_required_field_is_called_damaged():
    with pytest.raises(EnvironmentFaultError):
        from_json("faq", {"id": "faq.x"})


def test_reading_items_needs_no_third_party_library():
    script = "import sys, hfc_desktop.domain.guidance.codec; print('pydantic' in sys.modules or 'yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
