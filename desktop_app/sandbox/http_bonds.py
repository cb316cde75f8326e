"""The bond endpoints (section 8): for clients, and any client may do anything to any provider's bond."""

from __future__ import annotations

from starlette.responses import Response

from desktop_app.sandbox.answers import answer
from desktop_app.sandbox.calls import Call, found
from desktop_app.wire.bonds import BondRequest


async def eligibility(call: Call) -> Response:
    return answer(call.network.bonds.of(call.path("provider")))


async def put(call: Call) -> Response:
    bond = call.network.bonds.put(call.path("provider"), await call.body(BondRequest))
    call.network.bell.ring()
    return answer(bond)


async def slash(call: Call) -> Response:
    return answer(found(call.network.bonds.slash(call.path("provider")), "bond not found"))
