"""Sleep and resume as logind tells them: a fake logind on a private bus, and nobody to ask."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from desktop_app.system.sleep_signals import LOGIND, PATH, LogindSleep

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


@contextmanager
def private_bus(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(folder=folder))
    reading, writing = os.pipe()
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", f"--print-address={writing}"], pass_fds=(writing,)
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield told.readline().strip(), daemon
    finally:
        daemon.kill()
        daemon.wait(10)


class FakeLogind:
    """Owns logind's name; gives each inhibitor one end of a pipe and sees when the other is closed."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.pipes: list[int] = []

    async def start(self, address: str) -> None:
        from dbus_fast import Message, MessageType
        from dbus_fast.aio import MessageBus

        self.bus = await MessageBus(bus_address=address, negotiate_unix_fd=True).connect()

        def answer(message: Message) -> Message | None:
            if message.message_type is MessageType.METHOD_CALL and message.member == "Inhibit":
                self.asked.append(list(message.body))
                ours, theirs = os.pipe()
                self.pipes.append(ours)
                os.set_blocking(ours, False)
                reply = Message.new_method_return(message, "h", [0], [theirs])
                asyncio.get_running_loop().call_later(0.2, os.close, theirs)
                return reply
            return None

        self.bus.add_message_handler(answer)
        await self.bus.request_name(LOGIND)

    def holds(self, number: int) -> bool:
        """Whether that inhibitor is still open at the other end."""
        try:
            return os.read(self.pipes[number], 1) != b""
        except BlockingIOError:
            return True

    async def prepare(self, going_to_sleep: bool) -> None:
        from dbus_fast import Message

        await self.bus.send(
            Message.new_signal(PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", "b", [going_to_sleep])
        )

    def stop(self) -> None:
        for pipe in self.pipes:
            os.close(pipe)
        self.bus.disconnect()


async def until(what, seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not what():
            await asyncio.sleep(0.02)


async def test_the_goodbye_is_said_before_the_system_may_sleep(tmp_path):
    told: list[str] = []
    with private_bus(tmp_path) as (address, daemon):
        logind = FakeLogind()
        await logind.start(address)

        async def goodbye() -> None:
            told.append("goodbye begins")
            await asyncio.sleep(0.5)
            assert logind.holds(0), "the system waits for us"
            told.append("goodbye said")

        watching = asyncio.create_task(
            LogindSleep(address, str.upper).watch(goodbye, lambda: told.append("awake"))
        )
        await until(lambda: logind.asked == [["sleep", "AITBC Provider", "HANDS ITS JOBS BACK FIRST", "delay"]])
        await asyncio.sleep(0.4)
        await logind.prepare(True)
        await until(lambda: not logind.holds(0) if "goodbye said" in told else False)
        assert told == ["goodbye begins", "goodbye said"]
        await logind.prepare(False)
        await until(lambda: len(logind.asked) == 2)
        await asyncio.sleep(0.4)
        assert told[2:] == ["awake"] and logind.holds(1), "ready for the next time"
        daemon.kill()
        assert await asyncio.wait_for(watching, 5) is True, "to be asked again later"
        logind.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="of Linux's logind")
async def test_without_a_bus_or_without_logind_nobody_can_tell(tmp_path):
    async def never() -> None: ...

    assert await LogindSleep("unix:path=/nowhere/bus").watch(never, lambda: None) is False
    with private_bus(tmp_path) as (address, _):
        assert await LogindSleep(address).watch(never, lambda: None) is False


async def test_it_ends_when_it_is_cancelled(tmp_path):
    async def never() -> None: ...

    with private_bus(tmp_path) as (address, _):
        logind = FakeLogind()
        await logind.start(address)
        watching = asyncio.create_task(LogindSleep(address).watch(never, lambda: None))
        await until(lambda: logind.asked)
        await asyncio.sleep(0.4)
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await until(lambda: not logind.holds(0))
        logind.stop()
