"""What others ask for their cards on the marketplace (protocol page, section 10); only read."""

from __future__ import annotations

import msgspec

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.first_price import Ask
from desktop_app.marketplace.asking import must
from desktop_app.net.client import HttpClient
from desktop_app.wire import codec
from desktop_app.wire.offers import HardwareOfferView

_LIVE = ("available", "open", "reserved")


async def asks(base_url: str, but_not_of: str = "") -> list[Ask]:
    """Live offers of cards with a price an hour, those of provider `but_not_of` left out. NetworkError when the market
    does not answer; an offer that cannot be read is left out."""
    http = HttpClient(base_url.rstrip("/").removesuffix("/v1/marketplace"))
    try:
        listed = await must(http, list[msgspec.Raw], "GET", "/v1/marketplace/offers")
    finally:
        await http.close()
    found = (_ask(raw, but_not_of) for raw in listed)
    return [ask for ask in found if ask is not None]


def _ask(raw: msgspec.Raw, but_not_of: str) -> Ask | None:
    try:
        view = codec.decode(HardwareOfferView, raw)
    except NetworkError:
        return None
    price = view.price_per_hour if view.price_per_hour is not None else view.price
    ours = bool(but_not_of) and view.provider == but_not_of
    if ours or price is None or price <= 0 or not view.gpu_model or view.status not in _LIVE:
        return None
    return Ask(view.gpu_model, price)
