"""Verifies ``.hfcpack`` files against what a data folder trusts, and remembers what was seen once it is installed."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from securesystemslib.exceptions import StorageError
from tuf.api.exceptions import DownloadError, ExpiredMetadataError, RepositoryError
from tuf.api.metadata import Metadata

from hfc_desktop.domain.publishing import HEAD_OFFICE, TRUST_LINE, Signature, TrustedPublisher, Wishes
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError, system_reason
from hfc_desktop.packs.trust import container, reasons
from hfc_desktop.packs.trust.client import BASE, NEVER, ImportClient, MemberFetcher
from hfc_desktop.packs.trust.clock import trusted_moment
from hfc_desktop.packs.trust.keys import public_key, use_check
from hfc_desktop.packs.trust.roots import checked_root, fingerprint, holders
from hfc_desktop.packs.trust.state import LINE, PUBLISHER, LineState, TrustState, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hfc_desktop.services.pack_ports import SignatureCheck
    from hfc_desktop.services.ports import Now

PAYLOAD: Final = ".payload.zip"
_ISSUE: Final = re.compile(r"(.+)-([1-9][0-9]{0,8})" + re.escape(PAYLOAD))
_VOUCHED: Final = re.compile(r"((?:region|branch)-[0-9]{1,12})\.root\.json")
_FILE: Final = re.compile(r"[a-z][a-z0-9-]{0,40}\.json")


@dataclass(frozen=True, slots=True)
class Verified:
    """A file whose every byte somebody trusted vouches for.

    Attributes:
        line: id of the pack; ``trust`` for a file that vouches for others.
        payload: the inner zip; empty for a trust file.
        stated: what the signed metadata says of the payload (issue, content version, title…).
        files: files of the trust line by name.
        signature: who signed.
        warnings: codes of what was odd and yet accepted.
        overridden: whether the release had expired and was accepted all the same.
    """

    publisher: str
    line: str
    payload: bytes
    stated: Mapping[str, Any]
    files: Mapping[str, bytes]
    signature: Signature
    warnings: tuple[str, ...]
    overridden: bool
    root: bytes = field(repr=False)
    state: LineState = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a file says it is; decides only against whom it is verified."""

    publisher: str
    line: str
    issue: int

    @property
    def folder(self) -> str:
        """First part of the paths of its targets."""
        return TRUST_LINE if self.line == TRUST_LINE else self.publisher


def _claim(files: Mapping[str, bytes], label: str) -> _Claim:
    targets = container.targets_of(files)
    folders = {folder for folder, _name in targets}
    if len(folders) != 1:
        raise SecurityRefusalError("trust.incomplete", path=label, member="targets")
    folder = folders.pop()
    if folder == TRUST_LINE:
        return _Claim(HEAD_OFFICE, TRUST_LINE, 0)
    found = _ISSUE.fullmatch(targets[0][1]) if len(targets) == 1 else None
    if found is None or not PUBLISHER.fullmatch(folder) or not LINE.fullmatch(found.group(1)):
        raise SecurityRefusalError("trust.other_path", path=label, publisher=folder)
    return _Claim(folder, found.group(1), int(found.group(2)))


