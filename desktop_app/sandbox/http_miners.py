"""The miner's endpoints (section 5). Any key may act for any miner id."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from desktop_app.sandbox import books
from desktop_app.sandbox.answers import answer, internal_error, refuse
from desktop_app.sandbox.calls import Call, found
from desktop_app.sandbox.dispatch import UnknownMiner
from desktop_app.wire import codec
from desktop_app.wire.miners import (
    CapabilitiesAnswer,
    DeregisterAnswer,
    FailRequest,
    HeartbeatRequest,
    MinerJobs,
    Ok,
    PollAnswer,
    PollRequest,
    RegisterAnswer,
    RegisterRequest,
    ResultRequest,
)


async def register(call: Call) -> Response:
    request = await call.body(RegisterRequest)
    return answer(RegisterAnswer(session_token=call.network.register(call.miner, request)))


async def capabilities(call: Call) -> Response:
    """Changes the header's miner and echoes the path's id."""
    request = await call.body(RegisterRequest)
    token = call.network.register(call.miner, request)
    return answer(CapabilitiesAnswer(
        miner_id=call.path("miner"), capabilities=codec.raw(request.capabilities), session_token=token
    ))


async def deregister(call: Call) -> Response:
    """Acts on the path's id, whoever calls."""
    miner = call.path("miner")
    if not call.network.deregister(miner):
        raise refuse(404, "miner not found")
    return answer(DeregisterAnswer(miner_id=miner))


async def heartbeat(call: Call) -> Response:
    if not call.network.heartbeat(call.miner, await call.body(HeartbeatRequest)):
        raise refuse(404, "miner not registered")
    return answer(Ok())


async def poll(call: Call) -> Response:
    """200 with a job, or 204. Extension: waits for `max_wait_seconds`, which the real server ignores."""
    request, network = await call.body(PollRequest), call.network
    try:
        handed = (
            await _wait(call, request.max_wait_seconds)
            if network.config.long_poll and request.max_wait_seconds > 0
            else network.dispatch.take(call.miner)
        )
    except UnknownMiner:
        return internal_error(call.request.url.path)
    return answer(handed) if handed else Response(status_code=204)


async def _wait(call: Call, seconds: int) -> PollAnswer | None:
    gone: asyncio.Task[Any] = asyncio.create_task(_hung_up(call.request))
    try:
        return await call.network.dispatch.poll(call.miner, seconds, gone)
    finally:
        gone.cancel()


async def _hung_up(request: Request) -> None:
    """Returns when the caller has closed the connection (the body was read before)."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def result(call: Call) -> Response:
    request = await call.body(ResultRequest)
    receipt = found(call.network.result(call.miner, call.path("job"), request), "job not found")
    return answer({"status": "ok", "receipt": receipt})


async def fail(call: Call) -> Response:
    request = await call.body(FailRequest)
    if not call.network.fail(call.miner, call.path("job"), request):
        raise refuse(404, "job not found")
    return answer(Ok())


async def jobs(call: Call) -> Response:
    miner, limit, offset = call.path("miner"), call.number("limit", 20), call.number("offset", 0)
    rows = call.network.jobs.of_miner(
        miner, limit=limit, offset=offset, state=call.query("job_status"), kind=call.query("job_type")
    )
    return answer(MinerJobs(jobs=rows, total=len(rows), limit=limit, offset=offset, miner_id=miner))


async def earnings(call: Call) -> Response:
    miner, since, until = call.path("miner"), call.query("from_time"), call.query("to_time")
    return answer(books.earnings(call.network.store, miner, since, until))


async def broken_complete(call: Call) -> Response:
    """Not to be used (section 5): 500 where it works, 400 and a FAILED job where it does not."""
    body = await call.body(dict[str, Any])
    state = found(call.network.delivery.complete(call.path("job"), body.get("output")), "job not found")
    if state != "RUNNING":
        raise refuse(400, "job is not running")
    return internal_error(call.request.url.path)


async def broken_fail(call: Call) -> Response:
    """Always 500, the job unchanged (section 5)."""
    return internal_error(call.request.url.path)
