"""Settings saved while a real provider runs: live where that can be, else a new start; and the wizard's end."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain import batch, contracts, reservations
from desktop_app.domain.agreed_hours import What
from desktop_app.domain.errors import RuntimeUnreachable, WorldError
from desktop_app.domain.presence import Kind, Manner
from desktop_app.provider.onboarding.set_up import SIGNAL
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.setting_up.live_settings import LIVE
from desktop_app.setting_up.onboarding import ProgramSetUp
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.keys import KeyStoreUnavailable
from desktop_app.system.network_book import NetworkBook
from desktop_app.system.settings import SettingsFile
from desktop_app.system.settings_rules import RULES
from tests.provider.house import opened
from tests.setting_up.living import HUB, KEY, keyring, live

__all__ = ["keyring", "opened"]


def test_what_counts_live_are_settings() -> None:
    assert set(RULES) >= LIVE


async def test_prices_and_manners_count_at_once(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        values = {"price_per_hour": "0.7", "price_per_job": "0.05", "when_using": "keep", "unpaid_per_day": 3, "region": "eu"}
        assert not settings.starts_anew(values)
        await settings.save(values, {})
        assert house.provider.policies.prices.per_hour == Decimal("0.7")
        assert house.provider.owner._manners.using is Manner.KEEP
        assert (await house.provider.offering.rules()).payment.unpaid_left == 3
        told = await house.provider.offering.registration()
        assert told.region == "eu" and told.capabilities["price"] == 0.7
        assert not settings.wants_anew.is_set()
        assert SettingsFile(tmp_path).load().price_per_hour == "0.7"


async def test_ceilings_of_comfort_count_at_once(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        values = {"most_temperature_c": 60, "quiet_hours": "22:00-07:00", "quiet_fan_percent": 30, "slow_pause_s": 5}
        assert not settings.starts_anew(values)
        await settings.save(values, {})
        rules = house.provider.comfort._rules
        assert (rules.usual.temperature, rules.quiet.fan, rules.quiet_hours is not None) == (60.0, 30.0, True)
        assert house.provider.owner._manners.slow_pause_s == 5.0
        assert {view.kind for view in settings.signals()} == set(Kind)


async def test_rules_are_laid_down_and_lifted(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        hours = {"spec": {"timezone": "UTC", "availability": []}}
        await settings.save({}, {"schedule": hours, "dynamic_pricing": {"base_rate": "0.4"}})
        await house.until(lambda: not house.provider.gate.state.is_open)
        assert house.provider.policies.prices.per_hour == Decimal("0.4") and settings.rules()["schedule"] == hours
        await settings.save({}, {"schedule": None, "dynamic_pricing": None})
        await house.until(lambda: house.provider.gate.state.is_open)
        assert house.provider.policies.prices.per_hour == Decimal("0.1") and settings.rules() == {}


async def test_what_cannot_be_changes_nothing(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        before = (tmp_path / "settings.json").read_bytes()
        for values, rules in (
            ({"price_per_hour": "much"}, {}), ({"gone": 1}, {}), ({"networks": [5]}, {}),
            ({"price_per_hour": "9"}, {"queue": {"max_queue_size": -1}}),
        ):  # fmt: skip
            with pytest.raises(ValueError, match=r"\w"):
                await settings.save(values, rules)
        assert (tmp_path / "settings.json").read_bytes() == before and not (tmp_path / "rules.json").exists()
        assert house.provider.policies.prices.per_hour == Decimal("0.1")
        assert "whole number" in settings.problem("concurrency", 0) and settings.problem("concurrency", 2) == ""
        assert "max_queue_size" in settings.rule_problem("queue", {"max_queue_size": -1})


@pytest.mark.logs
async def test_a_new_start_waits_for_the_running_job_and_can_be_taken_back(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        house.coordinator.submit("j1", {"type": "inference", "model": "m", "prompt": "x", "max_tokens": 400})
        await house.until(lambda: house.provider.store.state.running)
        assert settings.starts_anew({"concurrency": 3})
        await settings.save({"concurrency": 3}, {})
        await settings.save({"runtime_url": "http://127.0.0.1:9"}, {})
        await asyncio.wait_for(settings.drained(), 20)
        assert not house.provider.store.state.running
        await house.until(lambda: house.state_of("j1") == "COMPLETED")
        assert settings.undo(RuntimeUnreachable("nobody listens"))
        assert SettingsFile(tmp_path).load().concurrency == 1
        assert not settings.undo(RuntimeUnreachable("nobody listens"))
        live_again = settings
        live_again.opened(settings.services, settings._terms)  # type: ignore[arg-type]
        assert any("taken back" in note for note in house.provider.notices.all)


# ---- the wizard's end ------------------------------------------------------------------------------------------------


async def finished(set_up: ProgramSetUp, **answers: Any) -> None:
    wizard = set_up.wizard("Europe/Vienna")
    wizard.change(**answers)
    wizard.use_key(KEY)
    assert wizard.finish()
    await wizard.finishing.wait()
    assert wizard.is_over, wizard.finishing.says


async def test_a_fresh_profile_offers_nothing_before_the_end(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path, is_fresh=True)
        set_up = ProgramSetUp(settings)
        assert set_up.is_fresh and house.provider.gate.has(SIGNAL)
        assert json.loads((tmp_path / "onboarding.json").read_text()) == {}
        set_up.wizard("UTC").cancel()
        assert house.provider.gate.has(SIGNAL)
        await finished(set_up, price_per_hour="0.25", per_kwh="0.31", when_using="slow", watch_games=True)
        kept = SettingsFile(tmp_path).load()
        assert (kept.price_per_hour, kept.electricity_price, kept.when_using, kept.keep_awake) == ("0.25", "0.31", "slow", "ask")
        assert kept.token_rate == "" and not set_up.is_fresh and not house.provider.gate.has(SIGNAL)
        assert DecisionsFile(tmp_path).load()["schedule"]["spec"]["timezone"] == "UTC"
        assert not (tmp_path / "onboarding.json").exists()
        again = set_up.wizard("UTC")
        assert (again.answers.price_per_hour, again.answers.per_kwh, again.answers.is_practice) == ("0.25", "0.31", True)
        again.cancel()


async def test_a_hub_is_written_down_once_with_its_key_in_the_keyring(
    opened: Any, tmp_path: Path, keyring: dict[str, str]
) -> None:
    async with opened() as house:
        settings = live(house, tmp_path, is_fresh=True)
        set_up = ProgramSetUp(settings)
        for payout in ("", "0x" + "a" * 40):
            await finished(set_up, is_practice=False, hub_url=f"{HUB}/", payout_address=payout, understood=True)
        kept = SettingsFile(tmp_path).load()
        (network,) = kept.networks
        assert (network.url, network.payout_address, kept.active) == (HUB, "0x" + "a" * 40, "hub.example/c")
        assert keyring == {HUB: KEY} and settings.wants_anew.is_set() and settings.keys.session_key is None
        assert KEY not in "".join(path.read_text() for path in tmp_path.glob("*.json"))


async def test_without_a_keyring_the_key_lasts_for_the_session(
    opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> str:
        raise KeyStoreUnavailable("this session has no keyring")

    monkeypatch.setattr(NetworkBook, "keep_key", none)
    async with opened() as house:
        settings = live(house, tmp_path, is_fresh=True)
        await finished(ProgramSetUp(settings), is_practice=False, hub_url=HUB, understood=True)
        assert settings.keys.session_key == (HUB, KEY)


async def test_reserved_hours_stay(opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        agreements = settings.services.agreements
        monkeypatch.setattr(agreements, "schedule_clash", lambda _hours: "a reservation would be left without an hour")
        with pytest.raises(WorldError, match="reservation"):
            await settings.save({"price_per_hour": "3"}, {"schedule": {"spec": {"availability": []}}})
        assert SettingsFile(tmp_path).load().price_per_hour == "0.1"


async def test_the_bulk_discount_counts_at_once_and_after_a_start(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        policies = house.provider.policies
        assert settings.price_floor is None and settings.rule_problem("bulk_discount", {"share": "0"})
        model = {"base_rate_per_hour": "0.1", "peak_multiplier": 1.5, "bulk_discount": 0.9}
        await settings.save({}, {"pricing_model": {"spec": model}})
        assert policies.prices.bulk == Decimal("0.9")
        await settings.save({"price_per_hour": "0.3"}, {"bulk_discount": {"share": "0.8"}})
        assert policies.prices.bulk == Decimal("0.8")
        policies.discount_bulk(Decimal(1))
        assert settings.services.rules.restore() == () and policies.prices.bulk == Decimal("0.8")
        await settings.save({}, {"pricing_model": {"spec": model}})
        assert policies.prices.bulk == Decimal("0.9") and "bulk_discount" not in settings.rules()


async def test_agreements_count_at_once_and_stay(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        desk, book = settings.agreements, house.provider.agreements
        assert settings.agreed() == []
        assert desk is not None and book is not None
        book._capacity = lambda: 24 * reservations.GIB  # the house has no card
        await desk.create_contract(contracts.parse("studio", 20, "0.08"))
        await desk.use_batch(batch.parse(5, "0.25", "12h"))
        await desk.reserve(reservations.parse("lab", 1, "24h", "0.5"))
        ((contract, standing),), (held,) = desk.contracts(), desk.reservations()
        assert standing.hours_left == 20 and book.contracts[contract.contract_id] is contract
        assert book.batch is desk.batch and desk.batch is not None and desk.batch.size == 5
        reserved, *batches = settings.agreed()
        assert reserved.customer == "lab" and {one.what for one in batches} == {What.BATCHES}
        assert batches[0].begins <= desk.now() < batches[-1].ends
        await book.load()
        assert len(desk.contracts()) == 1 and len(desk.reservations()) == 1
        with pytest.raises(WorldError, match="are more than"):
            await desk.reserve(reservations.parse("other", 1000, "24h"))
        await desk.end_contract(contract.contract_id)
        await desk.release(held.reservation_id)
        await desk.use_batch(None)
        assert settings.agreed() == []
        assert desk.contracts() == [] and desk.reservations() == [] and book.batch is None


async def test_what_is_paused_in_the_wizard_stays_so(opened: Any, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    for name in ("mine", "other"):
        Part(folder, name).keep(Record(f"https://m.example/{name}.gguf"))
    async with opened() as house:
        ProgramSetUp(live(house, tmp_path))._stopped("https://m.example/mine.gguf")
    assert [(name, Part(folder, name).is_stopped) for name in ("mine", "other")] == [("mine", True), ("other", False)]
