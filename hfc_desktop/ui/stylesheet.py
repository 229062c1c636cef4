"""The style sheet, written from the tokens. Widgets choose a rule with dynamic properties.

* ``QLabel``: ``type`` = a name of ``tokens.Type``; ``ink`` = second, faint, accent, say, never, warn.
* ``QPushButton``: ``look`` = primary, plain (default), quiet, danger, segment; ``look`` = link for text only.
* ``QFrame``: ``surface`` = card, strip, bar, raised, say, never, warn, accent, plain.
* ``QLabel``: ``badge`` = plain, accent, say, never, warn.
* ``QLineEdit``: ``look`` = search; ``fault`` = true while what it holds cannot be saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.paths import resources_dir
from hfc_desktop.ui import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.ui.tokens import Colours, Type

_TONES: Final = ("say", "never", "warn", "accent")


def build(colours: Colours, pixels: Callable[[Type], int]) -> str:
    """The whole style sheet for one scheme; ``pixels`` gives the height of a step of the type scale."""
    parts = (
        _labels(colours, pixels),
        _buttons(colours),
        _fields(colours, pixels),
        _surfaces(colours),
        _lists(colours),
        _bars(colours),
    )
    return "\n".join(parts)


def _labels(c: Colours, pixels: Callable[[Type], int]) -> str:
    sizes = "".join(
        f'QLabel[type="{size.value}"] {{ font-size: {pixels(size)}px;'
        f" font-weight: {600 if size in tokens.BOLD_TYPES else 400}; }}\n"
        for size in tokens.Type
    )
    inks = "".join(
        f'QLabel[ink="{ink}"] {{ color: {getattr(c, ink)}; }}\n' for ink in ("second", "faint", "text", *_TONES)
    )
    badges = "".join(
        f'QLabel[badge="{tone}"] {{ color: {getattr(c, tone)}; background: {getattr(c, tone + "_ground")}; }}\n'
        for tone in _TONES
    )
    return f"""
QLabel {{ background: transparent; }}
{sizes}{inks}
QLabel[badge] {{ font-size: {pixels(tokens.Type.CAPTION)}px; border-radius: {tokens.SMALL_RADIUS}px;
    padding: {tokens.HAIR}px {tokens.GAP - tokens.FOCUS}px; font-weight: 600; }}
QLabel[badge="plain"] {{ color: {c.second}; background: {c.hover}; border: {tokens.HAIR}px solid {c.line}; }}
{badges}
QToolTip {{ color: {c.text}; background: {c.raised}; border: {tokens.HAIR}px solid {c.edge};
    padding: {tokens.STEP}px {tokens.GAP}px; }}
"""


def _buttons(c: Colours) -> str:
    inner = tokens.CONTROL - 2 * tokens.FOCUS
    counter = tokens.COUNTER_CONTROL - 2 * tokens.FOCUS
    return f"""
QPushButton {{ min-height: {inner}px; padding: 0 {tokens.PAD}px; border: {tokens.FOCUS}px solid transparent;
    border-radius: {tokens.RADIUS}px; color: {c.text}; background: {c.surface}; outline: none; }}
QPushButton, QPushButton[look="plain"] {{ border: {tokens.HAIR}px solid {c.edge}; margin: {tokens.HAIR}px; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.accent_ground}; }}
QPushButton:focus {{ border: {tokens.FOCUS}px solid {c.accent}; margin: 0; }}
QPushButton:disabled {{ color: {c.faint}; background: {c.ground}; border-color: {c.line}; }}
QPushButton[look="primary"] {{ color: {c.on_accent}; background: {c.accent}; border-color: {c.accent};
    font-weight: 600; }}
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {{ background: {c.accent_deep}; }}
QPushButton[look="primary"]:focus {{ border: {tokens.FOCUS}px solid {c.text}; }}
QPushButton[look="primary"]:disabled {{ color: {c.faint}; background: {c.line}; border-color: {c.line}; }}
QPushButton[look="danger"] {{ color: {c.never}; border-color: {c.never}; }}
QPushButton[look="quiet"] {{ color: {c.second}; background: transparent; border-color: transparent; }}
QPushButton[look="quiet"]:hover {{ color: {c.text}; background: {c.hover}; }}
QPushButton[look="link"] {{ color: {c.accent}; background: transparent; border-color: transparent; padding: 0
    {tokens.STEP}px; min-height: {tokens.CONTROL - tokens.GAP}px; text-align: left; }}
QPushButton[look="link"]:hover {{ text-decoration: underline; }}
QPushButton[look="quiet"]:focus, QPushButton[look="link"]:focus {{ border: {tokens.FOCUS}px solid {c.accent}; }}
QPushButton[look="segment"] {{ min-height: {tokens.CONTROL - 2 * tokens.GAP + tokens.STEP}px;
    padding: 0 {tokens.GAP}px; color: {c.second}; }}
