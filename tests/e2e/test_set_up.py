"""From a fresh profile to a hub, in one program without a screen: the wizard's end starts the services anew there; a
network that cannot be used is taken back."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from desktop_app import running
from desktop_app.chosen import Options
from desktop_app.control.endpoint import ControlEndpoint
from desktop_app.domain.state import Status
from desktop_app.provider.onboarding.answers import Page
from desktop_app.provider.onboarding.set_up import SetUp
from desktop_app.system.keys import KeyStore, KeyStoreUnavailable
from tests.e2e.programs import Network


async def until(what: Any, timeout: float = 40.0) -> Any:
    async with asyncio.timeout(timeout):
        while not (found := what()):
            await asyncio.sleep(0.05)
        return found


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_self: KeyStore) -> Any:
        raise KeyStoreUnavailable("this session has no keyring")

    monkeypatch.setattr(KeyStore, "_backend", none)
    monkeypatch.delenv("AITBC_PROVIDER_KEY", raising=False)


@pytest.mark.logs
async def test_the_wizard_leads_to_a_hub_and_settings_lead_back(tmp_path, no_keyring) -> None:
    network = Network(tmp_path, ("--as-real", "--customers", "0")).start()
    desks: list[Any] = []
    given: list[SetUp] = []

    def show(desk: Any, *_: object) -> None:
        desks.append(desk)

    home = tmp_path / "home"
    home.mkdir()
    options = Options(home)
    program = asyncio.ensure_future(running.run(options, show, lambda: None, set_up=given.append))
    try:
        set_up = await until(lambda: given and given[0])
        assert set_up.is_fresh and desks[0].state.network.is_play
        wizard = set_up.wizard("Europe/Vienna")
        wizard.look()
        url = network.ready["url"]
        wizard.change(is_practice=False, hub_url=url, hub_rpc=network.ready.get("rpc", ""), page=Page.NETWORK)
        wizard.use_key(network.ready["miner_key"])
        wizard.test()
        await wizard.testing.wait()
        assert wizard.testing.result is not None, wizard.testing.says
        assert all(part.works for part in wizard.testing.result[:2]), "\n".join(map(str, wizard.testing.result))
        wizard.change(understood=True, price_per_hour="0.4")
        assert wizard.finish(), wizard.problems
        await wizard.finishing.wait()
        assert wizard.is_over, wizard.finishing.says
        await until(lambda: len(desks) == 2 and desks[1].state.latency_s is not None)
        assert desks[1].state.network.url == url and not set_up.is_fresh
        assert len(given) == 1 and any("No keyring" in note for note in desks[1].state.notes)
        kept = (home / "settings.json").read_text()
        assert network.ready["miner_key"] not in kept and json.loads(kept)["price_per_hour"] == "0.4"
        # A network without a key cannot be used: the services come back where they were.
        await set_up.settings.keys.add_network({"name": "other", "url": "https://other.invalid"}, "")
        await set_up.settings.save({"active": "other"}, {})
        await until(lambda: len(desks) == 3)
        assert desks[2].state.network.url == url
        assert any("taken back" in note for note in desks[2].state.notes)
        desks[2].quit()
        assert await asyncio.wait_for(program, 30) == 0
    finally:
        program.cancel()
        await asyncio.gather(program, return_exceptions=True)
        network.stop() if hasattr(network, "stop") else network.process.kill()


@pytest.mark.logs
async def test_a_pause_said_while_the_services_start_anew_holds(tmp_path, no_keyring, monkeypatch) -> None:
    """To the desk that the owner still sees, after the new services read what was said."""
    desks: list[Any] = []
    seen: list[Status] = []
    given: list[SetUp] = []
    start = ControlEndpoint.start

    def show(desk: Any, *_: object) -> None:
        desks.append(desk)
        seen.append(desk.state.status)

    async def said_meanwhile(endpoint: ControlEndpoint) -> None:
        if desks:
            await desks[0].pause(None)
        await start(endpoint)

    monkeypatch.setattr(ControlEndpoint, "start", said_meanwhile)
    program = asyncio.ensure_future(running.run(Options(tmp_path), show, lambda: None, set_up=given.append))
    try:
        set_up = await until(lambda: given and given[0])
        await set_up.settings.save({"concurrency": 3}, {})
        await until(lambda: len(desks) == 2)
        assert seen[1] is Status.PAUSED
        desks[1].quit()
        assert await asyncio.wait_for(program, 30) == 0
    finally:
        program.cancel()
        await asyncio.gather(program, return_exceptions=True)
