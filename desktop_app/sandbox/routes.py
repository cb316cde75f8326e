"""Every address that answers, with who may call it and how often: one table for routing, credentials and limits."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import unquote

from starlette.responses import Response

from desktop_app.sandbox import http_bonds as bonds
from desktop_app.sandbox import http_chain as chain
from desktop_app.sandbox import http_clients as clients
from desktop_app.sandbox import http_market as market
from desktop_app.sandbox import http_miners as miners
from desktop_app.sandbox import http_public as public
from desktop_app.sandbox.calls import Call

Handler = Callable[[Call], Awaitable[Response]]


class Role(Enum):
    NOBODY = "nobody"
    MINER = "miner"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`limit`: calls in 60 s per address (section 4), None = no limit; endpoints of one `bucket` share theirs."""

    method: str
    path: str
    handler: Handler
    role: Role
    limit: int | None = None
    bucket: str = ""

    @property
    def counted_as(self) -> str:
        return self.bucket or f"{self.method} {self.path}"


_MARKET: Final = (Role.NOBODY, 120, "marketplace")  # the whole service shares one window

ENDPOINTS: Final = (
    Endpoint("GET", "/health", public.health, Role.NOBODY),
    Endpoint("GET", "/v1/reputation/profile/{agent}", public.reputation, Role.NOBODY),
    Endpoint("GET", "/v1/explorer/receipts", public.explorer, Role.NOBODY),
    Endpoint("POST", "/rpc/escrow/create", chain.create, Role.NOBODY),
    Endpoint("GET", "/rpc/escrow/{job}", chain.escrow, Role.NOBODY),
    Endpoint("POST", "/rpc/escrow/{job}/release", chain.release, Role.NOBODY),
    Endpoint("POST", "/rpc/escrow/{job}/refund", chain.refund, Role.NOBODY),
    Endpoint("GET", "/rpc/accounts/{address}", chain.account, Role.NOBODY),
    Endpoint("POST", "/practice/restart-chain", chain.restart, Role.CLIENT),
    Endpoint("GET", "/practice/books", public.practice_books, Role.CLIENT),
    Endpoint("POST", "/v1/miners/register", miners.register, Role.MINER, 50),
    Endpoint("POST", "/v1/miners/heartbeat", miners.heartbeat, Role.MINER, 100),
    Endpoint("POST", "/v1/miners/poll", miners.poll, Role.MINER, 100),
    Endpoint("PUT", "/v1/miners/{miner}/capabilities", miners.capabilities, Role.MINER, 50),
    Endpoint("POST", "/v1/miners/{miner}/jobs", miners.jobs, Role.MINER, 200),
    Endpoint("POST", "/v1/miners/{miner}/earnings", miners.earnings, Role.MINER, 200),
    Endpoint("POST", "/v1/miners/{miner}/jobs/{job}/complete", miners.broken_complete, Role.MINER, 50),
    Endpoint("POST", "/v1/miners/{miner}/jobs/{job}/fail", miners.broken_fail, Role.MINER, 50),
    Endpoint("POST", "/v1/miners/{job}/result", miners.result, Role.MINER, 50),
    Endpoint("POST", "/v1/miners/{job}/fail", miners.fail, Role.MINER, 50),
    Endpoint("DELETE", "/v1/miners/{miner}", miners.deregister, Role.MINER, 50),
    Endpoint("POST", "/v1/jobs", clients.submit, Role.CLIENT, 50),
    Endpoint("GET", "/v1/jobs", clients.listing, Role.CLIENT),
    Endpoint("GET", "/v1/jobs/{job}", clients.one, Role.CLIENT, 200),
    Endpoint("GET", "/v1/jobs/{job}/result", clients.result, Role.CLIENT, 200),
    Endpoint("GET", "/v1/jobs/{job}/receipt", clients.receipt, Role.CLIENT, 200),
    Endpoint("GET", "/v1/jobs/{job}/receipts", clients.receipts, Role.CLIENT, 200),
    Endpoint("GET", "/v1/jobs/{job}/payment", clients.payment, Role.CLIENT),
    Endpoint("POST", "/v1/jobs/{job}/cancel", clients.cancel, Role.CLIENT, 50),
    Endpoint("POST", "/v1/payments/{payment}/release", clients.release, Role.CLIENT),
    Endpoint("POST", "/v1/payments/{payment}/refund", clients.refund, Role.CLIENT),
    Endpoint("GET", "/v1/marketplace/providers/{provider}/eligibility", bonds.eligibility, Role.CLIENT),
    Endpoint("POST", "/v1/marketplace/providers/{provider}/bonds", bonds.put, Role.CLIENT),
    Endpoint("POST", "/v1/marketplace/providers/{provider}/bonds/slash", bonds.slash, Role.CLIENT),
    Endpoint("POST", "/v1/marketplace/offers", market.post_hardware, *_MARKET),
    Endpoint("GET", "/v1/marketplace/offers", market.list_hardware, *_MARKET),
    Endpoint("GET", "/v1/marketplace/offers/{offer}", market.get_hardware, *_MARKET),
    Endpoint("POST", "/v1/marketplace/offers/{offer}/cancel", market.cancel_hardware, *_MARKET),
    Endpoint("POST", "/v1/marketplace/offer", market.post_software, *_MARKET),
    Endpoint("GET", "/v1/marketplace/offer", market.list_software, *_MARKET),
    Endpoint("GET", "/v1/marketplace/offer/{plugin}", market.get_software, *_MARKET),
    Endpoint("DELETE", "/v1/marketplace/offer/{plugin}", market.delete_software, *_MARKET),
)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))


_PATTERNS: Final = tuple((_pattern(endpoint.path), endpoint) for endpoint in ENDPOINTS)


def matching(path: str) -> Iterator[tuple[Endpoint, dict[str, str]]]:
    """The endpoints at this (still percent-encoded) path, whatever their method, and the path's parts."""
    for pattern, endpoint in _PATTERNS:
        found = pattern.fullmatch(path)
        if found:
            yield endpoint, {name: unquote(value) for name, value in found.groupdict().items()}
