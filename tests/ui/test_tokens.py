import re
from pathlib import Path

import pytest

from hfc_desktop.paths import resources_dir
from hfc_desktop.ui import tokens

UI = Path(tokens.__file__).parent


@pytest.mark.parametrize("scheme", list(tokens.SCHEMES))
@pytest.mark.parametrize(("ink", "ground"), tokens.READABLE_PAIRS)
def test_text_is_readable_on_every_ground_it_meets(scheme, ink, ground):
    colours = tokens.SCHEMES[scheme]
    assert tokens.contrast(getattr(colours, ink), getattr(colours, ground)) >= tokens.CONTRAST


@pytest.mark.parametrize("scheme", list(tokens.SCHEMES))
def test_a_field_is_seen_as_a_field(scheme):
    colours = tokens.SCHEMES[scheme]
    for ground in (colours.surface, colours.ground, colours.raised):
        assert tokens.contrast(colours.edge, ground) >= tokens.EDGE_CONTRAST


def test_contrast_is_that_of_wcag():
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_nothing_else_in_the_window_names_a_colour():
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|\brgba?\(|GlobalColor\.(?!transparent)")
    guilty = [
        path.relative_to(UI)
        for path in UI.rglob("*.py")
        if path.name != "tokens.py" and named.search(path.read_text(encoding="utf-8"))
    ]
    assert not guilty


def test_icons_leave_their_colour_to_the_theme():
    icons = UI.parents[1] / "resources" / "icons"
    for path in icons.glob("*.svg"):
        assert "currentColor" in path.read_text(encoding="utf-8"), path.name
        assert "#" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize(("scheme", "colours"), tokens.SCHEMES.items())
def test_signs_inside_controls_have_the_inks_of_the_table(scheme, colours):
    for name, ink in (("tick", colours.on_accent), ("down", colours.second), ("up", colours.second)):
        drawn = (resources_dir() / "look" / f"{name}-{scheme}.svg").read_text(encoding="utf-8")
        assert f'stroke="{ink}"' in drawn, name
