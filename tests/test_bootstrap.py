"""The set-up script tells a person without root exactly what to type, and installs nothing itself."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "bootstrap.py"


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def no_program_may_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*command: object, **_: object) -> None:
        raise AssertionError(f"started {command}")

    monkeypatch.setattr(subprocess, "run", refuse)


def test_a_library_the_loader_cannot_open_is_named_by_its_package(bootstrap: ModuleType) -> None:
    libraries = {"libnowhere-at-all.so.9": "libnowhere9"}
    assert bootstrap.missing_packages(libraries) == ["libnowhere9"]
    assert bootstrap.missing_packages({}) == []


@pytest.mark.usefixtures("no_program_may_start")
def test_without_root_the_one_command_is_printed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    command = "sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    with pytest.raises(bootstrap.SetupError, match=command):
        bootstrap.install_or_explain(["libegl1", "libgl1"], "Qt needs them.", needed=True)
    bootstrap.install_or_explain(["libegl1", "libgl1"], "Qt needs them.", needed=False)
    assert command in capsys.readouterr().out


@pytest.mark.usefixtures("no_program_may_start")
def test_without_apt_the_packages_are_named(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(bootstrap.SetupError, match=r"libegl1 \(Debian's names\)"):
        bootstrap.install_or_explain(["libegl1"], "Qt needs it.", needed=True)


def test_a_python_without_pinned_libraries_is_refused(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    assert bootstrap.main([]) == 2
    assert capsys.readouterr().err == "Python 3.11, 3.12 or 3.13 is needed; this is 3.10.\n"
