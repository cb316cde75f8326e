"""Ollama's own downloads: what it says, and the owner's hours and room, which hold for them too."""

from __future__ import annotations

import asyncio
import errno
import json
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from desktop_app.domain.downloads import DownloadFailed, Night, NoRoom, Stopped
from desktop_app.domain.errors import ProfileError
from desktop_app.offline import ProfileOffline
from desktop_app.provider.ports.model_desk import Begun
from desktop_app.runtimes import practice_model
from desktop_app.runtimes.library.library import ModelLibrary
from desktop_app.runtimes.library.ollama_pull import KEEP_EVERY, pull
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.runtimes.library.rules import Rules
from desktop_app.runtimes.library.shapes import Limits
from desktop_app.shelving import go_on, library
from desktop_app.system.clock import SystemClock
from desktop_app.system.settings import Settings, SettingsFile
from tests.runtimes.library.test_library import FastClock
from tests.runtimes.serving import Serving

GIB = 2**30


def unseen(_have: int, _total: int) -> None:
    """Nobody looks."""


class PullingOllama(Serving):
    """`lines` are what Ollama writes while it pulls, `kept` the bytes of each model that it has."""

    def __init__(self, *lines: str, status: int = 200) -> None:
        super().__init__()
        self.lines, self.status, self.pulled = lines, status, 0
        self.kept: dict[str, int] = {}

    def routes(self) -> list[Route]:
        version = Route("/api/version", lambda _: JSONResponse({"version": "0.13.0"}))
        return [version, Route("/api/pull", self._pull, methods=["POST"]), Route("/api/tags", self._tags)]

    async def _tags(self, _: Request) -> Response:
        return JSONResponse({"models": [{"name": name, "size": size} for name, size in self.kept.items()]})

    async def _pull(self, request: Request) -> Response:
        assert (await request.json())["model"] == "llama3.2"
        self.pulled += 1
        return StreamingResponse((line + "\n" for line in self.lines), self.status)


async def test_ollama_pulls() -> None:
    seen: list[tuple[int, int]] = []
    lines = (
        '{"status":"pulling manifest"}',
        '{"status":"pulling a","digest":"sha256:a","total":100,"completed":40}',
        '{"status":"pulling a","digest":"sha256:a","total":100,"completed":100}',
        '{"status":"pulling b","digest":"sha256:b","total":10,"completed":10}',
        '{"status":"success"}',
    )
    async with PullingOllama(*lines) as server:
        await pull("llama3.2", lambda have, total: seen.append((have, total)), Rules(), SystemClock(), server.url)
    assert seen == [(40, 100), (100, 100), (110, 110)]


async def test_the_owners_own_ollama_is_asked(tmp_path: Path) -> None:
    async with PullingOllama('{"status":"success"}') as server:
        SettingsFile(tmp_path).save(Settings(provider_id="abc", runtime_url=server.url))
        added = await ProfileOffline.at(str(tmp_path)).library().add("llama3.2", "", False, unseen)
    assert added == {"name": "llama3.2", "source": "Ollama"} and server.pulled == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['{"error":"pull model manifest: file does not exist"}'], "no model of this name"),
        (['{"status":"pulling manifest"}', '{"error":"write: no space left on device"}'], "full"),
        (['{"error":"something"}'], "could not download"),
        (['{"status":"pulling manifest"}'], "broke off"),
        (["<html>"], "not Ollama"),
        ([], "broke off"),
    ],
)
async def test_what_ollama_may_say_no_with(lines: list[str], said: str) -> None:
    async with PullingOllama(*lines) as server:
        with pytest.raises(DownloadFailed, match=said):
            await pull("llama3.2", unseen, Rules(), SystemClock(), server.url)


async def test_without_ollama(free_port: int) -> None:
    with pytest.raises(DownloadFailed, match="does not run"):
        await pull("llama3.2", unseen, Rules(), SystemClock(), f"http://127.0.0.1:{free_port}")


