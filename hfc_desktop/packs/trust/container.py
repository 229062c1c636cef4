"""The ``.hfcpack`` file: one zip, stored only, with all metadata that a branch may lack and one payload.

Members, in this order and no others: ``hfcpack``, every root from the first to the current one, timestamp, snapshot,
targets, and what the targets name. So unauthenticated bytes meet only the strict reader here and the metadata reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.packs.archive import MAX_FILE, Form, members, stored

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX: Final = ".hfcpack"
MARK: Final = "hfcpack"
FORMAT: Final = b"1"
MAX_ROOTS: Final = 64
"""Most root versions that one file carries: yearly ones of a working life."""
MAX_MEMBERS: Final = 80

TARGETS: Final = "targets/"
METADATA: Final = "metadata/"
TIMESTAMP: Final = "metadata/timestamp.json"
_ROOT: Final = re.compile(r"metadata/([1-9][0-9]{0,2})\.root\.json")
_SNAPSHOT: Final = re.compile(r"metadata/[1-9][0-9]{0,9}\.snapshot\.json")
_ROLE: Final = re.compile(r"metadata/[1-9][0-9]{0,9}\.[a-z0-9-]{1,60}\.json")
_TARGET: Final = re.compile(r"targets/[a-z0-9-]{1,40}/[0-9a-f]{64}\.[a-z0-9][a-z0-9.-]{0,119}")
_ORDER: Final = (re.compile(MARK), _ROOT, re.compile(re.escape(TIMESTAMP)), _SNAPSHOT, _ROLE, _TARGET)


def _rank(name: str) -> int | None:
    return next((rank for rank, pattern in enumerate(_ORDER) if pattern.fullmatch(name)), None)


_FORM: Final = Form(lambda name: _rank(name) is not None, MAX_MEMBERS, MAX_FILE, stored_only=True)


def is_container(data: bytes) -> bool:
    """Whether a file is a signed pack rather than a bare payload; what is damaged beyond that is neither."""
    return data[:4] == b"PK\3\4" and data[30 : 30 + len(MARK)] == MARK.encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A container of these members, put into their order; ``hfcpack`` is added."""
    names = sorted(files, key=_place)
    return stored({MARK: FORMAT, **{name: files[name] for name in names}})


def _place(name: str) -> tuple[int, int, str]:
    root = _ROOT.fullmatch(name)
    return _rank(name) or 0, int(root.group(1)) if root else 0, name


def opened(data: bytes, label: str) -> dict[str, bytes]:
    """The members of a container, checked for form alone: nothing in them is believed yet.

    Raises:
        UserMistakeError: it is damaged, or of a newer format.
        SecurityRefusalError: it is not made as containers are.
    """
    files = members(data, label, _FORM)
    names = list(files)
    if files.get(MARK) != FORMAT:
        raise UserMistakeError("trust.newer_format", path=label)
    if names != sorted(names, key=_place):
        raise SecurityRefusalError("packs.archive_order", path=label)
    roots = [int(found.group(1)) for name in names if (found := _ROOT.fullmatch(name))]
    if not roots or len(roots) > MAX_ROOTS:
        raise SecurityRefusalError("trust.no_roots", path=label, most=MAX_ROOTS)
    missing = next((number for number in range(1, max(roots) + 1) if number not in roots), 0)
    if missing:
        raise SecurityRefusalError("trust.chain_gap", path=label, missing=missing, newest=max(roots))
    if TIMESTAMP not in files:
        raise SecurityRefusalError("trust.incomplete", path=label, member=TIMESTAMP)
    return files


def root_versions(files: Mapping[str, bytes]) -> list[int]:
    """Versions of the roots in a container, ascending."""
    return sorted(int(found.group(1)) for name in files if (found := _ROOT.fullmatch(name)))


def targets_of(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """What a container brings, as publisher and name without the digest before it. A claim, until it is verified."""
    found = []
    for name in files:
        if name.startswith(TARGETS):
            _targets, publisher, base = name.split("/")
            found.append((publisher, base.partition(".")[2]))
    return found


def payload_of(data: bytes, label: str) -> bytes:
    """The payload of a container, unverified: for looking at a file and for comparing it, never for installing.

    Raises:
        UserMistakeError: it is damaged, or brings no pack.
        SecurityRefusalError: it is not made as containers are.
    """
    files = opened(data, label)
    name = next((name for name in files if name.startswith(TARGETS) and name.endswith(".payload.zip")), None)
    if name is None:
        raise UserMistakeError("packs.no_manifest", path=label)
    return files[name]
