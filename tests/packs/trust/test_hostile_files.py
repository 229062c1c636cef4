"""Whatever is done to a file's bytes or metadata, it is refused by name, or it is the very same pack."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfc_desktop.errors import HfcError
from hfc_desktop.packs.trust import container
from hfc_desktop.wording.errors import error_text
from tests.faults.pack_house import Counter, Publisher, members


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A counter that has installed the first issue, and the file of the second."""
    root = tmp_path_factory.mktemp("house")
    bank = Publisher(root / "总行")
    counter = Counter(root / "柜台", bank)
    counter.install(bank.publish())
    bank.rotate("author")
    data = bank.publish(issue=2)
    importer = counter.trusting.importer()
    return importer, data, importer.verify(data, "x").payload


def judged(house, data):
    """Refused in words, or the same payload as published."""
    importer, _good, payload = house
    said = ""
    found = None
    try:
        found = importer.verify(data, "x")
    except HfcError as error:
        said = error_text(error)
    assert said or (found is not None and found.payload == payload)


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.data())
def test_bytes_changed_put_in_or_taken_out(house, data):
    content = bytearray(house[1])
    at = data.draw(st.integers(0, len(content) - 1))
    what = data.draw(st.sampled_from(["flip", "insert", "cut", "swap"]))
    if what == "flip":
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    elif what == "insert":
        content[at:at] = data.draw(st.binary(min_size=1, max_size=20))
    elif what == "cut":
        del content[at : at + data.draw(st.integers(1, 200))]
    else:
        other = data.draw(st.integers(0, len(content) - 1))
        content[at], content[other] = content[other], content[at]
    judged(house, bytes(content))


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=8), st.just([]), st.just({}),
    st.sampled_from(["9999-12-31T23:59:59Z", "../../evil", "\ud800", "headoffice", 2**31]),
)  # fmt: skip


def places(value, path=()):
    """Every place in a JSON document."""
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


@QUICK
@given(st.data())
def test_any_value_in_the_metadata_changed_or_left_out(house, data):
    files = members(house[1])
    files.pop(container.MARK)
    name = data.draw(st.sampled_from([name for name in files if name.endswith(".json")]))
    document = json.loads(files[name])
    path = data.draw(st.sampled_from([path for path in places(document) if path]))
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    if data.draw(st.booleans()):
        holder[path[-1]] = data.draw(VALUES)
    else:
        del holder[path[-1]]
    files[name] = json.dumps(document).encode("utf-8", "surrogatepass")
    judged(house, container.packed(files))


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"signed": {}}', b'{"signed": {"_type": "root"}}',
     b'{"signatures": [], "signed": {"_type": "targets", "spec_version": "1.0.0", "version": 1}}'],
)  # fmt: skip
@pytest.mark.parametrize("member", ["2.root.json", "timestamp.json", "snapshot.json", "targets.json"])
def test_what_is_no_metadata_is_refused(house, member, content):
    files = members(house[1])
    files.pop(container.MARK)
    name = next(name for name in files if name.endswith(member))
    with pytest.raises(HfcError) as refused:
        house[0].verify(container.packed({**files, name: content}), "x")
    assert error_text(refused.value)