class LayeredOllama(PullingOllama):
    """Goes on from where it is, as Ollama does: a line for every tenth of a layer, each once the one before was
    read. `begun` is what it had when it was asked, `hung_up` how often nobody listened any more."""

    def __init__(self, **sizes: int) -> None:
        super().__init__()
        self.sizes, self.have = sizes, dict.fromkeys(sizes, 0)
        self.begun: list[int] = []
        self.hung_up = 0
        self.read = asyncio.Semaphore(0)

    async def _pull(self, request: Request) -> Response:
        self.begun.append(sum(self.have.values()))
        return StreamingResponse(self._layers(), media_type="application/x-ndjson")

    async def _layers(self) -> AsyncIterator[bytes]:
        try:
            yield _line(status="pulling manifest")
            for name, size in self.sizes.items():
                while True:
                    yield _line(status=f"pulling {name}", digest=f"sha256:{name}", total=size, completed=self.have[name])
                    await self.read.acquire()
                    if self.have[name] == size:
                        break
                    self.have[name] = min(size, self.have[name] + size // 10)
            for status in ("verifying sha256 digest", "writing manifest", "success"):
                yield _line(status=status)
        except asyncio.CancelledError:
            self.hung_up += 1
            raise


def _line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


async def test_only_in_the_owners_hours(tmp_path: Path) -> None:
    clock, seen = FastClock(), list[tuple[datetime, int]]()
    begin = (clock.at.astimezone() + timedelta(hours=2)).time()
    night = Night(begin, time((begin.hour + 1) % 24, begin.minute))
    library = ModelLibrary(tmp_path, clock, lambda: Limits(night=night))
    assert library.waits() == f"waits until {begin:%H:%M}"
    async with LayeredOllama(model=1000, template=100) as server:

        def progress(have: int, total: int) -> None:
            seen.append((clock.at.astimezone(), have))
            clock.at += timedelta(minutes=25)
            server.read.release()

        await asyncio.wait_for(pull("llama3.2", progress, library.rules("llama3.2"), clock, server.url), 60)
        assert server.have == server.sizes
        assert len(server.begun) > 5 and server.begun == sorted(server.begun), "each time from where it was"
        assert server.begun[1] > 0 and server.begun[-1] >= 1000
    assert all(night.wait(at) == 0 for at, _ in seen), "nothing came outside of the hours"
    assert seen[-1][1] == 1100 and max(clock.slept) <= 600


async def test_it_is_stopped_when_the_hours_end(tmp_path: Path) -> None:
    listened = 0
    async with LayeredOllama(model=1000) as server:

        class Waiting(FastClock):
            """The day passes once Ollama has noticed that nobody listens."""

            async def sleep(self, seconds: float) -> None:
                async with asyncio.timeout(10):
                    while not server.hung_up:
                        await asyncio.sleep(0.01)
                await super().sleep(seconds)

        clock = Waiting()
        begin = clock.at.astimezone().time()
        library = ModelLibrary(tmp_path, clock, lambda: Limits(night=Night(begin, time((begin.hour + 1) % 24, begin.minute))))

        def progress(have: int, total: int) -> None:
            nonlocal listened
            listened += 1
            clock.at += timedelta(hours=2 if listened == 3 else 0)
            server.read.release()

        await asyncio.wait_for(pull("llama3.2", progress, library.rules("llama3.2"), clock, server.url), 60)
    assert (server.begun[0], len(server.begun), server.hung_up) == (0, 2, 1)
    assert sum(clock.slept) == pytest.approx(22 * 3600, abs=60)


@pytest.mark.parametrize(("name", "fits"), [("llama3.2", True), ("other", False)])
async def test_the_room_holds_for_both_stores_together(tmp_path: Path, name: str, fits: bool) -> None:
    """A model that is fetched anew takes the place of itself."""
    models = tmp_path / "models"
    models.mkdir()
    async with LayeredOllama(model=GIB // 2) as server:
        server.kept = {f"{name}:latest": GIB // 2, "mine:7b": GIB // 4}
        server.read = asyncio.Semaphore(1000)
        SettingsFile(tmp_path).save(Settings(provider_id="abc", runtime_url=server.url, models_quota_gib=1))
        shelf = ProfileOffline.at(str(tmp_path)).library()
        if fits:
            assert (await shelf.add("llama3.2", "", False, unseen))["source"] == "Ollama"
        else:
            with pytest.raises(NoRoom, match=r"0\.2 GiB more than the 1 GiB"):
                await shelf.add("llama3.2", "", False, unseen)
        assert len(server.begun) == 1


async def test_what_ollama_has_counts_for_a_file_of_ours(tmp_path: Path) -> None:
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(practice_model.ensure(tmp_path / "x", "x").read_bytes())
    async with PullingOllama() as server:
        SettingsFile(tmp_path).save(Settings(provider_id="abc", runtime_url=server.url, models_quota_gib=1))
        shelf = ProfileOffline.at(str(tmp_path)).library()
        server.kept = {"large:70b": GIB}
        with pytest.raises(NoRoom):
            await shelf.add(str(mine), "", False, unseen)
        server.kept = {}
        assert (await shelf.add(str(mine), "", False, unseen))["name"] == "mine"


async def test_less_room_counts_while_ollama_fetches(tmp_path: Path) -> None:
    async with LayeredOllama(model=GIB) as server:
        limits = [Limits(quota=2 * GIB)]
        library = ModelLibrary(tmp_path, SystemClock(), lambda: limits[0])

        def progress(have: int, total: int) -> None:
            limits[0] = Limits(quota=GIB // 2) if have > GIB // 2 else limits[0]
            server.read.release()

        with pytest.raises(NoRoom):
            await pull("llama3.2", progress, library.rules("llama3.2"), SystemClock(), server.url)
        assert GIB // 2 < server.have["model"] < GIB


async def until(what: Callable[[], Any]) -> Any:
    async with asyncio.timeout(10):
        while not (found := what()):
            await asyncio.sleep(0.01)
    return found


async def begun(shelf: ModelLibrary) -> Begun:
    found: list[Begun] = await until(shelf.unfinished)
    return found[0]


async def cancelled(task: asyncio.Task[Any]) -> None:
    """As at the end of the program."""
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_waits_for_its_hours_goes_on_after_a_restart(tmp_path: Path) -> None:
    local = datetime.now().astimezone()
    later = f"{local + timedelta(hours=5):%H:%M}-{local + timedelta(hours=6):%H:%M}"
    async with LayeredOllama(model=1000) as server:
        server.read = asyncio.Semaphore(1000)
        mine = Settings(provider_id="abc", runtime_url=server.url)
        SettingsFile(tmp_path).save(replace(mine, models_hours=later))
        shelf = ProfileOffline.at(str(tmp_path)).library()
        adding = asyncio.create_task(shelf.add("llama3.2", "", False, unseen))
        one = await begun(library(tmp_path))
        assert (one.name, one.url, one.is_running, one.ollama) == ("llama3.2:latest", "llama3.2", True, server.url)
        assert one.waits == f"waits until {later[:5]}"
        await cancelled(adding)
        (one,) = shelf.unfinished()
        assert not one.is_running and not server.begun
        SettingsFile(tmp_path).save(mine)
        said: list[str] = []
        await asyncio.wait_for(go_on(tmp_path, lambda name, why: said.append(why)), 30)
        assert server.have == server.sizes and not said and not shelf.unfinished()


async def test_what_the_owner_stops_stays_so_until_it_is_added_again(tmp_path: Path) -> None:
    shelf = ModelLibrary(tmp_path, SystemClock(), Limits)
    async with LayeredOllama(model=KEEP_EVERY * 4) as server:
        told: list[int] = []
        fetching = asyncio.create_task(shelf.add_at_ollama("llama3.2", server.url, lambda have, _total: told.append(have)))
        for _ in range(8):
            server.read.release()
        await until(lambda: len(told) == 9 and shelf.unfinished()[0].have)
        (found,) = shelf.unfinished()
        assert KEEP_EVERY <= found.have < told[-1] and found.total == KEEP_EVERY * 4
        shelf.stop("llama3.2:latest")
        with pytest.raises(Stopped):
            await asyncio.wait_for(fetching, 30)
        assert [(one.is_stopped, one.have) for one in shelf.unfinished()] == [(True, told[-1])]
        assert await shelf.resume_all(lambda name, have, total: None) == [] and len(server.begun) == 1
        server.read = asyncio.Semaphore(1000)
        await asyncio.wait_for(shelf.add_at_ollama("llama3.2", server.url), 30)
        assert server.begun[1] > 0 and not shelf.unfinished()


async def test_what_ollama_does_not_know_is_not_asked_for_again(tmp_path: Path) -> None:
    shelf = ModelLibrary(tmp_path, FastClock(), Limits)
    async with PullingOllama('{"error":"pull model manifest: file does not exist"}') as server:
        with pytest.raises(DownloadFailed, match="no model of this name"):
            await shelf.add_at_ollama("llama3.2", server.url)
    assert not shelf.unfinished()


async def test_an_ollama_that_starts_after_us_is_waited_for(tmp_path: Path, free_port: int) -> None:
    url = f"http://127.0.0.1:{free_port}"
    clock = FastClock()
    shelf = ModelLibrary(tmp_path, clock, Limits)
    with pytest.raises(DownloadFailed, match="does not run"):
        await shelf.add_at_ollama("llama3.2", url)
    assert not shelf.unfinished() and not clock.slept, "whoever asked for it just now has read why not"
    part = Part(tmp_path, "hf.co/somebody/model:Q4_K_M")
    part.keep(Record("hf.co/somebody/model:Q4_K_M", ollama=url))
    assert [why for _, why in await shelf.resume_all(lambda name, have, total: None)] != []
    assert len(clock.slept) == 7 and sum(clock.slept) > 120
    clock.slept.clear()
    with pytest.raises(DownloadFailed, match="does not run"):
        await shelf.add_at_ollama("hf.co/somebody/model:Q4_K_M", url)
    assert not clock.slept, "whoever says that it is to go on is told at once"
    assert [one.name for one in shelf.unfinished()] == ["hf.co/somebody/model:Q4_K_M"]
    assert shelf.discard("hf.co/somebody/model:Q4_K_M") == 0 and not list(tmp_path.iterdir())


@pytest.mark.logs
async def test_a_full_disk_of_ours_ends_nothing_that_ollama_fetches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[threading.Thread] = []

    def full(_part: Part, _record: Record) -> None:
        tried.append(threading.current_thread())
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Part, "keep", full)
    async with LayeredOllama(model=KEEP_EVERY * 4) as server:
        server.read = asyncio.Semaphore(1000)
        await ModelLibrary(tmp_path, SystemClock(), Limits).add_at_ollama("llama3.2", server.url)
        assert server.have == server.sizes and len(server.begun) == 1
    assert len(tried) >= 2 and not list(tmp_path.iterdir())
    assert threading.current_thread() not in tried, "a slow disk holds nobody up"


async def test_a_folder_that_cannot_be_used_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "models").write_bytes(b"a file")
    async with PullingOllama('{"status":"success"}') as server:
        SettingsFile(tmp_path).save(Settings(provider_id="abc", runtime_url=server.url))
        with pytest.raises(ProfileError, match="the folder of models cannot be used"):
            await ProfileOffline.at(str(tmp_path)).library().add("llama3.2", "", False, unseen)
        assert not server.pulled
