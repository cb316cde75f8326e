"""What the owner laid down through the façade or the window, in the guide's own arguments: read, put in force, kept.

Everything is read before anything is put in force, so a wrong argument changes nothing. What is kept is put in force
again at the next start."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from desktop_app.domain import (
    balance,
    blocking,
    demand,
    health,
    hosting,
    offer,
    published,
    queue_policy,
    schedule,
    swarm,
    tiers,
)
from desktop_app.domain.demand import Dynamics
from desktop_app.domain.errors import in_words
from desktop_app.domain.money import as_text
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.published import PricingModel
from desktop_app.provider.provider import Provider

log = logging.getLogger(__name__)

PEAK_BEGINS = 0.8
"""Demand above which the peak multiplier of the guide's `pricing_model` counts, as for dynamic pricing."""


class Kept(Protocol):
    """Decisions by name, as JSON takes them; they outlive the program."""

    def load(self) -> Mapping[str, Mapping[str, Any]]: ...
    def save(self, decisions: Mapping[str, Mapping[str, Any]]) -> None: ...


def _price_by(provider: Provider, model: PricingModel) -> None:
    """The base rate follows demand up to the peak multiplier, and long jobs pay less."""
    provider.policies.discount_bulk(model.bulk_discount)
    peak = model.peak_multiplier
    provider.policies.price_dynamically(Dynamics(model.base_rate, PEAK_BEGINS, peak) if peak > 1 else None)


def _schedule(spec: Any) -> schedule.Schedule:
    if not isinstance(spec, Mapping):
        raise ValueError(
            Phrase("schedule must be a mapping of timezone, availability, maintenance_windows and exceptions")
        )
    return schedule.parse(spec)


# In the order in which they are put in force at a start: what comes later replaces.
_RULES: Mapping[str, tuple[Callable[..., Any], Callable[[Provider, Any], None]]] = {
    "pricing_model": (published.parse_pricing, _price_by),
    "bulk_discount": (published.parse_bulk, lambda p, rule: p.policies.discount_bulk(rule)),
    "schedule": (_schedule, lambda p, rule: p.policies.follow_schedule(rule)),
    "dynamic_pricing": (demand.parse, lambda p, rule: p.policies.price_dynamically(rule)),
    "tiers": (tiers.parse, lambda p, rule: p.policies.use_tiers(rule)),
    "queue": (queue_policy.parse, lambda p, rule: p.policies.keep_queue(rule)),
    "load_balancing": (balance.parse, lambda p, rule: p.economy.balancer.follow(rule)),
    "swarm": (swarm.parse_joining, lambda p, rule: p.swarm.follow(rule)),
    "models": (offer.parse_models, lambda p, rule: p.storefront.offer_models(rule)),
    "hosted": (hosting.read, lambda p, rule: p.storefront.host(rule)),
    "blocked": (blocking.parse, lambda p, rule: p.policies.block(rule)),
    "monitoring": (health.plan_of, lambda p, rule: p.health.follow(rule)),
}


def read(name: str, arguments: Mapping[str, Any]) -> Any:
    """The rule that these arguments mean; ValueError names the field and what is allowed."""
    parse, _ = _RULES[name]
    return parse(**arguments)


# What holds where nothing was laid down.
_LIFTED: Mapping[str, Callable[[Provider], Any]] = {
    "schedule": lambda p: p.policies.follow_schedule(schedule.ALWAYS),
    "dynamic_pricing": lambda p: p.policies.price_dynamically(None),
    "tiers": lambda p: p.policies.use_tiers(()),
}


class HouseRules:
    """`lay_down` puts a rule in force and keeps it; `restore` puts in force what was kept."""

    def __init__(self, provider: Provider, kept: Kept) -> None:
        self._provider, self._kept = provider, kept

    def lay_down(self, name: str, arguments: Mapping[str, Any]) -> None:
        rule = read(name, arguments)
        _, apply = _RULES[name]
        decisions = dict(self._kept.load())
        if name == "pricing_model":
            decisions.pop("dynamic_pricing", None)
            decisions.pop("bulk_discount", None)
        self._kept.save(decisions | {name: dict(arguments)})
        apply(self._provider, rule)

    def use_rate(self, per_hour: Decimal) -> None:
        """Another price of the owner's for an hour, in every rule that names one."""
        decisions = dict(self._kept.load())
        if dynamic := decisions.get("dynamic_pricing"):
            decisions["dynamic_pricing"] = {**dynamic, "base_rate": as_text(per_hour)}
        if model := decisions.get("pricing_model"):
            decisions["pricing_model"] = {"spec": {**model.get("spec", {}), "base_rate_per_hour": as_text(per_hour)}}
        self._kept.save(decisions)
        self._provider.policies.use_rate(per_hour)

    def take_back(self, name: str) -> None:
        """Keep nothing of this rule; what is in force stays until it is changed."""
        self._kept.save({kept: arguments for kept, arguments in self._kept.load().items() if kept != name})

    def lift(self, name: str) -> None:
        """Take back what was laid down; nothing happens when nothing was. KeyError for a rule that cannot be lifted."""
        undo = _LIFTED[name]
        decisions = dict(self._kept.load())
        if decisions.pop(name, None) is not None:
            self._kept.save(decisions)
            undo(self._provider)

    @property
    def laid_down(self) -> Mapping[str, Mapping[str, Any]]:
        """What is kept, by rule, in the guide's arguments."""
        return self._kept.load()

    def restore(self) -> tuple[str, ...]:
        """Sentences about what was kept and cannot be read any more; it is left out."""
        notes = []
        decisions = self._kept.load()
        for name, (parse, apply) in _RULES.items():
            if name not in decisions:
                continue
            try:
                apply(self._provider, parse(**decisions[name]))
            except (ValueError, TypeError) as error:
                told = Phrase("What was laid down for {name} cannot be read any more: {error}.",
                              name=name.replace("_", " "), error=in_words(error))  # fmt: skip
                notes.append(told)
                log.warning("%s", notes[-1])
        return tuple(notes)
