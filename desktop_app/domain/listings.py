"""Published offers: what stands on the marketplace under our provider id (protocol page, section 10)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop_app.domain.hosting import Hosted
from desktop_app.domain.money import as_text
from desktop_app.domain.state import GpuView


class OfferKind(StrEnum):
    """HARDWARE is the card (cannot be edited: cancelled and posted again), SOFTWARE one model (posted over)."""

    HARDWARE = "hardware"
    SOFTWARE = "software"


class OfferState(StrEnum):
    """SENDING: written before it is sent, and not known to have arrived. LISTED, WITHDRAWN: the market said so."""

    SENDING = "sending"
    LISTED = "listed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered. `name` is the card's or the model's name, `price` AITBC an hour, memory in GB."""

    kind: OfferKind
    name: str
    price: Decimal
    gpu: str = ""
    memory_gb: float | None = None
    region: str = ""
    payout_address: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    """What else it says, as JSON takes it; of a software offer only `about`, a sentence."""

    @property
    def content(self) -> str:
        """All of it as one text: two offers with the same content are the same."""
        whole = (self.kind.value, self.name, as_text(self.price), self.gpu, self.memory_gb, self.region)
        more = [dict(self.attributes)] if self.attributes else []
        return json.dumps([*whole, self.payout_address, *more], sort_keys=True)


@dataclass(frozen=True, slots=True)
class OfferRow:
    """What we remember of one offer. `ref` is ours and travels with it, `remote_id` the market's ("": not told)."""

    kind: OfferKind
    name: str
    ref: str
    remote_id: str
    content: str
    state: OfferState


@dataclass(frozen=True, slots=True)
class ListedOffer:
    """An offer of ours as the market lists it."""

    kind: OfferKind
    remote_id: str
    ref: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class MarketOffer:
    """Anybody's offer as the market lists it. `card` "" where it does not tell, `price` is AITBC an hour (0: none),
    memory in GB (None: not told). `is_taken`: somebody books or uses it now."""

    kind: OfferKind
    provider: str
    name: str
    card: str
    region: str
    price: Decimal
    is_live: bool
    memory_gb: float | None = None
    is_taken: bool = False


PROCESSOR = "processor"
"""The name of the hardware offer where jobs are not computed on a card."""


def stock(
    card: GpuView,
    models: Sequence[str],
    price: Decimal,
    region: str,
    payout_address: str,
    *,
    hosted: Mapping[str, Hosted] | None = None,
    attributes: Mapping[str, Any] | None = None,
) -> list[Offer]:
    """Everything to offer: what computes, while there is a model to run on it, and each model. `price` is AITBC an
    hour, beyond which `hosted` models have their premium; `attributes` go with the hardware."""
    memory = round(card.memory_bytes / 10**9, 2) if card.memory_bytes else None
    common = (card.name, memory, region, payout_address)
    hardware = Offer(OfferKind.HARDWARE, card.name or PROCESSOR, price, *common, attributes or {})
    software = []
    for model in models:
        special = (hosted or {}).get(model)
        about = {"about": special.sentence()} if special and special.sentence() else {}
        software.append(
            Offer(OfferKind.SOFTWARE, model, price + (special.premium if special else 0), *common, about)
        )
    return [hardware, *software] if software else []


def offer_of(content: str) -> Offer:
    """The offer that a remembered content stands for."""
    kind, name, price, gpu, memory, region, payout, *more = json.loads(content)
    return Offer(OfferKind(kind), name, Decimal(price), gpu, memory, region, payout, more[0] if more else {})


def plugin_id(provider_id: str, model: str) -> str:
    """A software offer's id: ours alone, the same at every start, and harmless in an address.

    The market's own default is the model's name, by which providers overwrite each other."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", model)[:60].strip("-.")
    return f"{provider_id}-{plain}-{hashlib.sha256(model.encode('utf-8', 'replace')).hexdigest()[:8]}"
