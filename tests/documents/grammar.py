"""Reads ESC/POS bytes by its own small grammar; knows nothing of the program's renderer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_PARAMETERS = {
    b"\x1b@": 0, b"\x1bR": 1, b"\x1bt": 1, b"\x1ba": 1, b"\x1bE": 1, b"\x1b-": 1, b"\x1bd": 1,
    b"\x1bp": 3, b"\x1d!": 1, b"\x1dB": 1, b"\x1dH": 1, b"\x1dh": 1, b"\x1dw": 1, b"\x1dr": 1,
    b"\x1c.": 0, b"\x10\x04": 1, b"\x10\x14": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A command with its parameters, or `text` with its bytes."""

    name: str
    data: bytes = b""


class Incomplete(Exception):
    """The bytes end within a command."""


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Give the bytes a command takes after its two letters as (fixed, variable)."""
    command = data[at : at + 2]
    rest = data[at + 2 :]
    if command in _PARAMETERS:
        return _PARAMETERS[command], 0
    if command == b"\x1dV" and rest:
        return (2 if rest[0] in {65, 66} else 1), 0
    if command == b"\x1dk" and len(rest) >= 2:
        assert rest[0] == 73, "only CODE128 with a length is written"
        return 2, rest[1]
    if command == b"\x1d(" and len(rest) >= 3:
        return 3, rest[1] | rest[2] << 8
    if command == b"\x1dv" and len(rest) >= 6:
        return 6, (rest[2] | rest[3] << 8) * (rest[4] | rest[5] << 8)
    if len(rest) < 6:
        raise Incomplete
    raise ValueError(f"unknown command {command!r} at byte {at}")


def tokens(data: bytes) -> Iterator[Token]:
    """Give the tokens; raises Incomplete at the end, ValueError for what is no ESC/POS."""
    at = 0
    while at < len(data):
        byte = data[at]
        if byte == 0x0A:
            yield Token("LF")
            at += 1
        elif byte in b"\x1b\x1d\x1c\x10":
            if len(data) < at + 2:
                raise Incomplete
            fixed, variable = _length(data, at)
            end = at + 2 + fixed + variable
            if end > len(data):
                raise Incomplete
            names = {0x1B: "ESC", 0x1D: "GS", 0x1C: "FS", 0x10: "DLE"}
            letter = {4: "EOT", 0x14: "DC4"}.get(data[at + 1], chr(data[at + 1]))
            yield Token(f"{names[byte]} {letter}", data[at + 2 : end])
            at = end
        elif byte < 0x20 or byte == 0x7F:
            raise ValueError(f"control byte {byte:#x} at {at}")
        else:
            end = at
            while end < len(data) and data[end] >= 0x20 and data[end] != 0x7F:
                end += 1
            yield Token("text", data[at:end])
            at = end


def printed_lines(data: bytes) -> list[str]:
    """Return what the paper reads, line by line."""
    lines = [""]
    for token in tokens(data):
        if token.name == "text":
            lines[-1] += token.data.decode("cp858")
        elif token.name == "LF":
            lines.append("")
    return [line.rstrip() for line in lines]
