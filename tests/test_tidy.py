"""House rules that no linter knows: sizes, places where a thing may stand, nothing left over.

Each rule is a function from a source file to findings, and has samples that it must and must not
find.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FUNCTION_LINES = 70
SCREEN_LINES = 300
FILE_LINES = 400
DOCSTRING_LINES = 5

MONEY_PLACES = re.compile(
    r"counter_app/(core/(money|quantity|transaction|receipt)|codes/|rules/|records/|trade/|intake/"
    r"|export/|desk/\w+/(draft|rules|service|tables|slip)|ui/widgets/(money|quantity))"
)
# An id carries a stamp that only sorts it.
CLOCK_PLACES = re.compile(r"counter_app/core/(clock|ids)\.py")
CATCH_ALL_PLACES = re.compile(r"counter_app/(ui/runner\.py|spool\.py|cli\.py|cli/)|^tests/")
DIALOG_PLACES = re.compile(r"counter_app/ui/(messages|approve)\.py")
CLOCKS = re.compile(
    r"(^|\.)(date|datetime)\.(now|utcnow|today)$|^time\.(time|time_ns)$|^Q(Date|Time|DateTime)\.current"
)
PATCH = re.compile(r"(^|\.)patch(\.\w+)?$")
# Split, so that this file passes its own rules.
LEFT_OVER = re.compile(rf"\b({'TO'}{'DO'}|{'FIX'}{'ME'})\b")
REGISTRY_HOSTS = re.compile(
    "|".join(
        re.escape(host)
        for host in (
            "pypi" + ".org",
            "python" + "hosted.org",
            "pypi" + ".python.org",
            "registry." + "npmjs.org",
            "deb." + "debian.org",
            "/opt/" + "pypi",
        )
    )
)
VAGUE_NAME = re.compile(r"(Manager|Helpers?|Utils?|Utilities)$|^Base[A-Z]|[a-z0-9]Base$")
TEXT_ENDINGS = re.compile(
    r"\.(cfg|csv|html|ini|json|lock|mako|md|po|pot|pyi?|svg|toml|txt|xml|yml)$"
    r"|^(Makefile|\.gitignore|\.ci/run)$"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path inside the project, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        return cls(path, text, ast.parse(text))

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    def at(self, node: ast.AST, words: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {words}"


Rule = Callable[[Source], Iterator[str]]


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, with `?` for anything else in front."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def product(source: Source) -> bool:
    return source.path.startswith("counter_app/")


def long_functions(source: Source) -> Iterator[str]:
    for node in source.nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES and not source.path.startswith("migrations/"):
                yield source.at(node, f"{node.name} has {lines} lines, {FUNCTION_LINES} allowed")


def long_files(source: Source) -> Iterator[str]:
    screen = re.match(r"counter_app/desk/\w+/screen", source.path) is not None
    allowed = SCREEN_LINES if screen else FILE_LINES
    lines = len(source.text.splitlines())
    if lines > allowed and not source.path.startswith("migrations/"):
        yield f"{source.path}: {lines} lines, {allowed} allowed"


def missing_docstrings(source: Source) -> Iterator[str]:
    if not source.text.strip() and source.path.startswith("tests/"):
        return
    words = ast.get_docstring(source.tree)
    if words is None:
        yield f"{source.path}: does not say what it is for"
    elif product(source) and len([line for line in words.splitlines() if line]) > DOCSTRING_LINES:
        yield f"{source.path}: takes more than {DOCSTRING_LINES} lines to say what it is for"


def floats_near_money(source: Source) -> Iterator[str]:
    if MONEY_PLACES.match(source.path):
        for node in source.nodes():
            if isinstance(node, ast.Name) and node.id == "float":
                yield source.at(node, "float near money")
            elif isinstance(node, ast.Constant) and isinstance(node.value, float):
                yield source.at(node, f"{node.value} near money")


def own_clocks(source: Source) -> Iterator[str]:
    if not product(source) or CLOCK_PLACES.match(source.path):
        return
    for node in source.nodes():
        if isinstance(node, ast.Attribute) and CLOCKS.search(dotted(node)):
            yield source.at(node, f"{dotted(node)}: only core/clock.py knows what time it is")


def own_styles(source: Source) -> Iterator[str]:
    if product(source) and source.path != "counter_app/ui/theme.py":
        for node in source.nodes():
            if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet":
                yield source.at(node, "only ui/theme.py sets a style sheet")


def modal_boxes(source: Source) -> Iterator[str]:
    if not product(source) or DIALOG_PLACES.match(source.path):
        return
    for node in source.nodes():
        if isinstance(node, ast.Name) and node.id in {"QMessageBox", "QInputDialog"}:
            yield source.at(node, f"{node.id} stops the work")
        elif (
            isinstance(node, ast.Attribute)
            and node.attr in {"exec", "exec_"}
            # The application's own loop is started with the class's method.
            and dotted(node) not in {"QApplication.exec", "QCoreApplication.exec"}
        ):
            yield source.at(node, f"{dotted(node)} stops the work")


def raises_again(handler: ast.ExceptHandler) -> bool:
    """Whether a handler only cleans up and lets the error go on."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def catches_of_everything(source: Source) -> Iterator[str]:
    if CATCH_ALL_PLACES.search(source.path):
        return
    for node in source.nodes():
        if isinstance(node, ast.ExceptHandler) and not raises_again(node):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            for kind in caught:
                if kind is None or dotted(kind) in {"Exception", "BaseException"}:
                    yield source.at(node, "catches everything; name the errors")


