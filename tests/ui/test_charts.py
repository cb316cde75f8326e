"""Charts: late, only while seen, and for a long time."""

from __future__ import annotations

import asyncio
import importlib
import threading
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import ProfileError
from desktop_app.provider.ports import Point
from desktop_app.ui.charts.panel import MOST_POINTS, ChartPanel
from desktop_app.ui.charts.place import LOADING
from desktop_app.ui.charts.spec import earnings_today, today, utilisation_hour
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.verbs import Verbs
from tests.ui.fakes import NOW, FakeDesk, day_of_earnings, empty_state, full_state, hour_of_work
from tests.ui.looks import dark, light, until


@pytest.fixture
def desk() -> FakeDesk:
    made = FakeDesk(full_state())
    made.earned, made.utilised = day_of_earnings(), hour_of_work()
    return made


@pytest.fixture
def verbs(desk: FakeDesk) -> Verbs:
    made = Verbs(Tasks())
    made.attach(desk, lambda: NOW)
    return made


async def loaded(panel: ChartPanel, desk: FakeDesk) -> None:
    panel.resize(400, 200)
    panel.show()
    await until(lambda: panel.place.chart is not None and desk.queries)
    await asyncio.sleep(0.05)


async def test_a_placeholder_stands_before_the_chart(verbs: Verbs, desk: FakeDesk) -> None:
    panel = ChartPanel(earnings_today(), verbs)
    assert panel.place.chart is None
    assert panel.place.text.text() == LOADING
    await asyncio.sleep(0.05)
    assert panel.place.chart is None, "what is not seen is not loaded"
    await loaded(panel, desk)
    assert panel.place.chart is not None
    assert panel.place.chart.isVisible()
    assert not panel.place.text.isVisible()
    panel.show_state(empty_state())
    assert panel.title.text() == "Earned today (AITBC)"


async def test_points_are_asked_for_only_while_someone_sees_them(verbs: Verbs, desk: FakeDesk) -> None:
    panel = ChartPanel(utilisation_hour(), verbs)
    panel._timer.setInterval(20)
    await loaded(panel, desk)
    await until(lambda: len(desk.queries) > 3)
    panel.hide()
    await asyncio.sleep(0.05)
    asked = len(desk.queries)
    await asyncio.sleep(0.15)
    assert len(desk.queries) == asked
    panel.showMinimized()
    await asyncio.sleep(0.15)
    assert len(desk.queries) == asked
    name, since, until_, points = desk.queries[-1]
    assert (name, since, until_) == ("utilisation", NOW - timedelta(hours=1), NOW)
    assert 0 < points <= MOST_POINTS
    panel.hide()


def test_today_begins_at_the_owners_midnight() -> None:
    there = today(NOW).astimezone()
    assert (there.hour, there.minute, there.date()) == (0, 0, NOW.astimezone().date())


async def test_gaps_stay_gaps_and_money_holds_until_the_next(verbs: Verbs, desk: FakeDesk) -> None:
    desk.utilised = [Point(NOW - timedelta(minutes=m), v) for m, v in ((30, 50.0), (20, None), (10, 60.0))]
    gappy = ChartPanel(utilisation_hour(), verbs)
    await loaded(gappy, desk)
    assert gappy.place.chart is not None
    _, values = gappy.place.chart._curve.getData()
    assert values[1] != values[1]
    desk.queries.clear()
    desk.earned = [Point(NOW - timedelta(minutes=30), 0.5), Point(NOW - timedelta(minutes=10), 0.75)]
    money = ChartPanel(earnings_today(), verbs)
    await loaded(money, desk)
    assert money.place.chart is not None
    _, values = money.place.chart._curve.getData()
    assert list(values) == [0.0, 0.0, 0.5, 0.5, 0.75, 0.75]
    gappy.hide()
    money.hide()


async def test_empty_and_failed_charts_have_a_sentence(verbs: Verbs, desk: FakeDesk) -> None:
    desk.earned = [Point(NOW - timedelta(hours=1), 0.0), Point(NOW, 0.0)]
    panel = ChartPanel(earnings_today(), verbs)
    await loaded(panel, desk)
    assert panel.place.text.isVisible()
    assert panel.place.text.text().startswith("Nothing credited yet today")
    desk.error = ProfileError("The disk is full")
    panel.ask()
    await until(lambda: "disk is full" in panel.place.text.text())
    desk.error, desk.earned = None, day_of_earnings()
    panel.ask()
    await until(lambda: panel.place.chart is not None and panel.place.chart.isVisible())
    panel.hide()


async def test_the_window_stays_alive_while_the_charts_load(
    verbs: Verbs, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive, load = threading.Event(), importlib.import_module

    def slow(name: str) -> ModuleType:
        """Loads only once the window's loop has turned meanwhile."""
        assert alive.wait(30)
        return load(name)

    monkeypatch.setattr(importlib, "import_module", slow)
    panel = ChartPanel(utilisation_hour(), verbs)
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: panel.place._wanted and alive.set())
    timer.start()
    await loaded(panel, desk)
    panel.hide()


async def test_five_hundred_repaints_and_every_look(
    verbs: Verbs, desk: FakeDesk, clean_application: QApplication
) -> None:
    """PySide6 6.12.0 with pyqtgraph aborts here on Python 3.11."""
    panel = ChartPanel(utilisation_hour(), verbs)
    await loaded(panel, desk)
    chart = panel.place.chart
    assert chart is not None
    many = hour_of_work(360)
    for turn in range(500):
        if turn % 100 == 0:
            clean_application.setPalette(dark() if turn % 200 else light())
        chart.show_points(many[turn % 50 :], NOW - timedelta(hours=1), NOW)
        chart.plot.viewport().repaint()
    await asyncio.sleep(0)
    assert chart.plot.backgroundBrush().color() == light().base().color()
    panel.hide()


def test_no_drawing_library_is_named_outside_charts() -> None:
    ui = Path(__file__).parents[2] / "desktop_app" / "ui"
    texts = {p.relative_to(ui).as_posix(): p.read_text() for p in ui.rglob("*.py")}
    assert [name for name, text in texts.items() if "import pyqtgraph" in text] == ["charts/library.py"]
    users = {Path(name).parent.as_posix() for name, text in texts.items() if "charts.library import" in text}
    assert users == {"charts"}
