"""Readers over the sample files, over files given from outside, and over text written in a test."""

from __future__ import annotations

import io
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter_app.intake.metered import MeteredStream
from counter_app.intake.outcome import Outcome, Parsed
from counter_app.intake.poslog import ReadOptions, check_poslog, read_poslog

SAMPLES = Path(__file__).parent.parent / "data" / "poslog"
OPTIONS = ReadOptions(ZoneInfo("America/Los_Angeles"))


def sample_folders() -> list[Path]:
    """The committed samples, and the same folder given from outside, if any."""
    extra = os.environ.get("COUNTER_EXTRA_VECTORS")
    outside = [Path(extra) / "poslog"] if extra else []
    return [SAMPLES, *(folder for folder in outside if folder.is_dir())]


def read_bytes(content: bytes, options: ReadOptions = OPTIONS) -> list[Outcome]:
    check_poslog(io.BytesIO(content), options)
    return list(read_poslog(MeteredStream(io.BytesIO(content), options.limits), options))


def read_text(content: str) -> list[Outcome]:
    return read_bytes(content.encode())


def only_receipt(outcomes: list[Outcome]) -> Parsed:
    (outcome,) = outcomes
    assert isinstance(outcome, Parsed), outcome
    return outcome


@pytest.fixture(params=sample_folders(), ids=lambda folder: folder.parent.name)
def samples(request: pytest.FixtureRequest) -> Path:
    folder = request.param
    assert isinstance(folder, Path)
    return folder
