"""Makes .venv from the lock and checks the system libraries Qt needs.

Standard library only: it runs before anything is installed. The make targets call it; on Windows
it is started by hand. Run again with an unchanged lock it takes well under a second.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK_STAMP = VENV / "lock.sha256"
PROJECT_STAMP = VENV / "project.sha256"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
PYTHONS = ((3, 11), (3, 13))

# Library name → Debian package. Found by adding one package at a time to a minimal Debian 12.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class SetupError(Exception):
    """One sentence for the person at the terminal."""


def main(arguments: list[str] | None = None) -> int:
    """Prepare .venv; 0 when it is ready, 2 with one sentence on stderr when it cannot be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", action="store_true", help="pin the newest allowed versions")
    options = parser.parse_args(arguments)
    try:
        if options.lock:
            write_locks()
        else:
            check_python()
            ensure_environment()
            ensure_libraries()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"This command failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 2
    return 0


def check_python() -> None:
    """Refuse an interpreter for which the pinned libraries do not exist."""
    lowest, highest = PYTHONS
    if not lowest <= sys.version_info[:2] <= highest:
        running = ".".join(map(str, sys.version_info[:2]))
        raise SetupError(f"Python 3.11, 3.12 or 3.13 is needed; this is {running}.")


def environment_python() -> Path:
    """The interpreter inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(*parts: bytes) -> str:
    """One fingerprint of several inputs."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def stamped(stamp: Path) -> str:
    """What a stamp says, empty when there is none."""
    return stamp.read_text(encoding="ascii") if stamp.is_file() else ""


def ensure_environment() -> None:
    """Create .venv, or create it anew when the lock changed or its interpreter is gone."""
    python = environment_python()
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    lock = digest(DEV_LOCK.read_bytes(), bytes(ROOT))
    if stamped(LOCK_STAMP) != lock or not starts(python):
        if not module_exists("ensurepip"):
            install_or_explain(["python3-venv"], "Python's venv module is incomplete.", needed=True)
        print(f"Making {VENV} from {DEV_LOCK.name} …", flush=True)
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
        subprocess.run([*pip, "--require-hashes", "-r", str(DEV_LOCK)], check=True)
        LOCK_STAMP.write_text(lock, encoding="ascii")
    project = digest((ROOT / "pyproject.toml").read_bytes())
    if stamped(PROJECT_STAMP) != project:
        # The build backend comes from the lock as well, so nothing unpinned is fetched.
        editable = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        subprocess.run([*pip, *editable], check=True)
        PROJECT_STAMP.write_text(project, encoding="ascii")


def starts(python: Path) -> bool:
    """Whether the environment's interpreter still runs (its base may have been removed)."""
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", ""], check=False, capture_output=True).returncode == 0


def module_exists(name: str) -> bool:
    """Whether this interpreter can import a module."""
    command = [sys.executable, "-c", f"import {name}"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """The Debian packages of those libraries that the loader cannot open."""
    missing = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def ensure_libraries() -> None:
    """Check what Qt loads on Linux; other systems' wheels bring everything."""
    if not sys.platform.startswith("linux"):
        return
    offscreen = missing_packages(OFFSCREEN_LIBRARIES)
    window = missing_packages(WINDOW_LIBRARIES)
    if not offscreen and not window:
        return
    needed = bool(offscreen) or "DISPLAY" in os.environ
    install_or_explain([*offscreen, *window], "Qt needs system libraries.", needed=needed)


def install_or_explain(packages: list[str], why: str, *, needed: bool) -> None:
    """Install Debian packages as root, or print the one command that does."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    apt = shutil.which("apt-get")
    if apt and os.name == "posix" and os.geteuid() == 0:
        print(f"{why} Installing {' '.join(packages)} …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        subprocess.run([*install, "-qq"], check=True, env=environment)
        return
    if apt:
        message = f"{why} Install them with:\n  sudo {' '.join(install)}"
    else:
        message = f"{why} Install what your system calls {', '.join(packages)} (Debian's names)."
    if needed:
        raise SetupError(message)
    print(message)


def write_locks() -> None:
    """Pin every dependency for Python 3.11–3.13 on all systems, with hashes and no addresses."""
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder) / "uv"
        uv = shutil.which("uv")
        if uv is None:
            venv.EnvBuilder(with_pip=True).create(tools)
            scripts = tools / ("Scripts" if os.name == "nt" else "bin")
            subprocess.run(
                [str(scripts / "python"), "-m", "pip", "install", "-q", "uv"], check=True
            )
            uv = str(scripts / "uv")
        compile_lock(uv, RUNTIME_LOCK, [])
        compile_lock(uv, DEV_LOCK, ["--extra", "dev", "--constraint", RUNTIME_LOCK.name])


def compile_lock(uv: str, target: Path, more: list[str]) -> None:
    """Write one lock file afresh, whatever it pinned before."""
    command = [uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    command += ["--upgrade", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--output-file", target.name, *more]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
