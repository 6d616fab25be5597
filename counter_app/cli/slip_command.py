"""`counter slip`: a stored slip again, as text or as a PDF to send or keep; it is no reprint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counter_app.cli.answers import StoreOption, say
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.core.errors import NotFound
from counter_app.core.ids import is_id


def slip(
    code: Annotated[
        str, typer.Argument(metavar="SLIP", help="A slip's barcode text, or a transaction's id.")
    ],
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="FILE", help="Write it as a PDF file instead.")
    ] = None,
    store: StoreOption = None,
) -> int:
    """Show a slip exactly as it was stored when it was printed."""
    from counter_app.records.transaction_reader import stored_document
    from counter_app.storage.files import write_private
    from counter_app.trade.receipt_lookup import find_slip

    station = open_place(find_place(store))
    try:
        transaction_id = code if is_id(code) else find_slip(station, code).transaction_id
        with station.look() as work:
            document = stored_document(work.connection, transaction_id, 1)
            columns = work.policy().printing.columns
    finally:
        station.close()
    if document is None:
        raise NotFound("No slip is stored for this transaction.", code="slip_unknown")
    if pdf is None:
        from counter_app.documents.text import render_text

        say(render_text(document, columns))
    else:
        from counter_app.documents.pdf import render_pdf

        write_private(pdf, render_pdf(document, columns))
        say(f"Written to {pdf}.")
    return DONE
