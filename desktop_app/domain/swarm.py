"""Swarms: what members tell one another in the attributes of their hardware offers. Words and arguments.

No server of the network keeps swarms, so a member signs a short statement and lets it travel with its own offer, where
every provider can read it. A statement holds nothing about customers and nothing that is not shown to the owner as it
is sent. Source: the provider guide, "Swarm Participation"; protocol page, sections 10 and 12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop_app.domain import arguments
from desktop_app.domain.money import as_text
from desktop_app.domain.times import iso, parse_time

SWARMS = ("load_balancing", "pricing")
LEVELS = ("active", "observer")
SHARING = ("performance_metrics", "none")
MARKET: Mapping[str, tuple[str, ...]] = {
    "current_demand": ("low", "moderate", "high"),
    "price_trends": ("decreasing", "stable", "increasing"),
    "resource_constraints": ("none", "gpu_memory", "gpu_compute", "network", "storage"),
    "competitive_landscape": ("low", "moderate", "high"),
}
"""What may be said about the market, and in which words: a fixed list can be counted, free text cannot."""
LARGEST = 4096
"""Bytes of a signed statement as JSON; larger ones of others are not read, and ours are never larger."""
_VERSION = 1
_RATIONALE, _IMPACT, _CARD, _ID = 120, 60, 100, 64
_LOWEST = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class Joining:
    """An `observer` reads and says nothing; `sharing` is whether own figures are told."""

    swarm: str
    level: str = "active"
    sharing: str = "performance_metrics"

    @property
    def speaks(self) -> bool:
        return self.level == "active"


@dataclass(frozen=True, slots=True)
class Metrics:
    """`price` in AITBC an hour; `used` and `queued` are percent of the slots at work and of the queue's places."""

    price: Decimal
    used: int
    queued: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """`rate` in AITBC an hour."""

    rate: Decimal
    rationale: str = ""
    impact: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one member says. `card` is what it computes on, "" for a processor; `market` by the words of `MARKET`."""

    swarm: str
    provider_id: str
    at: datetime
    card: str = ""
    metrics: Metrics | None = None
    market: Mapping[str, str] | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement whose signature fits. `member` is the key that signed it: it proves that the same member speaks
    again, not who that is."""

    member: str
    statement: Statement


def parse_joining(swarm_type: object, contribution_level: object, data_sharing: object) -> Joining:
    """The guide's arguments; ValueError names the field and what is allowed."""
    return Joining(
        arguments.one_of("swarm_type", swarm_type, SWARMS),
        arguments.one_of("contribution_level", contribution_level, LEVELS),
        arguments.one_of("data_sharing", data_sharing, SHARING),
    )


def parse_market(data: object) -> Mapping[str, str]:
    """The guide's market data; ValueError names the field and what is allowed."""
    fields = arguments.fields("data", data, tuple(MARKET))
    if not fields:
        raise ValueError(f"data must hold at least one of {', '.join(MARKET)}")
    return {word: arguments.one_of(f"data.{word}", value, MARKET[word]) for word, value in fields.items()}


def parse_proposal(proposal: object) -> Proposal:
    """The guide's proposal; ValueError names the field and what is allowed."""
    fields = arguments.fields("proposal", proposal, ("proposed_base_rate", "rationale", "expected_impact"))
    return Proposal(
        arguments.number(
            "proposal.proposed_base_rate", fields.get("proposed_base_rate"), _LOWEST, arguments.MOST_AITBC
        ),
        _maybe("proposal.rationale", fields.get("rationale"), _RATIONALE),
        _maybe("proposal.expected_impact", fields.get("expected_impact"), _IMPACT),
    )


def written(statement: Statement) -> dict[str, Any]:
    """The statement as it travels, before it is signed: texts and whole numbers only, which every server keeps."""
    told: dict[str, Any] = {
        "v": _VERSION,
        "swarm": statement.swarm,
        "provider": statement.provider_id,
        "at": iso(statement.at),
        "card": statement.card[:_CARD],
    }
    if (metrics := statement.metrics) is not None:
        told["metrics"] = {"price": as_text(metrics.price), "used": metrics.used, "queued": metrics.queued}
    if statement.market:
        told["market"] = dict(statement.market)
    if (proposal := statement.proposal) is not None:
        words = {"rationale": proposal.rationale, "impact": proposal.impact}
        told["proposal"] = {"rate": as_text(proposal.rate)} | {k: v for k, v in words.items() if v}
    return told


def read(told: Mapping[str, Any]) -> Statement:
    """Somebody's statement, every field bounded; ValueError for anything else."""
    if told.get("v") != _VERSION:
        raise ValueError("v must be 1")
    metrics, market, proposal = told.get("metrics"), told.get("market"), told.get("proposal")
    return Statement(
        arguments.one_of("swarm", told.get("swarm"), SWARMS),
        arguments.name_text("provider", told.get("provider"), _ID),
        parse_time(told.get("at")),
        _maybe("card", told.get("card") or None, _CARD),
        None if metrics is None else _metrics(arguments.fields("metrics", metrics, ("price", "used", "queued"))),
        None if market is None else parse_market(market),
        None
        if proposal is None
        else _proposal(arguments.fields("proposal", proposal, ("rate", "rationale", "impact"))),
    )


def _metrics(fields: Mapping[str, Any]) -> Metrics:
    return Metrics(
        arguments.number("metrics.price", fields.get("price"), 0, arguments.MOST_AITBC),
        arguments.count("metrics.used", fields.get("used"), 0, 100),
        arguments.count("metrics.queued", fields.get("queued"), 0, 100),
    )


def _proposal(fields: Mapping[str, Any]) -> Proposal:
    return Proposal(
        arguments.number("proposal.rate", fields.get("rate"), _LOWEST, arguments.MOST_AITBC),
        _maybe("proposal.rationale", fields.get("rationale"), _RATIONALE),
        _maybe("proposal.impact", fields.get("impact"), _IMPACT),
    )


def _maybe(name: str, value: object, longest: int) -> str:
    return "" if value is None else arguments.name_text(name, value, longest)
