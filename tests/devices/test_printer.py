"""What is known of a job after each fault, on real sockets."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices.printer import (
    MAX_JOB_BYTES,
    Acknowledgement,
    Job,
    NotSent,
    Outcome,
    Printed,
    Printer,
    PrinterConfig,
    Sent,
    Trouble,
    Unknown,
)
from counter_app.devices.replies import Paper, PrinterStatus, Replies, ReplyParser, status_from
from counter_app.devices.transports import TcpAddress
from counter_app.documents.escpos import render_escpos
from tests.devices.pretend import Fault, PretendPrinter, refused_config
from tests.documents.samples import return_slip

SLIP = render_escpos(return_slip())
WELL = PrinterStatus(True, Paper.OK, False, False, False)


def outcome_of(fault: Fault, *, acknowledges: bool = True) -> tuple[Outcome, PretendPrinter]:
    with PretendPrinter(fault) as pretend:
        printer = Printer(pretend.config(acknowledges=acknowledges))
        return printer.print_bytes(Job(SLIP)), pretend


@pytest.mark.parametrize(
    ("fault", "outcome", "reached_paper"),
    [
        (Fault.NONE, Printed(), True),
        (Fault.SLOW, Printed(), True),
        (Fault.PAPER_LOW, Printed(paper_low=True), True),
        (Fault.PAPER_OUT, NotSent(Trouble.PAPER_OUT), False),
        (Fault.COVER_OPEN, NotSent(Trouble.COVER_OPEN), False),
        (Fault.OFFLINE, NotSent(Trouble.OFFLINE), False),
        (Fault.MUTE, NotSent(Trouble.NO_ANSWER), False),
        (Fault.BLACKHOLE, NotSent(Trouble.NO_ANSWER), False),
        (Fault.GARBAGE, NotSent(Trouble.STRANGE_ANSWER), False),
        (Fault.NEVER_DONE, Unknown(Trouble.NO_ANSWER), True),
        (Fault.PAPER_ENDS, Unknown(Trouble.PAPER_OUT), True),
    ],
)
def test_every_fault_has_its_outcome(fault: Fault, outcome: Outcome, reached_paper: bool) -> None:
    found, pretend = outcome_of(fault)
    assert found == outcome
    assert bool(pretend.printed) is reached_paper
    assert pretend.connections == 1
    assert pretend.kicks == []


def test_a_printer_that_is_off_got_nothing() -> None:
    found = Printer(refused_config()).print_bytes(Job(SLIP))
    assert found == NotSent(Trouble.UNREACHABLE, "The printer cannot be reached.")


def test_b2_50_a_connection_lost_in_mid_job_leaves_it_unknown() -> None:
    with PretendPrinter(Fault.DROP_AFTER) as pretend:
        found = Printer(pretend.config()).print_bytes(Job(SLIP * 2_000))
        assert isinstance(found, Unknown)
        assert found.reason is Trouble.BROKEN
        assert pretend.connections == 1


def test_a_printer_that_never_answers_is_sent_the_job_and_no_question() -> None:
    found, pretend = outcome_of(Fault.MUTE, acknowledges=False)
    assert found == Sent()
    assert b"REFUND, CASH" in pretend.printed


def test_a_long_job_arrives_whole_although_the_printer_keeps_talking() -> None:
    with PretendPrinter(Fault.SLOW) as pretend:
        config = pretend.config(wait_ms=10_000)
        assert Printer(config).print_bytes(Job(SLIP * 300)) == Printed()
    assert pretend.printed.count(b"Thank you") == 300


def test_two_jobs_in_turn_use_a_connection_each() -> None:
    with PretendPrinter() as pretend:
        printer = Printer(pretend.config())
        assert [printer.print_bytes(Job(SLIP)) for _ in range(2)] == [Printed(), Printed()]
        assert pretend.connections == 2


def test_a_job_that_cannot_be_is_not_sent() -> None:
    found = Printer(refused_config()).print_bytes(Job(b"x" * (MAX_JOB_BYTES + 1)))
    assert found == NotSent(Trouble.TOO_LARGE)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.NONE, WELL),
        (Fault.PAPER_LOW, PrinterStatus(True, Paper.LOW, False, False, False)),
        (Fault.PAPER_OUT, PrinterStatus(False, Paper.OUT, False, False, False)),
        (Fault.COVER_OPEN, PrinterStatus(False, Paper.OK, True, False, False)),
        (Fault.OFFLINE, PrinterStatus(False, Paper.OK, False, False, False)),
        (Fault.MUTE, Trouble.NO_ANSWER),
        (Fault.GARBAGE, Trouble.STRANGE_ANSWER),
    ],
)
def test_status(fault: Fault, status: PrinterStatus | Trouble) -> None:
    with PretendPrinter(fault) as pretend:
        assert Printer(pretend.config()).status() == status


def test_status_of_a_printer_that_is_off() -> None:
    assert Printer(refused_config()).status() is Trouble.UNREACHABLE


def test_a_printer_is_reached_by_ipv6_too() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with listener:
        address = TcpAddress("::1", listener.getsockname()[1], 500, 500, 1)
        config = PrinterConfig(address, acknowledgement=Acknowledgement.NONE)
        assert Printer(config).print_bytes(Job(b"x")) == Sent()
        connection, _ = listener.accept()
        with connection:
            assert connection.recv(10) == b"x"


@given(st.integers(0, 255), st.integers(0, 255))
def test_answers_are_told_apart_by_their_bits(first: int, second: int) -> None:
    whole = ReplyParser().feed(bytes([first, second]))
    parser = ReplyParser()
    parts = [parser.feed(bytes([first])), parser.feed(bytes([second]))]
    assert whole.status == parts[0].status + parts[1].status
    assert whole.done == parts[0].done + parts[1].done
    assert whole.strange == parts[0].strange + parts[1].strange
    assert all(byte & 0x93 == 0x12 for byte in whole.status)
    assert all(byte & 0x90 == 0 for byte in whole.done)


def test_an_automatic_status_is_no_answer_to_anything() -> None:
    found = ReplyParser().feed(bytes([0x10, 0, 0, 0, 0x12, 0x38, 0, 0, 0, 0x11, 0x13, 0x03]))
    assert found == Replies(status=(0x12,), done=(0x03,), strange=0)
    assert ReplyParser().feed(bytes([0x10, 0, 0])).done == ()


def test_an_unrecoverable_error_counts() -> None:
    assert status_from(0x12, 0x52, 0x12).error
