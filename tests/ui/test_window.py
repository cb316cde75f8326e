"""The page in every state, and what following the system means."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.domain.state import Status
from desktop_app.ui import words
from desktop_app.ui.icons import IconSet
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.jobs_model import CREDITED, RESULT, JobsModel
from desktop_app.ui.window import Window
from tests.ui.fakes import NOW, FakeDesk, empty_state, full_state, recent_jobs, running_job
from tests.ui.looks import dark, light, until


@pytest.fixture
def verbs() -> Verbs:
    made = Verbs(Tasks())
    made.attach(FakeDesk(empty_state()), lambda: NOW)
    return made


def opened(icons: Path, verbs: Verbs, state) -> Window:
    window = Window(IconSet(icons), verbs, state)
    window.set_tray(True)
    window.show()
    return window


@pytest.mark.parametrize("status", Status)
async def test_every_state_shows_itself_and_its_reason(status: Status, icons: Path, verbs: Verbs) -> None:
    state = full_state(status)
    window = opened(icons, verbs, state)
    page = window.page
    assert page.header._title.text() == words.TITLES[status]
    assert page.header._reason.text() == state.reason
    assert page.header._badge.isVisible()
    assert page.buttons.resume.isVisible() == (status is Status.PAUSED)
    assert page.buttons.stop.isVisible()


async def test_an_empty_profile_says_what_happens_next(icons: Path, verbs: Verbs) -> None:
    window = opened(icons, verbs, empty_state())
    page = window.page
    assert page.jobs.empty.isVisible()
    assert not page.jobs.table.isVisible()
    assert not page.header._badge.isVisible()
    assert not page.notes.isVisible()
    assert page.figures.today.value.text() == "0.0000 AITBC"
    assert window.windowTitle() == words.APP_NAME


async def test_play_money_is_marked_wherever_money_is(icons: Path, verbs: Verbs) -> None:
    window = opened(icons, verbs, full_state())
    page = window.page
    assert "play money" in window.windowTitle()
    assert "play money" in page.figures.today.caption.text()
    assert "play money" in page.figures.total.caption.text()
    assert "play money" in page.earnings.title.text()
    head = page.jobs.model.headerData(CREDITED, Qt.Orientation.Horizontal)
    assert "play money" in head


async def test_rows_of_running_jobs_come_and_go(icons: Path, verbs: Verbs) -> None:
    window = opened(icons, verbs, full_state(Status.BUSY))
    running = window.page.running
    assert [row.isVisible() for row in running._rows] == [True, True]
    assert running._rows[1]._numbers.text() == "296 of 512 tokens · 39.2 tokens/s"
    assert running._rows[1]._bar.value() == 296
    window.show_state(full_state(Status.BUSY, running=(running_job(1),), queued=0))
    assert [row.isVisible() for row in running._rows] == [True, False]
    assert not running._rest.isVisible()
    window.show_state(full_state(Status.BUSY, running=tuple(running_job(n) for n in range(11)), queued=0))
    assert len(running._rows) == 8
    assert running._rest.text() == "3 more jobs running"
    window.show_state(empty_state())
    assert running._rest.text() == "No job is running."


async def test_a_bar_that_moves_is_painted_with_the_rest_and_not_for_itself(icons: Path, verbs: Verbs) -> None:
    window = opened(icons, verbs, full_state(Status.BUSY))
    paints = Paints()
    bar = window.page.running._rows[0]._bar
    bar.installEventFilter(paints)
    await until(lambda: bar.value() == 96)
    QApplication.processEvents()
    paints.seen = 0
    window.show_state(full_state(Status.BUSY, running=(running_job(0, tokens=400), running_job(1))))
    assert bar.value() == 400 and paints.seen == 0
    await until(lambda: paints.seen)


class Paints(QObject):
    seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() is QEvent.Type.Paint
        return False


async def test_a_hidden_window_draws_nothing_until_it_opens(icons: Path, verbs: Verbs) -> None:
    window = opened(icons, verbs, empty_state())
    window.hide()
    window.show_state(full_state(Status.PROBLEM))
    assert window.page.header._title.text() == "Offering"
    window.show()
    assert window.page.header._title.text() == "Problem"


async def test_the_look_follows_the_system_live(icons: Path, verbs: Verbs, clean_application: QApplication) -> None:
    clean_application.setPalette(light())
    window = opened(icons, verbs, full_state())
    quiet = window.hint
    before = quiet.palette().color(QPalette.ColorRole.WindowText)
    clean_application.setPalette(dark())
    await asyncio.sleep(0.05)
    after = quiet.palette().color(QPalette.ColorRole.WindowText)
    assert before.lightness() < 128 < after.lightness()
    assert window.grab().toImage().pixelColor(2, window.height() - 3).lightness() < 80


async def test_a_larger_font_is_taken_live(icons: Path, verbs: Verbs, clean_application: QApplication) -> None:
    window = opened(icons, verbs, full_state())
    title, rows = window.page.header._title, window.page.jobs.table.verticalHeader()
    before = title.font().pointSizeF(), rows.defaultSectionSize()
    font = clean_application.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    clean_application.setFont(font)
    await asyncio.sleep(0.05)
    assert title.font().pointSizeF() == pytest.approx(before[0] * 2)
    assert rows.defaultSectionSize() == pytest.approx(before[1] * 2, abs=4)


async def test_figures_are_not_cut_at_twice_the_font(
    icons: Path, verbs: Verbs, clean_application: QApplication
) -> None:
    font = clean_application.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    clean_application.setFont(font)
    window = opened(icons, verbs, full_state())
    await asyncio.sleep(0.05)
    figures = window.page.figures
    for figure in (figures.today, figures.total, figures.outbox, figures.completed):
        value, caption = figure.value, figure.caption
        assert value.width() >= value.sizeHint().width() and value.height() >= value.sizeHint().height(), value.text()
        assert caption.height() >= caption.heightForWidth(caption.width()), f"{caption.text()} goes on in a second line"
        longest = max(caption.fontMetrics().horizontalAdvance(word) for word in caption.text().split())
        assert caption.width() >= longest, caption.text()


class PaintCount(QObject):
    """Counts the repaints of what it watches."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


