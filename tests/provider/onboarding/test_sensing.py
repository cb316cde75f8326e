"""Press a key now: the real sources are asked, a first picture is no press."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from desktop_app.domain.errors import WorldError
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.provider.onboarding.sensing import PATIENCE, Sensing
from desktop_app.provider.ports import CannotTell


class StepClock:
    """Stands still until it is moved; `patience` ends the waiting."""

    def __init__(self) -> None:
        self.at, self.patience = 100.0, asyncio.Event()

    def monotonic(self) -> float:
        return self.at

    def now(self) -> datetime:
        return datetime(2026, 11, 26, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        assert seconds == PATIENCE
        await self.patience.wait()


class Source:
    def __init__(self, name: str = "X11", why: str = "", kinds: frozenset[Kind] = frozenset({Kind.INPUT})) -> None:
        self.name, self.kinds, self._why = name, kinds, why
        self.tell: Callable[[Sighting], None] | None = None

    async def watch(self, tell: Callable[[Sighting], None]) -> None:
        if self._why == "bug":
            raise LookupError("ours")
        if self._why:
            raise CannotTell(self._why)
        self.tell = tell
        await asyncio.Event().wait()


def here(now: bool) -> Sighting:
    return Sighting(Kind.INPUT, now, 1.0)


async def started(source: Source, clock: StepClock) -> asyncio.Task[Sighting]:
    task = asyncio.ensure_future(Sensing(lambda: [source], clock)())
    while source.tell is None:
        await asyncio.sleep(0)
    return task


async def test_the_first_picture_is_no_press_and_the_first_press_after_quiet_is() -> None:
    source, clock = Source(), StepClock()
    task = await started(source, clock)
    assert source.tell is not None
    source.tell(here(True))
    await asyncio.sleep(0)
    assert not task.done()
    source.tell(here(False))
    source.tell(Sighting(Kind.GAMEPAD, True, 1.0))
    await asyncio.sleep(0)
    assert not task.done()
    source.tell(here(True))
    assert (await task).kind is Kind.INPUT


async def test_a_press_later_than_the_first_look_counts() -> None:
    source, clock = Source(), StepClock()
    task = await started(source, clock)
    clock.at += 2.0
    assert source.tell is not None
    source.tell(here(True))
    assert (await task).here


async def test_patience_ends() -> None:
    source, clock = Source(), StepClock()
    task = await started(source, clock)
    clock.patience.set()
    with pytest.raises(WorldError, match="nothing was seen"):
        await task


@pytest.mark.logs("error")
async def test_where_nothing_can_tell_it_is_said_why() -> None:
    blind = [Source("X11", "no display"), Source("GNOME", "bug"), Source("games", kinds=frozenset({Kind.PROGRAM}))]
    with pytest.raises(WorldError, match="X11: no display; GNOME: internal error") as told:
        await Sensing(lambda: blind, StepClock())()
    assert "cannot be watched" in told.value.title
    with pytest.raises(WorldError, match="no source"):
        await Sensing(list, StepClock())()
