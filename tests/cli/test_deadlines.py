"""``hfc deadlines`` as it is called."""

import json

import pytest

from hfc_desktop.cli import app
from hfc_desktop.i18n import language, set_language
from hfc_desktop.paths import bundled_packs_dir


@pytest.fixture(autouse=True)
def _english_and_empty(tmp_path, monkeypatch):
    monkeypatch.setenv("HFC_DATA", str(tmp_path / "leer"))
    before = language()
    set_language("en")
    yield
    set_language(before)


def hfc(capsys, *words):
    status = app.run(["deadlines", *words])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def answer(capsys, *words):
    status, out, _err = hfc(capsys, *words, "--json")
    assert status == 0
    return json.loads(out)


def test_every_clock_comes_with_its_article_and_basis(capsys):
    document = answer(capsys, "--received", "2026-02-05", "--rule", "order3", "--on", "2026-02-15")
    first = document["clocks"][0]
    assert (first["name"], first["due"], first["internal_target"]) == ("decision", "2026-02-20", "2026-02-14")
    assert (first["rule"], first["basis"]) == ("order3@2020-03-01", "calendar")
    assert "第十八条" in first["article"]
    assert (first["days_left"], first["band"], first["obey"]) == (5, "blue", True)
    assert [clock["due"] for clock in document["clocks"][1:]] == ["2026-03-07", "2026-04-06"]
    assert document["offers_extension"] is True


@pytest.mark.parametrize(("extended", "due"), [("0", "2026-02-20"), ("1", "2026-03-07"), ("2", "2026-04-06")])
def test_extensions_lead_to_30_and_60(capsys, extended, due):
    document = answer(capsys, "--received", "2026-02-05", "--rule", "order3", "--extended", extended)
    assert next(clock["due"] for clock in document["clocks"] if clock["obey"]) == due


@pytest.mark.parametrize(("unit", "due"), [("working", "2026-02-14"), ("calendar", "2026-02-12")])
def test_a_plain_term(capsys, unit, due):
    words = ("--received", "2026-02-05", "--days", "7", "--unit", unit)
    assert answer(capsys, *words)["due"] == due
    assert hfc(capsys, *words)[1].strip() == due


def test_a_pause_moves_the_end(capsys):
    document = answer(capsys, "--received", "2026-03-10", "--rule", "order3", "--pause", "2026-03-20..2026-03-22")
    assert (document["clocks"][0]["due"], document["clocks"][0]["paused_days"]) == ("2026-03-28", 3)


def test_the_time_of_receipt_is_read_in_beijing(capsys):
    for received in ("2026-03-10T23:59", "2026-03-10T23:59+08:00", "2026-03-10T15:59+00:00", "2026-03-10"):
        assert answer(capsys, "--received", received, "--rule", "order3")["clocks"][0]["due"] == "2026-03-25"
    assert (
        answer(capsys, "--received", "2026-03-10T16:01+00:00", "--rule", "order3")["clocks"][0]["due"] == "2026-03-26"
    )


def test_other_events_start_other_clocks(capsys):
    document = answer(capsys, "--received", "2026-03-01", "--rule", "order3", "--decision-received", "2026-03-10")
    found = {clock["name"]: clock["due"] for clock in document["clocks"]}
    assert found["recheck_application"] == "2026-04-09"


def test_decided_but_not_told_is_said(capsys):
    words = ("--received", "2026-03-10", "--rule", "order3", "--decided", "2026-03-20")
    assert answer(capsys, *words)["decided_but_not_told"] is True
    assert "late notice is a breach" in hfc(capsys, *words)[2]


