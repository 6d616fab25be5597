from typing import Any

class USBError(OSError):
    backend_error_code: int | None

class USBTimeoutError(USBError): ...
class NoBackendError(ValueError): ...

class Device:
    idVendor: int
    idProduct: int
    bus: int | None
    address: int | None
    def write(self, endpoint: int, data: bytes, timeout: int | None = ...) -> int: ...
    def read(self, endpoint: int, size_or_buffer: int, timeout: int | None = ...) -> Any: ...

def find(find_all: bool = ..., **args: Any) -> Any: ...
