"""A real practice network on a real port, in a thread of its own, met with a plain HTTP client."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from desktop_app.sandbox.config import PracticeConfig, Ready
from desktop_app.sandbox.serve import serve

BUYER = "0x" + "b" * 40


class Practice:
    """One running network; `miner` and `client` are HTTP clients with the two kinds of credentials."""

    def __init__(self, **options: Any) -> None:
        self.config = PracticeConfig(**options)
        self._started = threading.Event()
        self._fault: BaseException | None = None
        self._told = False
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        assert self._started.wait(10)
        if self._fault:
            raise self._fault
        self.clients: list[httpx.Client] = []
        self.miner = self.as_miner("m1")
        self.client = self.http({"Authorization": f"Bearer {self.ready.client_token}"})
        self.nobody = self.http({})

    def _serve(self) -> None:
        async def main() -> None:
            self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
            await serve(self.config, self._on_ready, self._stop)

        try:
            asyncio.run(main())
        except BaseException as fault:  # noqa: BLE001 - raised again in the test's own thread
            self._fault = fault
            self._started.set()

    def _on_ready(self, ready: Ready) -> None:
        self.ready = ready
        self._started.set()

    def http(self, headers: dict[str, str]) -> httpx.Client:
        """A client that is closed when the network stops."""
        # verify: loading certificates takes longer than a whole test, and there is no TLS here.
        client = httpx.Client(base_url=self.ready.url, headers=headers, timeout=20, trust_env=False, verify=False)
        self.clients.append(client)
        return client

    def as_miner(self, name: str) -> httpx.Client:
        return self.http({"X-Api-Key": self.ready.miner_key, "X-Miner-ID": name})

    def register(self, client: httpx.Client | None = None, **more: Any) -> None:
        body = {"capabilities": {"models": ["tiny"]}, "concurrency": 0, **more}
        assert (client or self.miner).post("/v1/miners/register", json=body).status_code == 200

    def submit(self, payload: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """A new job's JobView; `paid` makes it an escrowed one."""
        if (amount := more.pop("paid", None)) is not None:
            more |= {"payment_amount": amount, "buyer_address": BUYER}
        answer = self.client.post("/v1/jobs", json={"payload": payload or {"type": "inference"}, **more})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def poll(self, client: httpx.Client | None = None, wait: int = 0) -> dict[str, Any] | None:
        answer = (client or self.miner).post("/v1/miners/poll", json={"max_wait_seconds": wait})
        assert answer.status_code in (200, 204), answer.text
        return answer.json() if answer.status_code == 200 else None

    def deliver(self, job: str, client: httpx.Client | None = None, **body: Any) -> dict[str, Any]:
        answer = (client or self.miner).post(f"/v1/miners/{job}/result", json={"result": {"output": "x"}, **body})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def view(self, job: str) -> dict[str, Any]:
        return self.client.get(f"/v1/jobs/{job}").json()

    def escrow(self, job: str) -> dict[str, Any]:
        return self.nobody.get(f"/rpc/escrow/{job}").json()

    def books(self, *, detail: bool = False) -> dict[str, Any]:
        return self.client.get("/practice/books", params={"detail": int(detail)}).json()

    def stop(self, *, wait: bool = True) -> None:
        """In order; without `wait` it ends beside the next test, to be joined later."""
        for client in self.clients:
            client.close()
        if not self._told:
            self._told = True
            self._loop.call_soon_threadsafe(self._stop.set)
        if not wait:
            return
        self._thread.join(10)
        if self._fault:
            raise self._fault


@pytest.fixture(scope="session")
def ending() -> Iterator[list[Practice]]:
    """Networks told to stop: uvicorn takes a tenth of a second for that, which no test waits for."""
    networks: list[Practice] = []
    yield networks
    for network in networks:
        network.stop()


@pytest.fixture
def start(ending: list[Practice]) -> Iterator[Callable[..., Practice]]:
    """Starts networks; they end with the test."""
    running: list[Practice] = []

    def make(**options: Any) -> Practice:
        running.append(Practice(**options))
        return running[-1]

    yield make
    for practice in running:
        practice.stop(wait=False)
    ending.extend(running)


@pytest.fixture
def practice(start: Callable[..., Practice]) -> Practice:
    """An own network without customers, its miner `m1` registered without a limit."""
    network = start()
    network.register()
    return network


@pytest.fixture(scope="module")
def shared() -> Iterator[Practice]:
    """One network for a module's tests that leave no jobs behind."""
    network = Practice()
    yield network
    network.stop()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "state.db"
