"""The sheet of keys on paper says what the window's own key map says."""

import pytest

from hfc_desktop.i18n import gettext, speaking
from hfc_desktop.ui.keys import KEYS
from hfc_desktop.workbench.key_sheet import print_key_sheet
from tests import pdf


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_is_on_the_sheet_with_what_it_does(tmp_path, language):
    file = tmp_path / "keys.pdf"
    assert len(print_key_sheet(file, language)) == 14
    read = "".join(pdf.text(file.read_bytes()).split())
    with speaking(language, "ui"):
        lacking = [key.name for key in KEYS if "".join(gettext(key.text).split()) not in read]
    assert lacking == []
    assert "Ctrl+K" in read
