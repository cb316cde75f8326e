"""Tells the owner about bonds: what needs one, what it costs to have none, and whether there is one, where the owner
gave a client token by which it can be read (protocol page, section 8)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop_app.domain.bonds import explain
from desktop_app.domain.errors import NetworkError, WrongKey
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import Bonds, Clock

log = logging.getLogger(__name__)

EVERY = 3600.0
_NOTICE = "bond"
_EXPIRED = Phrase(
    "the network no longer accepts the client token. It lasts a day; `aitbc-provider network token` takes a new one."
)


class BondNotice:
    """`unit` names the network's money as it is known by now."""

    def __init__(
        self, provider_id: str, bonds: Bonds, clock: Clock, notices: Notices, *, unit: Callable[[], str]
    ) -> None:
        self._me, self._bonds, self._clock, self._notices, self._unit = provider_id, bonds, clock, notices, unit

    async def run(self) -> None:
        while True:
            self._notices.say(_NOTICE, await self._sentence())
            await self._clock.sleep(EVERY)

    async def _sentence(self) -> str:
        try:
            bond = await self._bonds.bond(self._me)
        except WrongKey:
            return explain(None, self._unit(), _EXPIRED)
        except NetworkError as error:
            log.info("the bond cannot be read: %s", error)
            return explain(None, self._unit(), error.sentence)
        return explain(bond, self._unit())