def test_a_list_is_answered_row_by_row(capsys, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("\ufeffreceived,n\n2026-01-31,7\n\n2025-09-26,15\n2028-03-01,3\n", encoding="utf-8")
    rows = answer(capsys, "--batch", str(path))
    assert [(row["received"], row["n"], row["workday_due"], row["calendar_due"], row["estimated"]) for row in rows] == [
        ("2026-01-31", 7, "2026-02-10", "2026-02-07", False),
        ("2025-09-26", 15, "2025-10-23", "2025-10-11", False),
        ("2028-03-01", 3, "2028-03-06", "2028-03-04", True),
    ]
    assert hfc(capsys, "--batch", str(path))[1].splitlines()[:2] == [
        "received,n,workday_due,calendar_due",
        "2026-01-31,7,2026-02-10,2026-02-07",
    ]


@pytest.mark.parametrize("row", ["yesterday,5", "2026-01-31", "2026-01-31,many", "2026-01-31,-1", "2026-01-31,9999999"])
def test_a_bad_row_is_named_by_its_line(capsys, tmp_path, row):
    path = tmp_path / "list.csv"
    path.write_text(f"received,n\n2026-01-31,7\n{row}\n", encoding="utf-8")
    status, out, err = hfc(capsys, "--batch", str(path))
    assert (status, out) == (1, "")
    assert "line 3" in err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--received", "soon"), 1, "no day or time"),
        (("--received", "2026-03-10", "--rule", "order4"), 1, "There are: aml_objection"),
        (("--received", "2019-03-10", "--rule", "order3"), 1, "in force on 2019-03-10"),
        (("--received", "2026-03-10", "--pause", "2026-03-12"), 1, "FROM..TO"),
        (("--received", "2026-03-10", "--pause", "2026-03-12..2026-03-11"), 1, "FROM..TO"),
        (("--received", "9999-12-20", "--days", "60"), 1, "beyond the calendar"),
        (("--batch", "none.csv"), 3, "none.csv cannot be read"),
        ((), 2, "--received"),
        (("--received", "2026-03-10", "--extended", "3"), 2, "--extended"),
        (("--received", "2026-03-10", "--calendar", "none.yaml"), 3, "none.yaml"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(capsys, words, status, said):
    found, out, err = hfc(capsys, *words)
    assert (found, out) == (status, "")
    assert said in err
    assert "Traceback" not in err


def test_a_calendar_from_a_file_counts_in_place_of_the_known_one(capsys, tmp_path):
    text = (bundled_packs_dir() / "reference" / "calendar" / "2026.yaml").read_text(encoding="utf-8")
    path = tmp_path / "2026.yaml"
    path.write_text(text.replace("    - 2026-02-14\n", ""), encoding="utf-8")
    words = ("--received", "2026-02-13", "--days", "1", "--unit", "working")
    assert answer(capsys, *words)["due"] == "2026-02-14"
    assert answer(capsys, *words, "--calendar", str(path))["due"] == "2026-02-24"


def test_a_calendar_that_is_none_is_named_by_its_place(capsys, tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("- id: calendar.2026\n  year: 2026\n", encoding="utf-8")
    status, _out, err = hfc(capsys, "--received", "2026-02-13", "--days", "1", "--calendar", str(path))
    assert status == 1
    assert f"{path}, line 1" in err


# -- the edges, as they are asked on the command line -------------------------------------------------------------


def ends(document, rule="order3"):
    return {clock["name"]: clock for clock in document["clocks"] if clock["rule"].startswith(rule)}


def test_approved_on_day_30_and_told_on_day_31_is_named_a_breach(capsys):
    words = ("--received", "2026-03-10", "--rule", "order3", "--extension", "1=2026-03-20")
    late = answer(capsys, *words, "--extension", "2=2026-04-09,2026-04-10")
    assert [one["breach"] for one in late["extensions"]] == ["", "told_late"]
    assert (ends(late)["extension_1"]["state"], ends(late)["extension_2"]["state"]) == ("running", "possible")
    in_time = answer(capsys, *words, "--extension", "2=2026-04-09,2026-04-09")
    assert ends(in_time)["extension_2"]["obey"] is True
    shown = hfc(capsys, *words, "--extension", "2=2026-04-09,2026-04-10")[2]
    assert "Extension 2 does not count: the customer was told after" in shown


@pytest.mark.parametrize("text", ["2", "3=2026-04-09", "1=", "x=2026-04-09"])
def test_a_bad_extension_is_refused_with_how_to_write_it(capsys, text):
    status, _out, err = hfc(capsys, "--received", "2026-03-10", "--extension", text)
    assert (status, "STAGE=APPROVED" in err) == (1, True)


def test_an_older_case_merged_into_it_rules_the_clock(capsys):
    document = answer(capsys, "--received", "2026-03-10", "--rule", "order3", "--merged", "2026-02-27")
    assert ends(document)["decision"]["due"] == "2026-03-14"


def test_a_late_entry_is_said_and_moves_nothing(capsys):
    words = ("--received", "2026-03-10", "--rule", "order3", "--registered", "2026-03-13")
    document = answer(capsys, *words)
    assert (document["late_entry"], ends(document)["decision"]["due"]) == (True, "2026-03-25")
    assert "the clock counts from receipt" in hfc(capsys, *words)[2]


def test_a_transfer_on_day_14_and_a_day_that_the_letter_names(capsys):
    words = ("--received", "2026-03-10", "--source", "pboc_transfer", "--transferred", "2026-03-24")
    document = answer(capsys, *words, "--letter-due", "2026-03-20")
    running = {(clock["rule"].split("@")[0], clock["name"]): clock["due"] for clock in document["clocks"]
               if clock["state"] == "running"}  # fmt: skip
    assert running[("order3", "decision")] == "2026-03-25"
    assert running[("pboc5", "decision")] == "2026-04-08"
    assert running[("order3", "supervisor_letter")] == "2026-03-20"


def test_whose_term_it_is_is_said_and_only_the_banks_own_is_obeyed(capsys):
    document = answer(capsys, "--received", "2026-03-01", "--rule", "order3", "--decision-received", "2026-03-02")
    assert ends(document)["recheck_application"]["owner"] == "customer"
    assert [clock["name"] for clock in document["clocks"] if clock["obey"]] == ["decision"]


@pytest.mark.parametrize(
    ("on", "band", "shape"),
    [
        ("2026-03-10", "green", "●"),
        ("2026-03-19", "blue", "◆"),
        ("2026-03-25", "amber", "▲"),
        ("2026-03-26", "red", "■"),
    ],
)
def test_bands_have_a_shape_beside_the_word(capsys, on, band, shape):
    clock = ends(answer(capsys, "--received", "2026-03-10", "--rule", "order3", "--on", on))["decision"]
    assert (clock["band"], clock["shape"]) == (band, shape)


@pytest.mark.parametrize("received", ["1999-12-31", "2024-02-29", "2031-07-01", "2100-03-01"])
def test_any_day_is_answered_whatever_calendars_there_are(capsys, received):
    document = answer(capsys, "--received", received, "--days", "15")
    assert document["due"] > received
