"""The settings window: nothing counts before Save, Cancel takes back, what cannot be is said where it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QStyleOptionViewItem,
    QTableWidgetItem,
)

from desktop_app.domain import contracts, reservations
from desktop_app.domain.errors import ProfileError
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.agreements_page import AgreementsPage
from desktop_app.ui.settings.models_page import ModelsPage
from desktop_app.ui.settings.network_page import NetworkPage
from desktop_app.ui.settings.pages import AlertsPage, HoursPage, JobsPage, OwnerPage, PrivacyPage
from desktop_app.ui.settings.shadow_page import ShadowPage
from desktop_app.ui.settings.tiers_page import TiersPage
from desktop_app.ui.settings.window import SettingsWindow
from desktop_app.ui.tasks import Tasks
from tests.ui.looks import until
from tests.ui.settings_fakes import FakeSettings
from tests.ui.test_wizard_screens import LOOKS, dress, picture

T = TypeVar("T")


class Opened:
    def __init__(self, laid_down: Mapping[str, Mapping[str, Any]] | None = None, **kept: Any) -> None:
        self.desk, self.tasks = FakeSettings(), Tasks()
        self.desk.kept |= kept
        self.desk.laid_down |= laid_down or {}
        self.window = SettingsWindow(self.desk, self.tasks)
        self.window.show()
        self.gone: list[bool] = []
        self.window.done_with.connect(lambda: self.gone.append(True))

    def field(self, name: str) -> QLineEdit | QSpinBox:
        part = next(page.fields[name].part for page in self.window.pages if name in page.fields)
        assert isinstance(part, QLineEdit | QSpinBox)
        return part

    def type(self, name: str, text: str) -> None:
        """On its page, as a person would."""
        row = next(n for n, page in enumerate(self.window.pages) if name in page.fields)
        self.window.list.setCurrentRow(row)
        part = self.field(name)
        assert isinstance(part, QLineEdit)
        part.selectAll()
        QTest.keyClicks(part, text)

    def page(self, kind: type[T]) -> T:
        return next(page for page in self.window.pages if isinstance(page, kind))

    async def drawn(self) -> None:
        await until(lambda: not self.window._soon.isActive())


@pytest.fixture
async def opened(clean_application: QApplication) -> Opened:
    found = Opened()
    await found.drawn()
    return found


async def test_a_change_is_told_saved_and_the_window_closes(opened: Opened) -> None:
    opened.type("price_per_hour", "0.35")
    spin = opened.field("concurrency")
    assert isinstance(spin, QSpinBox)
    spin.setValue(3)
    await opened.drawn()
    told = opened.window.effects.text()
    assert "Price of an hour of the card: 0.1 → 0.35. Counts for new jobs at once" in told
    assert "Jobs at the same time: 1 → 3" in told and "start anew" in told
    opened.window.save.click()
    await until(lambda: opened.gone)
    assert opened.desk.saved == [({"price_per_hour": "0.35", "concurrency": 3}, {})]


async def test_cancel_takes_everything_back(opened: Opened) -> None:
    opened.type("name", "Study")
    opened.window.cancel.click()
    await until(lambda: opened.gone)
    assert opened.desk.saved == []


async def test_closing_with_changes_asks(opened: Opened) -> None:
    opened.type("name", "Study")
    opened.window.close()
    box = opened.window._question
    assert box is not None and not opened.gone
    box.button(QMessageBox.StandardButton.Cancel).click()
    await until(lambda: opened.window._question is None)
    opened.window.close()
    box = opened.window._question
    assert box is not None
    box.button(QMessageBox.StandardButton.Save).click()
    await until(lambda: opened.gone)
    assert opened.desk.saved == [({"name": "Study"}, {})]


async def test_what_cannot_be_is_explained_at_its_field_and_not_saved(opened: Opened) -> None:
    opened.type("price_per_job", "much")
    opened.window.list.setCurrentRow(4)
    opened.window.save.click()
    await until(lambda: opened.window.list.currentRow() == 0)
    await opened.drawn()
    assert opened.window.failed.text() == "“Pricing” cannot be saved as it is; it is explained there."
    says = opened.window.pricing.fields["price_per_job"].says
    assert says.text() == "“much” is no number. Write it like 0.25."
    assert opened.field("price_per_job").text() == "much"  # type: ignore[attr-defined]
    assert says.isVisible()
    assert opened.field("price_per_job").accessibleDescription() == says.text()
    assert opened.desk.saved == [] and not opened.gone
    opened.type("price_per_job", "0.02")
    await opened.drawn()
    assert not opened.window.draft.is_dirty and not opened.window.failed.isVisible()
    opened.window.leave()


async def test_no_limit_is_said_and_money_has_its_unit(opened: Opened) -> None:
    box = opened.field("most_temperature_c")
    assert isinstance(box, QSpinBox) and box.text() == "no limit"
    box.setValue(80)
    assert box.text() == "80 °C"
    assert opened.window.pricing.fields["price_per_hour"].label.text().endswith(f", in {opened.desk.unit}")


async def test_a_disk_that_is_full_leaves_the_window_open(opened: Opened) -> None:
    opened.desk.error = ProfileError("No space left on device")
    opened.type("name", "Study")
    opened.window.save.click()
    await until(lambda: "No space left" in opened.window.failed.text())
    opened.window.save.click()
    await until(lambda: opened.gone)


async def test_a_price_by_demand_has_its_curve(opened: Opened) -> None:
    page = opened.window.pricing
    assert not page.curve.isVisible()
    page.choice.button("dynamic").click()
    await opened.drawn()
    assert page.curve.isVisible() and "0.1 an hour up to 80% demand" in page.words.text() and "to 0.2 at full" in page.words.text()
    opened.type("price_per_hour", "0.4")
    page.most.setValue(300)
    await opened.drawn()
    assert "to 1.2 at full demand" in page.words.text()
    opened.window.save.click()
    await until(lambda: opened.gone)
    ((values, rules),) = opened.desk.saved
    assert values == {"price_per_hour": "0.4"}
    assert rules["dynamic_pricing"] == {
        "base_rate": "0.4", "demand_threshold": 0.8, "max_multiplier": "3.0", "adjustment_frequency": "15min",
    }  # fmt: skip


async def test_a_tiers_words_are_chosen_and_kept_as_the_guide_has_them(opened: Opened) -> None:
    page = opened.page(TiersPage)
    page.more.click()
    index = page.table.model().index(0, 4)
    pick = page.table.itemDelegateForIndex(index)
    box = pick.createEditor(page.table, QStyleOptionViewItem(), index)
    assert isinstance(box, QComboBox)
    pick.setEditorData(box, index)
    assert box.currentText() == "best effort" and pick.displayText(index.data(), QLocale()) == "best effort"
    box.setCurrentIndex(1)
    pick.setModelData(box, page.table.model(), index)
    assert page.draft.rule("tiers")["spec"]["new"]["support"] == "business_hours"


async def test_tiers_are_checked_in_place(opened: Opened) -> None:
    page = opened.page(TiersPage)
    opened.window.list.setCurrentRow(opened.window.pages.index(page))
    page.more.click()
    page.more.click()
    page.table.setItem(1, 1, QTableWidgetItem("cheap"))
    await opened.drawn()
    assert page.says.text() == "new 2, “AITBC an hour” must be a number of 0 or more." and opened.window.draft.problems
    page.table.setItem(1, 1, QTableWidgetItem("0.3"))
    page.table.setItem(1, 0, QTableWidgetItem("new"))
    await opened.drawn()
    assert "name of its own" in page.says.text()
    page.table.setItem(1, 0, QTableWidgetItem("fast"))
    await opened.drawn()
    assert page.says.text() == ""
    opened.window.save.click()
    await until(lambda: opened.gone)
    spec = opened.desk.saved[0][1]["tiers"]["spec"]
    assert spec["fast"] == {"rate_per_hour": "0.3", "max_jobs": 1, "priority": "normal", "support": "best_effort"}


async def test_hours_queue_signals_and_alerts_are_saved_as_rules(opened: Opened) -> None:
    hours, jobs, owner, alerts = (opened.page(kind) for kind in (HoursPage, JobsPage, OwnerPage, AlertsPage))
    hours.editor.grid.painted.emit([0], list(range(96)))
    assert not opened.window.draft.is_dirty
    hours.editor.brush.put((("1", "Offer"), ("0", "Do not offer"), ("2", "Maintenance")), "0")
    hours.editor.grid.painted.emit([0], list(range(96)))
    jobs.places.setValue(7)
    next(iter(owner.signals.values())).click()
    alerts.heat.setValue(80)
    await opened.drawn()
    opened.window.save.click()
    await until(lambda: opened.gone)
    values, rules = opened.desk.saved[0]
    assert values == {"signals_off": "program"}
    assert rules["queue"]["max_queue_size"] == 7 and rules["monitoring"]["alerts"]["temperature"] == 80
    assert "monday" not in rules["schedule"]["spec"]["availability"][0]["days"]


async def test_networks_are_added_tested_given_a_key_and_removed(opened: Opened) -> None:
    page = opened.page(NetworkPage)
    opened.window.list.setCurrentRow(opened.window.pages.index(page))
    await until(lambda: page.known.count() == 2)
    QTest.keyClicks(page.new["name"], "bad")
    QTest.keyClicks(page.new["url"], "http://n.example")
    assert "https://" in page.new_fields["url"].says.text()
    page.new["url"].selectAll()
    QTest.keyClicks(page.new["url"], "https://n.example")
    page.add_it.click()
    await until(lambda: page._rows.count() == 1)
    page.new["name"].selectAll()
    QTest.keyClicks(page.new["name"], "mine")
    page.add_it.click()
    await until(lambda: page.known.count() == 3)
    page.known.setCurrentRow(2)
    QTest.keyClicks(page.key, "secret-key")
    page.keep.click()
    await until(lambda: opened.desk.keys.calls)
    assert opened.desk.keys.calls == [("mine", "secret-key")] and page.key.text() == ""
    await until(lambda: page.test.isEnabled())
    page.test.click()
    await until(lambda: page._rows.count() == 2)
    page.known.setCurrentRow(2)
    page.drop.click()
    await until(lambda: page.known.count() == 2)
    assert not opened.window.draft.is_dirty
    opened.window.leave()


async def test_a_copy_without_keys(opened: Opened, tmp_path: Path) -> None:
    page = opened.page(PrivacyPage)
    page.write(str(tmp_path / "copy.json"))
    assert json.loads((tmp_path / "copy.json").read_text())["price_per_hour"] == "0.1"
    page.write(str(tmp_path / "gone" / "copy.json"))
    assert "cannot be written" in page.says.text()
    opened.window.leave()


async def test_a_watched_day_becomes_hours_and_a_price(opened: Opened) -> None:
    page = opened.page(ShadowPage)
    opened.window.list.setCurrentRow(opened.window.pages.index(page))
    assert page.stands.text() == "Nothing was watched yet." and not page.use.isVisible()
    page.begin.click()
    assert "Watching until" in page.stands.text() and page.stop.isVisible() and not page.begin.isVisible()
    page.stop.click()
    assert "12 h were watched" in page.stands.text()
    assert "12:00 to 18:00, 20:00 to 24:00" in page.found.text() and "between 0 and 7 AITBC" in page.found.text()
    page.use.click()
    await opened.drawn()
    opened.window.save.click()
    await until(lambda: opened.gone)
    values, rules = opened.desk.saved[0]
    assert values == {} and len(rules["schedule"]["spec"]["availability"]) == 2


async def test_settings_of_a_newer_version_are_only_shown(clean_application: QApplication) -> None:
    desk = FakeSettings()
    desk.why_read_only = "These settings are from a newer version of this program."
    window = SettingsWindow(desk, Tasks())
    window.show()
    assert not window.save.isEnabled() and "newer version" in window.failed.text()
    window.leave()


def test_every_setting_of_a_page_is_in_the_file_or_comes_with_the_tariff() -> None:
    desk = FakeSettings()
    unknown = {item.name for item in catalogue.ALL} - set(desk.values())
    assert unknown <= set(catalogue.names(catalogue.POWER))
    desk.kept |= {"new_words": "x", "new_number": 7, "new_choice": True}
    more = catalogue.others(desk.values())
    assert {item.name for item in (*catalogue.ALL, *more)} | catalogue.OWN_PARTS >= set(desk.values())
    assert {item.kind for item in more if item.name.startswith("new")} == {"text", "whole", "tick"}


@pytest.mark.parametrize("look", LOOKS)
async def test_every_page_has_its_picture(look: str, screens: Path, clean_application: QApplication) -> None:
    dress(clean_application, look)
    opened = Opened()
    window = opened.window
    await opened.desk.agreements.create_contract(contracts.parse("studio", 20, "0.08"))
    await opened.desk.agreements.reserve(reservations.parse("lab", 4, "24h", "0.5"))
    opened.page(AgreementsPage)._load()
    window.resize(1024, 700)
    window.pricing.choice.button("dynamic").click()
    page = opened.page(TiersPage)
    page.more.click()
    page.table.setItem(0, 1, QTableWidgetItem("cheap"))
    await until(lambda: opened.page(NetworkPage).known.count() == 2)
    opened.desk.shadow_day.begin()
    for number, shown in enumerate(window.pages):
        window.list.setCurrentRow(number)
        await opened.drawn()
        name = shown.title.lower().replace(" ", "-")
        await picture(window, screens, f"settings-{number + 1:02}-{name}-{look}")
    window.leave()
    assert Qt.Key.Key_Tab


async def test_a_signal_says_what_cannot_be_told_on_this_computer(opened: Opened) -> None:
    texts = [label.text() for label in opened.page(OwnerPage).findChildren(QLabel)]
    (full_screen,) = [text for text in texts if "Maximised windows do not count" in text]
    assert "On this computer: this desktop does not tell which Wayland windows" in full_screen


async def test_long_jobs_pay_less_and_the_least_price_is_told(opened: Opened) -> None:
    page = opened.window.pricing
    assert "not known yet" in page.floor.text() and "price of a kWh" in page.floor.text()
    opened.desk.price_floor = Decimal("0.15")
    page.bulk.setValue(20)
    page.choice.button("dynamic").click()
    await opened.drawn()
    assert "0.15 AITBC an hour" in page.floor.text() and "0.15 an hour up to 80%" in page.words.text()
    assert "Long jobs: new ones pay by it at once." in opened.window.effects.text()
    opened.window.save.click()
    await until(lambda: opened.gone)
    assert opened.desk.saved[0][1]["bulk_discount"] == {"share": "0.8"}


async def test_the_guides_pricing_model_is_shown_and_its_peak_ends_with_a_fixed_price(
    clean_application: QApplication,
) -> None:
    spec = {"base_rate_per_hour": "0.1", "peak_multiplier": 1.5, "bulk_discount": 0.8}
    opened = Opened({"pricing_model": {"spec": spec}})
    page = opened.window.pricing
    assert page.choice.value == "dynamic" and page.most.value() == 150 and page.bulk.value() == 20
    await opened.drawn()
    assert not opened.window.draft.is_dirty
    page.choice.button("fixed").click()
    opened.window.save.click()
    await until(lambda: opened.gone)
    assert opened.desk.saved[0][1]["pricing_model"] == {"spec": spec | {"peak_multiplier": 1, "bulk_discount": "0.8"}}


async def test_a_model_servers_key_is_entered_where_its_address_is(opened: Opened) -> None:
    page = opened.page(ModelsPage)
    opened.window.list.setCurrentRow(opened.window.pages.index(page))
    assert not page.key.isEnabled() and "address first" in page.where.text()
    QTest.keyClicks(page.fields["runtime_url"].part, "http://127.0.0.1:8000")
    await until(lambda: page.where.text() == "No key is kept.")
    assert page.key.echoMode() is QLineEdit.EchoMode.Password and not page.keep.isEnabled()
    QTest.keyClicks(page.key, "sesame two")
    page.keep.click()
    await until(lambda: page.told.text() == "a key is one line of plain characters")
    QTest.keyClicks(page.key, "sesame")
    page.keep.click()
    await until(lambda: page.where.text() == "A key is kept in: keyring.")
    assert opened.desk.keys.calls == [("http://127.0.0.1:8000", "sesame")] and page.key.text() == ""
    page.forget.click()
    await until(lambda: page.where.text() == "No key is kept.")
    assert opened.desk.keys.calls[-1] == ("http://127.0.0.1:8000", "")
    opened.window.leave()
