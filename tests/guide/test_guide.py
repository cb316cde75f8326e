"""The provider guide, followed to the letter: what each snippet gives, and what is then in force."""

from __future__ import annotations

from decimal import Decimal

from tests.guide.conftest import follow
from tests.guide.snippets import SNIPPETS


def test_every_snippet_was_followed(told):
    assert [name for name in told if name != "facts"] == list(SNIPPETS)


def test_a_rule_of_ours_stands_behind_every_snippet(without_card, with_card):
    for told in (without_card, with_card):
        assert [name for name, line in told.items() if line.get("error") == "NotGoverned"] == []


def test_nothing_else_is_refused_but_what_this_machine_lacks(without_card, with_card):
    absent = {"specialized_model": ("FileNotFoundError", "/models/medical-llm-v2.pt")}
    no_card = {"reservation": ("WorldError", "no graphics card")}
    for told, expected in ((with_card, absent), (without_card, absent | no_card)):
        refused = {n: told[n] for n in SNIPPETS if told[n]["error"] not in (None, "NotGoverned")}
        assert set(refused) == set(expected), refused
        for name, (error, words) in expected.items():
            assert refused[name]["error"] == error and words in refused[name]["message"]


def test_capabilities_are_the_machines_own(without_card, with_card):
    assert "Available GPU Memory: 0.0GB" in without_card["assess"]["printed"]
    assert "Available GPU Memory: 24.0GB" in with_card["assess"]["printed"]
    for told in (without_card, with_card):
        assert "Supported Models: ('practice-tiny',)" in told["assess"]["printed"]


def test_claims_beyond_what_was_measured_are_capped_with_a_warning(without_card, with_card):
    assert any(w.startswith("gpu_memory: 24 GB claimed, 0 GB measured") for w in without_card["register"]["warnings"])
    assert not any("gpu_memory" in w for w in with_card["register"]["warnings"]), "a 24 GB card has 24 GB"
    for told in (without_card, with_card):
        assert any("llama3.2, mistral, deepseek not installed" in w for w in told["register"]["warnings"])


def test_the_schedule_the_price_and_the_tiers_are_in_force(told):
    facts = told["facts"]
    assert facts["zone"] == "UTC" and facts["windows"] == 2
    assert Decimal(facts["price"]) == Decimal("0.1") and Decimal(facts["bulk"]) == Decimal("0.8")
    assert facts["tiers"] == ["basic", "premium", "enterprise"]


def test_the_queue_and_the_owners_quality_check_are_in_force(told):
    facts = told["facts"]
    assert (facts["places"], facts["algorithm"], facts["retries"]) == (20, "weighted_fair_share", True)
    assert facts["checker"] is True


def test_jobs_at_once_follow_what_is_measured_and_batches_are_collected(told):
    facts = told["facts"]
    assert facts["balance"]["adaptive"] is True and facts["balance"]["target"] == "throughput"
    batch = facts["batch"]
    assert (batch["size"], Decimal(batch["discount"]), batch["window"], batch["guarantee"]) == (10, Decimal("0.3"), 86400, True)
    assert facts["room"] == 20 + 10, "what waits for its batch does not take the queue's places"


def test_the_health_monitor_follows_the_guides_plan(told):
    plan = told["facts"]["plan"]
    assert (plan["gpu_status"], plan["memory_usage"], plan["network_latency"], plan["job_success_rate"]) == (30, 10, 60, 300)


def test_analytics_and_service_levels_answer_in_the_guides_words(told):
    analytics = told["analytics"]["answer"]
    assert 0 <= analytics["utilization_rate"] <= 1 and len(analytics["demand_by_hour"]) == 24
    assert {"peak_hours", "profitable_models"} <= set(analytics) and "Utilization Rate: " in told["analytics"]["printed"]
    assert told["suggestions"]["error"] is None, "a new profile has no figures from which anything could be suggested"
    assert told["suggestions"]["answer"] == []
    levels = told["sla"]["answer"]
    assert Decimal(levels["availability"]) == Decimal("0.99") and Decimal(levels["penalty_rate"]) == Decimal("0.5")


