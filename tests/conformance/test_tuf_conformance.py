"""theupdateframework/tuf-conformance against the client class that imports our packs.

The suite is not ours and not vendored. Where its source is at hand, ``HFC_TUF_CONFORMANCE`` names its checkout (the
folder with ``tuf_conformance`` in it); it needs the program ``faketime`` and takes about two minutes::

    HFC_TUF_CONFORMANCE=~/tuf-conformance python -m pytest tests/conformance
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = 113
"""Cases of the suite as of August 2026; a later one may have more, never fewer."""


@pytest.fixture
def suite():
    """The checkout of the suite."""
    named = os.environ.get("HFC_TUF_CONFORMANCE")
    if not named or not (Path(named) / "tuf_conformance").is_dir():
        pytest.skip("HFC_TUF_CONFORMANCE names no checkout of theupdateframework/tuf-conformance")
    if shutil.which("faketime") is None:
        pytest.skip("the suite needs the program faketime")
    return Path(named)


def test_the_import_client_passes_every_case_and_expects_none_to_fail(suite, tmp_path):
    entry = tmp_path / "client"
    entry.write_text(
        f'#!/bin/sh\nPYTHONPATH="{HERE.parents[1]}" exec "{sys.executable}" "{HERE / "client.py"}" "$@"\n',
        encoding="utf-8",
    )
    entry.chmod(entry.stat().st_mode | stat.S_IXUSR)
    command = [
        sys.executable, "-m", "pytest", "tuf_conformance", "--entrypoint", str(entry), "-q", "-p", "no:cacheprovider",
        "--rootdir", str(suite),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=suite, capture_output=True, text=True, check=False, timeout=900)
    found = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0, done.stdout[-3000:]
    assert found is not None
    assert int(found.group(1)) >= CASES
    assert "xfail" not in done.stdout


def test_the_clock_of_the_library_is_where_we_set_it(tmp_path):
    """A release of python-tuf that moves its reference time must not pass unnoticed."""
    from datetime import UTC, datetime

    from tuf.ngclient._internal.trusted_metadata_set import TrustedMetadataSet

    from hfc_desktop.packs.trust.client import BASE, NEVER, ImportClient, MemberFetcher

    root = _root()
    client = ImportClient(str(tmp_path), f"{BASE}metadata/", fetcher=MemberFetcher({}), bootstrap=root, moment=NEVER)
    held = client._trusted_set
    assert isinstance(held, TrustedMetadataSet)
    assert held.reference_time == NEVER
    assert isinstance(TrustedMetadataSet(root, client.config.envelope_type).reference_time, datetime)
    assert NEVER.tzinfo is UTC


def _root():
    from tuf.api.metadata import Metadata, Root

    from hfc_desktop.domain.publishing import PublicKey
    from hfc_desktop.packs.trust.keys import PortSigner
    from hfc_desktop.security.signatures import ED25519, new_private, signing_key

    key = signing_key(ED25519, new_private(ED25519))
    signer = PortSigner(PublicKey(name="根", duty="root", scheme=ED25519, public=key.public), key)
    root = Root()
    for role in ("root", "timestamp", "snapshot", "targets"):
        root.add_key(signer.public_key, role)
    metadata = Metadata(root)
    metadata.sign(signer)
    return metadata.to_bytes()
