"""The slips on 48, 42 and 32 columns, in English and Spanish: sums add up, nothing is cut."""

from __future__ import annotations

import re

import pytest

from counter_app.core.document import Document
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.desk.price_correction import audits
from counter_app.desk.price_correction.draft import Evidence
from counter_app.desk.price_correction.overrides import Override, issue
from counter_app.desk.price_correction.task import TASK
from counter_app.desk.price_correction.voids import void
from counter_app.documents.layout import lay_out
from counter_app.documents.pdf import render_pdf
from counter_app.documents.text import render_text
from counter_app.records.customers import Customer, add_customer
from counter_app.records.items import put_items
from counter_app.station import Station
from tests.desk.price_correction.desk import choose, correct, rung
from tests.desk.returns.desk import sell, working
from tests.stores import LEAD

COLUMNS = (48, 42, 32)
SPANISH = Customer("01980000-0000-7000-8000-00000000c0e5", "9000005", "Ana Ruiz", "es")


def slips(station: Station) -> dict[str, Document]:
    """One slip of each kind, the correction's in both languages."""
    desk = working(station, LEAD)
    choose(desk, "michigan")
    with desk.open_work() as work:
        add_customer(work.connection, SPANISH, work.now())
        put_items(work.connection, [ItemRow("4001", "Milk", Money(299), "Dairy")], work.now())
        work.commit()
    name = "Extra virgin olive oil, cold pressed, 750 ml bottle"
    line = rung(1, 299, 3, tax=54, description=name)
    evidence = Evidence("shelf_tag", "aisle 4, lower shelf")
    english = correct(desk, sell(desk, line, sequence=1), evidence=evidence)
    spanish = correct(desk, sell(desk, line, sequence=2, customer_ref=SPANISH.number))
    back = void(spanish.transaction_id, "clerk_mistake", desk)
    approval = issue(Override(new_id(), "4001", Money(249), source="sign", note="end cap"), desk)
    audit = audits.begin(desk, 1)
    audits.check(audit.id, 1, desk, shelf=Money(249))
    report = audits.finish(audit.id, desk)
    return {
        "english": english.documents[0],
        "spanish": spanish.documents[0],
        "void": back.documents[0],
        "approval": approval.document,
        "audit": report.document,
    }


def test_every_slip_leads_back_to_this_desk(station: Station) -> None:
    for name, slip in slips(station).items():
        printed = re.search(r"\b([A-Z]{2}) \d{4} \d{2} \d{6} ", render_text(slip, 48))
        assert printed is not None, name
        assert printed.group(1) in TASK.slips, name


def test_every_slip_fits_every_paper(station: Station) -> None:
    for name, slip in slips(station).items():
        for columns in COLUMNS:
            text = render_text(slip, columns)
            assert max(len(x) for x in text.splitlines()) <= columns, (name, columns)
            assert lay_out(slip, columns)
        assert render_pdf(slip).startswith(b"%PDF-"), name


@pytest.mark.parametrize("columns", COLUMNS)
def test_the_sums_of_a_correction_add_up(station: Station, columns: int) -> None:
    text = render_text(slips(station)["english"], columns)
    figures = dict(
        re.findall(r"^(Price difference|Tax 0 as paid|Bonus) +(-[0-9.]+)$", text, re.MULTILINE)
    )
    assert figures == {"Price difference": "-1.50", "Tax 0 as paid": "-0.09", "Bonus": "-5.00"}
    assert re.search(r"-6\.59", text)
    plain = " ".join(text.split())
    assert "Michigan Scanner Law" in plain
    assert "Source: Michigan Attorney General" in plain
    assert "2.99 charged, 2.49 is right" in plain
    assert "aisle 4, lower shelf" in plain


def test_a_spanish_customer_reads_the_rule_in_spanish(station: Station) -> None:
    text = " ".join(render_text(slips(station)["spanish"], 48).split())
    assert "CORRECCIÓN DE PRECIO" in text
    assert "diez veces la diferencia" in text
    assert "Etiqueta de estante" in text
