"""The whole program with the stub of the driver's library: the card's power limit is lowered with the owner's consent,
put back when the program ends, and put back after a kill."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from tests.e2e.programs import network, program, unwatched, wait_until
from tests.gpu import cards
from tests.gpu.conftest import library

__all__ = ["library"]


@pytest.fixture
def card(library: Path, tmp_path: Path) -> Path:
    """The stub's world: a card that draws up to 170 W."""
    state = tmp_path / "card"
    state.write_text(cards.world(cards.RTX_3060).replace(";", "\n") + "\n")
    return state


def limit(card: Path) -> int:
    return int([line for line in card.read_text().splitlines() if line.startswith("limit")][-1].split()[1])


@contextlib.contextmanager
def running(home: Path, library: Path, card: Path, **settings: object):
    kept = json.loads((unwatched(home) / "settings.json").read_text())
    (home / "settings.json").write_text(json.dumps(kept | settings))
    with network(home.parent / "net", "--customers", "0") as net:
        arguments = ("--network", net.ready["url"], "--rpc", net.ready["rpc"])
        where = {"LD_LIBRARY_PATH": str(library), "NVML_STUB_STATE": str(card)}
        with program(home, *arguments, key=net.ready["miner_key"], **where) as app:
            wait_until(lambda: app.status().get("gpu") == "NVIDIA GeForce RTX 3060", 30, 0.2)
            yield app


def test_lowered_while_it_offers_and_put_back_also_after_a_kill(library: Path, card: Path, tmp_path: Path) -> None:
    home, marker = tmp_path / "home", tmp_path / "home" / "power-limit.json"
    wanted = {"most_power_w": 120, "lower_power_limit": True}
    with running(home, library, card, **wanted) as app:
        wait_until(lambda: limit(card) == 120, 30)
        assert app.verb("pause").returncode == 0
        wait_until(lambda: limit(card) == 170, 10)
        assert app.verb("resume").returncode == 0
        wait_until(lambda: limit(card) == 120, 30)
        app.kill()
    assert limit(card) == 120 and json.loads(marker.read_text())["watts"] == 170.0
    with running(home, library, card, **wanted) as app:
        wait_until(lambda: limit(card) == 170 or "is 170 W again" in app.output(), 30)
        wait_until(lambda: limit(card) == 120, 30)
        assert app.stop() == 0
    assert limit(card) == 170 and not marker.exists()
