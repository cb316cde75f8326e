"""The marketplace's listings (section 10): no credentials, no owners."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, Final

import msgspec

from desktop_app.domain.money import quantize
from desktop_app.sandbox.clock import Clock, stamp
from desktop_app.sandbox.store import Store
from desktop_app.wire import codec
from desktop_app.wire.offers import HardwareOffer, SoftwareOffer, SoftwareOfferAnswer

STATUSES: Final = frozenset(
    {"available", "open", "reserved", "booked", "in_use", "delisted", "cancelled", "closed", "expired"}
)
_NOT_CANCELLABLE: Final = frozenset({"cancelled", "booked"})


class Market:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def post_hardware(self, offer: HardwareOffer) -> dict[str, Any]:
        """A new offer each time, from whatever is given: even an empty body makes a (junk) offer."""
        offer_id, now = str(uuid.uuid4()), stamp(self._clock.now())
        status = offer.status or "available"
        body: dict[str, Any] = msgspec.to_builtins(offer, builtin_types=(Decimal,))
        body |= {
            "id": offer_id, "status": status, "created_at": now,
            "provider": offer.provider or offer.wallet or "default-provider",
            "price": quantize(offer.price or Decimal(0)),
            "price_per_hour": quantize(offer.price_per_hour) if offer.price_per_hour is not None else None,
        }
        self._store.run(
            "INSERT INTO hardware_offers (id, status, created_at, body) VALUES (?, ?, ?, ?)",
            offer_id, status, now, codec.encode(body).decode(),
        )
        return body

    def hardware(self, wanted: dict[str, str]) -> list[dict[str, Any]]:
        """Newest first; `wanted` filters by status, region, gpu_model and chain_id."""
        rows = self._store.all("SELECT status, body FROM hardware_offers ORDER BY seq DESC")
        offers = (_with_status(row["body"], row["status"]) for row in rows)
        return [offer for offer in offers if all(offer.get(name) == value for name, value in wanted.items())]

    def hardware_offer(self, offer: str) -> dict[str, Any] | None:
        row = self._store.one("SELECT status, body FROM hardware_offers WHERE id = ?", offer)
        return _with_status(row["body"], row["status"]) if row else None

    def cancel_hardware(self, offer: str) -> dict[str, Any] | None:
        """The cancelled offer; None when it was cancelled or booked already. KeyError when unknown."""
        found = self.hardware_offer(offer)
        if found is None:
            raise KeyError(offer)
        if found["status"] in _NOT_CANCELLABLE:
            return None
        self._store.run("UPDATE hardware_offers SET status = 'cancelled' WHERE id = ?", offer)
        return found | {"status": "cancelled"}

    def post_software(self, offer: SoftwareOffer) -> SoftwareOfferAnswer:
        """Inserts or replaces by plugin_id; the default one collides with every other provider of that model."""
        plugin = offer.plugin_id or f"{offer.service_type}-{offer.model}"
        body = msgspec.to_builtins(offer, builtin_types=(Decimal,))
        body |= {"plugin_id": plugin, "price": quantize(offer.price), "updated_at": stamp(self._clock.now())}
        self._store.run(
            "INSERT OR REPLACE INTO software_offers (plugin, status, body) VALUES (?, ?, ?)",
            plugin, offer.status, codec.encode(body).decode(),
        )
        return SoftwareOfferAnswer(
            plugin_id=plugin, service_type=offer.service_type, model=offer.model, status=offer.status
        )

    def software(self, wanted: dict[str, str]) -> list[dict[str, Any]]:
        """`wanted` filters by service_type and status."""
        rows = self._store.all("SELECT status, body FROM software_offers ORDER BY plugin")
        offers = (_with_status(row["body"], row["status"]) for row in rows)
        return [offer for offer in offers if all(offer.get(name) == value for name, value in wanted.items())]

    def software_offer(self, plugin: str) -> dict[str, Any] | None:
        row = self._store.one("SELECT status, body FROM software_offers WHERE plugin = ?", plugin)
        return _with_status(row["body"], row["status"]) if row else None

    def delete_software(self, plugin: str) -> bool:
        return bool(self._store.run("DELETE FROM software_offers WHERE plugin = ?", plugin))


def _with_status(body: str, status: str) -> dict[str, Any]:
    content: dict[str, Any] = codec.decode(dict[str, Any], body.encode())
    return content | {"status": status}
