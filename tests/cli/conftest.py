"""What tests of the command line share."""

import pytest

from hfc_desktop.i18n import language, set_language


@pytest.fixture
def english():
    """Messages in English, whatever the machine speaks."""
    before = language()
    set_language("en")
    yield
    set_language(before)
