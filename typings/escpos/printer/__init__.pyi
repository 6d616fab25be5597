from typing import Any

from escpos.capabilities import BaseProfile
from escpos.escpos import Escpos

class Dummy(Escpos):
    @property
    def output(self) -> bytes: ...
    def clear(self) -> None: ...

class Usb(Escpos):
    def __init__(
        self,
        idVendor: int | None = ...,
        idProduct: int | None = ...,
        usb_args: dict[str, str | int] = ...,
        timeout: float = ...,
        in_ep: int = ...,
        out_ep: int = ...,
        *,
        profile: str | BaseProfile | None = ...,
        magic_encode_args: dict[str, Any] | None = ...,
    ) -> None: ...
    @property
    def device(self) -> Any: ...

class Serial(Escpos):
    def __init__(
        self,
        devfile: str = ...,
        baudrate: int = ...,
        bytesize: int = ...,
        timeout: float = ...,
        parity: str | None = ...,
        stopbits: int | None = ...,
        xonxoff: bool = ...,
        dsrdtr: bool = ...,
        *,
        profile: str | BaseProfile | None = ...,
        magic_encode_args: dict[str, Any] | None = ...,
    ) -> None: ...
    @property
    def device(self) -> Any: ...
    def flush(self) -> None: ...

class CupsPrinter(Escpos):
    def __init__(
        self,
        printer_name: str = ...,
        *,
        host: str = ...,
        port: int = ...,
        profile: str | BaseProfile | None = ...,
        magic_encode_args: dict[str, Any] | None = ...,
    ) -> None: ...
    @property
    def printers(self) -> dict[str, Any]: ...
    def send(self) -> None: ...

class Win32Raw(Escpos):
    def __init__(
        self,
        printer_name: str = ...,
        *,
        profile: str | BaseProfile | None = ...,
        magic_encode_args: dict[str, Any] | None = ...,
    ) -> None: ...
    @property
    def printers(self) -> dict[str, Any]: ...
    def open(self, raise_not_found: bool = ..., *, job_name: str = ...) -> None: ...
