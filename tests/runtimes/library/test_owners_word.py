"""What the owner says while a download is under way: stop, go on, other hours, another quota, throw it away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.downloads import DownloadFailed, Night, NoRoom, Stopped
from desktop_app.net.fetch import Fetcher
from desktop_app.provider.ports.model_desk import Begun
from desktop_app.runtimes import practice_model
from desktop_app.runtimes.library import rules
from desktop_app.runtimes.library.library import ModelLibrary
from desktop_app.runtimes.library.shapes import Limits, Shelved
from desktop_app.shelving import LiveLimits
from desktop_app.system.clock import SystemClock
from desktop_app.system.settings import Settings, SettingsFile
from tests.runtimes.library.test_library import serving

SLOWLY = 100_000


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return practice_model.ensure(tmp_path_factory.mktemp("one")).read_bytes()


NAP = 0.01


class Naps(SystemClock):
    """Counts the naps of who waits for the hours."""

    count = 0

    async def sleep(self, seconds: float) -> None:
        self.count += seconds == NAP
        await super().sleep(seconds)


class Owner:
    """A library whose limits may change at any time."""

    def __init__(self, folder: Path, **limits: object) -> None:
        self.limits = Limits(first_pause=0.0, **limits)  # type: ignore[arg-type]
        self.clock = Naps()
        self.library = ModelLibrary(folder, self.clock, lambda: self.limits, fetcher=Fetcher)

    def allow(self, **limits: object) -> None:
        self.limits = replace(self.limits, **limits)  # type: ignore[arg-type]

    @property
    def one(self) -> Begun:
        (one,) = self.library.unfinished()
        return one


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def fetching(owner: Owner, url: str) -> AsyncIterator[asyncio.Task[Shelved]]:
    task = asyncio.create_task(owner.library.add_url(url))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def hours(begins_in: timedelta) -> Night:
    """An hour from then on."""
    begin = datetime.now().astimezone() + begins_in
    return Night(time(begin.hour, begin.minute), (begin + timedelta(hours=1)).time().replace(second=0, microsecond=0))


OPEN, CLOSED = timedelta(minutes=-10), timedelta(hours=3)


async def test_what_the_owner_stopped_stays_stopped_until_it_is_to_go_on(content: bytes, tmp_path: Path) -> None:
    owner = Owner(tmp_path, bytes_per_s=SLOWLY)
    async with serving(content) as server:
        async with fetching(owner, server.url) as task:
            await until(lambda: owner.library.unfinished() and owner.one.have)
            assert owner.one.is_running and not owner.one.is_stopped
            Owner(tmp_path).library.stop("model")  # whoever says so: another program, or the window
            with pytest.raises(Stopped):
                await task
        have = owner.one.have
        assert owner.one.is_stopped and not owner.one.is_running and 0 < have < len(content)
        started = len(server.asked)
        assert await Owner(tmp_path).library.resume_all(lambda name, had, total: None) == []
        assert len(server.asked) == started and owner.one.have == have, "the next start leaves it alone"
        await Owner(tmp_path).library.add_url(server.url)
        assert server.asked[started].begin == have
    assert (tmp_path / "model.gguf").read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library.json", "model.gguf"]


async def test_outside_the_hours_it_waits_says_so_and_is_known_to_the_next_start(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_NAP", NAP)
    owner = Owner(tmp_path, night=hours(CLOSED))
    async with serving(content) as server:
        async with fetching(owner, server.url):
            await until(owner.library.unfinished)
            assert owner.limits.night is not None
            assert owner.one.is_running and owner.one.waits == f"waits until {owner.limits.night.begin:%H:%M}"
        assert not owner.one.is_running and not owner.one.is_stopped, "the program ended, nobody stopped it"
        resumed = asyncio.create_task(owner.library.resume_all(lambda name, had, total: None))
        await until(lambda: owner.one.is_running)
        assert server.asked == [], "nothing was asked for yet"
        owner.allow(night=hours(OPEN))
        assert await resumed == []
    assert (tmp_path / "model.gguf").read_bytes() == content


async def test_it_stops_when_the_hours_end_and_goes_on_from_there(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_NAP", NAP)
    owner = Owner(tmp_path, night=hours(OPEN), bytes_per_s=SLOWLY)
    async with serving(content) as server, fetching(owner, server.url) as task:
        await until(lambda: owner.library.unfinished() and owner.one.have)
        owner.allow(night=hours(CLOSED))
        await until(lambda: owner.clock.count)
        have = owner.one.have
        assert owner.one.waits and 0 < have < len(content) and len(server.asked) == 1
        owner.allow(night=None, bytes_per_s=None)
        await task
        assert server.asked[1].begin == have
    assert (tmp_path / "model.gguf").read_bytes() == content


async def test_a_smaller_quota_counts_for_what_is_under_way(content: bytes, tmp_path: Path) -> None:
    owner = Owner(tmp_path, bytes_per_s=SLOWLY)
    async with serving(content) as server, fetching(owner, server.url) as task:
        await until(lambda: owner.library.unfinished() and owner.one.have)
        owner.allow(quota=len(content) - 1)
        with pytest.raises(NoRoom):
            await task
    assert owner.one.have < len(content)


async def test_one_after_another_and_the_waiting_one_says_for_whom(content: bytes, tmp_path: Path) -> None:
    owner = Owner(tmp_path, bytes_per_s=SLOWLY)
    async with serving(content) as server, fetching(owner, server.url) as first:
        await until(lambda: owner.library.unfinished() and owner.one.have)
        async with fetching(owner, server.url.replace("model.gguf", "other.gguf")) as second:
            await until(lambda: len(owner.library.unfinished()) == 2)
            _, other = owner.library.unfinished()
            assert (other.name, other.is_running, other.waits) == ("other", True, "waits until model is here")
            assert len(server.asked) == 1
            owner.allow(bytes_per_s=None)
            await first
            await second
    assert {one.name for one in await owner.library.shelved()} == {"model", "other"}


async def test_it_is_thrown_away_only_while_nobody_fetches_it(content: bytes, tmp_path: Path) -> None:
    owner = Owner(tmp_path, bytes_per_s=SLOWLY)
    async with serving(content) as server:
        async with fetching(owner, server.url) as task:
            await until(lambda: owner.library.unfinished() and owner.one.have)
            with pytest.raises(DownloadFailed, match="being downloaded"):
                owner.library.discard("model")
            owner.library.stop("model")
            with pytest.raises(Stopped):
                await task
        have = owner.one.have
        assert owner.library.discard("model") == have
    assert list(tmp_path.iterdir()) == []


def test_limits_are_those_that_were_saved_last(tmp_path: Path) -> None:
    file, allowed = SettingsFile(tmp_path), LiveLimits(tmp_path)
    assert allowed().bytes_per_s is None
    file.save(Settings(provider_id="abc", models_mb_per_s=3, models_hours="23:00-07:00", models_quota_gib=5))
    assert allowed().bytes_per_s == 3_000_000 and allowed().quota == 5 * 2**30
    assert allowed().night == Night(time(23), time(7))
    file.save(Settings(provider_id="abc"))
    assert allowed() == Limits()
