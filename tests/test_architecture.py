"""The import contracts of pyproject.toml hold, each of them can break, and every task is whole."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "counter_app"
DESK = PACKAGE / "desk"

LAYERS = "A line imports only lines below it"
INSIDE = "Inside a task: screen, play, service, slip, tables, rules, draft"
NEIGHBOURS = "Tasks know nothing of their neighbours"
CORE = "The core is the standard library only"
PURE = "Rules, decoders, drafts and slips are pure"
NO_QT = "No Qt below the screens"
NO_SQL = "No SQL in screens"

# A module of a task is a part of the layer that its name begins with; none imports a higher one.
PARTS = ("screen", "play", "service", "slip", "tables", "rules", "wording", "draft")
PURE_PARTS = {"slip", "rules", "wording", "draft"}
IMPURE = {"PySide6", "sqlalchemy", "escpos", "reportlab"}

# A small house that keeps every contract; each case below breaks it in one place.
HOUSE = {
    "app.py": "import counter_app.desk.loans.task",
    "schema.py": "import sqlalchemy\nimport counter_app.desk.loans.tables",
    "ui/shell.py": "import PySide6.QtWidgets\nimport counter_app.station",
    "station.py": "import counter_app.records.work",
    "records/work.py": "import sqlalchemy\nimport counter_app.storage.engine",
    "storage/engine.py": "import sqlalchemy",
    "devices/printer.py": "import escpos.printer",
    "documents/pdf.py": "import reportlab.platypus",
    "rules/tax.py": "import counter_app.core.money",
    "codes/gtin.py": "",
    "core/money.py": "import dataclasses",
    "paths.py": "import pathlib",
    "play.py": "import counter_app.approving",
    "equipment.py": "import counter_app.approving",
    "granting.py": "import counter_app.approving",
    "approving.py": "import counter_app.station",
    "spool.py": "import counter_app.records.work",
    "logs.py": "import counter_app.core.money",
    "settings.py": "import counter_app.core.money",
    "intake/poslog.py": "import counter_app.records.work",
    "export/journal.py": "import counter_app.records.work",
    "report/nightly.py": "import counter_app.records.work",
    "trade/basket.py": "import counter_app.records.work",
    "desk/loans/task.py": "",
    "desk/loans/screen.py": "import counter_app.ui.shell\nimport counter_app.desk.loans.service",
    "desk/loans/service.py": "import counter_app.station\nimport counter_app.desk.loans.rules",
    "desk/loans/slip.py": "import counter_app.desk.loans.draft",
    "desk/loans/tables.py": "import sqlalchemy",
    "desk/loans/rules.py": "import counter_app.desk.loans.draft\nimport counter_app.rules.tax",
    "desk/loans/draft.py": "import counter_app.core.money",
    "desk/pickups/task.py": "",
    "desk/pickups/service.py": "import counter_app.station",
}

BREAKS = [
    (LAYERS, "records/work.py", "import counter_app.station"),
    (LAYERS, "core/money.py", "import counter_app.rules.tax"),
    (LAYERS, "ui/shell.py", "import counter_app.desk.loans.draft"),
    (LAYERS, "storage/engine.py", "import counter_app.devices.printer"),
    (LAYERS, "documents/pdf.py", "import counter_app.storage.engine"),
    (LAYERS, "rules/tax.py", "import counter_app.records.work"),
    (LAYERS, "report/nightly.py", "import counter_app.desk.loans.service"),
    (LAYERS, "desk/loans/screen.py", "import counter_app.app"),
    (LAYERS, "somewhere_new.py", ""),
    (INSIDE, "desk/loans/service.py", "import counter_app.desk.loans.screen"),
    (INSIDE, "desk/loans/play.py", "import counter_app.desk.loans.screen"),
    (INSIDE, "desk/loans/slip.py", "import counter_app.desk.loans.service"),
    (INSIDE, "desk/loans/tables.py", "import counter_app.desk.loans.slip"),
    (INSIDE, "desk/loans/rules.py", "import counter_app.desk.loans.tables"),
    (INSIDE, "desk/loans/draft.py", "import counter_app.desk.loans.rules"),
    (NEIGHBOURS, "desk/loans/service.py", "import counter_app.desk.pickups.service"),
    (CORE, "core/money.py", "import structlog"),
    (PURE, "core/money.py", "import sqlalchemy"),
    (PURE, "codes/gtin.py", "import reportlab"),
    (PURE, "rules/tax.py", "import PySide6.QtCore"),
    (PURE, "desk/loans/rules.py", "import sqlalchemy"),
    (PURE, "desk/loans/draft.py", "import PySide6.QtCore"),
    (PURE, "desk/loans/slip.py", "import escpos.printer"),
    (NO_QT, "storage/engine.py", "import PySide6.QtCore"),
    (NO_QT, "records/work.py", "import PySide6.QtCore"),
    (NO_QT, "trade/basket.py", "import PySide6.QtCore"),
    (NO_QT, "documents/pdf.py", "import PySide6.QtGui"),
    (NO_QT, "intake/poslog.py", "import PySide6.QtCore"),
    (NO_QT, "export/journal.py", "import PySide6.QtCore"),
    (NO_QT, "report/nightly.py", "import PySide6.QtCore"),
    (NO_QT, "schema.py", "import PySide6.QtCore"),
    (NO_QT, "spool.py", "import PySide6.QtCore"),
    (NO_QT, "devices/printer.py", "import PySide6.QtCore"),
    (NO_QT, "desk/loans/play.py", "import PySide6.QtCore"),
    (NO_QT, "desk/loans/task.py", "import counter_app.desk.loans.screen"),
    (NO_QT, "desk/loans/service.py", "import PySide6.QtCore"),
    (NO_QT, "desk/loans/tables.py", "import PySide6.QtCore"),
    (NO_SQL, "ui/shell.py", "import sqlalchemy.orm"),
    (NO_SQL, "desk/loans/screen.py", "from sqlalchemy import select"),
]


def lint(folder: Path) -> tuple[set[str], str]:
    """The names of the broken contracts and what the linter said about them."""
    linter = str(Path(sys.executable).with_name("lint-imports"))
    command = [linter, "--config", str(folder / "pyproject.toml"), "--no-cache"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    names = (LAYERS, INSIDE, NEIGHBOURS, CORE, PURE, NO_QT, NO_SQL)
    said = ran.stdout + ran.stderr
    broken = {name for name in names if f"{name} BROKEN" in said}
    kept = {name for name in names if f"{name} KEPT" in said}
    assert broken | kept == set(names), said
    assert bool(broken) == bool(ran.returncode), said
    return broken, said


def build_house(folder: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, text in HOUSE.items():
        file = folder / "counter_app" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")
    package = folder / "counter_app"
    for path in (package, *package.rglob("*")):
        if path.is_dir():
            (path / "__init__.py").touch()


def imported_packages(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def imported_siblings(file: Path) -> Iterator[str]:
    """The modules of its own task that a file imports."""
    package = f"counter_app.desk.{file.parent.name}"
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
            yield str(node.module).removeprefix(f"{package}.")
        elif isinstance(node, ast.Import):
            names = (alias.name for alias in node.names)
            yield from (n.removeprefix(f"{package}.") for n in names if n.startswith(f"{package}."))


def task_folders(desk: Path) -> list[Path]:
    if not desk.is_dir():
        return []
    return sorted(path for path in desk.iterdir() if path.is_dir() and path.name != "__pycache__")


def incomplete_tasks(desk: Path, tests: Path) -> list[str]:
    """What a folder under desk/ lacks to be a task."""
    lacking = []
    for folder in task_folders(desk):
        if not (folder / "task.py").is_file():
            lacking.append(f"{folder.name} has no task.py")
        if not list((tests / folder.name).glob("test_*.py")):
            lacking.append(f"{folder.name} has no tests in {tests.name}/{folder.name}")
    return lacking


def qt_outside_screens(desk: Path) -> list[str]:
    """Modules of a task that load Qt although they are no part of its screen."""
    return [
        f"{file.parent.name}/{file.name}"
        for folder in task_folders(desk)
        for file in sorted(folder.rglob("*.py"))
        if "PySide6" in imported_packages(file) and "screen" not in str(file.relative_to(folder))
    ]


def sql_in_screens(desk: Path) -> list[str]:
    """Parts of a screen that load SQLAlchemy; the contract sees only the module `screen`."""
    return [
        f"{file.parent.name}/{file.name}"
        for folder in task_folders(desk)
        for file in sorted(folder.rglob("*.py"))
        if "sqlalchemy" in imported_packages(file) and "screen" in str(file.relative_to(folder))
    ]


def part_of(module: str) -> str | None:
    """The layer that a module of a task is a part of: `rules_money` is of "rules"."""
    part = module.partition("_")[0]
    return part if part in PARTS else None


def parts_out_of_place(desk: Path) -> list[str]:
    """Parts of a task that import a higher layer of it, or what a pure layer may not load."""
    found = []
    for folder in task_folders(desk):
        for file in sorted(folder.glob("*.py")):
            part = part_of(file.stem)
            higher = PARTS[: PARTS.index(part)] if part else ("screen",)
            found += [
                f"{folder.name}/{file.name} imports {name}"
                for name in imported_siblings(file)
                if part_of(name) in higher
            ]
            impure = set(imported_packages(file)) & IMPURE if part in PURE_PARTS else set()
            found += [f"{folder.name}/{file.name} loads {name}" for name in sorted(impure)]
    return found


def test_the_contracts_are_kept() -> None:
    broken, said = lint(ROOT)
    assert not broken, said


def test_a_house_in_order_breaks_nothing(tmp_path: Path) -> None:
    build_house(tmp_path)
    broken, said = lint(tmp_path)
    assert not broken, said


@pytest.mark.parametrize(
    ("contract", "file", "line"), BREAKS, ids=[f"{file}: {line}" for _, file, line in BREAKS]
)
def test_a_forbidden_import_breaks_its_contract(
    tmp_path: Path, contract: str, file: str, line: str
) -> None:
    build_house(tmp_path)
    path = tmp_path / "counter_app" / file
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    broken, said = lint(tmp_path)
    assert contract in broken, said


def test_every_folder_under_desk_is_a_whole_task_with_tests() -> None:
    assert incomplete_tasks(DESK, ROOT / "tests" / "desk") == []


def test_a_task_without_its_task_file_or_tests_is_noticed(tmp_path: Path) -> None:
    build_house(tmp_path)
    desk, tests = tmp_path / "counter_app" / "desk", tmp_path / "tests" / "desk"
    (tests / "loans").mkdir(parents=True)
    (tests / "loans" / "test_rules.py").touch()
    (desk / "pickups" / "task.py").unlink()
    assert incomplete_tasks(desk, tests) == [
        "pickups has no task.py",
        "pickups has no tests in desk/pickups",
    ]


def test_in_a_task_only_the_screen_loads_qt_and_it_loads_no_sql() -> None:
    assert qt_outside_screens(DESK) == []
    assert sql_in_screens(DESK) == []


def test_qt_outside_a_screen_and_sql_inside_one_are_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "loans"
    folder.mkdir()
    (folder / "grid.py").write_text("from PySide6.QtCore import Qt\n", encoding="utf-8")
    (folder / "screen_grid.py").write_text("import sqlalchemy.orm\n", encoding="utf-8")
    assert qt_outside_screens(tmp_path) == ["loans/grid.py"]
    assert sql_in_screens(tmp_path) == ["loans/screen_grid.py"]


def test_every_part_of_a_task_stands_where_its_name_says() -> None:
    assert parts_out_of_place(DESK) == []


def test_a_part_out_of_its_place_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "loans"
    folder.mkdir()
    package = "counter_app.desk.loans"
    texts = {
        "rules_money": f"from {package} import service\nimport sqlalchemy\n",
        "slip_copy": f"from {package}.rules_money import limits\n",
        "wording_short": f"import {package}.rules_money\n",
        "reading": f"from {package}.screen_grid import Grid\nimport sqlalchemy\n",
        "screen_grid": f"from {package}.service import complete\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    assert parts_out_of_place(tmp_path) == [
        "loans/reading.py imports screen_grid",
        "loans/rules_money.py imports service",
        "loans/rules_money.py loads sqlalchemy",
        "loans/wording_short.py imports rules_money",
    ]


def test_the_description_names_every_layer_and_only_what_is_there() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"`((?:counter_app|resources|tests|docs|migrations)/[\w./-]*)`", told))
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
    layers = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.iterdir()
        if path.name not in {"__init__.py", "__main__.py", "__pycache__"}
    }
    assert sorted(layers - paths) == []
