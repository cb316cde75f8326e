"""Beside a program that runs, `doctor` looks at that program's network and runtime, whatever the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import WorldError
from desktop_app.offline import ProfileOffline

ELSEWHERE = {"network": "127.0.0.1:9", "network_url": "http://127.0.0.1:9", "runtime": "my server", "models": ["a", "b"]}


async def test_the_programs_network_and_runtime_count(tmp_path: Path) -> None:
    alone, beside = (ProfileOffline(tmp_path).checks(running) for running in (None, ELSEWHERE))
    assert await alone["network"]() == "coordinator the embedded practice network, with play money"
    with pytest.raises(WorldError, match=r"cannot be reached|no connection|refused"):
        await beside["network"]()
    assert await beside["runtime"]() == "my server with 2 models: a, b"


async def test_a_program_without_a_model_is_not_well(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="my server has no model"):
        await ProfileOffline(tmp_path).checks(ELSEWHERE | {"models": []})["runtime"]()


async def test_the_practice_network_of_a_program_is_known(tmp_path: Path) -> None:
    of_practice = ELSEWHERE | {"network": "practice"}
    assert "embedded practice network" in await ProfileOffline(tmp_path).checks(of_practice)["network"]()
