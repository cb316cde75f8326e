"""The owner's networks: listed, added, chosen, and their miner keys kept. Every call may wait for a disk or a
keyring: call it in a thread where that matters."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.networks import NetworkProfile, check_id, check_profile, readable_id
from desktop_app.domain.phrases import Phrase
from desktop_app.system.key_file import PASSPHRASE_VARIABLE, KeyFile
from desktop_app.system.keys import KEY_VARIABLE, KeyStore, KeyStoreUnavailable, find_key, one_line
from desktop_app.system.marks import Marks
from desktop_app.system.settings import Settings, SettingsFile

MARKS = "client-tokens.txt"
"""Where client tokens were pasted: addresses only."""
TOKEN_VARIABLE = "AITBC_PROVIDER_CLIENT_TOKEN"
Ask = Callable[[str], str | None]
"""Asks the owner for a secret with this prompt; None when nobody can be asked."""


class UnknownNetwork(ProfileError):
    title = Phrase("There is no such network")
    next_step = Phrase("`aitbc-provider network list` shows those there are")


class NetworkBook:
    """Over the settings file, the keyring and the encrypted key file of one profile."""

    def __init__(self, home: Path, store: KeyStore | None = None) -> None:
        self._file, self._store, self._sealed = SettingsFile(home), store or KeyStore(), KeyFile(home)
        self._marks = Marks(home / MARKS)

    def settings(self) -> Settings:
        return self._file.load()

    def get(self, name: str) -> NetworkProfile:
        found = next((n for n in self._file.load().networks if n.name == name), None)
        if found is None:
            raise UnknownNetwork(Phrase("no network is called {name} here", name=f"{name[:60]!r}"))
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
            raise ValueError(
                Phrase("a network called {name} is there already; its books would be shared", name=f"{profile.name!r}")
            )
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
            raise ValueError(Phrase("the provider id was chosen already; a new id would leave its reputation behind"))
        new = replace(old, provider_id=provider_id, id_is_final=True)
        settings = self._file.load()
        self._file.save(replace(settings, networks=tuple(new if n.name == name else n for n in settings.networks)))
        return new

    # ---- keys ------------------------------------------------------------------------------------------------

    def keep_key(self, profile: NetworkProfile, key: str, passphrase: str | None = None) -> str:
        """Keep the key in the keyring, or sealed with the passphrase; where it is kept now."""
        return self._keep(profile.url, one_line(key, Phrase("a miner key")), passphrase)

    def forget_key(self, profile: NetworkProfile) -> None:
        self._forget(profile.url)

    def where_key_is(self, profile: NetworkProfile, environment: Mapping[str, str] = os.environ) -> str:
        """In words, without reading it: "environment", "keyring", "key file" or "" when it would be asked for."""
        if environment.get(KEY_VARIABLE, "").strip():
            return Phrase("environment", "where a key is kept")
        if find_key(profile.url, self._store, {}):
            return Phrase("keyring", "where a key is kept")
        return Phrase("key file", "where a key is kept") if self._sealed.has(profile.url) else ""

    def key(self, profile: NetworkProfile, ask: Ask, environment: Mapping[str, str] = os.environ) -> str | None:
        """The key from the environment, the keyring, the sealed file, or the owner; None when nobody has it."""
        found = find_key(profile.url, self._store, environment)
        if found:
            return found
        if self._sealed.has(profile.url):
            return self._unsealed(profile.url, f"Passphrase of the key for {profile.name}: ", ask, environment)
        return (ask(f"Miner key for {profile.name}: ") or "").strip() or None

    # ---- the client token, which the owner may paste beside it -----------------------------------------------

    def keep_token(self, profile: NetworkProfile, token: str, passphrase: str | None = None) -> str:
        """As `keep_key`, for the token of a client's log-in."""
        kept_in = self._keep(_of_client(profile), one_line(token, Phrase("a client token")), passphrase)
        self._marks.add(profile.url)
        return kept_in

    def forget_token(self, profile: NetworkProfile) -> None:
        self._forget(_of_client(profile))
        self._marks.drop(profile.url)

    def token(self, profile: NetworkProfile, ask: Ask, environment: Mapping[str, str] = os.environ) -> str | None:
        """The token from the environment, the keyring or the sealed file; None when the owner pasted none, or nobody
        knows its passphrase. The owner is never asked for a token."""
        place, given = _of_client(profile), environment.get(TOKEN_VARIABLE, "").strip()
        if given or profile.url not in self._marks.all():
            return given or None  # no keyring is opened, and none is loaded, for a token that nobody pasted
        if found := find_key(place, self._store, {}):
            return found
        if not self._sealed.has(place):
            return None
        return self._unsealed(place, f"Passphrase of the client token for {profile.name}: ", ask, environment)

    # ---- the places ------------------------------------------------------------------------------------------

    def _keep(self, place: str, secret: str, passphrase: str | None) -> str:
        if passphrase is not None:
            self._sealed.put(place, secret, passphrase)
            return Phrase("{path}, sealed with the passphrase", path=self._sealed.path)
        self._store.put(place, secret)
        return self._store.check()

    def _forget(self, place: str) -> None:
        self._sealed.forget(place)
        with suppress(KeyStoreUnavailable):  # then it keeps nothing
            self._store.forget(place)

    def _unsealed(self, place: str, prompt: str, ask: Ask, environment: Mapping[str, str]) -> str | None:
        passphrase = environment.get(PASSPHRASE_VARIABLE) or ask(prompt)
        return self._sealed.get(place, passphrase) if passphrase else None


def _of_client(profile: NetworkProfile) -> str:
    return f"{profile.url}#client"
