from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.system.keys import KeyStore, KeyStoreUnavailable, find_key

NETWORK = "https://coordinator.example/api"


class MemoryKeyring:
    """A keyring as `keyring` has them, in memory: the edge to the operating system."""

    name = "memory"

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, user: str) -> str | None:
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, password: str) -> None:
        self.kept[service, user] = password

    def delete_password(self, service: str, user: str) -> None:
        del self.kept[service, user]


class BrokenKeyring(MemoryKeyring):
    def get_password(self, service: str, user: str) -> str | None:
        raise RuntimeError("the secret is hunter2")


def test_kept_by_network() -> None:
    store = KeyStore(MemoryKeyring())
    assert store.get(NETWORK) is None
    store.put(NETWORK, "miner-key")
    assert store.get(NETWORK) == "miner-key"
    assert store.get("https://other.example") is None
    store.forget(NETWORK)
    store.forget(NETWORK)
    assert store.get(NETWORK) is None


def test_the_environment_wins_and_an_empty_one_does_not_count() -> None:
    store = KeyStore(MemoryKeyring())
    store.put(NETWORK, "kept")
    assert find_key(NETWORK, store, {"AITBC_PROVIDER_KEY": " given "}) == "given"
    assert find_key(NETWORK, store, {"AITBC_PROVIDER_KEY": " "}) == "kept"
    assert find_key(NETWORK, KeyStore(BrokenKeyring()), {}) is None


def test_a_broken_keyring_does_not_tell_what_it_was_given() -> None:
    with pytest.raises(KeyStoreUnavailable, match="RuntimeError") as caught:
        KeyStore(BrokenKeyring()).get(NETWORK)
    assert "hunter2" not in str(caught.value)
    assert "AITBC_PROVIDER_KEY" in caught.value.next_step


@pytest.mark.parametrize("module", ["keyrings.alt.file", "keyring.backends.null", "keyring.backends.fail"])
def test_plain_text_and_missing_keyrings_are_refused(module: str) -> None:
    backend = type("Keyring", (MemoryKeyring,), {"__module__": module})()
    for one in (backend, type("Chain", (), {"backends": [backend], "name": "chain"})()):
        with pytest.raises(KeyStoreUnavailable):
            KeyStore(one).put(NETWORK, "key")
        with pytest.raises(KeyStoreUnavailable):
            KeyStore(one).check()


def test_keyring_is_imported_only_when_asked() -> None:
    script = "import sys, desktop_app.system.keys; sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=Path(__file__).parents[2]).returncode == 0
