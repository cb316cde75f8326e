"""Networks and keys as the settings window and the wizard keep them."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from desktop_app import chosen
from desktop_app.chosen import Options
from desktop_app.running import _with_key
from desktop_app.system.child import SpawnChild
from desktop_app.system.keys import KeyStoreUnavailable
from desktop_app.system.runtime_key import RuntimeKeys
from desktop_app.system.settings import SettingsFile
from tests.provider.house import opened
from tests.runtimes.fake_openai import FakeVllm
from tests.setting_up.living import HUB, KEY, keyring, live

__all__ = ["keyring", "opened"]


async def test_networks_are_added_and_removed(opened: Any, tmp_path: Path, keyring: dict[str, str]) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        await settings.keys.add_network({"name": "hub", "url": HUB}, KEY)
        assert keyring == {HUB: KEY} and await settings.keys.has_key(f"{HUB}/")
        assert [n["name"] for n in await settings.keys.networks()] == ["practice", "hub"]
        await settings.save({"active": "hub"}, {})
        assert settings.wants_anew.is_set()
        with pytest.raises(ValueError, match="in use"):
            await settings.keys.remove_network("hub")
        await settings.save({"active": ""}, {})
        await settings.keys.remove_network("hub")
        assert [n["name"] for n in await settings.keys.networks()] == ["practice"] and keyring == {}


async def test_a_model_servers_key_is_entered_kept_and_used(
    opened: Any, tmp_path: Path, keyring: dict[str, str]
) -> None:
    async with opened() as house, FakeVllm() as server:
        server.key = "sesame-opens-the-server"
        settings = live(house, tmp_path)
        await settings.save({"runtime_url": server.url}, {})
        settings.wants_anew.clear()
        assert await settings.keys.keep_runtime_key("http://127.0.0.1:9", "of-another-one") == "memory"
        assert not settings.wants_anew.is_set()
        assert await settings.keys.keep_runtime_key(server.url, server.key) == "memory"
        assert settings.wants_anew.is_set() and server.key in keyring.values()
        assert await settings.keys.runtime_key_place(server.url) == "keyring"
        async with AsyncExitStack() as stack:
            kept = SettingsFile(tmp_path).load()
            runtime = await chosen.runtime(Options(tmp_path), kept, False, SpawnChild(), stack)
            assert [model.name for model in await runtime.models()] == [server.model]
        told = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()] + [str(settings.export()).encode()]
        assert all(server.key.encode() not in text for text in told)


async def test_without_a_keyring_a_model_servers_key_lasts_for_the_session(
    opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> str:
        raise KeyStoreUnavailable("this session has no keyring")

    monkeypatch.setattr(RuntimeKeys, "keep", none)
    url = "http://127.0.0.1:8000"
    async with opened() as house:
        settings = live(house, tmp_path)
        await settings.save({"runtime_url": url}, {})
        assert "until it ends" in await settings.keys.keep_runtime_key(f"{url}/", KEY)
        assert "until it ends" in await settings.keys.runtime_key_place(url)
        assert _with_key(Options(tmp_path), settings).runtime_key == KEY
        assert _with_key(Options(tmp_path, runtime="http://127.0.0.1:9"), settings).runtime_key is None
