"""What others ask, read from a market over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.first_price import Ask
from desktop_app.marketplace.asks import asks

OFFERS: list[Any] = [
    {"id": "1", "provider": "a", "gpu_model": "RTX 4070", "price_per_hour": "0.3", "status": "available"},
    {"id": "2", "provider": "b", "gpu_model": "RTX 4070", "price": 0.25, "status": "open"},
    {"id": "3", "provider": "me", "gpu_model": "RTX 4070", "price": 9, "status": "open"},
    {"id": "4", "provider": "c", "gpu_model": "RTX 4070", "price": 1, "status": "cancelled"},
    {"id": "5", "provider": "d", "gpu_model": None, "price": 1, "status": "open"},
    {"id": "6", "provider": "e", "gpu_model": "RTX 4070", "price": 0, "status": "open"},
    {"no": "offer"},
    7,
]


@pytest.fixture
def market() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/m/v1/marketplace/offers"
            body = json.dumps(OFFERS if found else {"detail": "gone"}).encode()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


async def test_live_offers_of_others_with_a_price(market: str) -> None:
    found = await asks(f"{market}/m/v1/marketplace", but_not_of="me")
    assert found == [Ask("RTX 4070", Decimal("0.3")), Ask("RTX 4070", Decimal("0.25"))]


async def test_a_market_that_does_not_answer(market: str) -> None:
    with pytest.raises(NetworkError):
        await asks(market)
