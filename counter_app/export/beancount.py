"""Journal entries as plain text for Beancount and, with the same figures, for hledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from counter_app.core.money import Currency, plain
from counter_app.export.entries import JournalEntry

_COLUMN: Final = 62


def write_beancount(entries: Sequence[JournalEntry], currency: Currency, title: str) -> bytes:
    """Return a Beancount file; accounts open by themselves, so that days can be put together."""
    head = [
        f'option "title" "{_quoted(title)}"',
        f'option "operating_currency" "{currency.code}"',
        'plugin "beancount.plugins.auto_accounts"',
    ]
    blocks = ["\n".join(head)]
    for entry in entries:
        lines = [f'{entry.day.isoformat()} * "{_quoted(entry.description)}" "{entry.number}"']
        lines.append(f'  journal_no: "{entry.number}"')
        lines += _lines(entry, currency)
        blocks.append("\n".join(lines))
    return ("\n\n".join(blocks) + "\n").encode()


def write_hledger(entries: Sequence[JournalEntry], currency: Currency) -> bytes:
    """Return a journal file for hledger and ledger."""
    blocks = []
    for entry in entries:
        head = f"{entry.day.isoformat()} * ({entry.number}) {_one_line(entry.description)}"
        blocks.append("\n".join([head, *_lines(entry, currency)]))
    return ("\n\n".join(blocks) + "\n").encode() if blocks else b""


def _lines(entry: JournalEntry, currency: Currency) -> Iterator[str]:
    for account, amount in entry.lines:
        figure = plain(amount, currency)
        room = max(2, _COLUMN - len(account.text) - len(figure))
        yield f"  {account.text}{' ' * room}{figure} {currency.code}"


def _quoted(text: str) -> str:
    return _one_line(text).replace("\\", "").replace('"', "'")


def _one_line(text: str) -> str:
    return " ".join(text.replace(";", ",").split())
