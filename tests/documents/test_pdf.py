"""The PDF says what the paper says, and its bars can be read."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image as Picture
from PIL import ImageDraw
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from counter_app.core.document import Cut, Document, Feed, Image, Style, Text
from counter_app.documents.bitmap import Bitmap
from counter_app.documents.layout import Line, lay_out
from counter_app.documents.pdf import render_pdf
from tests.documents.samples import BARCODE, LINK, SAMPLES, WIDTHS, return_slip, sale_receipt

_SCALE = 6  # pixels a point


def page(data: bytes) -> PageObject:
    (only,) = PdfReader(BytesIO(data)).pages
    return only


def rectangles_drawn(of: PageObject) -> Picture.Image:
    """Paint the page's filled rectangles, which are all there is of bars and pictures."""
    width, height = float(of.mediabox.width), float(of.mediabox.height)
    image = Picture.new("L", (round(width * _SCALE), round(height * _SCALE)), 255)
    draw = ImageDraw.Draw(image)
    for operands, operator in ContentStream(of.get_contents(), of.pdf).operations:
        if operator == b"re":
            x, y, w, h = (float(operand) for operand in operands)
            if w < width / 2:
                box = (x, height - y - h, x + w, height - y)
                left, top, right, foot = (round(side * _SCALE) for side in box)
                draw.rectangle((left, top, right - 1, foot - 1), fill=0)
    return image


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_on_paper_is_in_the_pdf(name: str, columns: int) -> None:
    document = SAMPLES[name]()
    words = page(render_pdf(document, columns)).extract_text().split()
    for item in lay_out(document, columns):
        if isinstance(item, Line):
            assert set(item.text.split()) <= set(words)


@pytest.mark.parametrize("columns", WIDTHS)
def test_bars_and_squares_read_back(columns: int) -> None:
    slip = zxingcpp.read_barcodes(rectangles_drawn(page(render_pdf(return_slip(), columns))))
    assert [code.text for code in slip] == [BARCODE]
    receipt = zxingcpp.read_barcodes(rectangles_drawn(page(render_pdf(sale_receipt(), columns))))
    assert {code.text for code in receipt} == {"0012072611210183", LINK}


def test_the_same_document_gives_the_same_bytes_with_title_and_language() -> None:
    first = render_pdf(SAMPLES["settlement"]())
    assert first == render_pdf(SAMPLES["settlement"]())
    reader = PdfReader(BytesIO(first))
    assert reader.metadata is not None
    assert reader.metadata.title == "Settlement"
    assert str(reader.root_object["/Lang"]) == "es"


def test_the_page_is_as_wide_as_the_paper_and_as_long_as_the_slip() -> None:
    short = page(render_pdf(Document((Text("a"),), "t", "")))
    long = page(
        render_pdf(Document((Text("a"), Feed(8), Text("b", style=Style(height=2))), "t", ""))
    )
    assert short.mediabox.width == long.mediabox.width
    assert float(short.mediabox.width) == pytest.approx(80 / 25.4 * 72, abs=2)
    assert long.mediabox.height > short.mediabox.height


def test_a_very_long_document_takes_more_pages() -> None:
    pages = PdfReader(
        BytesIO(render_pdf(Document((Feed(8),) * 300 + (Text("end"),), "t", "")))
    ).pages
    assert len(pages) == 2
    assert pages[-1].extract_text() == "end"


def test_pictures_underlines_and_cuts_are_drawn() -> None:
    logo = Bitmap(16, 16, bytes([0xFF, 0x00]) * 16)
    document = Document(
        (Image("logo"), Image("none"), Cut(), Text("x", style=Style(underline=True, invert=True))),
        "t",
        "",
    )
    drawn = page(render_pdf(document, pictures={"logo": logo}))
    operators = [op for _, op in ContentStream(drawn.get_contents(), drawn.pdf).operations]
    assert operators.count(b"re") == 17
    assert b"d" in operators


def test_b2_79_markup_in_a_name_is_printed_as_it_is() -> None:
    name = "<img src=/etc/passwd> & </para> <b>x"
    data = render_pdf(Document((Text(name),), "t", name))
    assert page(data).extract_text() == name
    assert b"/Subtype /Image" not in data
