"""The way to an in-process practice network, in virtual time, with the same faults as the proxy has."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx

from desktop_app.net.client import HttpClient
from tests.faults.plan import AFTER, Fault, Plan, nothing
from tests.faults.virtual import VirtualClock


@dataclass
class Wire(httpx.AsyncBaseTransport):
    """`seen`: (when, method, path, fault kind, reached the server). `plan` decides; `outage` goes before it."""

    app: Any
    clock: VirtualClock
    plan: Plan = nothing
    outage: Fault | None = None
    seen: list[tuple[float, str, str, str, bool]] = field(default_factory=list)
    late: set[asyncio.Task[httpx.Response]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._through = httpx.ASGITransport(app=self.app, raise_app_exceptions=True)

    def attach(self, client: HttpClient) -> None:
        """This client goes this way from now on."""
        old = client._http
        client._make = lambda: httpx.AsyncClient(
            headers={k: v for k, v in old.headers.items() if k.lower().startswith("x-")}, transport=self,
            timeout=old.timeout, follow_redirects=False,
        )  # fmt: skip
        client._http = client._make()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        fault = self.outage or self.plan(request.method, request.url.path)
        kind = fault.kind if fault else ""
        reaches = fault is None or kind in AFTER or kind in ("delay", "slow", "duplicate", "skew")
        self.seen.append((self.clock.monotonic(), request.method, request.url.path, kind, reaches))
        if fault is None:
            return await self._through.handle_async_request(request)
        return await self._break(request, fault, request.extensions["timeout"]["read"])

    async def _break(self, request: httpx.Request, fault: Fault, patience: float) -> httpx.Response:
        kind = fault.kind
        if kind == "refused":
            raise httpx.ConnectError("refused", request=request)
        if kind in ("drop_before", "reset_before"):
            raise httpx.ReadError("dropped", request=request)
        if kind == "hang":
            await self.clock.sleep(patience)
            raise httpx.ReadTimeout("hung", request=request)
        if kind == "late":
            task = asyncio.create_task(self._afterwards(request, patience + fault.seconds))
            self.late.add(task)
            task.add_done_callback(self.late.discard)
            await self.clock.sleep(patience)
            raise httpx.ReadTimeout("late", request=request)
        if kind in ("delay", "slow"):
            await self.clock.sleep(min(fault.seconds, patience - 1))
        if fault.page is not None and kind != "status_after":
            return _page(fault)
        return await self._after(request, fault)

    async def _after(self, request: httpx.Request, fault: Fault) -> httpx.Response:
        answer = await self._through.handle_async_request(request)
        if fault.kind in ("drop_after", "reset_after"):
            raise httpx.RemoteProtocolError("dropped", request=request)
        if fault.kind == "status_after":
            return _page(fault)
        if fault.kind == "half":  # cut by something that did not say how long it should be
            whole = await answer.aread()
            return httpx.Response(answer.status_code, content=whole[: len(whole) // 2])
        return answer

    async def _afterwards(self, request: httpx.Request, seconds: float) -> httpx.Response:
        await self.clock.sleep(seconds)
        return await self._through.handle_async_request(request)


def _page(fault: Fault) -> httpx.Response:
    assert fault.page is not None
    status, body, headers = fault.page
    return httpx.Response(status, content=body, headers=headers)