def vague_names(source: Source) -> Iterator[str]:
    for node in source.nodes():
        if isinstance(node, ast.ClassDef) and VAGUE_NAME.search(node.name):
            yield source.at(node, f"{node.name} says nothing about what it does")


def left_over_words(source: Source) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type in {tokenize.COMMENT, tokenize.STRING} and LEFT_OVER.search(token.string):
            yield f"{source.path}:{token.start[0]}: unfinished work"


def sleeping_tests(source: Source) -> Iterator[str]:
    if source.path.startswith("tests/"):
        for node in source.nodes():
            if isinstance(node, ast.Call) and dotted(node.func) in {"time.sleep", "qtbot.wait"}:
                yield source.at(node, f"{dotted(node.func)}: wait for a thing, not for a time")


def patched_tests(source: Source) -> Iterator[str]:
    if not source.path.startswith("tests/"):
        return
    for node in source.nodes():
        if not isinstance(node, ast.Call):
            continue
        called = dotted(node.func)
        first = node.args[0] if node.args else None
        own = isinstance(first, ast.Constant) and str(first.value).startswith("counter_app")
        if PATCH.search(called) or (called == "monkeypatch.setattr" and own):
            yield source.at(node, "replaces our own code under test")


RULES: tuple[Rule, ...] = (
    long_functions,
    long_files,
    missing_docstrings,
    floats_near_money,
    own_clocks,
    own_styles,
    modal_boxes,
    catches_of_everything,
    vague_names,
    left_over_words,
    sleeping_tests,
    patched_tests,
)

