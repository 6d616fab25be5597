"""The cash drawer: one immediate command to the printer it hangs on.

A kick is never stored, queued or repeated: late, it would open a drawer nobody watches.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeAlias

from counter_app.core.errors import BadInput, DeviceError
from counter_app.devices.printer import (
    Acknowledgement,
    Conversation,
    Printer,
    Trouble,
    opened,
    trouble_in,
    trouble_of,
)
from counter_app.devices.replies import ASK_DONE
from counter_app.devices.transports import Wire

_SENSOR_LOOKS = 10


class DrawerPin(IntEnum):
    """The printer's connector has room for two drawers."""

    FIRST = 2
    SECOND = 5


class Sensor(StrEnum):
    """What the drawer's switch says when the drawer is open; it differs between drawers."""

    NONE = "none"
    OPEN_IS_HIGH = "open_is_high"
    OPEN_IS_LOW = "open_is_low"


@dataclass(frozen=True, slots=True)
class DrawerConfig:
    """How to open this drawer.

    The pulse is 2 to 500 ms and at most a fifth of pulse and pause, or the coil burns (Citizen
    manual). `at_once` uses the real-time command, which opens even while the paper is out.
    """

    pin: DrawerPin = DrawerPin.FIRST
    pulse_ms: int = 100
    pause_ms: int = 500
    at_once: bool = False
    sensor: Sensor = Sensor.NONE

    def __post_init__(self) -> None:
        if not (2 <= self.pulse_ms <= 500 and 4 * self.pulse_ms <= self.pause_ms <= 510):
            raise BadInput("The drawer's pulse must be 2 ms or more, its pause 4 times that.")


class DrawerState(StrEnum):
    """What the sensor says."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opened:
    """The command was carried out; `seen` when the sensor saw the drawer open."""

    seen: bool


@dataclass(frozen=True, slots=True)
class OpenFailed:
    """No command left; the drawer stays shut."""

    reason: Trouble


@dataclass(frozen=True, slots=True)
class OpenUnknown:
    """The command left, and whether the drawer opened is for the eye to see."""

    reason: Trouble


OpenResult: TypeAlias = Opened | OpenFailed | OpenUnknown


class Drawer:
    """The drawer on `printer`. Used by the print worker, between jobs."""

    def __init__(self, printer: Printer, config: DrawerConfig) -> None:
        self._printer = printer
        self._config = config

    def open(self) -> OpenResult:
        """Kick once; a printer that cannot act now is not asked, for it would act later."""
        try:
            transport = self._printer.transport()
            if isinstance(transport, Wire):
                with opened(transport):
                    return self._kick(transport)
        except DeviceError as error:
            return OpenFailed(trouble_of(error))
        if not transport.opens_drawer:
            return OpenFailed(Trouble.NOT_TAKEN)
        try:
            transport.submit(kick(self._config), "[drawer]\n")
        except DeviceError as error:
            return OpenFailed(trouble_of(error))
        return Opened(seen=False)

    def state(self) -> DrawerState:
        """Read the sensor; without one, or without an answer, UNKNOWN."""
        status = self._printer.status()
        if isinstance(status, Trouble):
            return DrawerState.UNKNOWN
        return self._state(status.drawer_pin_high)

    def _state(self, pin_high: bool | None) -> DrawerState:
        if pin_high is None or self._config.sensor is Sensor.NONE:
            return DrawerState.UNKNOWN
        is_open = pin_high == (self._config.sensor is Sensor.OPEN_IS_HIGH)
        return DrawerState.OPEN if is_open else DrawerState.CLOSED

    def _kick(self, wire: Wire) -> OpenResult:
        conversation = Conversation(wire, self._printer.config)
        answers = self._printer.config.acknowledgement is Acknowledgement.DONE
        if answers:
            status = conversation.status()
            if isinstance(status, Trouble):
                return OpenFailed(status)
            trouble = trouble_in(status)
            if trouble is not None and not self._config.at_once:
                return OpenFailed(trouble)
        try:
            wire.send(kick(self._config) + (b"" if self._config.at_once else ASK_DONE))
            return self._confirm(conversation) if answers else OpenUnknown(Trouble.NO_ANSWER)
        except DeviceError as error:
            return OpenUnknown(trouble_of(error))

    def _confirm(self, conversation: Conversation) -> OpenResult:
        if not self._config.at_once:
            config = self._printer.config
            if conversation.wait(config.status_ms, lambda replies: replies.done) is None:
                return OpenUnknown(Trouble.NO_ANSWER)
        if self._config.sensor is Sensor.NONE:
            return Opened(seen=False)
        for _ in range(_SENSOR_LOOKS):
            if self._state(conversation.drawer_pin_high()) is DrawerState.OPEN:
                return Opened(seen=True)
        return OpenUnknown(Trouble.NO_ANSWER)


def kick(config: DrawerConfig) -> bytes:
    """Return the command: `DLE DC4 1 m t` (100 ms units) or `ESC p m t1 t2` (2 ms units)."""
    which = 0 if config.pin is DrawerPin.FIRST else 1
    if config.at_once:
        return bytes([0x10, 0x14, 1, which, max(1, min(8, config.pulse_ms // 100))])
    return bytes([0x1B, 0x70, which, config.pulse_ms // 2, config.pause_ms // 2])
