"""Who signs guidance packs, with what, and what a branch learns of it when it verifies one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

HEAD_OFFICE = "headoffice"
"""The publisher above all others."""
TRUST_LINE = "trust"
"""The line of head office that vouches for regions and devices."""


class Duty(StrEnum):
    """What a signing key is for."""

    ROOT = "root"
    AUTHOR = "author"
    APPROVER = "approver"
    SEAL = "seal"
    RELEASE = "release"


CONTENT_DUTIES = (Duty.AUTHOR, Duty.APPROVER)
"""Who signs content: two different people. A root that asks for national cryptography adds the seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """The public half of a signing key.

    Attributes:
        name: the post that holds it.
        duty: one of ``Duty``.
        scheme: ed25519 or sm2-sm3.
        public: hexadecimal.
    """

    name: str
    duty: str
    scheme: str
    public: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is known of who vouches for an installed pack.

    Attributes:
        publisher: headoffice, region-<code> or branch-<code>.
        signer: posts that signed the content; empty when nobody did.
        origin: signed, bundled (part of the program) or unsigned.
        expires: last day on which this release may be installed; it never ends what is active.
        released_at: when it was released, ISO 8601.
        root: version of the publisher's root that it was verified by; 0 without one.
    """

    publisher: str = ""
    signer: str = ""
    origin: str = "unsigned"
    expires: str = ""
    released_at: str = ""
    root: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What whoever installs a pack decides beforehand.

    Attributes:
        accept_expired: install although the release has expired; all else must hold.
        accept_date: the date of this machine is right, although it is far ahead of everything seen.
        reason: why, for the audit; needed for both.
    """

    accept_expired: bool = False
    accept_date: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying a pack file found; nothing was installed.

    Attributes:
        title: title of the pack, empty for a trust file.
        status: new, newer, same, older or trust.
        warnings: codes of what was odd and yet accepted.
        have: issue and content version installed, as ``3.1``; empty without one.
    """

    pack_id: str
    issue: int
    content_version: int
    title: str
    title_en: str
    status: str
    sha256: str
    signature: Signature
    items: int
    urgent: bool = False
    have: str = ""
    skipped: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Issue and content version."""
        return f"{self.issue}.{self.content_version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPublisher:
    """One publisher that this data folder trusts.

    Attributes:
        root: version of its root.
        fingerprint: of the root's keys, in groups, as it is read over the telephone.
        expires: of the root.
        holders: posts that hold keys, by duty, as ``author: 编辑岗``.
        lines: packs of it that were verified here.
        origin: shipped, installed or vouched.
    """

    publisher: str
    root: int
    fingerprint: str
    expires: str
    holders: tuple[str, ...]
    lines: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RootState:
    """How far the signing of a root is.

    Attributes:
        version: of the root.
        have: signatures by its own root keys.
        need: how many it needs.
        missing_before: signatures still missing by keys of the root before.
        complete: whether it is in force.
        fingerprint: of its keys, as it is read over the telephone.
    """

    version: int
    have: int
    need: int
    missing_before: int
    complete: bool
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is put before the author.

    Attributes:
        line: id of the pack, or ``trust``.
        files: name of each file that is signed to its bytes.
        stated: what the signature says of the pack besides its digest (issue, content version, title…).
        items: how many items it holds.
    """

    line: str
    files: Mapping[str, bytes]
    stated: Mapping[str, str | int | bool] = field(default_factory=dict)
    items: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """Content that its author signed and that waits for approval.

    Attributes:
        sha256: of each file that was signed.
    """

    line: str
    version: str
    sha256: tuple[str, ...]
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A pack file that may travel."""

    line: str
    version: str
    path: str
    sha256: str
    size: int
    expires: str
    signer: str
