"""Miner keys in an encrypted file, for machines without a keyring, where the owner chose a passphrase.

scrypt makes a key of the passphrase, AES-256-GCM seals each network's miner key with the network's address as
associated data, so that an entry cannot be moved to another network. The file is readable by this user only."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import ProfileError, WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private

FILE = "keys.enc"
PASSPHRASE_VARIABLE = "AITBC_PROVIDER_PASSPHRASE"
VERSION = 1
SHORTEST = 8
_COST = 2**15
_DEAREST = 2**20
"""The most work that a file may ask of us: one that was tampered with shall not eat the memory."""


class WrongPassphrase(WorldError):
    title = Phrase("The passphrase does not open the stored miner key")
    next_step = Phrase("Try again, or store the key anew with `aitbc-provider network key`")


class KeyFile:
    """Keys by network address. Every call takes about a tenth of a second: call it in a thread."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def has(self, network: str) -> bool:
        """Whether a key is kept for this network's address; needs no passphrase."""
        return network in self._read()

    def get(self, network: str, passphrase: str) -> str | None:
        """The key, None when none is kept; WrongPassphrase when it does not open."""
        entry = self._read().get(network)
        if entry is None:
            return None
        from cryptography.exceptions import InvalidTag

        try:
            salt, nonce, box = (base64.b64decode(entry[name], validate=True) for name in ("salt", "nonce", "box"))
            cost = int(entry["cost"])
            if not 2 <= cost <= _DEAREST:
                raise ValueError("the cost is not sensible")
            return str(_cipher(passphrase, salt, cost).decrypt(nonce, box, network.encode()), "utf-8")
        except InvalidTag:
            raise WrongPassphrase from None
        except (KeyError, TypeError, ValueError):
            raise self._damaged() from None

    def put(self, network: str, key: str, passphrase: str) -> None:
        """Keep the key; an older one is replaced. ValueError for a passphrase of fewer than 8 characters."""
        if len(passphrase) < SHORTEST:
            raise ValueError(f"a passphrase must have at least {SHORTEST} characters")
        salt, nonce = os.urandom(16), os.urandom(12)
        box = _cipher(passphrase, salt, _COST).encrypt(nonce, key.encode(), network.encode())
        raw = {"salt": salt, "nonce": nonce, "box": box}
        sealed = {name: base64.b64encode(value).decode() for name, value in raw.items()}
        self._write(self._read() | {network: {**sealed, "cost": _COST}})

    def forget(self, network: str) -> None:
        """Keep none; it is no error when there was none."""
        kept = self._read()
        if kept.pop(network, None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, Any]:
        try:
            raw = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise ProfileError(
                Phrase("{path} cannot be read ({strerror})", path=self.path, strerror=error.strerror or error)
            ) from error
        except (ValueError, RecursionError):
            raise self._damaged() from None
        networks = raw.get("networks") if isinstance(raw, dict) and raw.get("version") == VERSION else None
        if not isinstance(networks, dict):
            raise self._damaged()
        return networks

    def _write(self, networks: dict[str, Any]) -> None:
        try:
            write_private(self.path, json.dumps({"version": VERSION, "networks": networks}, indent=2).encode() + b"\n")
        except OSError as error:
            raise ProfileError(
                Phrase("{path} cannot be written ({strerror})", path=self.path, strerror=error.strerror or error)
            ) from error

    def _damaged(self) -> ProfileError:
        return ProfileError(
            Phrase("{path} is damaged or from a newer version", path=self.path),
            title=Phrase("The stored miner keys cannot be read"),
            next_step=Phrase("Move it away and store the key anew with `aitbc-provider network key`"),
        )


def _cipher(passphrase: str, salt: bytes, cost: int) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return AESGCM(Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode()))
