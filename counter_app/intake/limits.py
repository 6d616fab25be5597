"""How much of a file from outside is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one import file; the defaults are far above what registers write."""

    file_bytes: int = 8 * 1024**3
    transaction_bytes: int = 8 * 1024**2
    depth: int = 64
    elements_per_transaction: int = 100_000
    attributes_per_element: int = 64
    names: int = 4_096
    lines_per_receipt: int = 5_000
    row_characters: int = 128 * 1024
    columns: int = 512
    rows: int = 20_000_000
    receipts_per_csv: int = 2_000_000


DEFAULT_LIMITS = Limits()
