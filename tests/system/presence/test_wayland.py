"""Wayland's idle notice and GNOME's idle monitor, against small servers that speak the real protocols."""

from __future__ import annotations

import asyncio
import struct
import sys

import pytest

from desktop_app.domain.presence import Kind
from desktop_app.provider.ports import CannotTell
from desktop_app.system.presence.mutter_idle import MutterIdle
from desktop_app.system.presence.wayland_idle import WaylandIdle
from tests.system.presence.test_desktop import bus, put
from tests.ui.display import display

__all__ = ["bus", "display"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Wayland is Linux's")


class Compositor:
    """Names its globals, then idles and resumes as told."""

    def __init__(self, *interfaces):
        self.interfaces, self.asked, self.ready = interfaces, [], asyncio.Event()

    async def serve(self, reader, writer):
        self.writer = writer
        try:
            while True:
                number, word = struct.unpack("=II", await reader.readexactly(8))
                body = await reader.readexactly((word >> 16) - 8)
                self.handle(number, word & 0xFFFF, body)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def handle(self, number, opcode, body):
        if (number, opcode) == (1, 1):
            self.registry = struct.unpack("=I", body)[0]
        elif (number, opcode) == (1, 0):
            for name, interface in enumerate(self.interfaces, 20):
                raw = interface.encode() + b"\0"
                self.send(self.registry, 0, struct.pack("=II", name, len(raw)) + raw + bytes(-len(raw) % 4) + struct.pack("=I", 7))
            self.send(struct.unpack("=I", body)[0], 0, struct.pack("=I", 0))
        elif number == self.registry:
            name, size = struct.unpack_from("=II", body)
            interface = body[8 : 8 + size - 1].decode()
            assert self.interfaces[name - 20] == interface
            version, new = struct.unpack_from("=II", body, 8 + (size + 3 & ~3))
            assert version == 1
            self.asked.append((interface, new))
        else:
            assert (number, opcode) == (dict(self.asked)["ext_idle_notifier_v1"], 1)
            self.notice, self.timeout, seat = struct.unpack("=III", body)
            assert seat == dict(self.asked)["wl_seat"]
            self.ready.set()

    def send(self, number, opcode, body=b""):
        self.writer.write(struct.pack("=II", number, len(body) + 8 << 16 | opcode) + body)


@pytest.fixture
async def compositor(tmp_path, monkeypatch):
    made = Compositor("wl_compositor", "wl_seat", "ext_idle_notifier_v1")
    server = await asyncio.start_unix_server(made.serve, tmp_path / "wayland-7")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    yield made
    server.close()


async def test_idle_and_resumed(compositor):
    told = asyncio.Queue()
    task = asyncio.create_task(WaylandIdle(2.5).watch(told.put_nowait))
    await asyncio.wait_for(compositor.ready.wait(), 5)
    assert compositor.timeout == 2500
    assert (await asyncio.wait_for(told.get(), 5)).here, "somebody, until the compositor says otherwise"
    for opcode, here in ((0, False), (1, True), (0, False)):
        compositor.send(compositor.notice, opcode)
        seen = await asyncio.wait_for(told.get(), 5)
        assert (seen.kind, seen.here) == (Kind.INPUT, here)
    compositor.writer.close()
    with pytest.raises(CannotTell, match="went away"):
        await asyncio.wait_for(task, 5)


async def test_a_compositor_that_cannot_tell(compositor):
    compositor.interfaces = ("wl_seat",)
    with pytest.raises(CannotTell, match="ext-idle-notify"):
        await asyncio.wait_for(WaylandIdle(1).watch(print), 5)


async def test_an_error_of_the_protocol(compositor):
    task = asyncio.create_task(WaylandIdle(1).watch(lambda _: None))
    await asyncio.wait_for(compositor.ready.wait(), 5)
    compositor.send(1, 0, bytes(12))
    with pytest.raises(CannotTell):
        await asyncio.wait_for(task, 5)


async def test_no_wayland(monkeypatch, tmp_path):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(CannotTell, match="no Wayland session"):
        await WaylandIdle(1).watch(print)
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "none"))
    with pytest.raises(CannotTell, match="no Wayland compositor"):
        await WaylandIdle(1).watch(print)


@pytest.mark.display
async def test_gnomes_idle_monitor(bus):
    from tests.system.presence.services import IdleMonitor

    with pytest.raises(CannotTell, match="no GNOME"):
        await MutterIdle(1.0).watch(print)
    monitor = await put(bus, IdleMonitor(), "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core")
    told = asyncio.Queue()
    task = asyncio.create_task(MutterIdle(3.0).watch(told.put_nowait))
    assert (await asyncio.wait_for(told.get(), 5)).here
    for here in (False, True, False, True):
        monitor.fire("active" if here else 3000)
        seen = await asyncio.wait_for(told.get(), 5)
        assert seen.here is here
        await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
