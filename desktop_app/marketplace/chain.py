"""The chain's public read-out over HTTP (protocol page, section 8)."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote, urlsplit, urlunsplit

from desktop_app.domain.errors import BadAnswer, NotThere
from desktop_app.domain.jobs import Escrow
from desktop_app.domain.money import quantize
from desktop_app.domain.phrases import Phrase
from desktop_app.marketplace.asking import must
from desktop_app.net.client import HttpClient
from desktop_app.wire.escrow import AccountView, EscrowView

SECONDS_IN_ONE = 3600
"""The chain counts compute-seconds: this many are one AITBC."""


class HttpChain:
    """Implements ports.Chain. `base_url` is what stands before `/rpc/`."""

    def __init__(self, base_url: str) -> None:
        self._http = HttpClient(base_url.rstrip("/").removesuffix("/rpc"))

    async def renew(self) -> None:
        await self._http.renew()

    async def escrow(self, job_id: str) -> Escrow | None:
        try:
            view = await must(self._http, EscrowView, "GET", f"/rpc/escrow/{quote(job_id, safe='')}")
        except NotThere as error:
            if not _knows_escrows(error):
                raise BadAnswer(
                    Phrase("the chain's escrow look-up is not at this address"), status=error.status
                ) from error
            return None
        return Escrow(
            job_id=view.job_id,
            state=view.state,
            buyer=view.buyer or "",
            provider=view.provider or "",
            amount=view.amount,
            released=view.released_amount,
            refunded=view.refunded_amount,
        )

    async def balance(self, address: str) -> Decimal | None:
        try:
            view = await must(self._http, AccountView, "GET", f"/rpc/accounts/{quote(address, safe='')}")
        except NotThere as error:
            if not _knows_escrows(error):
                raise BadAnswer(Phrase("the chain's accounts are not at this address"), status=error.status) from error
            return None
        return quantize(Decimal(view.balance) / SECONDS_IN_ONE)

    async def close(self) -> None:
        await self._http.close()


def rpc_beside(coordinator_url: str) -> str:
    """Where a hub's chain usually is when nobody said: the coordinator's address without its `/c` prefix."""
    parts = urlsplit(coordinator_url.rstrip("/"))
    return urlunsplit(parts._replace(path=parts.path.removesuffix("/c")))


def _knows_escrows(error: NotThere) -> bool:
    """A chain says in its own words that it has no such escrow; a wrong address (a web server, another service, the
    coordinator's own route table) answers its plain "Not Found", 403 or 405."""
    return error.status == 404 and not error.explanation.lower().startswith("not found")
