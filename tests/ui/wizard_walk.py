"""The wizard's window, filled in and led from page to page."""

from __future__ import annotations

from collections.abc import AsyncIterator

from desktop_app.provider.onboarding.answers import Answers, Page
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.onboarding.window import WizardWindow
from tests.provider.onboarding.needs import HUB, KEY, PAYEE, PRICES, House
from tests.ui.looks import until


async def walk() -> AsyncIterator[tuple[str, WizardWindow]]:
    """Each page as it is for the practice network, then those that differ for another: what it is called, and the
    window that shows it."""
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
        await until(lambda: window.page is window.pages[number - 1] and not window._soon.isActive())  # noqa: B023
        await until(lambda: not wizard.market.is_running)
        yield f"{number}-{page.value}", window
    wizard.change(page=Page.NETWORK, is_practice=False, hub_url=HUB, payout_address="0x12")
    wizard.use_key(KEY)
    wizard.test()
    await wizard.testing.wait()
    await until(lambda: not window._soon.isActive())
    yield "2-hub", window
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "2-hub-end", window
    wizard.change(page=Page.READY, payout_address=PAYEE)
    window.next.click()
    await until(lambda: not window._soon.isActive())
    yield "5-hub", window
    window.close()
