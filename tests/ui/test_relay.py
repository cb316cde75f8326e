"""At most ten signals a second, the first at once, the last never lost."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from itertools import pairwise

from desktop_app.domain.state import AppState
from desktop_app.ui.relay import StateRelay
from tests.ui.fakes import FakeDesk, empty_state
from tests.ui.looks import until


class Ear:
    """What came, and when."""

    def __init__(self, relay: StateRelay) -> None:
        self.heard: list[tuple[float, AppState]] = []
        relay.changed.connect(lambda state: self.heard.append((time.monotonic(), state)))


async def test_a_stream_of_changes_is_thinned_and_ends_with_the_newest() -> None:
    desk, relay = FakeDesk(empty_state()), StateRelay()
    ear = Ear(relay)
    relay.attach(desk)
    for number in range(150):
        desk.set(replace(desk.state, queued=number))
        await asyncio.sleep(0.005)
    await until(lambda: ear.heard[-1][1].queued == 149)
    times = [at for at, _ in ear.heard]
    assert len(ear.heard) >= 5
    assert min(b - a for a, b in pairwise(times)) >= 0.09
    await asyncio.sleep(0.25)
    assert len(ear.heard) == len(times), "no signal comes without a change"


async def test_the_first_change_comes_in_the_next_turn_and_a_burst_is_one_signal() -> None:
    desk, relay = FakeDesk(empty_state()), StateRelay()
    ear = Ear(relay)
    relay.attach(desk)
    await until(lambda: ear.heard)
    await asyncio.sleep(0.15)
    ear.heard.clear()
    began = time.monotonic()
    for number in range(20):
        desk.set(replace(desk.state, queued=number))
    await until(lambda: ear.heard)
    assert [state.queued for _, state in ear.heard] == [19]
    assert ear.heard[0][0] - began < 0.09


async def test_nothing_comes_after_detach_and_another_desk_can_follow() -> None:
    first, second, relay = FakeDesk(empty_state()), FakeDesk(empty_state(queued=7)), StateRelay()
    ear = Ear(relay)
    relay.attach(first)
    relay.attach(second)
    first.set(empty_state(queued=1))
    await until(lambda: ear.heard)
    assert ear.heard[-1][1].queued == 7
    second.set(empty_state(queued=8))
    relay.detach()
    await asyncio.sleep(0.15)
    assert ear.heard[-1][1].queued == 7
