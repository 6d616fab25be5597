"""What a line table shows: columns, rows and cells as plain text, and the Qt model over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from counter_app.ui.theme import Text

AnyIndex = QModelIndex | QPersistentModelIndex


class ColumnKind(Enum):
    """Text to the left, numbers to the right, the stepper in the middle."""

    TEXT = "text"
    NUMBER = "number"
    STEPPER = "stepper"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; width 0 takes what the others leave. Widths are pixels at scale 1."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 0
    style: Text = Text.ROW
    ink: str = "ink"


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell; `quiet` is for zero, a dash and what no longer matters."""

    text: str = ""
    second: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class LineRow:
    """One row, as many cells as columns; `used_up` greys it and takes its stepper away."""

    key: str
    cells: tuple[Cell, ...]
    can_lower: bool = False
    can_raise: bool = False
    used_up: bool = False


class LineModel(QAbstractTableModel):
    """Rows as Qt wants to read them."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[LineRow, ...] = ()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the rows are gone until they are set again."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.rows = ()
        self.endResetModel()

    def set_rows(self, rows: Sequence[LineRow]) -> None:
        """Show these rows; the same keys in the same order keep the view as it is."""
        new = tuple(rows)
        for row in new:
            assert len(row.cells) == len(self.columns), "a row has as many cells as columns"
        if [row.key for row in new] == [row.key for row in self.rows]:
            self.rows = new
            if new:
                last = self.index(len(new) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def place_of(self, key: str) -> int:
        """The row number of a key, or -1."""
        for place, row in enumerate(self.rows):
            if row.key == key:
                return place
        return -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.columns[index.column()].title
            return ", ".join(part for part in (title, cell.text, cell.second) if part)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and section < len(self.columns)
        if wanted and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None
