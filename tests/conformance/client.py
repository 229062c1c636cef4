"""The command line that theupdateframework/tuf-conformance drives, over the client class that imports our packs."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from tuf.api.exceptions import DownloadError, RepositoryError

from hfc_desktop.packs.trust.client import ImportClient


def options() -> argparse.Namespace:
    """The arguments of its protocol."""
    parser = argparse.ArgumentParser()
    for name in ("metadata-dir", "metadata-url", "target-dir", "target-base-url"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--target-name", action="append", default=[])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("init").add_argument("trusted_root")
    verbs.add_parser("refresh")
    verbs.add_parser("download")
    return parser.parse_args()


def run(asked: argparse.Namespace) -> None:
    """One command."""
    if asked.verb == "init":
        shutil.copyfile(asked.trusted_root, Path(asked.metadata_dir) / "root.json")
        return
    client = ImportClient(
        asked.metadata_dir, asked.metadata_url, asked.target_dir, asked.target_base_url, bootstrap=None
    )
    client.refresh()
    for name in asked.target_name:
        found = client.get_targetinfo(name)
        if found is None:
            raise RepositoryError(f"{name} is not in the repository")
        if client.find_cached_target(found) is None:
            client.download_target(found)


if __name__ == "__main__":
    try:
        run(options())
    except (RepositoryError, DownloadError, OSError, ValueError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
