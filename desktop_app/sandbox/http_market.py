"""The marketplace's endpoints (section 10): no credentials, errors as `{"error": …}`."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from desktop_app.sandbox.answers import answer, internal_error, market_error
from desktop_app.sandbox.calls import Call, read
from desktop_app.sandbox.market import STATUSES
from desktop_app.wire.offers import HardwareOffer, SoftwareOffer


async def post_hardware(call: Call) -> Response:
    """200, not 201; an empty body makes a junk offer."""
    has_body = bool((await call.request.body()).strip())
    offer = await call.body(HardwareOffer, elsewhere=True) if has_body else HardwareOffer()
    return answer(call.network.market.post_hardware(offer))


async def list_hardware(call: Call) -> Response:
    wanted = _filters(call, "status", "region", "gpu_model", "chain_id")
    if wanted.get("status", "open") not in STATUSES:
        raise market_error(400, f"Invalid status; use one of {', '.join(sorted(STATUSES))}")
    return answer(call.network.market.hardware(wanted))


async def get_hardware(call: Call) -> Response:
    offer = call.network.market.hardware_offer(call.path("offer"))
    if offer is None:
        raise market_error(404, "Offer not found")
    return answer(offer)


async def cancel_hardware(call: Call) -> Response:
    try:
        offer = call.network.market.cancel_hardware(call.path("offer"))
    except KeyError:
        raise market_error(404, "Offer not found") from None
    if offer is None:
        raise market_error(400, "Offer cannot be cancelled")
    return answer(offer)


async def post_software(call: Call) -> Response:
    """Inserts or replaces by plugin_id; a bad or empty body answers 500."""
    try:
        offer = msgspec.json.decode(await read(call.request), type=SoftwareOffer, strict=False)
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError):
        return internal_error(call.request.url.path)
    return answer(call.network.market.post_software(offer))


async def list_software(call: Call) -> Response:
    return answer(call.network.market.software(_filters(call, "service_type", "status")))


async def get_software(call: Call) -> Response:
    offer = call.network.market.software_offer(call.path("plugin"))
    if offer is None:
        raise market_error(404, "Offer not found")
    return answer(offer)


async def delete_software(call: Call) -> Response:
    if not call.network.market.delete_software(call.path("plugin")):
        raise market_error(404, "Offer not found")
    return answer({"plugin_id": call.path("plugin"), "status": "deleted"})


def _filters(call: Call, *names: str) -> dict[str, str]:
    values = {name: call.query(name) for name in names}
    return {name: value for name, value in values.items() if value is not None}
