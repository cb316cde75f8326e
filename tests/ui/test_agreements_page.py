"""Contracts, reservations and batches in the settings: judged at the field, told before, made and ended at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QSpinBox

from desktop_app.domain import batch, contracts, reservations, sla
from desktop_app.ui.settings.agreement_forms import Form
from desktop_app.ui.settings.agreements_page import AgreementsPage
from desktop_app.ui.settings.pages import HoursPage
from tests.ui.looks import until
from tests.ui.test_settings_window import Opened


@pytest.fixture
async def opened(clean_application: QApplication) -> Opened:
    found = Opened()
    page = found.page(AgreementsPage)
    found.window.list.setCurrentRow(found.window.pages.index(page))
    await found.drawn()
    return found


def enter(form: Form, **texts: str | int) -> None:
    for name, value in texts.items():
        part = form.entries[name].field.part
        if isinstance(part, QSpinBox):
            part.setValue(int(value))
        elif isinstance(part, QCheckBox):
            part.setChecked(bool(value))
        elif isinstance(part, QComboBox):
            part.setCurrentText(str(value))
        else:
            assert isinstance(part, QLineEdit)
            part.selectAll()
            QTest.keyClicks(part, str(value))


def cells(page: AgreementsPage) -> list[list[str]]:
    return [[page.table.item(r, c).text() for c in range(5)] for r in range(page.table.rowCount())]


async def test_a_contract_is_told_made_listed_and_ended(opened: Opened) -> None:
    page = opened.page(AgreementsPage)
    form, book = page.contract, opened.desk.agreements
    assert page.none.isVisible() and not page.table.isVisible() and not form.button.isEnabled()
    enter(form, client_id="studio", duration_hours="20", fixed_rate="0.08", guaranteed_availability=95)
    told = form.says.text()
    assert "0.08 AITBC an hour" in told and "20 hours" in told and "promise 95%" in told and not book.made
    form.button.click()
    await until(lambda: "in force" in form.says.text())
    terms = book.made["contract-0"].terms
    assert (terms.client_id, terms.hours, terms.availability) == ("studio", Decimal(20), Decimal("0.95"))
    ((client, what, used, price, until_when),) = cells(page)
    assert client == "studio" and "20 h" in what and used == "1.5 h" and price == "0.08 AITBC an hour" and until_when
    assert not page.end_it.isEnabled() and "cannot be taken up again" in page.ending.text()
    page.table.selectRow(0)
    page.end_it.click()
    await until(lambda: page.none.isVisible())
    assert book.made["contract-0"].ended_at and not opened.window.draft.is_dirty
    opened.window.leave()


TIERS = {"tiers": {"spec": {"premium": {"rate_per_hour": "0.15", "max_jobs": 3, "priority": "high"}}}}


async def test_a_contract_has_a_tier_of_those_in_force_and_penalties_for_what_is_promised(
    clean_application: QApplication,
) -> None:
    opened = Opened(TIERS)
    page, book = opened.page(AgreementsPage), opened.desk.agreements
    form = page.contract
    enter(form, client_id="studio", duration_hours="20", fixed_rate="0.08", tier="premium", sla_penalties=1)
    says = form.entries["sla_penalties"].field.says
    assert "need a promise that can be missed" in says.text() and not form.button.isEnabled()
    enter(form, guaranteed_availability=95)
    assert "noted as owed" in says.text() and form.button.isEnabled()
    told = form.says.text()
    assert "belong to the tier premium" in told
    assert "misses 95% availability makes you owe 50% of what the customer paid for that day's jobs" in told
    form.button.click()
    await until(lambda: "contract-0" in book.made)
    terms = book.made["contract-0"].terms
    assert (terms.tier, terms.penalties) == ("premium", True)
    await until(lambda: page.table.rowCount() == 1)
    assert cells(page)[0][1] == "Contract: 20 h at a fixed price, tier premium, 95% promised, with penalties"
    opened.window.leave()


async def test_what_everybody_is_promised_counts_for_penalties_too(opened: Opened) -> None:
    opened.desk.agreements.sla = sla.Sla(None, 30.0, Decimal("0.9"), Decimal("0.25"))
    form = opened.page(AgreementsPage).contract
    tier = form.entries["tier"].field
    assert tier.part.count() == 1 and "made on the page Tiers" in tier.says.text()
    enter(form, client_id="studio", duration_hours="20", fixed_rate="0.08", sla_penalties=1)
    assert form.button.isEnabled()
    assert "misses a start within 30 s or 90% of the jobs delivered makes you owe 25%" in form.says.text()
    opened.window.leave()


async def test_wrong_answers_are_explained_at_their_field(opened: Opened) -> None:
    form = opened.page(AgreementsPage).contract
    enter(form, duration_hours="many")
    says = form.entries["duration_hours"].field.says
    assert says.text() == "This must be a number from 0.01 to 100,000." and not form.button.isEnabled()
    assert form.entries["fixed_rate"].field.says.text() == "" and form.says.text() == ""
    booking = opened.page(AgreementsPage).reservation
    enter(booking, client_id="studio", reserved_gpu_memory="4", starts_at="tomorrow")
    assert "must be a time" in booking.entries["starts_at"].field.says.text() and not booking.button.isEnabled()
    enter(booking, starts_at="2126-12-24 18:00")
    assert booking.button.isEnabled() and "24 December 2126 18:00" in booking.says.text()
    opened.window.leave()


async def test_what_collides_is_not_reserved_and_says_why(opened: Opened) -> None:
    page, book = opened.page(AgreementsPage), opened.desk.agreements
    enter(page.reservation, client_id="lab", reserved_gpu_memory="6", reservation_fee="0.5")
    assert "owed" in page.reservation.says.text()
    page.reservation.button.click()
    await until(lambda: book.held)
    await until(lambda: page.table.rowCount() == 1)
    assert cells(page)[0][:4] == ["lab", "Reserved: 6 GB of the card", "", "0.5 AITBC in all"]
    enter(page.reservation, client_id="other", reserved_gpu_memory="4")
    page.reservation.button.click()
    await until(lambda: "do not fit" in page.reservation.says.text())
    assert len(book.held) == 1
    page.table.selectRow(0)
    page.end_it.click()
    await until(lambda: page.table.rowCount() == 0)
    opened.window.leave()


async def test_batches_begin_and_end(opened: Opened) -> None:
    page, book = opened.page(AgreementsPage), opened.desk.agreements
    enter(page.batch, min_batch_size=5, batch_discount=25, processing_window=12)
    assert "until 5 are together" in page.batch.says.text() and "25% less" in page.batch.says.text()
    page.batch.button.click()
    await until(lambda: book.batch is not None)
    terms = book.batch
    assert terms is not None and (terms.size, terms.discount, terms.window) == (5, Decimal("0.25"), 12 * 3600.0)
    await until(lambda: page.no_batch.isVisible())
    page.no_batch.click()
    await until(lambda: book.batch is None)
    await until(lambda: "no jobs are collected" in page.batch_now.text())
    opened.window.leave()


async def test_what_is_agreed_elsewhere_appears_at_once_on_both_pages(opened: Opened) -> None:
    page, hours, book = opened.page(AgreementsPage), opened.page(HoursPage), opened.desk.agreements
    await book.reserve(reservations.parse("lab", 4, "3h"))
    await until(lambda: page.table.rowCount() == 1)
    page.table.selectRow(0)
    await book.create_contract(contracts.parse("studio", 20, "0.08"))
    await until(lambda: page.table.rowCount() == 2)
    assert page.end_it.isEnabled() and page._shown[page.table.currentRow()].ref == "reservation-0"
    assert not opened.window.draft.is_dirty
    opened.window.list.setCurrentRow(opened.window.pages.index(hours))
    marked = {mark.agreed.customer for mark in hours.editor.grid.marks}
    assert marked == {"lab"} and "A dashed frame" in hours.editor.legend.text()
    await book.reserve(reservations.parse("other", 4, "3h"))
    await until(lambda: {mark.agreed.customer for mark in hours.editor.grid.marks} == {"lab", "other"})
    await book.use_batch(batch.parse(5, "0.2"))
    await until(lambda: "A dotted line" in hours.editor.legend.text())
    assert not opened.window.draft.is_dirty
    opened.window.leave()
