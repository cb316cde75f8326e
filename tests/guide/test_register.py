"""register does local work only: what it refuses, what it caps, what it keeps."""

from __future__ import annotations

import json

import pytest

from desktop_app import ComputeProvider
from desktop_app.domain.errors import ProfileError

PRICES = {"base_rate_per_hour": 0.1}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for name in ("NETWORK", "RPC", "KEY", "RUNTIME"):
        monkeypatch.delenv(f"AITBC_PROVIDER_{name}", raising=False)
    monkeypatch.setenv("AITBC_PROVIDER_HOME", str(tmp_path / "profile"))
    return tmp_path / "profile"


def register(name="alpha", capabilities=None, pricing_model=None):
    return ComputeProvider.register(name, {} if capabilities is None else capabilities, pricing_model or PRICES)


def settings(home):
    return json.loads((home / "settings.json").read_text())


def test_outside_a_loop_the_id_is_there_and_nothing_runs(home):
    provider = register()
    assert provider.id and provider.listing_url == "" and provider.warnings == ()
    assert settings(home)["name"] == "alpha" and settings(home)["price_per_hour"] == "0.1"
    assert not (home / "practice.db").exists(), "the services start at the first await"


async def test_inside_a_running_loop_too(home):
    assert register().id
    assert ComputeProvider.assess_capabilities().supported_models == ("practice-tiny",)


def test_the_id_stays_from_one_registration_to_the_next(home):
    first = register().id
    assert register().id == first


def test_a_profile_that_is_in_use_is_refused_naming_the_way_out(home):
    provider = register()
    with pytest.raises(ProfileError, match="AITBC_PROVIDER_HOME"):
        register()
    assert provider.id


@pytest.mark.parametrize("field,arguments", [
    ("name", {"name": ""}), ("name", {"name": 3}), ("capabilities", {"capabilities": []}),
    ("capabilities.gpu_memory", {"capabilities": {"gpu_memory": -1}}),
    ("capabilities.max_concurrent_jobs", {"capabilities": {"max_concurrent_jobs": 1.5}}),
    ("capabilities.performance_score", {"capabilities": {"performance_score": 2}}),
    ("capabilities.compute_type", {"capabilities": {"compute_type": "mining"}}),
    ("capabilities.supported_models", {"capabilities": {"supported_models": "llama"}}),
    ("capabilities", {"capabilities": {"gpus": 3}}),
    ("pricing_model.base_rate_per_hour", {"pricing_model": {"base_rate_per_hour": "free"}}),
    ("pricing_model.peak_multiplier", {"pricing_model": {**PRICES, "peak_multiplier": 0.5}}),
    ("pricing_model.bulk_discount", {"pricing_model": {**PRICES, "bulk_discount": 0}}),
])  # fmt: skip
def test_a_wrong_argument_is_named_and_nothing_is_kept(home, field, arguments):
    with pytest.raises(ValueError, match=f"^{field} "):
        register(**arguments)
    assert not (home / "settings.json").exists()


def test_claims_are_capped_with_a_warning_each(home):
    with pytest.warns(UserWarning, match="gpu_memory: 24 GB claimed, 0 GB measured"):
        provider = register(capabilities={"gpu_memory": 24})
    assert provider.capabilities.gpu_memory == 0 and len(provider.warnings) == 1


@pytest.mark.parametrize("verb,arguments", [
    ("set_availability", {"schedule": {"timezone": "Nowhere/Land"}}), ("set_availability", {"schedule": 3}),
    ("enable_dynamic_pricing", {"base_rate": "much"}), ("set_service_tiers", {"tiers": {}}),
    ("create_contract", {"client_id": "", "duration_hours": 1, "fixed_rate": 1}),
    ("configure_queue", {"max_queue_size": -1}), ("enable_load_balancing", {"strategy": "luck"}),
    ("configure_monitoring", {"health_checks": {"gpu_status": "soon"}}), ("configure_monitoring", {"alerts": 3}),
    ("set_quality_checker", {"checker": "good"}),
    ("define_sla", {"availability_target": 2, "response_time_target": 1, "completion_rate_target": 1}),
    ("host_specialized_model", {"model_name": "", "model_path": "x"}),
    ("enable_batch_processing", {"min_batch_size": 1, "batch_discount": 0.3}),
    ("reserve_capacity", {"client_id": "c", "reserved_gpu_memory": 0, "reservation_duration": "30d"}),
    ("get_earnings", {"period": "soon"}), ("get_earnings", {"breakdown_by": ["weather"]}),
    ("get_analytics", {"period": "100y"}), ("get_optimization_suggestions", {"period": None}),
])  # fmt: skip
async def test_a_wrong_argument_starts_nothing(home, verb, arguments):
    provider = register()
    with pytest.raises(ValueError, match=r" must |does not know"):
        await getattr(provider, verb)(**arguments)
    assert not (home / "practice.db").exists()
