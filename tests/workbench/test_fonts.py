"""What the font script writes beside faces."""

from hfc_desktop.paths import resources_dir
from hfc_desktop.workbench.fonts import PROFILE_MADE, colour_profile


def test_the_profile_is_small_dated_once_and_for_screens_and_paper_alike():
    made = colour_profile()
    assert made == colour_profile()
    assert made[24:36] == PROFILE_MADE
    assert made[16:20] == b"RGB "
    shipped = (resources_dir() / "fonts" / "srgb.icc").read_bytes()
    assert shipped[16:36] == made[16:36]
    assert len(shipped) < 4000
