"""Published offers: what stands on the marketplace under our provider id (protocol page, section 10)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

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

    @property
    def content(self) -> str:
        """All of it as one text: two offers with the same content are the same."""
        whole = (self.kind.value, self.name, as_text(self.price), self.gpu, self.memory_gb, self.region)
        return json.dumps([*whole, self.payout_address])


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


def stock(card: GpuView, models: Sequence[str], price: Decimal, region: str, payout_address: str) -> list[Offer]:
    """Everything to offer: the card, where there is one, and each model. `price` is AITBC an hour."""
    memory = round(card.memory_bytes / 10**9, 2) if card.memory_bytes else None
    common = (price, card.name, memory, region, payout_address)
    hardware = [Offer(OfferKind.HARDWARE, card.name, *common)] if card.name else []
    return [*hardware, *(Offer(OfferKind.SOFTWARE, model, *common) for model in models)]


def offer_of(content: str) -> Offer:
    """The offer that a remembered content stands for."""
    kind, name, price, gpu, memory, region, payout = json.loads(content)
    return Offer(OfferKind(kind), name, Decimal(price), gpu, memory, region, payout)


def plugin_id(provider_id: str, model: str) -> str:
    """A software offer's id: ours alone, the same at every start, and harmless in an address.

    The market's own default is the model's name, by which providers overwrite each other."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", model)[:60].strip("-.")
    return f"{provider_id}-{plain}-{hashlib.sha256(model.encode('utf-8', 'replace')).hexdigest()[:8]}"
