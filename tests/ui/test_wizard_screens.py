"""The wizard's pages as pictures, light and dark, at usual and double size, left in build/screens to be looked at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.agreed_hours import AgreedHours, What
from desktop_app.domain.hours_choice import Hours
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.schedule.dialog import ScheduleDialog
from desktop_app.ui.verbs import utc_now
from tests.ui.looks import dark, light
from tests.ui.wizard_walk import walk

WEEKEND = {"timezone": "Europe/Vienna", "availability": [{"days": ["friday"], "hours": "18:00-24:00"}, {"days": ["saturday", "sunday"], "hours": "00:00-24:00"}, {"day": "tuesday", "hours": "22:00-06:30"}, {"day": "thursday", "hours": "08:00-12:00", "price": 0.8}, {"day": "thursday", "hours": "17:00-22:00", "price": 1.5}], "maintenance_windows": [{"day": "sunday", "hours": "10:00-12:00"}], "exceptions": [{"date": "2026-12-24", "hours": []}]}
LOOKS = ("light", "dark", "light-200", "dark-200")


def dress(app: QApplication, look: str) -> None:
    app.setPalette(dark() if look.startswith("dark") else light())
    if look.endswith("200"):
        font = app.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        app.setFont(font)


def cut_off(window: object) -> list[str]:
    """Labels and buttons that are narrower than their text and do not wrap."""
    from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

    assert isinstance(window, QWidget)
    found = [
        f"{sheet.title} is {sheet.widget().width()} wide in {sheet.viewport().width()}" for sheet in window.findChildren(Sheet)
        if sheet.isVisible() and sheet.widget().width() > sheet.viewport().width()
    ]  # fmt: skip
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | QAbstractButton):
            continue
        if part.width() + 1 < part.minimumSizeHint().width() or part.height() + 1 < part.minimumSizeHint().height():
            found.append(f"{part.text()[:40]!r} {part.size()} {part.minimumSizeHint()}")
    return found


@pytest.mark.parametrize("look", LOOKS)
async def test_every_page_has_its_picture(look: str, screens: Path, clean_application: QApplication) -> None:
    dress(clean_application, look)
    async for name, window in walk():
        await picture(window, screens, f"wizard-{name}-{look}")


async def picture(window: object, screens: Path, name: str) -> None:
    from PySide6.QtWidgets import QWidget

    assert isinstance(window, QWidget)
    for _ in range(3):
        QApplication.processEvents()
    assert window.grab().save(str(screens / f"{name}.png"))
    assert cut_off(window) == []
    assert window.width() <= 1024 and window.height() <= 700, f"does not fit: {window.size()}"


@pytest.mark.parametrize("look", LOOKS)
async def test_the_schedule_has_its_picture(look: str, screens: Path, clean_application: QApplication) -> None:
    dress(clean_application, look)
    dialog = ScheduleDialog(WEEKEND)
    now = utc_now().replace(minute=0, second=0, microsecond=0)
    dialog.editor.mark([
        AgreedHours(now + timedelta(hours=30), now + timedelta(hours=38), customer="studio"),
        AgreedHours(now + timedelta(hours=50), now + timedelta(hours=56), What.BATCHES),
    ])  # fmt: skip
    dialog.resize(1024, 700)
    dialog.show()
    dialog.editor.grid.setFocus()
    await picture(dialog, screens, f"schedule-{look}")
    dialog.close()
    assert Hours.OWN
