"""Faults 28-38: content that its own publisher signed, and that must not get in, or must be read as text."""

from __future__ import annotations

import struct
import time
import zlib

import pytest

from hfc_desktop.errors import UserMistakeError
from tests.faults.pack_house import pack_files


@pytest.fixture
def content(bank, counter, refused):
    """Publishes a pack with one file changed, and installs it."""

    class Content:
        def publish(self, name, data):
            files = pack_files()
            files[name] = data(files[name]) if callable(data) else data
            bank.submit(files)
            bank.approve()
            return bank.release()

        def install(self, name, data):
            return counter.install(self.publish(name, data))

        def refuse(self, name, data):
            error = refused(counter.install, self.publish(name, data))
            assert counter.catalogue.installed() == ()
            return error

        def item(self, item_id="faq.sample-one"):
            index = counter.catalogue.open()
            try:
                return index.item(item_id)
            finally:
                index.close()

    return Content()


def place(error):
    """Code and line of the first fault in a pack."""
    assert (type(error), error.code) == (UserMistakeError, "packs.has_errors")
    return error.params["place"]


def changed(old, new):
    return lambda data: data.replace(old.encode(), new.encode() if isinstance(new, str) else new)


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_fault_28_anchors_and_a_billion_laughs_are_refused_at_once(content):
    started = time.monotonic()
    assert "yaml.anchor" in place(content.refuse("faq/laughs.yaml", LAUGHS.encode()))
    assert time.monotonic() - started < 1


def test_fault_29_deep_nesting_is_refused_and_nothing_overflows(content):
    assert "yaml.too_deep" in place(content.refuse("faq/deep.yaml", b"a: " + b"[" * 2000 + b"]" * 2000))


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['true']", "!!binary aGk=", "!mine x"])
def test_fault_30_tags_are_refused(content, tag):
    assert "yaml.tag" in place(content.refuse("faq/one.yaml", changed("账户冻结怎么办\n", f"{tag}\n")))


def test_fault_31_a_key_that_is_there_twice_is_refused_with_its_line(content):
    error = content.refuse("faq/one.yaml", changed("  title_en: A question\n", "  title_en: A\n  title_en: B\n"))
    assert place(error).endswith("one.yaml:4:3 yaml.duplicate_key")


def test_fault_32_what_looks_like_numbers_and_dates_stays_text(content):
    odd = ["NO", "22:22", "010", "1_000", "2026-11-24", "1e3", "null", "~x", "0x1F"]
    more = "  aliases: [" + ", ".join(odd) + "]\n"
    content.install("faq/one.yaml", lambda data: data + more.encode())
    assert list(content.item().aliases) == odd


@pytest.mark.parametrize("form", ["bom", "crlf"])
def test_fault_33_a_byte_order_mark_and_windows_line_ends_are_fine(content, form):
    content.install(
        "faq/one.yaml",
        (lambda data: b"\xef\xbb\xbf" + data) if form == "bom" else (lambda data: data.replace(b"\n", b"\r\n")),
    )
    assert content.item().title == "账户冻结怎么办"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("file.gbk", lambda data: data.decode().encode("gb18030")),
        ("file.utf16", lambda data: data.decode().encode("utf-16")),
        ("yaml.tab", lambda data: data.replace(b"  title:", b"\ttitle:")),
    ],
)
def test_fault_33_other_encodings_and_tabs_are_refused_in_plain_words(content, code, change):
    assert code in place(content.refuse("faq/one.yaml", change))


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\0", "\ufeff"])
def test_fault_34_characters_that_cannot_be_seen_are_refused(content, hidden):
    assert "text.invisible" in place(content.refuse("faq/one.yaml", changed("请您稍等", f"请您{hidden}稍等")))


def test_fault_34_a_lone_surrogate_is_refused(content):
    assert place(content.refuse("faq/one.yaml", changed("请您稍等", b"\xed\xa0\x80")))


def test_fault_35_markup_in_a_script_is_kept_as_the_letters_that_it_is(content):
    markup = "<b>加粗</b><img src=x onerror=alert(1)>&amp;"
    content.install("faq/one.yaml", changed("请您稍等，我来查一下。", f"'{markup}'"))
    assert content.item().answer_short == markup


def picture(width, height):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    end = b"IEND"
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", 0) + end + struct.pack(">I", zlib.crc32(end))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("assets/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'),
        ("assets/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://x/y.png"/></svg>'),
        ("assets/a.png", picture(30_000, 30_000)),
        ("assets/a.exe", b"MZ"),
    ],
)
def test_fault_36_pictures_with_scripts_and_endless_ones_are_refused(content, name, data):
    assert "asset" in place(content.refuse(name, data))


def test_fault_37_a_reference_to_nothing_is_refused(content):
    assert "reference.dead" in place(content.refuse("faq/one.yaml", lambda data: data + b"  related: [faq.nowhere]\n"))


CIRCLE = """\
- id: scenario.circle
  title: 绕圈
  title_en: Circle
  summary: 一句话
  summary_en: One line
  line: personal
  valid_from: 2026-11-01
  review_by: 2027-05-31
  author: 编辑岗
  approver: 审核岗
  trigger_phrases: [绕圈]
  start: a
  nodes:
    - id: a
      say: {text: 请问是吗？}
      options: [{text: 是, next: b}, {text: 否, next: b}]
    - id: b
      say: {text: 真的吗？}
      options: [{text: 是, next: a}, {text: 否, next: a}]
"""


def test_fault_37_a_dialogue_without_a_way_out_is_refused(content):
    assert "scenario/circle.yaml" in place(content.refuse("scenario/circle.yaml", CIRCLE.encode()))


@pytest.mark.parametrize(
    "newer", [("schema: 1", "schema: 2"), ("line: personal\n", "line: personal\nmin_app: 99.0.0\n")]
)
def test_fault_38_a_newer_format_asks_for_an_update_and_the_old_guidance_stays(bank, counter, refused, content, newer):
    counter.install(bank.publish())
    files = pack_files(issue=2)
    files["pack.yaml"] = files["pack.yaml"].replace(newer[0].encode(), newer[1].encode())
    bank.submit(files, issue=2)
    bank.approve()
    error = refused(counter.install, bank.release())
    assert error.code == "packs.needs_newer_program"
    assert counter.version() == ["1.1"]
