"""The keys that model servers may ask for, by their addresses: in the system's keyring, or sealed with the owner's
passphrase where the environment names one, as the networks' keys are. The environment's own key wins."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.system.key_file import PASSPHRASE_VARIABLE, KeyFile
from desktop_app.system.keys import KeyStore, KeyStoreUnavailable, find_key, one_line
from desktop_app.system.logs import hide
from desktop_app.system.marks import Marks

RUNTIME_KEY_VARIABLE = "AITBC_PROVIDER_RUNTIME_KEY"
MARKS = "model-server-keys.txt"
"""For which servers a key was entered: addresses only."""


class RuntimeKeys:
    """Of one profile. Every call may wait for a keyring: call it in a thread."""

    def __init__(
        self, home: Path, store: KeyStore | None = None, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._store, self._sealed, self._marks = store or KeyStore(), KeyFile(home), Marks(home / MARKS)
        self._given = environment.get(RUNTIME_KEY_VARIABLE, "").strip()
        self._passphrase = environment.get(PASSPHRASE_VARIABLE, "")

    def get(self, url: str) -> str | None:
        """The key for this server, None when there is none; from now on no log shows it."""
        key = self._given or self._kept(url)
        hide(key)
        return key

    def keep(self, url: str, key: str) -> str:
        """Where it is kept now, in words. ValueError for what can be no key, KeyStoreUnavailable where nothing can
        keep it."""
        key, place = one_line(key, Phrase("a key")), _place(url)
        hide(key)
        try:
            self._store.put(place, key)
            where = self._store.check()
        except KeyStoreUnavailable:
            if not self._passphrase:
                raise
            self._sealed.put(place, key, self._passphrase)
            where = Phrase("{path}, sealed with the passphrase", path=self._sealed.path)
        self._marks.add(_plain(url))
        return where

    def forget(self, url: str) -> None:
        self._sealed.forget(_place(url))
        with suppress(KeyStoreUnavailable):  # then it keeps nothing
            self._store.forget(_place(url))
        self._marks.drop(_plain(url))

    def where(self, url: str) -> str:
        """In words, "" where there is none."""
        if self._given:
            return Phrase("environment", "where a key is kept")
        if _plain(url) not in self._marks.all():
            return ""
        if find_key(_place(url), self._store, {}):
            return Phrase("keyring", "where a key is kept")
        return Phrase("key file", "where a key is kept") if self._sealed.has(_place(url)) else ""

    def _kept(self, url: str) -> str | None:
        if _plain(url) not in self._marks.all():
            return None  # no keyring is opened for a key that nobody entered
        if found := find_key(_place(url), self._store, {}):
            return found
        return self._sealed.get(_place(url), self._passphrase) if self._passphrase else None


def _plain(url: str) -> str:
    return url.strip().rstrip("/")


def _place(url: str) -> str:
    return f"{_plain(url)}#model-server"
