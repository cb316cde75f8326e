"""The program in another language, and the setting for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from desktop_app.__main__ import in_owners_language
from desktop_app.domain.money import show
from desktop_app.domain.phrases import Phrase, Several, together
from desktop_app.system import languages
from desktop_app.system.guard import TITLE
from desktop_app.system.settings import FILE
from desktop_app.ui import measures
from desktop_app.ui.language import speak, wanted
from desktop_app.ui.settings.pages import AboutPage
from desktop_app.ui.settings.window import SettingsWindow
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import shown, tr, trn
from tests.ui.looks import until
from tests.ui.pseudo import pseudo, translator
from tests.ui.settings_fakes import FakeSettings


@pytest.mark.parametrize(
    ("chosen", "system", "installed", "found"),
    [
        ("", ["de-AT", "de", "en-US"], ["de", "fr"], "de"),
        ("", ["pt-BR", "pt"], ["pt", "pt_BR"], "pt_BR"),
        ("", ["pt-Latn-BR", "pt-BR", "pt"], ["pt", "pt_BR"], "pt_BR"),
        ("", ["en-GB", "de"], ["de"], ""),  # English comes first, and is always there
        ("", ["cs", "en", "de"], ["de"], ""),
        ("", ["cs", "de"], ["de"], "de"),
        ("", ["C"], ["de"], ""),
        ("fr", ["de"], ["de", "fr"], "fr"),
        ("en", ["de"], ["de"], ""),
        ("it", ["de"], ["de"], ""),  # not there any more: English, not a guess
    ],
)
def test_which_language_is_spoken(chosen: str, system: list[str], installed: list[str], found: str) -> None:
    assert wanted(chosen, system, installed) == found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    translator(tmp_path)
    (tmp_path / "pseudo.qm").rename(tmp_path / "aitbc-provider_de.qm")
    return tmp_path


@pytest.fixture
def cleaned(clean_application: QApplication) -> Iterator[QApplication]:
    before = QLocale()
    yield clean_application
    QLocale.setDefault(before)
    for loaded in clean_application.findChildren(QTranslator):
        clean_application.removeTranslator(loaded)
        loaded.deleteLater()


def test_figures_are_written_as_the_language_writes_them(folder: Path, cleaned: QApplication) -> None:
    moment = datetime(2026, 12, 24, 18, 5, 9).astimezone()
    english = (
        "1,042.50", "38%", "9.3 GB", "0.3 MB", "2026-12-24 18:05:09", "1,200", "1,042.5000 AITBC", "2 h 5 min", "12.5 s",
    )  # fmt: skip

    def told() -> tuple[str, ...]:
        return (
            measures.number(1042.5, 2), measures.share(0.38), measures.size(9.3e9), measures.size(3e5),
            measures.when(moment, with_seconds=True), trn("{n}", "{n}", 1200), shown(show(Decimal("1042.5"), "AITBC")),
            measures.duration(7500), measures.seconds(12.5),
        )  # fmt: skip

    speak(cleaned, None, "")
    assert told() == english
    assert speak(cleaned, folder, "de") == "de"
    bare = tuple(text.replace(" ~⟧", "").replace("⟦", "") for text in told())
    assert bare == tuple(
        "1.200" if text == "1,200" else text.translate({ord(","): ".", ord("."): ","}) for text in english
    )
    assert str(show(Decimal("1042.5"), "AITBC")) == "1,042.5000 AITBC", "files and the command line keep theirs"


def test_the_chosen_language_is_loaded_with_qts_own_texts(folder: Path, cleaned: QApplication) -> None:
    assert speak(cleaned, folder, "de") == "de"
    assert tr("Resume") == pseudo("Resume")
    assert cleaned.translate("QPlatformTheme", "Cancel") == "Abbrechen"


@pytest.mark.parametrize(("language", "told"), [("de", pseudo(TITLE)), ("en", str(TITLE))])
def test_a_process_without_a_window_says_its_last_words_in_the_language(
    language: str, told: str, folder: Path, cleaned: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "folder", lambda: folder)
    (folder / FILE).write_text(json.dumps({"language": language}), encoding="utf-8")
    assert in_owners_language(folder)(TITLE) == told


def test_where_nothing_was_translated_it_loads_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop_app.__main__ import in_owners_language as said; "
        "from desktop_app.system import languages; languages.folder = lambda: None; "
        f"print(said(Path({str(tmp_path)!r}))('x'), 'PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stdout == "x False\n"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_english_loads_nothing(language: str, folder: Path, cleaned: QApplication) -> None:
    assert speak(cleaned, folder, language) == ""
    assert speak(cleaned, None, "de") == ""
    assert cleaned.findChildren(QTranslator) == []
    assert tr("Resume") == "Resume"


def test_one_many_and_phrases_inside_phrases(folder: Path, cleaned: QApplication) -> None:
    assert (trn("{n} job", "{n} jobs", 1), trn("{n} job", "{n} jobs", 1200)) == ("1 job", "1,200 jobs")
    both = together(Phrase("Work may run"), Several("{n} job", "{n} jobs", 3), by=": ")
    assert shown(both) == both == "Work may run: 3 jobs"
    speak(cleaned, folder, "de")
    assert trn("{n} job", "{n} jobs", 1200) == pseudo("{n} jobs").format(n="1.200")
    assert shown(both) == f"{pseudo('Work may run')}: {pseudo('{n} jobs').format(n=3)}"
    assert shown("Work may run") == "Work may run", "a plain text is somebody's name, or was stored"
    assert both == "Work may run: 3 jobs"


def about(desk: FakeSettings) -> tuple[SettingsWindow, AboutPage]:
    window = SettingsWindow(desk, Tasks())
    window.show()
    page = next(page for page in window.pages if isinstance(page, AboutPage))
    window.list.setCurrentRow(window.pages.index(page))
    return window, page


async def test_with_english_alone_the_page_says_so(clean_application: QApplication) -> None:
    window, page = about(FakeSettings())
    assert any("speaks English so far" in label.text() for label in page.findChildren(QLabel))
    assert page.findChildren(QComboBox) == []
    window.leave()


async def test_a_language_is_chosen_and_counts_from_the_next_start(clean_application: QApplication) -> None:
    desk = FakeSettings()
    desk.languages = ("de",)
    window, page = about(desk)
    pick = page.findChild(QComboBox)
    assert [pick.itemText(n) for n in range(pick.count())] == ["As the system has it", "English", "Deutsch"]
    pick.setCurrentIndex(2)
    pick.activated.emit(2)
    await until(lambda: "when the program starts" in window.effects.text())
    window.save.click()
    await until(lambda: desk.saved)
    assert desk.saved[0][0] == {"language": "de"}
