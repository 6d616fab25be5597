"""The stable contract of `counter`: exit codes, one line of complaint, what the desk's path loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.__main__ import desk_asked_for
from counter_app.cli.demo_command import DEFAULT_TOUR, with_tour_folder
from tests.cli.conftest import Counter

COMMANDS = (
    "init",
    "upgrade",
    "operators add",
    "operators list",
    "operators lock",
    "operators unlock",
    "operators pin",
    "policy check",
    "policy load",
    "keys backup",
    "keys restore",
    "station enrol",
    "station join",
    "station list",
    "import sales",
    "import items",
    "receipts show",
    "quote return",
    "play",
    "nightly",
    "export",
    "verify",
    "backup",
    "restore",
    "doctor",
    "demo",
)
NEEDS_A_STORE = (
    ("operators", "list"),
    ("operators", "lock", "2047"),
    ("policy", "check", "x.toml"),
    ("keys", "backup", "x"),
    ("station", "list"),
    ("station", "enrol", "D02", "x"),
    ("import", "sales", "x.xml"),
    ("import", "items", "x.csv"),
    ("receipts", "show", "183"),
    ("quote", "return", "183", "--line", "1=1"),
    ("play", "-"),
    ("nightly",),
    ("export", "journal", "--date", "2026-11-21", "--out", "x"),
    ("verify",),
    ("upgrade",),
    ("backup", "x"),
    ("restore", "x"),
)
HELD_OUT = (
    ("receipts", "show", "{}"),
    ("quote", "return", "{}", "--line", "1=1"),
    ("quote", "return", "183", "--line", "{}"),
    ("quote", "return", "183", "--line", "1=1", "--reason", "{}"),
    ("quote", "return", "183", "--line", "1=1", "--tender", "{}"),
    ("quote", "return", "183", "--line", "1=1", "--as-of", "{}"),
    ("operators", "lock", "{}"),
    ("operators", "add", "{}", "--name", "A B"),
    ("policy", "load", "{}"),
    ("policy", "load", "x", "--from", "{}"),
    ("station", "enrol", "{}", "x"),
    ("import", "sales", "{}"),
    ("import", "items", "{}", "--mapping", "{}"),
    ("restore", "{}"),
    ("keys", "restore", "{}"),
    ("nightly", "--date", "{}"),
    ("export", "{}", "--date", "2026-11-21", "--out", "x"),
    ("export", "journal", "--date", "{}", "--out", "x"),
    ("play", "{}"),
)
"""Command lines that take something from outside, where it stands."""
HOSTILE = (
    "",
    " ",
    "-",
    "--",
    "'; DROP TABLE receipts; --",
    "\x1b[2J\x1b]0;owned\x07",
    "../../../../etc/passwd",
    "9" * 5000,
    "%s%n{0}",
    "\u202e\u200b",
    "\ud800",
    "名前",
    "12/4/2026-99-99/1",
)


def python(*arguments: str | bytes, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(counter: Counter, command: str) -> None:
    told = counter(*command.split(), "--help")
    assert told.code == 0
    assert told.out.startswith(f"Usage: counter {command}")


@pytest.mark.parametrize("arguments", NEEDS_A_STORE, ids=" ".join)
def test_without_a_store_every_command_says_so_and_exits_2(
    counter: Counter, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    told = counter(*arguments, "--store", tmp_path / "nothing")
    assert told.code == 2
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("operators",),
        ("operators", "nonsense"),
        ("verify", "--nonsense"),
        ("operators", "add", "2047"),
        ("operators", "add", "77", "--name", "A B", "--role", "emperor"),
        ("quote", "return", "183"),
        ("import", "sales"),
        ("--nonsense",),
        ("verify", "--store"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(counter: Counter, arguments: tuple[str, ...]) -> None:
    told = counter(*arguments)
    assert told.code == 2
    assert told.err.startswith("counter: ")
    assert told.out == ""


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_arguments_are_refused_in_one_line(shop: Counter, hostile: str) -> None:
    for arguments in HELD_OUT:
        if (arguments[0], hostile) == ("play", "-"):
            continue  # that is stdin
        told = shop(*(one.replace("{}", hostile) for one in arguments))
        assert told.code in (2, 3), arguments
        assert told.err.rstrip("\n").isprintable(), arguments


@pytest.mark.parametrize(
    "store",
    [
        "http://example.com",
        "sqlite:///x",
        "postgresql://",
        "postgresql://[",
        "a\0b",
        "-x",
        "postgresql://me@127.0.0.1:port/x",
        "postgresql://me@127.0.0.1:9/x?no_such_option=1",
    ],
)
def test_a_store_that_cannot_be_is_refused(counter: Counter, store: str) -> None:
    assert counter("verify", f"--store={store}").code == 2


def test_what_cannot_be_opened_is_named_with_its_reason(shop: Counter, store_folder: Path) -> None:
    """Folders stand where files should: refused by the system for everybody, root too."""
    for name, told in (
        ("station.toml", "cannot be read"),
        ("keys.json", "cannot be read"),
        ("store.db", "rights"),
    ):
        file = (store_folder / name).rename(store_folder / "aside")
        (store_folder / name).mkdir()
        assert told in shop("operators", "list").err
        doctor = shop("doctor", "--json")
        assert doctor.code == 1
        assert told in doctor.out
        (store_folder / name).rmdir()
        file.rename(store_folder / name)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-1-5", "20261121"])
def test_days_that_cannot_be_meant_are_refused(shop: Counter, tmp_path: Path, day: str) -> None:
    for arguments in (
        ("nightly", "--date", day),
        ("export", "poslog", "--date", day, "--out", tmp_path / "out"),
        ("receipts", "find", "--day", day),
        ("receipts", "goods", "--day", day),
    ):
        assert shop(*arguments).err == "counter: A date is written like 2026-11-21.\n"
    assert not (tmp_path / "out").exists()


def test_files_beside_are_read_no_further_than_they_may_be(shop: Counter, tmp_path: Path) -> None:
    file = tmp_path / "file"
    out = ("export", "journal", "--date", "2026-11-20", "--out", tmp_path / "out")
    for content in (b"\xff\xfe", b"a" * 1_000_000, b"till = 3"):
        file.write_bytes(content)
        assert shop(*out, "--accounts", file).code == 2
        assert shop("import", "sales", file, "--mapping", file).code == 2
    assert "cannot be read" in shop("import", "sales", file, "--mapping", tmp_path).err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="uses POSIX redirections")
def test_a_closed_or_full_stream_never_ends_in_a_traceback(store_folder: Path) -> None:
    counter = f"{sys.executable} -m counter_app"
    script = "; ".join(
        f"{counter} {command}; echo $?"
        for command in ("play - <&-", "operators list >&-", "nonsense 2>&-", "nonsense 2>/dev/full")
    )
    environment = {**os.environ, "COUNTER_STORE": str(store_folder)}
    ran = subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, check=False, env=environment
    )
    assert ran.stdout.split() == [b"0", b"0", b"2", b"2"]
    assert ran.stderr == b""


def test_a_server_that_does_not_answer_is_one_line_without_its_password(
    counter: Counter,
) -> None:
    told = counter("verify", "--store", "postgresql://me:hunter2@127.0.0.1:9/none")
    assert told.code == 2
    assert "hunter2" not in told.err


def test_the_desk_is_decided_by_the_arguments_alone() -> None:
    assert desk_asked_for([]) == ""
    assert desk_asked_for(["--store", "x"]) == "x"
    assert desk_asked_for(["--store=x"]) == "x"
    for other in (["--help"], ["verify"], ["--store"], ["--store", "--help"], ["--store="]):
        assert desk_asked_for(other) is None


def test_the_desk_without_a_store_or_a_display_exits_2(counter: Counter, tmp_path: Path) -> None:
    told = counter("--store", tmp_path / "nothing")
    assert told.code == 2
    assert "counter init" in told.err


def test_the_desk_without_a_display_exits_2(shop: Counter) -> None:
    told = shop(env={"QT_QPA_PLATFORM": None})
    assert told.code == 2
    assert "display" in told.err


def test_a_display_that_qt_cannot_draw_on_is_one_line_and_exit_2(store_folder: Path) -> None:
    """Qt itself would end the process with a core dump and six lines."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "nothing", "COUNTER_STORE": str(store_folder)}
    ran = python("-m", "counter_app", env=environment)
    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1
    assert ran.stderr.startswith(b"counter: ")
    doctor = python("-m", "counter_app", "doctor", env=environment)
    assert doctor.returncode == 1
    assert b"Qt cannot draw" in doctor.stdout


