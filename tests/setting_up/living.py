"""The settings' desk over a provider of fakes; a keyring in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from desktop_app import chosen
from desktop_app.chosen import Options
from desktop_app.domain.networks import NetworkProfile
from desktop_app.domain.state import NetworkView
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.needs import Ports
from desktop_app.provider.services import Services
from desktop_app.setting_up.live_settings import LiveSettings
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.keys import KeyStore
from desktop_app.system.settings import SettingsFile
from tests.provider.house import House

HUB, KEY = "https://hub.example/c", "miner-secret"


def live(house: House, home: Path, *, is_fresh: bool = False) -> LiveSettings:
    provider = house.provider
    services = Services(
        provider, cast(Ports, provider._ports), HouseRules(provider, DecisionsFile(home)), NetworkView("test"),
        cast(Any, None), cast(Any, None), cast(Any, None),
    )  # fmt: skip
    SettingsFile(home).load()
    made = LiveSettings(home, is_fresh=is_fresh)
    made.opened(services, lambda settings: chosen.terms(Options(home), NetworkProfile("", "", ""), settings))
    return made


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A keyring in memory."""
    kept: dict[str, str] = {}

    class Backend:
        name = "memory"

        def get_password(self, service: str, user: str) -> str | None:
            return kept.get(user)

        def set_password(self, service: str, user: str, key: str) -> None:
            kept[user] = key

        def delete_password(self, service: str, user: str) -> None:
            del kept[user]

    monkeypatch.setattr(KeyStore, "_backend", lambda _self: Backend())
    return kept
