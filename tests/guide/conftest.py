"""Following the whole guide takes seconds, so each of the two machines does it once for all tests of a module."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app import ComputeProvider
from desktop_app.provider.services import Services
from tests.e2e.programs import Network, environment, network, unwatched
from tests.e2e.test_main_job import practice_model
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


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with network(tmp_path_factory.mktemp("net"), "--customers", "0") as running:
        yield running


def profile(home: Path, net: Network, provider_id: str) -> dict[str, str]:
    """A profile for the network with its marketplace, a practice model and a file of the same beside; the environment
    that leads there."""
    practice_model(unwatched(home))
    url = net.ready["url"]
    here = {"name": "n", "url": url, "provider_id": provider_id, "rpc_url": net.ready["rpc"], "market_url": url}
    settings = json.loads((home / "settings.json").read_text())
    (home / "settings.json").write_text(json.dumps(settings | {"networks": [here], "active": "n"}))
    (home / "med-v2.gguf").write_bytes((home / "models" / "practice-tiny.gguf").read_bytes())
    return {
        "AITBC_PROVIDER_HOME": str(home), "AITBC_PROVIDER_KEY": net.ready["miner_key"], "AITBC_PROVIDER_NETWORK": "",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }  # fmt: skip


@pytest.fixture
async def provider(net: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ComputeProvider]:
    """Offering on the network, its folder in `home`."""
    for name, value in profile(tmp_path / "home", net, f"p-{tmp_path.name[-20:]}").items():
        monkeypatch.setenv(name, value)
    made = ComputeProvider.register("p", {}, {"base_rate_per_hour": 0.1})
    made.home = tmp_path / "home"  # type: ignore[attr-defined]
    async with made:
        await made.start_offering()
        yield made


def services(provider: ComputeProvider) -> Services:
    """Its running services."""
    found = provider._session.now
    assert found is not None
    return found
