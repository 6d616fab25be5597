"""A sealed Book as files: PDF, CSV and JSON, each the same bytes whenever it is written again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from counter_app.core.book import Book
from counter_app.core.book_json import content, from_json
from counter_app.records.morning_books import SealedBook

if TYPE_CHECKING:
    from counter_app.documents.book_layout import SealLine


def pdf_file(sealed: SealedBook, book: Book) -> bytes:
    """The PDF of a sealed Book."""
    from counter_app.documents.book_layout import lay_out_book
    from counter_app.documents.book_pdf import render_book

    return render_book(lay_out_book(book, seal_line(sealed)))


def csv_file(sealed: SealedBook, book: Book) -> bytes:
    """The CSV of a sealed Book."""
    from counter_app.documents.book_csv import render_csv

    return render_csv(book, seal_line(sealed))


def json_file(sealed: SealedBook, book: Book) -> bytes:
    """The JSON of a sealed Book: its figures and everything the seal covers."""
    whole = {
        "number": sealed.number,
        "business_date": sealed.business_date.isoformat(),
        "edition": sealed.edition,
        "fingerprint": sealed.fingerprint,
        "station": sealed.station,
        "sealed_at": sealed.sealed_at.isoformat(),
        "previous_seal": sealed.previous_seal,
        "seal": sealed.seal,
        "transaction_id": sealed.transaction_id,
        "book": content(book),
    }
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


FORMS: Final[Mapping[str, Callable[[SealedBook, Book], bytes]]] = MappingProxyType(
    {"pdf": pdf_file, "csv": csv_file, "json": json_file}
)
"""What a nightly run writes, by the ending of the file's name."""


def file_name(sealed: SealedBook, form: str) -> str:
    """``morning-book-2026-11-20.pdf``; later editions carry their number."""
    edition = f"-{sealed.edition}" if sealed.edition > 1 else ""
    return f"morning-book-{sealed.business_date.isoformat()}{edition}.{form}"


def book_in(sealed: SealedBook) -> Book:
    """The figures of a stored Book; raises `BadInput` if they are damaged."""
    return from_json(sealed.content)


def seal_line(sealed: SealedBook) -> SealLine:
    """What the foot of its pages says."""
    from counter_app.documents.book_layout import SealLine

    return SealLine(sealed.sealed_at, sealed.seal, sealed.previous_seal, sealed.edition)
