"""What the screen of guidance packs shows, without any widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.reports import InstalledPack, PackDifference
    from hfc_desktop.domain.publishing import Verdict, Wishes
    from hfc_desktop.errors import HfcError

SHOWN = 12
"""Most changed items that are listed under one heading; the rest is counted."""
ACCEPTED_WITH_REASON = frozenset({"trust.expired", "trust.clock_ahead"})
"""Refusals that somebody who may can overrule, with a reason."""
OLDER = "packs.older_than_installed"


class Looked(NamedTuple):
    """What was found on looking at files.

    Attributes:
        changes: what each pack would change; ``None`` for one that is new here or vouches for others.
        asks_sign_in: whether installing is for people with the right alone.
    """

    paths: tuple[Path, ...]
    verdicts: tuple[Verdict, ...]
    changes: tuple[PackDifference | None, ...]
    asks_sign_in: bool

    @property
    def brings(self) -> bool:
        """Whether installing would change anything."""
        return any(verdict.status != "same" for verdict in self.verdicts)


class Refused(NamedTuple):
    """A file that was refused.

    Attributes:
        wishes: what was accepted already; a file may be expired on a computer whose date is asked about first.
    """

    paths: tuple[Path, ...]
    error: HfcError
    wishes: Wishes | None = None

    @property
    def may_be_accepted(self) -> bool:
        """Whether somebody who may can install it all the same."""
        return self.error.code in ACCEPTED_WITH_REASON

    @property
    def is_older(self) -> bool:
        """Whether it can be compared with what is installed."""
        return self.error.code == OLDER


def titled(chinese: str, english: str) -> str:
    """The title in the language in use."""
    return chinese if language() == CHINESE or not english else english


def publisher_word(publisher: str) -> str:
    """A publisher in words, with its code."""
    kind, _dash, code = publisher.partition("-")
    return " ".join(part for part in (term("publisher", kind), code) if part) if publisher else ""


def vouched(origin: str, publisher: str, signer: str) -> str:
    """Who vouches for a pack, in one line."""
    parts = [term("pack_origin", origin), publisher_word(publisher) if origin == "signed" else "", signer]
    return " · ".join(part for part in parts if part)


def facts_of(verdict: Verdict) -> list[tuple[str, str]]:
    """What is known of a file, as rows."""
    signature = verdict.signature
    rows = [
        (_("Vouched for by"), vouched(signature.origin, signature.publisher, signature.signer)),
        (_("State"), term("pack_verdict", verdict.status)),
    ]
    if verdict.status != "trust":
        rows.append((_("Issue and version"), verdict.version))
        rows.append((_("Installed now"), verdict.have or _("not there")))
        rows.append((_("Items"), str(verdict.items)))
    if signature.expires:
        rows.append((_("May be installed until"), signature.expires))
    if verdict.sha256:
        rows.append((_("Check sum"), verdict.sha256[:16]))
    return rows


def notes_of(verdict: Verdict) -> list[str]:
    """What is odd about a file and yet accepted."""
    notes = [term("pack_warning", code) for code in verdict.warnings]
    if verdict.signature.origin == "unsigned":
        notes.append(_("Nobody vouches for this file. It is taken only because no head office is set up here yet."))
    if verdict.skipped:
        notes.append(
            ngettext("{n} issue in between never came here.", "{n} issues in between never came here.", verdict.skipped)
            .format(n=verdict.skipped)
        )  # fmt: skip
    return notes


def changes_of(found: PackDifference) -> list[tuple[str, list[str]]]:
    """What changes, under headings that count."""
    groups = (
        (ngettext("{n} new item", "{n} new items", len(found.added)), [item.title for item in found.added]),
        (ngettext("{n} changed item", "{n} changed items", len(found.changed)), [item.title for item in found.changed]),
        (ngettext("{n} item taken back", "{n} items taken back", len(found.withdrawn)),
         [item.title for item in found.withdrawn]),
    )  # fmt: skip
    return [(heading.format(n=len(titles)), _shortened(titles)) for heading, titles in groups if titles]


def _shortened(titles: Sequence[str]) -> list[str]:
    rest = len(titles) - SHOWN
    shown = list(titles[:SHOWN])
    if rest > 0:
        shown.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    return shown


def line_of(pack: InstalledPack) -> tuple[str, str]:
    """An installed pack in two lines."""
    number = _("issue {issue}, version {version}").format(issue=pack.issue, version=pack.content_version)
    return titled(pack.title, pack.title_en), f"{number} · {vouched(pack.origin, pack.publisher, pack.signer)}"
