"""Bonds of providers (section 8): nobody owns them, no money moves, and the amount is never compared (section 5.2)."""

from __future__ import annotations

import json
import uuid
from decimal import Decimal
from typing import Any, Final

from desktop_app.sandbox.store import Store
from desktop_app.wire.bonds import BondRequest, Eligibility

KEY: Final = "bond:"
"""Under which a bond stands among the state file's odds and ends, before the provider's id."""
GOOD: Final = ("active", "locked")


class Bonds:
    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, provider: str, request: BondRequest) -> Eligibility:
        """Make it, or another in its place; active as soon as it holds what is required of it."""
        bond = {
            "bond_id": request.bond_id or uuid.uuid4().hex, "amount": str(request.amount),
            "required_amount": str(request.required_amount),
            "status": "active" if request.amount >= request.required_amount else "shortfall",
        }
        self._store.set_meta(KEY + provider, json.dumps(bond))
        return self.of(provider)

    def slash(self, provider: str) -> Eligibility | None:
        """Anybody's, by anybody; None where there is none."""
        found = self._store.meta(KEY + provider)
        if found is None:
            return None
        self._store.set_meta(KEY + provider, json.dumps({**json.loads(found), "status": "liquidated", "amount": "0"}))
        return self.of(provider)

    def of(self, provider: str) -> Eligibility:
        bond: dict[str, Any] = json.loads(self._store.meta(KEY + provider) or "{}")
        amounts = {name: Decimal(bond[name]) for name in ("amount", "required_amount") if name in bond}
        status = bond.get("status")
        return Eligibility(
            provider_id=provider, eligible=status in GOOD, status=status, bond_id=bond.get("bond_id"), **amounts
        )
