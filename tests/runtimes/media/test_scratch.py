"""The folder for sound and film: made anew where it was tidied away, and a reason where it cannot be."""

from __future__ import annotations

import asyncio
import base64
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop_app.domain.errors import NoScratch
from desktop_app.domain.media_jobs import Reencode
from desktop_app.net.media_fetch import Media
from desktop_app.runtimes.media import tools
from desktop_app.runtimes.media.tools import Encoder, ScratchTools


class Ended:
    """A child that wrote its result and ended."""

    def __init__(self, code: int) -> None:
        self._code = code

    async def wait(self) -> int:
        return self._code

    async def kill(self) -> None: ...


def media_tools(scratch: Path, code: int = 0) -> ScratchTools:
    async def spawn(_program: str, config: Any, **_more: Any) -> Any:
        (Path(config["folder"]) / "result").write_bytes(b"new" if code == 0 else b"")
        return Ended(code)

    async def fetch(_url: object, into: Path) -> Media:
        await asyncio.to_thread(into.write_bytes, b"old")
        return Media(into, "matroska", 3)

    return ScratchTools(scratch, spawn, fetch, encoder=Encoder(Path("ffmpeg"), frozenset({"mp4"})))


async def made(it: ScratchTools) -> bytes:
    steps = [step async for step in it.run(Reencode("http://a.example/", "mp4"), 2**20)]
    assert isinstance(steps[-1], str)
    return base64.b64decode(steps[-1])


async def test_a_folder_that_was_tidied_away_is_made_anew(tmp_path: Path) -> None:
    it = media_tools(tmp_path / "home" / "scratch")
    shutil.rmtree(tmp_path / "home")
    assert await made(it) == b"new"
    assert list((tmp_path / "home" / "scratch").iterdir()) == []


async def test_a_folder_that_cannot_be_made_is_a_reason(tmp_path: Path) -> None:
    it = media_tools(tmp_path / "scratch")
    (tmp_path / "scratch").rmdir()
    (tmp_path / "scratch").write_text("a file in its place")
    with pytest.raises(NoScratch, match="its folder for that cannot be used"):
        await made(it)


async def test_a_child_that_found_the_disk_full_is_not_the_sources_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = media_tools(tmp_path / "scratch", code=1)
    monkeypatch.setattr(tools.shutil, "disk_usage", lambda _path: SimpleNamespace(free=4096))
    with pytest.raises(NoScratch, match="its disk is full"):
        await made(it)
