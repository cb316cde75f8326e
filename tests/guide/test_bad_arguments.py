"""Every bad argument of every verb: a ValueError that names the field and what is allowed, and nothing half-applied.

A verb's good arguments have one field replaced by anything at all. What is then accepted may be good; what is refused
must say why and leave every rule, every agreement and every file of the profile as it was."""

from __future__ import annotations

import asyncio
import copy
import re
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app import ComputeProvider
from desktop_app.domain.errors import WorldError
from tests.guide.conftest import profile, services

HOURS = {
    "timezone": "UTC", "availability": [{"days": ["monday"], "hours": "00:00-24:00", "price": 1.5}],
    "maintenance_windows": [{"day": "sunday", "hours": "02:00-04:00"}], "exceptions": [{"date": "2026-12-24", "hours": "09:00-12:00"}],
}  # fmt: skip
VERBS: dict[str, dict[str, Any]] = {
    "set_availability": {"schedule": HOURS},
    "enable_dynamic_pricing": {
        "base_rate": 0.1, "demand_threshold": 0.8, "max_multiplier": 2.0, "adjustment_frequency": "15min"
    },
    "create_contract": {
        "client_id": "c", "duration_hours": 100, "fixed_rate": 0.08, "guaranteed_availability": 0.95,
        "sla_penalties": True, "valid_for": "90d", "tier": "gold", "buyer_address": "0xabc",
    },
    "quote": {"job": {"model": "practice-tiny", "prompt": "p", "max_tokens": 5}},
    "set_service_tiers": {
        "tiers": {"basic": {"rate_per_hour": 0.05, "max_jobs": 1, "priority": "low", "support": "best_effort"}}
    },
    "configure_queue": {
        "max_queue_size": 20, "priority_algorithm": "weighted_fair_share", "preemption_policy": "graceful",
        "timeout_handling": "auto_retry",
    },
    "enable_load_balancing": {
        "strategy": "adaptive", "metrics": ["gpu_utilization"], "optimization_target": "throughput"
    },
    "configure_monitoring": {
        "health_checks": {"gpu_status": "30s", "memory_usage": "10s"},
        "alerts": {"gpu_failure": "immediate", "high_memory": "85%"},
    },
    "set_quality_checker": {"checker": None},
    "define_sla": {
        "availability_target": 0.99, "response_time_target": 30, "completion_rate_target": 0.98, "penalty_rate": 0.5
    },
    "join_swarm": {
        "swarm_type": "load_balancing", "contribution_level": "active", "data_sharing": "performance_metrics"
    },
    "preview_swarm": {
        "swarm_type": "load_balancing", "contribution_level": "active", "data_sharing": "performance_metrics"
    },
    "share_market_data": {"data": {"current_demand": "high", "price_trends": "increasing"}},
    "participate_in_pricing": {
        "proposal": {"proposed_base_rate": 0.12, "rationale": "r", "expected_impact": "i"},
        "limits": {"lowest": 0.1, "highest": 0.2},
    },
    "host_specialized_model": {
        "model_name": "med", "model_path": "practice-tiny", "premium_rate": 0.2,
        "requirements": {"gpu_memory": 16, "specialization": "s", "accuracy_requirement": 0.95},
        "questions": [["a", "b"]],
    },
    "stop_hosting": {"model_name": "med"},
    "enable_batch_processing": {
        "min_batch_size": 10, "batch_discount": 0.3, "processing_window": "24h", "quality_guarantee": True
    },
    "reserve_capacity": {
        "client_id": "c", "reserved_gpu_memory": 8, "reservation_duration": "30d", "reservation_fee": 50,
        "starts_at": "2026-12-24T18:00:00+01:00",
    },
    "end_contract": {"contract_id": "c"},
    "release_capacity": {"reservation_id": "r"},
    "get_earnings": {"period": "30d", "breakdown_by": ["client", "day"]},
    "get_analytics": {"period": "30d"},
    "get_optimization_suggestions": {"period": "30d"},
    "apply_suggestion": {"suggestion": None},
    "revert_suggestion": {"suggestion": None},
}  # fmt: skip
WITHOUT_ARGUMENTS = {
    "assess_capabilities", "close", "start_offering", "get_reputation", "leave_swarm", "swarm_price", "register",
    "get_contracts",
}  # fmt: skip
REGISTER: dict[str, Any] = {
    "name": "alpha",
    "capabilities": {
        "compute_type": "inference", "gpu_memory": 24, "supported_models": ["m"], "performance_score": 0.9,
        "max_concurrent_jobs": 3, "specialization": "s",
    },
    "pricing_model": {"base_rate_per_hour": 0.1, "peak_multiplier": 1.5, "bulk_discount": 0.8},
}  # fmt: skip


class Nonsense:
    """Nothing that any argument could mean."""

    def __repr__(self) -> str:
        return "nonsense"


NONSENSE = Nonsense()
PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.binary(max_size=4)
    | st.sampled_from(["", " ", "1e999", "-1", "99999d", "0s", "25:00-26:00", "x" * 5000, "\x00", "\ud800", 10**400])
    | st.just(NONSENSE)
)  # fmt: skip
JUNK = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2), max_leaves=4
)  # fmt: skip


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in these arguments that can be replaced."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(found for key, one in inner for found in paths(one, (*path, key)))]


PLACES = [(verb, path) for verb, arguments in VERBS.items() for path in paths(arguments)]