# Rule, path, text; the first list must be found, the second must not.
FOUND: list[tuple[Rule, str, str]] = [
    (long_functions, "counter_app/app.py", "def f():\n" + "    pass\n" * FUNCTION_LINES),
    (long_functions, "tests/test_x.py", "async def f():\n" + "    pass\n" * FUNCTION_LINES),
    (long_files, "counter_app/desk/loans/screen.py", "\n" * (SCREEN_LINES + 1)),
    (long_files, "counter_app/desk/loans/screen_grid.py", "\n" * (SCREEN_LINES + 1)),
    (long_files, "counter_app/app.py", "\n" * (FILE_LINES + 1)),
    (missing_docstrings, "counter_app/app.py", "import os"),
    (missing_docstrings, "tests/test_x.py", "import os"),
    (missing_docstrings, "counter_app/app.py", '"""' + "words\n" * (DOCSTRING_LINES + 1) + '"""'),
    (floats_near_money, "counter_app/rules/tax.py", "float(text)"),
    (floats_near_money, "counter_app/core/money.py", "def f(amount: float): ..."),
    (floats_near_money, "counter_app/desk/loans/service.py", "rate = 0.07"),
    (own_clocks, "counter_app/station.py", "datetime.now(UTC)"),
    (own_clocks, "counter_app/station.py", "datetime.datetime.utcnow()"),
    (own_clocks, "counter_app/station.py", "date.today()"),
    (own_clocks, "counter_app/spool.py", "time.time()"),
    (own_clocks, "counter_app/ui/shell.py", "QDateTime.currentDateTime()"),
    (own_styles, "counter_app/ui/shell.py", "self.setStyleSheet('color: red')"),
    (modal_boxes, "counter_app/ui/shell.py", "QMessageBox.warning(self, '', '')"),
    (modal_boxes, "counter_app/desk/loans/screen.py", "dialog.exec()"),
    (modal_boxes, "counter_app/desk/loans/screen.py", "QInputDialog.getText(self, '', '')"),
    (catches_of_everything, "counter_app/app.py", "try: f()\nexcept Exception: g()"),
    (catches_of_everything, "counter_app/app.py", "try: f()\nexcept (OSError, Exception): g()"),
    (catches_of_everything, "migrations/env.py", "try: f()\nexcept: g()"),
    (vague_names, "counter_app/app.py", "class TillManager: ..."),
    (vague_names, "counter_app/app.py", "class BaseScreen: ..."),
    (left_over_words, "counter_app/app.py", "f()  # TO" + "DO: more"),
    (left_over_words, "counter_app/app.py", "words = 'FIX" + "ME'"),
    (sleeping_tests, "tests/test_x.py", "time.sleep(1)"),
    (sleeping_tests, "tests/test_x.py", "qtbot.wait(100)"),
    (patched_tests, "tests/test_x.py", "with mock.patch('counter_app.station.Station'): ..."),
    (patched_tests, "tests/test_x.py", "patch.object(Station, 'open_work')"),
    (patched_tests, "tests/test_x.py", "monkeypatch.setattr('counter_app.station.x', 1)"),
]
HARMLESS: list[tuple[Rule, str, str]] = [
    (long_functions, "counter_app/app.py", "def f():\n" + "    pass\n" * (FUNCTION_LINES - 1)),
    (long_files, "counter_app/ui/shell.py", "\n" * FILE_LINES),
    (missing_docstrings, "tests/__init__.py", ""),
    (floats_near_money, "counter_app/devices/transports.py", "timeout = float(0.5)"),
    (own_clocks, "counter_app/core/clock.py", "datetime.now(UTC)"),
    (own_clocks, "counter_app/spool.py", "time.monotonic()"),
    (own_styles, "counter_app/ui/theme.py", "application.setStyleSheet(sheet)"),
    (modal_boxes, "counter_app/ui/approve.py", "dialog.exec()"),
    (modal_boxes, "counter_app/app.py", "QApplication.exec()"),
    (catches_of_everything, "counter_app/ui/runner.py", "try: f()\nexcept Exception: g()"),
    (catches_of_everything, "counter_app/app.py", "try: f()\nexcept OSError: g()"),
    (catches_of_everything, "counter_app/app.py", "try: f()\nexcept BaseException: g(); raise"),
    (vague_names, "counter_app/app.py", "class Base: ..."),
    (left_over_words, "counter_app/app.py", "todo = 'Todos los recibos'  # nothing is left"),
    (sleeping_tests, "tests/test_x.py", "qtbot.waitUntil(done)"),
    (patched_tests, "tests/test_x.py", "monkeypatch.setattr('socket.socket', refuse)"),
]


