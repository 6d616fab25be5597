"""A slip or report as data: blocks that every renderer draws and the journal stores.

Construction cleans text and enforces limits, so nothing that reaches a printer can carry a command.
Amounts arrive as text that is already formatted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final, TypeAlias, get_args

from counter_app.core.canonical import canonical_json
from counter_app.core.clean import clean, is_hidden
from counter_app.core.errors import BadInput

LAYOUT_VERSION = 1
MAX_DOCUMENT_TEXT = 60_000  # characters in one document
MAX_BLOCKS = 1_500
MAX_CELLS = 8
MAX_BARCODE = 48  # characters; CODE128 at two dots a module fills 80 mm paper before this
MAX_QR_BYTES = 512

_PRINTABLE_ASCII = re.compile(r"[ -~]+")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")


def _within(what: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise BadInput(f"The {what} must be {low} to {high}, not {value}.")


class Align(StrEnum):
    """Where text stands in its line or cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Symbology(StrEnum):
    """Linear barcodes a document may carry."""

    CODE128 = "code128"


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look; width and height are multiples of a normal character, 1 to 4."""

    bold: bool = False
    width: int = 1
    height: int = 1
    underline: bool = False
    invert: bool = False

    def __post_init__(self) -> None:
        _within("character width", self.width, 1, 4)
        _within("character height", self.height, 1, 4)


PLAIN = Style()
BOLD = Style(bold=True)
DOUBLE = Style(bold=True, width=2, height=2)


class _Block:
    """What a document is made of; blocks never change, so each says its JSON once."""

    __slots__ = ("_json",)
    _json: str

    def to_json(self) -> str:
        """Its canonical JSON: the block's name, and the fields that differ from their defaults."""
        try:
            return self._json
        except AttributeError:
            object.__setattr__(self, "_json", canonical_json(_encode(self)))
            return self._json


@dataclass(frozen=True, slots=True)
class Text(_Block):
    """A paragraph; `indent` is columns left blank before every line."""

    text: str
    align: Align = Align.LEFT
    style: Style = PLAIN
    indent: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        _within("indent", self.indent, 0, 16)


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a row; `width` is columns.

    Without a width a right-aligned cell is as wide as its text and any other takes what is left.
    """

    text: str
    width: int | None = None
    align: Align = Align.LEFT
    style: Style = PLAIN

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        if self.width is not None:
            _within("cell width", self.width, 1, 64)


@dataclass(frozen=True, slots=True)
class Row(_Block):
    """Cells side by side with one blank column between them."""

    cells: tuple[Cell, ...]

    def __post_init__(self) -> None:
        _within("number of cells", len(self.cells), 1, MAX_CELLS)


@dataclass(frozen=True, slots=True)
class Rule(_Block):
    """A line across the paper."""

    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Feed(_Block):
    """Empty lines."""

    lines: int = 1

    def __post_init__(self) -> None:
        _within("number of empty lines", self.lines, 1, 8)


@dataclass(frozen=True, slots=True)
class Barcode(_Block):
    """A linear barcode of printable ASCII with `text` under it for people."""

    data: str
    text: str = ""
    symbology: Symbology = Symbology.CODE128

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        if not _PRINTABLE_ASCII.fullmatch(self.data):
            raise BadInput("A barcode holds letters, digits and ASCII signs only.")
        _within("barcode length", len(self.data), 1, MAX_BARCODE)


@dataclass(frozen=True, slots=True)
class QR(_Block):
    """A QR code; its content is limited to 512 bytes of UTF-8."""

    data: str

    def __post_init__(self) -> None:
        if len(self.data) > MAX_QR_BYTES or not self.data:
            raise BadInput(f"A QR code holds 1 to {MAX_QR_BYTES} bytes.")
        if any(is_hidden(c) for c in self.data):
            raise BadInput("A QR code holds no control characters.")
        _within("QR code size in bytes", len(self.data.encode()), 1, MAX_QR_BYTES)


@dataclass(frozen=True, slots=True)
class Image(_Block):
    """A picture by name, such as the store's logo; left out where the renderer has none."""

    ref: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.ref):
            raise BadInput("A picture's name holds lower-case letters, digits and . _ : - only.")


@dataclass(frozen=True, slots=True)
class Signature(_Block):
    """Room to sign, a line and the signer's role under it."""

    label: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", clean(self.label))


@dataclass(frozen=True, slots=True)
class Cut(_Block):
    """The printer cuts the paper here; every document is cut at its end without being asked."""


Block: TypeAlias = Text | Row | Rule | Feed | Barcode | QR | Image | Signature | Cut


@dataclass(frozen=True, slots=True)
class Document:
    """A printable document; `kind` names its use (`return`, `no_sale`), `language` its text."""

    blocks: tuple[Block, ...]
    kind: str
    title: str
    language: str = "en"

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean(self.title))
        if not _NAME.fullmatch(self.kind):
            raise BadInput("A document's kind holds lower-case letters, digits and _ only.")
        if not _LANGUAGE.fullmatch(self.language):
            raise BadInput(f"{clean(self.language[:20])!r} is not a language code.")
        if len(self.blocks) > MAX_BLOCKS:
            raise BadInput(f"A document of {len(self.blocks)} blocks is too long to print.")
        size = _text_size(self.blocks)
        if size > MAX_DOCUMENT_TEXT:
            raise BadInput(f"A document of {size} characters is too long to print.")

    def to_json(self) -> str:
        """Return the canonical JSON: sorted keys, no spaces, default values left out."""
        found = {"layout_version": LAYOUT_VERSION, "kind": self.kind, "title": self.title}
        if self.language != "en":
            found["language"] = self.language
        blocks = ",".join([block.to_json() for block in self.blocks])
        return f'{{"blocks":[{blocks}],{canonical_json(found)[1:]}'  # "blocks" comes before "kind"


def _text_size(blocks: Iterable[Block]) -> int:
    """The characters that these blocks print as text."""
    size = 0
    for block in blocks:
        match block:
            case Row():
                for cell in block.cells:
                    size += len(cell.text)
            case Text() | Barcode():
                size += len(block.text)
            case Signature():
                size += len(block.label)
            case Rule() | Feed() | QR() | Image() | Cut():
                pass  # no text
    return size


_BLOCKS: Final = get_args(Block)
_FIELDS: Final = {
    kind: (
        {"block": kind.__name__.lower()} if kind in _BLOCKS else {},
        tuple((field.name, field.default) for field in fields(kind)),
    )
    for kind in (Cell, Style, *_BLOCKS)
}


def _encode(value: Cell | Style | _Block) -> dict[str, object]:
    named, known = _FIELDS[type(value)]
    found: dict[str, object] = {**named}
    for name, default in known:
        item: object = getattr(value, name)
        if item is default or item == default:
            continue
        if isinstance(item, tuple):
            item = [_encode(part) for part in item]
        found[name] = _encode(item) if isinstance(item, Style) else item
    return found
