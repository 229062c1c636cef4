"""Head office's side: one folder a publisher, with its roots, and for each line what was published last.

Nobody can publish alone: an author's key signs the content first, an approver's second (a seal's third where the root
asks for SM2), and the release key makes the file that travels. Every step is a call of its own, so that keys may lie
on different machines and the folder may be carried between them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, Final

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Role, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from hfc_desktop.domain.publishing import CONTENT_DUTIES, TRUST_LINE, Duty, RootState
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.packs.trust import container
from hfc_desktop.packs.trust.importer import PAYLOAD
from hfc_desktop.packs.trust.keys import PortSigner, metadata_key, public_key
from hfc_desktop.packs.trust.reasons import CONTENT, PUBLISHER, RELEASED
from hfc_desktop.packs.trust.roots import ROLES_OF, fingerprint, keys_of
from hfc_desktop.packs.trust.state import LINE
from hfc_desktop.packs.trust.state import PUBLISHER as GOOD_PUBLISHER
from hfc_desktop.packs.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from hfc_desktop.domain.publishing import Content, PublicKey
    from hfc_desktop.services.pack_ports import ContentSigner

ROOT_KEYS: Final = 3
ROOT_THRESHOLD: Final = 2
ROOT_DAYS: Final = 5 * 365
CONTENT_DAYS: Final = 5 * 365
"""Author and approver vouch for what is said; that it is current is the release's to say."""
RELEASE_DAYS: Final = 400
"""No server signs anew every day, so a release holds a little over a year; a branch that imports later asks for a
newer one, which the release key alone can make."""

_JSON: Final = JSONSerializer()


def payload_name(pack_id: str, issue: int) -> str:
    """Name of the target of one issue."""
    return f"{pack_id}-{issue}{PAYLOAD}"


