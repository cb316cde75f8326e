"""Test of the connection, over HTTP against the practice network and against addresses that are something else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from desktop_app.domain.errors import BadAnswer
from desktop_app.domain.networks import NetworkProfile
from desktop_app.marketplace.chain import HttpChain
from desktop_app.provider.connection import examine
from desktop_app.reach import opened


@contextmanager
def web_server(status: int, body: bytes) -> Iterator[str]:
    class Page(BaseHTTPRequestHandler):
        def _any(self):
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _any

        def log_message(self, *_): ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


async def parts(profile: NetworkProfile, key: str):
    async with opened(profile, key, Path("no profile here")) as n:
        found = await examine(n.coordinator, n.chain, n.market, n.ratings, profile.provider_id, has_key=True)
    return {part.name: part for part in found}


async def test_everything_works_and_the_lane_is_not_disturbed(start):
    network = start()
    network.register()
    url = network.ready.url
    found = await parts(NetworkProfile("n", url, "m1", market_url=url), network.ready.miner_key)
    assert [p.works for p in found.values()] == [True] * 5
    assert "practice network" in found["coordinator"].says and "no record" in found["reputation"].says
    network.submit()
    assert network.poll() is not None, "the probe neither deregistered nor registered anew"


async def test_a_wrong_key_is_told_apart_from_everything_else(start):
    network = start()
    found = await parts(NetworkProfile("n", network.ready.url, "m1"), "wrong")
    assert found["key"].works is False and "operator" in found["key"].next_step
    assert found["coordinator"].works and found["escrow look-up"].works and found["marketplace"].works is None


async def test_nobody_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        found = await parts(NetworkProfile("n", url, "m1", market_url=url), "key")
    assert found["coordinator"].works is False and found["coordinator"].next_step
    assert found["key"].works is None and found["escrow look-up"].works is False and found["marketplace"].works is False


@pytest.mark.parametrize(
    ("status", "body"),
    [(404, b"<html>nothing here</html>"), (404, b'{"detail":"Not Found"}'), (403, b'{"detail":"Forbidden"}'), (200, b"<html>Log in</html>")],
)
async def test_a_chain_at_a_wrong_address_is_not_an_unknown_escrow(start, status, body):
    network = start()
    with web_server(status, body) as elsewhere:
        found = await parts(NetworkProfile("n", network.ready.url, "m1", elsewhere), network.ready.miner_key)
        assert found["escrow look-up"].works is False and "--rpc" in found["escrow look-up"].next_step
        chain = HttpChain(elsewhere)
        with pytest.raises(BadAnswer):
            await chain.escrow("j")
        await chain.close()
    chain = HttpChain(network.ready.rpc)
    assert await chain.escrow("j") is None
    await chain.close()


async def test_the_balance_of_an_address(start):
    network = start()
    network.register()
    network.submit(paid="1.5", provider_address="0x" + "a" * 40)
    job = network.poll()
    network.deliver(job["job_id"])
    chain = HttpChain(network.ready.rpc)
    assert await chain.balance("0x" + "a" * 40) == Decimal("1.4625")
    assert await chain.balance("0x" + "c" * 40) is None
    await chain.close()
