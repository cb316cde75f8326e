from __future__ import annotations
import asyncio
import re
import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.pseudo import bare, texts, translator, menu_texts
from tests.ui.looks import light, until
from tests.ui.office import MOODS, busy_office, troubled_office, empty_office
from tests.ui.fakes import NOW, FakeDesk, full_state
from tests.ui.settings_fakes import FakeSettings
from tests.ui.test_wizard_screens import WEEKEND, cut_off
from tests.ui.test_pages import STATES, opened
from desktop_app.ui.pages.catalog import PAGES
from desktop_app.ui.settings.window import SettingsWindow
from desktop_app.ui.schedule.dialog import ScheduleDialog
from desktop_app.ui.onboarding.window import WizardWindow
from desktop_app.provider.onboarding.answers import Answers, Page
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.shell import QtShell
from desktop_app.ui.tasks import Tasks
from desktop_app.domain.state import Status
from tests.provider.onboarding.needs import HUB, KEY, PAYEE, PRICES, House

WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def spoken(tmp_path, clean_application):
    made = translator(tmp_path)
    clean_application.installTranslator(made)
    clean_application.setPalette(light())
    yield
    clean_application.removeTranslator(made)


def said(where, found):
    import os
    with open("/tmp/words-x/survey.txt", "a") as f:
        for t in sorted(found):
            b = bare(t)
            if WORD.search(b):
                f.write(f"{where}\t{t}\n")


@pytest.mark.parametrize("mood", MOODS)
async def test_pages(mood, icons, spoken):
    window = opened(icons, MOODS[mood](), mood)
    for spec in PAGES:
        window.open_page(spec.key)
        page = window.pages.pages[spec.key]
        await until(lambda: page.answered and page.is_drawn())
        said(f"{mood}:{spec.key}", texts(window))
        with open("/tmp/words-x/cut.txt", "a") as f:
            for c in cut_off(window): f.write(f"{mood}:{spec.key} {c}\n")
    window.leave()


async def test_settings(spoken):
    window = SettingsWindow(FakeSettings(), Tasks())
    window.resize(1024, 700)
    window.show()
    for row, page in enumerate(window.pages):
        window.list.setCurrentRow(row)
        await asyncio.sleep(0.05)
        said(f"settings:{type(page).__name__}", texts(window))
        with open("/tmp/words-x/cut.txt", "a") as f:
            for c in cut_off(window): f.write(f"settings {type(page).__name__} {c}\n")
    window.leave()


async def test_wizard(spoken):
    house = House(asks=PRICES)
    house.may_measure.set()
    wizard = Wizard(house.needs(), Answers(zone="Europe/Vienna"))
    window = WizardWindow(wizard)
    window.resize(1024, 700)
    window.show()
    await until(lambda: wizard.measuring.result is not None)
    wizard.change(per_kwh="0.31", token_worth="0.5")
    for number, page in enumerate(Page, 1):
        wizard.change(page=page)
        await until(lambda: window.page is window.pages[number - 1] and not window._soon.isActive())
        await until(lambda: not wizard.market.is_running)
        said(f"wizard:{page.value}", texts(window))
    wizard.change(page=Page.NETWORK, is_practice=False, hub_url=HUB, payout_address="0x12")
    wizard.use_key(KEY)
    wizard.test()
    await wizard.testing.wait()
    await asyncio.sleep(0.1)
    said("wizard:hub", texts(window))
    window.close()
    dialog = ScheduleDialog(WEEKEND)
    dialog.show()
    said("schedule", texts(dialog))


@pytest.mark.parametrize("status", Status)
async def test_tray(status, icons, spoken):
    shell = QtShell(icons, tray_available=lambda: True)
    shell.show()
    shell.attach(FakeDesk(full_state(status)), lambda: NOW)
    await asyncio.sleep(0.3)
    shell.tray.menu.aboutToShow.emit()
    said(f"tray:{status}", menu_texts(shell.tray.menu) | {shell.tray.icon.toolTip()})
    shell.close()
