"""The look: colours, type, sizes, and the one place that makes palette and style sheet.

`apply_theme` writes both together and leaves the choice on the application object; painted
widgets ask `tokens()`, `px()` and `font()` while they paint and so follow a change at once.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.ui.sheet import style_sheet
from counter_app.ui.tokens import DARK, LIGHT, Tokens

_DARK_PROPERTY: Final = "counter_dark"
_SCALE_PROPERTY: Final = "counter_scale"
MIN_SCALE: Final = 0.75
MAX_SCALE: Final = 3.0
TOUCH: Final = 48
"""The smallest side of anything that can be touched, in pixels at scale 1."""


class Text(Enum):
    """Type styles: pixel size at scale 1 and weight."""

    BADGE = (11, 600)
    STATUS = (12, 400)
    CAPTION = (12, 500)
    CAPTION_STRONG = (12, 600)
    HINT = (13, 400)
    LABEL = (13, 500)
    HEADING = (13, 600)
    VALUE = (14, 400)
    VALUE_MEDIUM = (14, 500)
    VALUE_STRONG = (14, 600)
    ROW = (15, 400)
    BODY = (15, 500)
    STRONG = (15, 600)
    FIELD = (17, 400)
    FIELD_MEDIUM = (17, 500)
    LEAD = (17, 600)
    PRIMARY = (18, 600)
    COUNT = (20, 600)
    TITLE = (22, 600)
    KEYPAD = (26, 500)
    BLOCK = (30, 600)
    MIRROR = (36, 600)
    AMOUNT_SMALL = (44, 600)
    AMOUNT = (52, 600)
    AMOUNT_LARGE = (64, 600)


LEAST: Final = 12
"""The smallest text; only initials and badges are smaller."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Font files that were read, and those that could not be."""

    families: tuple[str, ...]
    failed: tuple[str, ...]


def load_fonts(folder: Path) -> Loaded:
    """Register every TrueType file of a folder; a broken file is reported, not fatal."""
    families: list[str] = []
    failed: list[str] = []
    for path in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            failed.append(path.name)
        else:
            families.extend(QFontDatabase.applicationFontFamilies(number))
    return Loaded(tuple(sorted(set(families))), tuple(failed))


def apply_theme(app: QApplication, dark: bool, scale: float = 1.0) -> None:
    """Give the application its colours, font and style sheet.

    Colours change at once everywhere; the scale (1.0 = 96 dpi) holds for widgets made afterwards.
    What is given already is not given again: Qt would style every widget anew.
    """
    scale = min(max(scale, MIN_SCALE), MAX_SCALE)
    given = (app.property(_DARK_PROPERTY), app.property(_SCALE_PROPERTY))
    if app.styleSheet() and given == (dark, scale):
        return
    app.setProperty(_DARK_PROPERTY, dark)
    app.setProperty(_SCALE_PROPERTY, scale)
    chosen = DARK if dark else LIGHT
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(chosen))
    app.setFont(font(Text.BODY))
    app.setStyleSheet(style_sheet(chosen, scale))


def is_dark() -> bool:
    """Whether the dark theme is on."""
    app = QCoreApplication.instance()
    return app is not None and app.property(_DARK_PROPERTY) is True


def tokens() -> Tokens:
    """The colours now in force."""
    return DARK if is_dark() else LIGHT


def scale() -> float:
    """The size factor now in force."""
    app = QCoreApplication.instance()
    value = None if app is None else app.property(_SCALE_PROPERTY)
    return value if isinstance(value, float) else 1.0


def px(size: float) -> int:
    """Pixels of the look at the current scale."""
    return round(size * scale())


def font(style: Text, tabular: bool = False) -> QFont:
    """A font of the type scale; `tabular` is for figures only (it widens hyphens)."""
    size, weight = style.value
    made = QFont("Inter")
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _spacing(size) * scale())
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def fitted_font(text: str, style: Text, width: float, tabular: bool = False) -> QFont:
    """The style's font, or up to a fifth smaller (12 pixels at least) if the text needs it."""
    made = font(style, tabular)
    size = style.value[0]
    least = max(LEAST, size - size // 5)
    while size > least and QFontMetricsF(made).horizontalAdvance(text) > width:
        size -= 1
        made.setPixelSize(px(size))
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _spacing(size) * scale())
    return made


def slip_font(size_px: int, bold: bool = False) -> QFont:
    """The fixed-width font of slips."""
    made = QFont("JetBrains Mono")
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleHint(QFont.StyleHint.Monospace)
    return made


def text_width(text: str, style: Text, tabular: bool = False) -> int:
    """The pixels a text needs, rounded up."""
    width = QFontMetricsF(font(style, tabular)).horizontalAdvance(text)
    return int(width) + (width > int(width))


def line_height(style: Text) -> int:
    """The height of one line of text in pixels."""
    return round(QFontMetricsF(font(style)).height())


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at and make the change show."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _spacing(size: int) -> float:
    if size <= 13:
        return 0.0
    if size < 20:
        return -0.2
    return -(0.022 if size >= 44 else 0.012) * size


def _palette(chosen: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.canvas,
        role.WindowText: chosen.ink,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.canvas,
        role.Text: chosen.ink,
        role.PlaceholderText: chosen.ink3,
        role.Button: chosen.raised,
        role.ButtonText: chosen.ink,
        role.BrightText: chosen.on_forbid,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Accent: chosen.accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent_ink,
        role.ToolTipBase: chosen.block,
        role.ToolTipText: chosen.on_block,
        role.Light: chosen.raised,
        role.Midlight: chosen.hair,
        role.Mid: chosen.line,
        role.Dark: chosen.edge,
        role.Shadow: chosen.ink,
    }
    made = QPalette()
    for part, colour in colours.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(chosen.ink3))
    return made
