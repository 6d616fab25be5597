"""The head of a screen: what is being done, a line about it, and its secondary buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Press:
    """A button in the head: what it does, its words and the key that does the same."""

    name: str
    words: str
    key: str
    enabled: bool = True


class ScreenHead(QWidget):
    """Title and line at the left, buttons at the right, 48 pixels high."""

    pressed = Signal(str)
    """One of the shown presses: its name."""

    def __init__(self, title: str = "", line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, Text.TITLE, wrap=True)
        self._line = Label(line, Text.HINT, "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        self._words = words
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._mark = IconMark("circle-check", 40, "accent")
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        self.set_done(False)
        self._presses: tuple[Press, ...] = ()
        self._buttons: list[Button] = []
        self.setMinimumHeight(theme.px(theme.TOUCH))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_words(self, title: str, line: str = "") -> None:
        """Change title and line."""
        self._title.setText(title)
        self._line.setText(line)

    def set_done(self, done: bool) -> None:
        """Put a check before the title: it is done."""
        self._mark.setVisible(done)

    def add_button(self, button: Button) -> Button:
        """Put a button at the right end; gives it back."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def show_presses(self, presses: Sequence[Press], *, caps: bool = True) -> None:
        """Show these buttons and no others of this kind; `caps`: with their keys."""
        self._presses = tuple(presses)
        for place in range(len(self._buttons), len(presses)):
            button = self.add_button(Button())
            button.clicked.connect(lambda _=False, place=place: self._press(place))
            self._buttons.append(button)
        for place, button in enumerate(self._buttons):
            shown = presses[place] if place < len(presses) else None
            button.setVisible(shown is not None)
            if shown is not None:
                button.set_words(shown.words)
                button.set_key(shown.key if caps else "")
                button.setEnabled(shown.enabled)

    def _press(self, place: int) -> None:
        if place < len(self._presses):
            self.pressed.emit(self._presses[place].name)

    def has_buttons(self) -> bool:
        """Whether anything stands beside title and line."""
        return bool(self._shown_buttons())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _shown_buttons(self) -> list[Button]:
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        found = (item.widget() for item in items if item is not None)
        return [w for w in found if isinstance(w, Button) and not w.isHidden()]

    def _fit(self) -> None:
        """Where words and buttons do not fit side by side, buttons give up icons and margins.

        If that is not enough they give up their keys, the first ones first.
        """
        buttons = self._shown_buttons()
        words = max(
            theme.text_width(self._title.text(), Text.TITLE),
            theme.text_width(self._line.text(), Text.HINT),
        )
        gaps = len(buttons) * self._row.spacing()
        tight = words + gaps + sum(b.full_width() for b in buttons) > self.width()
        over = words + gaps + sum(b.full_width(tight=tight) for b in buttons) - self.width()
        for button in buttons:
            button.set_tight(tight)
            button.set_bare(over > 0)
            over -= button.cap_width() if over > 0 else 0

    def words_width(self) -> int:
        """How far title and line reach before the first button."""
        return self._words.geometry().width()