def test_the_path_to_the_window_loads_no_library_of_the_subcommands(tmp_path: Path) -> None:
    script = (
        "import sys; from counter_app.__main__ import main; code = main(['--store', sys.argv[1]]);"
        "late = {'typer', 'rich', 'click', 'structlog', 'alembic', 'reportlab', 'escpos', 'PIL',"
        " 'keyring', 'psycopg', 'pydantic'};"
        "sys.stdout.write(repr((code, sorted(late & set(sys.modules)))))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = python("-c", script, str(tmp_path / "nothing"), env=environment)
    assert ran.stdout.decode() == "(2, [])", ran.stderr.decode()


def test_the_installed_command_answers_as_the_module_does() -> None:
    module = python("-m", "counter_app", "--help")
    script = subprocess.run(
        [str(Path(sys.executable).with_name("counter")), "--help"], capture_output=True, check=False
    )
    assert (module.returncode, script.returncode) == (0, 0)
    assert module.stdout == script.stdout


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX only")
def test_arguments_that_are_no_text_are_refused_in_one_line(store_folder: Path) -> None:
    ran = python(
        b"-m", b"counter_app", b"receipts", b"show", b"\xff\xfe", b"--store", bytes(store_folder)
    )
    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="uses a POSIX shell")
def test_a_reader_that_goes_away_is_no_error_worth_a_traceback(store_folder: Path) -> None:
    command = f"{sys.executable} -m counter_app play --schema | head -c 5"
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert ran.stdout == b'{\n  "'
    assert ran.stderr == b""


