"""The owner first, seen from outside: real input, a real full-screen window, the real engine, a stub Ollama."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time

import pytest

from tests.benchmarks import yielding
from tests.e2e.programs import wait_until
from tests.runtimes.fake_ollama import SAME, FakeOllama
from tests.ui.display import display

__all__ = ["display"]
pytestmark = pytest.mark.display


@pytest.fixture(autouse=True)
def possible():
    if why := yielding.lacking():
        pytest.skip(why)


@pytest.mark.parametrize("returns", [5, pytest.param(50, marks=pytest.mark.long)])
@pytest.mark.timeout(900)
def test_the_owner_gets_the_machine_back_and_no_job_suffers(tmp_path, returns):
    """Each time the engine stops, its process ends for the window, and the job goes on where it was."""
    found = yielding.measure(tmp_path, returns)
    assert found["stop_s"]["p95"] <= 0.3 and found["free_s"]["p95"] <= 1.5, found
    assert found["whole"] == returns, found
    # A loaded machine may show the window only after the quiet time: then the job went on, and gave way twice.
    assert found["timed"] == found["yields_logged"] >= returns, found
    assert found["told_stop_s"]["p95"] <= 0.3 and found["told_free_s"]["p95"] <= 1.5, found


async def test_ollama_gives_its_memory_back_or_is_named(display, tmp_path):
    async with FakeOllama() as ollama:
        ollama.fault = "slow"
        await asyncio.to_thread(both_ollamas, tmp_path, display, ollama)


def both_ollamas(tmp_path, display, ollama):
    with yielding.watched_program(tmp_path, display, "--runtime", ollama.url) as run:
        for stubborn in (False, True):
            ollama.stubborn = stubborn
            ollama_return(run, ollama, stubborn)


def ollama_return(run, ollama, stubborn):
    job = {"type": "inference", "model": SAME, "prompt": "hello", "max_tokens": 30}
    job_id = run.net.submit(job, **yielding.PAID)
    wait_until(lambda: any(r["tokens"] > 3 for r in run.status().get("running", ())), 20, 0.01)
    with run.full_screen() as shown:
        if stubborn:
            wait_until(lambda: any("Ollama did not give" in note for note in run.status().get("notes", ())), 10)
        else:
            wait_until(lambda: not ollama.loaded, 5, 0.01)
            assert time.monotonic() - shown <= 5
    wait_until(lambda: run.net.job(job_id)["state"] == "COMPLETED", 30)
    words = run.net.job(job_id)["result"]["output"].split()
    assert words == [f"word{n}" for n in range(30)], "the first part is whole, and nothing came twice"


def test_a_listed_program_gets_the_card_and_pauses_until_it_ends(display, tmp_path):
    game = tmp_path / "hop-the-game"
    shutil.copy("/bin/sleep", game)
    with yielding.watched_program(tmp_path, display, settings={"programs": "hop-the-game"}) as run:
        assert "no game" in run.app.verb("pause", "--until-game-ends").stderr
        playing = subprocess.Popen([str(game), "60"])
        try:
            status = wait_until(lambda: (s := run.status()) and s["state"] == "yielding" and s, 5)
            assert status["reason"] == "Game: hop-the-game is running" and status["owner"]["game"] == "hop-the-game"
            assert run.app.verb("pause", "--until-game-ends").returncode == 0
            assert run.status()["reason"] == "Paused by you until hop-the-game ends"
        finally:
            playing.kill()
            playing.wait()
        wait_until(lambda: run.status().get("state") == "offering", 10)
