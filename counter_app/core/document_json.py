"""Reads a stored document back: what `Document.to_json` wrote, and nothing else."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Final, TypeVar

from counter_app.core.clean import clean
from counter_app.core.document import (
    LAYOUT_VERSION,
    MAX_BLOCKS,
    PLAIN,
    QR,
    Align,
    Barcode,
    Block,
    Cell,
    Cut,
    Document,
    Feed,
    Image,
    Row,
    Rule,
    Signature,
    Style,
    Symbology,
    Text,
)
from counter_app.core.errors import BadInput

MAX_JSON: Final = 2_000_000  # characters


def read_document(text: str) -> Document:
    """The document of a stored text; unknown keys, versions, blocks and types raise BadInput."""
    return _document(_parse(text))


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadInput("The stored document names a field twice.")
    return found


def _parse(text: str) -> object:
    if len(text) > MAX_JSON:
        raise BadInput("The stored document is too large.")
    try:
        return json.loads(text, object_pairs_hook=_no_duplicates)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput("The stored document is not readable JSON.") from error


_Choice = TypeVar("_Choice", bound=StrEnum)


class _Reader:
    """Takes typed fields out of one JSON object and refuses what is left over."""

    def __init__(self, value: object, what: str) -> None:
        if not isinstance(value, dict):
            raise BadInput(f"The stored document has no proper {what}.")
        self._left: dict[str, object] = dict(value)
        self._what = what

    def _take(self, key: str, default: object) -> object:
        value = self._left.pop(key, default)
        if value is None:
            raise BadInput(f"The stored document's {self._what} lacks {key!r}.")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, default)
        if not isinstance(value, str):
            raise BadInput(f"The stored document's {key!r} is not text.")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadInput(f"The stored document's {key!r} is not a whole number.")
        return value

    def has(self, key: str) -> bool:
        return key in self._left

    def flag(self, key: str) -> bool:
        value = self._take(key, False)
        if not isinstance(value, bool):
            raise BadInput(f"The stored document's {key!r} is neither true nor false.")
        return value

    def items(self, key: str) -> list[object]:
        value = self._take(key, None)
        if not isinstance(value, list) or len(value) > MAX_BLOCKS:
            raise BadInput(f"The stored document's {key!r} is not a list of fitting length.")
        return value

    def choice(self, key: str, default: _Choice) -> _Choice:
        try:
            return type(default)(self.text(key, default))
        except ValueError as error:
            raise BadInput(f"The stored document has an unknown {key!r}.") from error

    def style(self) -> Style:
        if not self.has("style"):
            return PLAIN
        reader = _Reader(self._left.pop("style"), "style")
        style = Style(
            bold=reader.flag("bold"),
            width=reader.number("width", 1),
            height=reader.number("height", 1),
            underline=reader.flag("underline"),
            invert=reader.flag("invert"),
        )
        reader.finish()
        return style

    def finish(self) -> None:
        if self._left:
            unknown = clean(min(self._left)[:40])
            raise BadInput(f"The stored document's {self._what} has an unknown {unknown!r}.")


def _document(value: object) -> Document:
    whole = _Reader(value, "outside")
    version = whole.number("layout_version")
    if version != LAYOUT_VERSION:
        raise BadInput(f"The stored document has layout version {version}, which is unknown.")
    blocks = tuple(_block(item) for item in whole.items("blocks"))
    kind, title = whole.text("kind"), whole.text("title")
    found = Document(blocks, kind, title, whole.text("language", "en"))
    whole.finish()
    return found


def _block(value: object) -> Block:
    reader = _Reader(value, "block")
    block: Block
    match reader.text("block"):
        case "text":
            text, align = reader.text("text"), reader.choice("align", Align.LEFT)
            block = Text(text, align, reader.style(), reader.number("indent", 0))
        case "row":
            block = Row(tuple(_cell(item) for item in reader.items("cells")))
        case "rule":
            block = Rule(heavy=reader.flag("heavy"))
        case "feed":
            block = Feed(reader.number("lines", 1))
        case "barcode":
            symbology = reader.choice("symbology", Symbology.CODE128)
            block = Barcode(reader.text("data"), reader.text("text", ""), symbology)
        case "qr":
            block = QR(reader.text("data"))
        case "image":
            block = Image(reader.text("ref"))
        case "signature":
            block = Signature(reader.text("label"))
        case "cut":
            block = Cut()
        case other:
            raise BadInput(f"The stored document has an unknown block {clean(other[:40])!r}.")
    reader.finish()
    return block


def _cell(value: object) -> Cell:
    reader = _Reader(value, "cell")
    width = reader.number("width") if reader.has("width") else None
    cell = Cell(reader.text("text"), width, reader.choice("align", Align.LEFT), reader.style())
    reader.finish()
    return cell
