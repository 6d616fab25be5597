"""Cash by pieces: notes, coins and rolls of coins; Return walks down, an empty row means none."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.core.money import Money
from counter_app.desk.tills.draft import SELDOM_COINS
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui import theme
from counter_app.ui.widgets.buttons import Button, Size
from counter_app.ui.widgets.denomination_grid import Denomination, DenominationGrid
from counter_app.ui.widgets.scroll import scrolling


class PiecesPage(QWidget):
    """Notes at the left; coins, and what is seldom asked for, at the right."""

    changed = Signal()
    row_entered = Signal()
    finished = Signal()

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self._key = ""
        self._compact = False
        self._seldom = False
        self._packs: dict[str, int] = {}
        self._notes = self._grid(words.notes())
        self._coins = self._grid(words.coins(seldom=False))
        self._rolls: DenominationGrid | None = None
        self.more = Button("", key="Alt+C", icon="coins", size=Size.SPREAD)
        self.more.clicked.connect(self.show_seldom)
        self.roll = Button("", key="Alt+U", icon="cylinder", size=Size.SPREAD)
        self.roll.clicked.connect(self.show_rolls)
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._between = QHBoxLayout(inside)
        self._between.setContentsMargins(0, 0, 0, 0)
        left, self._right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._notes)
        left.addStretch(1)
        for widget in (self._coins, self.more, self.roll):
            self._right.addWidget(widget)
        self._right.addStretch(1)
        self._between.addLayout(left, 1)
        self._between.addLayout(self._right, 1)
        self._scroll = scrolling(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def set_gap(self, gap: int) -> None:
        """Space between the parts."""
        self._between.setSpacing(theme.px(gap))
        self._compact = gap < 16
        self._right.setSpacing(theme.px(8 if self._compact else gap))
        for grid in self._grids():
            grid.set_compact(self._compact)

    def set_packs(self, packs: Mapping[str, int]) -> None:
        """How many pieces of a coin make a roll."""
        self._packs = dict(packs)

    def pieces(self) -> dict[str, int]:
        """Pieces by key, rolls among them, where a number was typed."""
        loose = {**self._notes.pieces(), **self._coins.pieces()}
        found = {key: count for key, count in loose.items() if count is not None}
        for key, count in self.rolls().items():
            found[key] = found.get(key, 0) + count * self._packs[key]
        return found

    def rolls(self) -> dict[str, int]:
        """Rolls by the key of their coin."""
        if self._rolls is None:
            return {}
        typed = {key.replace("roll:", "coin:"): n for key, n in self._rolls.pieces().items()}
        return {key: n for key, n in typed.items() if n}

    def rows(self) -> tuple[Denomination, ...]:
        """The denominations on view, in the order in which Return walks."""
        return tuple(row.denomination for grid in self._grids() for row in grid.rows)

    def typed(self, row: Denomination) -> int | None:
        """What was typed into one row."""
        for grid in self._grids():
            if row.key in grid.pieces():
                return grid.pieces()[row.key]
        return None

    def missing(self) -> tuple[Denomination, ...]:
        """Rows that were not seen yet; rolls can be left out."""
        needed = [r.denomination for grid in (self._notes, self._coins) for r in grid.rows]
        return tuple(d for d in needed if self.typed(d) is None)

    def current(self) -> Denomination | None:
        """The row that is counted now."""
        rows = self.rows()
        return next((d for d in rows if d.key == self._key), rows[0] if rows else None)

    def edit(self) -> QLineEdit:
        """The box that the keypad types into."""
        row = self.current()
        return self._notes.rows[0].box if row is None else self._edit_of(row.key)

    def set_counts(self, pieces: Mapping[str, int], rolls: Mapping[str, int]) -> None:
        """Show a count that was typed before."""
        known = {key: n for key, n in rolls.items() if key in self._packs and n}
        if known and self._rolls is None:
            self._add_rolls()
        loose: dict[str, int | None] = dict(pieces)
        for key, n in known.items():
            loose[key] = pieces.get(key, 0) - n * self._packs[key]
        self._notes.set_pieces(loose)
        self._coins.set_pieces(loose)
        if self._rolls is not None:
            self._rolls.set_pieces({k.replace("coin:", "roll:"): n for k, n in known.items()})

    def clear(self) -> None:
        """Forget everything that was typed."""
        self.set_counts({}, {})
        self._key = ""

    def start(self) -> None:
        """Put the hands where the first number is missing."""
        rows = self.missing() or self.rows()
        if rows:
            self._edit_of(rows[0].key).setFocus(Qt.FocusReason.TabFocusReason)

    def show_seldom(self, *, hands: bool = True) -> None:
        """Show the rows of coins that hardly ever come in."""
        if self._seldom or not self._has_seldom():
            return
        self._seldom = True
        typed = self._coins.pieces()
        old, self._coins = self._coins, self._grid(self._words.coins(seldom=True))
        self._right.replaceWidget(old, self._coins)
        old.hide()
        old.deleteLater()
        self._coins.set_pieces(typed)
        self.retranslate()
        if hands:
            self._edit_of(self._coins.rows[0].denomination.key).setFocus(
                Qt.FocusReason.TabFocusReason
            )
            self.row_entered.emit()

    def show_rolls(self) -> None:
        """Show a row for each coin that comes in rolls, and put the hands there."""
        if self._packs and self._rolls is None:
            self._add_rolls()
        if self._rolls is not None:
            self._edit_of(self._rolls.rows[0].denomination.key).setFocus(
                Qt.FocusReason.TabFocusReason
            )
            self.row_entered.emit()

    def retranslate(self) -> None:
        """Write the words that do not depend on what is typed."""
        self._notes.set_title(self.tr("Notes"), self.tr("Total notes"))
        self._coins.set_title(self.tr("Coins"), self.tr("Total coins"))
        if self._rolls is not None:
            self._rolls.set_title(self.tr("Rolls"), self.tr("Total rolls"))
        self.more.set_words(self.tr("Dollar and half-dollar coins"))
        self.more.setVisible(self._has_seldom() and not self._seldom)
        self.roll.set_words(self.tr("Rolls of coins"))
        self.roll.setVisible(bool(self._packs) and self._rolls is None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return on an empty row says that there is none; a held key walks no further."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(watched, QLineEdit)
        ):
            if event.isAutoRepeat():
                return True
            if not watched.text():
                watched.setText("0")
        return super().eventFilter(watched, event)

    def _add_rolls(self) -> None:
        kinds = tuple(
            Denomination(d.key.replace("coin:", "roll:"), d.words, d.minor * pack, coin=True)
            for d in self._words.coins(seldom=True)
            if (pack := self._packs.get(d.key))
        )
        self._rolls = self._grid(kinds)
        self._right.insertWidget(self._right.indexOf(self.more), self._rolls)
        self.retranslate()

    def _grids(self) -> tuple[DenominationGrid, ...]:
        both = (self._notes, self._coins)
        return both if self._rolls is None else (*both, self._rolls)

    def _has_seldom(self) -> bool:
        return self._words.currency.code in SELDOM_COINS

    def _grid(self, denominations: tuple[Denomination, ...]) -> DenominationGrid:
        grid = DenominationGrid(denominations, lambda minor: self._words.money(Money(minor)))
        grid.set_compact(self._compact)
        grid.changed.connect(self.changed)
        grid.row_entered.connect(self._entered)
        grid.finished.connect(lambda: self._finished(grid))
        for row in grid.rows:
            row.box.installEventFilter(self)
        return grid

    def _entered(self, key: str) -> None:
        self._key = key
        self._scroll.ensureWidgetVisible(self._edit_of(key), 0, theme.px(24))
        self.row_entered.emit()

    def _finished(self, grid: DenominationGrid) -> None:
        """After the last note the first coin, then rolls, then whatever is missing."""
        grids = self._grids()
        place = grids.index(grid)
        if place + 1 < len(grids):
            grids[place + 1].start()
        elif self.missing():
            self.start()
        else:
            self.finished.emit()

    def _edit_of(self, key: str) -> QLineEdit:
        for grid in self._grids():
            if any(row.denomination.key == key for row in grid.rows):
                return grid.edit_of(key)
        return self._notes.rows[0].box