def replaced(arguments: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(arguments)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


def test_every_verb_is_here():
    public = {name for name in dir(ComputeProvider) if not name.startswith("_") and callable(getattr(ComputeProvider, name))}
    assert public == VERBS.keys() | WITHOUT_ARGUMENTS


def good(verb: str) -> set[str]:
    """Why the whole set of arguments is refused here, where it is."""
    return {
        "host_specialized_model": {"no graphics card"}, "reserve_capacity": {"no graphics card"},
        "end_contract": {"contract_id must be"}, "release_capacity": {"reservation_id must be"},
        "apply_suggestion": {"suggestion must be"}, "revert_suggestion": {"suggestion must be"},
    }.get(verb, set())  # fmt: skip


class Offered:
    """A provider that offers, in a loop of its own, so that hypothesis may ask it as often as it likes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.provider = ComputeProvider.register("p", {}, {"base_rate_per_hour": 0.1})
        self.run(self.provider.start_offering)
        self.run(lambda: self.provider.join_swarm("pricing"))

    def run(self, call: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        async def called() -> Any:
            return await call()

        return asyncio.run_coroutine_threadsafe(called(), self._loop).result(60)

    def end(self) -> None:
        self.run(self.provider.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def in_force(self) -> dict[str, Any]:
        """Every rule, every agreement, every file of the profile that a verb may write."""
        house = services(self.provider)
        provider, policies = house.provider, house.provider.policies
        agreements = provider.agreements
        assert agreements is not None
        book = await house.ports.book.agreements(house.network.name, self.provider.id)
        return {
            "files": {p.name: p.read_bytes() for p in self.home.glob("*.json")},
            "models": sorted(p.name for p in (self.home / "models").iterdir()),
            "agreements": [repr(one) for one in book],
            "claims": len(await house.ports.claims.claims(house.network.name, self.provider.id)),
            "in memory": repr((agreements.contracts, agreements.sla, agreements.batch)),
            "prices": repr((policies.prices.bulk, policies.rate, policies._dynamics, policies._tiers)),
            "queue": (policies.places, policies.queue.algorithm, policies.retries),
            "schedule": repr(policies.timetable.schedule),
            "plan": repr(provider.health.plan),
            "checker": provider.checker._checker,
            "swarm": repr((provider.swarm.joining, provider.swarm._word.market, provider.swarm._word.proposal)),
            "limits": provider.swarm._word.limits,
            "hosted": repr(provider.offering.hosted),
        }


@pytest.fixture(scope="module")
def offered(net, tmp_path_factory) -> Iterator[Offered]:
    home = tmp_path_factory.mktemp("bad") / "home"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in profile(home, net, "p-bad").items():
            patch.setenv(name, value)
        running = Offered(home)
        yield running
        running.end()


def names_the_field(message: str, path: tuple[Any, ...]) -> bool:
    """The field itself, or what it stands in, and what is allowed there."""
    words = [str(key) for key in path if isinstance(key, str)]
    named = any(re.search(rf"\b{re.escape(word)}\b", message) for word in words)
    return named and bool(re.search(r" must |does not know|is none of|is needed|a duration looks like", message))


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_the_good_arguments_are_good(offered: Offered, verb):
    """Or refused for what this machine lacks: else the other tests here would prove nothing."""
    try:
        offered.run(lambda: getattr(offered.provider, verb)(**VERBS[verb]))
    except (WorldError, ValueError) as error:
        assert any(words in str(error) for words in good(verb)), str(error)
    else:
        assert not good(verb)


@given(st.sampled_from(PLACES), JUNK)
@example(("join_swarm", ("swarm_type",)), NONSENSE)
@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_what_is_refused_names_the_field_and_changes_nothing(offered: Offered, place, junk):
    verb, path = place
    arguments = replaced(VERBS[verb], path, junk)
    before = offered.run(offered.in_force)
    try:
        offered.run(lambda: getattr(offered.provider, verb)(**arguments))
    except ValueError as error:
        assert names_the_field(str(error), path), (verb, path, str(error))
    except (WorldError, FileNotFoundError) as error:
        assert str(error)
    else:
        return
    assert offered.run(offered.in_force) == before, (verb, path, junk)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_nonsense_is_a_value_error_in_every_field(offered: Offered, verb):
    before = offered.run(offered.in_force)
    for path in paths(VERBS[verb]):
        arguments = replaced(VERBS[verb], path, NONSENSE)
        with pytest.raises(ValueError) as caught:
            offered.run(lambda arguments=arguments: getattr(offered.provider, verb)(**arguments))
        assert names_the_field(str(caught.value), path), (path, str(caught.value))
    assert offered.run(offered.in_force) == before


@given(st.sampled_from(paths(REGISTER)), JUNK)
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_register_writes_nothing_for_a_wrong_argument(tmp_path_factory, place, junk):
    home = tmp_path_factory.mktemp("register") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AITBC_PROVIDER_HOME", str(home))
        patch.setattr("desktop_app.api._in_own_loop", stop_here)
        with pytest.raises((ValueError, ArgumentsWereGood)) as caught:
            ComputeProvider.register(**replaced(REGISTER, place, junk))
    if not isinstance(caught.value, ArgumentsWereGood):
        assert names_the_field(str(caught.value), place), str(caught.value)
        assert not (home / "settings.json").exists() and not (home / "rules.json").exists()


class ArgumentsWereGood(Exception):
    """They were read, and the machine would be measured next."""


def stop_here(work: Coroutine[Any, Any, Any]) -> None:
    work.close()
    raise ArgumentsWereGood(sys.platform)
