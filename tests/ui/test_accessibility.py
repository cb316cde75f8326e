"""Screen readers find a name for every control, the keyboard reaches every one and shows where it is, and every text
of ours can be read: 4.5:1 and more in both themes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from desktop_app.provider.onboarding.answers import Answers, Page
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.forms.colours import contrast, good_colour, problem_colour, readable
from desktop_app.ui.forms.fields import Line, Whole
from desktop_app.ui.forms.indicators import RadioDot, TickBox
from desktop_app.ui.onboarding.window import WizardWindow
from desktop_app.ui.schedule.dialog import ScheduleDialog
from desktop_app.ui.schedule.grid import WeekGrid
from desktop_app.ui.settings.window import SettingsWindow
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.text import quiet_colour
from tests.provider.onboarding.needs import HUB, House
from tests.ui.looks import dark, light, until
from tests.ui.settings_fakes import FakeSettings
from tests.ui.test_wizard_screens import WEEKEND

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, WeekGrid)


def controls(window: QWidget) -> list[QWidget]:
    """What a person can use, without the inner parts of Qt's own widgets."""
    found = []
    for part in window.findChildren(QWidget):
        inner = part.parent()
        of_qt = part.objectName().startswith("qt_") or isinstance(inner, QAbstractSpinBox | QComboBox | QAbstractItemView)
        if part.isVisible() and part.isEnabled() and isinstance(part, INTERACTIVE) and not of_qt:
            found.append(part)
    return found


def name_of(part: QWidget) -> str:
    """What a screen reader says first. For a list that opens it is the label's text; Qt gives its value as its name."""
    if isinstance(part, QComboBox):
        labels = [label.text() for label in part.window().findChildren(QLabel) if label.buddy() is part]
        return part.accessibleName() if labels and part.accessibleName() else ""
    interface = QAccessible.queryAccessibleInterface(part)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def nameless(window: QWidget) -> list[str]:
    return [f"{type(part).__name__} at {part.geometry()}" for part in controls(window) if not name_of(part)]


def picture(window: QWidget, part: QWidget) -> QImage:
    QApplication.sendPostedEvents()
    rect = part.rect().translated(part.mapTo(window, part.rect().topLeft())).adjusted(-3, -3, 3, 3)
    return window.grab(rect).toImage()


def walked(window: QWidget) -> tuple[set[QWidget], list[str]]:
    """What Tab reaches, and what does not show that it has the keyboard."""
    reached: set[QWidget] = set()
    unseen, last = [], None
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        part = QApplication.focusWidget()
        if part is last:
            continue  # a date's year, month and day are stops of their own
        last = part
        if part is None or part in reached:
            break
        reached.add(part)
        with_keyboard = picture(window, part)
        part.clearFocus()
        if picture(window, part) == with_keyboard:
            unseen.append(f"{type(part).__name__} {name_of(part)!r}")
        part.setFocus(Qt.FocusReason.TabFocusReason)
    return reached, unseen


async def check(window: QWidget) -> None:
    window.activateWindow()
    await until(window.isActiveWindow)
    assert nameless(window) == []
    reached, unseen = walked(window)
    assert unseen == [], "\n".join(unseen)
    missed = [part for part in controls(window) if part not in reached and not _reached_otherwise(part, reached)]
    assert [f"{type(part).__name__} {name_of(part)!r}" for part in missed] == []


def _reached_otherwise(part: QWidget, reached: set[QWidget]) -> bool:
    """Radio buttons of one group are one stop of Tab: the arrows choose among them."""
    from PySide6.QtWidgets import QRadioButton

    if isinstance(part, QRadioButton):
        group = part.group()
        return group is not None and any(button in reached for button in group.buttons())
    return part.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("page", list(Page))
@pytest.mark.parametrize("is_practice", [True, False])
async def test_the_wizard(page: Page, is_practice: bool, clean_application: QApplication) -> None:
    clean_application.setPalette(light())
    house = House()
    wizard = Wizard(house.needs(), Answers(page=page, is_practice=is_practice, hub_url="" if is_practice else HUB))
    window = WizardWindow(wizard)
    window.resize(1024, 700)
    window.show()
    await until(lambda: not wizard.looking.is_running and not window._soon.isActive())
    await check(window)
    window.close()


