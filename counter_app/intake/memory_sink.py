"""A place for receipts that keeps only their digests: for a dry run, which must write nothing."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.core.receipt import Receipt, ReceiptKey
from counter_app.intake.report import Added, Rejected


class MemorySink:
    """Tells new, unchanged and changed as the store would, and remembers digests in memory.

    `stored` gives the content digest of a receipt the store already has, or None.
    """

    def __init__(self, stored: Callable[[ReceiptKey], str | None] | None = None) -> None:
        self._stored = stored
        self.digests: dict[ReceiptKey, str] = {}
        self.rejects: list[Rejected] = []

    def add(self, receipt: Receipt, /) -> Added:
        known = self.digests.get(receipt.key)
        if known is None and self._stored is not None:
            known = self._stored(receipt.key)
        digest = receipt.content_digest()
        if known is None:
            self.digests[receipt.key] = digest
            return "new"
        return "unchanged" if known == digest else "changed"

    def reject(self, file: str, receipt: str, reason: str, raw_digest: str, /) -> None:
        del raw_digest
        self.rejects.append(Rejected(file, receipt, reason))

    def flush(self) -> None:
        """Nothing waits to be written."""
