"""Each fault on real sockets, as our one HTTP client meets it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import pytest

from desktop_app.domain.errors import AnswerLost, BadAnswer, NotThere, RateLimited, ServerFault, Unreachable
from desktop_app.marketplace.asking import must
from desktop_app.net.client import HttpClient
from desktop_app.wire.miners import Ok
from tests.faults.plan import Fault, Script
from tests.faults.proxy import FaultProxy


@dataclass
class Server:
    """Answers `{"status":"ok"}` to everything and counts."""

    handled: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.handled.append(head.split()[1].decode())
        body = b'{"status":"ok"}'
        writer.write(
            b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\nContent-Length: %d\r\n\r\n%s"
            % (len(body), body)
        )
        await writer.drain()
        writer.close()


@pytest.fixture
async def street():
    """(proxy, server behind it, client before it)"""
    server = Server()
    behind = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    proxy = FaultProxy(behind.sockets[0].getsockname()[1])
    await proxy.accept()
    client = HttpClient(proxy.url, read_timeout=1.0)
    yield proxy, server, client
    await client.close()
    await proxy.refuse()
    behind.close()


@pytest.mark.parametrize(
    ("fault", "error", "handled"),
    [
        (Fault("drop_before"), AnswerLost, 0),
        (Fault("reset_before"), AnswerLost, 0),
        (Fault("hang", 3.0), AnswerLost, 0),
        (Fault("status_before"), ServerFault, 0),
        (Fault("busy", 7), RateLimited, 0),
        (Fault("portal"), BadAnswer, 0),
        (Fault("redirect"), BadAnswer, 0),
        (Fault("lost_page"), NotThere, 0),
        (Fault("drop_after"), AnswerLost, 1),
        (Fault("reset_after"), AnswerLost, 1),
        (Fault("half"), AnswerLost, 1),
        (Fault("status_after", status=502), ServerFault, 1),
        (Fault("late", 1.5), AnswerLost, 0),
    ],
    ids=lambda v: v.kind if isinstance(v, Fault) else "",
)
async def test_every_fault_is_one_of_our_errors_and_the_next_call_works(street, fault, error, handled):
    proxy, server, client = street
    proxy.plan = Script({"/a": [fault]})
    with pytest.raises(error) as caught:
        await must(client, Ok, "GET", "/a")
    assert type(caught.value) is error and len(server.handled) == handled
    if error is RateLimited:
        assert caught.value.retry_after == 7
    assert (await must(client, Ok, "GET", "/b")).status == "ok"


async def test_harmless_faults_give_the_answer(street):
    proxy, server, client = street
    for fault in (Fault("delay", 0.3), Fault("slow", 0.3), Fault("duplicate"), Fault("skew", 3600)):
        proxy.plan = Script({"/a": [fault]})
        began = time.monotonic()
        answer = await client.request("GET", "/a")
        assert answer.status == 200 and answer.body == b'{"status":"ok"}'
        if fault.kind in ("delay", "slow"):
            assert time.monotonic() - began >= 0.25
        if fault.kind == "skew":
            assert parsedate_to_datetime(answer.headers["date"]).minute != 0 or answer.headers["date"][5:7] != "22"
    assert len(server.handled) == 4


async def test_nobody_listens_and_then_somebody_does(street):
    proxy, _, client = street
    await proxy.refuse()
    with pytest.raises(Unreachable):
        await client.request("GET", "/a")
    await proxy.accept()
    assert (await client.request("GET", "/a")).status == 200
