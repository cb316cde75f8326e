"""The week painted with real mouse and key events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.agreed_hours import AgreedHours, What
from desktop_app.domain.week import CELLS, Cell, Week, to_spec
from desktop_app.ui.schedule.dialog import ScheduleDialog
from desktop_app.ui.schedule.editor import ScheduleEditor

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
NEVER = to_spec(Week((Cell.CLOSED,) * CELLS))


@pytest.fixture
def editor(clean_application: QApplication) -> ScheduleEditor:
    made = ScheduleEditor(NEVER, lambda: NOW)
    made.resize(900, 700)
    made.show()
    made.grid.setFocus()
    return made


def cell(editor: ScheduleEditor, day: int, quarter: float) -> QPoint:
    return editor.grid._rect(day, quarter, quarter + 1).center().toPoint()


def drag(editor: ScheduleEditor, start: tuple[int, int], end: tuple[int, int]) -> None:
    grid = editor.grid
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell(editor, *start))
    QTest.mouseMove(grid, cell(editor, *end))
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell(editor, *end))


def windows(editor: ScheduleEditor) -> list[Any]:
    return [(w["days"], w["hours"]) for w in editor.spec["availability"]]


def test_a_stroke_of_the_mouse_paints_and_is_told_in_words(editor: ScheduleEditor) -> None:
    drag(editor, (0, 72), (1, 79))
    assert windows(editor) == [(["monday", "tuesday"], "18:00-20:00")]
    assert "Monday 30 November: 18:00 to 20:00" in editor.words.text()
    assert editor.words.text().startswith("Today, Thursday 26 November: not offered")
    drag(editor, (6, 92), (6, 95))
    drag(editor, (0, 0), (0, 23))
    assert (["sunday"], "23:00-06:00") in windows(editor)


def test_the_keyboard_alone_paints(editor: ScheduleEditor) -> None:
    for key, with_keys in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier), (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    ):  # fmt: skip
        QTest.keyClick(editor.grid, key, with_keys)
    assert windows(editor) == [(["tuesday", "wednesday"], "01:15-01:45")]
    assert editor.here.text() == "Wednesday 01:30 to 01:45: offered" == editor.grid.accessibleDescription()


def test_brushes_undo_and_redo(editor: ScheduleEditor) -> None:
    drag(editor, (0, 0), (6, 95))
    editor.brush.setCurrentIndex(2)
    drag(editor, (2, 40), (2, 47))
    assert editor.spec["maintenance_windows"] == [{"days": ["wednesday"], "hours": "10:00-12:00"}]
    QTest.keyClick(editor.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "maintenance_windows" not in editor.spec
    editor.undo.click()
    assert editor.spec == NEVER and not editor.undo.isEnabled()
    editor.redo.click()
    editor.redo.click()
    assert "maintenance_windows" in editor.spec and not editor.redo.isEnabled()


def test_a_day_is_copied(editor: ScheduleEditor) -> None:
    drag(editor, (0, 32), (0, 35))
    editor.day.setCurrentIndex(0)
    editor.copy.menu().actions()[1].trigger()
    assert windows(editor) == [(["monday", "tuesday", "wednesday", "thursday", "friday"], "08:00-09:00")]


def test_single_dates_and_the_zone(editor: ScheduleEditor) -> None:
    editor.date.setDate(QDate(2026, 11, 27))
    editor.add_date.click()
    assert "Say which hours" in editor.date_problem.text()
    QTest.keyClicks(editor.date_hours, "late")
    editor.add_date.click()
    assert "look like" in editor.date_problem.text()
    editor.date_hours.clear()
    QTest.keyClicks(editor.date_hours, "09:00-12:00, 13:00-14:30")
    editor.add_date.click()
    assert "Friday 27 November: 09:00 to 12:00, 13:00 to 14:30" in editor.words.text()
    editor.zone.setCurrentText("Mars/Base")
    assert "Choose one" in editor.zone_field.says.text()
    editor.zone.setCurrentText("Asia/Tokyo")
    assert editor.spec["timezone"] == "Asia/Tokyo" and editor.zone_field.says.text() == ""
    editor.exceptions.setCurrentRow(0)
    editor.drop_date.click()
    assert "exceptions" not in editor.spec
    editor.day_off.click()
    editor.add_date.click()
    assert editor.spec["exceptions"] == [{"date": "2026-11-27", "hours": []}]


def test_what_was_not_changed_stays_as_it_was_written(clean_application: QApplication) -> None:
    spec = {"availability": [{"day": "monday", "hours": "09:05-17:00"}]}
    editor = ScheduleEditor(spec)
    assert editor.spec == spec and "quarters" in editor.rounded.text()
    dialog = ScheduleDialog(spec)
    taken: list[Any] = []
    dialog.taken.connect(taken.append)
    dialog.show()
    dialog.buttons.accepted.emit()
    assert taken == [spec]


def test_hours_are_painted_with_their_price_and_undone(editor: ScheduleEditor) -> None:
    editor.price.setValue(150)
    drag(editor, (4, 72), (4, 79))
    assert editor.spec["availability"] == [{"days": ["friday"], "hours": "18:00-20:00", "price": "1.5"}]
    assert "Friday 27 November: 18:00 to 20:00 at 150% of your price" in editor.words.text()
    assert editor.grid.cursor_words.endswith("offered at 150% of your price")
    editor.price.setValue(100)
    drag(editor, (4, 76), (4, 79))
    assert "18:00 to 19:00 at 150% of your price, 19:00 to 20:00" in editor.words.text()
    editor.undo.click()
    assert len(editor.spec["availability"]) == 1


def test_what_is_agreed_is_drawn_told_and_follows_the_time_zone(editor: ScheduleEditor) -> None:
    begins = datetime(2026, 11, 27, 9, tzinfo=UTC)
    held = AgreedHours(begins, begins + timedelta(hours=2), customer="lab")
    batches = AgreedHours(begins + timedelta(hours=3), begins + timedelta(hours=5), What.BATCHES)
    changes: list[bool] = []
    editor.changed.connect(lambda: changes.append(True))
    plain = editor.grid.grab().toImage()
    editor.mark([held, batches])
    assert editor.grid.grab().toImage() != plain and not changes
    assert [mark[:3] for mark in editor.grid.marks] == [(4, 540, 660), (4, 720, 840)]
    drag(editor, (4, 32), (4, 55))
    assert "Friday 27 November: 08:00 to 14:00; reserved for lab 09:00 to 11:00; full batches may start 12:00 to 14:00" in (
        editor.words.text().splitlines()
    )
    QTest.mouseClick(editor.grid, Qt.MouseButton.LeftButton, pos=cell(editor, 4, 37))
    assert editor.grid.cursor_words.endswith("offered; Reserved: lab")
    editor.zone.setCurrentText("Asia/Tokyo")
    assert [mark[:3] for mark in editor.grid.marks] == [(4, 18 * 60, 20 * 60), (4, 21 * 60, 23 * 60)]
