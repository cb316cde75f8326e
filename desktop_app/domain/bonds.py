"""Bonds: what payments of 10 and more need of a provider, and what it costs to have none (protocol page, sections 5.2
and 8). A miner key cannot read them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop_app.domain.money import show
from desktop_app.domain.phrases import Phrase

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
    rule = Phrase(
        "Jobs that pay {least} or more go only to providers with a bond", least=show(BOND_FROM, unit, places=0)
    )
    if bond is not None and bond.is_good:
        if bond.amount is None:
            return Phrase("{rule}; you have one ({status}).", rule=rule, status=bond.status)
        held = show(bond.amount, unit)
        return Phrase("{rule}; you have one of {held} ({status}).", rule=rule, held=held, status=bond.status)
    if bond is not None:
        have = Phrase("yours is {status}", status=bond.status) if bond.status else Phrase("you have none")
        return Phrase("{rule}, and {have}: those jobs never come, all others do.", rule=rule, have=have)
    if why_unread:
        return Phrase(
            "{rule}. Whether you have one cannot be read now: {why} Without one only those jobs stay away.",
            rule=rule, why=why_unread,
        )  # fmt: skip
    return Phrase(
        "{rule}, and a miner key cannot read whether you have one; without one only those jobs stay away. To see it "
        "here, paste a client token with `aitbc-provider network token`.",
        rule=rule,
    )


CAUTION: Final = Phrase(
    "Think twice before you put money behind one: on the servers known so far any logged-in client can empty or slash "
    "anybody's bond, its amount is never compared, and a payment of that size also needs a proof that only the hub can "
    "make, without which it stays held in escrow."
)
