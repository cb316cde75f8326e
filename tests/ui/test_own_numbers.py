"""Numbers as the owner's system writes them: in every field, on the statement, at the charts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QTableWidgetItem

from desktop_app.domain.browsing import combined
from desktop_app.domain.money import total
from desktop_app.domain.typed_numbers import Marks
from desktop_app.provider.onboarding.answers import Answers, Page
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui import measures
from desktop_app.ui.charts.axes import Figures, Times
from desktop_app.ui.onboarding.opening import SetUpWindows
from desktop_app.ui.onboarding.price_page import PricePage
from desktop_app.ui.onboarding.window import WizardWindow
from desktop_app.ui.settings.agreements_page import AgreementsPage
from desktop_app.ui.settings.tiers_page import TiersPage
from desktop_app.ui.translated import own_marks
from desktop_app.ui.widgets.saving import statement
from desktop_app.ui.widgets.sums import exactly
from tests.provider.onboarding.needs import PRICES, House, MemoryKept
from tests.ui.looks import until
from tests.ui.office import busy_office
from tests.ui.pseudo import bare, translator
from tests.ui.test_agreements_page import enter
from tests.ui.test_earnings_page import shown
from tests.ui.test_settings_window import Opened

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=8, allow_nan=False, allow_infinity=False)


@pytest.fixture
def german(clean_application: QApplication) -> Iterator[QApplication]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield clean_application
    QLocale.setDefault(before)


async def test_a_price_is_typed_and_shown_with_a_comma(german: QApplication) -> None:
    opened = Opened()
    field = opened.field("price_per_hour")
    assert field.text() == "0,1"  # type: ignore[attr-defined]
    for typed, kept in (("0,25", "0.25"), ("0.25", "0.25"), ("1.234,5", "1234.5")):
        opened.type("price_per_hour", typed)
        assert opened.window.draft.get("price_per_hour") == kept
    await opened.drawn()
    assert "0,1 → 1234,5" in opened.window.effects.text()
    opened.type("price_per_hour", "0,25")
    opened.window.save.click()
    await until(lambda: opened.gone)
    assert opened.desk.saved[0][0] == {"price_per_hour": "0.25"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1.234", "“1.234” can mean 1234 or 1,234. Write the one that you mean."),
        ("1.2.3", "“1.2.3” is no number. Write it like 0,25."),
        ("-1", "This must be a number of 0 or more, such as 0,25."),
        ("1e2", "“1e2” is no number. Write it like 0,25."),
    ],
)
async def test_what_cannot_be_read_stays_and_says_why(typed: str, told: str, german: QApplication) -> None:
    opened = Opened()
    opened.type("price_per_hour", typed)
    await opened.drawn()
    field = opened.window.pricing.fields["price_per_hour"]
    assert (field.says.text(), opened.field("price_per_hour").text()) == (told, typed)  # type: ignore[attr-defined]
    opened.window.save.click()
    await opened.drawn()
    assert opened.desk.saved == [] and opened.window.failed.text()
    opened.type("price_per_hour", "0,1")
    await opened.drawn()
    assert not opened.window.draft.is_dirty and not opened.window.draft.problems
    opened.window.leave()


async def test_what_cannot_be_read_is_not_saved_though_it_looks_like_what_is_kept(german: QApplication) -> None:
    """A price of 1.25 is shown as 1,250; 1.250 is how 1250 is written."""
    opened = Opened({"tiers": {"spec": {"eu-1": {"rate_per_hour": "1.250", "max_jobs": 1}}}}, price_per_hour="1.250")
    window, told = opened.window, "“1.250” can mean 1250 or 1,250. Write the one that you mean."
    opened.type("price_per_hour", "1.250")
    window.save.click()
    await opened.drawn()
    assert not opened.gone and window.pricing.fields["price_per_hour"].says.text() == told
    window.close()
    assert not opened.gone and window._question is not None
    window._question.button(QMessageBox.StandardButton.Cancel).click()
    opened.type("price_per_hour", "1,250")
    tiers = opened.page(TiersPage)
    tiers.table.setItem(0, 1, QTableWidgetItem("1.250"))
    window.save.click()
    await opened.drawn()
    assert not opened.gone and told in tiers.says.text() and opened.desk.saved == []
    window.leave()


async def test_no_curve_is_drawn_for_a_price_that_cannot_be_read(german: QApplication) -> None:
    opened = Opened(price_per_hour="1.250")
    pricing = opened.window.pricing
    pricing._choose("dynamic")
    await opened.drawn()
    assert "1,25" in pricing.words.text()
    opened.type("price_per_hour", "1.250")
    await opened.drawn()
    assert pricing.words.text() == ""
    opened.window.leave()


async def test_electricity_by_the_hour_is_typed_and_shown_with_a_comma(german: QApplication) -> None:
    opened = Opened(electricity_hours="mon-fri 22-6 0.21, sun 0-24 0.19")
    name, draft = "electricity_hours", opened.window.draft
    field = next(page.fields[name] for page in opened.window.pages if name in page.fields)
    assert opened.field(name).text() == "mon-fri 22-6 0,21; sun 0-24 0,19"
    assert field.says.text() == "Such as mon-fri 22-6 0,21; sun 0-24 0,19."
    for typed, told in (("mon 22-6 0,2; sun 0-24 1.500", "“1.500” can mean 1500 or 1,500. Write the one that you mean."),
                        ("mon 22", "These must be days, hours and a price, with semicolons between, such as "
                                   "mon-fri 22-6 0,21; sun 0-24 0,19.")):  # fmt: skip
        opened.type(name, typed)
        opened.window.save.click()
        await opened.drawn()
        assert field.says.text() == told and not opened.gone
    opened.type(name, "mon-fri 22-6 0,21; sun 0-24 1,5")
    await opened.drawn()
    assert draft.get(name) == "mon-fri 22-6 0.21, sun 0-24 1.5" and field.says.text().startswith("Such as")
    assert "→ mon-fri 22-6 0,21; sun 0-24 1,5." in opened.window.effects.text()
    opened.window.save.click()
    await until(lambda: opened.gone)
    assert opened.desk.saved[0][0] == {name: "mon-fri 22-6 0.21, sun 0-24 1.5"}


@pytest.mark.parametrize("sign", [".", ","])
def test_one_sign_for_both_marks_never_stands_between_thousands(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "decimalPoint", lambda self: sign)
    monkeypatch.setattr(QLocale, "groupSeparator", lambda self: sign)
    assert measures.number(1125) == "1125"
    assert measures.number(Decimal("1125.5"), 1) == f"1125{sign}5"
    assert measures.typed(f"1{sign}125") == ("1.125", "")


async def test_agreements_and_tiers_read_them_too(german: QApplication) -> None:
    opened = Opened({"tiers": {"spec": {"eu-1": {"rate_per_hour": "0.15", "max_jobs": 1}}}})
    form = opened.page(AgreementsPage).contract
    enter(form, client_id="studio", duration_hours="1.500", fixed_rate="0,08")
    assert "can mean 1500 or 1,500" in form.entries["duration_hours"].field.says.text()
    assert not form.button.isEnabled()
    enter(form, duration_hours="1500")
    assert form.button.isEnabled() and " 0,08 " in form.says.text()
    tiers = opened.page(TiersPage)
    opened.window.list.setCurrentRow(opened.window.pages.index(tiers))
    assert tiers.table.item(0, 1).text() == "0,15"
    tiers.table.setItem(0, 1, QTableWidgetItem("1.125"))
    await opened.drawn()
    assert tiers.says.text().startswith("eu-1, “AITBC an hour”: “1.125” can mean")
    tiers.table.setItem(0, 1, QTableWidgetItem("0,2"))
    await opened.drawn()
    assert tiers.says.text() == "" and opened.window.draft.rule("tiers")["spec"]["eu-1"]["rate_per_hour"] == "0.2"  # type: ignore[index]
    opened.window.leave()


def price_page(wizard: Wizard) -> tuple[WizardWindow, PricePage]:
    window = WizardWindow(wizard)
    window.show()
    assert isinstance(window.page, PricePage)
    return window, window.page


def enter_price(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


async def test_the_wizard_reads_them_and_goes_on_when_it_can(german: QApplication) -> None:
    house = House(asks=PRICES)
    wizard = Wizard(house.needs(), Answers(page=Page.PRICE), own_marks())
    window, page = price_page(wizard)
    await until(lambda: page.price.text().startswith("0,"))
    enter_price(page.price, "1.500")
    await until(lambda: "can mean 1500 or 1,500" in page.fields["price_per_hour"].says.text())
    window.next.click()
    page.kwh.setFocus()
    await until(lambda: not window._soon.isActive())
    assert wizard.page is Page.PRICE and page.price.text() == "1.500"
    enter_price(page.price, "0,25")
    enter_price(page.kwh, "0,31")
    page.currency.setFocus()
    await until(lambda: not window._soon.isActive())
    assert (wizard.answers.price_per_hour, wizard.answers.per_kwh) == ("0.25", "0.31")
    assert (page.price.text(), page.kwh.text()) == ("0,25", "0,31")
    window.next.click()
    await until(lambda: wizard.page is Page.OWNER)
    window.close()


async def test_a_price_that_cannot_be_read_is_there_again_when_the_wizard_is(german: QApplication) -> None:
    """On the way to 1.500 stood 1.50, which can be read; it never was the price."""
    house = House(asks=PRICES)
    window, page = price_page(Wizard(house.needs(), Answers(page=Page.PRICE), own_marks()))
    enter_price(page.price, "1.500")
    assert window.wizard.answers.price_per_hour == ""
    window.later.click()
    wizard = Wizard(house.needs(), marks=own_marks())
    window, page = price_page(wizard)
    assert page.price.text() == "1.500" and "can mean 1500 or 1,500" in page.fields["price_per_hour"].says.text()
    assert page.usual.isEnabled()
    window.next.click()
    assert wizard.page is Page.PRICE
    page.usual.click()
    await until(lambda: not window._soon.isActive())
    assert page.price.text().startswith("0,") and page.fields["price_per_hour"].says.text() == ""
    window.next.click()
    assert wizard.page is Page.OWNER
    window.close()


async def test_the_wizard_is_opened_with_the_systems_marks(german: QApplication) -> None:
    opened: list[Marks] = []

    class SetUp:
        is_fresh = True

        def wizard(self, zone: str, marks: Marks) -> Wizard:
            opened.append(marks)
            return Wizard(House().needs(), Answers(page=Page.PRICE), marks)

    windows = SetUpWindows(SimpleNamespace(add_entry=lambda *entry: None))  # type: ignore[arg-type]
    windows.attach(SetUp())  # type: ignore[arg-type]
    windows.close()
    assert opened == [Marks(",", ".")]


async def test_what_an_earlier_version_kept_as_it_was_typed_is_shown_and_read(german: QApplication) -> None:
    kept = {"page": "price", "price_per_hour": "0,25", "per_kwh": "1.250", "currency": "EUR"}
    house = House(MemoryKept(kept))
    wizard = Wizard(house.needs(), marks=own_marks())
    window, page = price_page(wizard)
    assert (page.price.text(), page.kwh.text()) == ("0,25", "1.250")
    assert wizard.answers.price_per_hour == "0.25" and set(wizard.problems) == {"per_kwh"}
    assert page.fields["price_per_hour"].says.text() == "" and "can mean" in page.fields["per_kwh"].says.text()
    window.close()


async def test_the_statement_is_written_so(icons: Path, german: QApplication) -> None:
    office = busy_office()
    page = await shown(icons, office)
    looked_at, stacks = await page.figures_of(office)
    cells = re.findall(r"<td align=right>([^<]*)</td>", statement(page, looked_at, stacks))
    assert any("," in cell for cell in cells) and not any(re.search(r"\.[0-9]{1,2}$|\.[0-9]{4,}", cell) for cell in cells)
    whole = exactly(total([combined(stack.parts).credited for stack in stacks]))
    assert cells.count(whole.translate({ord("."): ",", ord(","): "."})) >= 2


def test_axes_are_written_so(german: QApplication) -> None:
    assert Figures("left").tickStrings([0.5, 1.5], 1.0, 0.5) == ["0,5", "1,5"]
    assert Figures("left").tickStrings([1000.0], 1.0, 500.0) == ["1000"]


def test_days_and_months_beneath_a_chart_are_words_of_the_program(
    tmp_path: Path, clean_application: QApplication
) -> None:
    language = translator(tmp_path)
    clean_application.installTranslator(language)
    times, moment, told = Times("bottom"), datetime(2026, 11, 23, 12).astimezone(), set[str]()
    for level in times.zoomLevels.values():
        times.zoomLevel = level
        for spec in level.tickSpecs:
            told |= set(times.tickStrings([moment.timestamp()], 1.0, spec.spacing))
    clean_application.removeTranslator(language)
    assert {"2026", "23", "12:00", "12:00:00"} < told and len(told) > 5
    assert {bare(text).strip() for text in told if re.search("[A-Za-z]", text)} == {"", "23"}


@given(AMOUNTS)
def test_what_is_shown_in_a_field_is_what_is_read(amount: Decimal) -> None:
    before = QLocale()
    try:
        for name in ("de_DE", "de_CH", "fr_FR", "en_GB", "sv_SE", "pl_PL", "en_IN"):
            QLocale.setDefault(QLocale(name))
            assert measures.typed(measures.to_type(f"{amount:f}")) == (f"{amount:f}", "")
            assert Decimal(measures.typed(measures.number(amount, 8))[0]) == amount
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("environment", "chosen", "marks"),
    [
        ({"LC_ALL": "de_DE.UTF-8"}, "", ",."), ({"LANG": "en_US.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"}, "", ",."),
        ({"LC_ALL": "en_US.UTF-8"}, "", ".,"), ({"LC_ALL": "C"}, "", ".,"),
        ({"LC_ALL": "de_DE.UTF-8"}, "en", ".,"),
    ],
)  # fmt: skip
def test_the_systems_locale_decides(environment: dict[str, str], chosen: str, marks: str) -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication as A, QLocale as L; from desktop_app.ui.language import speak; "
        f"a = A([]); speak(a, None, {chosen!r}); print(L().decimalPoint() + L().groupSeparator())"
    )
    others = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", code], env=others | environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == marks
