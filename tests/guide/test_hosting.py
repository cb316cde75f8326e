"""A model of the owner's own, from the file to a customer's result, on a practice network."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from desktop_app import ComputeProvider
from desktop_app.domain.errors import ModelMissing, WorldError
from desktop_app.domain.swarm import Joining
from tests.guide.conftest import services

JOB = {"type": "inference", "model": "med", "prompt": "What is this?", "max_tokens": 4}


async def listed(net, provider):
    assert await services(provider).provider.listings.up_to_date() == ""
    mine = services(provider).provider.store.state.provider_id
    return {o["model"]: o for o in net.call("GET", "/v1/marketplace/offer?status=active") if o["node_id"] == mine}


async def test_a_file_is_offered_at_its_premium_and_runs_under_its_public_name(net, provider):
    hosted = await provider.host_specialized_model(
        "med", str(provider.home / "med-v2.gguf"), {"specialization": "medical_text", "accuracy_requirement": 0.9}, 0.2
    )
    assert hosted.name == "med" and hosted.questions == 0
    found = await listed(net, provider)
    assert Decimal(found["med"]["price"]) == Decimal("0.3") and Decimal(found["practice-tiny"]["price"]) == Decimal("0.1")
    assert "accuracy 0.9, declared by the provider" in found["med"]["description"] and "gguf" not in json.dumps(found)
    house = services(provider).provider
    rules, registration = await house.offering.rules(), await house.offering.registration()
    assert rules.premiums == {"med": Decimal("0.2")} and "med" in rules.models
    assert registration.capabilities["specialized_models"][0]["accuracy_basis"] == "declared by the provider"
    await provider.stop_hosting("med")
    assert "med" not in await listed(net, provider) and not (provider.home / "models" / "med.gguf").exists()
    assert (provider.home / "med-v2.gguf").exists()


async def test_a_model_of_the_runtime_runs_under_another_name(net, provider):
    await provider.host_specialized_model("med", "practice-tiny")
    await listed(net, provider)
    runtime = services(provider).ports.runtime
    assert {model.name for model in await runtime.models()} == {"med", "practice-tiny"}
    job = net.submit(JOB)
    clock = services(provider).ports.clock
    while net.job(job)["state"] not in ("COMPLETED", "FAILED"):
        await clock.sleep(0.1)
    done = net.job(job)
    assert done["state"] == "COMPLETED" and done["result"]["model"] == "med"


async def test_what_is_hosted_and_the_swarm_outlive_the_script(net, provider):
    await provider.host_specialized_model("med", str(provider.home / "med-v2.gguf"), None, 0.2)
    await provider.host_specialized_model("other", "practice-tiny")
    await provider.join_swarm("pricing", "active", "none")
    await provider.close()
    async with ComputeProvider.register("p", {}, {"base_rate_per_hour": 0.1}) as again:
        listing = await again.start_offering()
        assert listing.software_offers.keys() == {"med", "other", "practice-tiny"}
        assert Decimal((await listed(net, again))["med"]["price"]) == Decimal("0.3")
        swarm = services(again).provider.swarm
        assert swarm.joining == Joining("pricing", "active", "none")
        await again.leave_swarm()
    async with ComputeProvider.register("p", {}, {"base_rate_per_hour": 0.1}) as again:
        await again.start_offering()
        assert services(again).provider.swarm.joining is None


async def test_measured_below_the_requirement_leaves_nothing_behind(provider):
    before = (provider.home / "rules.json").read_text()
    questions = [("What is 2 + 2?", "this is nothing that random weights would ever say")]
    with pytest.raises(WorldError, match=r"answered 0 of your 1 questions rightly; required are 0\.95"):
        await provider.host_specialized_model(
            "med", str(provider.home / "med-v2.gguf"), {"accuracy_requirement": 0.95}, questions=questions
        )
    assert (provider.home / "rules.json").read_text() == before and not (provider.home / "models" / "med.gguf").exists()
    hosted = await provider.host_specialized_model("med", str(provider.home / "med-v2.gguf"), questions=questions)
    assert (hosted.accuracy, hosted.questions) == (0, 1)
    assert hosted.published()["accuracy_basis"] == "measured with one question of the provider's own"


async def test_what_cannot_be_hosted_is_refused_with_the_reason(provider):
    (provider.home / "weights.pt").write_bytes(b"PK\x03\x04")
    for name, source, needs, error, words in (
        ("med", "/models/medical-llm-v2.pt", {}, FileNotFoundError, "/models/medical-llm-v2.pt"),
        ("med", str(provider.home / "weights.pt"), {}, ModelMissing, "not a GGUF file"),
        ("med", "llama9", {}, ModelMissing, "has no model llama9"),
        ("med", "practice-tiny", {"gpu_memory": 16}, WorldError, "no graphics card"),
        ("practice-tiny", str(provider.home / "med-v2.gguf"), {}, WorldError, "another model is called practice-tiny"),
    ):
        with pytest.raises(error, match=words):
            await provider.host_specialized_model(name, source, needs)
    assert services(provider).provider.offering.hosted == {}
