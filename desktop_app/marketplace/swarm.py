"""Statements of swarm members in the attributes of hardware offers (protocol page, section 10).

The marketplace asks nobody who he is. A statement counts only when its signature fits, its provider is the offer's,
and everything in it is within bounds; what is wrong with one of them does not hide the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.swarm import LARGEST, Heard, Statement, read, written
from desktop_app.marketplace.asking import must
from desktop_app.marketplace.offers import HARDWARE, market_client
from desktop_app.wire import codec, signed
from desktop_app.wire.offers import HardwareOfferView

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ATTRIBUTE = "aitbc_provider_swarm"
MOST_READ = 2000
"""Statements that are looked at in one reading: checking a signature takes about 0.1 ms."""
_SLICE = 50


class HttpSwarmBoard:
    """Implements provider.ports.SwarmBoard. `key` gives the 32 bytes of this provider's key; it may take a while."""

    def __init__(self, base_url: str, key: Callable[[], bytes]) -> None:
        self._http, self._seed = market_client(base_url), key
        self._key: Ed25519PrivateKey | None = None

    async def member(self) -> str:
        return signed.key_id((await self._signing()).public_key())

    async def sealed(self, statement: Statement) -> Mapping[str, Any]:
        told = written(statement)
        return {ATTRIBUTE: {**told, "signature": signed.sign(told, await self._signing())}}

    async def heard(self) -> Sequence[Heard]:
        offers = await must(self._http, list[msgspec.Raw], "GET", HARDWARE, params={"status": "available"})
        found: list[Heard] = []
        looked = 0
        for raw in offers:
            if ATTRIBUTE.encode() not in bytes(raw):
                continue
            looked += 1
            if looked > MOST_READ:
                break
            if looked % _SLICE == 0:
                await asyncio.sleep(0)  # others want to run meanwhile
            if (one := _heard(raw)) is not None:
                found.append(one)
        return found

    async def close(self) -> None:
        await self._http.close()

    async def _signing(self) -> Ed25519PrivateKey:
        if self._key is None:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

            self._key = Ed25519PrivateKey.from_private_bytes(await asyncio.to_thread(self._seed))
        return self._key


def _heard(raw: msgspec.Raw) -> Heard | None:
    """None for what cannot be read, is too large, carries a wrong signature or speaks for somebody else."""
    try:
        view = codec.decode(HardwareOfferView, raw)
        told = view.attributes.get(ATTRIBUTE)
        if not isinstance(told, dict) or len(codec.encode(told)) > LARGEST or not signed.verify(told):
            return None
        statement = read({name: value for name, value in told.items() if name != "signature"})
    except (NetworkError, ValueError, RecursionError):
        return None
    if statement.provider_id != view.provider:
        return None
    return Heard(str(told["signature"]["key_id"]), statement)
