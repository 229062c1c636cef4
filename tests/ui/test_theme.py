import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QLineEdit

from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.theme import Theme
from hfc_desktop.ui.tokens import Type


@pytest.fixture
def theme(qapp):
    made = Theme(qapp)
    yield made
    made.set_scheme("light")


def test_a_change_of_scheme_reaches_palette_and_listeners(qapp, qtbot, theme):
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.DARK.ground
    assert theme.colour("text").name().upper() == tokens.DARK.text


def test_the_same_scheme_again_changes_nothing(qtbot, theme):
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme("light")


@pytest.mark.parametrize("size", list(Type))
def test_fonts_follow_the_type_scale(theme, size):
    assert theme.font(size).pixelSize() == tokens.TYPE_SIZES[size]
    assert theme.line_height(size) >= tokens.TYPE_SIZES[size] * 1.4


def test_the_face_has_chinese_even_rare_ones_by_the_system(theme):
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(theme.font())
    assert all(metrics.inFontUcs4(ord(character)) for character in "高频投诉助手冻结")


def test_controls_are_as_high_as_the_table_says(qtbot, theme):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    assert field.sizeHint().height() == pytest.approx(tokens.CONTROL, abs=2)


def test_labels_take_size_and_ink_from_their_properties(qtbot, theme):
    label = QLabel("可说")
    label.setProperty("type", Type.PAGE_TITLE.value)
    label.setProperty("ink", "say")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == tokens.TYPE_SIZES[Type.PAGE_TITLE]
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == tokens.LIGHT.say


def test_no_motion_when_none_is_wanted(theme):
    assert theme.motion_ms() == tokens.MOTION_MS
    theme.reduced_motion = True
    assert theme.motion_ms() == 0


def test_an_icon_is_drawn_in_the_colour_asked_for(theme):
    picture = icons.pixmap(theme, "check", "never", 32).toImage()
    inks = {
        picture.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inks == {tokens.LIGHT.never}


def test_big_type_writes_everything_bigger(qtbot, theme):
    label = QLabel("可说")
    label.setProperty("type", Type.SPOKEN.value)
    qtbot.addWidget(label)
    label.ensurePolished()
    usual = label.font().pixelSize()
    with qtbot.waitSignal(theme.changed):
        theme.set_type_percent(125)
    label.ensurePolished()
    assert label.font().pixelSize() == usual * 125 // 100
    assert theme.font(Type.BODY).pixelSize() == tokens.TYPE_SIZES[Type.BODY] * 125 // 100
    theme.set_type_percent(100)