class Importer:
    """Verifies files and keeps what is trusted.

    Args:
        state: what the data folder trusts.
        now: the system's clock.
        check: verifies signatures that the metadata library does not know (SM2).
        newest_record: newest date in the records, ISO 8601; empty without one.
        workplace: folder for what is thrown away afterwards; the system's if not given.
    """

    def __init__(
        self,
        state: TrustState,
        now: Now,
        check: SignatureCheck,
        newest_record: Callable[[], str] = lambda: "",
        workplace: Path | None = None,
    ) -> None:
        self._workplace = workplace
        self.state = state
        self._check = check
        self._now = now
        self._newest_record = newest_record
        use_check(check)

    # -- what is trusted ----------------------------------------------------------------------------------------------

    def over(self, state: TrustState) -> Importer:
        """The same over another state."""
        return Importer(state, self._now, self._check, self._newest_record, self._workplace)

    def publishers(self) -> tuple[TrustedPublisher, ...]:
        """Everybody who is trusted."""
        return tuple(self._publisher(name, origin) for name, origin in self.state.roots().items())

    def _publisher(self, name: str, origin: str) -> TrustedPublisher:
        content = self.state.root(name) or b""
        root = checked_root(content, name, name)
        return TrustedPublisher(
            publisher=name,
            root=root.version,
            fingerprint=fingerprint(root),
            expires=root.expires.date().isoformat(),
            holders=holders(root),
            lines=self.state.lines(name),
            origin=origin,
        )

    def trust(self, content: bytes, label: str, said: str) -> TrustedPublisher:
        """Trust a head office's root that was handed over outside of any pack.

        Args:
            content: the root's file.
            label: its name.
            said: the fingerprint as it was read out by head office.

        Raises:
            SecurityRefusalError: the fingerprint is another one, or another root is trusted already.
        """
        root = checked_root(content, HEAD_OFFICE, label)
        if _digits(said) != _digits(fingerprint(root)):
            raise SecurityRefusalError("trust.other_fingerprint", path=label, fingerprint=fingerprint(root))
        have = self.state.root(HEAD_OFFICE)
        if have is not None and have != content:
            raise SecurityRefusalError("trust.root_is_there", path=label, root=version_of(have))
        self.state.put_root(HEAD_OFFICE, content)
        return self._publisher(HEAD_OFFICE, "installed")

    # -- verifying ----------------------------------------------------------------------------------------------------

    def verify(self, data: bytes, label: str, wishes: Wishes = Wishes()) -> Verified:  # noqa: B008  a frozen value
        """Verify one file; nothing is kept.

        Raises:
            UserMistakeError: it is damaged, or the clock must be looked at first.
            SecurityRefusalError: nobody who is trusted vouches for it as it is.
        """
        files = container.opened(data, label)
        claim = _claim(files, label)
        trusted = self.state.root(claim.publisher)
        if trusted is None:
            raise SecurityRefusalError("trust.unknown_publisher", path=label, publisher=claim.publisher)
        before = self.state.line(claim.publisher, claim.line)
        try:
            with tempfile.TemporaryDirectory(prefix="hfc-trust-", dir=self._workplace) as place:
                return self._verified(_Run(Path(place), files, label, claim, trusted, before), wishes)
        except OSError as error:
            where = str(self._workplace or tempfile.gettempdir())
            raise EnvironmentFaultError("packs.folder_unwritable", path=where, reason=system_reason(error)) from error

    def _verified(self, run: _Run, wishes: Wishes) -> Verified:
        first = run.client(NEVER)
        run.refresh(first)
        released = str(first.timestamp.unrecognized_fields.get(reasons.RELEASED, ""))
        moment = trusted_moment(self._now(), self._seen(released), accepted=wishes.accept_date)
        overridden = run.is_expired(moment.now)
        if overridden and not wishes.accept_expired:
            day, today = run.expires(first).date().isoformat(), moment.now.date().isoformat()
            raise SecurityRefusalError("trust.expired", path=run.label, expires=day, today=today)
        if (overridden or wishes.accept_date) and not wishes.reason.strip():
            raise UserMistakeError("trust.no_reason")
        return replace(run.result(first, released), warnings=moment.warnings, overridden=overridden)

    def _seen(self, released: str) -> datetime | None:
        dates = [_date(text) for text in (*self.state.released(), self._newest_record(), released)]
        return max((day for day in dates if day is not None), default=None)

    def keep(self, verified: Verified) -> None:
        """Remember what was verified: from now on nothing older is accepted."""
        have = self.state.root(verified.publisher)
        if have is None or version_of(verified.root) > version_of(have):
            self.state.put_root(verified.publisher, verified.root)
        if verified.line == TRUST_LINE:
            self._keep_vouched(verified.files)
        self.state.put_line(verified.publisher, verified.line, verified.state)

    def _keep_vouched(self, files: Mapping[str, bytes]) -> None:
        """Trust exactly the regions and branches that head office vouches for now.

        A publisher's own chain of roots goes on from the root that was vouched for. A root that head office had not
        vouched for before begins a new chain, whatever its number: so a region that lost its keys starts afresh.
        """
        for publisher, origin in self.state.roots().items():
            if origin == "vouched" and f"{publisher}.root.json" not in files:
                self.state.drop(publisher)
        for name, content in files.items():
            vouched = _VOUCHED.fullmatch(name)
            if vouched is not None and (content != self.state.file(name) or self.state.root(vouched.group(1)) is None):
                self.state.put_root(vouched.group(1), content)
            self.state.put_file(name, content)


