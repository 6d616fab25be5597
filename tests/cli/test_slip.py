"""`counter slip`: a stored slip as text and as a PDF."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Counter
from tests.stores import CLERK, PINS

OPEN = {
    "station": "D01",
    "operator": CLERK,
    "pin": PINS[CLERK],
    "task": "tills",
    "do": {"action": "open", "till": 7, "float_cents": 20000},
}


def test_a_stored_slip_is_shown_and_written_as_a_pdf(shop: Counter, tmp_path: Path) -> None:
    (answer,) = shop("play", "-", stdin=json.dumps(OPEN) + "\n").lines
    (transaction,) = answer["transactions"]
    shown = shop("slip", transaction["id"]).out
    assert "TILL OPENED 0001" in shown
    file = tmp_path / "slip.pdf"
    assert shop("slip", transaction["id"], "--pdf", file).code == 0
    text = PdfReader(BytesIO(file.read_bytes())).pages[0].extract_text()
    assert "TILL OPENED 0001" in " ".join(text.split())


def test_an_unknown_slip_says_so(shop: Counter) -> None:
    assert "No slip" in shop("slip", "RT001201261121000276").err
    unknown = shop("slip", "01980000-0000-7000-8000-00000000ffff")
    assert (unknown.code, unknown.err.count("No slip is stored")) == (2, 1)
