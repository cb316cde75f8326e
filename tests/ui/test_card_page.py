"""The card's page: charts over any stretch, marks, read-out, benchmarks, yields."""

from __future__ import annotations

import collections
from itertools import pairwise
from math import isnan
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from desktop_app.ui.pages.card import NOTHING, SPANS, CardPage
from tests.ui.fakes import NOW
from tests.ui.looks import dark, light, until
from tests.ui.office import busy_office, empty_office
from tests.ui.test_pages import opened


async def shown(icons: Path, office, mood: str = "busy") -> CardPage:
    window = opened(icons, office, mood)
    window.open_page("card")
    page = window.pages.pages["card"]
    assert isinstance(page, CardPage)
    await until(lambda: page.answered and page.is_drawn())
    return page


async def test_every_stretch_is_drawn_with_its_gaps_and_marks(icons: Path) -> None:
    page = await shown(icons, busy_office())
    for number, span in enumerate(SPANS.values()):
        before = page.answered
        page.spans.setCurrentIndex(number)
        await until(lambda: page.is_drawn() and (number == 0 or page.answered > before))  # noqa: B023
        chart = page.chart.chart
        low, high = chart.plots[0].getViewBox().viewRange()[0]
        assert abs(high - NOW.timestamp()) < 1
        assert abs(high - low - span.total_seconds()) < 1
        drawn = chart._curves[0][0].getData()[1]
        assert len(drawn) == len(page.readings) + 1, "one gap stands between what was read"
        assert sum(isnan(value) for value in drawn) == 1
        assert len(chart._marks) == 1 + 2 * sum(mark.kind != "job" for mark in page.marks)


async def test_pointing_reads_the_card_out(icons: Path) -> None:
    page = await shown(icons, busy_office())
    box = page.chart.chart.plots[1].getViewBox()
    mark = page.marks[1]
    page.chart.chart._moved(box.mapViewToScene(QPointF(mark.at.timestamp(), 1.0)))
    text = page.readout.text()
    assert " W · fan " in text
    assert "°C" in text
    assert mark.text in text
    before, after = max(pairwise(page.readings), key=lambda pair: pair[1].at - pair[0].at)
    middle = before.at + (after.at - before.at) / 2
    page.chart.chart._moved(box.mapViewToScene(QPointF(middle.timestamp(), 1.0)))
    assert f"{middle.astimezone():%H:%M}" in page.readout.text()
    assert "nothing was measured then" in page.readout.text() and "°C" not in page.readout.text()
    page.chart.chart._moved(QPointF(-9, -9))
    assert page.readout.text().startswith("Point at the charts")


async def test_a_long_stretch_says_that_its_points_are_samples(icons: Path) -> None:
    page = await shown(icons, busy_office())
    told = dict[str, str]()
    for number, name in enumerate(SPANS):
        before = page.answered
        page.spans.setCurrentIndex(number)
        await until(lambda: page.is_drawn() and (number == 0 or page.answered > before))  # noqa: B023
        told[name] = page.readout.text()
    assert "A point stands for 1.0 h and is read from the first 15 minutes of them." in told["Last month"]
    assert "A point stands for 12.5 h" in told["Last year"]
    assert not any("stands for" in told[name] for name in ("Last hour", "Last day", "Last week"))
    box = page.chart.chart.plots[0].getViewBox()
    page.chart.chart._moved(box.mapViewToScene(QPointF(NOW.timestamp(), 1.0)))
    assert "°C" in page.readout.text() and page.readout.text().endswith(" of them.")


async def test_yields_have_median_and_95th_percentile(icons: Path) -> None:
    page = await shown(icons, busy_office())
    assert page.count.value.text() == "9"
    assert page.stopped.value.text() == "0.08 s · 0.12 s"
    assert page.held.value.text() == "3"
    assert page.yields.model.rows[2][4] == "cannot be freed"
    assert page.benchmarks.model.rows == [("llama3.1:8b", "2026-11-22 13:20", "71.5 tokens/s", "131.0 tokens/s",
                                           "up to 2")] or page.benchmarks.model.rows[0][2] == "71.5 tokens/s"  # fmt: skip


async def test_without_readings_there_is_a_sentence(icons: Path) -> None:
    page = await shown(icons, empty_office(), "empty")
    assert page.chart.text.text() == NOTHING
    assert page.card.text() == "No graphics card"


async def test_five_hundred_repaints_of_the_card(icons: Path, clean_application: QApplication) -> None:
    page = await shown(icons, busy_office())
    chart = page.chart.chart
    items = len(chart.plots[0].items)
    for turn in range(500):
        if turn % 100 == 0:
            clean_application.setPalette(dark() if turn % 200 else light())
        drawing = chart.show_readings(page.readings[turn % 50 :], page.marks[: turn % 9], NOW - SPANS["Last hour"], NOW)
        collections.deque(drawing, maxlen=0)
        chart.board.viewport().repaint()
    collections.deque(chart.show_readings(page.readings, page.marks, NOW - SPANS["Last hour"], NOW), maxlen=0)
    assert len(chart.plots[0].items) == items
