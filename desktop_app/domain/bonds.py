"""Bonds: what payments of 10 and more need of a provider, and what it costs to have none (protocol page, sections 5.2
and 8). A miner key cannot read them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop_app.domain.money import show

BOND_FROM: Final = Decimal(10)
"""Payments from here on are handed to providers with a bond only. It is the servers' usual threshold; they do not tell
theirs."""
_GOOD: Final = ("active", "locked")


@dataclass(frozen=True, slots=True)
class Bond:
    """A provider's bond as the network tells it. `status` "" means that there is none."""

    status: str = ""
    amount: Decimal | None = None

    @property
    def is_good(self) -> bool:
        return self.status in _GOOD


def explain(bond: Bond | None, unit: str, why_unread: str = "") -> str:
    """For the owner, in two sentences at most. `bond` None: it could not be read, for that reason if there is one."""
    rule = f"Jobs that pay {show(BOND_FROM, unit, places=0)} or more go only to providers with a bond"
    if bond is not None and bond.is_good:
        held = f" of {show(bond.amount, unit)}" if bond.amount is not None else ""
        return f"{rule}; you have one{held} ({bond.status})."
    if bond is not None:
        have = f"yours is {bond.status}" if bond.status else "you have none"
        return f"{rule}, and {have}: those jobs never come, all others do."
    if why_unread:
        return f"{rule}. Whether you have one cannot be read now: {why_unread} Without one only those jobs stay away."
    return (
        f"{rule}, and a miner key cannot read whether you have one; without one only those jobs stay away. To see it "
        "here, paste a client token with `aitbc-provider network token`."
    )


CAUTION: Final = (
    "Think twice before you put money behind one: on the servers known so far any logged-in client can empty or slash "
    "anybody's bond, its amount is never compared, and a payment of that size also needs a proof that only the hub can "
    "make, without which it stays held in escrow."
)
