"""The key with which this provider signs what it tells other providers (Ed25519, 32 bytes of seed).

It opens nothing and no money hangs on it: it only proves that the same provider speaks again. It is made when it is
first needed and kept like the miner keys: in the keyring, or sealed with the owner's passphrase where the environment
names one. Where neither can be used it lasts as long as the program, and others then meet a new member next time."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path

from desktop_app.system.key_file import PASSPHRASE_VARIABLE, KeyFile
from desktop_app.system.keys import KeyStore, KeyStoreUnavailable
from desktop_app.system.logs import hide

LENGTH = 32


class ProviderKey:
    """One provider's key on one network. `kept` False (play money) keeps nothing. Call it in a thread."""

    def __init__(
        self,
        home: Path,
        network: str,
        provider_id: str,
        *,
        kept: bool = True,
        store: KeyStore | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._name = f"{network}#signing:{provider_id}"
        self._store, self._sealed, self._kept = store or KeyStore(), KeyFile(home), kept
        self._passphrase = environment.get(PASSPHRASE_VARIABLE, "")
        self._seed: bytes | None = None

    def seed(self) -> bytes:
        """The same for as long as it can be kept, and at least as long as this object lives. WorldError when a kept
        one does not open."""
        if self._seed is None:
            self._seed = self._found_or_made() if self._kept else os.urandom(LENGTH)
            hide(_text(self._seed))
        return self._seed

    def _found_or_made(self) -> bytes:
        """A keyring that does not open is not written to either: it may hold the key."""
        try:
            found = _seed(self._store.get(self._name))
            if found is None:
                found = os.urandom(LENGTH)
                self._store.put(self._name, _text(found))
            return found
        except KeyStoreUnavailable:
            return self._sealed_one() if self._passphrase else os.urandom(LENGTH)

    def _sealed_one(self) -> bytes:
        found = _seed(self._sealed.get(self._name, self._passphrase))
        if found is None:
            found = os.urandom(LENGTH)
            self._sealed.put(self._name, _text(found), self._passphrase)
        return found


def _text(seed: bytes) -> str:
    return base64.b64encode(seed).decode()


def _seed(text: str | None) -> bytes | None:
    """None for what is not a seed: it is replaced."""
    try:
        seed = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return seed if len(seed) == LENGTH else None
