"""The way of a pack on the real command line: keys, root, author, approver, release, branch; and what is refused."""

from __future__ import annotations

import json

import pytest

from hfc_desktop import i18n
from hfc_desktop.cli.app import run
from hfc_desktop.security import wrapping
from tests.faults.pack_house import pack_files

POSTS = {"根一": "root", "根二": "root", "根三": "root", "编写岗": "author", "审批岗": "approver", "发布岗": "release"}


class Office:
    """Runs commands as head office and as a branch."""

    def __init__(self, root, capsys):
        self.root, self.capsys = root, capsys
        self.pub, self.keys, self.out = root / "发布", root / "密钥", root / "下发"

    def __call__(self, *words):
        self.status = run(["packs", *map(str, words), "--data", str(self.root / "网点")])
        captured = self.capsys.readouterr()
        self.said, self.noted = captured.out, captured.err
        return self.status

    def json(self, *words):
        self(*words, "--json")
        assert self.status == 0, self.noted
        return json.loads(self.said)

    def key(self, post):
        return self.keys / f"{post}.key"

    def source(self, **said):
        folder = self.root / f"源{len(list(self.root.glob('源*')))}"
        for name, data in pack_files(**said).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder

    def publish(self, **said):
        line = said.get("line", "sample")
        self.json("publish", "submit", self.pub, self.source(**said), "--key", self.key("编写岗"))
        self.json("publish", "approve", self.pub, line, "--key", self.key("审批岗"))
        return self.json("publish", "release", self.pub, line, "-o", self.out, "--key", self.key("发布岗"))


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    """Head office with its root in force; wrapping is made light, since many keys are opened here."""
    monkeypatch.setattr(wrapping, "MEMORY_KIB", 8)
    monkeypatch.setattr(wrapping, "TIME_COST", 1)
    secret = tmp_path / "口令"
    secret.write_text("correct horse battery\n", encoding="utf-8")
    monkeypatch.setenv("HFC_PASSPHRASE_FILE", str(secret))
    i18n.set_language("en")
    made = Office(tmp_path, capsys)
    for post, duty in POSTS.items():
        made.json("keys", "new", "--name", post, "--duty", duty, "-o", made.keys)
    public = [word for post in POSTS for word in ("--key", made.keys / f"{post}.pub.json")]
    made.json("publish", "init", made.pub, *public)
    assert not made.json("publish", "sign-root", made.pub, "--key", made.key("根一"))["complete"]
    assert made.json("publish", "sign-root", made.pub, "--key", made.key("根三"))["complete"]
    yield made
    i18n.set_language("zh")


def trusting(office):
    fingerprint = office.json("publish", "status", office.pub)["fingerprint"]
    return office.json("trust", office.pub / "metadata" / "1.root.json", "--fingerprint", fingerprint)


def test_from_author_to_counter(office):
    made = office.publish()
    assert {"id", "version", "sha256", "path", "expires", "signer"} <= made.keys()
    assert office("verify", made["path"]) == 4
    assert "nobody trusted here" in office.noted
    trusting(office)
    (verdict,) = office.json("verify", made["path"])["packs"]
    assert (verdict["id"], verdict["version"], verdict["status"]) == ("sample", "1.1", "new")
    assert verdict["signer"] == "编写岗, 审批岗"
    assert office.json("install", made["path"])["installed"] == ["sample-1"]
    (row,) = office.json("list")["packs"]
    assert (row["signer"], row["origin"], row["expires"]) == ("编写岗, 审批岗", "signed", made["expires"])
    (publisher,) = office.json("publishers")["publishers"]
    assert "approver: 审批岗" in publisher["holders"]


def test_the_approver_is_missed_and_nobody_approves_alone(office):
    office.json("publish", "submit", office.pub, office.source(), "--key", office.key("编写岗"))
    assert office("publish", "approve", office.pub, "sample", "--key", office.key("编写岗")) == 1
    assert office("publish", "release", office.pub, "sample", "-o", office.out, "--key", office.key("发布岗")) == 1
    assert "approver" in office.noted
    assert not office.out.exists()


def test_one_item_is_withdrawn_and_the_counter_shows_it_at_once(office):
    office.publish()
    trusting(office)
    office.json("install", office.out)
    office.json(
        "publish",
        "withdraw",
        office.pub,
        "sample",
        "faq.sample-one",
        "--reason",
        "答复有误",
        "--key",
        office.key("编写岗"),
    )
    office.json("publish", "approve", office.pub, "sample", "--key", office.key("审批岗"))
    made = office.json("publish", "release", office.pub, "sample", "-o", office.out, "--key", office.key("发布岗"))
    assert made["version"] == "1.2"
    report = office.json("install", office.out)
    assert report["installed"] == ["sample-1"]
    assert report["packs"][0]["urgent"]
    assert run(["show", "faq.sample-one", "--json", "--data", str(office.root / "网点")]) == 0
    item = json.loads(office.capsys.readouterr().out)
    assert (item["status"], item["withdrawn_reason"]) == ("withdrawn", "答复有误")


