"""Extension: the sequence of jobs that the synthetic customers submit; order n is the same for the same seed,
however often the network was restarted in between."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from desktop_app.sandbox.people import Customer
from desktop_app.wire.jobs import Constraints, SubmitRequest

POSSIBLE: Final = "possible"
CANCELED: Final = "canceled"
UNPAID_SHARE: Final = 0.05
TOO_LITTLE: Final = Decimal("0.011")  # above the network's own minimum of 0.01, below any sensible price
TOO_SHORT: Final = 1  # second: the least time to live that the coordinator takes
UNKNOWN_MODELS: Final = ("colossus-900b", "llama9:1b", "oracle-chat:latest")
UNKNOWN_TYPES: Final = ("training", "gpu_compute", "text-generation", "render")


@dataclass(frozen=True, slots=True)
class Order:
    """A job to be submitted `wait` seconds after the one before, cancelled `cancel_after` seconds later."""

    number: int
    customer: Customer
    expectation: str
    wait: float
    payload: dict[str, Any] = field(default_factory=dict)
    constraints: Constraints = field(default_factory=Constraints)
    ttl: int = 900
    payment: Decimal | None = None
    cancel_after: float | None = None

    def request(self) -> SubmitRequest:
        """As the customer would post it: the payee is left to the server's default."""
        return SubmitRequest(
            payload=self.payload, constraints=self.constraints, ttl_seconds=self.ttl, payment_amount=self.payment,
            buyer_address=self.customer.address if self.payment is not None else None,
        )


Change = Callable[[Order, random.Random], Order]


def _unknown_type(order: Order, chance: random.Random) -> Order:
    kind = chance.choice((*UNKNOWN_TYPES, ""))
    payload = order.payload | {"type": kind} if kind else {
        "service_type": "blender", "service_request": {"scene": "teapot", "frames": chance.randint(1, 24)}
    }
    return replace(order, payload=payload, constraints=Constraints())


def _unknown_model(order: Order, chance: random.Random) -> Order:
    # No constraint on models: with one, no miner would ever be handed this job.
    return replace(order, payload=order.payload | {"model": chance.choice(UNKNOWN_MODELS)}, constraints=Constraints())


def _underpaid(order: Order, chance: random.Random) -> Order:
    return replace(order, payment=TOO_LITTLE)


def _hopeless_ttl(order: Order, chance: random.Random) -> Order:
    return replace(order, ttl=TOO_SHORT)


def _canceled(order: Order, chance: random.Random) -> Order:
    """Half while queued or just handed out, half while running (so those ask for long answers)."""
    soon = chance.random() < 0.5
    after = chance.uniform(0, 0.02) if soon else chance.uniform(0.3, 2.0)
    return replace(order, payload=order.payload | {"max_tokens": 96}, cancel_after=after)


def _possible(order: Order, chance: random.Random) -> Order:
    return replace(order, payment=None) if chance.random() < UNPAID_SHARE else order


KINDS: Final[dict[str, tuple[int, Change]]] = {
    POSSIBLE: (70, _possible),
    "unknown_type": (7, _unknown_type),
    "unknown_model": (7, _unknown_model),
    "underpaid": (6, _underpaid),
    "hopeless_ttl": (4, _hopeless_ttl),
    CANCELED: (6, _canceled),
}


class OrderBook:
    """`models` are, for each miner there is, the names it registered."""

    def __init__(self, seed: int, customers: Sequence[Customer], jobs_per_minute: float) -> None:
        self._seed = seed
        self._customers = customers
        self._mean_wait = 60.0 / jobs_per_minute

    def order(self, number: int, hour: int, models: Sequence[frozenset[str]]) -> Order:
        """Order `number` (from 0) at this hour of the day. The first one is possible and comes at once."""
        chance = random.Random(f"{self._seed}:order:{number}")
        customer = chance.choices(self._customers, [c.eagerness(hour) for c in self._customers])[0]
        expectation = chance.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
        wait = min(4.0, -math.log(1.0 - chance.random())) * self._mean_wait
        first = number == 0
        plain = self._plain(number, customer, chance, models)
        if first:
            return replace(plain, wait=0.0)
        return KINDS[expectation][1](replace(plain, expectation=expectation, wait=wait), chance)

    @staticmethod
    def _plain(number: int, customer: Customer, chance: random.Random, models: Sequence[frozenset[str]]) -> Order:
        tier = customer.tier
        names = sorted(frozenset().union(*models))
        model = names[int(chance.random() * len(names))]
        payload: dict[str, Any] = {
            "type": "inference", "model": model, "prompt": chance.choice(customer.favourites),
            "max_tokens": chance.randint(*tier.tokens),
        }
        if chance.random() < 0.2:
            del payload["type"]  # real clients leave it out as well (section 7.1)
        if chance.random() < 0.5:
            payload["temperature"] = round(chance.uniform(0.0, 1.2), 2)
        low, high = tier.pays
        share = Decimal(chance.randint(0, 1000)) / 1000
        # Where the miners' models differ the job must name its model, or it may go to one that lacks it.
        named = chance.random() < 0.5 or len(set(models)) > 1
        return Order(
            number, customer, POSSIBLE, 0.0, payload, Constraints(models=[model]) if named else Constraints(),
            chance.randint(*tier.waits), (low + (high - low) * share).quantize(Decimal("0.0001")),
        )
