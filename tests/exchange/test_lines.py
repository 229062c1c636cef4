"""Lines of a file: quickly read where they are as this program writes them, and never otherwise than by the parser."""

import hashlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.exchange import envelope, strict

TEXTS = st.text(st.sampled_from('a"\\/{}[]:,\n\té中\u2028'), max_size=12)
VALUES = st.dictionaries(TEXTS, st.one_of(TEXTS, st.integers(0, 9)), max_size=3)
SALTS = st.text("0123456789abcdef", max_size=4)


def written(values, private, salt):
    """A line as ``seal`` writes it."""
    texts = {"e": json.dumps(values, ensure_ascii=False), "p": private and json.dumps(private), "s": salt}
    parts = {name: text for name, text in texts.items() if text}
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def parsed(raw):
    """What the parser alone makes of it; ``None`` for what it refuses."""
    try:
        texts = [strict.loads(raw).get(name, "") for name in "eps"]
        return [*texts, strict.loads(texts[0].encode()), strict.loads(texts[1].encode()) if texts[1] else None]
    except (strict.NotStrictError, AttributeError):
        return None


def quick(raw):
    try:
        line = envelope.read_line(raw)
    except strict.NotStrictError:
        return None
    return [line.body, line.private, line.salt, line.values, line.private_values]


@given(VALUES, VALUES, SALTS)
def test_a_line_is_read_as_the_parser_reads_it(values, private, salt):
    raw = written(values, private, salt)
    assert quick(raw) == parsed(raw)
    assert quick(raw)[3] == values


@given(VALUES, VALUES, SALTS, st.data())
def test_a_changed_line_is_refused_or_read_as_the_parser_reads_it(values, private, salt, data):
    raw = bytearray(written(values, private, salt))
    at = data.draw(st.integers(0, len(raw) - 1))
    kept = data.draw(st.integers(0, 1))
    raw[at : at + kept] = data.draw(st.sampled_from([b"", b'"', b"\\", b"\\\\", b"\x01", b"\t", b'","p":"', b"}"]))
    found = parsed(bytes(raw))
    if found is not None and not (isinstance(found[3], dict) and isinstance(found[4], dict | None)):
        found = None
    assert quick(bytes(raw)) == found


@pytest.mark.parametrize("size", [1, envelope._CHUNK - 1, envelope._CHUNK, envelope._CHUNK + 1, envelope.LONGEST_LINE])
def test_lines_of_any_length_are_taken_apart_and_hashed_as_a_whole(size):
    text = b"\n".join([b"first", b"x" * size, b"", b"y" * (envelope.LONGEST_LINE + size), b"z", b"last"]) + b"\n"
    found = envelope._read_text(zlib.compress(text))
    assert (found.first, found.last) == (b"first", b"last")
    assert [(len(line), cut) for line, cut in found.lines] == [
        (size, False),
        (0, False),
        (envelope.LONGEST_LINE, True),
        (1, False),
    ]
    assert found.digest == hashlib.sha256(text.removesuffix(b"last\n")).digest()