def test_a_key_is_revoked_and_its_signatures_are_refused(office):
    trusting(office)
    office.json("install", office.publish()["path"])
    office.json("keys", "new", "--name", "新编写岗", "--duty", "author", "-o", office.keys)
    new = office.keys / "新编写岗.pub.json"
    office.json("publish", "change-root", office.pub, "--add", new, "--remove", "编写岗")
    for post in ("根一", "根二"):
        state = office.json("publish", "sign-root", office.pub, "--key", office.key(post))
    assert (state["version"], state["complete"]) == (2, True)
    source = office.source(issue=2)
    assert office("publish", "submit", office.pub, source, "--key", office.key("编写岗")) == 1
    office.json("publish", "submit", office.pub, source, "--key", office.key("新编写岗"))
    office.json("publish", "approve", office.pub, "sample", "--key", office.key("审批岗"))
    made = office.json("publish", "release", office.pub, "sample", "-o", office.out, "--key", office.key("发布岗"))
    assert office.json("install", made["path"])["installed"] == ["sample-2"]
    assert office.json("publishers")["publishers"][0]["root"] == 2


def test_what_is_not_newer_is_not_signed_in_the_first_place(office):
    office.publish(issue=2)
    assert office("publish", "submit", office.pub, office.source(issue=1), "--key", office.key("编写岗")) == 1
    assert "not newer" in office.noted


def test_a_wrong_passphrase_is_told_and_signs_nothing(office, tmp_path):
    wrong = tmp_path / "错"
    wrong.write_text("wrong wrong wrong", encoding="utf-8")
    words = (
        "publish",
        "submit",
        office.pub,
        office.source(),
        "--key",
        office.key("编写岗"),
        "--passphrase-file",
        wrong,
    )
    assert office(*words) == 1
    assert "passphrase" in office.noted
    assert office("publish", "approve", office.pub, "sample", "--key", office.key("审批岗")) == 1


def test_a_region_is_vouched_for_and_publishes_for_its_own_places(office, tmp_path):
    trusting(office)
    region = Office(tmp_path / "分行", office.capsys)
    region.root.mkdir()
    for post, duty in POSTS.items():
        region.json("keys", "new", "--name", post, "--duty", duty, "-o", region.keys)
    public = [word for post in POSTS for word in ("--key", region.keys / f"{post}.pub.json")]
    region.json("publish", "init", region.pub, "--publisher", "region-330000", *public)
    for post in ("根一", "根二"):
        region.json("publish", "sign-root", region.pub, "--key", region.key(post))
    root = tmp_path / "region-330000.root.json"
    root.write_bytes((region.pub / "metadata" / "1.root.json").read_bytes())
    office.json("publish", "vouch", office.pub, root, "--key", office.key("编写岗"))
    office.json("publish", "approve", office.pub, "trust", "--key", office.key("审批岗"))
    office.json("publish", "release", office.pub, "trust", "-o", office.out, "--key", office.key("发布岗"))
    local = region.publish(line="local", publisher="region-330000", item="  region: ['330100']\n")
    assert office("install", local["path"]) == 4
    report = office.json("install", office.out, local["path"])
    assert (report["trusted"], report["installed"]) == (["region-330000.root.json"], ["local-1"])


def test_an_sm2_seal_is_asked_for_by_the_root_alone(office, tmp_path):
    sealed = Office(tmp_path / "国密", office.capsys)
    sealed.root.mkdir()
    for post, duty in {**POSTS, "印章岗": "seal"}.items():
        scheme = ("--scheme", "sm2-sm3") if duty == "seal" else ()
        sealed.json("keys", "new", "--name", post, "--duty", duty, *scheme, "-o", sealed.keys)
    public = [word for post in (*POSTS, "印章岗") for word in ("--key", sealed.keys / f"{post}.pub.json")]
    sealed.json("publish", "init", sealed.pub, *public)
    for post in ("根一", "根二"):
        sealed.json("publish", "sign-root", sealed.pub, "--key", sealed.key(post))
    sealed.json("publish", "submit", sealed.pub, sealed.source(), "--key", sealed.key("编写岗"))
    sealed.json("publish", "approve", sealed.pub, "sample", "--key", sealed.key("审批岗"))
    release = ("publish", "release", sealed.pub, "sample", "-o", sealed.out, "--key", sealed.key("发布岗"))
    assert sealed(*release) == 1
    assert "seal" in sealed.noted
    sealed.json("publish", "approve", sealed.pub, "sample", "--key", sealed.key("印章岗"))
    assert "印章岗" in sealed.json(*release)["signer"]


def test_a_demo_teller_is_refused_and_a_manager_is_not(demo, capsys, tmp_path):
    folder = tmp_path / "源"
    for name, data in pack_files("loose").items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert run(["packs", "install", str(folder), "--data", str(demo.root), "--user", "60417"]) == 4
    assert run(["packs", "install", str(folder), "--data", str(demo.root), "--user", "10001"]) == 0
    assert run(["packs", "rollback", "--data", str(demo.root), "--user", "60417"]) == 4
    assert run(["packs", "rollback", "--data", str(demo.root), "--user", "10001", "--reason", "试"]) == 0
    capsys.readouterr()
