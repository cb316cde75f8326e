"""The model library: what comes in, what is kept, what goes."""

from __future__ import annotations

import asyncio
import hashlib
import random
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.downloads import DownloadFailed, Night, NoRoom, SourceChanged, WrongContent
from desktop_app.domain.errors import ModelMissing
from desktop_app.domain.staying import Staying
from desktop_app.net.fetch import Fetcher
from desktop_app.runtimes import gguf, practice_model
from desktop_app.runtimes.library import part as parts
from desktop_app.runtimes.library.index import Index, alone
from desktop_app.runtimes.library.library import ModelLibrary
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.runtimes.library.shapes import Limits
from desktop_app.system.clock import SystemClock
from tests.runtimes.library.faulty_server import FaultyServer


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return practice_model.ensure(tmp_path_factory.mktemp("one")).read_bytes()


class FastClock(SystemClock):
    """Sleeps are over at once and pass by; what was slept is kept."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 26, 12, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)


def library(folder: Path, limits: Limits | None = None, **more: Any) -> ModelLibrary:
    return ModelLibrary(
        folder, more.pop("clock", SystemClock()), lambda: limits or Limits(first_pause=0.0),
        fetcher=lambda: Fetcher(silence=0.5), **more,
    )  # fmt: skip


def serving(content: bytes, *faults: str, **more: Any) -> FaultyServer:
    return FaultyServer([content], random.Random(1), list(faults), **more)


async def test_from_an_address(content: bytes, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    async with serving(content) as server:
        added = await library(tmp_path).add_url(server.url, progress=lambda have, total: seen.append((have, total)))
    assert (tmp_path / "model.gguf").read_bytes() == content
    assert (added.name, added.size, added.context, added.source) == ("model", len(content), 4096, server.url)
    assert added.sha256 == hashlib.sha256(content).hexdigest()
    assert seen[-1] == (len(content), len(content))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library.json", "model.gguf"]
    with pytest.raises(DownloadFailed, match="already"):
        await library(tmp_path).add_url(server.url)


async def test_a_wrong_checksum(content: bytes, tmp_path: Path) -> None:
    async with serving(content) as server:
        with pytest.raises(WrongContent, match="SHA-256"):
            await library(tmp_path).add_url(server.url, sha256="0" * 64)
    assert list(tmp_path.iterdir()) == []


async def test_a_store_that_tells_the_checksum(content: bytes, tmp_path: Path) -> None:
    async with serving(content, linked=hashlib.sha256(content).hexdigest()) as server:
        added = await library(tmp_path).add_url(server.url)
        assert added.sha256 == server.linked and added.is_told
    async with serving(content, linked="1" * 64) as server:
        with pytest.raises(WrongContent, match="SHA-256"):
            await library(tmp_path / "other").add_url(server.url)


@pytest.mark.parametrize("what", [b"", b"<html>a page</html>", b"GGUF" + bytes(40)])
async def test_what_is_no_model(what: bytes, tmp_path: Path) -> None:
    async with serving(what) as server:
        with pytest.raises((WrongContent, DownloadFailed)):
            await library(tmp_path, clock=FastClock()).add_url(server.url)
    assert not list(tmp_path.glob("*.gguf"))


async def test_half_a_model_is_none(content: bytes, tmp_path: Path) -> None:
    """A server that lies about the length, and no checksum: the file's own table tells."""
    async with serving(content[: len(content) // 2]) as server:
        with pytest.raises(WrongContent, match="asks for"):
            await library(tmp_path).add_url(server.url)
    assert list(tmp_path.iterdir()) == []


async def test_it_goes_on_after_a_restart(content: bytes, tmp_path: Path) -> None:
    async with serving(content, "stall", watch=tmp_path / ".model.part") as server:
        server.dice = random.Random(3)
        download = asyncio.create_task(library(tmp_path).add_url(server.url))
        while not Part(tmp_path, "model").length:
            await asyncio.sleep(0.005)
        assert [one.is_running for one in library(tmp_path).unfinished()] == [True]
        download.cancel()
        with pytest.raises(asyncio.CancelledError):
            await download
        (waits,) = library(tmp_path).unfinished()
        assert waits.name == "model" and not waits.is_running and 0 < waits.have < len(content) == waits.total
        assert not await library(tmp_path).shelved()
        assert await library(tmp_path).resume_all(lambda name, have, total: None) == []
        assert server.asked[-1].begin or server.asked[1].begin == waits.have
    assert (tmp_path / "model.gguf").read_bytes() == content and library(tmp_path).unfinished() == []


def test_after_a_power_cut_only_what_was_synced_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = Part(tmp_path, "model")
    part.open()
    part.write(b"surely there")
    part.keep(Record("http://x/model.gguf"))
    part.write(b", perhaps not")
    part.close()
    assert part.load() is not None and part.length == 25
    monkeypatch.setattr(parts, "boot_time", lambda: 1)
    assert part.load() is not None and part.length == 12


async def test_the_source_changed(content: bytes, tmp_path: Path) -> None:
    async with FaultyServer([content, content[::-1]], random.Random(2), ["cut", "changed"]) as server:
        with pytest.raises(SourceChanged, match="changed"):
            await library(tmp_path).add_url(server.url)
    assert list(tmp_path.iterdir()) == []


async def test_a_source_that_never_answers_properly(content: bytes, tmp_path: Path) -> None:
    async with serving(content, *["busy"] * 20) as server:
        clock = FastClock()
        with pytest.raises(DownloadFailed, match="8 times in a row"):
            await library(tmp_path, Limits(), clock=clock).add_url(server.url)
    assert len(server.asked) == 8 and clock.slept == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0]


async def test_an_address_where_nobody_is(tmp_path: Path, free_port: int) -> None:
    clock = FastClock()
    with pytest.raises(DownloadFailed, match="2 times in a row"):
        await library(tmp_path, Limits(), clock=clock).add_url(f"http://127.0.0.1:{free_port}/model.gguf")
    assert clock.slept == [1.0] and list(tmp_path.iterdir()) == []


async def test_slowly_and_at_night(content: bytes, tmp_path: Path) -> None:
    clock = FastClock()
    begin = (clock.at.astimezone() + timedelta(hours=2)).time()
    limits = Limits(bytes_per_s=10_000, night=Night(begin, time(begin.hour, (begin.minute + 1) % 60)))
    async with serving(content) as server:
        await library(tmp_path, limits, clock=clock).add_url(server.url)
    assert sum(clock.slept) == pytest.approx(7200 + len(content) / 10_000, rel=0.02)
    assert max(clock.slept) <= 600


async def test_what_is_under_way_stops_when_its_hours_end(content: bytes, tmp_path: Path) -> None:
    clock, seen = FastClock(), list[datetime]()
    begin = clock.at.astimezone().time()
    night, rate = Night(begin, time(begin.hour, begin.minute + 1)), len(content) / 150
    async with serving(content) as server:
        await library(tmp_path, Limits(bytes_per_s=int(rate), night=night), clock=clock).add_url(
            server.url, progress=lambda have, total: seen.append(clock.at.astimezone())
        )
        begun = [request.begin or 0 for request in server.asked]
    assert all(night.wait(at) == 0 for at in seen) and seen[-1] - seen[0] > timedelta(days=1)
    assert begun.count(0) == 1 and len(begun) >= 3, "it went on from where it was"


async def test_there_must_be_room_on_the_disk(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.runtimes.library.download.RESERVE", 2**62)
    async with serving(content) as server:
        with pytest.raises(NoRoom, match="stay free"):
            await library(tmp_path).add_url(server.url)
    assert not list(tmp_path.glob("*.gguf"))


async def test_a_full_disk(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(part: Part, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Part, "write", full)
    async with serving(content) as server:
        with pytest.raises(NoRoom, match="the disk is full"):
            await library(tmp_path).add_url(server.url)


async def test_the_quota_and_what_makes_room(content: bytes, tmp_path: Path) -> None:
    size = len(content)

    async def earned() -> dict[str, Decimal]:
        return {"a": Decimal(3), "b": Decimal(1)}

    held: dict[str, str] = {}

    async def in_use() -> Staying:
        return Staying(held)

    def limited(may_evict: bool) -> ModelLibrary:
        limits = Limits(quota=3 * size, may_evict=may_evict, first_pause=0.0)
        return library(tmp_path, limits, earned=earned, held=in_use)

    async with serving(content) as server:
        base = server.url.rpartition("/")[0]
        (tmp_path / "owners.gguf").write_bytes(content)
        for name in ("a", "b"):
            await limited(False).add_url(f"{base}/{name}.gguf")
        with pytest.raises(NoRoom, match="may have"):
            await limited(False).add_url(f"{base}/c.gguf")
        held |= {"b": "a job needs it"}
        assert [(s.name, bool(s.stays)) for s in await limited(True).shelved()] == [
            ("a", False),
            ("b", True),
            ("owners", False),
        ]
        await limited(True).add_url(f"{base}/c.gguf")
        assert [s.name for s in await limited(True).shelved()] == ["b", "c", "owners"], (
            "b is in use, owners is the owner's"
        )
        with pytest.raises(DownloadFailed, match="a job needs it"):
            await limited(True).remove("b")


async def test_from_a_file(content: bytes, tmp_path: Path) -> None:
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(content)
    folder = tmp_path / "models"
    added = await library(folder).add_file(mine)
    assert (added.name, added.source) == ("mine", str(mine))
    assert await library(folder).remove("mine") == len(content)
    assert mine.read_bytes() == content, "the owner's own file stays"
    with pytest.raises(ModelMissing):
        await library(folder).remove("mine")
    mine.write_bytes(content[:-100])
    with pytest.raises(WrongContent):
        await library(folder).add_file(mine)
    with pytest.raises(DownloadFailed, match="no file"):
        await library(folder).add_file(tmp_path / "nowhere.gguf")


async def test_a_file_from_another_disk_is_copied(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_disk(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", other_disk)
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(content)
    await library(tmp_path / "models").add_file(mine)
    assert (tmp_path / "models" / "mine.gguf").read_bytes() == content


async def test_an_unfinished_one_is_removed_too(content: bytes, tmp_path: Path) -> None:
    part = Part(tmp_path, "model")
    part.open()
    part.write(b"x" * 100)
    part.keep(Record("http://x/model.gguf"))
    part.close()
    assert await library(tmp_path).remove("model") == 100
    assert list(tmp_path.iterdir()) == []


def test_two_at_once(tmp_path: Path) -> None:
    with alone(tmp_path, "model"), pytest.raises(DownloadFailed, match="already"), alone(tmp_path, "model"):
        pass
    (tmp_path / ".model.lock").write_text("999999999 1.0")
    with alone(tmp_path, "model"):
        assert (tmp_path / ".model.lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_broken_index_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text("{")
    assert Index(tmp_path).all() == {}


def test_the_licence_and_the_size_stand_in_the_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(content)
    assert gguf.needed_size(path) <= len(content) < gguf.needed_size(path) + gguf.ALIGNMENT
    named = gguf.entry("general.name", practice_model.NAME)
    licensed = gguf.entry("general.license", "apache-2.0")
    with path.open("wb") as file:
        gguf.write(file, [gguf.entry("general.architecture", "llama"), named, licensed], [])
    assert gguf.read_head(path).licence == "apache-2.0"
