"""The look in use: colours, fonts, palette and style sheet, made from ``tokens``; it can change while running.

Widgets say what they are with the dynamic properties of ``stylesheet``; delegates and painted widgets ask for
``colour`` and ``font`` and repaint on ``changed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette

from hfc_desktop.paths import resources_dir
from hfc_desktop.ui import stylesheet, tokens
from hfc_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush
    from PySide6.QtWidgets import QApplication

    from hfc_desktop.settings import Settings

_GOOD_FACES: Final = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
)
"""Faces for Chinese on screen, best first. The bundled one is read only where the system has none of them, since
reading it costs memory at the start."""
_BUNDLED: Final = ("hfc-sans-bold.ttf", "hfc-sans-regular.ttf")
STYLE: Final = ("-style", "Fusion")
"""Arguments of ``QApplication``: one style everywhere. Set so, since ``setStyle`` would load every style's class."""
_MEDIUM: Final = QFont.Weight.DemiBold


def _bundled_face() -> str:
    """Family of the faces under ``resources/fonts``; empty where Qt cannot read them."""
    number = -1
    for name in _BUNDLED:
        number = QFontDatabase.addApplicationFont(str(resources_dir() / "fonts" / name))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


def _face() -> str:
    return next((face for face in _GOOD_FACES if QFontDatabase.hasFamily(face)), "") or _bundled_face()


class Theme(QObject):
    """Colours, fonts and motion.

    Attributes:
        changed: emitted after the scheme changed; painted widgets update.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "light", reduced_motion: bool = False) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._percent = 100
        self._face = _face() or app.font().family()
        self._fonts: dict[tuple[Type, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._inks: dict[str, QPalette] = {}
        self.reduced_motion = reduced_motion
        self._apply()

    @classmethod
    def from_settings(cls, app: QApplication, settings: Settings) -> Theme:
        """The look that the settings ask for."""
        return cls(app, settings.text("theme"), settings.flag("reduced_motion"))

    @property
    def scheme(self) -> str:
        """``light`` or ``dark``."""
        return self._scheme

    def set_scheme(self, scheme: str) -> None:
        """Change between ``light`` and ``dark``."""
        if scheme != self._scheme:
            self._scheme = scheme
            self._colours.clear()
            self._inks.clear()
            self._apply()
            self.changed.emit()

    @property
    def type_percent(self) -> int:
        """Size of type in percent of the scale; above 100 is big type."""
        return self._percent

    def set_type_percent(self, percent: int) -> None:
        """Write everything bigger, or as the scale says again. Widgets that measured must be built again."""
        if percent != self._percent:
            self._percent = percent
            self._fonts.clear()
            self._apply()
            self.changed.emit()

    def pixels(self, size: Type) -> int:
        """Height of a step of the type scale as it is shown now."""
        return tokens.TYPE_SIZES[size] * self._percent // 100

    def colours(self) -> tokens.Colours:
        """The scheme in use."""
        return tokens.SCHEMES[self._scheme]

    def colour(self, name: str) -> QColor:
        """A colour by its token, as ``accent_ground``."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(getattr(self.colours(), name))
        return found

    def ink(self, name: str) -> QPalette:
        """A palette that writes in the colour of a token."""
        found = self._inks.get(name)
        if found is None:
            found = self._inks[name] = QPalette()
            found.setColor(QPalette.ColorRole.Text, self.colour(name))
        return found

    def brush(self, name: str) -> QBrush:
        """A brush in the colour of a token; from a palette, see ``counter.delegate``."""
        return self.ink(name).brush(QPalette.ColorRole.Text)

    def font(self, size: Type = Type.BODY, bold: bool = False) -> QFont:
        """A font of the type scale; ``bold`` where the scale itself is regular."""
        key = (size, bold)
        found = self._fonts.get(key)
        if found is None:
            found = QFont(self._face)
            found.setPixelSize(self.pixels(size))
            if bold or size in tokens.BOLD_TYPES:
                found.setWeight(_MEDIUM)
            if size is Type.DIGITS:
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = found
        return found

    def line_height(self, size: Type = Type.BODY) -> int:
        """Height of a line of running text, in logical pixels."""
        return max(QFontMetrics(self.font(size)).height(), self.pixels(size) * tokens.LINE_HEIGHT_PERCENT // 100)

    def motion_ms(self) -> int:
        """Length of a motion; 0 when the user wants none."""
        return 0 if self.reduced_motion else tokens.MOTION_MS

    def _apply(self) -> None:
        self._app.setFont(self.font())
        self._app.setPalette(_palette(self.colours()))
        self._app.setStyleSheet(stylesheet.build(self.colours(), self.pixels))


def _palette(colours: tokens.Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in (
        (role.Window, colours.ground),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.ground),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.faint),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.never),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.surface),
        (role.Midlight, colours.line),
        (role.Mid, colours.edge),
        (role.Dark, colours.edge),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return palette
