"""The wizard's first page: a model from the list, paused, gone on with, and one that comes in the background."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.provider.onboarding.answers import Answers
from desktop_app.provider.onboarding.ports import Begun
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.onboarding.card_page import CardPage
from desktop_app.ui.onboarding.window import WizardWindow
from tests.provider.onboarding.needs import House
from tests.ui.looks import until


class Opened:
    def __init__(self, house: House) -> None:
        self.house = house
        house.may_measure.set()
        self.wizard = Wizard(house.needs(), Answers())
        self.window = WizardWindow(self.wizard)
        self.window.show()
        page = self.window.pages[0]
        assert isinstance(page, CardPage)
        self.page = page

    async def looked(self) -> None:
        await until(lambda: self.page.list.table.rowCount() > 0 and self.wizard.measuring.result is not None)


@pytest.fixture
async def opened(clean_application: QApplication) -> Opened:
    found = Opened(House())
    await found.looked()
    return found


async def test_the_suggested_model_is_fetched_paused_and_gone_on_with(opened: Opened) -> None:
    page, house = opened.page, opened.house
    assert page.list.chosen is not None and page.list.chosen.source == "qwen3:8b"
    page.list.button.setFocus()
    page.list.button.click()
    await until(lambda: page.pause.isVisible() and "1.0 of 4.0 GiB" in page.got_says.text())
    assert ("fetch", "qwen3:8b") in house.calls and page.got.value() == 25
    assert not page.list.button.isEnabled() and not page.get.isEnabled()
    page.pause.click()
    await until(lambda: "Paused" in page.got_says.text() and page.list.button.isEnabled())
    assert house.calls[-1] == ("stopped", "qwen3:8b"), "the next start leaves it alone"
    page.list.button.click()
    house.may_fetch.set()
    await until(lambda: page.got_says.text() == "tiny is here.")
    assert not page.pause.isVisible()
    opened.window.close()


async def test_what_comes_in_the_background_is_told_until_it_is_here(clean_application: QApplication) -> None:
    house = House(begun=[Begun("big", "https://m.example/big.gguf", 0.25, True)])
    opened = Opened(house)
    await opened.looked()
    page = opened.page
    await until(lambda: page.got_says.text() == "big is being downloaded in the background.")
    assert page.got.value() == 25 and not page.list.button.isEnabled() and not page.pause.isVisible()
    house.begun = [Begun("big", "https://m.example/big.gguf", 0.75, True)]
    await until(lambda: page.got.value() == 75)
    before = opened.wizard.looking.result
    house.begun = []
    await until(lambda: page.list.button.isEnabled() and not page.got.isVisible())
    await asyncio.wait_for(opened.wizard.looking.wait(), 10)
    assert before is not None and page.got_says.text() == ""
    opened.window.close()


async def test_what_waits_in_the_background_keeps_nobody_from_another(clean_application: QApplication) -> None:
    house = House(begun=[Begun("big", "https://m.example/big.gguf", 0.25, True, "waits until 23:00")])
    opened = Opened(house)
    await opened.looked()
    await until(lambda: opened.page.got_says.text() == "big waits until 23:00.")
    assert opened.page.list.button.isEnabled()
    opened.window.close()