@cache
def tracked_files() -> tuple[str, ...]:
    """Everything that is or would be committed, as paths inside the project.

    A downloaded archive has no history to ask, so there it is everything that make did not make.
    """
    if not (ROOT / ".git").exists():
        made = re.compile(r"^(\.venv|build|dist|\.\w+_cache|\.hypothesis)/|__pycache__/")
        names = (path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file())
        return tuple(sorted(name for name in names if not made.search(name)))
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


@cache
def sources() -> tuple[Source, ...]:
    return tuple(
        Source.of(name, (ROOT / name).read_text(encoding="utf-8"))
        for name in tracked_files()
        if name.endswith(".py")
    )


def modules_nobody_imports(files: tuple[Source, ...]) -> list[str]:
    """Modules of the program that no other module of it, nor a migration, imports or names.

    A task's screen is named by text ("…screen:LoansScreen"); its task.py is found by walking desk/.
    """
    named: set[str] = set()
    for source in files:
        if source.path.startswith("tests/"):
            continue
        for node in source.nodes():
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value.partition(":")[0])
    modules = [
        source.path.removesuffix(".py").replace("/", ".") for source in files if product(source)
    ]
    reached_otherwise = re.compile(
        r"\.__init__$|^counter_app\.__main__$|^counter_app\.desk\.\w+\.task$"
    )
    return [name for name in modules if name not in named and not reached_otherwise.search(name)]


def files_that_name(pattern: re.Pattern[str], texts: Iterator[tuple[str, str]]) -> list[str]:
    return [f"{path}: {found.group()}" for path, text in texts if (found := pattern.search(text))]


def tracked_texts() -> Iterator[tuple[str, str]]:
    for name in tracked_files():
        if TEXT_ENDINGS.search(name):
            yield name, (ROOT / name).read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_is_tidy(rule: Rule) -> None:
    findings = [finding for source in sources() for finding in rule(source)]
    assert not findings, "\n" + "\n".join(findings)


@pytest.mark.parametrize(("rule", "path", "text"), FOUND)
def test_a_rule_finds_what_it_forbids(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source.of(path, text)))


@pytest.mark.parametrize(("rule", "path", "text"), HARMLESS)
def test_a_rule_leaves_the_rest_alone(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Source.of(path, text)))


def test_every_rule_has_a_sample_it_finds_and_one_it_leaves_alone() -> None:
    assert {rule for rule, _, _ in FOUND} == {rule for rule, _, _ in HARMLESS} == set(RULES)


def test_every_module_is_imported_by_another() -> None:
    assert modules_nobody_imports(sources()) == []


def test_a_module_that_only_a_test_imports_is_noticed() -> None:
    files = (
        Source.of("counter_app/app.py", "import counter_app.used\nfrom counter_app import named"),
        Source.of("counter_app/__main__.py", "from counter_app.app import run"),
        Source.of("counter_app/used.py", ""),
        Source.of("counter_app/named.py", ""),
        Source.of("counter_app/lonely.py", ""),
        Source.of("counter_app/desk/loans/task.py", "'counter_app.desk.loans.screen:LoansScreen'"),
        Source.of("counter_app/desk/loans/screen.py", ""),
        Source.of("tests/test_lonely.py", "import counter_app.lonely"),
    )
    assert modules_nobody_imports(files) == ["counter_app.lonely"]


def test_no_file_names_a_package_registry() -> None:
    assert files_that_name(REGISTRY_HOSTS, tracked_texts()) == []


def test_the_name_of_a_package_registry_is_noticed() -> None:
    texts = iter([("requirements.lock", "--index-url https://py" + "pi.org/simple"), ("a.md", "")])
    assert files_that_name(REGISTRY_HOSTS, texts) == ["requirements.lock: py" + "pi.org"]


def test_no_document_speaks_of_unfinished_work() -> None:
    texts = ((path, text) for path, text in tracked_texts() if not path.endswith(".py"))
    assert files_that_name(LEFT_OVER, texts) == []
