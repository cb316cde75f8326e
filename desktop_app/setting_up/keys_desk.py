"""The networks that are set up, and the keys of networks and model servers: in the keyring, or for this session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.domain.connection import Part
from desktop_app.domain.networks import NetworkProfile
from desktop_app.domain.phrases import Phrase
from desktop_app.reach import ProfileNetworks
from desktop_app.system.keys import KeyStoreUnavailable
from desktop_app.system.network_book import NetworkBook
from desktop_app.system.runtime_key import RuntimeKeys
from desktop_app.system.settings import Settings, SettingsFile

_IN_MEMORY = Phrase("this program's memory, until it ends: no keyring can be used here")


class LiveKeys:
    """Implements ports.KeysDesk. `start_anew` is called, with the settings as they are, when a key was changed that
    counts after a new start only; `says` is what the owner should know of keys, or ""."""

    def __init__(self, home: Path, start_anew: Callable[[Settings], None]) -> None:
        self._home, self._start_anew = home, start_anew
        self._file, self._networks = SettingsFile(home), ProfileNetworks(home)
        self.session_key: tuple[str, str] | None = None
        self.session_runtime_key = ("", "")
        self.says = ""

    async def networks(self) -> Sequence[Mapping[str, Any]]:
        return await asyncio.to_thread(self._networks.listed)

    async def add_network(self, fields: Mapping[str, str], key: str) -> None:
        known = {"name": "", "url": "", "provider_id": ""} | dict(fields)
        added = await asyncio.to_thread(lambda: self._networks.add(**known))
        if key:
            await self.keep_key(str(added["name"]), key)

    async def remove_network(self, name: str) -> None:
        settings = self._file.load()
        if name == settings.active:
            raise ValueError(Phrase("This network is in use; choose another one first"))
        await asyncio.to_thread(self._networks.forget_key, name)
        self._file.save(replace(settings, networks=tuple(n for n in settings.networks if n.name != name)))

    async def test_network(self, name: str) -> Sequence[Part]:
        return await self._networks.test(name, lambda _prompt: None)

    async def keep_key(self, name: str, key: str) -> str:
        self.says = ""
        return await asyncio.to_thread(lambda: self._networks.keep_key(name, key, None))

    def keep_for_session(self, url: str, key: str) -> None:
        """No keyring takes this key: it lasts until the program ends, and the screen says so."""
        self.session_key = (url, key)
        self.says = Phrase(
            "No keyring can be used here, so the hub's key is forgotten when the program ends. Unlock or install a "
            "keyring and enter the key again in the settings."
        )

    async def has_key(self, url: str) -> bool:
        """Whether a key for this address is stored."""
        profile = NetworkProfile(url, url.rstrip("/"), "x")
        return bool(await asyncio.to_thread(NetworkBook(self._home).where_key_is, profile))

    async def runtime_key_place(self, url: str) -> str:
        if self.session_runtime_key[0] == url.rstrip("/") and self.session_runtime_key[1]:
            return _IN_MEMORY
        return await asyncio.to_thread(RuntimeKeys(self._home).where, url)

    async def keep_runtime_key(self, url: str, key: str) -> str:
        keys, where = RuntimeKeys(self._home), ""
        self.session_runtime_key = ("", "")
        if not key:
            await asyncio.to_thread(keys.forget, url)
        else:
            try:
                where = await asyncio.to_thread(keys.keep, url, key)
            except KeyStoreUnavailable:
                self.session_runtime_key, where = (url.rstrip("/"), key.strip()), _IN_MEMORY
        settings = self._file.load()
        if settings.runtime_url.rstrip("/") == url.rstrip("/"):
            self._start_anew(settings)
        return where
