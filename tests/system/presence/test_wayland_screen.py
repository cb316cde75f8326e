"""Full screen of Wayland's own windows, against a small compositor that lists them."""

from __future__ import annotations

import asyncio
import struct
import sys

import pytest

from desktop_app.domain.presence import Kind
from desktop_app.provider.ports import BlindSpot, CannotTell
from desktop_app.system.presence.wayland_screen import WaylandFullScreen
from tests.system.presence.test_wayland import Compositor

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Wayland is Linux's")
LIST = "zwlr_foreign_toplevel_manager_v1"
MAXIMISED, MINIMISED, ACTIVE, FULL = range(4)


class Desktop(Compositor):
    """Lists windows as sway does: each change in parts, with a done at the end."""

    def handle(self, number, opcode, body):
        bound = dict(self.asked)
        if number == getattr(self, "registry", None):
            name, size = struct.unpack_from("=II", body)
            version, new = struct.unpack_from("=II", body, 8 + (size + 3 & ~3))
            assert version == 2
            self.asked.append((self.interfaces[name - 20], new))
            self.ready.set()
        elif number >= 0xFF000000:
            assert opcode == 7
            self.destroyed.put_nowait(number)
        else:
            assert number not in bound.values()
            super().handle(number, opcode, body)

    def opens(self, number, app, *states):
        self.send(dict(self.asked)[LIST], 0, struct.pack("=I", number))
        raw = app.encode() + b"\0"
        for opcode in (0, 1):  # its title (the same here), its program
            self.send(number, opcode, struct.pack("=I", len(raw)) + raw + bytes(-len(raw) % 4))
        self.becomes(number, *states)

    def becomes(self, number, *states):
        self.send(number, 4, struct.pack(f"=I{len(states)}I", 4 * len(states), *states))
        self.send(number, 5)

    def closes(self, number):
        self.send(number, 6)


@pytest.fixture
async def desktop(tmp_path, monkeypatch):
    made = Desktop("wl_seat", LIST)
    made.destroyed = asyncio.Queue()
    server = await asyncio.start_unix_server(made.serve, tmp_path / "wayland-7")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    yield made
    server.close()


async def test_the_active_window_in_full_screen(desktop):
    told = asyncio.Queue()
    task = asyncio.create_task(WaylandFullScreen().watch(told.put_nowait))
    await asyncio.wait_for(desktop.ready.wait(), 5)
    editor, game = 0xFF000000, 0xFF000001
    desktop.opens(editor, "org.editor", ACTIVE, MAXIMISED)
    desktop.opens(game, "hop", FULL)  # on another workspace

    async def next_is(here, detail):
        seen = await asyncio.wait_for(told.get(), 5)
        assert (seen.kind, seen.here, seen.detail) == (Kind.FULL_SCREEN, here, detail)

    desktop.becomes(editor)
    desktop.becomes(game, ACTIVE, FULL)
    await next_is(True, "hop")
    desktop.becomes(game, ACTIVE)
    await next_is(False, "hop")
    desktop.becomes(game, ACTIVE, FULL)
    await next_is(True, "hop")
    desktop.closes(game)
    await next_is(False, "hop")
    assert await asyncio.wait_for(desktop.destroyed.get(), 5) == game
    desktop.opens(0xFF000002, "aitbc-provider", ACTIVE, FULL)
    desktop.opens(0xFF000003, "film", ACTIVE, FULL)
    await next_is(True, "film")
    desktop.send(dict(desktop.asked)[LIST], 1)
    with pytest.raises(BlindSpot, match="stopped telling"):
        await asyncio.wait_for(task, 5)


async def test_a_desktop_that_lists_no_windows_is_a_blind_spot(desktop):
    desktop.interfaces = ("wl_seat",)
    with pytest.raises(BlindSpot, match="X programs, most games"):
        await asyncio.wait_for(WaylandFullScreen().watch(print), 5)


async def test_a_desktop_that_goes_away(desktop):
    task = asyncio.create_task(WaylandFullScreen().watch(print))
    await asyncio.wait_for(desktop.ready.wait(), 5)
    desktop.writer.close()
    with pytest.raises(CannotTell, match="went away"):
        await asyncio.wait_for(task, 5)
