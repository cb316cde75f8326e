"""The program in the owner's language, from the first text on; nothing is loaded for English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

STEM = "aitbc-provider"


def wanted(chosen: str, system: Sequence[str], installed: Sequence[str]) -> str:
    """One of `installed`, "" for English. `chosen` "" takes the first of the system's languages that is there; English
    counts as there, so that nobody gets a language further down the list."""
    for name in [chosen] if chosen else system:
        # "de-Latn-DE" is "de_DE": nobody names a translation by its script.
        code = "_".join(part for part in name.replace("-", "_").split("_") if len(part) != 4)
        language = code.partition("_")[0]
        if language == "en":
            return ""
        if found := next((one for one in (code, language) if one in installed), ""):
            return found
    return ""


def speak(application: QCoreApplication, folder: Path | None, chosen: str) -> str:
    """Load the owner's language from `folder` (None: there is none) and Qt's own texts in it; its code, "" for
    English. A setting for a language that is not there any more is English. Numbers are written and read as the system
    does, or as a language does that the owner chose instead of the system's."""
    paths = folder.glob(f"{STEM}_*.qm") if folder else ()
    language = wanted(chosen, QLocale.system().uiLanguages(), [path.stem.removeprefix(f"{STEM}_") for path in paths])
    QLocale.setDefault(_numbers(chosen, language))
    if language:
        _load(application, f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _load(application, f"{STEM}_{language}", str(folder))
    return language


def _numbers(chosen: str, language: str) -> QLocale:
    system = QLocale.system()
    if chosen and QLocale(language or "en").language() != system.language():
        return QLocale(language or "en")
    return QLocale("en") if system.language() == QLocale.Language.C else system


def name_of(code: str) -> str:
    """A language as those who speak it call it."""
    return QLocale(code).nativeLanguageName().capitalize() or code


def _load(application: QCoreApplication, name: str, folder: str) -> None:
    """Qt has no texts of its own in some languages; ours are shown all the same."""
    translator = QTranslator(application)
    if translator.load(name, folder):
        application.installTranslator(translator)
