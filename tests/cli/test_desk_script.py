"""The example of docs/desk-script.md runs as it stands there, twice, and does what it says.

Each command is a process of its own, in which only what it needs is loaded; on either engine.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "desk-script.md"
BLOCK = re.compile(r"<!-- (?P<what>[^>]*) -->\n```\w+\n(?P<text>.*?)```", re.DOTALL)


def blocks() -> dict[str, str]:
    return {m["what"]: m["text"] for m in BLOCK.finditer(DOCUMENT.read_text("utf-8"))}


def answers(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "answers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.skipif(os.name != "posix", reason="the example is for a POSIX shell")
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_documented_example_runs(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = blocks()
    store = "practice"
    if engine == "postgresql":
        store = f"'{request.getfixturevalue('empty_database')}'"
        found["run"] = found["run"].replace("COUNTER_STORE=practice", f"COUNTER_STORE={store}")
        assert store in found["run"]
    for what, text in found.items():
        if what.startswith("file: "):
            (tmp_path / what.removeprefix("file: ")).write_text(text, encoding="utf-8")
    folders = {f"XDG_{n}_HOME": str(tmp_path / n.lower()) for n in ("CONFIG", "DATA")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **folders, "PATH": path}

    def shell(script: str) -> str:
        ran = subprocess.run(
            ["/bin/sh", "-ec", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    assert "Clean: " in shell(found["run"])
    first = answers(tmp_path)
    assert all(answer["ok"] for answer in first)
    for what, text in found.items():
        if what.startswith("answer: "):
            told = first[int(what.removeprefix("answer: ")) - 1]
            wanted = json.loads(text)
            assert {key: told[key] for key in wanted} == wanted
    assert [f["code"] for f in first[2]["findings"]] == ["returns.limit"]
    assert first[3]["data"]["difference_cents"] == 0
    here = f"export COUNTER_STORE={store};"
    if engine == "postgresql":
        shell(f"{here} counter nightly --date 2026-11-21")
        shell(f"{here} counter backup kept; counter restore kept")
        assert "Clean: " in shell(f"{here} counter verify")
        return
    shell(f"{here} counter play day.jsonl > answers.jsonl")
    assert answers(tmp_path) == first
