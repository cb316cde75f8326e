"""The card's power limit through the real binding: set, refused, read back, and put back after a crash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.provider.ports import CannotTell
from desktop_app.provider.ports.comfort import PowerLimit
from desktop_app.provider.power_cap import PowerCap
from desktop_app.system.power_marker import PowerMarker
from tests.gpu import cards
from tests.gpu.cards import world
from tests.gpu.conftest import Ask

ADA = "GPU-44444444-0000-0000-0000-000000004070"
AMPERE = "GPU-33333333-0000-0000-0000-000000003060"


class Asked:
    """The adapter in the other process, as the port `PowerControl`."""

    def __init__(self, ask: Ask) -> None:
        self.ask, self.calls = ask, 0

    async def power_limit(self) -> PowerLimit | None:
        found = self.ask("limit")
        return PowerLimit(**found) if found else None

    async def set_power_limit(self, limit: PowerLimit) -> None:
        self.calls += 1
        if why := self.ask(f"set {limit.watts} {limit.uuid}"):
            raise CannotTell(why)


@pytest.fixture(autouse=True)
def fresh(ask: Ask) -> None:
    ask("choose ")


def watts(ask: Ask) -> Any:
    found = ask("limit")
    return found and found["watts"]


def capped(ask: Ask, home: Path) -> tuple[PowerCap, PowerMarker, Asked]:
    card, marker = Asked(ask), PowerMarker(home)
    return PowerCap(card, marker), marker, card


async def test_set_and_read_back(ask: Ask) -> None:
    assert ask("limit") is None, "no card was seen yet"
    ask(f"world {world(cards.RTX_3060, cards.RTX_4070)}")
    assert watts(ask) == 170.0, "the first card is ours"
    assert ask(f"set 120 {AMPERE}") == "" and watts(ask) == 120.0
    assert "Invalid Argument" in ask(f"set 20 {AMPERE}"), "below what the card takes"
    assert ask(f"set 150 {ADA}") == "" and watts(ask) == 120.0, "the neighbour's is another"


@pytest.mark.parametrize(
    ("line", "why"),
    [("refuse 4", "only an administrator"), ("refuse 3", "cannot be changed"), ("stubborn", "keeps it at 170 W"),
     ("lost 15", "stopped answering"), ("fail 999", "fault")],
)  # fmt: skip
async def test_why_not(ask: Ask, line: str, why: str, tmp_path: Path) -> None:
    ask(f"world {world(cards.RTX_3060)}")
    ask(f"world {world(cards.RTX_3060, line)}")
    assert why in ask(f"set 120 {AMPERE}")
    cap, marker, card = capped(ask, tmp_path)
    await cap.hold(120.0)
    await cap.hold(120.0)
    assert cap.held is None and card.calls <= 1 and marker.load() is None, "asked once, and nothing is left behind"
    assert line.startswith(("lost", "fail")) or why in cap.note


async def test_lowered_and_put_back(ask: Ask, tmp_path: Path) -> None:
    ask(f"world {world(cards.RTX_3060)}")
    cap, marker, _ = capped(ask, tmp_path)
    await cap.hold(500.0)
    assert watts(ask) == 170.0 and marker.load() is None, "a ceiling above the limit needs nothing"
    for wanted in (130.0, 110.0):
        await cap.hold(wanted)
        assert (watts(ask), marker.load()) == (wanted, PowerLimit(AMPERE, 170.0))
    ask(f"set 170 {AMPERE}")
    await cap.hold(110.0)
    assert watts(ask) == 110.0, "a driver that forgot it is told again"
    await cap.release()
    assert (watts(ask), marker.load(), cap.held) == (170.0, None, None)


async def test_put_back_after_a_crash(ask: Ask, tmp_path: Path) -> None:
    ask(f"world {world(cards.RTX_3060)}")
    await capped(ask, tmp_path)[0].hold(110.0)
    after, marker, _ = capped(ask, tmp_path)  # the first one is gone without a word
    await after.restore()
    assert (watts(ask), marker.load()) == (170.0, None)


@pytest.mark.logs
async def test_what_cannot_be_put_back_is_said_and_not_forgotten(ask: Ask, tmp_path: Path) -> None:
    ask(f"world {world(cards.RTX_3060)}")
    await capped(ask, tmp_path)[0].hold(110.0)
    ask(f"world {world(cards.RTX_3060, 'limit 110', 'refuse 4')}")
    after, marker, card = capped(ask, tmp_path)
    await after.restore()
    assert "put back to 170 W" in after.note and "restart" in after.note
    await after.hold(100.0)
    assert card.calls == 1 and marker.load() == PowerLimit(AMPERE, 170.0)


@pytest.mark.logs
def test_a_broken_marker_is_put_away(tmp_path: Path) -> None:
    marker = PowerMarker(tmp_path)
    marker.path.write_text('{"uuid": 1')
    assert marker.load() is None and not marker.path.exists()
