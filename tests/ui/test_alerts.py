"""Alerts in the window: what is said, and what their buttons ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.health import Alert, Kind
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.alerts import MOST, Alerts
from tests.ui.fakes import NOW, FakeDesk, empty_state
from tests.ui.looks import until

GONE = Alert(Kind.GPU_FAILURE, "The card is gone", "The card stopped answering.", NOW, number=7)


class Desk(FakeDesk):
    def __init__(self) -> None:
        super().__init__(empty_state())
        self.pressed: list[tuple[str, object]] = []

    async def seen(self, numbers: object) -> None:
        self.pressed.append(("seen", numbers))

    async def act(self, number: int) -> None:
        self.pressed.append(("act", number))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def alerts(desk: Desk, clean_application) -> Alerts:
    verbs = Verbs(Tasks())
    verbs.attach(desk, lambda: NOW)
    return Alerts(verbs)


async def test_an_alert_says_what_to_do_until_it_was_seen(alerts: Alerts, desk: Desk) -> None:
    alerts.show_state(replace(empty_state(), alerts=(GONE,)))
    (line,) = alerts.lines
    assert not alerts.isHidden() and "The card is gone" in line.text.text() and line.act.text() == "Offer the processor"
    line.act.click()
    line.seen.click()
    await until(lambda: len(desk.pressed) == 2)
    assert sorted(desk.pressed, key=str) == [("act", 7), ("seen", [7])]
    alerts.show_state(replace(empty_state(), alerts=(replace(GONE, seen_at=NOW, cleared_at=NOW),)))
    (line,) = alerts.lines
    assert "(over)" in line.text.text() and line.seen.isHidden() and line.act.isHidden()
    alerts.show_state(empty_state())
    assert alerts.isHidden()


async def test_many_alerts_leave_room_for_the_rest(alerts: Alerts) -> None:
    many = tuple(replace(GONE, kind=Kind.DISK, number=n) for n in range(20))
    alerts.show_state(replace(empty_state(), alerts=many))
    assert len(alerts.lines) == MOST and alerts.lines[0].act.isHidden()
