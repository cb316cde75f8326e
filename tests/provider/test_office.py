"""The window's desks over a running provider: what they tell is what happened, and what they do takes effect."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.domain import tax
from desktop_app.domain.browsing import JobFilter
from desktop_app.domain.errors import ProfileError, Unreachable, WrongKey
from desktop_app.domain.gate import Signal, Source
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.ladder import Fix, Light, answer
from desktop_app.domain.limits import UNLIMITED
from desktop_app.domain.model_list import Listed
from desktop_app.domain.schedule import ALWAYS, Hours, Schedule, Window
from desktop_app.domain.state import NetworkView
from desktop_app.domain.suggestions import Change, Suggestion
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.insights import Insights
from desktop_app.provider.office.journal import Jobs
from desktop_app.provider.office.made import office
from desktop_app.provider.ports import ServerTraits
from desktop_app.provider.ports.guide import Rating
from desktop_app.provider.ports.office import Office
from desktop_app.provider.services import Services
from desktop_app.provider.terms import Terms
from desktop_app.runtimes.openai_messages import KeyWanted
from tests.provider.house import JOB, FakeCoordinator

pytestmark = pytest.mark.logs


class Kept(dict[str, Mapping[str, Any]]):
    def load(self) -> Mapping[str, Mapping[str, Any]]:
        return self

    def save(self, decisions: Mapping[str, Mapping[str, Any]]) -> None:
        self |= decisions


class Applied(dict[str, Any]):
    def load(self) -> Mapping[str, Any]:
        return json.loads(self.get("text", "{}"))

    def save(self, content: Mapping[str, Any]) -> None:
        self["text"] = json.dumps(content)


class Ratings:
    async def rating(self, provider_id: str) -> Rating | None:
        return Rating(612.0, "advanced", 0.9, 4.0, None, 9, 1)


def office_of(
    house: Any, settings: dict[str, Any] | None = None, saved: list[Any] | None = None, applied: Applied | None = None
) -> Office:
    provider, history = house.provider, house.history
    insights = Insights("test", "me", history.facts, history.ledger, house.clock, provider.offering.in_force)
    services = Services(
        provider, provider._ports, HouseRules(provider, Kept()), NetworkView("test"), Ratings(), None, insights
    )  # type: ignore[arg-type]
    keep = settings if settings is not None else {}
    return office(
        services, history.browser, history.texts, keep=keep.__setitem__, write=lambda path, content: None,
        save=lambda path, rows: (saved if saved is not None else []).append((path, rows)),
        applied=Applied() if applied is None else applied,
    )  # fmt: skip


async def test_money_tells_the_same_as_the_ledger(opened):
    async with opened() as house:
        for number in range(3):
            house.coordinator.submit(f"job-{number}", JOB, amount="0.1")
        await house.until(lambda: house.earned == Decimal("0.2925"))
        saved: list[Any] = []
        desk = office_of(house, saved=saved).money
        outlook = await desk.outlook()
        assert outlook.today == outlook.week == outlook.month == Decimal("0.2925")
        assert outlook.month_estimate is None
        now = house.clock.now()
        stacks = await desk.stacks([now - timedelta(days=2), now - timedelta(days=1), now], "customer")
        assert [set(stack.parts) for stack in stacks] == [set(), {"0xbuyer"}]
        assert await desk.save_csv("/somewhere.csv", None, None) == 3
        (path, rows), = saved
        assert (path, tuple(rows[0])) == ("/somewhere.csv", tax.COLUMNS)
        assert sum(Decimal(row["credited"]) for row in rows) == Decimal("0.2925")
        report = await desk.reconcile()
        assert report.booked == Decimal("0.2925")
        assert await desk.claims() == []


async def test_an_answer_that_the_owner_keeps_is_written_to_his_file():
    class Kept:
        async def written(self, network: str, provider_id: str, job_id: str) -> str:
            return "réponse" if (network, provider_id, job_id) == ("test", "me", "kept") else ""

    files: list[tuple[str, bytes]] = []
    desk = Jobs("test", "me", None, None, None, texts=Kept(), write=lambda *file: files.append(file))  # type: ignore[arg-type]
    await desk.save_text("/somewhere.txt", "kept")
    assert files == [("/somewhere.txt", "réponse".encode())]
    with pytest.raises(ProfileError, match="deleted"):
        await desk.save_text("/somewhere.txt", "gone")
    assert len(files) == 1


@pytest.mark.parametrize(("is_play", "rate", "worth"), [(False, "2", "0.195"), (True, "", "")])
async def test_a_job_has_the_owners_rate_of_its_moment_without_tariff_or_sensor(
    opened, monkeypatch, is_play, rate, worth
):
    async def traits(self: FakeCoordinator) -> ServerTraits:
        return ServerTraits(is_play=is_play, long_poll=False, allowance=UNLIMITED)

    monkeypatch.setattr(FakeCoordinator, "traits", traits)
    async with opened(rate=Decimal(2), currency="EUR") as house:
        saved: list[Any] = []
        house.coordinator.submit("before", JOB, amount="0.1")
        await house.until(lambda: house.earned == Decimal("0.0975"))
        house.provider.follow(Terms(rate=Decimal(3), currency="EUR"))
        await office_of(house, saved=saved).money.save_csv("", None, None)
        [(_, [row])] = saved
        assert (row["token_rate"], row["worth"], row["energy_kwh"]) == (rate, worth, "")


async def test_before_a_play_network_is_reached_again_its_books_say_that_they_hold_play_money(opened):
    async with opened(rate=Decimal(2), currency="EUR") as house:
        house.provider._picture.network = NetworkView("test")  # as at the next start
        assert (await house.provider._settlement._rate()).worth is None


async def test_a_reason_names_the_networks_own_money(opened):
    async with opened() as house:
        house.coordinator.submit("cheap", {**JOB, "max_tokens": 100_000}, amount="0.00000001")
        await house.until(lambda: house.state_of("cheap") == "FAILED")
        error = house.coordinator.jobs["cheap"]["error"]
        assert error.startswith("The payment of 0.00000001 PLAY is below this provider's price of ")
        assert "AITBC" not in error


async def test_a_running_job_is_handed_back_and_a_blocked_customer_is_refused(opened):
    async with opened() as house:
        desk = office_of(house).jobs
        house.coordinator.submit("long", {**JOB, "max_tokens": 100_000})
        await house.until(lambda: house.provider.store.state.running)
        await desk.hand_back("long")
        await house.until(lambda: house.state_of("long") == "FAILED")
        assert "owner handed this job back" in house.coordinator.jobs["long"]["error"]
        await desk.hand_back("never-seen")
        await desk.block("0xbuyer", True)
        assert await desk.blocked() == ("0xbuyer",)
        house.coordinator.submit("rude", JOB)
        await house.until(lambda: house.state_of("rude") == "FAILED")
        assert "does not take work from this customer" in house.coordinator.jobs["rude"]["error"]
        await desk.block("0xbuyer", False)
        house.coordinator.submit("kind", JOB)
        await house.until(lambda: house.state_of("kind") == "COMPLETED")
        await house.until(lambda: house.earned)
        failed = JobFilter(frozenset({Outcome.FAILED}))
        assert await desk.count(failed) == 2
        assert {job.job_id for job in await desk.page(failed, 0, 10)} == {"long", "rude"}
        detail = await desk.detail("kind")
        assert detail is not None
        assert detail.credited == house.earned
        with pytest.raises(ValueError, match="names"):
            await desk.block("", True)


async def test_the_ladder_sees_a_pause_and_a_model_that_is_not_here(opened):
    async with opened() as house:
        desk = office_of(house).standing
        rungs = {rung.key: rung for rung in await desk.ladder()}
        assert {rung.light for key, rung in rungs.items() if key != "offer"} == {Light.GOOD}
        assert "612 of 1000" in rungs["reputation"].sentence
        for number in range(3):
            house.coordinator.submit(f"other-{number}", {**JOB, "model": "huge"})
        await house.until(lambda: all(house.state_of(f"other-{n}") == "FAILED" for n in range(3)))
        await house.provider.desk.pause(None)
        rungs = {rung.key: rung for rung in await desk.ladder()}
        assert (rungs["gate"].light, rungs["gate"].fix) == (Light.DOUBT, Fix.RESUME)
        assert "most often huge" in rungs["models"].sentence


async def test_the_headline_is_what_the_gate_says_whatever_closes_it(opened):
    async with opened() as house:
        desk, gate = office_of(house).standing, house.provider.gate
        assert answer(await desk.ladder(), at_work=False).startswith("Nothing is in the way")
        for source in Source:
            gate.close("test", Signal(source, "Because"))
            assert answer(await desk.ladder(), at_work=True) == "Because.", source
        gate.open("test")


async def test_a_model_server_that_asks_for_a_key_is_mended_in_the_settings(opened):
    async with opened() as house:

        async def shut():
            raise KeyWanted("the server asks for a key")

        house.runtime.start = house.runtime.models = shut
        house.provider._condition.keeper.down()
        await house.until(lambda: house.provider.gate.state.strongest is not None)
        gate = next(rung for rung in await office_of(house).standing.ladder() if rung.key == "gate")
        assert gate.fix is Fix.SETTINGS and "Enter its key in the settings" in gate.sentence


async def test_a_pause_that_told_the_network_goodbye_is_no_silent_network(opened):
    async with opened() as house:
        desk = office_of(house).standing
        await house.provider.desk.pause(None)
        house.provider.lane.stay_away(True)
        await house.until(lambda: not house.provider.lane.connected)
        rungs = await desk.ladder()
        assert answer(rungs, at_work=False).rstrip(".") == house.provider.gate.state.strongest.reason.rstrip(".")
        assert Light.BAD not in {rung.light for rung in rungs}


async def test_a_refused_key_is_an_answer_and_a_silent_network_is_none(opened):
    async with opened() as house:
        desk = office_of(house).standing
        house.coordinator.before["traits"] = [WrongKey("it is not valid")]
        house.provider.lane.renew()
        await house.until(lambda: house.provider.gate.has("key"))
        online, *_ = rungs = await desk.ladder()
        assert online.light is Light.GOOD
        assert answer(rungs, at_work=False).startswith("The network does not accept this key: it is not valid.")
        house.coordinator.before["traits"] = [Unreachable("no route")] * 999
        house.provider.lane.retry()
        await house.until(lambda: house.provider.gate.has("network"))
        online, registered, *_ = rungs = await desk.ladder()
        assert (online.light, online.fix, registered.light) == (Light.BAD, Fix.RETRY, Light.DOUBT)
        assert answer(rungs, at_work=False).startswith("The network cannot be reached: no route.")


async def test_what_was_applied_is_taken_back_after_a_restart(opened):
    async with opened() as house:
        file, provider = Applied(), house.provider
        before = provider.policies.prices.per_hour
        hours = Schedule("UTC", (Window(frozenset(range(7)), Hours(60, 1440)),))
        wanted = [
            suggestion("price_per_hour", before, Decimal("0.07")), suggestion("schedule", ALWAYS, hours),
            suggestion("models", ("m",), ("none",)), suggestion("unpaid_per_day", 20, 10),
        ]  # fmt: skip
        first = office_of(house, applied=file).standing
        for one in wanted:
            await first.apply(one)
        again = office_of(house, applied=file).standing
        assert await again.applied() == wanted[::-1]
        await again.revert("price_per_hour")
        assert provider.policies.prices.per_hour == before
        assert await office_of(house, applied=file).standing.applied() == wanted[:0:-1]
        provider.policies.follow_schedule(ALWAYS)  # the owner's own word since then
        third = office_of(house, applied=file).standing
        assert [one.key for one in await third.applied()] == ["unpaid_per_day", "models"]
        for key in ("unpaid_per_day", "models"):
            await third.revert(key)
        assert provider.offering.models() == ["m"] and json.loads(file["text"]) == {"applied": []}


@pytest.mark.logs
async def test_what_cannot_be_read_is_left_out_and_said(opened, caplog):
    async with opened() as house:
        file = Applied(text=json.dumps({"applied": [{"setting": "colour"}, 7, {"setting": "models", "before": 1}]}))
        assert await office_of(house, applied=file).standing.applied() == []
        assert caplog.text.count("cannot be read any more") == 3


def suggestion(setting: str, before: Any, after: Any) -> Suggestion:
    return Suggestion(setting, "d", "i", "b", (), Change(setting, before, after))


async def test_suggestions_take_effect_at_once_and_are_taken_back(opened):
    async with opened() as house:
        settings: dict[str, Any] = {}
        desk, provider = office_of(house, settings).standing, house.provider
        before = provider.policies.prices.per_hour
        hours = Schedule("UTC", (Window(frozenset(range(7)), Hours(0, 1440)),))
        wanted = [
            suggestion("price_per_hour", before, Decimal("0.07")), suggestion("unpaid_per_day", 20, 10),
            suggestion("schedule", ALWAYS, hours), suggestion("models", ("m",), ("none",)),
        ]  # fmt: skip
        for one in wanted:
            await desk.apply(one)
        assert provider.policies.prices.per_hour == Decimal("0.07")
        assert settings == {"price_per_hour": "0.07", "unpaid_per_day": 10}
        assert provider.policies.timetable.schedule == hours
        assert provider.offering.models() == []
        assert [one.key for one in await desk.applied()] == ["models", "schedule", "unpaid_per_day", "price_per_hour"]
        for one in wanted:
            await desk.revert(one.key)
        assert provider.policies.prices.per_hour == before
        assert settings["unpaid_per_day"] == 20
        assert provider.offering.models() == ["m"]
        assert provider.offering._terms.models == (), "a model that is installed later is offered too"
        assert await desk.applied() == []
        with pytest.raises(ValueError, match="cannot be changed here"):
            await desk.apply(suggestion("colour", "red", "blue"))


async def test_the_list_of_models_is_for_the_runtime_and_the_machine_in_use(opened):
    async with opened() as house:
        standing, runtime = office_of(house).standing, house.provider._ports.runtime
        listed = [Listed("M", "1B", "MIT", "m", 10**9), Listed("N", "1B", "MIT", "n", 10**18)]
        assert "looks after its models itself" in (await standing.suited(listed)).says
        runtime.name, house.provider._ports.machine.memory_total = "ollama", lambda: 8 * 2**30
        here, large = (await standing.suited(listed)).offers
        assert (here.name, here.is_here, here.fits) == ("M", True, True)
        assert (large.is_here, large.fits) == (False, False) and "this computer has" in large.why


async def test_models_and_the_card_tell_what_the_history_holds(opened):
    async with opened() as house:
        house.coordinator.submit("a", JOB, amount="0.1")
        await house.until(lambda: house.earned)
        desks = office_of(house)
        use = (await desks.standing.models())[0]
        assert (use.name, use.installed, use.offered, use.jobs, use.credited) == ("m", True, True, 1, Decimal("0.0975"))
        now = house.clock.now()
        marks = await desks.card.marks(now - timedelta(hours=1), now + timedelta(seconds=1))
        assert [(mark.kind, mark.text) for mark in marks] == [("job", "Job ended: m")]
        assert await desks.card.yields(now - timedelta(days=1), 10) == []
        levels = await desks.standing.levels()
        assert [one.window for one in levels] == ["1d", "7d", "30d"]
        assert replace(levels[0].measured, since=now, until=now).jobs == 1