QPushButton[look="segment"]:checked {{ color: {c.accent}; background: {c.accent_ground}; border-color: {c.accent};
    font-weight: 600; }}
QPushButton[big="true"] {{ min-height: {counter}px; padding: 0 {tokens.ROOMY}px; }}
QPushButton[aligned="left"] {{ text-align: left; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _drawn(c: Colours, name: str) -> str:
    """A sign inside a control: a file, since a style sheet tints no picture.

    The stroke of ``tick`` is ``on_accent``, that of the arrows ``second``.
    """
    scheme = next(name for name, colours in tokens.SCHEMES.items() if colours is c)
    return f'"{(resources_dir() / "look" / f"{name}-{scheme}.svg").as_posix()}"'


def _fields(c: Colours, pixels: Callable[[Type], int]) -> str:
    inner = tokens.CONTROL - 2 * tokens.FOCUS
    fields = "QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox"
    focused = ", ".join(f"{name}:focus" for name in fields.split(", "))
    return f"""
{fields} {{ color: {c.text}; background: {c.surface}; border: {tokens.HAIR}px solid {c.edge};
    border-radius: {tokens.RADIUS}px; padding: 0 {tokens.GAP}px; margin: {tokens.HAIR}px;
    selection-color: {c.on_accent}; selection-background-color: {c.accent}; }}
QPlainTextEdit {{ padding: {tokens.STEP}px {tokens.STEP}px; }}
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: {inner}px; }}
{focused} {{ border: {tokens.FOCUS}px solid {c.accent}; margin: 0; }}
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] {{ border: {tokens.FOCUS}px solid
    {c.never}; margin: 0; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ color: {c.faint}; background: {c.ground};
    border-color: {c.line}; }}
QLineEdit[look="search"] {{ font-size: {pixels(tokens.Type.CARD_TITLE)}px;
    min-height: {tokens.COUNTER_CONTROL - 2 * tokens.GAP}px; }}
QComboBox::drop-down {{ border: none; width: {tokens.CONTROL - tokens.GAP}px; }}
QComboBox::down-arrow {{ image: url({_drawn(c, "down")}); width: {tokens.ICON}px; height: {tokens.ICON}px; }}
QSpinBox::up-button, QSpinBox::down-button {{ subcontrol-origin: border; width: {tokens.CONTROL - tokens.GAP}px;
    border: none; background: transparent; }}
QSpinBox::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; }}
QSpinBox::up-arrow {{ image: url({_drawn(c, "up")}); width: {tokens.PAD}px; height: {tokens.PAD}px; }}
QSpinBox::down-arrow {{ image: url({_drawn(c, "down")}); width: {tokens.PAD}px; height: {tokens.PAD}px; }}
QComboBox QAbstractItemView {{ background: {c.raised}; color: {c.text}; border: {tokens.HAIR}px solid {c.edge};
    selection-background-color: {c.accent_ground}; selection-color: {c.text}; outline: none; }}
QCheckBox, QRadioButton {{ spacing: {tokens.GAP}px; min-height: {inner}px; color: {c.text}; border-radius:
    {tokens.SMALL_RADIUS}px; padding: 0 {tokens.STEP}px; border: {tokens.FOCUS}px solid transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {tokens.ICON}px; height: {tokens.ICON}px;
    border: {tokens.HAIR}px solid {c.edge}; background: {c.surface}; border-radius: {tokens.SMALL_RADIUS}px; }}
QRadioButton::indicator {{ border-radius: {(tokens.ICON + 2 * tokens.HAIR) // 2}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ border-color: {c.accent}; background: {c.accent}; }}
QCheckBox::indicator:checked {{ image: url({_drawn(c, "tick")}); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {c.line}; background: {c.ground}; }}
"""


def _surfaces(c: Colours) -> str:
    tones = "".join(
        f'QFrame[surface="{tone}"] {{ background: {getattr(c, tone + "_ground")}; border: none;'
        f" border-left: {tokens.BAR}px solid {getattr(c, tone)}; border-radius: {tokens.SMALL_RADIUS}px; }}\n"
        for tone in _TONES
    )
    return f"""
QFrame[surface="card"] {{ background: {c.surface}; border: {tokens.HAIR}px solid {c.line};
    border-radius: {tokens.RADIUS}px; }}
QFrame[surface="raised"], QDialog {{ background: {c.raised}; }}
QFrame[surface="strip"] {{ background: {c.surface}; border: none; border-bottom: {tokens.HAIR}px solid {c.line}; }}
QFrame[surface="bar"] {{ background: {c.surface}; border: none; border-top: {tokens.HAIR}px solid {c.line}; }}
QFrame[surface="demo"] {{ background: {c.warn_ground}; border: none; border-bottom: {tokens.HAIR}px solid {c.warn}; }}
QFrame[surface="practice"] {{ background: {c.never_ground}; border: {tokens.FOCUS}px solid {c.never}; }}
QFrame[surface="cover"] {{ background: {c.ground}; border: none; }}
QFrame[surface="plain"] {{ background: transparent; border: none; }}
QFrame[surface="line"] {{ background: {c.line}; border: none; }}
{tones}
"""


def _lists(c: Colours) -> str:
    return f"""
QListView, QTableView, QTreeView {{ background: {c.surface}; color: {c.text}; border: {tokens.HAIR}px solid {c.line};
    border-radius: {tokens.RADIUS}px; outline: none; padding: {tokens.STEP}px; }}
QListView:focus, QTableView:focus, QTreeView:focus {{ border: {tokens.FOCUS}px solid {c.accent};
    padding: {tokens.STEP - tokens.HAIR}px; }}
QListView, QTableView, QTreeView {{ selection-background-color: {c.accent_ground}; selection-color: {c.text}; }}
QListWidget::item {{ min-height: {tokens.CONTROL}px; padding: 0 {tokens.STEP}px;
    border-radius: {tokens.SMALL_RADIUS}px; }}
QTreeView::item {{ min-height: {tokens.CONTROL - tokens.STEP}px; }}
QListWidget::item:hover, QTreeView::item:hover, QTableView::item:hover {{ background: {c.hover}; }}
QListWidget::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {c.accent_ground};
    color: {c.text}; }}
QTextBrowser {{ background: {c.surface}; color: {c.text}; border: none; }}
QTextBrowser:focus {{ border: {tokens.FOCUS}px solid {c.accent}; border-radius: {tokens.RADIUS}px; }}
QListView#results, QListView#results:focus {{ border: none; border-top: {tokens.HAIR}px solid {c.line};
    border-radius: 0;
    padding: {tokens.STEP}px; }}
QListView[look="bare"], QTableView[look="bare"], QTreeView[look="bare"] {{ border: {tokens.FOCUS}px solid
    transparent; padding: 0; }}
QListView[look="bare"]:focus, QTableView[look="bare"]:focus, QTreeView[look="bare"]:focus {{ padding: 0;
    border: {tokens.FOCUS}px solid {c.accent}; }}
QTableView::item {{ padding: 0 {tokens.GAP - tokens.STEP}px; }}
QTabWidget::pane {{ border: none; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {c.second}; border: none; padding: {tokens.GAP}px {tokens.PAD}px;
    border-bottom: {tokens.FOCUS}px solid transparent; }}
QTabBar::tab:selected {{ color: {c.accent}; border-bottom-color: {c.accent}; font-weight: 600; }}
QTabBar::tab:hover {{ background: {c.hover}; }}
QTabBar::tab:focus {{ background: {c.accent_ground}; }}
QListView[look="bare"]:focus, QTableView[look="bare"]:focus, QTreeView[look="bare"]:focus {{
    border: {tokens.FOCUS}px solid {c.accent}; border-radius: {tokens.SMALL_RADIUS}px; padding: 0; }}
QHeaderView {{ background: {c.surface}; }}
QHeaderView::section {{ background: {c.surface}; color: {c.second}; border: none;
    border-bottom: {tokens.HAIR}px solid {c.line}; border-right: {tokens.HAIR}px solid {c.line};
    padding: {tokens.STEP}px {tokens.GAP - tokens.FOCUS}px; font-weight: 600; }}
QHeaderView::section:hover {{ background: {c.hover}; }}
QMenu {{ background: {c.raised}; color: {c.text}; border: {tokens.HAIR}px solid {c.edge}; padding: {tokens.STEP}px; }}
QMenu::item {{ padding: {tokens.GAP - tokens.FOCUS}px {tokens.ROOMY}px; border-radius: {tokens.SMALL_RADIUS}px; }}
QMenu::item:selected {{ background: {c.accent_ground}; }}
QMenu::separator {{ height: {tokens.HAIR}px; background: {c.line}; margin: {tokens.STEP}px {tokens.GAP}px; }}
"""


def _bars(c: Colours) -> str:
    thin = tokens.GAP + tokens.FOCUS
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollArea[look="bare"] {{ border: {tokens.FOCUS}px solid transparent; }}
QScrollArea:focus, QScrollArea[look="bare"]:focus {{ border: {tokens.FOCUS}px solid {c.accent};
    border-radius: {tokens.RADIUS}px; }}
QScrollBar:vertical {{ background: transparent; width: {thin}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {thin}px; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: {tokens.STEP - tokens.HAIR}px; margin: {tokens.FOCUS}px; }}
QScrollBar::handle:vertical {{ min-height: {tokens.CONTROL}px; }}
QScrollBar::handle:horizontal {{ min-width: {tokens.CONTROL}px; }}
QScrollBar::handle:hover {{ background: {c.second}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent;
    border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: transparent; }}
QProgressBar {{ background: {c.line}; border: none; border-radius: {tokens.FOCUS}px; max-height: {tokens.STEP}px;
    min-height: {tokens.STEP}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {tokens.FOCUS}px; }}
"""
