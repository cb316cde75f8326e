"""Every window in a language that nobody speaks: what stands there in English was forgotten, what is cut off has no
room. What the fakes say is data here, as names, numbers and addresses are."""

from __future__ import annotations

import ast
import asyncio
import html
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox, QTableWidgetItem, QWidget

from desktop_app.control.helping import Help
from desktop_app.domain.browsing import JobFilter
from desktop_app.domain.errors import WrongKey
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.periods import Period
from desktop_app.domain.state import Status
from desktop_app.provider.ports.model_desk import Begun, EngineView
from desktop_app.ui.pages.catalog import PAGES
from desktop_app.ui.pages.earnings import EarningsPage
from desktop_app.ui.pages.jobs import JobsPage
from desktop_app.ui.pages.models import ModelsPage
from desktop_app.ui.schedule.dialog import ScheduleDialog
from desktop_app.ui.settings.agreements_page import AgreementsPage
from desktop_app.ui.settings.network_page import NetworkPage
from desktop_app.ui.settings.tiers_page import TiersPage
from desktop_app.ui.settings.window import SettingsWindow
from desktop_app.ui.shell import QtShell
from desktop_app.ui.tasks import Tasks, turn
from desktop_app.ui.translated import shown
from desktop_app.ui.widgets.saving import statement
from tests.ui.fakes import NOW, FakeDesk, full_state
from tests.ui.looks import light, until
from tests.ui.office import MOODS, busy_office
from tests.ui.pseudo import ROOT, bare, menu_texts, pseudo, texts, translator
from tests.ui.settings_fakes import FakeSettings
from tests.ui.test_agreements_page import enter
from tests.ui.test_pages import opened
from tests.ui.test_wizard_screens import WEEKEND, cut_off
from tests.ui.told import Profile, remembered
from tests.ui.told_by_rules import of_files, of_rules
from tests.ui.wizard_walk import walk

FAKES = ("ui/fakes.py", "ui/office.py", "ui/settings_fakes.py", "provider/onboarding/needs.py", "domain/test_shadow_day.py",
         "ui/told.py", "ui/told_by_rules.py")  # fmt: skip
NAMES = {
    "AITBC", "AITBC Provider", "NVIDIA GeForce RTX", "advanced", "eu", "MIT", "GiB", "MiB", "KiB", "GB", "MB/s", "kWh",
    "PLAY", "EUR", "inference, reencode", "stake", "unknown", "Save", "Cancel", "Discard", "OK",  # Qt's own, which come with its translation
    "0x… or ait1…", "https://…/model.gguf", "UTC", "0xaaaaaaaa…aaaaaa", "hub.example · https://hub.example/c",
    "Ollama", "built-in", "low, normal, high, urgent", "best_effort, business_hours, 24/7, dedicated",  # as the owner types them
    "priority", "settings.json", "settings.broken-1.json", "settings.kept-1.json", "rules.json", "rules.broken-1.json", "(active)",
    "active).", "'queue'", "gpu_memory: ",  # as they are called in files and in the network's answers
    "coordinator: answers", "key: The network does not accept this key", "Ask the network's operator for another",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z]{2,}")


