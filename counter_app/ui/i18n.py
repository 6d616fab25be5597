"""The language of the window: English in the source, other languages as Qt catalogues.

`python -m counter_app.ui.i18n update` reads new words from the source into the `.ts` files and
builds the `.qm` files; `build` only builds them. Findings and slips have catalogues of their own.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from counter_app.core.words import LANGUAGES
from counter_app.paths import resources

SOURCE_LANGUAGE: Final = "en"
_NAME: Final = "counter_translator"
_PACKAGE: Final = Path(__file__).resolve().parents[1]


def known_language(language: str) -> str:
    """The language itself, English for one that nobody has translated."""
    return language if language in LANGUAGES else SOURCE_LANGUAGE


def next_language(language: str) -> str:
    """The one after it, round and round."""
    here = LANGUAGES.index(known_language(language))
    return LANGUAGES[(here + 1) % len(LANGUAGES)]


def set_language(app: QCoreApplication, language: str) -> bool:
    """Speak a language from now on; every widget gets a LanguageChange event.

    Gives False, and English, where there is no catalogue for the language.
    """
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    if language == SOURCE_LANGUAGE or language not in LANGUAGES:
        return language == SOURCE_LANGUAGE
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(app, Path(qt_folder) / f"qtbase_{language}.qm")
    return _install(app, catalogue(language, ".qm"))


def catalogue(language: str, suffix: str) -> Path:
    """The file of a language: `.ts` for translators, `.qm` for the program."""
    return resources("i18n") / f"counter_{language}{suffix}"


def update(folder: Path) -> None:
    """Read the words of the source into the `.ts` files of a folder; keeps translations."""
    sources = sorted(str(path.relative_to(_PACKAGE.parent)) for path in _PACKAGE.rglob("*.py"))
    for language in LANGUAGES[1:]:
        target = folder / f"counter_{language}.ts"
        options = ["-no-obsolete", "-locations", "none", "-target-language", language]
        _run("pyside6-lupdate", *sources, *options, "-ts", str(target))


def build(folder: Path) -> None:
    """Make the `.qm` files from the `.ts` files of a folder."""
    for language in LANGUAGES[1:]:
        ts, qm = (folder / f"counter_{language}{suffix}" for suffix in (".ts", ".qm"))
        _run("pyside6-lrelease", "-silent", str(ts), "-qm", str(qm))


def _install(parent: QObject, path: Path) -> bool:
    translator = QTranslator(parent)
    translator.setObjectName(_NAME)
    return translator.load(str(path)) and QCoreApplication.installTranslator(translator)


def _run(tool: str, *arguments: str) -> None:
    """Run one of the programs that come with PySide6; raises if it fails."""
    program = Path(sys.executable).with_name(tool)
    command = [str(program), *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=_PACKAGE.parent)  # noqa: S603 - fixed program, own files


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update(resources("i18n"))
    elif sys.argv[1:] != ["build"]:
        sys.exit("Say update or build.")
    build(resources("i18n"))
