"""Publishing guidance at head office: keys, roots, and the way of a pack from its author to the file that travels.

Whoever holds a key and knows its passphrase may act with it; the roots say for what. Two people's signatures on
content are a rule of the metadata, checked again by every branch, so nothing here has to be believed.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hfc_desktop.domain.publishing import HEAD_OFFICE, TRUST_LINE, Released, Submitted
from hfc_desktop.errors import UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.domain.publishing import Content, Duty, PublicKey, RootState
    from hfc_desktop.services.pack_ports import (
        ContentSigner,
        PackContents,
        PackVerifier,
        PublicationRoom,
        SigningKeyFiles,
    )
    from hfc_desktop.services.ports import FileSaver, Now


class PublishingService:
    """What head office, or a region, does to publish.

    Args:
        keys: files with signing keys.
        room: opens the folder of one publisher.
        contents: makes what is signed.
        verifier: verifies a released file as a branch that trusts the publisher's first root would.
        save: writes a file whole or not at all.
        now: the clock.
    """

    def __init__(
        self,
        keys: SigningKeyFiles,
        room: Callable[[Path], PublicationRoom],
        contents: PackContents,
        verifier: PackVerifier,
        save: FileSaver,
        now: Now,
    ) -> None:
        self._keys = keys
        self._room = room
        self._contents = contents
        self._verifier = verifier
        self._save = save
        self._now = now

    # -- keys and roots -----------------------------------------------------------------------------------------------

    def make_key(self, folder: Path, name: str, duty: Duty, scheme: str, passphrase: str) -> PublicKey:
        """Make a key pair: a private file under a passphrase, and a public one to hand over."""
        return self._keys.make(folder, name, duty.value, scheme, passphrase)

    def begin(self, folder: Path, publisher: str, keys: Sequence[Path]) -> RootState:
        """Begin a publisher's folder with the draft of its first root."""
        return self._room(folder).begin(publisher, [self._keys.public(path) for path in keys], self._now())

    def change_root(self, folder: Path, add: Sequence[Path], remove: Sequence[str]) -> RootState:
        """Draft the next root: keys added, keys taken out by the post that held them, or only a later expiry."""
        return self._room(folder).change_root([self._keys.public(path) for path in add], remove, self._now())

    def sign_root(self, folder: Path, key: Path, passphrase: str) -> RootState:
        """Sign the draft of a root."""
        return self._room(folder).sign_root(*self._hand(key, passphrase))

    def root_state(self, folder: Path) -> RootState:
        """The root in force, or how far its next one is."""
        return self._room(folder).root_state()

    def root_file(self, folder: Path) -> Path:
        """The file of the root in force, for the program's installer or for head office to vouch for."""
        return self._room(folder).root_file()

    def _hand(self, key: Path, passphrase: str) -> tuple[PublicKey, ContentSigner]:
        return self._keys.open(key, passphrase)

    # -- content ------------------------------------------------------------------------------------------------------

    def submit(self, folder: Path, source: Path, key: Path, passphrase: str) -> Submitted:
        """Check a pack, build it and sign it as its author.

        Raises:
            UserMistakeError: the pack has errors, is not newer than what was published, or the key is no author's.
        """
        room = self._room(folder)
        content = self._contents.of_pack(source, room.publisher, self._now().date())
        _check_newer(content, room.stated(content.line))
        return self._submitted(room, content, key, passphrase)

    def withdraw(self, folder: Path, line: str, item: str, reason: str, key: Path, passphrase: str) -> Submitted:
        """Take one item of a published pack back, as its author; approved and released like any content.

        Raises:
            UserMistakeError: the line was never published, or the item is not in it.
        """
        room = self._room(folder)
        published = room.published(line)
        if not published or line == TRUST_LINE:
            raise UserMistakeError("publish.nothing", line=line)
        if not reason.strip():
            raise UserMistakeError("trust.no_reason")
        content = self._contents.with_withdrawal(published, room.publisher, item, reason, self._now().date())
        return self._submitted(room, content, key, passphrase)

    def vouch(
        self, folder: Path, files: Mapping[str, bytes], key: Path, passphrase: str, remove: Sequence[str] = ()
    ) -> Submitted:
        """Put roots of regions and branches, or lists of devices, into head office's trust line, as its author.

        Args:
            folder: head office's publication.
            files: what to vouch for, by name; replaces what has that name.
            key: an author's key.
            passphrase: its passphrase.
            remove: names to vouch for no longer; counters then take nothing of that publisher any more.

        Raises:
            UserMistakeError: the publisher is not head office, or a name is not usable or not there.
        """
        room = self._room(folder)
        if room.publisher != HEAD_OFFICE:
            raise UserMistakeError("publish.only_head_office")
        before = dict(room.published(TRUST_LINE))
        for name in remove:
            if before.pop(name, None) is None:
                raise UserMistakeError("publish.not_vouched", name=name)
        return self._submitted(room, self._contents.of_trust(before, files), key, passphrase)

    def _submitted(self, room: PublicationRoom, content: Content, key: Path, passphrase: str) -> Submitted:
        digests = room.submit(content, *self._hand(key, passphrase), self._now())
        version = f"{content.stated['issue']}.{content.stated['content_version']}" if content.stated else ""
        return Submitted(line=content.line, version=version, sha256=tuple(digests.values()), items=content.items)

    def approve(self, folder: Path, line: str, key: Path, passphrase: str) -> None:
        """Sign a draft as approver, or as holder of the seal.

        Raises:
            UserMistakeError: there is no draft, or the key may not.
        """
        self._room(folder).approve(line, *self._hand(key, passphrase))

    def release(self, folder: Path, line: str, out: Path, key: Path, passphrase: str) -> Released:
        """Make the file that travels, verify it as a branch would, and write it.

        Args:
            folder: the publisher's folder.
            line: id of the pack, or ``trust``.
            out: a folder, or a file.
            key: the release key.
            passphrase: its passphrase.

        Raises:
            UserMistakeError: a signature is missing, or the key is no release key.
            EnvironmentFaultError: the file cannot be written.
        """
        room = self._room(folder)
        data = room.release(line, *self._hand(key, passphrase), self._now())
        stated = room.stated(line)
        version = f"{stated['issue']}.{stated['content_version']}" if stated else room.number(line)
        path = out if out.suffix == _SUFFIX else out / f"{line}-{version}{_SUFFIX}"
        signature = self._verifier(data, str(path), room.first_root())
        self._save(path, data)
        return Released(
            line=line,
            version=version,
            path=str(path),
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            expires=signature.expires,
            signer=signature.signer,
        )


_SUFFIX = ".hfcpack"


def _check_newer(content: Content, before: Mapping[str, str | int | bool]) -> None:
    """Branches refuse what is not newer, so it is not signed in the first place."""
    if not before:
        return
    offered, have = (tuple(int(stated[name]) for name in _VERSION) for stated in (content.stated, before))
    if offered <= have:
        raise UserMistakeError(
            "publish.not_newer", pack=content.line, offered=".".join(map(str, offered)), have=".".join(map(str, have))
        )


_VERSION = ("issue", "content_version")
