from typing import Any, Literal

from escpos.capabilities import BaseProfile
from escpos.magicencode import MagicEncode

class Escpos:
    profile: BaseProfile
    magic: MagicEncode
    def __init__(
        self,
        profile: str | BaseProfile | None = ...,
        magic_encode_args: dict[str, Any] | None = ...,
        **kwargs: Any,
    ) -> None: ...
    def open(self, raise_not_found: bool = ...) -> None: ...
    def close(self) -> None: ...
    def _raw(self, msg: bytes) -> None: ...
    def _read(self) -> bytes: ...
    def image(
        self,
        img_source: Any,
        high_density_vertical: bool = ...,
        high_density_horizontal: bool = ...,
        impl: Literal["bitImageRaster", "graphics", "bitImageColumn"] = ...,
        fragment_height: int = ...,
        center: bool = ...,
    ) -> None: ...
    def qr(
        self,
        content: str | bytes,
        ec: int = ...,
        size: int = ...,
        model: int = ...,
        native: bool = ...,
        center: bool = ...,
        impl: str | None = ...,
        image_arguments: dict[str, Any] | None = ...,
    ) -> None: ...
    def charcode(self, code: str = ...) -> None: ...
    @staticmethod
    def check_barcode(bc: str, code: str) -> bool: ...
    def barcode(
        self,
        code: str,
        bc: str,
        height: int = ...,
        width: int = ...,
        pos: Literal["ABOVE", "BELOW", "BOTH", "OFF"] = ...,
        font: Literal["A", "B"] = ...,
        align_ct: bool = ...,
        function_type: Literal["A", "B"] | None = ...,
        check: bool = ...,
        force_software: bool | str = ...,
    ) -> None: ...
    def text(self, txt: str) -> None: ...
    def textln(self, txt: str = ...) -> None: ...
    def ln(self, count: int = ...) -> None: ...
    def set(
        self,
        align: Literal["left", "center", "right"] | None = ...,
        font: str | None = ...,
        bold: bool | None = ...,
        underline: int | None = ...,
        width: int | None = ...,
        height: int | None = ...,
        density: int | None = ...,
        invert: bool | None = ...,
        smooth: bool | None = ...,
        flip: bool | None = ...,
        normal_textsize: bool | None = ...,
        double_width: bool | None = ...,
        double_height: bool | None = ...,
        custom_size: bool | None = ...,
    ) -> None: ...
    def set_with_default(
        self,
        align: Literal["left", "center", "right"] | None = ...,
        font: str | None = ...,
        bold: bool | None = ...,
        underline: int | None = ...,
        width: int | None = ...,
        height: int | None = ...,
        density: int | None = ...,
        invert: bool | None = ...,
        smooth: bool | None = ...,
        flip: bool | None = ...,
        double_width: bool | None = ...,
        double_height: bool | None = ...,
        custom_size: bool | None = ...,
    ) -> None: ...
    def line_spacing(self, spacing: int | None = ..., divisor: int = ...) -> None: ...
    def cut(self, mode: Literal["FULL", "PART"] = ..., feed: bool = ...) -> None: ...
    def cashdraw(self, pin: int | list[int]) -> None: ...
    def hw(self, hw: Literal["INIT", "SELECT", "RESET"]) -> None: ...
    def print_and_feed(self, n: int = ...) -> None: ...
    def query_status(self, mode: bytes) -> bytes: ...
    def is_online(self) -> bool: ...
    def paper_status(self) -> int: ...
