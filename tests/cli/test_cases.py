"""Steps, repeats, due lists and registers as they are called on the command line, over a demo branch."""

import json
import shutil

import pytest

from hfc_desktop.cli import app
from hfc_desktop.i18n import language, set_language
from hfc_desktop.paths import DataDir
from hfc_desktop.workbench.demo.make import make_demo

TELLER, HANDLER, MANAGER, ELSEWHERE = "60417", "60410", "60401", "60501"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "data"
    made = make_demo(DataDir(folder), 12)
    assert made.teller == TELLER
    return folder


@pytest.fixture
def branch(pattern, tmp_path, monkeypatch):
    """A demo branch of one's own; a call names who it is."""
    folder = tmp_path / "data"
    shutil.copytree(pattern, folder)
    monkeypatch.setenv("HFC_DATA", str(folder))
    monkeypatch.delenv("HFC_KEY_FILE", raising=False)
    before = language()
    set_language("en")
    yield folder
    set_language(before)


@pytest.fixture
def hfc(branch, capsys):
    """Calls the command line; answers the JSON, or exit status and messages."""

    def call(*words, user=HANDLER, status=0):
        found = app.run((*words, "--user", user, "--json"))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        assert found == status, shown.err
        return json.loads(shown.out) if status == 0 else shown.err

    return call


@pytest.fixture
def text(branch, capsys):
    """Calls the command line for people; answers what is shown."""

    def call(*words, user=HANDLER):
        assert app.run((*words, "--user", user)) == 0
        return capsys.readouterr().out

    return call


@pytest.fixture
def add(hfc, tmp_path):
    """Registers a complaint from a document."""

    def call(**fields):
        values = {"claim": "退还年费", "facts": "未告知", "scenario": "credit_card.waiver", "business": "credit_card",
                  "parties": [{"role": "complainant", "name": "张三", "id_number": "110105194912310021",
                               "phone": "13812345678", "account_tail": "1234"}]}  # fmt: skip
        path = tmp_path / "matter.json"
        path.write_text(json.dumps(values | fields, ensure_ascii=False), encoding="utf-8")
        return hfc("complaints", "add", "--file", str(path), user=TELLER)["number"]

    return call


PROPOSAL = (
    "--set", "investigation=调取签约单", "--set", "policy_basis=收费公示", "--set", "decision=退费，理由：未告知",
    "--set", "remedies=可申请核查", "--set", "responsibility=bank", "--set", "compensation_fen=20000",
)  # fmt: skip


def act(hfc, number, *words, user=HANDLER):
    return hfc("complaints", "act", number, *words, user=user)


def test_a_case_goes_its_way_and_says_where_it_is(hfc, add, text):
    number = add()
    act(hfc, number, "assign", "--staff", HANDLER, user=MANAGER)
    for step in ("accept", "contact", "investigate"):
        act(hfc, number, step)
    offered = hfc("complaints", "steps", number)["actions"]
    assert {"submit", "pause", "request_extension"} <= set(offered)
    assert "approve" not in offered
    act(hfc, number, "submit", *PROPOSAL)
    act(hfc, number, "approve", user=MANAGER)
    act(hfc, number, "decide")
    told = act(hfc, number, "tell", "--notice-way", "handed_over", "--notice-result", "received")
    assert told["status"] == "told"
    closed = act(hfc, number, "close", "--set", "outcome=compensated", "--set", "root_cause=process")
    assert (closed["status"], closed["outcome"]) == ("closed", "compensated")
    history = hfc("complaints", "history", number)["history"]
    assert [line["action"] for line in history if line["action"]][-3:] == ["decide", "tell", "close"]
    shown = text("complaints", "history", number)
    assert "Decide" in shown
    assert "张三" not in shown


def test_a_refusal_says_why_and_what_would_do(hfc, add):
    number = add()
    said = hfc("complaints", "act", number, "submit", status=1)
    assert "“Submit for approval” is not possible in the state “Registered”" in said
    assert "Under investigation" in said
    assert "role (Teller) may not" in hfc("complaints", "act", number, "accept", user=TELLER, status=4)
    assert hfc("complaints", "act", number, "decline", "--ground", "not_from_complainant", status=1)


def test_the_refusal_is_in_chinese_too(hfc, add):
    number = add()
    set_language("zh")
    assert "“已登记”状态下不能“提交审批”" in hfc("complaints", "act", number, "submit", status=1)


def test_an_extension_and_mediation_by_command(hfc, add):
    number = add()
    act(hfc, number, "assign", "--staff", HANDLER, user=MANAGER)
    for step in ("accept", "contact", "investigate"):
        act(hfc, number, step)
    act(hfc, number, "request_extension", "--reason", "调取录像")
    granted = act(hfc, number, "approve_extension", user=MANAGER)
    clocks = {clock["name"]: clock["state"] for clock in granted["clocks"] if clock["rule"].startswith("order3")}
    assert (clocks["decision"], clocks["extension_1"]) == ("replaced", "running")
    assert act(hfc, number, "pause", "--to", "调解中心", "--document", "受理书")["status"] == "mediating"
    assert act(hfc, number, "resume", "--document", "终止书", "--not-settled")["status"] == "investigating"


