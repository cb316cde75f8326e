"""Certificates are read once, and not at all where none are needed."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpx
import pytest

from desktop_app.net import client
from desktop_app.net.client import HttpClient


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ssl.SSLContext]]:
    """Every time that they are read."""
    found: list[ssl.SSLContext] = []
    real = httpx.create_ssl_context

    def read(trust_env: bool) -> ssl.SSLContext:
        found.append(real(trust_env=trust_env))
        return found[-1]

    monkeypatch.setattr(client.httpx, "create_ssl_context", read)
    client._authorities.cache_clear()
    yield found
    client._authorities.cache_clear()


async def test_all_clients_share_what_was_read(readings: list[ssl.SSLContext]) -> None:
    clients = [HttpClient(f"https://{name}.example") for name in ("one", "two")]
    await clients[0].renew()
    assert len(readings) == 1
    assert readings[0].verify_mode is ssl.CERT_REQUIRED
    assert readings[0].check_hostname
    for one in clients:
        await one.close()


async def test_a_server_on_this_machine_without_tls_needs_none(readings: list[ssl.SSLContext]) -> None:
    await HttpClient("http://127.0.0.1:1").close()
    assert readings == []
