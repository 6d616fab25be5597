"""Barcodes as modules: our own CODE128 encoder (ISO/IEC 15417) and QR matrices.

Renderers draw the modules; the receipt printer gets the same code set changes in its own notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counter_app.core.errors import BadInput

Modules = tuple[bool, ...]
Matrix = tuple[Modules, ...]

QUIET_MODULES = 10  # blank modules either side of a CODE128 symbol

_START_B, _START_C, _TO_C, _TO_B, _STOP = 104, 105, 99, 100, 106
# Bar and space widths of the values 0 to 106, every seven characters (only the stop has seven).
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 "
    "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 "
    "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 "
    "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 "
    "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 "
    "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 "
    "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 "
    "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 "
    "211214 211232 2331112"
)
_RUNS = re.compile(r"[0-9]+|[^0-9]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of data in one code set: pairs of digits in C, any printable ASCII in B."""

    text: str
    pairs: bool


def _parts(data: str) -> tuple[_Part, ...]:
    """Split into code sets: digit runs of four or more (or a whole pair) go as pairs."""
    if not data or any(not " " <= c <= "~" for c in data):
        raise BadInput("A barcode holds letters, digits and ASCII signs only.")
    parts: list[_Part] = []

    def add(text: str, *, pairs: bool) -> None:
        if text and parts and not pairs and not parts[-1].pairs:
            parts[-1] = _Part(parts[-1].text + text, pairs=False)
        elif text:
            parts.append(_Part(text, pairs))

    for run in _RUNS.findall(data):
        if not run.isdigit() or (len(run) < 4 and not (len(data) == len(run) == 2)):
            add(run, pairs=False)
            continue
        odd = len(run) % 2
        add(run[:odd], pairs=False)
        add(run[odd:], pairs=True)
    return tuple(parts)


def _values(data: str) -> list[int]:
    values: list[int] = []
    for part in _parts(data):
        if not values:
            values.append(_START_C if part.pairs else _START_B)
        else:
            values.append(_TO_C if part.pairs else _TO_B)
        if part.pairs:
            values += [int(part.text[at : at + 2]) for at in range(0, len(part.text), 2)]
        else:
            values += [ord(character) - 32 for character in part.text]
    check = values[0] + sum(at * value for at, value in enumerate(values))
    return [*values, check % 103, _STOP]


def code128_modules(data: str) -> Modules:
    """Return the symbol as modules, True for a bar, without quiet zones.

    Raises BadInput for anything but printable ASCII.
    """
    modules: list[bool] = []
    for value in _values(data):
        for at, width in enumerate(_WIDTHS[7 * value : 7 * value + 7].rstrip()):
            modules += [at % 2 == 0] * int(width)
    return tuple(modules)


def code128_printer_data(data: str) -> bytes:
    """Return `data` as the ESC/POS command `GS k 73` wants it, with its code set changes.

    The braces are the printer's escape character and are doubled.
    """
    out = bytearray()
    for part in _parts(data):
        if part.pairs:
            out += b"{C" + bytes(int(part.text[at : at + 2]) for at in range(0, len(part.text), 2))
        else:
            out += b"{B" + part.text.replace("{", "{{").encode("ascii")
    return bytes(out)


def qr_matrix(data: str) -> Matrix:
    """Return the QR code's rows, True for a dark module, error correction M, no quiet zone."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(data)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
