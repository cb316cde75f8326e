"""The coordinator over HTTP (protocol page, sections 5, 8 and 9): one method a call, one try a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from desktop_app.domain.errors import NotThere, WrongKey
from desktop_app.domain.jobs import HandedJob, ListedJob
from desktop_app.domain.limits import UNLIMITED, Allowance
from desktop_app.marketplace.asking import ask, must
from desktop_app.net.client import HttpClient
from desktop_app.provider.ports import NetworkEarnings, Proof, Registration, ServerTraits
from desktop_app.wire import receipts
from desktop_app.wire.health import Health
from desktop_app.wire.jobs import JobView
from desktop_app.wire.miners import (
    DeregisterAnswer,
    EarningsAnswer,
    FailRequest,
    HeartbeatRequest,
    MinerJobs,
    Ok,
    PollAnswer,
    PollRequest,
    RegisterAnswer,
    RegisterRequest,
    ResultAnswer,
    ResultRequest,
)
from desktop_app.wire.receipts import ReceiptsPage


class HttpCoordinator:
    """Implements ports.Coordinator. `base_url` may have a path prefix; key and id go with every call."""

    def __init__(self, base_url: str, miner_id: str, key: str) -> None:
        self._id = miner_id
        self._path = quote(miner_id, safe="")
        self._http = HttpClient(base_url, headers={"X-Api-Key": key, "X-Miner-ID": miner_id})

    def listen(self, heard: Callable[[datetime], None]) -> None:
        self._http.on_time = heard

    async def renew(self) -> None:
        await self._http.renew()

    async def traits(self) -> ServerTraits:
        try:
            health = await must(self._http, Health, "GET", "/health")
        except (NotThere, WrongKey):
            return ServerTraits(told=False)  # some hubs do not pass /health on, which says nothing about the rest
        practice = health.practice
        if practice is None:
            return ServerTraits(is_play=health.is_practice)
        return ServerTraits(
            is_play=True, long_poll=practice.long_poll, allowance=Allowance() if practice.limits else UNLIMITED
        )

    async def register(self, registration: Registration) -> None:
        message = RegisterRequest(
            capabilities=dict(registration.capabilities),
            concurrency=registration.concurrency,
            region=registration.region,
        )
        await must(self._http, RegisterAnswer, "POST", "/v1/miners/register", message)

    async def heartbeat(self, inflight: int, status: str, metadata: Mapping[str, Any]) -> None:
        message = HeartbeatRequest(inflight=inflight, status=status, metadata=dict(metadata))
        await must(self._http, Ok, "POST", "/v1/miners/heartbeat", message)

    async def poll(self, max_wait: float) -> HandedJob | None:
        message = PollRequest(max_wait_seconds=int(max_wait))
        answer = await ask(self._http, PollAnswer, "POST", "/v1/miners/poll", message, timeout=max_wait + 15.0)
        if answer is None:
            return None
        return HandedJob(answer.job_id, answer.read_payload(), answer.read_constraints())

    async def submit_result(self, job_id: str, body: Mapping[str, Any]) -> Proof | None:
        message = ResultRequest(result=body["result"], metrics=body["metrics"])
        answer = await must(self._http, ResultAnswer, "POST", f"/v1/miners/{quote(job_id, safe='')}/result", message)
        return receipts.read(answer.receipt)

    async def fail(self, job_id: str, body: Mapping[str, Any]) -> None:
        message = FailRequest(error_code=body["error_code"], error_message=body["error_message"])
        await must(self._http, Ok, "POST", f"/v1/miners/{quote(job_id, safe='')}/fail", message)

    async def running_jobs(self) -> list[ListedJob]:
        return await self._jobs({"job_status": "RUNNING", "limit": -1})

    async def recent_jobs(self, limit: int) -> list[ListedJob]:
        return await self._jobs({"limit": limit})

    async def receipts(self, job_id: str) -> list[Proof]:
        params: dict[str, str | int] = {"job_id": job_id, "limit": 20}
        return receipts.read_all(await must(self._http, ReceiptsPage, "GET", "/v1/explorer/receipts", params=params))

    async def earnings(self) -> NetworkEarnings:
        answer = await must(self._http, EarningsAnswer, "POST", f"/v1/miners/{self._path}/earnings")
        return NetworkEarnings(answer.total, answer.pending, answer.completed_jobs)

    async def deregister(self) -> None:
        await must(self._http, DeregisterAnswer, "DELETE", f"/v1/miners/{self._path}", timeout=3.0)

    async def close(self) -> None:
        await self._http.close()

    async def _jobs(self, params: dict[str, str | int]) -> list[ListedJob]:
        page = await must(self._http, MinerJobs, "POST", f"/v1/miners/{self._path}/jobs", params=params)
        return [_listed(view) for view in page.jobs]


def _listed(view: JobView) -> ListedJob:
    return ListedJob(
        job_id=view.job_id,
        state=view.state,
        payload=view.read_payload(),
        constraints={},
        result=view.read_result(),
        requested_at=view.requested,
        expires_at=view.expires,
        payment_status=view.payment_status,
        assigned_to=view.assigned_miner_id,
        error=view.error,
    )
