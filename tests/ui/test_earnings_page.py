"""The earnings page: periods, stacks, sums to the last decimal, files, the network's books."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.domain.browsing import combined
from desktop_app.domain.money import as_text, show, total
from desktop_app.domain.periods import Period
from desktop_app.ui.pages.earnings import NOTHING, EarningsPage
from desktop_app.ui.widgets.books import ALL_EQUAL
from desktop_app.ui.widgets.saving import statement
from desktop_app.ui.widgets.sums import exactly
from tests.ui.looks import dark, light, until
from tests.ui.office import busy_office, empty_office, troubled_office
from tests.ui.test_pages import opened


async def shown(icons: Path, office, mood: str = "busy") -> EarningsPage:
    window = opened(icons, office, mood)
    window.open_page("earnings")
    page = window.pages.pages["earnings"]
    assert isinstance(page, EarningsPage)
    await until(lambda: page.answered and page.is_drawn())
    return page


async def answered(page: EarningsPage) -> None:
    before = page.answered
    await until(lambda: page.answered > before and page.is_drawn())


async def test_every_period_and_every_stack_is_drawn_and_adds_up(icons: Path) -> None:
    page = await shown(icons, busy_office())
    for period in Period:
        page.choose(period, date(2026, 11, 22))
        await answered(page)
        for row in range(page.by.count()):
            if row != page.by.currentIndex():
                page.by.setCurrentIndex(row)
                await answered(page)
            whole = total([combined(stack.parts).credited for stack in page.stacks])
            assert page.figures.credited.value.text() == show(whole, "PLAY" if page.state.unit == "PLAY" else "AITBC")
            assert as_text(whole) in page.figures.credited.toolTip()
            assert total([Decimal(r[4].replace(",", "")) for r in page.bars.model.rows]) == whole
            assert total([Decimal(r[4].replace(",", "")) for r in page.parts.model.rows]) == whole
            assert len(page.parts.model.rows) <= 9, "the smallest parts are told together"


async def test_one_goes_back_but_not_past_today_and_a_bar_opens(icons: Path) -> None:
    page = await shown(icons, busy_office())
    assert page.name.text() == "16 to 22 November 2026"
    assert not page.forward.isEnabled()
    page.back.click()
    await answered(page)
    assert page.name.text() == "9 to 15 November 2026"
    assert page.forward.isEnabled()
    page.choose(Period.YEAR, date(2026, 11, 22))
    await answered(page)
    page.chart.chart.opened.emit(9)
    await answered(page)
    assert (page.period, page.name.text()) == (Period.MONTH, "October 2026")
    page.chart.chart.opened.emit(2)
    await answered(page)
    assert (page.period, page.name.text()) == (Period.DAY, "Saturday, 3 October 2026")


async def test_pointing_at_a_bar_reads_it_out(icons: Path) -> None:
    page = await shown(icons, busy_office())
    chart = page.chart.chart
    box = chart.plot.getPlotItem().vb
    inside = box.mapViewToScene(QPointF(2.1, 0.01))
    chart._moved(inside)
    assert page.readout.text().startswith("Wednesday, 18 November 2026: ")
    assert "llama3.1:8b" in page.readout.text()
    chart._moved(box.mapViewToScene(QPointF(2.55, 0.01)))
    chart._moved(QPointF(-5, -5))
    assert page.readout.text().startswith("Point at a bar")


async def test_what_came_in_is_shown_at_once(icons: Path) -> None:
    page = await shown(icons, busy_office())
    state = page.state
    assert state is not None
    page.show_state(replace(state, queued=state.queued + 1))
    await until(page.is_drawn)
    before = page.answered
    page.show_state(replace(state, earned_total=state.earned_total + 1))
    await until(lambda: page.answered > before)


async def test_without_earnings_a_sentence_stands_in_the_charts_place(icons: Path) -> None:
    page = await shown(icons, empty_office(), "empty")
    await until(lambda: page.chart.text.text() == NOTHING)
    assert page.chart.text.isVisible()
    assert page.books.differences.empty.text() == ALL_EQUAL
    assert page.figures.net.value.text() == "–"


async def test_the_networks_books_are_compared_on_demand(icons: Path) -> None:
    office = troubled_office()
    page = await shown(icons, office, "problem")
    assert page.books.differences.model.rows[0][2:] == ("0.05000000 AITBC", "0.04875000 AITBC")
    assert page.books.claims.model.rows[0][1] == "penalty"
    assert "never summed" in page.books.owed.text()
    page.books.compare.click()
    await until(lambda: page.books.lines)
    told = {name.text(): value.text() for name, value in page.books.lines}
    assert told["Kept by the network, as observed"].startswith("0.21000000 ")
    assert told["On the payout address now"] == "not told"


def chosen_file(page: EarningsPage, path: Path) -> None:
    """The owner presses the button and chooses this file."""
    page.pdf.click()
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()


async def test_a_statement_is_a_pdf_of_fresh_figures_and_holds_no_markup_of_others(icons: Path, tmp_path: Path) -> None:
    office = busy_office()
    page = await shown(icons, office)
    told: list[str] = []
    page.verbs.told.connect(told.append)
    asked = len([call for call in office.money.calls if call[0] == "stacks"])
    chosen_file(page, tmp_path / "statement.pdf")
    await until(lambda: told)
    assert len([call for call in office.money.calls if call[0] == "stacks"]) > asked
    content = (tmp_path / "statement.pdf").read_bytes()
    assert content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    assert len(content) > 2000
    assert "statement.pdf" in told[0]
    looked_at, stacks = await page.figures_of(office)
    text = statement(page, looked_at, stacks)
    assert "<script" not in text
    energy = total([stack.energy for stack in stacks if stack.energy is not None])
    whole = total([combined(stack.parts).credited for stack in stacks])
    for amount in (whole, energy, whole - energy):
        assert text.count(f"<td align=right>{exactly(amount)}</td>") >= 2, "the sums of both tables"


async def test_a_statement_that_cannot_be_written_is_not_said_to_be(icons: Path, tmp_path: Path) -> None:
    page = await shown(icons, busy_office())
    told, failed = list[str](), list[str]()
    page.verbs.told.connect(told.append)
    page.verbs.tasks.failed.connect(failed.append)
    path = tmp_path / "not there" / "statement.pdf"
    chosen_file(page, path)
    await until(lambda: failed)
    assert "statement.pdf cannot be written (" in failed[0]
    assert not told and not path.exists()


async def test_five_hundred_repaints_of_bars(icons: Path, clean_application: QApplication) -> None:
    page = await shown(icons, busy_office())
    chart = page.chart.chart
    for turn in range(500):
        if turn % 100 == 0:
            clean_application.setPalette(dark() if turn % 200 else light())
        chart.show_bars([str(n) for n in range(31)], [[float((turn + n) % 7) for n in range(31)]] * 9)
        chart.plot.viewport().repaint()
    assert len(chart._bars) == 9
    assert len(chart.plot.getPlotItem().items) == 9


def test_periods_know_the_days_that_are_shorter_or_longer() -> None:
    from desktop_app.domain.periods import bounds

    assert len(bounds(Period.YEAR, date(2026, 5, 5))) == 13
    assert len(bounds(Period.MONTH, date(2028, 2, 5))) == 30
    week = bounds(Period.WEEK, date(2026, 11, 22))
    assert week[0].replace(tzinfo=None) == datetime(2026, 11, 16)
    day = bounds(Period.DAY, date(2026, 3, 29))
    assert day[0].replace(tzinfo=None) == datetime(2026, 3, 29)
    assert all(a < b for a, b in itertools.pairwise(day))
