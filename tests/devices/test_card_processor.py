"""Card refunds: one request id never moves money twice."""

from __future__ import annotations

import pytest

from counter_app.core.errors import BadInput, Conflict, NotFound
from counter_app.devices.card_processor import (
    MAX_REMEMBERED,
    Approved,
    CardProcessor,
    CardRefund,
    Declined,
    ManualProcessor,
    NeedsEntry,
    NeverSeen,
    SimulatedProcessor,
    Step,
    TimedOut,
    approval_code,
)

REQUEST = CardRefund("r-1", 6899, "ref-183")
OTHER = CardRefund("r-2", 100, "ref-183")


def test_the_simulated_processor_follows_its_script_and_then_approves() -> None:
    processor = SimulatedProcessor([Step.DECLINE, Step.APPROVE])
    assert isinstance(processor.refund(REQUEST), Declined)
    assert isinstance(processor.refund(OTHER), Approved)
    assert isinstance(processor.refund(CardRefund("r-3", 5, "")), Approved)
    assert processor.moved_cents == 105


@pytest.mark.parametrize(
    ("step", "later", "moved"),
    [(Step.LOSE_ANSWER, Approved, 6899), (Step.LOSE_REQUEST, NeverSeen, 0)],
)
def test_a_time_out_is_settled_by_asking(step: Step, later: type[object], moved: int) -> None:
    processor = SimulatedProcessor([step])
    assert processor.refund(REQUEST) == TimedOut()
    assert isinstance(processor.query("r-1"), later)
    assert processor.moved_cents == moved
    assert isinstance(processor.refund(REQUEST), Approved)
    assert processor.moved_cents == 6899


def test_the_same_request_again_gives_the_same_answer_and_moves_nothing() -> None:
    processor = SimulatedProcessor()
    first = processor.refund(REQUEST)
    assert processor.refund(REQUEST) == first == processor.query("r-1")
    assert processor.moved_cents == 6899


@pytest.mark.parametrize("processor", [SimulatedProcessor(), ManualProcessor()])
def test_an_id_used_for_something_else_is_refused(processor: CardProcessor) -> None:
    processor.refund(REQUEST)
    with pytest.raises(Conflict):
        processor.refund(CardRefund("r-1", 6898, "ref-183"))


def test_the_manual_processor_waits_for_the_code_the_clerk_reads() -> None:
    processor = ManualProcessor()
    assert processor.query("r-1") == NeverSeen()
    assert processor.refund(REQUEST) == NeedsEntry()
    assert processor.refund(REQUEST) == NeedsEntry()
    approved = processor.approve("r-1", " t4m2k9 ", "slip 12")
    assert approved == Approved("T4M2K9", "slip 12")
    assert processor.refund(REQUEST) == processor.query("r-1") == approved
    assert processor.approve("r-1", "T4M2K9", "slip 12") == approved
    with pytest.raises(Conflict):
        processor.approve("r-1", "AAAA")
    with pytest.raises(Conflict):
        processor.decline("r-1", "no")


def test_the_manual_processor_records_a_refusal() -> None:
    processor = ManualProcessor()
    processor.refund(REQUEST)
    assert processor.decline("r-1", "card\nexpired") == Declined("card expired")
    assert processor.query("r-1") == Declined("card expired")
    with pytest.raises(Conflict):
        processor.approve("r-1", "T4M2K9")


def test_a_code_for_nothing_is_refused() -> None:
    with pytest.raises(NotFound):
        ManualProcessor().approve("r-9", "T4M2K9")
    with pytest.raises(NotFound):
        ManualProcessor().decline("r-9", "no")


@pytest.mark.parametrize("code", ["", "123", "1" * 13, "T4-M2", "Tée4", "<b>12", "１２３４"])
def test_an_approval_code_is_letters_and_digits(code: str) -> None:
    with pytest.raises(BadInput):
        approval_code(code)


@pytest.mark.parametrize(
    ("request_id", "cents", "reference"),
    [("r", 0, ""), ("r", -1, ""), ("", 1, ""), ("r" * 65, 1, ""), ("r", 1, "x" * 65)],
)
def test_a_request_that_cannot_be_is_refused(request_id: str, cents: int, reference: str) -> None:
    with pytest.raises(BadInput):
        CardRefund(request_id, cents, reference)


def test_memory_is_bounded() -> None:
    processor = SimulatedProcessor()
    for number in range(MAX_REMEMBERED + 1):
        processor.refund(CardRefund(f"r-{number}", 1, ""))
    assert processor.query("r-0") == NeverSeen()
    assert isinstance(processor.query(f"r-{MAX_REMEMBERED}"), Approved)
