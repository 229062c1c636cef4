"""Texts are found in their catalogues where they lie, as by the standard library's reader."""

from gettext import GNUTranslations
from pathlib import Path

import pytest

from hfc_desktop import i18n

CATALOGUES = sorted((Path(i18n.__file__).parents[1] / "resources" / "locale").glob("*/LC_MESSAGES/*.mo"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_text_of_a_catalogue_is_found(path):
    with path.open("rb") as stream:
        whole = GNUTranslations(stream)
    ours = i18n.Catalogue(path)
    for message, text in whole._catalog.items():
        if isinstance(message, str) and message:
            assert ours.gettext(message) == text
    plurals = {message[0] for message in whole._catalog if isinstance(message, tuple)}
    for singular in plurals:
        both = next(key for key in ours.originals() if key.startswith(f"{singular}\0"))
        for number in (0, 1, 2, 5):
            assert ours.ngettext(*both.split("\0"), number) == whole.ngettext(*both.split("\0"), number)


def test_what_is_in_no_catalogue_stays_as_it_is():
    ours = i18n.Catalogue(CATALOGUES[0])
    assert ours.gettext("no such text") == "no such text"
    assert ours.pgettext("place", "no such text") == "no such text"
    assert [ours.ngettext("one", "many", number) for number in (1, 2)] == ["one", "many"]


def test_a_catalogue_in_the_order_of_its_bytes_is_one_that_can_be_searched():
    for path in CATALOGUES:
        originals = [text.encode() for text in i18n.Catalogue(path).originals()]
        assert originals == sorted(originals), path
