"""What a reader's line holds, told by form and check digit alone."""

import pytest

from hfc_desktop.ui.scan import ScanKind, holds_a_long_number, scan_of

IDENTITY = "11010519491231002X"
CARD = "6222020000000000003"


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        (IDENTITY, ScanKind.IDENTITY, IDENTITY),
        ("11010519491231002x", ScanKind.IDENTITY, IDENTITY),
        (f"张三|男|汉|19491231|{IDENTITY}|北京市", ScanKind.IDENTITY, IDENTITY),
        ("110105194912310021", ScanKind.CODE, "110105194912310021"),
        ("%B4111111111111111^SAMPLE^2512", ScanKind.CARD, "4111111111111111"),
        ("4111111111111111=2512101", ScanKind.CARD, "4111111111111111"),
        ("4111111111111111", ScanKind.CARD, "4111111111111111"),
        ("HFC-2026-001", ScanKind.CODE, "HFC-2026-001"),
    ],
)
def test_a_line_is_what_its_form_says(line, kind, value):
    scan = scan_of(line)
    assert (scan.kind, scan.value) == (kind, value)


def test_a_number_is_never_shown_whole_not_even_to_a_debugger():
    for line in (IDENTITY, "4111111111111111"):
        scan = scan_of(line)
        assert scan.value not in scan.shown
        assert scan.shown.endswith(scan.value[-4:])
        assert scan.value not in repr(scan)


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("4111 1111 1111 1111", True),
        (f"身份证{IDENTITY}", True),
        ("6222-0200-0000-0000", True),
        ("0991-0000002", False),
        ("13800000000", False),
        ("SMP-J02 您的账户已冻结", False),
        ("银保监发〔2020〕3号 2020-01-14", False),
    ],
)
def test_long_numbers_are_not_looked_up(text, long):
    assert holds_a_long_number(text) is long
