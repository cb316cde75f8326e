"""Downloads from a server that cuts, stalls, lies about lengths and changes the file between ranges: every file is
right or clearly failed, and what is there is never fetched again."""

from __future__ import annotations

import asyncio
import hashlib
import random
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.domain.downloads import DownloadFailed
from desktop_app.net.fetch import Fetcher
from desktop_app.runtimes import practice_model
from desktop_app.runtimes.library.library import ModelLibrary
from desktop_app.runtimes.library.shapes import Limits
from desktop_app.system.clock import SystemClock
from tests.runtimes.library.faulty_server import FAULTS, FaultyServer

NAME = "model"


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The same model in three versions of the same size."""
    folder = tmp_path_factory.mktemp("versions")
    for seed in range(3):
        practice_model.write(folder / f"{seed}.gguf", seed=seed)
    return [(folder / f"{seed}.gguf").read_bytes() for seed in range(3)]


def library(folder: Path, silence: float) -> ModelLibrary:
    return ModelLibrary(folder, SystemClock(), lambda: Limits(first_pause=0.0), fetcher=lambda: Fetcher(silence=silence))


async def campaign(seed: int, versions: list[bytes], folder: Path) -> str:
    """One download with faults, cancelled and begun again now and then. "right" or why it failed."""
    dice = random.Random(seed)
    wanted = hashlib.sha256(versions[0]).hexdigest() if dice.random() < 0.5 else ""
    server = FaultyServer(
        versions, dice, [dice.choice(FAULTS) for _ in range(dice.randint(1, 6))], folder / f".{NAME}.part",
        tags=dice.random() < 0.7, linked=wanted if dice.random() < 0.3 else "",
    )  # fmt: skip
    final, told = folder / f"{NAME}.gguf", ""
    async with server:
        for _ in range(dice.randint(1, 4)):
            download = asyncio.ensure_future(library(folder, 0.4).add_url(server.url, sha256=wanted))
            if dice.random() < 0.4:  # the program ends somewhere in between
                await asyncio.wait([download], timeout=dice.random() * 0.1)
                download.cancel()
            with suppress(asyncio.CancelledError):
                try:
                    await download
                except DownloadFailed as error:
                    told = str(error)
                    assert error.explanation and not final.exists()
            if final.exists():
                break
    for request in server.asked:
        is_check = request.end is not None
        assert is_check or (request.begin or 0) == request.on_disk, f"it began again: {request} of {server.asked}"
    if not final.exists():
        assert not list(folder.glob("*.gguf"))
        return told or "stopped"
    content = final.read_bytes()
    assert content == versions[0] if wanted else content in versions, f"seed {seed}: {server.asked}"
    return "right"


async def _all(seeds: range, versions: list[bytes], tmp_path: Path) -> dict[int, str]:
    outcomes = {}
    for seed in seeds:
        folder = tmp_path / str(seed)
        folder.mkdir()
        outcomes[seed] = await campaign(seed, versions, folder)
    return outcomes


async def test_every_file_is_right_or_clearly_failed(versions: list[bytes], tmp_path: Path) -> None:
    outcomes = await _all(range(12), versions, tmp_path)
    assert "right" in outcomes.values() and set(outcomes.values()) - {"right"}


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_two_hundred_of_them(versions: list[bytes], tmp_path: Path) -> None:
    outcomes = await _all(range(1000, 1200), versions, tmp_path)
    right = sum(outcome == "right" for outcome in outcomes.values())
    print(f"{right} of {len(outcomes)} right, the others failed with:", *sorted(set(outcomes.values())), sep="\n  ")
    assert right > 60
