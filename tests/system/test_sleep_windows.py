"""Sleep and resume on Windows: what the system's thread tells, and that it is made to wait for the goodbye.

Whether Windows tells it can only be seen on a real one: its own call is tried there, the rest everywhere."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

from desktop_app.system.sleep_windows import RESUMED, SUSPEND, WindowsSleep, listen


class System:
    """Windows as far as it matters: calls from a thread of its own and waits for them."""

    def __init__(self) -> None:
        self.told: Callable[[int], None] | None = None
        self.done: list[str] = []

    def listens(self, told: Callable[[int], None]) -> Callable[[], None]:
        self.told = told
        return lambda: self.done.append("let go")

    async def tell(self, *events: int) -> None:
        def work() -> None:
            assert self.told is not None
            for event in events:
                self.told(event)
                self.done.append(f"told {event}")

        thread = threading.Thread(target=work)
        thread.start()
        while thread.is_alive():
            await asyncio.sleep(0.005)


async def watched(system: System, goodbye, woke) -> asyncio.Task[bool]:
    task = asyncio.create_task(WindowsSleep(system.listens).watch(goodbye, woke))
    while system.told is None:
        await asyncio.sleep(0)
    return task


async def ended(task: asyncio.Task[bool]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_the_system_waits_for_the_goodbye_and_waking_is_told_in_the_loop() -> None:
    system, here = System(), threading.get_ident()

    async def goodbye() -> None:
        await asyncio.sleep(0.05)
        system.done.append("goodbye")

    task = await watched(system, goodbye, lambda: system.done.append(f"awake {threading.get_ident() == here}"))
    await system.tell(SUSPEND)
    await system.tell(7, RESUMED)
    await asyncio.sleep(0)
    assert system.done[:3] == ["goodbye", f"told {SUSPEND}", "told 7"], "the system waited"
    assert sorted(system.done[3:]) == ["awake True", f"told {RESUMED}"]
    await ended(task)
    assert system.done[-1] == "let go"


@pytest.mark.logs("error")
async def test_a_goodbye_that_hangs_or_fails_does_not_keep_the_machine_awake(monkeypatch, caplog) -> None:
    monkeypatch.setattr("desktop_app.system.sleep_windows.DELAY", 0.1)
    system, ways = System(), iter([asyncio.Event().wait, None])

    async def goodbye() -> None:
        way = next(ways)
        if way is None:
            raise KeyError("ours")
        await way()

    task = await watched(system, goodbye, lambda: None)
    await system.tell(SUSPEND)
    await system.tell(SUSPEND)
    assert "before the network was told" in caplog.text and "the goodbye before sleep failed" in caplog.text
    await ended(task)


async def test_where_nobody_can_tell_it_ends_at_once() -> None:
    async def never() -> None: ...

    assert await WindowsSleep(lambda told: None).watch(never, lambda: None) is False


@pytest.mark.skipif(sys.platform != "win32", reason="Windows' own call")
def test_windows_takes_the_registration_or_says_that_it_cannot() -> None:
    let_go = listen(lambda _event: None)
    if let_go is not None:
        let_go()
