"""Places where a print job is left: a folder, the CUPS print server, the Windows spooler."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from counter_app.core.errors import DeviceError

MAX_JOBS = 99_999  # in one folder
_LP_SECONDS = 10
_QUEUE_NAME = re.compile(r"[A-Za-z0-9_][^\s/#'\"\\?]{0,126}")
_JOB = re.compile(r"(\d{5})\.(?:bin|txt)")


class FolderQueue:
    """Takes each job as `NNNNN.bin` and, for people, `NNNNN.txt`; files appear whole."""

    opens_drawer = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def submit(self, data: bytes, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = f"{self._next():05}"
            self._place(f"{name}.txt", text.encode())
            self._place(f"{name}.bin", data)
        except OSError as error:
            raise DeviceError(
                f"The folder {self._folder} for printed slips cannot be written.", code="not_taken"
            ) from error

    def _next(self) -> int:
        matches = (_JOB.fullmatch(entry.name) for entry in self._folder.iterdir())
        last = max((int(match[1]) for match in matches if match), default=0)
        if last >= MAX_JOBS:
            raise DeviceError(f"The folder {self._folder} is full; empty it.", code="not_taken")
        return last + 1

    def _place(self, name: str, data: bytes) -> None:
        handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(self._folder / name)
        except OSError:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise


def run_lp(queue: str, data: bytes) -> None:
    """Hand `data` to the print server as it is; raises OSError or subprocess.SubprocessError."""
    lp = shutil.which("lp")
    if lp is None:
        raise FileNotFoundError("the lp command is not installed")
    command = [lp, "-s", "-d", queue, "-o", "raw", "-"]
    subprocess.run(command, input=data, check=True, capture_output=True, timeout=_LP_SECONDS)  # noqa: S603 - fixed command, checked name


class CupsSpooler:
    """A raw CUPS queue. It tells nothing of the paper and may print much later."""

    opens_drawer = False

    def __init__(self, name: str, run: Callable[[str, bytes], None]) -> None:
        if not _QUEUE_NAME.fullmatch(name):
            raise DeviceError("That is no name of a print queue.", code="not_taken")
        self._name = name
        self._run = run

    def submit(self, data: bytes, text: str) -> None:
        try:
            self._run(self._name, data)
        except subprocess.TimeoutExpired as error:
            raise DeviceError(
                f"The print queue {self._name} did not answer.", code="broken"
            ) from error
        except (OSError, subprocess.SubprocessError) as error:
            raise DeviceError(
                f"The print queue {self._name} did not take the slip.", code="not_taken"
            ) from error


def windows_spool(queue: str, data: bytes) -> None:
    """Hand `data` to the Windows spooler as a raw job.

    Raises OSError; BrokenPipeError where a part of the job may be in the queue.
    """
    try:
        import pywintypes
        import win32print
    except ImportError as error:
        raise OSError("Windows printers need Windows and pywin32") from error
    try:
        printer = win32print.OpenPrinter(queue)
    except pywintypes.error as error:
        raise OSError("no such printer") from error
    try:
        win32print.StartDocPrinter(printer, 1, ("slip", None, "RAW"))
        win32print.StartPagePrinter(printer)
        written = win32print.WritePrinter(printer, data)
        win32print.EndPagePrinter(printer)
        win32print.EndDocPrinter(printer)
    except pywintypes.error as error:
        raise BrokenPipeError("the spooler stopped in mid-job") from error
    finally:
        win32print.ClosePrinter(printer)
    if written != len(data):
        raise BrokenPipeError("the spooler took only a part")


class WindowsSpooler:
    """A printer installed in Windows, fed raw bytes. It tells nothing of the paper."""

    opens_drawer = False

    def __init__(self, name: str, spool: Callable[[str, bytes], None]) -> None:
        self._name = name
        self._spool = spool

    def submit(self, data: bytes, text: str) -> None:
        try:
            self._spool(self._name, data)
        except BrokenPipeError as error:
            raise DeviceError(
                f"The Windows printer {self._name} stopped in the middle.", code="broken"
            ) from error
        except OSError as error:
            raise DeviceError(
                f"The Windows printer {self._name} did not take the slip.", code="not_taken"
            ) from error