def test_the_contract_is_in_force_as_the_guide_writes_it(told):
    terms = told["contract"]["answer"]["terms"]
    assert terms["client_id"] == "enterprise-agent-123" and Decimal(terms["rate"]) == Decimal("0.08")
    assert Decimal(terms["hours"]) == 100 and terms["penalties"] is True


def test_memory_can_be_reserved_where_there_is_a_card(with_card):
    held = with_card["reservation"]["answer"]["terms"]
    assert (held["client_id"], held["memory"], Decimal(held["fee"])) == ("enterprise-agent-456", 8 * 2**30, 50)
    assert with_card["facts"]["claims"] == [["fee", "50", "enterprise-agent-456"]]


def test_what_was_refused_is_claimed_from_nobody(without_card):
    assert without_card["facts"]["claims"] == []


def test_the_listing_is_on_the_network_in_use(told):
    facts, listing = told["facts"], told["offering"]["answer"]
    assert f"Provider ID: {facts['id']}" in told["offering"]["printed"]
    assert listing["provider_id"] == facts["id"]
    assert listing["url"] == facts["listing_url"] == f"{facts['network_url']}/marketplace/providers/{facts['id']}"


def test_offers_stand_on_the_marketplace_by_the_ids_that_were_returned(told):
    listing, posted = told["offering"]["answer"], told["facts"]["posted"]
    assert listing["hardware_offer"] and listing["software_offers"].keys() == {"practice-tiny"}
    assert set(listing["software_offers"].values()) == {o["plugin_id"] for o in posted["software"]}
    (hardware,) = posted["hardware"]
    assert {o["node_id"] for o in posted["software"]} == {hardware["provider"]} == {told["facts"]["id"]}
    assert Decimal(hardware["price_per_hour"]) == Decimal("0.1")


def test_the_swarm_was_joined_and_what_is_shared_stands_in_the_offer(told):
    joined, market = told["join_swarm"]["answer"], told["share_market_data"]["answer"]
    assert (joined["swarm_type"], joined["others"]["members"]) == ("load_balancing", 0)
    assert joined["shared"]["metrics"]["price"] == "0.1" and "market" not in joined["shared"]
    assert market["shared"]["market"]["current_demand"] == "high"
    voted = told["collective_pricing"]["answer"]
    assert (voted["price"], voted["votes"]) == (None, 1) and "3 are needed" in voted["reason"]
    (hardware,) = told["facts"]["posted"]["hardware"]
    shared = hardware["attributes"]["aitbc_provider_swarm"]
    assert shared["proposal"] == {
        "rate": "0.12", "rationale": "Increased demand for LLM inference", "impact": "revenue_increase_15%"
    }
    assert shared["signature"]["key_id"] == joined["member"]


def test_earnings_and_reputation_answer_in_the_guides_words(told):
    earnings, reputation = told["earnings"]["answer"], told["reputation"]["answer"]
    assert set(earnings["breakdown"]) == {"client", "model_type", "time_of_day"}
    assert earnings["unit"] == "PLAY" and Decimal(earnings["total"]) >= 0
    assert Decimal(earnings["gross"]) - Decimal(earnings["fee"]) == Decimal(earnings["total"])
    assert {"overall_score", "success_rate", "avg_response_time", "client_satisfaction", "own"} <= set(reputation)
    assert "Total Revenue: " in told["earnings"]["printed"] and "Overall Score: " in told["reputation"]["printed"]


def test_what_was_laid_down_outlives_the_script(tmp_path):
    follow(tmp_path, "assess", "register", "availability", "tiers")
    facts = follow(tmp_path, "assess", "register", "offering")["facts"]
    assert facts["windows"] == 2 and facts["tiers"] == ["basic", "premium", "enterprise"]