class _Run:
    """One verification, in a folder of its own that is thrown away."""

    def __init__(
        self, place: Path, files: Mapping[str, bytes], label: str, claim: _Claim, trusted: bytes, before: LineState
    ) -> None:
        self.place = place
        self.files = files
        self.label = label
        self.claim = claim
        self.trusted = trusted
        self.before = before
        self._runs = 0

    def client(self, moment: datetime) -> ImportClient:
        """A client that trusts what the data folder trusts."""
        self._runs += 1
        folder = self.place / str(self._runs)
        folder.mkdir()
        for role, content in self.before.metadata.items():
            (folder / f"{role}.json").write_bytes(content)
        try:
            return ImportClient(
                str(folder),
                BASE + container.METADATA,
                str(folder),
                BASE + container.TARGETS,
                MemberFetcher(self.files),
                bootstrap=self.trusted,
                moment=moment,
            )
        except RepositoryError as error:
            raise SecurityRefusalError("trust.root_damaged", publisher=self.claim.publisher) from error

    def refresh(self, client: ImportClient) -> None:
        """Verify all metadata, expiry aside."""
        try:
            client.refresh()
        except (RepositoryError, DownloadError, StorageError) as error:
            if self._is_older(client):
                raise self._older() from error
            raise reasons.reason(error, client.root, self.files, self.label) from error

    def is_expired(self, moment: datetime) -> bool:
        """Whether anything in it has expired by then; the library decides."""
        try:
            self.client(moment).refresh()
        except ExpiredMetadataError:
            return True
        return False

    @staticmethod
    def expires(client: ImportClient) -> datetime:
        """When the first of its parts expires."""
        return min(part.expires for part in (client.root, client.timestamp, client.snapshot, client.targets))

    def _is_older(self, client: ImportClient) -> bool:
        """Whether the file is a true one from earlier; judged by versions, after the library refused it."""
        metadata = reasons.parsed(self.files[container.TIMESTAMP])
        have = version_of(self.before.metadata.get("timestamp", b""))
        if metadata is None or not have or metadata.signed.version >= have:
            return False
        return client.root.get_verification_result("timestamp", metadata.signed_bytes, metadata.signatures).verified

    def _older(self) -> SecurityRefusalError:
        return SecurityRefusalError(
            "packs.older_than_installed",
            pack=self.claim.line,
            offered=_version(reasons.newest(self.files, "targets")) or str(self.claim.issue),
            have=_version(self.before.metadata.get("targets", b"")),
        )

    def result(self, client: ImportClient, released: str) -> Verified:
        """Everything that the verified metadata vouches for.

        Raises:
            SecurityRefusalError: it vouches for what its publisher has no right to, or a duty's signature is missing.
        """
        metadata = Metadata.from_bytes(Path(client.place, "targets.json").read_bytes())
        lacking = reasons.lacking_duty(client.root, metadata, self.label)
        if lacking is not None:
            raise lacking
        self._check_paths(client)
        contents = dict(self._contents(client))
        trust = self.claim.line == TRUST_LINE
        state = LineState({role: Path(client.place, f"{role}.json").read_bytes() for role in _ROLES}, released)
        return Verified(
            publisher=self.claim.publisher,
            line=self.claim.line,
            payload=b"" if trust else next(iter(contents.values())),
            stated={} if trust else next(iter(client.targets.targets.values())).custom or {},
            files=contents if trust else {},
            signature=self._signature(client, metadata, released),
            warnings=(),
            overridden=False,
            root=Path(client.place, "root.json").read_bytes(),
            state=state,
        )

    def _check_paths(self, client: ImportClient) -> None:
        """A publisher vouches for its own folder alone, and a file holds exactly what is vouched for."""
        if client.root.unrecognized_fields.get(reasons.PUBLISHER) != self.claim.publisher:
            raise SecurityRefusalError("trust.other_path", path=self.label, publisher=self.claim.publisher)
        named = {path.partition("/")[0] for path in client.targets.targets}
        if named - {self.claim.folder}:
            raise SecurityRefusalError("trust.other_path", path=self.label, publisher=self.claim.publisher)
        stated = sorted(path.partition("/")[2] for path in client.targets.targets)
        if stated != sorted(name for _folder, name in container.targets_of(self.files)):
            raise SecurityRefusalError("trust.incomplete", path=self.label, member="targets")

    def _contents(self, client: ImportClient) -> Iterator[tuple[str, bytes]]:
        for path in sorted(client.targets.targets):
            name = path.partition("/")[2]
            try:
                found = client.get_targetinfo(path)
                content = Path(client.download_target(found)).read_bytes() if found else b""
            except (RepositoryError, DownloadError) as error:
                raise reasons.reason(error, client.root, self.files, self.label) from error
            vouched = _VOUCHED.fullmatch(name)
            if vouched is not None:
                checked_root(content, vouched.group(1), name)
            elif self.claim.line == TRUST_LINE and not _FILE.fullmatch(name):
                raise SecurityRefusalError("trust.other_path", path=self.label, publisher=TRUST_LINE)
            yield name, content

    def _signature(self, client: ImportClient, metadata: Metadata[Any], released: str) -> Signature:
        result = client.root.get_verification_result("targets", metadata.signed_bytes, metadata.signatures)
        keys = sorted((public_key(key) for key in result.signed.values()), key=lambda key: key.duty, reverse=True)
        ends = min(part.expires for part in (client.root, client.timestamp, client.snapshot, client.targets))
        return Signature(
            publisher=self.claim.publisher,
            signer=", ".join(key.name for key in keys),
            origin="signed",
            expires=ends.date().isoformat(),
            released_at=released,
            root=client.root.version,
        )


_ROLES: Final = ("timestamp", "snapshot", "targets")


def _version(targets: bytes) -> str:
    """Issue and content version that metadata of content states."""
    metadata = reasons.parsed(targets)
    for target in getattr(getattr(metadata, "signed", None), "targets", {}).values():
        stated = target.custom or {}
        if "issue" in stated:
            return f"{stated['issue']}.{stated.get('content_version', 0)}"
    return ""


def _digits(fingerprint_text: str) -> str:
    return "".join(letter for letter in fingerprint_text.lower() if letter.isalnum())


def _date(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