def test_a_bug_ends_as_one_line_with_a_reference_and_is_logged(
    store_folder: Path, tmp_path: Path
) -> None:
    """A policy in the database that no program wrote is a bug's doing."""
    script = (
        "import sys; from counter_app.cli.boundary import guarded; from pathlib import Path\n"
        "def broken(): raise ZeroDivisionError('PIN: 274951')\n"
        f"sys.exit(guarded(broken, lambda: Path({str(tmp_path)!r})))"
    )
    ran = python("-c", script)
    assert ran.returncode == 2
    told = ran.stderr.decode()
    assert told.count("\n") == 1
    reference = told.partition("reference ")[2][:8]
    log = (tmp_path / "logs" / "counter.log").read_text("utf-8")
    assert reference in log
    assert "ZeroDivisionError" in log
    assert "274951" not in log


def test_the_store_may_be_named_before_the_subcommand(
    counter: Counter, store_folder: Path, tmp_path: Path
) -> None:
    assert counter("--store", store_folder, "verify").code == 0
    assert counter("--store", store_folder, "operators", "list", "--json").json
    assert counter("--store", tmp_path / "none", "verify").code == 2
    assert counter("--store", tmp_path / "none", "verify", "--store", store_folder).code == 0


@pytest.mark.parametrize("asked", ["--tour", "--tour="])
def test_a_tour_without_a_folder_goes_where_tours_go(asked: str) -> None:
    """And never into whatever folder the terminal is in."""
    assert with_tour_folder(["demo", asked]) == ["demo", "--tour", str(DEFAULT_TOUR)]
    assert with_tour_folder(["demo", "--tour=x"]) == ["demo", "--tour=x"]
    before = ["--store", "x", "demo"]
    assert with_tour_folder([*before, asked]) == [*before, "--tour", str(DEFAULT_TOUR)]


def test_a_demo_takes_its_folder_as_every_command_takes_its_store(
    counter: Counter, store_folder: Path, tmp_path: Path
) -> None:
    for given in (("demo", "--store", store_folder), ("--store", store_folder, "demo")):
        refused = counter(*given)
        assert (refused.code, str(store_folder) in refused.err) == (2, True)
    assert counter("demo", tmp_path / "a", "--store", tmp_path / "b").code == 2
    assert "folder" in counter("demo", "--store", "postgresql://desk@db/store").err


def test_a_role_that_is_none_and_a_file_that_is_none_are_told_without_a_stray_sign(
    shop: Counter, tmp_path: Path
) -> None:
    told = shop("operators", "add", "3001", "--name", "Lea", "--role", "boss", stdin="274961\n")
    assert told.code == 2
    assert "'--role': 'boss' is not one of 'clerk'" in told.err
    missing = shop("import", "sales", tmp_path / "none.csv")
    assert missing.code == 3
    assert "none.csv: There is no such file" in missing.out
