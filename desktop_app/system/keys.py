"""The miner key, in the system's keyring and nowhere else.

Where no keyring can be used (a server without a session), the key is asked for in each session, from the
environment or the owner; it is never written to a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase

SERVICE = "aitbc-provider"
KEY_VARIABLE = "AITBC_PROVIDER_KEY"
LONGEST = 4096
"""Characters of a key or token."""
_PLAIN_TEXT = ("keyrings.alt", "keyring.backends.null")


class KeyStoreUnavailable(WorldError):
    title = Phrase("No keyring can be used")
    next_step = Phrase(
        "Unlock or install a keyring, or put the key into {key_variable} for each session", key_variable=KEY_VARIABLE
    )


class KeyStore:
    """Keys by network. Every call may wait for the owner to unlock the keyring: call it in a thread."""

    def __init__(self, backend: Any = None) -> None:
        self._given = backend

    def get(self, network: str) -> str | None:
        """The key kept for this network's address, or None."""
        found = _guarded(lambda: self._backend().get_password(SERVICE, network))
        return found if isinstance(found, str) and found else None

    def put(self, network: str, key: str) -> None:
        """Keep the key; an older one is replaced."""
        _guarded(lambda: self._backend().set_password(SERVICE, network, key))

    def forget(self, network: str) -> None:
        """Keep none; it is no error when there was none."""
        if self.get(network) is not None:
            _guarded(lambda: self._backend().delete_password(SERVICE, network))

    def check(self) -> str:
        """The keyring's name; KeyStoreUnavailable when there is none that can be used."""
        return str(_guarded(lambda: self._backend().name))

    def _backend(self) -> Any:
        if self._given is None:
            import keyring

            self._given = keyring.get_keyring()
        backends = getattr(self._given, "backends", None) or [self._given]
        for backend in backends:
            module = type(backend).__module__
            if module.startswith(_PLAIN_TEXT):
                raise KeyStoreUnavailable(Phrase("the keyring that is set up here would keep the key as plain text"))
            if module.startswith("keyring.backends.fail"):
                raise KeyStoreUnavailable(Phrase("this session has no keyring"))
        return self._given


def find_key(network: str, store: KeyStore, environment: Mapping[str, str] = os.environ) -> str | None:
    """The key for this network: AITBC_PROVIDER_KEY, else the keyring's, else None (then it is to be asked for)."""
    given = environment.get(KEY_VARIABLE, "").strip()
    if given:
        return given
    try:
        return store.get(network)
    except KeyStoreUnavailable:
        return None


def one_line(secret: str, what: str) -> str:
    """As it is kept; ValueError for what can be none."""
    secret = secret.strip()
    if not secret or not secret.isascii() or not secret.isprintable() or len(secret) > LONGEST:
        raise ValueError(Phrase("{what} is one line of plain characters", what=what))
    return secret


def _guarded(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except WorldError:
        raise
    except Exception as error:  # the backends raise whatever their system raises
        # Only the kind of error is named: a backend's own text might quote what it was given.
        raise KeyStoreUnavailable(Phrase("the keyring gave an error ({name})", name=type(error).__name__)) from error
