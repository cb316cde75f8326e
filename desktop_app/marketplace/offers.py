"""The marketplace over HTTP (protocol page, section 10). It asks nobody who he is: what is listed under our id may
be anybody's, so only what also carries our mark or id scheme is taken for ours."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

import msgspec

from desktop_app.domain.errors import NetworkError, NotThere, Refused
from desktop_app.domain.listings import ListedOffer, MarketOffer, Offer, OfferKind
from desktop_app.marketplace.asking import ask, must
from desktop_app.net.client import HttpClient
from desktop_app.wire import codec
from desktop_app.wire.offers import HardwareOffer, HardwareOfferView, SoftwareOffer, SoftwareOfferAnswer

_MARK = "aitbc_provider_ref"
HARDWARE, _SOFTWARE = "/v1/marketplace/offers", "/v1/marketplace/offer"
_SERVICE = "ollama"
_TAKEN = ("reserved", "booked", "in_use")
_LIVE = ("available", "open", "reserved")


def market_client(base_url: str) -> HttpClient:
    """`base_url` is what stands before `/v1/marketplace/`, or with it."""
    return HttpClient(base_url.rstrip("/").removesuffix("/v1/marketplace"))


class HttpMarketplace:
    """Implements provider.market_ports.Marketplace. `base_url` is what stands before `/v1/marketplace/`."""

    def __init__(self, base_url: str) -> None:
        self._http = market_client(base_url)

    async def publish(self, offer: Offer, ref: str, provider_id: str) -> str:
        if offer.kind is OfferKind.SOFTWARE:
            return await self._post_software(offer, ref, provider_id, "active")
        message = HardwareOffer(
            provider=provider_id, wallet=offer.payout_address or None, capacity=1.0, price=offer.price,
            price_per_hour=offer.price, gpu_model=offer.gpu or None, gpu_memory_gb=offer.memory_gb,
            gpu_count=1 if offer.gpu else 0, region=offer.region or None, attributes={**offer.attributes, _MARK: ref},
            status="available",
        )  # fmt: skip
        return (await must(self._http, HardwareOfferView, "POST", HARDWARE, message)).id

    async def withdraw(self, offer: Offer, remote_id: str, provider_id: str) -> None:
        if offer.kind is OfferKind.SOFTWARE:
            await self._post_software(offer, remote_id, provider_id, "inactive")
        else:
            await self.remove(offer.kind, remote_id)

    async def remove(self, kind: OfferKind, remote_id: str) -> None:
        path = quote(remote_id, safe="")
        try:
            if kind is OfferKind.SOFTWARE:
                await ask(self._http, msgspec.Raw, "DELETE", f"{_SOFTWARE}/{path}")
            else:
                await ask(self._http, msgspec.Raw, "POST", f"{HARDWARE}/{path}/cancel")
        except (NotThere, Refused) as error:
            if error.status not in (404, 400):  # 400: cancelled already, or booked, which nobody can take back
                raise

    async def listed(self, provider_id: str) -> list[ListedOffer]:
        hardware = await must(self._http, list[msgspec.Raw], "GET", HARDWARE)
        software = await must(self._http, list[msgspec.Raw], "GET", _SOFTWARE, params={"service_type": _SERVICE})
        found = [*map(_hardware, hardware), *map(_software, software)]
        return [offer for owner, offer in filter(None, found) if owner == provider_id]

    async def offers(self) -> list[MarketOffer]:
        hardware = await must(self._http, list[msgspec.Raw], "GET", HARDWARE)
        software = await must(self._http, list[msgspec.Raw], "GET", _SOFTWARE, params={"service_type": _SERVICE})
        return list(filter(None, [*map(_any_hardware, hardware), *map(_any_software, software)]))

    async def close(self) -> None:
        await self._http.close()

    async def _post_software(self, offer: Offer, plugin: str, provider_id: str, status: str) -> str:
        message = SoftwareOffer(
            service_type=_SERVICE, model=offer.name, price=Decimal(offer.price), price_unit="per_processing_hour",
            provider_address=offer.payout_address or None, node_id=provider_id, gpu_name=offer.gpu or None,
            description=offer.attributes.get("about", "Served by AITBC Provider"), status=status, plugin_id=plugin,
        )  # fmt: skip
        return (await must(self._http, SoftwareOfferAnswer, "POST", _SOFTWARE, message)).plugin_id


def _hardware(raw: msgspec.Raw) -> tuple[str, ListedOffer] | None:
    """An offer and whose it says it is; one that cannot be read does not hide the others."""
    try:
        view = codec.decode(HardwareOfferView, raw)
    except NetworkError:
        return None
    ref = view.attributes.get(_MARK)
    if not view.provider or not isinstance(ref, str):
        return None
    return view.provider, ListedOffer(OfferKind.HARDWARE, view.id, ref, view.status in _LIVE)


def _software(raw: msgspec.Raw) -> tuple[str, ListedOffer] | None:
    try:
        view = codec.decode(SoftwareOffer, raw)
    except NetworkError:
        return None
    if not view.node_id or not view.plugin_id or not view.plugin_id.startswith(f"{view.node_id}-"):
        return None
    return view.node_id, ListedOffer(OfferKind.SOFTWARE, view.plugin_id, view.plugin_id, view.status == "active")


def _any_hardware(raw: msgspec.Raw) -> MarketOffer | None:
    try:
        view = codec.decode(HardwareOfferView, raw)
    except NetworkError:
        return None
    price = view.price_per_hour if view.price_per_hour is not None else view.price
    return MarketOffer(
        OfferKind.HARDWARE, view.provider or view.wallet or "", view.gpu_model or "", view.gpu_model or "",
        view.region or "", price or Decimal(0), view.status in _LIVE, view.gpu_memory_gb, view.status in _TAKEN,
    )  # fmt: skip


def _any_software(raw: msgspec.Raw) -> MarketOffer | None:
    """Its price counts only where it is told by the hour."""
    try:
        view = codec.decode(SoftwareOffer, raw)
    except NetworkError:
        return None
    price = view.price if view.price_unit == "per_processing_hour" else Decimal(0)
    return MarketOffer(
        OfferKind.SOFTWARE, view.node_id or view.provider_address or "", view.model, view.gpu_name or "", "", price,
        view.status == "active",
    )  # fmt: skip
