"""The marketplace's listings (section 10): hardware offers and software offers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from desktop_app.wire.codec import Message


class HardwareOffer(Message, frozen=True, kw_only=True):
    """POST /v1/marketplace/offers. Unknown keys are dropped; our own terms travel in `attributes`.

    It cannot be edited (405): cancel and post again. Prices in AITBC, memory in GB."""

    provider: str | None = None
    wallet: str | None = None
    capacity: float | None = None
    price: Decimal | None = None
    price_per_hour: Decimal | None = None
    gpu_model: str | None = None
    gpu_memory_gb: float | None = None
    gpu_count: int | None = None
    cuda_version: str | None = None
    region: str | None = None
    sla: str | None = None
    attributes: dict[str, Any] = msgspec.field(default_factory=dict)
    chain_id: str | None = None
    status: str | None = None


class HardwareOfferView(HardwareOffer, frozen=True, kw_only=True):
    """An offer as listed; `created_at` is naive UTC."""

    id: str
    created_at: str | None = None


class SoftwareOffer(Message, frozen=True, kw_only=True):
    """POST /v1/marketplace/offer: inserts or replaces by `plugin_id`, whose default `type-model` collides with
    other providers'; so set it. `price_unit`: per_1k_tokens, per_audio_min, per_processing_hour."""

    service_type: str
    model: str
    price: Decimal = Decimal(0)
    price_unit: str = "per_1k_tokens"
    endpoint: str | None = None
    public_endpoint: str | None = None
    health_url: str | None = None
    provider_address: str | None = None
    node_id: str | None = None
    gpu_name: str | None = None
    gpu_device: str | None = None
    gpu_uuid: str | None = None
    description: str | None = None
    status: str = "active"
    offer_id: str | None = None
    plugin_id: str | None = None


class SoftwareOfferAnswer(Message, frozen=True, kw_only=True):
    plugin_id: str
    service_type: str = ""
    model: str = ""
    status: str = "active"
