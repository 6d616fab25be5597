"""Starts the emulator in an environment of its own and asks it what it has printed.

The emulator needs a newer Python than the program, so it is found, installed from the hashed
lock beside this file into `build/`, and spoken to over HTTP on this machine.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import queue
import re
import shutil
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).with_name("requirements.lock")
BUILD = Path(__file__).resolve().parents[3] / "build"
VERSIONS = ("3.13", "3.14")
_ANSWER_SECONDS = 20
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_EVENT = re.compile(r"[0-9:.]+ +(\S+) +(\S+\.\S+) +(.*)")


def find_python() -> Path | None:
    """Return the first interpreter that is new enough and really runs."""
    candidates = [shutil.which(f"python{version}") for version in VERSIONS]
    for version in VERSIONS:
        found = (Path.home() / ".pyenv" / "versions").glob(f"{version}*/bin/python{version}")
        candidates += [str(path) for path in sorted(found)]
    for candidate in candidates:
        if candidate is None:
            continue
        program = "import ensurepip, sys, venv; print(sys.executable)"
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(
                [candidate, "-c", program], check=True, capture_output=True, text=True, timeout=20
            )
            return Path(done.stdout.strip())
    return None


def install(python: Path) -> Path:
    """Return the folder of the emulator's programs, installed once for each lock."""
    name = hashlib.sha256(LOCK.read_bytes() + str(python).encode()).hexdigest()[:12]
    ready = BUILD / f"emupos-{name}"
    programs = ready / "bin"
    BUILD.mkdir(exist_ok=True)
    with _alone(BUILD / "emupos.lock"):
        if not (ready / "ready").exists():
            subprocess.run([python, "-m", "venv", "--clear", ready], check=True)
            pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check"]
            wanted = ["install", "-q", "--require-hashes", "-r", str(LOCK)]
            subprocess.run([*pip, *wanted], check=True)
            (ready / "ready").touch()
    return programs


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let test processes that run side by side install in turn."""
    import fcntl

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the emulator's report."""

    device: str
    kind: str
    said: str


class Emulator:
    """Two printers, `wide` with 576 dots and `narrow` with 384."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.ports = {"wide": _free_port(), "narrow": _free_port()}
        self._api = f"http://127.0.0.1:{_free_port()}"
        shutil.copy(Path(__file__).with_name("narrow.yaml"), folder)
        config = folder / "emupos.yaml"
        config.write_text(json.dumps(self._config()), "utf-8")
        environment = {
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "COLUMNS": "300",
            "TMPDIR": str(folder),
        }
        self._process = subprocess.Popen(
            [programs / "emupos", "run", "--config", config],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=environment,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self._until("Showing events")

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(_ANSWER_SECONDS)
        self._reader.join(_ANSWER_SECONDS)

    def events_until(self, kind: str) -> list[Event]:
        """Return the events up to the next of `kind`."""
        found: list[Event] = []
        while not found or found[-1].kind != kind:
            event = _EVENT.match(self._next())
            if event:
                found.append(Event(event[1], event[2], event[3].strip()))
        return found

    def forget_events(self) -> None:
        """Leave what an earlier test has caused behind."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._lines.get_nowait()

    def text(self, device: str) -> list[str]:
        """Return the lines of the last slip, as the emulator reads them."""
        whole = self._call("GET", f"devices/{device}/receipts/latest/text").decode()
        return [line.rstrip() for line in whole.splitlines()]

    def image(self, device: str) -> bytes:
        """Return the last slip as a PNG, dot for dot."""
        return self._call("GET", f"devices/{device}/receipts/latest/image")

    def slips(self, device: str) -> int:
        found: list[object] = json.loads(self._call("GET", f"devices/{device}/receipts"))
        return len(found)

    def close_drawer(self, device: str) -> None:
        self._call("POST", f"devices/{device}/drawer/close")

    @contextlib.contextmanager
    def fault(self, device: str, fault: str) -> Iterator[None]:
        self.begin_fault(device, fault)
        try:
            yield
        finally:
            self.end_fault(device, fault)

    def begin_fault(self, device: str, fault: str) -> None:
        self._call("PUT", f"devices/{device}/faults/{fault}")

    def end_fault(self, device: str, fault: str) -> None:
        self._call("DELETE", f"devices/{device}/faults/{fault}")

    def _config(self) -> dict[str, object]:
        profiles = {"wide": "epson-tm-t20iii", "narrow": "./narrow.yaml"}
        devices = [
            {
                "id": name,
                "type": "printer",
                "profile": profile,
                "connections": [{"tcp": {"port": self.ports[name]}}],
            }
            for name, profile in profiles.items()
        ]
        port = int(self._api.rsplit(":", 1)[1])
        return {"schema": 1, "api": {"host": "127.0.0.1", "port": port}, "devices": devices}

    def _call(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(f"{self._api}/api/v1/{path}", method=method)
        with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as answer:
            data: bytes = answer.read()
        return data

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(_COLOURS.sub("", line))
        self._lines.put(None)

    def _next(self) -> str:
        line = self._lines.get(timeout=_ANSWER_SECONDS)
        assert line is not None, "the emulator ended"
        return line

    def _until(self, words: str) -> None:
        said = ""
        while words not in said:
            said += self._next()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
