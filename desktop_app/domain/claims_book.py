"""The claims book: fees, penalties and refunds that contracts agree on and for which the network has no payment path.

A claim is what somebody owes by agreement, not money that moved. It is shown beside the earnings and never summed into
them. Append-only: what was wrong is taken back by a claim of the same kind with the negative amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.money import ZERO, total


class ClaimKind(StrEnum):
    """A FEE is owed to this provider; a PENALTY or a REFUND is owed by it."""

    FEE = "fee"
    PENALTY = "penalty"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Claim:
    """`amount` in the network's unit, negative where it takes an earlier one back. `agreement` is the id of the
    contract or reservation behind it, `sentence` says why. `text_key` makes it idempotent."""

    text_key: str
    network: str
    provider_id: str
    kind: ClaimKind
    at: datetime
    agreement: str
    customer: str
    amount: Decimal
    sentence: str


@dataclass(frozen=True, slots=True)
class Owed:
    """Sums by direction: to this provider, and by it."""

    to_us: Decimal = ZERO
    by_us: Decimal = ZERO


def text_key(network: str, provider_id: str, agreement: str, reference: str, kind: ClaimKind, sequence: int = 0) -> str:
    """network:source:reference:kind:sequence, the source being the provider id with the agreement."""
    return f"{network}:{provider_id}:{agreement}:{reference}:{kind}:{sequence}"


def owed(claims: Iterable[Claim]) -> Owed:
    found = list(claims)
    return Owed(
        total([c.amount for c in found if c.kind is ClaimKind.FEE]),
        total([c.amount for c in found if c.kind is not ClaimKind.FEE]),
    )


def owed_by_agreement(claims: Iterable[Claim]) -> Mapping[str, Owed]:
    by_agreement: dict[str, list[Claim]] = {}
    for claim in claims:
        by_agreement.setdefault(claim.agreement, []).append(claim)
    return {agreement: owed(found) for agreement, found in by_agreement.items()}