def data() -> list[str]:
    """What is no text of the program, the longest first: names, the lists of models and zones, the fakes' sentences."""
    found = {*NAMES, *available_timezones()}
    found |= set(_strings(json.loads((ROOT / "resources" / "models.json").read_text(encoding="utf-8"))))
    for name in FAKES:
        for node in ast.walk(ast.parse((ROOT / "tests" / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    # A single word of the fakes may be a word of the program's as well.
    return sorted((one for one in found if one in NAMES or (one.strip() and not one.isalpha())), key=len, reverse=True)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


class Known:
    """Takes what is known out of texts."""

    def __init__(self) -> None:
        self.texts = data()
        self._any = re.compile("|".join(map(re.escape, self.texts)))

    @cache  # noqa: B019 - as long as the module's tests
    def is_english(self, text: str) -> bool:
        """Whether something of `text` was not translated."""
        rest = self._any.sub(" ", re.sub(r"<[^>]*>", " ", bare(text)))
        if rest.rstrip().endswith("…"):  # cut short: a part of something known
            cut = rest.strip(" \n:·…").removeprefix(". ")
            return not any(cut in one for one in self.texts)
        return bool(WORD.search(rest))


@pytest.fixture(scope="module")
def known() -> Known:
    return Known()


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> QTranslator:
    return translator(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture
def spoken(language: QTranslator, clean_application: QApplication) -> Iterator[QApplication]:
    clean_application.installTranslator(language)
    clean_application.setPalette(light())
    yield clean_application
    clean_application.removeTranslator(language)


def english(found: set[str], known: Known) -> list[str]:
    """The texts of which something is still English."""
    return sorted(text for text in found if known.is_english(text))


async def looked_at(window: QWidget, known: Known) -> None:
    for _ in range(3):
        await turn()
    assert english(texts(window), known) == []
    assert cut_off(window) == []


def test_the_check_finds_what_was_forgotten(known: Known) -> None:
    told = pseudo("Earned today: {amount}").format(amount=f"1.50 {pseudo('(play money)')}")
    assert english({told, "llama3.1:8b", f"{pseudo('Busy')}: Waiting for jobs", "24.0 GiB · Europe/Vienna"}, known) == []
    assert english({f"{told} (play money)"}, known) == [f"{told} (play money)"]
    assert english({"Earned today"}, known) == ["Earned today"]


@pytest.mark.parametrize("mood", MOODS)
async def test_every_page(mood: str, icons: Path, spoken: QApplication, known: Known) -> None:
    window = opened(icons, MOODS[mood](), mood)
    for spec in PAGES:
        window.open_page(spec.key)
        page = window.pages.pages[spec.key]
        await until(lambda: page.answered and page.is_drawn())  # noqa: B023
        await looked_at(window, known)
    window.leave()


async def test_what_the_history_remembers(tmp_path: Path, icons: Path, spoken: QApplication, known: Known) -> None:
    """Reasons and alerts that were stored are shown in the language of today, on every page that has them."""
    kept, office = await remembered(tmp_path), busy_office()
    told = {shown(one.reason) for one in kept["jobs"]} | {shown(one.text) for one in kept["alerts"]}
    assert len(told) > 25
    assert english(told, known) == []
    for desk in (office.jobs, office.card, office.money):
        desk._answers |= {name: answer for name, answer in kept.items() if name in desk._answers}
    office.jobs._answers |= {
        "count": len(kept["jobs"]), "detail": kept["details"].get,
        "page": lambda wanted, offset, limit: kept["jobs"][offset : offset + limit],
    }  # fmt: skip
    window = opened(icons, office)
    window.show_state(full_state(recent=tuple(kept["jobs"]), alerts=tuple(kept["alerts"])))
    for key in ("home", "jobs", "card", "alerts", "help", "earnings"):
        window.open_page(key)
        page = window.pages.pages[key]
        await until(lambda: page.answered and page.is_drawn())  # noqa: B023
        await looked_at(window, known)
    window.leave()


async def test_jobs_are_filtered_whatever_the_filters_are_called(icons: Path, spoken: QApplication) -> None:
    office = MOODS["busy"]()
    window = opened(icons, office)
    window.open_page("jobs")
    page = window.pages.pages["jobs"]
    await until(lambda: page.answered and page.is_drawn())
    page.results.setCurrentIndex(2)
    page.paid.setCurrentIndex(1)
    wanted = JobFilter(frozenset({Outcome.FAILED}), "", True)
    await until(lambda: ("count", (wanted,)) in office.jobs.calls)
    window.leave()


async def test_what_the_doctor_finds(tmp_path: Path, icons: Path, spoken: QApplication, known: Known) -> None:
    office = busy_office()
    office.help = Help(Profile(tmp_path))
    window = opened(icons, office)
    window.open_page("help")
    page = window.pages.pages["help"]
    page.check.click()
    await until(lambda: page.findings and not page.checks_told.isVisible(), 60)
    told = {text.replace(str(tmp_path), "/") for text in texts(window)}
    assert english(told, known) == []
    assert {finding.ok for finding in page.findings} == {True, False}
    window.leave()


def test_what_rules_and_files_say(tmp_path: Path, spoken: QApplication, known: Known) -> None:
    told = {shown(text).replace(str(tmp_path), "/") for text in (*of_rules(), *of_files(tmp_path)) if text}
    told = {text.replace(" concurrency ", " ") for text in told}  # a setting, as the file calls it
    assert len(told) > 60
    assert english(told, known) == []


async def test_the_settings(spoken: QApplication, known: Known) -> None:
    window = SettingsWindow(FakeSettings(), Tasks())
    window.resize(1024, 700)
    window.show()
    for row, _ in enumerate(window.pages):
        window.list.setCurrentRow(row)
        await until(lambda: not window._soon.isActive())
        await looked_at(window, known)
    for name, value in (("concurrency", 3), ("price_per_hour", "-1"), ("when_using", "keep"), ("watch_games", False)):
        window.draft.put(name, value)
    window.draft.put_rule("queue", {"max_queue_size": 3})
    await until(lambda: not window._soon.isActive())
    told = {window.effects.text(), window.failed.text(), shown(window.draft.problem("price_per_hour"))}
    assert english({line for text in told for line in text.split("\n")}, known) == []
    window.leave()


async def test_what_is_wrong_with_an_answer(spoken: QApplication, known: Known) -> None:
    """What rules say of an answer, as far as the window lets one be given that cannot be."""
    window = SettingsWindow(FakeSettings(), Tasks())
    window.resize(1024, 700)
    window.show()
    tiers, agreements, networks = (
        next(one for one in window.pages if isinstance(one, kind)) for kind in (TiersPage, AgreementsPage, NetworkPage)
    )
    window.list.setCurrentRow(window.pages.index(tiers))
    tiers.more.click()
    tiers.table.setItem(0, 0, QTableWidgetItem("eu-1"))
    for column, usual in ((1, "0.1"), (2, "1"), (3, "normal"), (4, "dedicated")):
        tiers.table.setItem(0, column, QTableWidgetItem("?"))
        await until(lambda: not window._soon.isActive())
        assert "eu-1" in tiers.says.text() and english({tiers.says.text()}, known) == []
        tiers.table.setItem(0, column, QTableWidgetItem(usual))
    enter(agreements.contract, client_id=" ", duration_hours="?", fixed_rate="?")
    enter(agreements.reservation, client_id=" ", reserved_gpu_memory="?", starts_at="?")
    wrong = {form.entries[name].field.says.text() for form in (agreements.contract, agreements.reservation)
             for name in ("client_id", "duration_hours", "reserved_gpu_memory", "starts_at") if name in form.entries}  # fmt: skip
    assert len(wrong) == 4 and all(wrong)
    networks.new["url"].setText("ftp://?")
    networks.new["payout_address"].setText("?")
    for page in (agreements, networks):
        window.list.setCurrentRow(window.pages.index(page))
        await until(lambda: not window._soon.isActive())
        await looked_at(window, known)
    window.leave()


async def test_the_wizard(spoken: QApplication, known: Known) -> None:
    async for _, window in walk():
        await looked_at(window, known)


async def test_the_schedule(spoken: QApplication, known: Known) -> None:
    dialog = ScheduleDialog(WEEKEND)
    dialog.show()
    await looked_at(dialog, known)
    dialog.close()


@pytest.mark.parametrize("status", Status)
async def test_the_tray(status: Status, icons: Path, spoken: QApplication, known: Known) -> None:
    shell = QtShell(icons, tray_available=lambda: True)
    shell.show()
    shell.attach(FakeDesk(full_state(status)), lambda: NOW)
    icon = shell.tray.icon
    assert icon is not None
    await until(lambda: pseudo("Starting…") not in icon.toolTip())
    shell.tray.menu.aboutToShow.emit()
    assert english(menu_texts(shell.tray.menu) | set(icon.toolTip().split("\n")), known) == []
    shell.close()


async def test_the_questions(icons: Path, spoken: QApplication, known: Known) -> None:
    window = opened(icons, MOODS["busy"]())
    window.set_tray(False)
    window.close()
    await until(lambda: window._question is not None and window._question.isVisible())
    assert window._question is not None
    await looked_at(window._question, known)
    window.leave()
    settings = SettingsWindow(FakeSettings(), Tasks())
    settings.show()
    settings.draft.put("concurrency", 3)
    settings.close()
    await until(lambda: settings._question is not None and settings._question.isVisible())
    assert settings._question is not None
    await looked_at(settings._question, known)
    settings.leave()


async def test_questions_about_models_and_what_came_of_a_job(icons: Path, spoken: QApplication, known: Known) -> None:
    window = opened(icons, busy_office())
    window.open_page("models")
    models = window.pages.pages["models"]
    assert isinstance(models, ModelsPage)
    await until(lambda: models.answered and models.is_drawn())
    models.table.table.selectRow(0)
    models.remove.click()
    begun = Begun("tiny-1b", "https://hub.example/c", 7, 9, False)
    models._ask_to_discard(begun)
    models.engine.view = EngineView("", name="tiny-1b", url="https://hub.example/c", size=9, licence="MIT")
    models.engine._ask()
    boxes = models.findChildren(QMessageBox)
    assert len(boxes) == 3
    for box in boxes:
        await looked_at(box, known)
        box.close()
    window.open_page("jobs")
    jobs = window.pages.pages["jobs"]
    assert isinstance(jobs, JobsPage)
    await until(lambda: jobs.answered and jobs.is_drawn())
    for row in range(6):
        await until(lambda: jobs.model.job(row) is not None)  # noqa: B023
        jobs.table.selectRow(row)
        await until(lambda: jobs.detail.detail is not None and jobs.detail.detail.job_id == f"job-{200_000 - row}")  # noqa: B023
        await looked_at(window, known)
    window.leave()


async def test_the_statement(icons: Path, spoken: QApplication, known: Known) -> None:
    office = busy_office()
    window = opened(icons, office)
    window.open_page("earnings")
    page = window.pages.pages["earnings"]
    assert isinstance(page, EarningsPage)
    await until(lambda: page.answered and page.is_drawn())
    for period in Period:
        for by in range(page.by.count()):
            page.choose(period, date(2026, 11, 22))
            page.by.setCurrentIndex(by)
            text = statement(page, *await page.figures_of(office))
            assert english(set(re.split(r"<[^>]*>", html.unescape(text))), known) == []
    window.leave()


async def test_what_keeps_the_program_from_starting(icons: Path, spoken: QApplication, known: Known) -> None:
    shell = QtShell(icons, tray_available=lambda: True)
    shell.show()
    telling = asyncio.ensure_future(shell.show_error(WrongKey()))
    await until(lambda: any(isinstance(one, QMessageBox) for one in QApplication.topLevelWidgets()))
    box = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox))
    await looked_at(box, known)
    box.close()
    await telling
    shell.close()
