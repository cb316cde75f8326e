"""The owner's networks: listed, added, chosen, and their miner keys kept. Every call may wait for a disk or a
keyring: call it in a thread where that matters."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.networks import NetworkProfile, check_id, check_profile, readable_id
from desktop_app.system.key_file import PASSPHRASE_VARIABLE, KeyFile
from desktop_app.system.keys import KEY_VARIABLE, KeyStore, KeyStoreUnavailable, find_key
from desktop_app.system.settings import Settings, SettingsFile

Ask = Callable[[str], str | None]
"""Asks the owner for a secret with this prompt; None when nobody can be asked."""


class UnknownNetwork(ProfileError):
    title = "There is no such network"
    next_step = "`aitbc-provider network list` shows those there are"


class NetworkBook:
    """Over the settings file, the keyring and the encrypted key file of one profile."""

    def __init__(self, home: Path, store: KeyStore | None = None) -> None:
        self._file, self._store, self._sealed = SettingsFile(home), store or KeyStore(), KeyFile(home)

    def settings(self) -> Settings:
        return self._file.load()

    def get(self, name: str) -> NetworkProfile:
        found = next((n for n in self._file.load().networks if n.name == name), None)
        if found is None:
            raise UnknownNetwork(f"no network is called {name[:60]!r} here")
        return found

    def add(self, profile: NetworkProfile) -> NetworkProfile:
        """Write a new network down; one without a provider id gets a readable one. ValueError when it cannot be."""
        if not profile.provider_id:
            profile = replace(profile, provider_id=readable_id(secrets.choice))
        profile = replace(profile, url=profile.url.rstrip("/"))
        check_profile(profile)
        check_id(profile.provider_id)
        settings = self._file.load()
        if any(n.name == profile.name for n in settings.networks):
            raise ValueError(f"a network called {profile.name!r} is there already; its books would be shared")
        self._file.save(replace(settings, networks=(*settings.networks, profile)))
        return profile

    def use(self, name: str) -> None:
        """Offer on this network from the next start on; "" is the embedded practice network."""
        if name:
            check_profile(self.get(name))
        self._file.save(replace(self._file.load(), active=name))

    def set_id(self, name: str, provider_id: str) -> NetworkProfile:
        """Choose the provider id, once: reputation and books go by it. ValueError when that cannot be."""
        check_id(provider_id)
        old = self.get(name)
        if old.id_is_final:
            raise ValueError("the provider id was chosen already; a new id would leave its reputation behind")
        new = replace(old, provider_id=provider_id, id_is_final=True)
        settings = self._file.load()
        self._file.save(replace(settings, networks=tuple(new if n.name == name else n for n in settings.networks)))
        return new

    # ---- keys ------------------------------------------------------------------------------------------------

    def keep_key(self, profile: NetworkProfile, key: str, passphrase: str | None = None) -> str:
        """Keep the key in the keyring, or sealed with the passphrase; where it is kept now."""
        key = key.strip()
        if not key or not key.isascii() or not key.isprintable() or len(key) > 4096:
            raise ValueError("a miner key is one line of plain characters")
        if passphrase is not None:
            self._sealed.put(profile.url, key, passphrase)
            return f"{self._sealed.path}, sealed with the passphrase"
        self._store.put(profile.url, key)
        return self._store.check()

    def forget_key(self, profile: NetworkProfile) -> None:
        self._sealed.forget(profile.url)
        try:
            self._store.forget(profile.url)
        except KeyStoreUnavailable:
            return  # then it keeps nothing

    def where_key_is(self, profile: NetworkProfile, environment: Mapping[str, str] = os.environ) -> str:
        """In words, without reading it: "environment", "keyring", "key file" or "" when it would be asked for."""
        if environment.get(KEY_VARIABLE, "").strip():
            return "environment"
        if find_key(profile.url, self._store, {}):
            return "keyring"
        return "key file" if self._sealed.has(profile.url) else ""

    def key(self, profile: NetworkProfile, ask: Ask, environment: Mapping[str, str] = os.environ) -> str | None:
        """The key from the environment, the keyring, the sealed file, or the owner; None when nobody has it."""
        found = find_key(profile.url, self._store, environment)
        if found:
            return found
        if self._sealed.has(profile.url):
            passphrase = environment.get(PASSPHRASE_VARIABLE) or ask(f"Passphrase of the key for {profile.name}: ")
            return self._sealed.get(profile.url, passphrase) if passphrase else None
        return (ask(f"Miner key for {profile.name}: ") or "").strip() or None
