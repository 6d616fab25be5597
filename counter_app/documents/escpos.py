"""Draws a document as ESC/POS bytes for a receipt printer.

Imported by the print worker only: the library behind it takes 160 ms to load. The result holds
no drawer kick and no status request; those belong to the transport.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Mapping
from typing import assert_never

from counter_app.core.document import PLAIN, QR, Barcode, Cut, Document, Image, Rule, Style
from counter_app.documents.bitmap import NO_PICTURES, Bitmap
from counter_app.documents.codes import code128_printer_data
from counter_app.documents.layout import (
    BARCODE_DOTS_HIGH,
    BARCODE_MODULE_DOTS,
    DOTS_PER_COLUMN,
    QR_MODULE_DOTS,
    Line,
    Span,
    lay_out,
    rule_text,
)
from counter_app.documents.repertoire import CODE_PAGE

# Loading the library adds a handler to the root logger and leaves a folder in the system's
# temporary folder; both are undone.
_loaded_before = "escpos" in sys.modules
_handlers = tuple(logging.getLogger().handlers)
from escpos import capabilities  # noqa: E402
from escpos.constants import QR_ECLEVEL_M  # noqa: E402
from escpos.printer import Dummy  # noqa: E402

if not _loaded_before:
    logging.getLogger().handlers[:] = _handlers
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)

_ESC, _FS, _GS = b"\x1b", b"\x1c", b"\x1d"
_NO_KANJI = _FS + b"."  # else cheap printers read bytes above 127 as Chinese
_CP858 = _ESC + b"t\x13"
_CENTER, _LEFT = _ESC + b"a\x01", _ESC + b"a\x00"
_FEED_TO_TEAR_BAR = 5  # lines


class _Bytes(Dummy):
    """Collects the bytes of one document."""

    def __init__(self) -> None:
        super().__init__()
        self._style = PLAIN
        self.hw("INIT")
        self._raw(_NO_KANJI + _CP858)

    def line(self, line: Line) -> None:
        for span in line.spans:
            self._use(span.style)
            self._raw(span.text.encode(CODE_PAGE))
        self._use(PLAIN)
        self._raw(b"\n")

    def _use(self, style: Style) -> None:
        """Send what differs from the last style; sizes by `GS !`, which leaves the rest alone."""
        last, self._style = self._style, style
        if (style.width, style.height) != (last.width, last.height):
            self.set(custom_size=True, width=style.width, height=style.height)
        self.set(
            bold=style.bold if style.bold != last.bold else None,
            underline=int(style.underline) if style.underline != last.underline else None,
            invert=style.invert if style.invert != last.invert else None,
        )

    def bars(self, data: str) -> None:
        """Print CODE128 centred, without the printer's own text under it."""
        coded = code128_printer_data(data)
        self._raw(_CENTER + _GS + b"H\x00" + _GS + b"h" + bytes([BARCODE_DOTS_HIGH]))
        self._raw(_GS + b"w" + bytes([BARCODE_MODULE_DOTS]))
        self._raw(_GS + b"k\x49" + bytes([len(coded)]) + coded + _LEFT)

    def square(self, data: str) -> None:
        self._raw(_CENTER)
        self.qr(data, ec=QR_ECLEVEL_M, size=QR_MODULE_DOTS, native=True)
        self._raw(_LEFT)

    def picture(self, bitmap: Bitmap) -> None:
        size = bitmap.row_bytes.to_bytes(2, "little") + bitmap.height.to_bytes(2, "little")
        self._raw(_CENTER + _GS + b"v0\x00" + size + bitmap.bits + _LEFT)

    def end(self, *, cuts: bool) -> None:
        """Feed to the cutter and cut, or feed to the tear bar."""
        if cuts:
            self.cut(feed=False)
        else:
            self.print_and_feed(_FEED_TO_TEAR_BAR)


def render_escpos(
    document: Document,
    columns: int = 48,
    *,
    cuts: bool = True,
    pictures: Mapping[str, Bitmap] = NO_PICTURES,
) -> bytes:
    """Return the bytes that print `document`; the printer needs code page 858 as page 19.

    `cuts` says whether the printer has a cutter. A picture that is missing or wider than the
    paper is left out.
    """
    out = _Bytes()
    for item in lay_out(document, columns):
        match item:
            case Line():
                out.line(item)
            case Rule():
                out.line(Line((Span(rule_text(item, columns)),)))
            case Barcode(data=data):
                out.bars(data)
            case QR(data=data):
                out.square(data)
            case Image(ref=ref):
                bitmap = pictures.get(ref)
                if bitmap is not None and bitmap.width <= columns * DOTS_PER_COLUMN:
                    out.picture(bitmap)
            case Cut():
                out.end(cuts=cuts)
            case _:
                assert_never(item)
    return out.output
