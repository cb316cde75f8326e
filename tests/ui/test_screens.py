"""Pictures of the window in every state, left in build/screens to be looked at."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app.domain.state import Status
from desktop_app.ui.icons import IconSet
from desktop_app.ui.shell import QtShell
from tests.ui.fakes import NOW, FakeDesk, day_of_earnings, empty_state, full_state, hour_of_work
from tests.ui.looks import dark, light, until

STATES = {f"{status.value}": full_state(status) for status in Status}
STATES["empty"] = empty_state()
STATES["empty-problem"] = empty_state(Status.PROBLEM)


@pytest.mark.parametrize("look", ["light", "dark", "200"])
@pytest.mark.parametrize("name", STATES)
async def test_every_state_has_its_picture(
    name: str, look: str, icons: Path, screens: Path, clean_application: QApplication
) -> None:
    app = clean_application
    app.setPalette(dark() if look == "dark" else light())
    if look == "200":
        font = app.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        app.setFont(font)
    desk = FakeDesk(STATES[name])
    if desk.state.recent:
        desk.earned, desk.utilised = day_of_earnings(), hour_of_work()
    shell = QtShell(icons, tray_available=lambda: True)
    shell.show()
    shell.attach(desk, lambda: NOW)
    shell.raise_window()
    window = shell.window
    assert window is not None
    window.resize(*((760, 960) if look != "200" else (1200, 1200)))  # charts load once they are in sight
    await until(lambda: len(desk.queries) >= 2)
    await until(lambda: window.page.header._title.text() != "Waiting" or desk.state.status is Status.WAITING)
    for panel in (window.page.earnings, window.page.utilisation):
        await until(lambda: panel.place.chart is not None and panel.place.chart.isVisible() == bool(desk.earned))  # noqa: B023
    await asyncio.sleep(0.05)
    picture = window.grab()
    assert picture.save(str(screens / f"home-{name}-{look}.png"))
    beside = (window.page.figures.today, window.page.figures.month, window.page.figures.total)
    lines = {figure.value.mapTo(window, figure.value.rect().center()).y() for figure in beside}
    assert len(lines) == 1, "side by side on one line, however many lines their captions take"
    if look == "200":
        window.page.grab().save(str(screens / f"home-{name}-{look}-whole.png"))
    assert picture.width() >= 700
    shell.close()


@pytest.mark.parametrize("look", ["light", "dark"])
async def test_messages_and_the_question_have_their_pictures(
    look: str, icons: Path, screens: Path, clean_application: QApplication
) -> None:
    clean_application.setPalette(dark() if look == "dark" else light())
    shell = QtShell(icons, tray_available=lambda: False)
    shell.show()
    window = shell.window
    assert window is not None
    shell.tell("The model runtime does not answer. Start it again, or choose the built-in engine.")
    window.close()
    await until(lambda: window._question is not None and window._question.isVisible())
    await asyncio.sleep(0.1)
    assert window.grab().save(str(screens / f"starting-{look}.png"))
    assert window._question is not None
    assert window._question.grab().save(str(screens / f"question-{look}.png"))
    shell.close()


def test_the_icons_have_their_picture(icons: Path, screens: Path, clean_application: QApplication) -> None:
    sheet = QPixmap(7 * 80, 2 * (16 + 22 + 24 + 32 + 64 + 60))
    painter = QPainter(sheet)
    drawn = IconSet(icons)
    every = [*(drawn.status(status) for status in Status), drawn.app()]
    for half, back in enumerate(("#ffffff", "#1b1b1b")):
        top = half * sheet.height() // 2
        painter.fillRect(0, top, sheet.width(), sheet.height() // 2, QColor(back))
        for size in (16, 22, 24, 32, 64):
            for column, icon in enumerate(every):
                painter.drawPixmap(column * 80 + 8, top + 8, icon.pixmap(size, size))
            top += size + 10
    painter.end()
    assert sheet.scaled(sheet.size() * 2).save(str(screens / "icons.png"))