async def test_the_settings(clean_application: QApplication) -> None:
    clean_application.setPalette(dark())
    window = SettingsWindow(FakeSettings(), Tasks())
    window.resize(1024, 700)
    window.pricing.choice.button("dynamic").click()
    window.show()
    for number in range(len(window.pages)):
        window.list.setFocus()
        window.list.setCurrentRow(number)
        await until(lambda: not window._soon.isActive())
        await check(window)
    window.leave()


async def test_the_schedule(clean_application: QApplication) -> None:
    dialog = ScheduleDialog(WEEKEND)
    dialog.show()
    await check(dialog)
    dialog.close()
    assert isinstance(dialog, QDialog)


# ---- contrast --------------------------------------------------------------------------------------------------------


def platform_dark() -> QPalette:
    """As GNOME's platform gives it to Qt's own style."""
    palette = QPalette(QColor("#323232"))
    for roles, colour in (
        ((QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText), "#f0f0f0"),
        ((QPalette.ColorRole.Base,), "#242424"), ((QPalette.ColorRole.Mid,), "#262626"),
        ((QPalette.ColorRole.Light,), "#4b4b4b"), ((QPalette.ColorRole.Dark,), "#212121"),
    ):  # fmt: skip
        for role in roles:
            palette.setColor(role, QColor(colour))
    return palette


@pytest.mark.parametrize("theme", [light, dark, platform_dark])
@pytest.mark.parametrize("kind", [TickBox, RadioDot])
def test_an_empty_box_and_circle_can_be_found(
    kind: type[QAbstractButton], theme: Callable[[], QPalette], clean_application: QApplication
) -> None:
    clean_application.setPalette(theme())
    window = QWidget()
    button = kind(window)
    window.resize(60, 40)
    window.show()
    shown = window.grab().toImage()
    back = shown.pixelColor(55, 35)
    edge = [contrast(shown.pixelColor(x, y), back) for x in range(20) for y in range(30)]
    assert button.isVisible() and max(edge) >= 3.0, max(edge)


@pytest.mark.parametrize("theme", [light, dark, platform_dark])
@pytest.mark.parametrize("kind", [Line, Whole])
def test_an_empty_field_can_be_found(
    kind: type[QWidget], theme: Callable[[], QPalette], clean_application: QApplication
) -> None:
    clean_application.setPalette(theme())
    window = QWidget()
    field = kind()
    field.setParent(window)
    field.setGeometry(10, 5, 100, 30)
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.resize(140, 45)
    window.show()
    shown = window.grab().toImage()
    back = shown.pixelColor(135, 40)
    edge = [contrast(shown.pixelColor(x, 34), back) for x in range(15, 100)]
    assert min(edge) >= 3.0, min(edge)


@pytest.mark.parametrize("theme", [light, dark], ids=["light", "dark"])
def test_every_text_can_be_read(theme: object, clean_application: QApplication) -> None:
    assert callable(theme)
    clean_application.setPalette(theme())
    palette, role = clean_application.palette(), QPalette.ColorRole
    window, base = palette.color(role.Window), palette.color(role.Base)
    on_window = [palette.color(role.WindowText), quiet_colour(), problem_colour(), good_colour()]
    pairs = [(colour, window) for colour in on_window]
    pairs += [(palette.color(role.Text), base), (Line().palette().color(role.PlaceholderText), base)]
    pairs += [(palette.color(role.ButtonText), palette.color(role.Button))]
    for front, back in pairs:
        assert contrast(front, back) >= 4.5, f"{front.name()} on {back.name()}"


def test_contrast_as_it_is_defined() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
    for back in ("#000000", "#26282b", "#777777", "#f3f3f3", "#ffffff", "#ff0000"):
        assert contrast(readable(QColor("#c62828"), QColor(back)), QColor(back)) >= 4.5
