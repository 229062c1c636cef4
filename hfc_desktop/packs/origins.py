"""What goes into the index, each item with where it comes from, so that an update looks only at files that changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.packs.index.entries import IndexEntry
from hfc_desktop.packs.rows import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.packs.source import PackSource, SourceItem


def entries_of(read: Sequence[PackSource], shown: Sequence[PackSource]) -> list[IndexEntry]:
    """The items of ``shown`` as the index takes them.

    Args:
        read: the packs as they lie in their files.
        shown: the same as the counter sees them. An item that was renamed, withdrawn or laid over on the way is more
            than what its file says, so it has no origin and is looked at each time.
    """
    origins = {id(found.item): origin for source in read for found, origin in _with_origins(source)}
    return [
        IndexEntry(found.item, name_of(source), origins.get(id(found.item), ""))
        for source in shown
        for found in source.items
    ]


def _with_origins(source: PackSource) -> list[tuple[SourceItem, str]]:
    """Each item with the digest of its file; another version of the program may read the same file otherwise."""
    files = {found.file: found.file.removeprefix(f"{source.label}/") for found in source.items}
    digests = {file: hashlib.blake2b(source.files[name], digest_size=12).hexdigest() for file, name in files.items()}
    return [(found, f"{__version__} {digests[found.file]}") for found in source.items]
