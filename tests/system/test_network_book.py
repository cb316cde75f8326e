"""Networks side by side and where their keys are kept."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.networks import NetworkProfile
from desktop_app.system.key_file import KeyFile, WrongPassphrase
from desktop_app.system.keys import KeyStore, KeyStoreUnavailable
from desktop_app.system.network_book import NetworkBook, UnknownNetwork
from desktop_app.system.settings import SettingsFile
from tests.system.test_keys import MemoryKeyring

HUB, OTHER = NetworkProfile("hub", "https://hub.example/c", ""), NetworkProfile("other", "https://other.example", "me-1")
KEY, PASSPHRASE = "canary-miner-key-0123456789", "correct horse battery"


def no_keyring() -> KeyStore:
    return KeyStore(type("Keyring", (MemoryKeyring,), {"__module__": "keyring.backends.fail"})())


def asked(*answers: str):
    waiting = list(answers)
    return lambda prompt: waiting.pop(0) if waiting else None


@pytest.fixture
def book(tmp_path: Path) -> NetworkBook:
    return NetworkBook(tmp_path, KeyStore(MemoryKeyring()))


def test_networks_stand_side_by_side(book: NetworkBook) -> None:
    hub, other = book.add(HUB), book.add(OTHER)
    assert hub.provider_id != other.provider_id == "me-1"
    assert [n.name for n in book.settings().networks] == ["hub", "other"] and book.settings().active == ""
    book.use("hub")
    assert book.settings().active == "hub"
    with pytest.raises(ValueError, match="books would be shared"):
        book.add(HUB)
    with pytest.raises(UnknownNetwork):
        book.use("gone")
    with pytest.raises(ValueError, match="https"):
        book.add(NetworkProfile("plain", "http://hub.example", ""))


def test_the_id_is_editable_once(book: NetworkBook) -> None:
    book.add(HUB)
    assert book.set_id("hub", "my-own-name").provider_id == "my-own-name"
    with pytest.raises(ValueError, match="chosen already"):
        book.set_id("hub", "another-name")
    with pytest.raises(ValueError, match="3 to 64"):
        book.set_id("hub", "a b")


def test_each_network_has_its_own_key(book: NetworkBook) -> None:
    hub, other = book.add(HUB), book.add(OTHER)
    assert book.where_key_is(hub, {}) == "" and book.key(hub, asked(), {}) is None
    assert book.keep_key(hub, f" {KEY}\n") == "memory"
    assert book.key(hub, asked(), {}) == KEY and book.key(other, asked("typed"), {}) == "typed"
    assert book.where_key_is(hub, {}) == "keyring" and book.where_key_is(hub, {"AITBC_PROVIDER_KEY": "x"}) == "environment"
    book.forget_key(hub)
    assert book.where_key_is(hub, {}) == ""
    with pytest.raises(ValueError):
        book.keep_key(hub, "two\nlines")


def test_without_a_keyring_the_owner_may_choose_a_passphrase(tmp_path: Path) -> None:
    book = NetworkBook(tmp_path, no_keyring())
    hub = book.add(HUB)
    with pytest.raises(KeyStoreUnavailable):
        book.keep_key(hub, KEY)
    assert not (tmp_path / "keys.enc").exists(), "nothing is written unasked"
    assert "keys.enc" in book.keep_key(hub, KEY, PASSPHRASE)
    assert book.where_key_is(hub, {}) == "key file"
    assert book.key(hub, asked(PASSPHRASE), {}) == KEY
    assert book.key(hub, asked(), {"AITBC_PROVIDER_PASSPHRASE": PASSPHRASE}) == KEY
    assert book.key(hub, asked(), {}) is None
    with pytest.raises(WrongPassphrase) as caught:
        book.key(hub, asked("wrong one"), {})
    assert str(caught.value).count("\n") == 0 and "wrong one" not in str(caught.value)
    book.forget_key(hub)
    assert book.where_key_is(hub, {}) == ""


@pytest.mark.parametrize("keyring", [True, False])
def test_a_client_token_is_kept_beside_the_key_and_never_asked_for(tmp_path: Path, keyring: bool) -> None:
    book = NetworkBook(tmp_path, KeyStore(MemoryKeyring()) if keyring else no_keyring())
    hub, passphrase = book.add(HUB), None if keyring else PASSPHRASE
    assert book.token(hub, asked("typed"), {}) is None
    assert book.token(hub, asked(), {"AITBC_PROVIDER_CLIENT_TOKEN": " given "}) == "given"
    book.keep_key(hub, KEY, passphrase)
    assert book.token(hub, lambda _: pytest.fail("nobody pasted one"), {}) is None
    book.keep_token(hub, "canary.client.token", passphrase)
    assert book.token(hub, asked(PASSPHRASE), {}) == "canary.client.token" and book.key(hub, asked(PASSPHRASE), {}) == KEY
    assert "canary" not in (tmp_path / "client-tokens.txt").read_text()
    book.forget_token(hub)
    assert book.token(hub, asked(PASSPHRASE), {}) is None and book.key(hub, asked(PASSPHRASE), {}) == KEY
    with pytest.raises(ValueError, match="one line"):
        book.keep_token(hub, "two\nlines", passphrase)


def test_the_key_file_holds_no_plain_text_and_is_private(tmp_path: Path) -> None:
    sealed = KeyFile(tmp_path)
    sealed.put("https://a", KEY, PASSPHRASE)
    sealed.put("https://b", KEY, PASSPHRASE)
    content = sealed.path.read_bytes()
    assert KEY.encode() not in content and PASSPHRASE.encode() not in content
    if os.name == "posix":  # Windows has no such modes: the profile lies where only its user may look
        assert stat.S_IMODE(sealed.path.stat().st_mode) == 0o600
    swapped = json.loads(content)
    swapped["networks"]["https://a"] = swapped["networks"]["https://b"]
    sealed.path.write_text(json.dumps(swapped))
    with pytest.raises(WrongPassphrase):
        sealed.get("https://a", PASSPHRASE)
    with pytest.raises(ValueError, match="8 characters"):
        sealed.put("https://a", KEY, "short")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"version": 2, "networks": {}}', '{"version": 1, "networks": {"https://a": 5}}',
     '{"version": 1, "networks": {"https://a": {"salt": "", "nonce": "", "box": "", "cost": 1099511627776}}}',
     '{"version": 1, "networks": {"https://a": {"salt": "AA==", "nonce": "AA==", "box": "?", "cost": 4}}}'],
)  # fmt: skip
def test_a_damaged_key_file_is_one_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.enc").write_text(content)
    with pytest.raises(ProfileError, match=r"keys\.enc"):
        KeyFile(tmp_path).get("https://a", PASSPHRASE)


def test_settings_never_hold_a_key(tmp_path: Path) -> None:
    book = NetworkBook(tmp_path, no_keyring())
    book.keep_key(book.add(HUB), KEY, PASSPHRASE)
    assert KEY not in SettingsFile(tmp_path).path.read_text()