async def test_showing_the_same_again_touches_nothing(icons: Path, verbs: Verbs) -> None:
    window = opened(icons, verbs, full_state())
    await until(lambda: window.page.earnings.place.chart is not None)
    await asyncio.sleep(0.2)
    painted = PaintCount()
    for text in (window.page.header._title, window.page.figures.today.value, window.page.running._rows[0]._model):
        text.installEventFilter(painted)
    for _ in range(10):
        window.show_state(full_state())
        await asyncio.sleep(0.01)
    assert painted.count == 0


async def test_buttons_reach_the_desk(icons: Path, verbs: Verbs) -> None:
    window = opened(icons, verbs, full_state(Status.PAUSED))
    buttons = window.page.buttons
    desk = verbs.desk
    assert isinstance(desk, FakeDesk)
    buttons.resume.click()
    buttons.stop.click()
    choices = buttons.pause.menu()
    assert choices is not None
    choices.actions()[2].trigger()
    await until(lambda: len(desk.calls) == 3)
    assert [name for name, _ in desk.calls] == ["resume", "stop_now", "pause"]


def test_jobs_are_inserted_changed_and_replaced() -> None:
    model, events = JobsModel(), []
    model.rowsInserted.connect(lambda parent, first, last: events.append(("in", first, last)))
    model.modelReset.connect(lambda: events.append("reset"))
    model.dataChanged.connect(lambda a, b, roles: events.append("changed"))
    old = recent_jobs(5)
    model.take(empty_state(recent=old[2:]))
    model.take(empty_state(recent=old))
    model.take(empty_state(recent=old))
    model.take(empty_state(recent=(replace(old[0], credited=None), *old[1:])))
    model.take(empty_state(recent=old[3:]))
    assert events == ["reset", ("in", 0, 1), "changed", "changed", "reset"]
    assert model.rowCount() == 2
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_cells_are_aligned_and_tooltips_plain() -> None:
    model = JobsModel()
    model.take(empty_state(recent=(replace(recent_jobs(3)[2], reason="<b>bold</b>"),)))
    credited, result = model.index(0, CREDITED), model.index(0, RESULT)
    assert model.data(credited, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.data(result, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft
    assert "<b>" not in model.data(result, Qt.ItemDataRole.ToolTipRole)
    assert model.data(credited, Qt.ItemDataRole.ToolTipRole) is None
    assert model.index(0, 0, QModelIndex()).isValid()
