"""A provider's bond over HTTP (protocol page, section 8), with a client's token and never with the miner key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from desktop_app.domain.bonds import Bond
from desktop_app.domain.errors import NotThere
from desktop_app.marketplace.asking import must
from desktop_app.net.client import HttpClient
from desktop_app.wire.bonds import Eligibility


class HttpBonds:
    """Implements ports.Bonds. `token` gives the client token when it is first needed, None where there is none."""

    def __init__(self, base_url: str, token: Callable[[], Awaitable[str | None]]) -> None:
        self._url, self._token = base_url, token
        self._http: HttpClient | None = None

    async def bond(self, provider_id: str) -> Bond | None:
        if self._http is None:
            token = await self._token()
            if not token:
                return None
            self._http = HttpClient(self._url, headers={"Authorization": f"Bearer {token}"})
        path = f"/v1/marketplace/providers/{quote(provider_id, safe='')}/eligibility"
        try:
            found = await must(self._http, Eligibility, "GET", path)
        except NotThere as error:
            if error.status == 404:
                return Bond()
            raise
        return Bond(found.status or "", found.amount)

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()
