"""Bonds (section 8): readable with a client's token only; a miner key gets 403."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.wire.codec import Message


class BondRequest(Message, frozen=True, kw_only=True):
    """POST /v1/marketplace/providers/{id}/bonds. No money moves by it. Amounts in AITBC."""

    amount: Decimal = Decimal(0)
    required_amount: Decimal = Decimal(0)
    bond_id: str | None = None


class Eligibility(Message, frozen=True, kw_only=True):
    """GET /v1/marketplace/providers/{id}/eligibility. `status` is pending, active, locked, shortfall, liquidated or
    released, or nothing where there is no bond."""

    provider_id: str
    eligible: bool
    status: str | None = None
    amount: Decimal | None = None
    required_amount: Decimal | None = None
    bond_id: str | None = None
