"""The tray's menu: what stands there in each state, and what clicks do."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop_app.domain.errors import RuntimeUnreachable
from desktop_app.domain.owner_view import OwnerView
from desktop_app.domain.state import Status
from desktop_app.ui import words
from desktop_app.ui.shell import QtShell
from desktop_app.ui.tasks import INTERNAL_ERROR
from desktop_app.ui.verbs import next_midnight
from tests.ui.fakes import NOW, FakeDesk, empty_state, full_state
from tests.ui.looks import until


def shown(menu: QMenu) -> list[str]:
    """The texts of the visible entries, disabled ones in brackets."""
    entries = [a for a in menu.actions() if a.isVisible() and not a.isSeparator()]
    return [a.text() if a.isEnabled() else f"[{a.text()}]" for a in entries]


def entry(menu: QMenu, *path: str) -> QAction:
    """The action under these texts."""
    for text in path[:-1]:
        found = entry(menu, text).menu()
        assert isinstance(found, QMenu)
        menu = found
    return next(a for a in menu.actions() if a.text() == path[-1])


@pytest.fixture
def shell(icons: Path) -> QtShell:
    made = QtShell(icons, tray_available=lambda: True)
    made.show()
    return made


async def attached(shell: QtShell, desk: FakeDesk) -> QMenu:
    shell.attach(desk, lambda: NOW)
    await until(lambda: shell.tray.menu.actions()[0].text() == words.menu_text(words.status_line(desk.state)))
    shell.tray.menu.aboutToShow.emit()
    return shell.tray.menu


@pytest.mark.parametrize("status", Status)
async def test_the_menu_in_every_state(status: Status, shell: QtShell) -> None:
    menu = await attached(shell, FakeDesk(full_state(status)))
    lines = shown(menu)
    assert lines[0] == f"[{words.status_line(full_state(status))}]"
    assert ("[2 jobs running · 77.5 tokens/s]" in lines) == (status is Status.BUSY)
    assert "[Earned today: 1.2346 AITBC (play money)]" in lines
    assert ("Resume" in lines) == (status is Status.PAUSED)
    assert [line for line in lines if not line.startswith("[") and line != "Resume"] == [
        "Pause", "Stop now", "Open", "Quit",
    ]  # fmt: skip
    icon = shell.tray.icon
    assert icon is not None
    assert icon.isVisible()
    assert icon.toolTip() == words.tooltip(full_state(status))
    shell.close()


async def test_before_a_desk_is_there_only_open_and_quit_act(shell: QtShell) -> None:
    lines = shown(shell.tray.menu)
    assert lines == ["[Waiting: Starting…]", "[Pause]", "[Stop now]", "Open", "Quit"]
    left: list[bool] = []
    shell.quit_chosen.connect(lambda: left.append(True))
    entry(shell.tray.menu, "Quit").trigger()
    assert left == [True]
    shell.close()


async def test_pauses_reach_the_desk_with_the_right_times(shell: QtShell) -> None:
    desk = FakeDesk(empty_state())
    menu = await attached(shell, desk)
    for text in ("For 15 minutes", "For 1 hour", "Until tomorrow", "Until I resume"):
        entry(menu, "Pause", text).trigger()
    entry(menu, "Stop now").trigger()
    entry(menu, "Resume").trigger()
    await until(lambda: len(desk.calls) == 6)
    assert desk.calls == [
        ("pause", NOW + timedelta(minutes=15)),
        ("pause", NOW + timedelta(hours=1)),
        ("pause", next_midnight(NOW)),
        ("pause", None),
        ("stop_now", None),
        ("resume", None),
    ]
    entry(menu, "Quit").trigger()
    assert desk.calls[-1] == ("quit", None)
    shell.close()


def test_tomorrow_is_the_owners_midnight() -> None:
    there = next_midnight(NOW).astimezone()
    assert (there.hour, there.minute, there.second) == (0, 0, 0)
    assert there.date() == NOW.astimezone().date() + timedelta(days=1)


async def test_while_a_game_runs_there_is_a_pause_until_it_ends(shell: QtShell) -> None:
    desk = FakeDesk(full_state(Status.OFFERING))
    menu = await attached(shell, desk)
    pauses = entry(menu, "Pause").menu()
    assert isinstance(pauses, QMenu) and not any("ends" in text for text in shown(pauses))
    desk.set(replace(desk.state, owner=OwnerView(game="Hop & Run")))
    await until(lambda: "Until Hop && Run ends" in shown(pauses))
    entry(menu, "Pause", "Until Hop && Run ends").trigger()
    await until(lambda: ("pause_for_game",) in [call[:1] for call in desk.calls])


async def test_resume_appears_with_the_pause_and_goes_with_it(shell: QtShell) -> None:
    desk = FakeDesk(empty_state())
    menu = await attached(shell, desk)
    entry(menu, "Pause", "Until I resume").trigger()
    await until(lambda: "Resume" in shown(menu))
    entry(menu, "Resume").trigger()
    await until(lambda: "Resume" not in shown(menu))
    shell.close()


async def test_a_click_opens_the_window_and_the_middle_button_does_not(shell: QtShell) -> None:
    icon = shell.tray.icon
    assert icon is not None
    assert shell.window is None
    icon.activated.emit(QSystemTrayIcon.ActivationReason.MiddleClick)
    assert shell.window is None
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    icon.activated.emit(QSystemTrayIcon.ActivationReason.DoubleClick)
    assert shell.window is not None
    assert shell.window.isVisible()
    shell.close()


async def test_errors_of_the_world_are_told_in_the_window(shell: QtShell) -> None:
    desk = FakeDesk(empty_state())
    menu = await attached(shell, desk)
    desk.error = RuntimeUnreachable("The engine is gone")
    entry(menu, "Stop now").trigger()
    await asyncio.sleep(0.05)
    shell.raise_window()
    assert shell.window is not None
    assert shell.window.message.isVisible()
    assert shell.window.message.text.text() == str(desk.error)
    shell.close()


async def test_our_own_bugs_are_logged_and_not_shown(shell: QtShell, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, said = FakeDesk(empty_state()), []
    menu = await attached(shell, desk)
    logger = logging.getLogger("desktop_app.ui.tasks")
    monkeypatch.setattr(logger, "error", lambda *args, **more: said.append((args, more)))
    desk.error = RuntimeError("a bug with a secret in it")
    entry(menu, "Stop now").trigger()
    await until(lambda: said)
    shell.raise_window()
    assert shell.window is not None
    assert shell.window.message.text.text() == INTERNAL_ERROR
    assert said[0][1]["exc_info"] is desk.error
    shell.close()


async def test_counts_that_run_are_not_sent_to_the_panel_while_the_menu_is_closed(shell: QtShell) -> None:
    desk = FakeDesk(full_state(Status.BUSY))
    menu = await attached(shell, desk)
    job = entry(menu, "2 jobs running · 77.5 tokens/s")
    changes: list[None] = []
    job.changed.connect(lambda: changes.append(None))
    slower = tuple(replace(job, tokens=job.tokens + 5, tokens_per_s=10.0) for job in desk.state.running)
    desk.set(full_state(Status.BUSY, running=slower))
    await asyncio.sleep(0.25)
    assert not changes
    menu.aboutToShow.emit()
    assert job.text() == "2 jobs running · 20.0 tokens/s"
    shell.close()


async def test_a_toast_says_what_a_click_does_and_the_newest_ones_click_counts(
    shell: QtShell,
) -> None:
    clicked: list[str] = []
    assert shell.tray.icon is not None
    can = QSystemTrayIcon.supportsMessages()
    assert shell.toast("Hot", "It has 91 °C.", "Pause for an hour", lambda: clicked.append("first")) is can
    shell.toast("Gone", "The card is gone.", "Offer the processor", lambda: clicked.append("second"))
    shell.tray.icon.messageClicked.emit()
    shell.tray.icon.messageClicked.emit()
    assert clicked == ["second"]
    assert words.toast("It has 91 °C.", "Pause for an hour") == "It has 91 °C.\nClick: Pause for an hour"
    shell.tray.hide()
    assert shell.toast("Hot", "It has 91 °C.", "Open", lambda: None) is False
