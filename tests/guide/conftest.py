"""Following the whole guide takes seconds, so each of the two machines does it once for all tests of a module."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.programs import environment
from tests.gpu import cards
from tests.gpu.conftest import library  # noqa: F401 - a fixture

HERE = Path(__file__).parent
Told = dict[str, dict[str, Any]]


def follow(home: Path, *names: str, **variables: str) -> Told:
    """What each snippet of the guide said, in a profile of its own on the embedded practice network."""
    home.mkdir(parents=True, exist_ok=True)
    answer = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", str(HERE / "follow.py"), *names],
        capture_output=True, text=True, timeout=100, check=False, cwd=home,
        env=environment(AITBC_PROVIDER_HOME=str(home / "profile"), **variables),
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr[-4000:]
    assert "Traceback" not in answer.stderr, answer.stderr[-4000:]
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    return {line["name"]: line for line in lines}


@pytest.fixture(scope="session")
def without_card(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return follow(tmp_path_factory.mktemp("no-card"))


@pytest.fixture(scope="session")
def with_card(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:  # noqa: F811
    folder = tmp_path_factory.mktemp("card")
    state = folder / "card"
    state.write_text(f"{cards.SYSTEM}\n{cards.RTX_4090}\nused 400\n".replace(";", "\n"))
    return follow(folder, LD_LIBRARY_PATH=str(library), NVML_STUB_STATE=str(state))


@pytest.fixture(params=["without_card", "with_card"])
def told(request: pytest.FixtureRequest) -> Told:
    """The whole guide on both machines."""
    return request.getfixturevalue(request.param)
