"""The miner's side of the coordinator (section 5)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from desktop_app.domain.money import parse_amount
from desktop_app.wire import codec
from desktop_app.wire.codec import Int64, Message
from desktop_app.wire.jobs import JobView


class RegisterRequest(Message, frozen=True, kw_only=True):
    """POST register, PUT capabilities. `concurrency` 0 = no limit, below 0 = never any work."""

    capabilities: dict[str, Any]
    concurrency: Int64 = 1
    region: str | None = None


class RegisterAnswer(Message, frozen=True, kw_only=True):
    status: str = "ok"
    session_token: str | None = None


class CapabilitiesAnswer(Message, frozen=True, kw_only=True):
    """PUT capabilities: the header's miner is changed, the path's id echoed."""

    miner_id: str
    status: str = "updated"
    capabilities: msgspec.Raw = codec.EMPTY
    session_token: str | None = None


class DeregisterAnswer(Message, frozen=True, kw_only=True):
    miner_id: str = ""
    status: str = "deregistered"


class HeartbeatRequest(Message, frozen=True, kw_only=True):
    """`inflight` and `metadata` overwrite the server's wholesale; only the status ONLINE counts as online."""

    inflight: Int64 = 0
    status: str = "ONLINE"
    metadata: dict[str, Any] = msgspec.field(default_factory=dict)
    architecture: str | None = None
    edge_optimized: bool | None = None
    network_latency_ms: float | None = None


class Ok(Message, frozen=True, kw_only=True):
    """The answer to heartbeat and fail."""

    status: str = "ok"


class PollRequest(Message, frozen=True, kw_only=True):
    """`max_wait_seconds` is ignored by the real server and honoured by the practice network."""

    max_wait_seconds: int = 15


class PollAnswer(Message, frozen=True, kw_only=True):
    """A job handed out, without its price, its time limit and its customer (section 5.1)."""

    job_id: str
    payload: msgspec.Raw = codec.EMPTY
    constraints: msgspec.Raw = codec.EMPTY

    def read_payload(self) -> dict[str, Any]:
        """The customer's payload; {} when it cannot be read."""
        return codec.free_form(self.payload)

    def read_constraints(self) -> dict[str, Any]:
        return codec.free_form(self.constraints)


class ResultRequest(Message, frozen=True, kw_only=True):
    """POST /v1/miners/{job_id}/result: not idempotent (section 5.3). `metrics.duration_ms` in milliseconds."""

    result: dict[str, Any]
    metrics: dict[str, Any] = msgspec.field(default_factory=dict)
    tee_attestation_id: str | None = None
    tee_quote: str | None = None


class ResultAnswer(Message, frozen=True, kw_only=True):
    """`receipt` is null where the server has no signing key; read it with `receipts.read`."""

    status: str = "ok"
    receipt: msgspec.Raw = codec.NULL


class FailRequest(Message, frozen=True, kw_only=True):
    """POST /v1/miners/{job_id}/fail: only the message is kept, inflight stays up, nothing is refunded."""

    error_code: str
    error_message: str
    metrics: dict[str, Any] = msgspec.field(default_factory=dict)


class MinerJobs(Message, frozen=True, kw_only=True):
    """POST /v1/miners/{id}/jobs, newest first; `total` is the length of this page."""

    jobs: list[JobView]
    total: int = 0
    limit: int = 0
    offset: int = 0
    miner_id: str = ""


class EarningsRow(Message, frozen=True, kw_only=True):
    job_id: str
    amount: Decimal = Decimal(0)
    currency: str = "AITBC"
    payment_status: str = "unknown"


class EarningsAnswer(Message, frozen=True, kw_only=True):
    """POST /v1/miners/{id}/earnings (section 5.4): before fees, totals as JSON floats, at most 20 rows.

    The floats are only shown; take `total` and `pending`. `error` is set when the server could not tell."""

    miner_id: str = ""
    total_earnings: float = 0.0
    pending_earnings: float = 0.0
    paid_earnings: float = 0.0
    completed_jobs: int = 0
    currency: str = "AITBC"
    from_time: str | None = None
    to_time: str | None = None
    earnings_history: list[EarningsRow] = msgspec.field(default_factory=list)
    error: str | None = None

    @property
    def total(self) -> Decimal:
        return parse_amount(self.total_earnings)

    @property
    def pending(self) -> Decimal:
        return parse_amount(self.pending_earnings)
