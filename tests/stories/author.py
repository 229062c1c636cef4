"""Head office at a real window: an author and an approver, keys of three posts, and the sources of a pack."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from hfc_desktop.bootstrap.publishing import open_publishing
from hfc_desktop.domain.authoring import Habits
from hfc_desktop.domain.publishing import Duty
from hfc_desktop.packs.bench import Bench
from hfc_desktop.paths import bundled_packs_dir

if TYPE_CHECKING:
    from pathlib import Path

AUTHOR, APPROVER = "10021", "10022"
PHRASE = "paper in the safe 7"
PACK = "assistance-execution"
_POSTS = (("author", Duty.AUTHOR), ("approver", Duty.APPROVER), ("release", Duty.RELEASE))


def head_office(place: Path) -> Path:
    """Make a publisher with keys; gives its folder."""
    desk, keys = open_publishing(), place / "keys"
    posts = [*((f"root{n}", Duty.ROOT) for n in range(3)), *_POSTS]
    for name, duty in posts:
        desk.make_key(keys, name, duty, "ed25519", PHRASE)
    folder = place / "publication"
    desk.begin(folder, "headoffice", [keys / f"{name}.key" for name, _duty in posts])
    for name in ("root0", "root1"):
        desk.sign_root(folder, keys / f"{name}.key", PHRASE)
    return folder


def sources(place: Path) -> Path:
    """Sources of a pack beside those that it refers to, where keys and folders were chosen at the issue before."""
    for name in (PACK, "reference", "account-restrictions"):
        shutil.copytree(bundled_packs_dir() / name, place / "源" / name)
    pack, keys = place / "源" / PACK, place / "keys"
    habits = Habits(
        publication=str(place / "publication"),
        out=str(place / "out"),
        **{f"{name}_key": str(keys / f"{name}.key") for name, _duty in _POSTS},
    )
    Bench().keep_habits(pack, habits)
    return pack
