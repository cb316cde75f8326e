"""What ComputeProvider answers: frozen, with the provider guide's own attribute names.

Money is Decimal in the network's unit (`unit`; play money is called PLAY), times are seconds, shares 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.domain.claims_book import Owed
from desktop_app.domain.contracts import Contract, Standing
from desktop_app.domain.ledger import Totals
from desktop_app.domain.swarm_price import Outlook


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this machine can offer, as measured. `gpu_memory` in GB (2**30 bytes), 0 without a card.

    `performance_score` 0 to 1, 0 until something was measured; `notes` say in sentences what is missing or why."""

    gpu_memory: float
    supported_models: tuple[str, ...]
    performance_score: float
    max_concurrent_jobs: int
    gpu_name: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands on the network after `start_offering`. `software_offers` maps a model to its listing's id;
    "" and empty where this network keeps no such listing, and then `notes` says why."""

    provider_id: str
    url: str
    hardware_offer: str = ""
    software_offers: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EarningsReport:
    """What the network says it released in a period. `total` = gross − fee, `net` = total − energy (both None until a
    tariff and a token's rate are set and something was measured). `breakdown` has a mapping of names to sums for each
    word asked for."""

    since: datetime | None
    until: datetime
    total: Decimal
    gross: Decimal
    fee: Decimal
    energy: Decimal | None
    net: Decimal | None
    daily_average: Decimal
    top_client: str | None
    jobs: int
    unpaid_jobs: int
    unit: str
    breakdown: Mapping[str, Mapping[str, Totals]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """The same figures from our own journal: jobs that ended here, whatever the network made of them."""

    completed: int
    failed: int
    success_rate: float | None
    avg_response_time: float | None


@dataclass(frozen=True, slots=True)
class Reputation:
    """The network's profile of this provider, our own record beside it, and `why_different` in a sentence ("" when
    they agree). `overall_score` 0 to 1000, `client_satisfaction` 1 to 5; None where the network knows nothing yet."""

    overall_score: float | None
    success_rate: float | None
    avg_response_time: float | None
    client_satisfaction: float | None
    level: str
    own: OwnRecord
    why_different: str = ""


@dataclass(frozen=True, slots=True)
class ContractReport:
    """A contract, where it stands (hours used, left and beyond), and what is owed under it by agreement: the network
    has no way to pay that, so it is part of no earnings."""

    contract: Contract
    standing: Standing
    owed: Owed


@dataclass(frozen=True, slots=True)
class Membership:
    """A place in a swarm. `member` is the public key by which others know this provider, `shared` all that stands in
    its hardware offer, signature and all (empty for an observer), `others` what the other members tell."""

    swarm_type: str
    contribution_level: str
    data_sharing: str
    member: str
    shared: Mapping[str, Any]
    others: Outlook
