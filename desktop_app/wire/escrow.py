"""The chain's escrow record of a job (section 8)."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.wire.codec import Int64, Message

STATES = (
    "created", "funded", "job_started", "job_completed", "disputed", "resolved", "released", "refunded", "expired",
)


class AccountView(Message, frozen=True, kw_only=True):
    """GET /rpc/accounts/{address}. `balance` in whole compute-seconds, of which 3600 make one AITBC; `address` comes
    back in the chain's own form."""

    address: str
    balance: Int64
    nonce: Int64 = 0
    chain_id: str | None = None


class EscrowView(Message, frozen=True, kw_only=True):
    """GET /rpc/escrow/{job_id}. `amount` is what the buyer locked, the payment × 1.025; `released_amount` what the
    provider got, the payment × 0.975 (1.5 → 1.5375 and 1.4625). Amounts in AITBC."""

    job_id: str
    state: str
    amount: Decimal
    contract_id: str | None = None
    buyer: str | None = None
    provider: str | None = None
    released_amount: Decimal = Decimal(0)
    refunded_amount: Decimal = Decimal(0)
    created_at: str | float | None = None
    released_at: str | float | None = None
    refunded_at: str | float | None = None
    refund_tx_hash: str | None = None


class CreateEscrow(Message, frozen=True, kw_only=True):
    """POST /rpc/escrow/create: anybody may. `amount` is the payment, in AITBC."""

    job_id: str
    buyer: str
    provider: str
    amount: Decimal
