"""The panel at the right: what is known about the receipt, the customer and the amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.scroll import scrolling


class SectionStyle(Enum):
    """How large a section's title is."""

    HEAD = "head"
    PERSON = "person"
    PLAIN = "plain"


LONG_VALUE = 168
"""From so many pixels on a value takes more lines: two thirds of the smallest panel."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Words at the left, a value at the right; `total` draws a line above and a bold value.

    `note` stands below the words: why, or what would change it.
    """

    words: str
    value: str = ""
    middle: str = ""
    icon: str = ""
    total: bool = False
    ink: str = "ink"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the panel: title, a note beside it, a line below it, and rows."""

    title: str = ""
    note: str = ""
    sub: str = ""
    rows: tuple[KeyRow, ...] = ()
    icon: str = ""
    style: SectionStyle = SectionStyle.PLAIN


class ContextPanel(QFrame):
    """Sections that scroll if they must, and a foot (the amount block) that never moves."""

    def __init__(self, width: int = 304, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self._sections: tuple[Section, ...] = ()
        self._inside = _clear(QWidget())
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = scrolling(self._inside)
        self._outer = QVBoxLayout(self)
        edge = theme.px(16)
        self._outer.setContentsMargins(edge, edge, edge, edge)
        self._outer.setSpacing(edge)
        self._outer.addWidget(self._scroll, 1)
        self.set_width(width)

    def set_width(self, width: int) -> None:
        """280, 304 or 400 pixels at scale 1."""
        self.setFixedWidth(theme.px(width))

    def room(self) -> tuple[int, int]:
        """Height that is free below the sections, and their width; below zero if they scroll."""
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            if item is not None and (widget := item.widget()) is not None:
                widget.show()  # else Qt does so later, and counts it as nothing until then
        view = self._scroll.viewport()
        width = view.width()
        used = self._column.sizeHint().height()
        if self._column.hasHeightForWidth():
            used = self._column.totalHeightForWidth(width)
        return view.height() - used, width

    def set_foot(self, widget: QWidget) -> None:
        """Put a widget at the bottom for good."""
        self._outer.addWidget(widget)

    def add_body(self, widget: QWidget) -> None:
        """Put a widget of the screen's own (a keypad, buttons) between sections and foot."""
        place = self._outer.count() - 1 if self._outer.count() > 1 else self._outer.count()
        self._outer.insertWidget(place, widget)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections in order, with hairlines between them."""
        new = tuple(sections)
        if new == self._sections:
            return
        self._sections = new
        clear(self._column)
        for place, section in enumerate(new):
            if place:
                self._column.addSpacing(theme.px(10))
                self._column.addWidget(Rule())
                self._column.addSpacing(theme.px(10))
            self._column.addWidget(SectionView(section))
        self._column.addStretch(1)


class SectionView(QWidget):
    """One section."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _clear(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if section.style is SectionStyle.PERSON:
            column.addLayout(_person(section))
        elif section.title:
            column.addLayout(_title(section))
            if section.sub:
                column.addWidget(Label(section.sub, Text.HINT, "ink2", wrap=True))
                column.addSpacing(theme.px(6 if section.rows else 0))
        if section.title and not section.sub and section.rows:
            column.addSpacing(theme.px(1))
        for row in section.rows:
            if row.total:
                column.addSpacing(theme.px(3))
                column.addWidget(Rule())
                column.addSpacing(theme.px(3))
            column.addWidget(RowView(row))


class RowView(QWidget):
    """Words and value on one line, 24 pixels high; a note makes it as much higher as it needs."""

    def __init__(self, row: KeyRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _clear(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        top = Qt.AlignmentFlag.AlignTop if row.note else Qt.AlignmentFlag(0)
        if row.icon:
            line.addWidget(IconMark(row.icon, 20), 0, top)
            line.addSpacing(theme.px(2))
        strong = bool(row.icon) or row.total
        style = Text.VALUE_MEDIUM if strong else Text.VALUE
        words = Label(row.words, style, "ink" if strong else "ink2", wrap=True)
        if row.note:
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(words)
            said.addWidget(Label(row.note, Text.HINT, "ink2", wrap=True))
            line.addLayout(said, 1)
        else:
            line.addWidget(words, 1)
        if row.middle:
            line.addWidget(_value(row.middle, Text.VALUE, "ink2"))
            line.addSpacing(theme.px(8))
        value_style = Text.VALUE_STRONG if row.total or row.middle else Text.VALUE_MEDIUM
        value = _value(row.value, value_style, row.ink)
        if theme.text_width(row.value, value_style) > theme.px(LONG_VALUE):
            value.setWordWrap(True)  # a long name must not push all values out of the panel
            line.addWidget(value, 2, top)
        else:
            line.addWidget(value, 0, top)
        self.setMinimumHeight(theme.px(26 if row.icon else 24))
        self.setAccessibleName(f"{row.words}: {row.value}" if row.value else row.words)
        self.setAccessibleDescription(row.note)


def _value(words: str, style: Text, ink: str) -> Label:
    figures = any(letter.isdigit() for letter in words) and not any(
        letter.isalpha() for letter in words
    )
    label = Label(words, style, ink, tabular=figures)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _title(section: Section) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.px(8))
    style = Text.LEAD if section.style is SectionStyle.HEAD else Text.HEADING
    line.addWidget(Label(section.title, style, wrap=True), 1)
    if section.note:
        line.addWidget(_value(section.note, Text.HINT, "ink2"))
    return line


def _person(section: Section) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.px(10))
    line.addWidget(IconMark(section.icon or "user-round", 20))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(section.title, Text.VALUE_STRONG, wrap=True))
    if section.sub:
        words.addWidget(Label(section.sub, Text.STATUS, "ink2", wrap=True))
    line.addLayout(words, 1)
    return line


def _clear(widget: QWidget) -> QWidget:
    widget.setProperty("kind", "clear")
    return widget
