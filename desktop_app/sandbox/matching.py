"""Which miner gets which job: the rules of section 5.2, in their order, as a table.

Not matched on: the payload's type, free memory, the miner's own price against the payment. A worker gets jobs
that it cannot do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeGuard

from desktop_app.sandbox.miners import Miner

BOND_FROM = Decimal(10)
Rule = Callable[[Miner, Any], bool]


def reputation(miner: Miner) -> float:
    """0 to 1. First hit wins: self-reported in heartbeat metadata, then in capabilities, else the trust score, else
    the share of completed jobs, else 0.5."""
    for claims in (miner.metadata, miner.capabilities):
        claimed = claims.get("reputation_score")
        if _is_number(claimed):
            return float(claimed)
    if miner.standing is not None:
        return miner.standing / 1000
    done = miner.completed + miner.failed
    return miner.completed / done if done else 0.5


def _gpus(miner: Miner) -> list[Mapping[str, Any]]:
    gpus = miner.capabilities.get("gpus")
    return [gpu for gpu in gpus if isinstance(gpu, dict)] if isinstance(gpus, list) else []


def _has_memory(miner: Miner, gib: int) -> bool:
    sizes = (gpu.get("memory_mb") for gpu in _gpus(miner))
    return any(_is_number(size) and size >= gib * 1024 for size in sizes)


def _has_models(miner: Miner, wanted: list[str]) -> bool:
    models = miner.capabilities.get("models")
    return isinstance(models, list) and all(model in models for model in wanted)


def _is_cheap_enough(miner: Miner, highest: float) -> bool:
    price = miner.capabilities.get("price")
    return _is_number(price) and price <= highest


RULES: dict[str, Rule] = {
    "region": lambda miner, wanted: miner.region == wanted,
    "gpu": lambda miner, wanted: any(gpu.get("name") == wanted for gpu in _gpus(miner)),
    "min_vram_gb": _has_memory,
    "cuda": lambda miner, wanted: wanted in str(miner.capabilities.get("cuda", "")),
    "models": _has_models,
    "max_price": _is_cheap_enough,
    "min_reputation": lambda miner, wanted: reputation(miner) >= wanted,
    "bond_required": lambda miner, wanted: not wanted or miner.has_bond,
}


def suits(miner: Miner, constraints: Mapping[str, Any], payment: Decimal | None) -> bool:
    """Whether the miner satisfies the job's constraints; a payment of 10 or more needs a bond, of any amount."""
    if payment is not None and payment >= BOND_FROM and not miner.has_bond:
        return False
    wanted = ((rule, constraints.get(name)) for name, rule in RULES.items())
    return all(rule(miner, value) for rule, value in wanted if value not in (None, "", []))


def better_one_waits(
    miner: Miner, online: Iterable[Miner], constraints: Mapping[str, Any], payment: Decimal | None
) -> bool:
    """Whether another miner listed ONLINE with room suits too and has a strictly higher reputation. How fresh its
    row is does not matter: a dead one keeps the others waiting."""
    own = reputation(miner)
    return any(
        other.id != miner.id and other.has_room and reputation(other) > own and suits(other, constraints, payment)
        for other in online
    )


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