def test_repeats_are_found_merged_and_parted(hfc, add, text):
    first, again = add(), add(claim="再次要求退还年费")
    (candidate,) = hfc("repeats", again)["candidates"]
    assert (candidate["number"], candidate["kind"]) == (first, "a")
    pairs = hfc("repeats", "--all", user=MANAGER)["pairs"]
    assert {first, again} in [{pair["number"], pair["candidate"]["number"]} for pair in pairs]
    assert "same customer" in text("repeats", again)
    merged = hfc("complaints", "merge", first, again, "--reason", "同一事项", "--take", f"claim={again}", user=MANAGER)
    assert ([entry["number"] for entry in merged["merged"]], merged["claim"]) == ([again], "再次要求退还年费")
    assert hfc("complaints", "unmerge", again, "--reason", "误并", user=MANAGER)["status"] == "registered"
    hfc("complaints", "merge", first, again, "--reason", "同一事项", user=MANAGER)
    assert hfc("complaints", "unmerge", first, "--last", "--reason", "误并", user=MANAGER)["merged"] == []
    hfc("complaints", "not-repeat", first, again, user=MANAGER)
    assert hfc("repeats", again)["candidates"] == []
    hfc("complaints", "not-repeat", first, again, "--forget", user=MANAGER)
    assert len(hfc("repeats", again)["candidates"]) == 1
    rows = hfc("complaints", "compare", first, again, user=MANAGER)["fields"]
    assert {row["field"] for row in rows if row["differs"]} >= {"number"}
    assert "Complaint number" in text("complaints", "compare", first, again, user=MANAGER)


def test_split_and_link(hfc, add, tmp_path):
    number = add(claim="退费；赔偿")
    parts = tmp_path / "parts.json"
    parts.write_text(json.dumps([{"claim": "赔偿误工费"}]), encoding="utf-8")
    (new,) = hfc("complaints", "split", number, "--file", str(parts), "--reason", "两事", user=MANAGER)["made"]
    assert new["claim"] == "赔偿误工费"
    other = add()
    assert len(hfc("complaints", "link", number, other, "--kind", "caused_by")["changed"]) == 2
    assert len(hfc("complaints", "link", number, other, "--remove")["changed"]) == 2
    parts.write_text("{", encoding="utf-8")
    hfc("complaints", "split", number, "--file", str(parts), "--reason", "x", user=MANAGER, status=1)
    hfc("complaints", "split", number, "--file", str(tmp_path / "none"), "--reason", "x", user=MANAGER, status=3)


def test_the_due_list_and_its_calendar_file(hfc, add, text, tmp_path):
    number = add()
    path = tmp_path / "due.ics"
    found = hfc("complaints", "due", "--week", "--ics", str(path), user=MANAGER)["due"]
    line = next(line for line in found if line["number"] == number)
    assert line["clock"]["article"]
    assert line["shape"] in "●◆▲■"
    assert number in path.read_text(encoding="utf-8").replace("\n ", "")
    assert "▲ 3 days or less" in text("complaints", "due", "--week", user=MANAGER)
    hfc("complaints", "due", "--between", "yesterday", user=MANAGER, status=1)
    hfc("complaints", "due", "--ics", str(tmp_path / "no" / "x.ics"), user=MANAGER, status=3)


def test_rules_tasks_and_the_sweep(hfc, add, text):
    number = add(tags=["judicial"])
    editions = {one["rule"]: one for one in hfc("complaints", "rules", number)["editions"]}
    assert not editions["order3"]["differs"]
    assert "order3" in text("complaints", "rules", number)
    (task,) = hfc("complaints", "tasks", "--case", number, user=MANAGER)["tasks"]
    assert task["kind"] == "legal"
    assert "Flag for legal action" in text("complaints", "tasks", "--case", number, user=MANAGER)
    assert hfc("complaints", "tasks", "--case", number, "--done", task["id"], user=MANAGER)["tasks"] == []
    hfc("complaints", "sweep", user=MANAGER)
    assert hfc("complaints", "sweep", user=MANAGER) == {"raised": [], "tasks": []}


def test_bulk_undo_and_attachments(hfc, add, tmp_path):
    number = add()
    act(hfc, number, "assign", "--staff", HANDLER, user=MANAGER)
    assert len(hfc("complaints", "undo", number, user=MANAGER)["undone"]) == 1
    assert hfc("complaints", "undo", number, user=MANAGER, status=1)
    scan = tmp_path / "流水.pdf"
    scan.write_bytes(b"%PDF-1.7 x")
    added = hfc("complaints", "attach", number, str(scan), user=TELLER)
    assert (added["name"], added["media_type"]) == ("流水.pdf", "application/pdf")
    hfc("complaints", "attach", number, str(tmp_path / "none.pdf"), user=TELLER, status=3)


def test_registers_and_early_signs(hfc, text, tmp_path):
    entry = tmp_path / "entry.json"
    entry.write_text(json.dumps({"title": "年费告知", "opened_on": "2026-11-20"}), encoding="utf-8")
    made = hfc("registers", "put", "problem", "--file", str(entry))
    entry.write_text(json.dumps({"id": made["id"], "state": "analysing"}), encoding="utf-8")
    assert hfc("registers", "put", "problem", "--file", str(entry))["title"] == "年费告知"
    assert "Being analysed" in text("registers", "list", "problem")
    assert hfc("registers", "list", "problem", "--open", user=ELSEWHERE)["entries"] == []
    slip = hfc("registers", "sign", "--sign", "walked_out", "--note", "要曝光", user=TELLER)
    assert slip["signs"] == ["walked_out", "words"]
    assert "Left without a solution" in text("registers", "signs", user=TELLER)
    done = hfc("registers", "signs", "--settle", slip["id"], "--outcome", "已说明", user=TELLER)
    assert done["signs"][0]["state"] == "settled"
    hfc("registers", "sign", user=TELLER, status=1)
