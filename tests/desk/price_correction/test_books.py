"""What the books keep: the Morning Book's sections, and claims and pictures nobody can alter."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from counter_app.core.errors import BadInput
from counter_app.core.item import ItemRow
from counter_app.core.money import USD, Money
from counter_app.core.words import Words
from counter_app.desk.price_correction import audits, radar, service
from counter_app.desk.price_correction.book import price_sections
from counter_app.desk.price_correction.checks import verify_prices
from counter_app.desk.price_correction.draft import Evidence
from counter_app.paths import resources
from counter_app.records.items import put_items
from counter_app.records.price_corrections import picture
from counter_app.station import Station
from counter_app.storage.guards import present_triggers
from tests.desk.price_correction.desk import choose, correct, rung
from tests.desk.returns.desk import sell, working
from tests.stores import LEAD

PNG = b"\x89PNG\r\n\x1a\n"


def sections(station: Station) -> dict[str, object]:
    words = Words.load("en", USD, resources("i18n"))
    with station.look() as work:
        return {s.key: s for s in price_sections(work, work.today(), words)}


def test_the_book_lists_what_was_put_right_with_its_sums(either_station: Station) -> None:
    desk = working(either_station, LEAD)
    choose(desk, "michigan")
    done = [correct(desk, sell(desk, rung(1, 299, 1, tax=18), sequence=n)) for n in (1, 2, 3)]
    radar.open_task(radar.find(done[0].transaction_id, None, desk), desk)
    words = Words.load("en", USD, resources("i18n"))
    with desk.look() as work:
        corrected, tags, audited = price_sections(work, work.today(), words)
    assert corrected.totals is not None
    assert corrected.totals[5:] == (Money(159), Money(1500), Money(0))
    assert len(corrected.rows) == 3
    assert [o.code for o in corrected.oddities] == ["price.again"]
    assert len(tags.rows) == 1
    assert audited.rows == ()
    assert sections(desk).keys() == {"price_corrections", "shelf_tags", "price_audits"}


def test_an_audit_below_the_line_stands_out(station: Station) -> None:
    desk = working(station)
    with desk.open_work() as work:
        put_items(work.connection, [ItemRow("1", "One", Money(100), "A")], work.now())
        work.commit()
    audit = audits.begin(desk, 1)
    audits.check(audit.id, 1, desk, shelf=Money(90))
    words = Words.load("en", USD, resources("i18n"))
    with desk.look() as work:
        *_, audited = price_sections(work, work.today(), words)
    (row,) = audited.rows
    assert row.tone.value == "alert"
    assert row.cells[-1] == "0%"


def test_a_picture_is_kept_with_its_digest(station: Station, tmp_path: Path) -> None:
    desk = working(station)
    path = tmp_path / "tag.png"
    path.write_bytes(PNG + b"tag")
    name, digest = service.keep_evidence(path, desk)
    assert service.keep_evidence(path, desk) == (name, digest)
    evidence = Evidence("shelf_tag", "aisle 4", name, digest)
    correct(desk, sell(desk, rung()), evidence=evidence)
    with desk.look() as work:
        assert picture(work.connection, digest) == ("tag.png", PNG + b"tag")
        assert verify_prices(work.connection) == []
    for bad in (b"", b"text", PNG + b"0" * 4_000_001):
        path.write_bytes(bad)
        with pytest.raises(BadInput):
            service.keep_evidence(path, desk)
    with pytest.raises(BadInput):
        service.keep_evidence(tmp_path / "none.png", desk)


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE price_corrections SET right_price = 1", "correction_altered"),
        ('UPDATE price_corrections SET content = \'{"note":"other"}\'', "correction_altered"),
        ("DELETE FROM price_corrections", "correction_altered"),
        ("UPDATE price_evidence SET content = X'00'", "evidence_altered"),
        ("DELETE FROM price_evidence", "evidence_altered"),
    ],
)
def test_an_altered_claim_or_picture_is_named(
    station: Station, tmp_path: Path, sql: str, code: str
) -> None:
    desk = working(station)
    path = tmp_path / "tag.png"
    path.write_bytes(PNG)
    name, digest = service.keep_evidence(path, desk)
    correct(desk, sell(desk, rung()), evidence=Evidence("shelf_tag", "", name, digest))
    with desk.open_work() as work:
        for name in present_triggers(work.connection):
            work.connection.execute(text(f"DROP TRIGGER {name}"))
        work.connection.execute(text(sql))
        work.commit()
    with desk.look() as work:
        assert [p.code for p in verify_prices(work.connection)] == [code]
