"""Head office and counters for the faults of packs: real keys, signatures and folders; only the clock is ours."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta, timezone

from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.domain.publishing import Content, PublicKey
from hfc_desktop.i18n import language, set_language
from hfc_desktop.packs.archive import written
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.packs.index.entries import IndexTools
from hfc_desktop.packs.intake import Trusting
from hfc_desktop.packs.registry import search_text
from hfc_desktop.packs.trust import container
from hfc_desktop.packs.trust.importer import Importer
from hfc_desktop.packs.trust.keys import use_check
from hfc_desktop.packs.trust.publication import Publication, payload_name
from hfc_desktop.packs.trust.state import TrustState
from hfc_desktop.packs.validator import check_packs
from hfc_desktop.security.signatures import new_private, signing_key, verify
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.pinyin import PhrasePinyin
from hfc_desktop.text.syllables import Sounds
from hfc_desktop.wording.errors import error_text
from hfc_desktop.workbench.trial_pack import pack_files

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
use_check(verify)


class Keys:
    """Keys of one publisher by post."""

    def __init__(self, publisher, *, seal=False):
        self.hands = {}
        duties = {
            "root": ("根一", "根二", "根三"),
            "author": ("编写岗",),
            "approver": ("审批岗",),
            "release": ("发布岗",),
        }
        if seal:
            duties["seal"] = ("印章岗",)
        for duty, names in duties.items():
            for name in names:
                self.add(f"{publisher}{name}", duty)
        self._prefix = publisher

    def add(self, name, duty):
        scheme = "sm2-sm3" if duty == "seal" else "ed25519"
        key = signing_key(scheme, new_private(scheme))
        self.hands[name] = (PublicKey(name=name, duty=duty, scheme=scheme, public=key.public), key)
        return self.hands[name]

    def of(self, duty):
        return [hand for hand in self.hands.values() if hand[0].duty == duty]

    def public(self):
        return [hand[0] for hand in self.hands.values()]


class Publisher:
    """One publisher with its folder and all its keys."""

    def __init__(self, folder, publisher="headoffice", *, now=NOW, seal=False):
        self.name = publisher
        self.now = now
        self.keys = Keys(publisher, seal=seal)
        self.room = Publication(folder)
        self.room.begin(publisher, self.keys.public(), now)
        self.sign_root()

    def sign_root(self, hands=None):
        for hand in hands or self.keys.of("root")[:2]:
            state = self.room.sign_root(*hand)
        return state

    def rotate(self, duty="author"):
        """Give one duty a new key and take the old one out; a root key of two stays to sign."""
        old = self.keys.of(duty)[-1][0].name
        new = self.keys.add(f"{old}新", duty)
        self.room.change_root([new[0]], [old], self.now)
        gone = self.keys.hands.pop(old)
        self.sign_root()
        return gone

    def submit(self, files, line="sample", issue=1, version=1, more=None):
        stated = {"pack_id": line, "issue": issue, "content_version": version, "title": "样例", "title_en": "Sample"}
        payload = files if isinstance(files, bytes) else written(files)
        content = Content(line=line, files={payload_name(line, issue): payload}, stated={**stated, **(more or {})})
        self.room.submit(content, *self.keys.of("author")[-1], self.now)

    def approve(self, line="sample"):
        self.room.approve(line, *self.keys.of("approver")[-1])
        for hand in self.keys.of("seal"):
            self.room.approve(line, *hand)

    def release(self, line="sample"):
        return self.room.release(line, *self.keys.of("release")[-1], self.now)

    def publish(self, files=None, line="sample", issue=1, version=1, **said):
        """A released file."""
        files = files or pack_files(line, issue, version, publisher=self.name, **said)
        self.submit(files, line, issue, version)
        self.approve(line)
        return self.release(line)

    def vouch(self, files):
        line = "trust"
        content = Content(line=line, files={**self.room.published(line), **files})
        self.room.submit(content, *self.keys.of("author")[-1], self.now)
        self.approve(line)
        return self.release(line)


class Counter:
    """A data folder that trusts what it was given."""

    def __init__(self, root, *roots, now=NOW):
        self.root = root
        self.shipped = root / "shipped"
        self.shipped.mkdir(parents=True, exist_ok=True)
        for publisher in roots:
            (self.shipped / f"{publisher.name}.root.json").write_bytes(publisher.room.first_root())
        self.now = now
        self.newest_record = ""
        self.tools = IndexTools(search_text, Normaliser(), PhrasePinyin(), Sounds())
        self.state = TrustState(root / "packs" / "trust", self.shipped)
        importer = Importer(self.state, lambda: self.now, verify, lambda: self.newest_record)
        self.trusting = Trusting(self.state, lambda: importer, root / "bundled")
        self.catalogue = self.opened()

    def opened(self):
        return Catalogue(
            self.root / "packs", Normaliser(), Sounds(), lambda: self.tools,
            lambda sources: check_packs(sources, self.now.date()), lambda: self.now, lambda: self.trusting,
        )  # fmt: skip

    def file(self, data, name="包.hfcpack"):
        path = self.root / "stick" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def install(self, data, wishes=None, name="包.hfcpack"):
        return self.catalogue.install([self.file(data, name)], wishes=wishes)

    def snapshot(self):
        """Everything that a refusal must leave as it was."""
        folder = self.root / "packs"
        found = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "lock.db":
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
        return found

    def version(self):
        return [pack.number for pack in self.catalogue.installed()]

    def titles(self, text="冻结"):
        index = self.catalogue.open()
        try:
            return [hit.title for hit in index.search(LookupQuery(text=text, on=self.now.date())).hits]
        finally:
            index.close()


def said(error):
    """The message of a fault in both languages: complete, and saying what to do."""
    before = language()
    try:
        set_language("zh")
        chinese = error_text(error)
        set_language("en")
        english = error_text(error)
    finally:
        set_language(before)
    plain = re.sub(r"[{}]", "", chinese)
    assert plain == chinese, chinese
    assert re.search("[一-鿿]{4}", chinese), chinese
    assert "{" not in english, english
    assert chinese != english
    assert len(re.findall(r"[。！；：，]", chinese)) >= 2, chinese
    return chinese, english


# -- taking files apart -----------------------------------------------------------------------------------------------


def members(data):
    """The members of a container, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_members(data, **changes):
    """The container with members changed, added, or taken out by ``None``; names end with what is given."""
    files = members(data)
    files.pop(container.MARK)
    for ending, content in changes.items():
        name = next(name for name in files if name.endswith(ending))
        if content is None:
            del files[name]
        else:
            files[name] = content(files[name]) if callable(content) else content
    return container.packed(files)


def newest(files, role):
    return max(
        (name for name in files if name.endswith(f"{role}.json")), key=lambda name: int(re.sub(r"\D", "", name) or 0)
    )
