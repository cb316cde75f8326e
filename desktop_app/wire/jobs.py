"""Jobs: how customers submit them and how the coordinator shows them (sections 5.5, 6 and 7)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from desktop_app.wire import codec
from desktop_app.wire.codec import Message

STATES = ("QUEUED", "RUNNING", "COMPLETED", "FAILED", "CANCELED", "EXPIRED")


class JobView(Message, frozen=True, kw_only=True):
    """A job as lists and single reads show it (section 5.5). The amount is not told here, only by the escrow;
    the constraints are not either. Times are naive UTC texts: use `requested` and `expires`."""

    job_id: str
    state: str
    assigned_miner_id: str | None = None
    requested_at: str | None = None
    expires_at: str | None = None
    error: str | None = None
    payment_id: str | None = None
    payment_status: str | None = None
    zk_status: str | None = None
    zk_proof_id: str | None = None
    tee_status: str | None = None
    tee_attestation_id: str | None = None
    payload: msgspec.Raw = codec.EMPTY
    result: msgspec.Raw = codec.NULL
    auto_reinvest_pct: Decimal | None = None
    reinvest_status: str | None = None
    reinvest_stake_id: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        codec.check_times(self.requested_at, self.expires_at)

    @property
    def requested(self) -> datetime | None:
        return codec.moment(self.requested_at)

    @property
    def expires(self) -> datetime | None:
        return codec.moment(self.expires_at)

    def read_payload(self) -> dict[str, Any]:
        """The customer's payload; {} when it cannot be read."""
        return codec.free_form(self.payload)

    def read_result(self) -> dict[str, Any] | None:
        return codec.optional_form(self.result)


class Constraints(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What a customer may ask of the miner (sections 5.2 and 7); unknown keys are dropped. Memory in GiB,
    `max_price` in the unit of the miner's `capabilities.price`."""

    gpu: str | None = None
    cuda: str | None = None
    min_vram_gb: int | None = None
    models: list[str] | None = None
    region: str | None = None
    max_price: float | None = None
    min_reputation: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    zk_proof_required: bool | None = None
    tee_attestation_required: bool | None = None
    tee_enclave_id: str | None = None
    confidential: bool | None = None
    required_enclave_measurement: str | None = None
    bond_required: bool | None = None
    min_bond_amount: Decimal | None = None
    auto_reinvest_pct: Annotated[float, msgspec.Meta(ge=0, le=100)] | None = None


class SubmitRequest(Message, frozen=True, kw_only=True):
    """POST /v1/jobs (section 7). `payment_amount` in AITBC, None or below zero = unpaid; `ttl_seconds` from now."""

    payload: dict[str, Any]
    constraints: Constraints | None = None
    ttl_seconds: Annotated[int, msgspec.Meta(ge=1)] = 900
    payment_amount: Decimal | None = None
    payment_currency: str = "AITBC"
    buyer_address: str | None = None
    provider_address: str | None = None


class JobList(Message, frozen=True, kw_only=True):
    """GET /v1/jobs: a customer's own jobs."""

    items: list[JobView]
    total: int = 0
    limit: int = 0
    offset: int = 0


class PaymentView(Message, frozen=True, kw_only=True):
    """GET /v1/jobs/{id}/payment: the truth about a job's payment (section 6)."""

    payment_id: str
    job_id: str
    amount: Decimal
    currency: str = "AITBC"
    status: str = "pending"
    buyer_address: str | None = None
    provider_address: str | None = None
    transaction_hash: str | None = None
    created_at: str | None = None
    released_at: str | None = None
    refunded_at: str | None = None
