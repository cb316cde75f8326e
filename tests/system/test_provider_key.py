from __future__ import annotations

import pytest

from desktop_app.system.keys import KeyStore
from desktop_app.system.provider_key import ProviderKey
from tests.system.test_keys import BrokenKeyring, MemoryKeyring

URL = "https://coordinator.example"


def key(home, store, environment=None, me="me", **more):
    return ProviderKey(home, URL, me, store=KeyStore(store), environment=environment or {}, **more).seed()


def test_made_once_and_kept_in_the_keyring_by_network_and_provider(tmp_path):
    store = MemoryKeyring()
    first = key(tmp_path, store)
    assert len(first) == 32 and key(tmp_path, store) == first and key(tmp_path, store, me="other") != first
    assert not list(tmp_path.iterdir())


def test_sealed_where_there_is_a_passphrase_and_no_keyring(tmp_path):
    first = key(tmp_path, BrokenKeyring(), {"AITBC_PROVIDER_PASSPHRASE": "correct horse"})
    assert key(tmp_path, BrokenKeyring(), {"AITBC_PROVIDER_PASSPHRASE": "correct horse"}) == first
    assert first not in (tmp_path / "keys.enc").read_bytes()


@pytest.mark.parametrize("more", [{"kept": False}, {}])
def test_where_nothing_can_or_shall_be_kept_it_lasts_for_the_session(tmp_path, more):
    store = MemoryKeyring() if more else BrokenKeyring()
    session = ProviderKey(tmp_path, URL, "me", store=KeyStore(store), environment={}, **more)
    assert session.seed() == session.seed() != key(tmp_path, store, **more)
    assert not store.kept and not list(tmp_path.iterdir())


def test_what_is_no_key_is_replaced(tmp_path):
    store = MemoryKeyring()
    key(tmp_path, store)
    (name,) = store.kept
    store.kept[name] = "nonsense"
    assert len(key(tmp_path, store)) == 32 and store.kept[name] != "nonsense"
