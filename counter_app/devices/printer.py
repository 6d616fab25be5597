"""A receipt printer: sends one job and says what is known of it afterwards.

Used by the print worker only, one job at a time. Nothing here repeats a job.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from counter_app.core.errors import DeviceError
from counter_app.devices.replies import (
    ASK_DONE,
    ASK_OFFLINE,
    ASK_PAPER,
    ASK_PRINTER,
    Paper,
    PrinterStatus,
    Replies,
    ReplyParser,
    paper_ended,
    status_from,
)
from counter_app.devices.transports import Connection, Queue, Wire, transport_for

MAX_JOB_BYTES = 4_000_000
_MAX_READS = 500  # while waiting for one answer


class Acknowledgement(StrEnum):
    """Whether the printer tells when a job is done; many cheap ones never answer anything."""

    DONE = "done"
    NONE = "none"


class Trouble(StrEnum):
    """Why a job is not known to be printed; the screen has a sentence for each."""

    UNREACHABLE = "unreachable"
    NO_ANSWER = "no_answer"
    STRANGE_ANSWER = "strange_answer"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    BROKEN = "broken"
    NOT_TAKEN = "not_taken"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Job:
    """The bytes to print and the same slip as text, which the folder printer keeps."""

    data: bytes
    text: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer said that it has printed everything."""

    paper_low: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """Everything was handed over to something that never says more."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """Not a byte of the job left; trying again is safe."""

    reason: Trouble
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part or all of the job left and nothing confirms it; only a person may send it again."""

    reason: Trouble
    detail: str = ""


Outcome: TypeAlias = Printed | Sent | NotSent | Unknown


@dataclass(frozen=True, slots=True)
class PrinterConfig:
    """How to reach a printer, how wide it prints, and how long to wait for it."""

    connection: Connection
    columns: int = 48
    cuts: bool = True
    acknowledgement: Acknowledgement = Acknowledgement.DONE
    status_ms: int = 1_000
    done_ms: int = 20_000  # from the last byte sent to the end of printing


class Printer:
    """One printer. `transport` replaces the way that the configuration names."""

    def __init__(self, config: PrinterConfig, transport: Wire | Queue | None = None) -> None:
        self.config = config
        self._transport = transport

    def transport(self) -> Wire | Queue:
        """Return the way to the printer; DeviceError where this machine lacks what it needs."""
        return self._transport or transport_for(self.config.connection)

    def print_bytes(self, job: Job) -> Outcome:
        """Send `job` once and wait, at most the configured time, for what becomes of it."""
        if len(job.data) > MAX_JOB_BYTES:
            return NotSent(Trouble.TOO_LARGE)
        try:
            transport = self.transport()
        except DeviceError as error:
            return NotSent(trouble_of(error), error.text)
        if isinstance(transport, Wire):
            return self._print_on(transport, job.data)
        try:
            transport.submit(job.data, job.text)
        except DeviceError as error:
            trouble = trouble_of(error)
            known = NotSent if trouble is not Trouble.BROKEN else Unknown
            return known(trouble, error.text)
        return Sent()

    def status(self) -> PrinterStatus | Trouble:
        """Ask the printer how it is; a queue and a mute printer are NO_ANSWER."""
        try:
            transport = self.transport()
            if not isinstance(transport, Wire):
                return Trouble.NO_ANSWER
            with opened(transport):
                return Conversation(transport, self.config).status()
        except DeviceError as error:
            return trouble_of(error)

    def _print_on(self, wire: Wire, data: bytes) -> Outcome:
        try:
            with opened(wire):
                if self.config.acknowledgement is Acknowledgement.DONE:
                    return self._print_acknowledged(wire, data)
                return _send(wire, data) or Sent()
        except DeviceError as error:
            return NotSent(trouble_of(error), error.text)

    def _print_acknowledged(self, wire: Wire, data: bytes) -> Outcome:
        conversation = Conversation(wire, self.config)
        before = conversation.status()
        trouble = before if isinstance(before, Trouble) else trouble_in(before)
        if trouble is not None:
            return NotSent(trouble)
        failed = _send(wire, data + ASK_DONE)
        if failed is not None:
            return failed
        try:
            done = conversation.wait(self.config.done_ms, lambda replies: replies.done)
            if done is None:
                after = conversation.status()
                now = after if isinstance(after, Trouble) else trouble_in(after)
                return Unknown(now or Trouble.NO_ANSWER)
        except DeviceError as error:
            return Unknown(trouble_of(error), error.text)
        if paper_ended(done):
            return Unknown(Trouble.PAPER_OUT)
        return Printed(paper_low=bool(done & 0x03))


def _send(wire: Wire, data: bytes) -> Unknown | None:
    try:
        wire.send(data)
    except DeviceError as error:
        return Unknown(trouble_of(error), error.text)
    return None


@contextmanager
def opened(wire: Wire) -> Iterator[None]:
    """Open `wire` and close it again whatever happens."""
    wire.open()
    try:
        yield
    finally:
        wire.close()


class Conversation:
    """Questions to a printer on an open wire, each with a limited time for the answer."""

    def __init__(self, wire: Wire, config: PrinterConfig) -> None:
        self._wire = wire
        self._config = config
        self._parser = ReplyParser()
        self._strange = 0

    def status(self) -> PrinterStatus | Trouble:
        """Ask for the whole status; raises DeviceError when the wire breaks."""
        answers: list[int] = []
        for question in (ASK_PRINTER, ASK_OFFLINE, ASK_PAPER):
            self._wire.send(question)
            answer = self.wait(self._config.status_ms, lambda replies: replies.status)
            if self._strange:
                return Trouble.STRANGE_ANSWER
            if answer is None:
                return Trouble.NO_ANSWER
            answers.append(answer)
        return status_from(*answers)

    def drawer_pin_high(self) -> bool | None:
        """Ask for the drawer's sensor; None without an answer."""
        self._wire.send(ASK_PRINTER)
        answer = self.wait(self._config.status_ms, lambda replies: replies.status)
        return None if answer is None else bool(answer & 0x04)

    def wait(self, timeout_ms: int, wanted: Callable[[Replies], tuple[int, ...]]) -> int | None:
        """Return the last wanted answer that comes within the time, else None."""
        deadline = time.monotonic() + timeout_ms / 1000
        for _ in range(_MAX_READS):
            left_ms = int((deadline - time.monotonic()) * 1000)
            if left_ms <= 0:
                break
            replies = self._parser.feed(self._wire.receive(left_ms))
            self._strange += replies.strange
            found = wanted(replies)
            if found:
                return found[-1]
        return None


def trouble_in(status: PrinterStatus) -> Trouble | None:
    """Return what keeps a printer of this status from printing."""
    if status.paper is Paper.OUT:
        return Trouble.PAPER_OUT
    if status.cover_open:
        return Trouble.COVER_OPEN
    return None if status.online and not status.error else Trouble.OFFLINE


def trouble_of(error: DeviceError) -> Trouble:
    """Return what a transport's error means for the job."""
    return Trouble(error.code) if error.code in set(Trouble) else Trouble.UNREACHABLE
