"""A model server's key: kept as the networks' keys are, by address, and in no file of settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.system.keys import KeyStore, KeyStoreUnavailable
from desktop_app.system.runtime_key import RuntimeKeys
from tests.system.test_keys import BrokenKeyring, MemoryKeyring

URL, KEY = "http://127.0.0.1:8000", "sesame-opens-the-server"


def keys(home: Path, store: object, **environment: str) -> RuntimeKeys:
    return RuntimeKeys(home, KeyStore(store), environment)


def test_kept_by_address_in_the_keyring_until_it_is_forgotten(tmp_path: Path) -> None:
    store = MemoryKeyring()
    assert keys(tmp_path, store).keep(f"{URL}/", f" {KEY}\n") == "memory"
    assert keys(tmp_path, store).get(URL) == KEY and keys(tmp_path, store).where(URL) == "keyring"
    assert keys(tmp_path, store).get("http://127.0.0.1:9000") is None
    assert all(KEY not in path.read_text() for path in tmp_path.iterdir())
    keys(tmp_path, store).forget(URL)
    assert keys(tmp_path, store).get(URL) is None and not store.kept and keys(tmp_path, store).where(URL) == ""


def test_the_environment_wins(tmp_path: Path) -> None:
    store = MemoryKeyring()
    keys(tmp_path, store).keep(URL, KEY)
    told = keys(tmp_path, store, AITBC_PROVIDER_RUNTIME_KEY=" another-key ")
    assert told.get(URL) == told.get("http://elsewhere:1") == "another-key" and told.where(URL) == "environment"


def test_no_keyring_is_opened_for_a_key_that_nobody_entered(tmp_path: Path) -> None:
    class Untouched(MemoryKeyring):
        def get_password(self, service: str, user: str) -> str | None:
            raise AssertionError("it was opened")

    assert keys(tmp_path, Untouched()).get(URL) is None and keys(tmp_path, Untouched()).where(URL) == ""


class NoKeyring(BrokenKeyring):
    def set_password(self, service: str, user: str, password: str) -> None:
        raise RuntimeError("no keyring")


def test_sealed_where_there_is_a_passphrase_and_no_keyring(tmp_path: Path) -> None:
    with pytest.raises(KeyStoreUnavailable):
        keys(tmp_path, NoKeyring()).keep(URL, KEY)
    sealed = keys(tmp_path, NoKeyring(), AITBC_PROVIDER_PASSPHRASE="correct horse")
    assert "sealed" in sealed.keep(URL, KEY)
    assert keys(tmp_path, NoKeyring(), AITBC_PROVIDER_PASSPHRASE="correct horse").get(URL) == KEY
    assert keys(tmp_path, NoKeyring()).get(URL) is None and keys(tmp_path, NoKeyring()).where(URL) == "key file"
    assert (tmp_path / "keys.enc").stat().st_mode & 0o777 == 0o600
    assert all(KEY not in path.read_text() for path in tmp_path.iterdir())


@pytest.mark.parametrize("bad", ["", " ", "two\nlines", "ümlaut", "x" * 5000])
def test_what_can_be_no_key(tmp_path: Path, bad: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        keys(tmp_path, MemoryKeyring()).keep(URL, bad)
