"""With a tray, without one, with one that comes late and one that goes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from desktop_app.domain.errors import ProfileError
from desktop_app.ui.shell import QtShell
from desktop_app.ui.widgets.status_header import StatusHeader
from desktop_app.ui.window import HINT_NO_TRAY, HINT_TRAY, Window
from tests.ui.fakes import NOW, FakeDesk, empty_state
from tests.ui.looks import until


class Panel:
    """A tray host that comes and goes."""

    def __init__(self, there: bool) -> None:
        self.there = there

    def __call__(self) -> bool:
        return self.there


def made(icons: Path, panel: Panel) -> QtShell:
    shell = QtShell(icons, tray_available=panel)
    shell.show()
    return shell


def window_of(shell: QtShell) -> Window:
    assert shell.window is not None
    return shell.window


def answer(window: Window, text: str) -> None:
    assert window._question is not None
    next(b for b in window._question.buttons() if b.text().replace("&", "") == text).click()


async def test_with_a_tray_no_window_is_made(icons: Path) -> None:
    shell = made(icons, Panel(True))
    assert shell.window is None
    assert shell.tray.icon is not None
    shell.close()
    assert shell.tray.icon is None


async def test_without_a_tray_the_window_stands_at_once_and_says_that_it_starts(icons: Path) -> None:
    shell = made(icons, Panel(False))
    window = window_of(shell)
    assert window.isVisible()
    assert shell.tray.icon is None
    assert window.page.header._reason.text() == "Starting…"
    assert window.hint.text() == HINT_NO_TRAY
    assert not window.page.buttons.pause.isEnabled()
    shell.attach(FakeDesk(empty_state()), lambda: NOW)
    await until(lambda: window.page.buttons.pause.isEnabled())
    shell.close()


async def test_a_tray_that_appears_later_is_found(icons: Path) -> None:
    panel = Panel(False)
    shell = made(icons, panel)
    assert shell.finder._timer.interval() == 5_000
    shell.finder.look()
    assert shell.tray.icon is None
    panel.there = True
    shell.finder.look()
    assert shell.tray.icon is not None
    assert shell.tray.icon.isVisible()
    assert window_of(shell).hint.text() == HINT_TRAY
    assert shell.finder._timer.interval() == 60_000
    shell.close()


async def test_a_tray_that_is_gone_for_good_leaves_a_window_behind(icons: Path) -> None:
    panel = Panel(True)
    shell = made(icons, panel)
    panel.there = False
    shell.finder.look()
    assert shell.window is None, "panels restart: one miss is not the end"
    shell.finder.look()
    assert window_of(shell).isMinimized()
    assert shell.tray.icon is None
    shell.close()


async def test_closing_with_a_tray_hides_the_window(icons: Path) -> None:
    shell = made(icons, Panel(True))
    desk = FakeDesk(empty_state())
    shell.attach(desk, lambda: NOW)
    shell.raise_window()
    window_of(shell).close()
    assert not window_of(shell).isVisible()
    assert desk.calls == []
    shell.raise_window()
    assert window_of(shell).isVisible()
    shell.close()


async def test_closing_without_a_tray_asks_first(icons: Path) -> None:
    shell = made(icons, Panel(False))
    desk = FakeDesk(empty_state())
    shell.attach(desk, lambda: NOW)
    window = window_of(shell)
    window.close()
    window.close()
    assert window.isVisible()
    answer(window, "Cancel")
    await until(lambda: window._question is None)
    assert window.isVisible()
    assert desk.calls == []
    window.close()
    answer(window, "Minimise")
    await until(window.isMinimized)
    assert desk.calls == []
    shell.raise_window()
    assert not window.isMinimized()
    window.close()
    answer(window, "Quit")
    await until(lambda: desk.calls == [("quit", None)])
    shell.close()


async def test_a_log_out_is_not_held_up(icons: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = made(icons, Panel(False))
    desk = FakeDesk(empty_state())
    shell.attach(desk, lambda: NOW)
    monkeypatch.setattr("desktop_app.ui.window._is_session_ending", lambda: True)
    assert window_of(shell).close()
    assert desk.calls == [("quit", None)]
    shell.close()


async def test_an_error_at_the_start_is_told_until_it_is_put_away(icons: Path, clean_application) -> None:
    shell = made(icons, Panel(True))
    telling = asyncio.ensure_future(shell.show_error(ProfileError("It is read-only", next_step="Choose another")))
    boxes: list[QMessageBox] = []

    def found() -> bool:
        boxes[:] = [w for w in clean_application.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
        return bool(boxes)

    await until(found)
    assert boxes[0].informativeText() == "It is read-only. Choose another."
    assert not telling.done()
    assert shell.tray.icon is not None and "Problem" in shell.tray.icon.toolTip() and "0.0000" not in shell.tray.icon.toolTip()
    shell.raise_window()
    says_only_why(shell, "The profile folder cannot be used: It is read-only. Choose another.")
    assert boxes[0].isVisible()
    boxes[0].accept()
    await asyncio.wait_for(telling, 5)
    shell.close()


def says_only_why(shell: QtShell, sentence: str) -> None:
    """The window: the state with its reason, and nothing that would wait for what never comes."""
    window = window_of(shell)
    assert window.isVisible() and not window.pages.isVisible() and not window.pages.side.isVisible()
    [header] = [one for one in window.findChildren(StatusHeader) if one.isVisible()]
    shown = [text.text() for text in header.findChildren(QLabel) if text.isVisible()]
    assert "Problem" in shown and sentence in shown, shown


async def test_an_error_after_the_start_takes_the_pages_away(icons: Path) -> None:
    shell = made(icons, Panel(True))
    desk = FakeDesk(empty_state())
    shell.attach(desk, lambda: NOW)
    shell.raise_window()
    assert window_of(shell).pages.isVisible()
    standing = asyncio.create_task(shell.stand_by(ProfileError("the disk is full")))
    await asyncio.sleep(0)
    says_only_why(shell, "The profile folder cannot be used: the disk is full.")
    left: list[bool] = []
    shell.quit_chosen.connect(lambda: left.append(True))
    shell.verbs.quit()
    assert left and not desk.calls, "the services are gone: it is the shell that ends"
    standing.cancel()
    shell.close()


async def test_started_minimised_no_window_comes_up_by_itself(icons: Path) -> None:
    shell = QtShell(icons, tray_available=Panel(False))
    shell.show(minimised=True)
    assert window_of(shell).isMinimized()
    shell.raise_window()
    assert not window_of(shell).isMinimized()
    shell.close()


async def test_started_minimised_what_keeps_it_from_starting_waits_for_nobody(icons: Path) -> None:
    shell = QtShell(icons, tray_available=Panel(True))
    shell.show(minimised=True)
    standing = asyncio.create_task(shell.stand_by(ProfileError("the disk is full")))
    await asyncio.sleep(0)
    assert shell.window is None
    shell.raise_window()
    says_only_why(shell, "The profile folder cannot be used: the disk is full.")
    assert not shell.findChildren(QMessageBox)
    standing.cancel()
    shell.close()
