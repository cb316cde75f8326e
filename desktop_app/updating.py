"""The program keeps itself up to date while it runs: puts the updates service together and tells how the run ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from desktop_app.domain.restarts import AGAIN
from desktop_app.provider.ports import Clock
from desktop_app.provider.services import Services
from desktop_app.provider.updates import Updater
from desktop_app.provider.waiting import settle
from desktop_app.system.settings import SettingsFile
from desktop_app.system.updates.installed import InstalledUpdates
from desktop_app.system.updates.place import SETUP, origin, place

PROVEN_AFTER = 60.0
"""Seconds that a new version has to stay up before the old one is removed."""


@dataclass(slots=True)
class Ending:
    """How the program ends: 0, or AGAIN when a new version is to start."""

    code: int = 0


def updates_of(home: Path) -> InstalledUpdates:
    """This installation's, for the profile `home`."""
    return InstalledUpdates(version("aitbc-provider"), home, origin(), place())


@asynccontextmanager
async def kept_up_to_date(
    home: Path, house: Services, quit_program: Callable[[], None], updates: InstalledUpdates | None = None
) -> AsyncIterator[Ending]:
    """While the block runs. `quit_program` ends the program in order when a new version is to take over."""
    mine, provider, clock = updates or updates_of(home), house.provider, house.ports.clock
    ending = Ending()

    def restart() -> None:
        # On Windows the installer waits for our end and starts the new version itself.
        ending.code = 0 if place().kind == SETUP else AGAIN
        quit_program()

    def reserved() -> Iterable[tuple[datetime, datetime]]:
        held = provider.agreements.reservations.values() if provider.agreements is not None else ()
        return [(each.starts_at, each.ends_at) for each in held]

    updater = Updater(
        mine, clock, provider.gate, provider.store, provider.notices,
        wanted=lambda: SettingsFile(home).load().updates, reserved=reserved, restart=restart,
    )  # fmt: skip
    tasks = asyncio.ensure_future(updater.run()), asyncio.ensure_future(_prove(mine, clock))
    try:
        yield ending
        if not ending.code:  # a version that ends in order, when it is told to, works
            await asyncio.to_thread(mine.proven)
    finally:
        await settle(tasks)


async def _prove(updates: InstalledUpdates, clock: Clock) -> None:
    await clock.sleep(PROVEN_AFTER)
    await asyncio.to_thread(updates.proven)
