"""Secrets and addresses of one practice network: made once, kept in its state file, so a restart keeps them."""

from __future__ import annotations

import base64
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.sandbox.store import Store


@dataclass(frozen=True, slots=True)
class Keys:
    """`client_id` is the user whom the client token stands for; `provider_address` is the server's default payee
    (section 8: used when a customer names none)."""

    miner_key: str
    client_token: str
    client_id: str
    provider_address: str
    signing: Ed25519PrivateKey


_MAKERS: dict[str, Callable[[], str]] = {
    "miner_key": lambda: "practice-" + secrets.token_urlsafe(24),
    "client_token": lambda: "client-" + secrets.token_urlsafe(24),
    "client_id": lambda: str(uuid.uuid4()),
    "provider_address": lambda: "0x" + secrets.token_hex(20),
    "signing_key": lambda: base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode(),
}


def load(store: Store) -> Keys:
    with store.transaction():
        values = {}
        for name, make in _MAKERS.items():
            known = store.meta(name)
            values[name] = known or make()
            if known is None:
                store.set_meta(name, values[name])
    signing = Ed25519PrivateKey.from_private_bytes(base64.b64decode(values.pop("signing_key")))
    return Keys(signing=signing, **values)
