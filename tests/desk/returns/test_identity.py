"""Cards that were shown: known again, kept as policy allows, and their numbers nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData, select

from counter_app.codes.aamva import parse_licence
from counter_app.core.approval import Severity
from counter_app.core.errors import BadInput, Refused
from counter_app.desk.returns import service, unreceipted
from counter_app.desk.returns.denials import deny
from counter_app.station import Station
from counter_app.trade.identity import Card, card_of, read_card
from tests.codes.cards import NUMBER, card
from tests.desk.returns.bare import (
    KETTLE,
    LAMP,
    MINE,
    SOAP,
    TODAY,
    posted,
    returning,
    said,
    stocked,
    told,
)
from tests.desk.returns.desk import stored


@pytest.fixture
def desk(either_station: Station) -> Station:
    """A clerk at an open till of a stocked store."""
    return stocked(either_station)


def test_a_card_is_known_typed_or_scanned(desk: Station) -> None:
    licence = parse_licence(card("12345678", "TX"))
    by_scan = unreceipted.identify(unreceipted.start_without(desk), card_of(licence), desk)
    typed = read_card("tx 1234-5678", "")
    by_hand = unreceipted.identify(unreceipted.start_without(desk), typed, desk)
    assert by_scan.without is not None
    assert by_hand.without is not None
    assert by_scan.without.seen is not None
    assert by_hand.without.seen is not None
    assert by_scan.without.seen.person_id == by_hand.without.seen.person_id
    assert read_card("12345678", "TX").jurisdiction == "TX"
    for wrong in ("12345678", "TX", "TX 12", "TX ABCDEF", ""):
        with pytest.raises(BadInput):
            read_card(wrong, "")


def test_expired_cards_and_states_that_forbid_keeping(desk: Station) -> None:
    expired = replace(MINE, expires=TODAY - timedelta(days=1))
    draft = returning(desk, KETTLE, who=None)
    old = unreceipted.identify(draft, expired, desk)
    assert said(old, desk)["returns.card_expired"] is Severity.WARN
    jersey = unreceipted.identify(draft, Card("NJ", "A12345678"), desk)
    assert jersey.without is not None
    assert jersey.without.seen is not None
    assert jersey.without.seen.person_id is None
    assert said(jersey, desk)["returns.look_only"] is Severity.INFORM
    asked = unreceipted.identify(draft, Card("NH", "A12345678"), desk)
    assert said(asked, desk)["returns.consent"] is Severity.WARN


def everything_stored(station: Station) -> Iterator[str]:
    """Every value of every table, as text."""
    tables = MetaData()
    with station.database.read() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)):
                yield from (str(value) for value in row)


def test_the_number_of_a_card_is_nowhere(desk: Station, tmp_path: Path) -> None:
    licence = parse_licence(card(NUMBER, "VA"))
    draft = returning(desk, KETTLE, who=None)
    draft = unreceipted.identify(draft, card_of(licence), desk)
    service.save(draft, desk)
    with pytest.raises(Refused):
        service.complete(returning(desk, *[LAMP] * 9, who=card_of(licence)), desk)
    done = posted(told(draft, desk), desk)
    values = list(everything_stored(desk))
    assert len(values) > 100
    assert not [v for v in values if NUMBER in v or NUMBER.lower() in v]
    assert not [v for v in values if "2300 WEST BROAD" in v or "SAMPLE" in v]
    assert not [d for d in done.documents if NUMBER[-4:] in d.to_json()]
    for path in desk.home.rglob("*"):
        if path.is_file():
            assert NUMBER.encode() not in path.read_bytes(), path
    assert NUMBER not in repr(licence) + repr(card_of(licence)) + repr(draft)


def test_a_return_beyond_the_limits_is_denied_on_paper_without_a_word_about_the_card(
    desk: Station,
) -> None:
    draft = returning(desk, *[LAMP] * 9)
    ticket = deny(draft, desk)
    assert "returns.person_stopped_pieces" in [f.code for f in ticket.findings]
    slip = ticket.document.to_json()
    assert "No receipt" in slip
    assert "5678" not in slip
    base = stored(desk, ticket.transaction_id).transaction
    assert base.receipt_id is None
    assert base.proof is not None
    again = returning(desk, SOAP)
    assert again.without is not None
    assert again.without.past == ()
