"""The built wheel carries everything that lies beside the package in a checkout."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = "counter_app/_bundle"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    built = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("counter_app-*.whl")
    return zipfile.ZipFile(path)


def files_below(folder: str, *endings: str) -> set[str]:
    return {
        str(path.relative_to(ROOT).as_posix())
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name.endswith(endings or "")
    }


def test_the_wheel_brings_migrations_resources_and_the_alembic_settings(
    wheel: zipfile.ZipFile,
) -> None:
    inside = set(wheel.namelist())
    beside = files_below("migrations", ".py", ".mako") | files_below("resources") | {"alembic.ini"}
    assert {f"{BUNDLE}/{name}" for name in beside} <= inside
    assert any(name.startswith("migrations/versions/") for name in beside)


def test_the_wheel_holds_every_module_and_no_test(wheel: zipfile.ZipFile) -> None:
    inside = set(wheel.namelist())
    assert files_below("counter_app", ".py") <= inside
    assert not [name for name in inside if name.startswith("tests/")]


def test_the_wheel_installs_the_counter_command(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    parser = ConfigParser()
    parser.read_string(wheel.read(entry_points).decode())
    assert parser["console_scripts"]["counter"] == "counter_app.__main__:main"
    assert "counter_app/__main__.py" in wheel.namelist()


def test_the_wheel_has_the_version_and_the_licence_of_the_project_file(
    wheel: zipfile.ZipFile,
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (metadata,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    text = wheel.read(metadata).decode()
    assert f"\nVersion: {project['version']}\n" in text
    assert "\nLicense-Expression: Apache-2.0\n" in text
    licences = {name.rpartition("/")[2] for name in wheel.namelist() if "/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_hashes_and_names_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(pinned) > 20
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert not [line for line in lines if "://" in line or "--index" in line or "--find" in line]


def test_the_development_lock_holds_every_pin_of_the_runtime_lock() -> None:
    pins = {
        lock: {
            line.partition("==")[0]: line.partition("==")[2].split()[0]
            for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()
            if "==" in line and not line.startswith(" ")
        }
        for lock in ("requirements.lock", "requirements-dev.lock")
    }
    runtime, development = pins["requirements.lock"], pins["requirements-dev.lock"]
    assert runtime.items() <= development.items()
