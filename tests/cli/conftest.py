"""Runs `counter` as a person or a program would, and looks at nothing but what comes out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from counter_app.__main__ import main

EXIT_CODES = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Counter = Callable[..., Ran]


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """`counter(*arguments, stdin=…, env=…)`, with settings and data folders of its own.

    Whatever is asked: a known exit code, at most one line of complaint, never a traceback.
    """
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "COUNTER_STORE", "COUNTER_HOME"):
        monkeypatch.delenv(variable, raising=False)

    def run(
        *arguments: object, stdin: str | bytes = "", env: Mapping[str, str | None] | None = None
    ) -> Ran:
        with CliRunner().isolation(input=stdin, env=env) as (out, err, _):
            code = main([str(one) for one in arguments])
            sys.stdout.flush()
            sys.stderr.flush()
            ran = Ran(code, out.getvalue().decode(), err.getvalue().decode())
        assert ran.code in EXIT_CODES, ran
        assert "Traceback" not in ran.out + ran.err, ran
        assert "went wrong in the program" not in ran.err, ran.err + _logged(tmp_path)
        assert ran.err.count("\n") <= 1, ran.err
        assert (ran.code == 2) <= bool(ran.err), ran
        return ran

    return run


@pytest.fixture
def shop(counter: Counter, store_folder: Path) -> Counter:
    """`counter` in the store of the tests, where station D01 is this computer."""

    def run(*arguments: object, **more: Any) -> Ran:
        return counter(*arguments, "--store", store_folder, **more)

    return run


def _logged(folder: Path) -> str:
    return "".join(p.read_text(encoding="utf-8") for p in folder.rglob("counter.log"))