class Publication:
    """One publisher's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._draft_root = folder / "root.draft.json"

    @property
    def publisher(self) -> str:
        """Whose folder it is.

        Raises:
            UserMistakeError: it is no publication.
        """
        name = str(_read_json(self.folder / "publication.json").get("publisher", ""))
        if not GOOD_PUBLISHER.fullmatch(name):
            raise UserMistakeError("publish.no_publication", path=str(self.folder))
        return name

    # -- roots --------------------------------------------------------------------------------------------------------

    def begin(self, publisher: str, keys: Sequence[PublicKey], now: datetime) -> RootState:
        """Make the folder and the draft of its first root.

        Raises:
            UserMistakeError: the publisher or the keys will not do, or the folder is in use.
        """
        if not GOOD_PUBLISHER.fullmatch(publisher):
            raise UserMistakeError("publish.bad_publisher", value=publisher)
        if (self.folder / "publication.json").exists():
            raise UserMistakeError("publish.exists", path=str(self.folder))
        root = _root_of(publisher, keys, 1, now)
        write_whole(self.folder / "publication.json", json.dumps({"format": 1, "publisher": publisher}).encode())
        write_whole(self._draft_root, Metadata(root).to_bytes(_JSON))
        return self.root_state()

    def change_root(self, add: Sequence[PublicKey], remove: Sequence[str], now: datetime) -> RootState:
        """Draft the next root: with keys added, with keys taken out by post, or only with a later expiry.

        Raises:
            UserMistakeError: a post holds no key, or what would be left will not do.
        """
        root = self.root()
        have = list(keys_of(root))
        unknown = [name for name in remove if name not in {key.name for key in have}]
        if unknown:
            raise UserMistakeError("publish.unknown_holder", name=unknown[0])
        left = [key for key in have if key.name not in remove]
        draft = _root_of(self.publisher, [*left, *add], root.version + 1, now)
        write_whole(self._draft_root, Metadata(draft).to_bytes(_JSON))
        return self.root_state()

    def sign_root(self, public: PublicKey, key: ContentSigner) -> RootState:
        """Add one signature to the draft; the one that makes it whole also makes it the current root.

        Raises:
            UserMistakeError: there is no draft, or the key is none of this root or of the one before.
        """
        signer = PortSigner(public, key)
        metadata = self._draft()
        root: Root = metadata.signed
        before = self._roots()
        allowed = set(root.roles["root"].keyids)
        if before:
            allowed |= set(before[-1].signed.roles["root"].keyids)
        if signer.public_key.keyid not in allowed:
            raise UserMistakeError("publish.other_key", name=public.name, duty=Duty.ROOT.value)
        metadata.sign(signer, append=True)
        write_whole(self._draft_root, metadata.to_bytes(_JSON))
        state = self.root_state()
        if state.have >= state.need and not state.missing_before:
            write_whole(self.folder / "metadata" / f"{root.version}.root.json", metadata.to_bytes(_JSON))
            self._draft_root.unlink()
            return RootState(**{**asdict(state), "complete": True})
        return state

    def root_state(self) -> RootState:
        """How far the draft is; the current root when there is none."""
        if not self._draft_root.exists():
            root = self.root()
            need = root.roles["root"].threshold
            return RootState(
                version=root.version,
                have=need,
                need=need,
                missing_before=0,
                complete=True,
                fingerprint=fingerprint(root),
            )
        metadata = self._draft()
        before = self._roots()
        result = metadata.signed.get_verification_result("root", metadata.signed_bytes, metadata.signatures)
        missing = 0
        if before:
            older = before[-1].signed
            missing = older.get_verification_result("root", metadata.signed_bytes, metadata.signatures).missing
        return RootState(
            version=metadata.signed.version,
            have=len(result.signed),
            need=result.threshold,
            missing_before=missing,
            complete=False,
            fingerprint=fingerprint(metadata.signed),
        )

    def root(self) -> Root:
        """The current root.

        Raises:
            UserMistakeError: no root was signed by enough keys yet.
        """
        roots = self._roots()
        if not roots:
            raise UserMistakeError("publish.no_root", path=str(self.folder))
        root: Root = roots[-1].signed
        return root

    def root_file(self) -> Path:
        """The current root's file, for the program or for head office's trust line."""
        return self.folder / "metadata" / f"{self.root().version}.root.json"

    def first_root(self) -> bytes:
        """The first root, which every branch was given."""
        self.root()
        return (self.folder / "metadata" / "1.root.json").read_bytes()

    def _roots(self) -> list[Metadata[Any]]:
        found: list[Metadata[Any]] = []
        while (path := self.folder / "metadata" / f"{len(found) + 1}.root.json").exists():
            found.append(_metadata(path))
        return found

    def _draft(self) -> Metadata[Any]:
        if not self._draft_root.exists():
            raise UserMistakeError("publish.no_root_draft", path=str(self.folder))
        return _metadata(self._draft_root)

    # -- content ------------------------------------------------------------------------------------------------------

    def _line(self, line: str) -> Path:
        return self.folder / "lines" / line

    def published(self, line: str) -> Mapping[str, bytes]:
        """What was published last on a line, by name of target; empty before the first release."""
        targets = self._current(line, "targets")
        if targets is None:
            return {}
        place = self._line(line) / "targets"
        return {
            path.partition("/")[2]: (place / path.partition("/")[2]).read_bytes() for path in targets.signed.targets
        }

    def stated(self, line: str) -> Mapping[str, str | int | bool]:
        """What the signature on it says of it; empty before the first release and for the trust line."""
        targets = self._current(line, "targets")
        found = next(iter(targets.signed.targets.values()), None) if targets else None
        return found.custom or {} if found else {}

    def number(self, line: str) -> str:
        """How often a line was released."""
        timestamp = self._current(line, "timestamp")
        return str(timestamp.signed.version) if timestamp else ""

    def submit(self, content: Content, public: PublicKey, key: ContentSigner, now: datetime) -> Mapping[str, str]:
        """Put content before the approver, signed by its author; replaces a draft of that line.

        Returns:
            SHA-256 of each target by name.

        Raises:
            UserMistakeError: the key is no author's, or the line's name will not do.
        """
        signer = self._signer(public, key, Duty.AUTHOR)
        if not LINE.fullmatch(content.line):
            raise UserMistakeError("publish.bad_line", value=content.line)
        folder = TRUST_LINE if content.line == TRUST_LINE else self.publisher
        before = self._current(content.line, "targets")
        targets = Targets(version=before.signed.version + 1 if before else 1, expires=_later(now, CONTENT_DAYS))
        digests = {}
        for name, data in sorted(content.files.items()):
            path = f"{folder}/{name}"
            found = TargetFile.from_data(path, data, ["sha256"])
            extra = {"custom": dict(content.stated)} if content.stated else {}
            targets.targets[path] = TargetFile(found.length, found.hashes, path, extra)
            digests[name] = found.hashes["sha256"]
            write_whole(self._line(content.line) / "draft" / name, data)
        metadata = Metadata(targets)
        metadata.sign(signer)
        write_whole(self._line(content.line) / "draft.targets.json", metadata.to_bytes(_JSON))
        return digests

    def approve(self, line: str, public: PublicKey, key: ContentSigner) -> None:
        """Add the approver's, or the seal's, signature to a draft.

        Raises:
            UserMistakeError: there is no draft, the key has another duty, or it is the author's post again.
        """
        duty = Duty.SEAL if public.duty == Duty.SEAL else Duty.APPROVER
        signer = self._signer(public, key, duty)
        path = self._line(line) / "draft.targets.json"
        metadata = self._draft_of(line)
        root = self.root()
        names = {public_key(root.keys[keyid]).name for keyid in metadata.signatures if keyid in root.keys}
        if public.name in names:
            raise UserMistakeError("publish.same_post", name=public.name)
        metadata.sign(signer, append=True)
        write_whole(path, metadata.to_bytes(_JSON))

    def release(self, line: str, public: PublicKey, key: ContentSigner, now: datetime) -> bytes:
        """Make the file that travels, from the approved draft, or from what was published last when there is none.

        The second is how a line is brought under a new root or a later expiry without new content.

        Raises:
            UserMistakeError: a signature is missing, or the key is no release key.
        """
        signer = self._signer(public, key, Duty.RELEASE)
        draft = (self._line(line) / "draft.targets.json").exists()
        targets = self._draft_of(line) if draft else self._current(line, "targets")
        if targets is None:
            raise UserMistakeError("publish.nothing", line=line)
        self._check_content(targets, line)
        if draft:
            self._take_draft(line, targets)
        snapshot = self._current(line, "snapshot")
        timestamp = self._current(line, "timestamp")
        expires = _later(now, RELEASE_DAYS)
        new_snapshot = Metadata(
            Snapshot(version=_next(snapshot), expires=expires, meta={"targets.json": MetaFile(targets.signed.version)})
        )
        new_timestamp = Metadata(
            Timestamp(
                version=_next(timestamp),
                expires=expires,
                snapshot_meta=MetaFile(new_snapshot.signed.version),
                unrecognized_fields={RELEASED: now.isoformat()},
            )
        )
        for metadata, name in ((new_snapshot, "snapshot"), (new_timestamp, "timestamp")):
            metadata.sign(signer)
            write_whole(self._line(line) / "metadata" / f"{name}.json", metadata.to_bytes(_JSON))
        return self._packed(line)

    def _take_draft(self, line: str, targets: Metadata[Any]) -> None:
        place = self._line(line)
        for path in targets.signed.targets:
            name = path.partition("/")[2]
            write_whole(place / "targets" / name, (place / "draft" / name).read_bytes())
            (place / "draft" / name).unlink()
        write_whole(place / "metadata" / "targets.json", targets.to_bytes(_JSON))
        (place / "draft.targets.json").unlink()

    def _packed(self, line: str) -> bytes:
        files = {
            f"{container.METADATA}{number}.root.json": metadata.to_bytes(_JSON)
            for number, metadata in enumerate(self._roots(), 1)
        }
        for role in ("timestamp", "snapshot", "targets"):
            metadata = self._current(line, role)
            assert metadata is not None, "written just before"
            prefix = "" if role == "timestamp" else f"{metadata.signed.version}."
            files[f"{container.METADATA}{prefix}{role}.json"] = metadata.to_bytes(_JSON)
        targets = self._current(line, "targets")
        assert targets is not None, "written just before"
        for path, target in targets.signed.targets.items():
            folder, _slash, name = path.partition("/")
            data = (self._line(line) / "targets" / name).read_bytes()
            files[f"{container.TARGETS}{folder}/{target.hashes['sha256']}.{name}"] = data
        return container.packed(files)

    def _current(self, line: str, role: str) -> Metadata[Any] | None:
        path = self._line(line) / "metadata" / f"{role}.json"
        return _metadata(path) if path.exists() else None

    def _draft_of(self, line: str) -> Metadata[Any]:
        path = self._line(line) / "draft.targets.json"
        if not path.exists():
            raise UserMistakeError("publish.no_draft", line=line)
        return _metadata(path)

    def _check_content(self, targets: Metadata[Any], line: str) -> None:
        root = self.root()
        result = root.get_verification_result("targets", targets.signed_bytes, targets.signatures)
        duties = {public_key(key).duty for key in result.signed.values()}
        missing = [duty for duty in root.unrecognized_fields.get(CONTENT, ()) if duty not in duties]
        if missing or not result.verified:
            raise UserMistakeError("publish.not_signed", line=line, duty=missing[0] if missing else Duty.APPROVER.value)

    def _signer(self, public: PublicKey, key: ContentSigner, duty: Duty) -> PortSigner:
        """The key as metadata signs with it, if the current root gives it that duty."""
        signer = PortSigner(public, key)
        known = self.root().keys.get(signer.public_key.keyid)
        if known is None or public_key(known).duty != duty:
            raise UserMistakeError("publish.other_key", name=public.name, duty=duty.value)
        return signer


def _root_of(publisher: str, keys: Sequence[PublicKey], version: int, now: datetime) -> Root:
    """A root of these keys, not yet signed."""
    by_duty = {duty: [key for key in keys if key.duty == duty] for duty in Duty}
    for duty, least in ((Duty.ROOT, ROOT_KEYS), (Duty.AUTHOR, 1), (Duty.APPROVER, 1), (Duty.RELEASE, 1)):
        if len(by_duty[duty]) < least:
            raise UserMistakeError("publish.few_keys", duty=duty.value, have=len(by_duty[duty]), need=least)
    if len({key.public for key in keys}) < len(keys) or len({key.name for key in keys}) < len(keys):
        raise UserMistakeError("publish.key_twice")
    duties = [*CONTENT_DUTIES, *([Duty.SEAL] if by_duty[Duty.SEAL] else [])]
    roles = {
        "root": Role([], ROOT_THRESHOLD),
        "targets": Role([], len(duties)),
        "snapshot": Role([], 1),
        "timestamp": Role([], 1),
    }
    root = Root(
        version=version,
        expires=_later(now, ROOT_DAYS),
        roles=roles,
        consistent_snapshot=True,
        unrecognized_fields={PUBLISHER: publisher, CONTENT: [duty.value for duty in duties]},
    )
    for key in keys:
        for role in ROLES_OF[Duty(key.duty)]:
            root.add_key(metadata_key(key), role)
    return root


def _later(now: datetime, days: int) -> datetime:
    return (now.astimezone(UTC) + timedelta(days=days)).replace(microsecond=0)


def _next(metadata: Metadata[Any] | None) -> int:
    return metadata.signed.version + 1 if metadata else 1


def _metadata(path: Path) -> Metadata[Any]:
    try:
        return Metadata.from_bytes(path.read_bytes())
    except OSError as error:
        raise EnvironmentFaultError("packs.unreadable", path=str(path), reason=system_reason(error)) from error
    except (DeserializationError, RepositoryError) as error:
        raise UserMistakeError("publish.damaged", path=str(path)) from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise UserMistakeError("publish.no_publication", path=str(path.parent)) from error
    except OSError as error:
        raise EnvironmentFaultError("packs.unreadable", path=str(path), reason=system_reason(error)) from error
    except ValueError as error:
        raise UserMistakeError("publish.damaged", path=str(path)) from error
    return found if isinstance(found, dict) else {}
