"""The chain's endpoints (section 8): nobody needs credentials there, not even to release."""

from __future__ import annotations

from decimal import Decimal

from starlette.responses import Response

from desktop_app.sandbox.answers import answer, refuse
from desktop_app.sandbox.calls import Call, found
from desktop_app.wire.escrow import AccountView, CreateEscrow


async def escrow(call: Call) -> Response:
    job = call.path("job")
    return answer(found(call.network.money.escrow(job), f"No escrow found for job_id={job}"))


async def create(call: Call) -> Response:
    request = await call.body(CreateEscrow)
    why_not = call.network.chain.create(request)
    if why_not:
        raise refuse(400, why_not)
    return answer(call.network.money.escrow(request.job_id))


async def release(call: Call) -> Response:
    if not call.network.chain.release(call.path("job")):
        raise refuse(404, f"No escrow found for job_id={call.path('job')}")
    return await escrow(call)


async def refund(call: Call) -> Response:
    if call.network.chain.refund(call.path("job")) is False:
        raise refuse(400, "Escrow was released already")
    return await escrow(call)


async def restart(call: Call) -> Response:
    """Extension: what a restart of the real chain's node does to its contracts."""
    call.network.chain.restart()
    return answer({"status": "ok"})


async def account(call: Call) -> Response:
    """What the chain holds for an address: here, what escrows released to it."""
    address = call.path("address")
    released: Decimal = found(call.network.money.released_to(address), "Account not found")
    return answer(AccountView(address=address, balance=int(released * 3600)))
